"""Shapes of what holds others: lists, mappings with keys of the author's own, and anything at all."""

import re
from types import MappingProxyType
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.schema.entries import entries_of
from journeyblog.schema.json_schema import Definitions, JsonSchema, nullable, one_or_more
from journeyblog.schema.reading import FAILED, Reading
from journeyblog.schema.shape import Shape, is_empty

_ENTITY = re.compile(r"&#?\w+;")


class ListShape(Shape):
    """A list of one type. A single value counts as a list of one; with ``commas`` a text is split at them."""

    __slots__ = ("_commas", "_item", "example", "name")
    plural = "lists"

    def __init__(self, item: Shape, *, commas: bool = False) -> None:
        self._item = item
        self._commas = commas
        self.name = f"a list of {item.plural}"
        self.example = f"[{item.example}]"

    def read(self, node: Node, reading: Reading) -> Any:
        """The items that can be read, as a tuple."""
        if self._commas:
            _note_semicolons(node, reading)
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
        self.name = "a group of fields" + (f", each with {value.name}" if value.plural != Shape.plural else "")
        self.example = f"{{name: {value.example}}}"

    def read(self, node: Node, reading: Reading) -> Any:
        """What can be read of the mapping, in the order written."""
        if not isinstance(node, MappingNode):
            return self.misshapen(node, reading)
        field = reading.field
        values = {}
        for key, _, value in entries_of(node, reading):
            if not is_empty(value):
                reading.field, reading.within = field, key
                values[key] = self._value.read_part(value, reading, key)
        return MappingProxyType({key: value for key, value in values.items() if value is not FAILED})

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


def _split(node: ScalarNode) -> list[Node]:
    words = (word.strip() for word in node.value.split(","))
    return [ScalarNode(node.tag, word, node.start_mark, node.end_mark, style=node.style) for word in words if word]
