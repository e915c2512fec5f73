"""Shapes of what holds others: lists, mappings with keys of the author's own, and anything at all."""

import re
from types import MappingProxyType
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.schema.entries import entries_of
from journeyblog.schema.json_schema import Definitions, JsonSchema, nullable, one_or_more
from journeyblog.schema.reading import FAILED, Reading
from journeyblog.schema.records import RecordShape
from journeyblog.schema.shape import Shape, is_empty, kind_of

_NAME = re.compile(r"[^\W\d]\w*")

_ENTITY = re.compile(r"&#?\w+;")


class ListShape(Shape):
    """A list of one type. A single value counts as a list of one; with ``commas`` a text is split at them."""

    __slots__ = ("_commas", "_item", "example", "name")
    plural = "lists"

    def __init__(self, item: Shape, *, commas: bool = False) -> None:
        self._item = item
        self._commas = commas
        self.name = f"a list of {item.plural}"
        if item.plural == "texts":
            self.name = f"{item.name} or {self.name}"
        self.example = f"[{item.example}]"

    def read(self, node: Node, reading: Reading) -> Any:
        """The items that can be read, as a tuple."""
        if self._commas:
            _note_semicolons(node, reading)
        if isinstance(self._item, RecordShape) and _no_entries(node, self._item):
            found = "a list of single values" if isinstance(node, SequenceNode) else kind_of(node)
            reading.wrong_shape(node, found, self.name, self.example)
            return FAILED
        if not isinstance(node, SequenceNode):
            nodes = _split(node) if self._commas and isinstance(node, ScalarNode) else [node]
            values = [self._item.read_part(item, reading, place) for place, item in enumerate(nodes)]
            return tuple(value for value in values if value is not FAILED)
        field = reading.field
        values = []
        for item in node.value:
            if not is_empty(item):
                reading.field, reading.within = field, ""
                values.append(self._item.read_part(item, reading, len(values)))
        return tuple(value for value in values if value is not FAILED)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """A list, or one alone."""
        return one_or_more(self._item.schema(definitions))


class MapShape(Shape):
    """Keys of the author's own choosing, each with a value of one type."""

    __slots__ = ("_value", "example", "name")
    plural = "groups of fields"

    def __init__(self, value: Shape) -> None:
        self._value = value
        each = "fields of its own" if isinstance(value, RecordShape) else value.name
        self.name = "a group of fields" if value.plural == Shape.plural else f"a group of names, each with {each}"
        self.example = f"{{name: {value.example}}}" if not value.plain else ""  # names of values alone say nothing

    def read(self, node: Node, reading: Reading) -> Any:
        """What can be read of the mapping, in the order written."""
        if not isinstance(node, MappingNode):
            meant = self._meant(node)
            return self.misshapen(node, reading, "" if meant else _for_one(node, reading), meant)
        field = reading.field
        values = {}
        for key, _, value in entries_of(node, reading):
            if not is_empty(value):
                reading.field, reading.within = field, key
                values[key] = self._value.read_part(value, reading, key)
        return MappingProxyType({key: value for key, value in values.items() if value is not FAILED})

    def _meant(self, node: Node) -> str:
        """``[taste, queue]`` and ``- taste: 4`` as a group; nothing when the names are not clear."""
        items = _split(node) if isinstance(node, ScalarNode) else node.value
        pairs = [
            (item.value, self._value.plain) if isinstance(item, ScalarNode) else _only_pair(item) for item in items
        ]
        if not self._value.plain or not all(_NAME.fullmatch(name) for name, _ in pairs):
            return ""
        return f"{{{', '.join(f'{name}: {value}' for name, value in pairs)}}}"

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Any keys, each with a value or none."""
        return {"type": "object", "additionalProperties": nullable(self._value.schema(definitions))}


class AnyShape(Shape):
    """Whatever the author wrote, every scalar as text: for ``extra``."""

    __slots__ = ()
    name = "anything"

    def read(self, node: Node, reading: Reading) -> Any:
        """Texts, tuples and mappings."""
        if isinstance(node, MappingNode):
            pairs = {key: self.read(value, reading) for key, _, value in entries_of(node, reading)}
            return MappingProxyType(pairs)
        if isinstance(node, SequenceNode):
            return tuple(self.read(item, reading) for item in node.value)
        return node.value

    def schema(self, definitions: Definitions) -> JsonSchema:  # noqa: ARG002  a Shape's signature
        """No rule at all."""
        return {}


def _note_semicolons(node: Node, reading: Reading) -> None:
    """Tell words that semicolons keep apart, since they are read as one."""
    listed = isinstance(node, SequenceNode)
    one_a_line = isinstance(node, SequenceNode) and not node.flow_style
    for item in node.value if listed else [node]:
        if not isinstance(item, ScalarNode) or ";" not in item.value or _ENTITY.search(item.value):
            continue
        words = [word.strip() for word in re.split("[;,]", item.value) if word.strip()]
        if len(words) > 1:
            message = f"A semicolon keeps no words apart, so '{item.value}' is one"
            made = ", ".join(words)
            hint = f"Write  {reading.written(f'[{made}]' if listed else made)}"
            if one_a_line:
                hint = "Write each on a line of its own, after a hyphen"
            reading.warn("wrong-shape", message, item, hint)


def _no_entries(node: Node, item: RecordShape) -> bool:
    """Whether a list of groups was written as a group by names of the author's own, or as a list of mere names."""
    if isinstance(node, MappingNode):
        keys = [key.value for key, _ in node.value if isinstance(key, ScalarNode)]
        return bool(keys) and not any(item.meant(key) for key in keys)
    entries = node.value if isinstance(node, SequenceNode) else []
    return len(entries) > 1 and all(isinstance(one, ScalarNode) for one in entries)


def _for_one(node: Node, reading: Reading) -> str:
    """What to write for a single value, where there is a field for one beside that for a group of them."""
    one = reading.field.one if reading.field is not None and reading.within is None else ""
    return f"One for all of it is written  {one}: {node.value}" if one and isinstance(node, ScalarNode) else ""


def _only_pair(node: Node) -> tuple[str, str]:
    """The key and the value of a group of one, both single; else two empty texts."""
    pairs = node.value if isinstance(node, MappingNode) else []
    if len(pairs) != 1 or not all(isinstance(one, ScalarNode) for one in pairs[0]):
        return "", ""
    return pairs[0][0].value, pairs[0][1].value


def _split(node: ScalarNode) -> list[Node]:
    words = (word.strip() for word in node.value.split(","))
    return [ScalarNode(node.tag, word, node.start_mark, node.end_mark, style=node.style) for word in words if word]
