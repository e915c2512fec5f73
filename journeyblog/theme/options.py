"""What a theme lets a site choose, and what the site chose.

In: declarations of ``theme.yaml`` and the ``theme_options`` of ``site.yaml`` as text. Out: a value for every declared
option (text, True or False, int or Decimal), and the mistakes.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from journeyblog.diagnostics import Diagnostic, Severity, Span, did_you_mean
from journeyblog.schema import Refusal
from journeyblog.schema.scalars import parse_bool, parse_number

_LINK = re.compile(r"/(?!/)\S*|https?://[^\s/]\S*", re.IGNORECASE)
OptionValue = str | bool | int | Decimal


class OptionKind(StrEnum):
    """The types of options."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    LINK = "link"


_WRITE = MappingProxyType(
    {
        OptionKind.TEXT: "Write one text",
        OptionKind.NUMBER: "Write one number",
        OptionKind.BOOLEAN: "Write true or false",
        OptionKind.CHOICE: "Write one word",
        OptionKind.LINK: "Write one path or web address",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One declared option; ``choices`` are the words of a choice."""

    kind: OptionKind
    default: OptionValue
    choices: tuple[str, ...] = ()
    description: str = ""

    def parse(self, text: str) -> OptionValue:
        """The value that ``text`` stands for. Raises :class:`journeyblog.schema.Refusal`."""
        match self.kind:
            case OptionKind.TEXT:
                return text
            case OptionKind.BOOLEAN:
                return parse_bool(text)
            case OptionKind.NUMBER:
                number = parse_number(text)
                return int(number) if number.denominator == 1 else Decimal(text.strip().rstrip("."))
            case OptionKind.CHOICE:
                return parse_choice(text, self.choices)
            case OptionKind.LINK:
                return parse_link(text)


def parse_choice(text: str, choices: tuple[str, ...]) -> str:
    """The word of ``choices`` that ``text`` is, in any case."""
    word = text.strip().lower()
    for choice in choices:
        if choice.lower() == word:
            return choice
    words = ", ".join(choices)
    raise Refusal("unknown-word", f"'{text}' is not one of {words}", did_you_mean(text, choices) or f"Write {words}")


def parse_link(text: str) -> str:
    """A path of this site or a web address, or nothing."""
    link = text.strip()
    if link and not _LINK.fullmatch(link):
        message = f"'{text}' is neither a page of this site nor a web address"
        raise Refusal("bad-url", message, "Write, for example,  /about/ or https://example.org")
    return link


def merge_options(
    declared: Mapping[str, Option], written: Mapping[str, Any], place: Callable[[str, bool], Span]
) -> tuple[Mapping[str, OptionValue], tuple[Diagnostic, ...]]:
    """Every declared option's value: as ``written``, else its default; ``place`` says where an option is written:
    its value, or with True its key.

    An unknown option is a warning; a value of the wrong type is an error and the default stands.
    """
    values = {name: option.default for name, option in declared.items()}
    found: list[Diagnostic] = []

    def note(severity: Severity, code: str, message: str, name: str, hint: str) -> None:
        found.append(
            Diagnostic(
                code=code, severity=severity, message=message, span=place(name, code == "unknown-key"), hint=hint
            )
        )

    for name, value in written.items():
        option = declared.get(name)
        if option is None:
            known = f"Its options are {', '.join(declared)}" if declared else "It has no options"
            note(Severity.WARNING, "unknown-key", f"The theme has no option '{name}'", name,
                 did_you_mean(name, declared) or known)  # fmt: skip
        elif not isinstance(value, str):
            note(Severity.ERROR, "wrong-shape", f"'{name}' should be a single value", name,
                 _WRITE[option.kind])  # fmt: skip
        elif value or option.kind in (OptionKind.TEXT, OptionKind.LINK):
            try:
                values[name] = option.parse(value)
            except Refusal as refused:
                note(Severity.ERROR, refused.code, refused.message, name, refused.hint)
    return MappingProxyType(values), tuple(found)
