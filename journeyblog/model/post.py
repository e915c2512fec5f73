"""A post as its front matter says it (content model, section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Literal, NewType

from yaml.nodes import MappingNode, Node, ScalarNode

from journeyblog.dates import Moment
from journeyblog.diagnostics import did_you_mean, nearest
from journeyblog.model.place import Place
from journeyblog.model.visit import NOTHING, Disclosure, Touchpoint, Visit
from journeyblog.schema import FAILED, Guarded, Range, Reading, RecordShape, Shapes, is_empty, kind_of
from journeyblog.schema.shapes import ListShape

Words = NewType("Words", tuple[str, ...])
"""A list of words, or one text with commas between them."""

NO_WORDS = Words(())


class PartKind(StrEnum):
    """What an installment is, in reading order."""

    PROLOGUE = "prologue"
    NUMBERED = "numbered"
    INTERLUDE = "interlude"
    EPILOGUE = "epilogue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the author wrote after ``part:``."""

    kind: PartKind
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookEntry:
    """Something worth doing at home."""

    entry: str
    stage: str = ""
    at_home: str = ""
    status: Literal["todo", "trying", "adopted"] | None = None
    pin: Annotated[int | None, Range(1, 5)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post. ``title`` and ``date`` may come from elsewhere: the first heading, the file's name."""

    title: str = ""
    date: Moment | None = None
    updated: Moment | None = None
    expires: Moment | None = None
    slug: str = ""
    permalink: str = ""
    aliases: tuple[str, ...] = ()
    draft: Annotated[bool, Guarded()] = False
    published: Annotated[bool | None, Guarded(near=False, also=("publish",))] = None
    status: str = ""
    author: tuple[str, ...] = ()
    summary: str = ""
    epigraph: str = ""
    image: str = ""
    image_alt: str = ""
    categories: Words = NO_WORDS
    tags: Words = NO_WORDS
    location: Place | None = None
    journey: str = ""
    part: Part | None = None
    teaser: str = ""
    visits: tuple[Visit, ...] = ()
    mentions: tuple[str, ...] = ()
    contrast: bool = False
    touchpoints: tuple[Touchpoint, ...] = ()
    lessons: tuple[str, ...] = ()
    playbook: tuple[PlaybookEntry, ...] = ()
    related: tuple[str, ...] | None = None
    comments: Literal["open", "closed", "off"] | None = None
    gpx: str = ""
    distance: Annotated[Fraction | None, Range(0)] = None
    disclosure: Disclosure = Disclosure.NONE
    language: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


class PartShape:
    """A whole number from 0, or one of three words."""

    name = "a number, prologue, interlude or epilogue"

    def read(self, node: Node, reading: Reading) -> Any:
        """The part."""
        if not isinstance(node, ScalarNode):
            reading.error("wrong-shape", f"This should be {self.name}, not {kind_of(node)}", node)
            return FAILED
        word = node.value.strip().lower()
        if word.isascii() and word.isdigit() and len(word) < 6:
            return Part(kind=PartKind.NUMBERED, number=int(word))
        named = [kind.value for kind in PartKind if kind is not PartKind.NUMBERED]
        if word in named:
            return Part(kind=PartKind(word))
        hint = did_you_mean(word, named) or f"Write {self.name}"
        reading.error("unknown-part", f"'{node.value}' is not {self.name}", node, hint)
        return FAILED


class PlaybookShape:
    """An entry as a plain text, or with its fields."""

    name = "a text, or an entry with its fields"

    def __init__(self, shapes: Shapes) -> None:
        self._fields = RecordShape(PlaybookEntry, shapes)

    def read(self, node: Node, reading: Reading) -> Any:
        """The entry."""
        if isinstance(node, ScalarNode):
            return PlaybookEntry(entry=node.value)
        return self._fields.read(node, reading)


class PostShape:
    """A post's front matter: its own fields, and those of one visit when it stands at the top level.

    ``date``, ``author`` and ``disclosure`` then serve both; ``touchpoints`` belong to the visit.
    """

    name = "a group of fields"

    def __init__(self, shapes: Shapes) -> None:
        self._visit = shapes.record(Visit)
        self._post = RecordShape(Post, shapes, also=self._visit)
        own = {item.name for item in fields_of(Post)}
        self._visit_only = frozenset(item.name for item in fields_of(Visit)) - own

    def read(self, node: Node, reading: Reading) -> Any:
        """The post."""
        if not isinstance(node, MappingNode):
            reading.error("wrong-shape", "The front matter should be fields, one a line", node, "Write  title: …")
            return FAILED
        values = dict(self._post.values(node, reading))
        visit = {key: values.pop(key) for key in list(values) if key in self._visit_only}
        if visit and not self._adopt(visit, values, node, reading):
            return FAILED
        return self._post.build(values, node, reading)

    def _adopt(self, visit: dict[str, Any], values: dict[str, Any], node: MappingNode, reading: Reading) -> bool:
        """Move the visit that stands at the top level into ``visits``; False when that cannot be done."""
        keys = {name.value: name for name, value in node.value if isinstance(name, ScalarNode) and not is_empty(value)}
        if "visits" in keys:
            stray = next(key for key in keys if key in visit)
            reading.error("visit-twice", f"'{stray}' belongs to a visit, but this post has a list of visits",
                          keys[stray], "Move it into one of the entries under visits:")  # fmt: skip
            return False
        if "business" not in visit:
            if (typo := next((key for key in keys if self._is_meant(key)), None)) is not None:
                place = reading.span(keys[typo])
                reading.diagnostics[:] = [one.as_error() if one.span == place else one for one in reading.diagnostics]
                return False
            stray = next(key for key in keys if key in visit)
            reading.error("visit-without-business", f"'{stray}' says how a visit went, but not of which business",
                          keys[stray], "Add  business: …")  # fmt: skip
            return False
        if "touchpoints" in values:
            visit["touchpoints"] = values.pop("touchpoints")
        made = self._visit.build(visit, node, reading)
        values["visits"] = FAILED if made is FAILED else (made,)
        return True

    def _is_meant(self, key: str) -> bool:
        """Whether the key is a slip of ``business``, which was then noted already."""
        return key not in self._post.keys and nearest(key, self._post.keys) == "business"


def register_post(shapes: Shapes) -> None:
    """Teach ``shapes`` this module's own types."""
    shapes.add(Part, PartShape())
    shapes.add(PlaybookEntry, PlaybookShape(shapes))
    shapes.add(Words, ListShape(shapes.of(str), commas=True))
    shapes.add(Post, PostShape(shapes))
