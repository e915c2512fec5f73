"""One messages file: groups of keys with their texts.

In: the text of the file and the language that it is in. Out: a :class:`Catalogue`, and what is wrong with it: a value
that is no text, a place that cannot be filled, a form of a plural that the language does not have or that is missing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from yaml.nodes import MappingNode, Node, ScalarNode

from journeyblog.diagnostics import Diagnostic, Severity, Span, did_you_mean
from journeyblog.messages.language import Language, language_of
from journeyblog.messages.message import Message, split
from journeyblog.schema import Reading, compose

ORDINALS = "ordinals"
"""The group whose forms follow the language's rule for ordinal numbers."""
OTHER = "other"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The messages of a file by ``group.key``, and where each stands; ``path`` as people see it."""

    tag: str
    path: str
    messages: Mapping[str, Message]
    spans: Mapping[str, Span]
    diagnostics: tuple[Diagnostic, ...]


def read_catalogue(text: str, path: str, tag: str) -> Catalogue:
    """The messages of a file in the language ``tag``; a message with a mistake is left out."""
    reading = Reading(path)
    root = compose(text, reading)
    made = _Maker(reading, language_of(tag))
    messages = {}
    if root is not None and not isinstance(root, MappingNode):
        made.fault(root, "A messages file has groups of texts", "Write it as in\npost:\n  updated: Updated {date}")
    for group, inner in made.entries(root) if isinstance(root, MappingNode) else ():
        if not isinstance(inner, MappingNode):
            made.fault(inner, f"'{group.value}' should be a group of texts",
                       f"Write it as in\n{group.value}:\n  key: A text")  # fmt: skip
            continue
        for key, value in made.entries(inner):
            name = f"{group.value}.{key.value}"
            message = made.message(value, name, ordinal=group.value == ORDINALS)
            if message is not None:
                messages[name] = message
                made.spans[name] = reading.span(key)
    return Catalogue(tag=tag, path=path, messages=MappingProxyType(messages), spans=MappingProxyType(made.spans),
                     diagnostics=tuple(reading.diagnostics))  # fmt: skip


def check_places(catalogue: Catalogue, declared: Mapping[str, Message]) -> Iterator[Diagnostic]:
    """The places of a catalogue's messages that the same messages in English do not have."""
    for name, message in catalogue.messages.items():
        if name not in declared:
            continue
        known = declared[name].places
        for place in sorted(message.places - known):
            yield Diagnostic(
                code="bad-message",
                severity=Severity.ERROR,
                message=f"'{name}' has no place {{{place}}}",
                span=catalogue.spans[name],
                hint=_meant(place, known),
            )


def _meant(place: str, known: Iterable[str]) -> str:
    places = ", ".join(f"{{{one}}}" for one in sorted(known))
    near = did_you_mean(place, known).replace("'", "{", 1).replace("'", "}", 1)
    return near or (f"Its places are {places}" if places else "It is given no values: write the text alone")


class _Maker:
    """Makes the messages of one file."""

    def __init__(self, reading: Reading, language: Language) -> None:
        self.reading, self.language = reading, language
        self.spans: dict[str, Span] = {}

    def fault(self, node: Node, message: str, hint: str) -> None:
        """Note what is wrong."""
        self.reading.error("bad-message", message, node, hint)

    def entries(self, node: MappingNode) -> Iterator[tuple[ScalarNode, Node]]:
        """The entries of a group whose keys can be keys."""
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.fault(key, "A key is one word", "Write it as in  updated: Updated {date}")
            elif key.value in seen:
                self.reading.error(
                    "duplicate-key", f"'{key.value}' stands twice in this group", key, "Remove one of the two"
                )
            else:
                seen.add(key.value)
                yield key, value

    def message(self, node: Node, name: str, *, ordinal: bool) -> Message | None:
        """What stands under a key: a text, or one for each category of numbers."""
        rule = self.language.ordinals if ordinal else self.language.plurals
        if isinstance(node, ScalarNode):
            if not node.value and not node.style:
                return None  # a key that waits for its translation
            return Message(forms={OTHER: split(node.value)}, rule=rule) if self.is_text(node) else None
        if not isinstance(node, MappingNode):
            self.fault(
                node,
                f"'{name}' should be a text, and this is a list",
                f"Write it as in  {name.partition('.')[2]}: A text",
            )
            return None
        forms_of = self.language.ordinal_forms if ordinal else self.language.plural_forms
        categories = forms_of.needed
        forms, usable = {}, True
        for key, value in self.entries(node):
            form = key.value
            if form not in forms_of.known and not _NUMBER.fullmatch(form):
                self.fault(key, f"'{form}' is no form of a plural",
                           did_you_mean(form, categories) or f"{self._has(categories)}")  # fmt: skip
                usable = False
            elif not isinstance(value, ScalarNode):
                self.fault(value, f"The form '{form}' of '{name}' should be a text", f"Write it as in  {form}: A text")
                usable = False
            elif not self.is_text(value):
                usable = False
            else:
                forms[form] = split(value.value)
        missing = [one for one in categories if one not in forms]
        if usable and missing:
            self.fault(node, f"'{name}' has no form '{missing[0]}'", f"{self._has(categories)}: add  {missing[0]}: …")
            usable = False
        return Message(forms=forms, rule=rule) if usable else None

    def is_text(self, node: ScalarNode) -> bool:
        """Whether the braces of a text are places; tells it when they are not."""
        rest = "".join(split(node.value)[::2])
        if "{" in rest or "}" in rest:
            self.fault(node, "A brace stands here that is no place for a value",
                       "A place is a word in small letters between braces, as in {name}")  # fmt: skip
            return False
        return True

    def _has(self, categories: tuple[str, ...]) -> str:
        return f"{self.language.english_name} has the forms {', '.join(categories)}"
