"""What a declaration may say about a field, inside ``Annotated[...]``, and a field as messages name it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from yaml.nodes import Node, ScalarNode

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Mark:
    """Anything that stands in ``Annotated[type, …]`` for the schema layer."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class About(Mark):
    """What a field says, in one plain sentence for authors, and a value as they would write it in YAML.

    The reference, the JSON Schema and the hints of mistakes all come from here. An example may have several lines.
    ``also`` are keys that people write for this one, and ``holds`` keys of its value that they write beside it, both
    with blanks between them: neither is read, but whoever writes one is told what to write. ``one`` is the field for
    a single value, where this one takes a group of them; ``many`` says what to do with a list, and ``grouped`` with
    a group, where it takes none: both may show the author's words. ``means`` are words that people write for its
    values, as :func:`meanings` reads them.
    """

    text: str
    example: str = ""
    also: str = ""
    holds: str = ""
    one: str = ""
    many: str = ""
    grouped: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True)
class Range(Mark):
    """Bounds of a number, inclusive; ``meaning`` says what its ends stand for, as in ``7 is very easy``."""

    low: int | None = None
    high: int | None = None
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class OneOf(Mark):
    """The words that a text may be, in any case; ``synonyms`` are pairs of another word and the one that it means."""

    words: tuple[str, ...]
    synonyms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Guarded(Mark):
    """A field whose slips are errors that withhold the file, because they would publish what should not be.

    Its value must be clear, and with ``filled`` there must be one. With ``near`` any near match of its key is such a
    slip (``drfat``); without, only the key in another case and those of ``also`` (small letters, nothing between the
    words). ``words`` are what an author may write.
    """

    near: bool = True
    filled: bool = True
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ("true", "false")


@dataclass(frozen=True, slots=True)
class Wanted(Mark):
    """A field that a text can hardly do without, though its value may come from elsewhere.

    A near match of its key is an error, so that nobody is told a second time that it is missing, ``unless`` one of
    these other fields is there.
    """

    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A declared field: its key, what its value should be, and what its declaration says about it.

    ``default`` is None when there is nothing to tell. ``nullable`` fields may be left empty. A ``generic`` example is
    that of the type, and says nothing special of the field. ``scale`` says what the ends of its numbers stand for. The
    rest is as in :class:`About`.
    """

    name: str
    expects: str
    about: str = ""
    example: str = ""
    generic: bool = False
    required: bool = False
    nullable: bool = True
    default: Any = None
    also: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    one: str = ""
    many: str = ""
    grouped: str = ""
    means: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    scale: str = ""

    def meaning(self, value: Node) -> str:
        """The value that the author's word, or one of the words, stands for; empty when none is known."""
        return word_meant(value.value, self.means) if isinstance(value, ScalarNode) else ""

    def written(self) -> str:
        """The field with its example, as an author would write it."""
        return shown(self.name, self.example)


def meanings(text: str) -> Mapping[str, str]:
    """Values by the words that people write for them, from ``1 low minor | 2 medium``: each value comes first."""
    groups = (group.split() for group in text.split("|"))
    return MappingProxyType({word: value for value, *words in filter(None, groups) for word in words})


def word_meant(text: str, means: Mapping[str, str]) -> str:
    """What the first known word of a text stands for; empty when none is known."""
    words = re.findall(r"[\w-]+", text.casefold())
    return next((means[word] for word in (text.strip().casefold(), *words) if word in means), "")


def as_example(field: Field) -> str:
    """A hint that shows the whole field."""
    written = field.written()
    return f"Write it like this:\n{written}" if "\n" in written else f"Write, for example,  {written}"


def shown(key: str, value: str) -> str:
    """``key: value``; a value of several lines stands below its key."""
    if "\n" not in value and not value.startswith("- "):
        return f"{key}: {value}"
    return "\n".join([f"{key}:", *(f"  {line}" for line in value.split("\n"))])
