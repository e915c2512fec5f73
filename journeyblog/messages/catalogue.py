"""One messages file: groups of keys with their texts.

In: the text of the file and the language that it is in. Out: a :class:`Catalogue`, and what is wrong with it: a value
that is no text, a place that cannot be filled, a form of a plural that the language does not have or that is missing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from yaml.nodes import MappingNode, Node, ScalarNode

from journeyblog.diagnostics import Diagnostic, Severity, Span, did_you_mean
from journeyblog.messages.language import Language, language_of
from journeyblog.messages.message import PLACE, Message, split
from journeyblog.schema import Reading, compose
from journeyblog.schema.rewriting import flow, listed, plain
from journeyblog.schema.slips import in_quotes

ORDINALS = "ordinals"
"""The group whose forms follow the language's rule for ordinal numbers."""
OTHER = "other"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The messages of a file by ``group.key``, and where each stands; ``path`` as people see it.

    ``places`` are where those for values stand, by the message and their name.
    """

    tag: str
    path: str
    messages: Mapping[str, Message]
    spans: Mapping[str, Span]
    places: Mapping[tuple[str, str], Span]
    diagnostics: tuple[Diagnostic, ...]


def read_catalogue(text: str, path: str, tag: str) -> Catalogue:
    """The messages of a file in the language ``tag``; a message with a mistake is left out."""
    reading = Reading(path)
    root = compose(text, reading)
    made = _Maker(reading, language_of(tag))
    messages = {}
    if root is not None and not isinstance(root, MappingNode):
        made.fault(root, "A messages file has texts with names, in groups",
                   "Write it like this:\npost:\n  updated: Updated {date}")  # fmt: skip
    for group, inner in made.entries(root) if isinstance(root, MappingNode) else ():
        if not isinstance(inner, MappingNode):
            made.fault(inner, f"'{group.value}' is a group, and needs texts with names", _as_group(group.value, inner))
            continue
        for key, value in made.entries(inner):
            name = f"{group.value}.{key.value}"
            message = made.message(value, name, ordinal=group.value == ORDINALS)
            if message is not None:
                messages[name] = message
                made.spans[name] = reading.span(key)
                made.find_places(name, value)
    return Catalogue(tag=tag, path=path, messages=MappingProxyType(messages), spans=MappingProxyType(made.spans),
                     places=MappingProxyType(made.places), diagnostics=tuple(reading.diagnostics))  # fmt: skip


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
                message=f"'{name}' cannot hold {{{place}}}",
                span=catalogue.places.get((name, place), catalogue.spans[name]),
                hint=_meant(place, known),
            )


def _meant(place: str, known: Iterable[str]) -> str:
    places = ", ".join(f"{{{one}}}" for one in sorted(known))
    near = did_you_mean(place, known).replace("'", "{", 1).replace("'", "}", 1)
    return near or (f"It can hold {places}" if places else f"Nothing can be filled in here: leave out {{{place}}}")


class _Maker:
    """Makes the messages of one file."""

    def __init__(self, reading: Reading, language: Language) -> None:
        self.reading, self.language = reading, language
        self.spans: dict[str, Span] = {}
        self.places: dict[tuple[str, str], Span] = {}

    def find_places(self, name: str, node: Node) -> None:
        """Note where the places of a message stand that is written on one line."""
        forms = [value for _, value in node.value] if isinstance(node, MappingNode) else [node]
        for form in forms:
            span = self.reading.span(form)
            if not isinstance(form, ScalarNode) or "\\" in form.value or form.start_mark.line != form.end_mark.line:
                continue
            quote = 1 if form.style else 0
            for found in PLACE.finditer(form.value):
                column = span.column + quote + found.start()
                self.places.setdefault((name, found[1]), replace(span, column=column, length=len(found[0])))

    def fault(self, node: Node, message: str, hint: str) -> None:
        """Note what is wrong."""
        self.reading.error("bad-message", message, node, hint)

    def entries(self, node: MappingNode) -> Iterator[tuple[ScalarNode, Node]]:
        """The entries of a group whose keys can be keys."""
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.fault(key, "A key is one word", "Write, for example,  updated: Updated {date}")
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
                f"Write  {name.partition('.')[2]}: {flow(node)[1:-1]}",
            )
            return None
        forms_of = self.language.ordinal_forms if ordinal else self.language.plural_forms
        categories = forms_of.needed
        forms, usable = {}, True
        for key, value in self.entries(node):
            form = key.value
            if form not in forms_of.known and not _NUMBER.fullmatch(form):
                only = " and ".join(f"{one}:" for one in categories)
                self.fault(key, f"{self.language.english_name} has no form '{form}'",
                           did_you_mean(form, categories) or f"Write only {only}")  # fmt: skip
                usable = False
            elif not isinstance(value, ScalarNode):
                self.fault(
                    value, f"The form '{form}' of '{name}' should be a text", f"Write, for example,  {form}: A text"
                )
                usable = False
            elif not self.is_text(value):
                usable = False
            else:
                forms[form] = split(value.value)
        missing = [one for one in categories if one not in forms]
        if usable and missing:
            self._tell_missing(node, name, missing, categories)
            usable = False
        return Message(forms=forms, rule=rule) if usable else None

    def is_text(self, node: ScalarNode) -> bool:
        """Whether the braces of a text are places; tells it when they are not."""
        rest = "".join(split(node.value)[::2])
        if "{" in rest or "}" in rest:
            found = re.search(r"\{[^{}]*\}|[{}]", rest)
            said, bare = (
                (found[0], found[0].strip("{}")) if found is not None and len(found[0]) > 1 else ("A brace", "")
            )
            self.fault(node, f"{said} is in a text, but braces stand for something that is filled in",
                       f"Write it without braces, as in  ({bare})" if bare else "Remove the brace")  # fmt: skip
            return False
        return True

    def _tell_missing(self, node: MappingNode, name: str, missing: Sequence[str], categories: Sequence[str]) -> None:
        """Name the forms that a message lacks, and show them with a text that is there."""
        text = next((value.value for _, value in reversed(node.value) if isinstance(value, ScalarNode)), "")
        said = f"no form{'s' if len(missing) > 1 else ''} {listed(missing)}"
        language, forms = self.language.english_name, ", ".join(categories)
        message = f"'{name}' has {said}; {language} needs {forms}"
        self.fault(
            node,
            message,
            "\n".join(["Add, with the right words:", *(f"{form}: {in_quotes(text)}" for form in missing)]),
        )


def _as_group(group: str, node: Node) -> str:
    """A group of which only a text was written."""
    text = plain(node.value) if isinstance(node, ScalarNode) and node.value else "A text"
    return f"Give the text its name:\n{group}:\n  name: {text}"
