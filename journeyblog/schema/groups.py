"""Shapes of what holds others: lists, mappings with keys of the author's own, and anything at all."""

import re
from types import MappingProxyType
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.schema.entries import entries_of
from journeyblog.schema.fields import shown
from journeyblog.schema.json_schema import Definitions, JsonSchema, nullable, one_or_more
from journeyblog.schema.reading import FAILED, Reading
from journeyblog.schema.records import RecordShape
from journeyblog.schema.rewriting import entries, flow, group, plain
from journeyblog.schema.shape import Shape, is_empty, kind_of
from journeyblog.slugs import slug

_NAME = re.compile(r"[^\W\d]\w*")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)?|[★½]+")
_NUMBERS = re.compile(r"\b\d+(?:\.\d+)?")
_FEW_WORDS = 6

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
            return self._no_entries_told(node, self._item, reading)
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

    def _no_entries_told(self, node: Node, item: RecordShape, reading: Reading) -> Any:
        """FAILED, after showing the entries that were meant."""
        needs = item.needs
        if isinstance(node, MappingNode):
            needs = "a list, with a hyphen before each entry"
            pairs = [(key.value, value) for key, value in node.value if isinstance(key, ScalarNode)]
            made = [[(item.alone, plain(name)), *_fields_of(value)] for name, value in pairs] if item.alone else []
        else:
            texts = [one.value for one in node.value] if isinstance(node, SequenceNode) else _words(node)
            made = [item.of_text(text) for text in texts]
        meant = entries(made) if all(made) else ""
        note = _for_one(node, reading) if all(made) else ""
        reading.wrong_shape(node, self.name, self.example, kind_of(node), needs=needs, note=note, meant=meant)
        return FAILED

    def schema(self, definitions: Definitions) -> JsonSchema:
        """A list, or one alone."""
        return one_or_more(self._item.schema(definitions))


class MapShape(Shape):
    """Keys of the author's own choosing, each with a value of one type."""

    __slots__ = ("_value", "example", "name", "needs")
    plural = "groups of fields"

    def __init__(self, value: Shape) -> None:
        self._value = value
        each = "fields of its own" if isinstance(value, RecordShape) else value.name
        self.name = "a group of fields" if value.plural == Shape.plural else f"a group of names, each with {each}"
        self.needs = f"names, each with {value.needs or value.name}"
        if value.plural == Shape.plural:
            self.needs = "names, each with a value"
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
        texts = [item.value for item in items if isinstance(item, ScalarNode)]
        if isinstance(self._value, RecordShape):
            made = {slug(text): group(dict(self._value.of_text(text))) for text in texts}
            clear = made and len(made) == len(items) and all(key and value != "{}" for key, value in made.items())
            return group(made) if clear else ""
        if len(texts) == len(items) and not len(texts) % 2 and all(map(_NUMBER.fullmatch, texts[1::2])):
            pairs = list(zip(texts[::2], texts[1::2], strict=True))
        else:
            pairs = [
                (item.value, self._value.plain) if isinstance(item, ScalarNode) else _only_pair(item) for item in items
            ]
        if not self._value.plain or not all(_NAME.fullmatch(name) for name, _ in pairs):
            return ""
        return group(dict(pairs))

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
            message = f"A semicolon does not separate words, so '{item.value}' is one"
            made = ", ".join(words)
            hint = f"Write  {reading.written(f'[{made}]' if listed else made)}"
            if one_a_line:
                hint = "Write each on a line of its own, after a hyphen"
            reading.warn("wrong-shape", message, item, hint)


def _no_entries(node: Node, item: RecordShape) -> bool:
    """Whether a list of groups was written as a group by names of the author's own, or as mere texts."""
    if isinstance(node, MappingNode):
        keys = [key.value for key, _ in node.value if isinstance(key, ScalarNode)]
        return bool(keys) and not any(item.meant(key) for key in keys)
    if isinstance(node, ScalarNode):
        return type(item) is RecordShape and not is_empty(node)
    written = [one for one in node.value if not is_empty(one)]
    return bool(written) and all(isinstance(one, ScalarNode) for one in written)


def _words(node: Node) -> list[str]:
    return [node.value] if isinstance(node, ScalarNode) else []


def _fields_of(node: Node) -> list[tuple[str, str]]:
    pairs = node.value if isinstance(node, MappingNode) else []
    return [(key.value, flow(value)) for key, value in pairs if isinstance(key, ScalarNode)]


def _for_one(node: Node, reading: Reading) -> str:
    """What to write for a single value, where there is a field for one beside that for a group of them."""
    field = reading.field if reading.within is None else None
    if field is None or not field.one or not isinstance(node, ScalarNode) or len(node.value.split()) > _FEW_WORDS:
        return ""
    alone = f"Write  {field.one}: {flow(node)}"
    if "\n" in field.example:
        return alone
    return f"{alone}  or, for each thing,  {shown(field.name, _NUMBERS.sub(flow(node), field.example))}"


def _only_pair(node: Node) -> tuple[str, str]:
    """The key and the value of a group of one, both single; else two empty texts."""
    pairs = node.value if isinstance(node, MappingNode) else []
    if len(pairs) != 1 or not all(isinstance(one, ScalarNode) for one in pairs[0]):
        return "", ""
    return pairs[0][0].value, pairs[0][1].value


def _split(node: ScalarNode) -> list[Node]:
    words = (word.strip() for word in node.value.split(","))
    return [ScalarNode(node.tag, word, node.start_mark, node.end_mark, style=node.style) for word in words if word]
