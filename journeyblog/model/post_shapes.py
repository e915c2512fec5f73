"""How a post's front matter is read: its parts with forms of their own, and a visit at the top level."""

import re
from dataclasses import fields as fields_of
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode

from journeyblog.diagnostics import did_you_mean
from journeyblog.model.post import NAMED_PARTS, Part, PartKind, PlaybookEntry, Post, Words
from journeyblog.model.visit import Visit
from journeyblog.schema import (
    FAILED,
    Definitions,
    JsonSchema,
    ListShape,
    Reading,
    RecordShape,
    Shape,
    Shapes,
    is_empty,
)
from journeyblog.schema.json_schema import SINGLE, any_case, either, pattern

_PART_IN_WORDS = re.compile(r"[a-z .#]{0,20}([0-9]{1,5})(?:\s*(?:/|of)\s*[0-9]{1,5})?", re.ASCII)
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_COUNTED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class PartShape(Shape):
    """A whole number from 0, or one of three words."""

    __slots__ = ()
    name = "a number, prologue, interlude or epilogue"
    plural = "parts"
    example = "3"

    def read(self, node: Node, reading: Reading) -> Any:
        """The part."""
        if not isinstance(node, ScalarNode):
            return self.misshapen(node, reading)
        word = node.value.strip().lower()
        if word.isascii() and word.isdigit() and len(word) < 6:
            return Part(kind=PartKind.NUMBERED, number=int(word))
        if word in NAMED_PARTS:
            return Part(kind=PartKind(word))
        hint = did_you_mean(word, NAMED_PARTS, "part") or _number_meant(word) or f"Write {self.name}"
        reading.error("unknown-part", f"'{node.value}' is not {self.name}", node, hint)
        return FAILED

    def schema(self, definitions: Definitions) -> JsonSchema:  # noqa: ARG002  a Shape's signature
        """A number, quoted or not, or a word."""
        return either(
            {"type": "integer", "minimum": 0, "maximum": 99_999},
            {"enum": list(NAMED_PARTS)},
            {"type": "string", "pattern": pattern("[0-9]{1,5}", *map(any_case, NAMED_PARTS))},
        )


def _number_meant(word: str) -> str:
    """``Part 3``, ``3 of 4`` and ``three`` are plain enough to show the number."""
    if (match := _PART_IN_WORDS.fullmatch(word)) is not None:
        return f"Write  part: {match[1]}"
    for counted in (_COUNTED, _ROMAN):
        if (last := word.removeprefix("part").strip()) in counted:
            return f"Write  part: {counted.index(last)}"
    return ""


class PlaybookShape(Shape):
    """An entry as a plain text, or with its fields."""

    __slots__ = ("_fields",)
    name = "a text, or an entry with its fields"
    plural = "texts, or of entries with their fields"
    example = "Greet at the door"

    def __init__(self, shapes: Shapes) -> None:
        self._fields = RecordShape(PlaybookEntry, shapes)

    def read(self, node: Node, reading: Reading) -> Any:
        """The entry."""
        if isinstance(node, ScalarNode):
            return PlaybookEntry(entry=node.value)
        return self._fields.read(node, reading)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Either."""
        return {**self._fields.schema(definitions), "type": [*SINGLE, "object"]}


class PostShape(Shape):
    """A post's front matter: its own fields, and those of one visit when it stands at the top level.

    ``date``, ``author`` and ``disclosure`` then serve both; ``touchpoints`` belong to the visit.
    """

    __slots__ = ("_post", "_visit", "_visit_only")
    name = "a group of fields"

    def __init__(self, shapes: Shapes) -> None:
        self._visit = shapes.record(Visit)
        self._post = RecordShape(Post, shapes, also=self._visit)
        own = {item.name for item in fields_of(Post)}
        self._visit_only = frozenset(item.name for item in fields_of(Visit)) - own

    def read(self, node: Node, reading: Reading) -> Any:
        """The post."""
        if not isinstance(node, MappingNode):
            reading.error(
                "wrong-shape",
                "What stands between the lines of --- should be fields, one a line",
                node,
                "Write  title: …",
            )
            return FAILED
        values = dict(self._post.values(node, reading))
        visit = {key: values.pop(key) for key in list(values) if key in self._visit_only}
        if visit:
            self._adopt(visit, values, node, reading)
        return self._post.build(values, node, reading)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """The fields of both; as soon as one of a visit's own is filled in, a business must be, and ``visits`` not."""
        root = self._post.schema(definitions)
        name = root["$ref"].rpartition("/")[2]
        empty = {"type": "null"}
        definitions[name] |= {
            "if": {"properties": dict.fromkeys(sorted(self._visit_only), empty)},
            "else": {"required": ["business"], "properties": {"business": {"not": empty}, "visits": empty}},
        }
        return root

    def _adopt(self, visit: dict[str, Any], values: dict[str, Any], node: MappingNode, reading: Reading) -> None:
        """Move the visit that stands at the top level into ``visits``, unless a list of visits stands there already."""
        keys = {name.value: name for name, value in node.value if isinstance(name, ScalarNode) and not is_empty(value)}
        stray = next((key for key in keys if key in visit), None)
        if stray is None:
            return  # a slip of such a field, which was then noted already
        if "visits" in keys:
            reading.error("visit-twice", f"'{stray}' belongs to a visit, but this post has a list of visits",
                          keys[stray], "Move it into one of the entries under visits:")  # fmt: skip
            return
        if "business" not in visit:
            visit["business"] = FAILED
            reading.gaps.append(("business",))
            if (typo := next((key for key in keys if self._is_meant(key)), None)) is not None:
                place = reading.span(keys[typo])
                reading.harden(place)
            else:
                reading.error("visit-without-business", f"'{stray}' says how a visit went, but not of which business",
                              keys[stray], "Add its slug or name, as in  business: La Macheta")  # fmt: skip
        if "touchpoints" in values:
            visit["touchpoints"] = values.pop("touchpoints")
        made = self._visit.build(visit, node, reading)
        values["visits"] = FAILED if made is FAILED else (made,)

    def _is_meant(self, key: str) -> bool:
        """Whether the key is a slip of ``business``, which was then noted already."""
        return key not in self._post.keys and self._post.meant(key) == "business"


def register_post(shapes: Shapes) -> None:
    """Teach ``shapes`` this module's own types."""
    shapes.add(Part, PartShape())
    shapes.add(PlaybookEntry, PlaybookShape(shapes))
    shapes.add(Words, ListShape(shapes.of(str), commas=True))
    shapes.add(Post, PostShape(shapes))
