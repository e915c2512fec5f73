"""Declared types to readers of nodes.

``Shapes().of(Post)`` compiles the annotations of a dataclass once; ``shape.read(node, reading)`` then gives the
value, or :data:`FAILED` after noting every mistake below the node. A type of the house (a rating, a place) brings
its own shape in the registry handed to :class:`Shapes`.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, Protocol, Union, get_args, get_origin, get_type_hints

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.dates import Moment, UnclearDate, parse_moment
from journeyblog.diagnostics import did_you_mean, nearest
from journeyblog.schema.fields import Guarded, Mark, Range
from journeyblog.schema.reading import FAILED, Reading, Refusal
from journeyblog.schema.scalars import parse_bool, parse_number, parse_text, parse_whole

EMPTY: Mapping[str, Any] = MappingProxyType({})


class Shape(Protocol):
    """Reads one declared type."""

    name: str
    """What an author would call it: "a list", "a number"."""

    def read(self, node: Node, reading: Reading) -> Any:
        """The value, or FAILED."""


def is_empty(node: Node) -> bool:
    """Nothing written after the colon: the same as an absent key."""
    return isinstance(node, ScalarNode) and node.value == "" and not node.style  # a plain scalar's style is ""


def kind_of(node: Node) -> str:
    """What the author wrote, in words."""
    if isinstance(node, MappingNode):
        return "a group of fields"
    return "a list" if isinstance(node, SequenceNode) else "a single value"


class ScalarShape:
    """A single value, by a function from its text."""

    __slots__ = ("_parse", "name")

    def __init__(self, name: str, parse: Callable[[str], Any]) -> None:
        self.name = name
        self._parse = parse

    def read(self, node: Node, reading: Reading) -> Any:
        """The parsed text."""
        if node.__class__ is not ScalarNode:
            reading.error("wrong-shape", f"This should be {self.name}, not {kind_of(node)}", node)
            return FAILED
        try:
            return self._parse(node.value)
        except Refusal as refused:
            reading.error(refused.code, refused.message, node, refused.hint)
            return FAILED


class MomentShape:
    """A date, or a date and time; a loosely written one is read with a warning."""

    name = "a date"

    def read(self, node: Node, reading: Reading) -> Any:
        """The moment."""
        if node.__class__ is not ScalarNode:
            reading.error("wrong-shape", f"This should be a date, not {kind_of(node)}", node)
            return FAILED
        try:
            moment, proper = parse_moment(node.value)
        except UnclearDate as unclear:
            reading.error("not-a-date", str(unclear), node, unclear.hint)
            return FAILED
        if proper:
            reading.warn("loose-date", f"'{node.value}' was read as {proper}", node, f"Write {proper}")
        return moment


class ChoiceShape:
    """One word of several; the words' case does not count."""

    __slots__ = ("_values", "_words", "name")

    def __init__(self, values: Mapping[str, Any], synonyms: Mapping[str, Any] = EMPTY) -> None:
        self._words = tuple(values)
        self._values = {**values, **synonyms}
        self.name = f"one of {', '.join(self._words)}"

    def read(self, node: Node, reading: Reading) -> Any:
        """The value that the word stands for."""
        if isinstance(node, ScalarNode):
            word = node.value.strip().lower()
            if word in self._values:
                return self._values[word]
            meant = did_you_mean(word, self._values)
            reading.error("unknown-word", f"'{node.value}' is not {self.name}", node,
                          meant or f"Write {self.name}")  # fmt: skip
            return FAILED
        reading.error("wrong-shape", f"This should be {self.name}, not {kind_of(node)}", node)
        return FAILED


class ListShape:
    """A list of one type. A single value counts as a list of one; with ``commas`` a text is split at them."""

    __slots__ = ("_commas", "_item", "name")

    def __init__(self, item: Shape, *, commas: bool = False) -> None:
        self._item = item
        self._commas = commas
        self.name = "a list"

    def read(self, node: Node, reading: Reading) -> Any:
        """The items as a tuple."""
        if isinstance(node, SequenceNode):
            nodes = [item for item in node.value if not is_empty(item)]
        elif self._commas and isinstance(node, ScalarNode):
            words = [word.strip() for word in node.value.split(",")]
            nodes = [_part(node, word) for word in words if word]
        else:
            nodes = [node]
        values = [self._item.read(item, reading) for item in nodes]
        return FAILED if FAILED in values else tuple(values)


class MapShape:
    """Keys of the author's own choosing, each with a value of one type."""

    __slots__ = ("_value", "name")

    def __init__(self, value: Shape) -> None:
        self._value = value
        self.name = "a group of fields"

    def read(self, node: Node, reading: Reading) -> Any:
        """The mapping, in the order written."""
        if not isinstance(node, MappingNode):
            reading.error("wrong-shape", f"This should be {self.name}, not {kind_of(node)}", node)
            return FAILED
        values = {
            key: self._value.read(value, reading) for key, _, value in entries_of(node, reading) if not is_empty(value)
        }
        return FAILED if FAILED in values.values() else MappingProxyType(values)


class AnyShape:
    """Whatever the author wrote, every scalar as text: for ``extra``."""

    name = "anything"

    def read(self, node: Node, reading: Reading) -> Any:
        """Texts, tuples and mappings."""
        if isinstance(node, MappingNode):
            pairs = {key: self.read(value, reading) for key, _, value in entries_of(node, reading)}
            return MappingProxyType(pairs)
        if isinstance(node, SequenceNode):
            return tuple(self.read(item, reading) for item in node.value)
        return node.value


class RecordShape:
    """A dataclass: known keys, each read by its field's shape."""

    __slots__ = ("_fields", "_guarded", "_label", "_record", "_required", "name")

    def __init__(self, record: type, shapes: "Shapes", *, also: "RecordShape | None" = None) -> None:
        hints = get_type_hints(record, include_extras=True)
        own = fields(record)
        self._record = record
        self._label = "a setting" if record.__name__ == "Settings" else f"a field of a {record.__name__.lower()}"
        self._fields = {field.name: shapes.of(hints[field.name]) for field in own}
        if also is not None:
            self._fields = also._fields | self._fields
        self._required = [f.name for f in own if f.default is MISSING and f.default_factory is MISSING]
        self._guarded = {f.name: mark for f in own for mark in marks_of(hints[f.name]) if isinstance(mark, Guarded)}
        self.name = "a group of fields"

    def read(self, node: Node, reading: Reading) -> Any:
        """The frozen record."""
        if not isinstance(node, MappingNode):
            reading.error("wrong-shape", f"This should be {self.name}, not {kind_of(node)}", node,
                          f"Its fields are {', '.join(list(self._fields)[:8])}")  # fmt: skip
            return FAILED
        return self.build(dict(self.values(node, reading)), node, reading)

    def values(self, node: MappingNode, reading: Reading) -> Mapping[str, Any]:
        """Each known key's value or FAILED; unknown keys are noted."""
        values: dict[str, Any] = {}
        unknown: list[tuple[str, Node]] = []
        shapes = self._fields
        for key, key_node, value in entries_of(node, reading):
            shape = shapes.get(key)
            if shape is None:
                unknown.append((key, key_node))
            elif is_empty(value):
                if key in self._guarded and self._guarded[key].near:
                    reading.error("unclear-draft", f"'{key}' is empty, so the file is withheld", key_node,
                                  f"Write {key}: true or {key}: false")  # fmt: skip
                    values[key] = FAILED
            else:
                values[key] = self._read(key, shape, value, reading)
        for key, key_node in unknown:
            if (meant := self._unknown(key, key_node, values, reading)) is not None:
                values[meant] = FAILED
        return values

    def build(self, values: dict[str, Any], node: Node, reading: Reading) -> Any:
        """The record of these values; FAILED when one failed or a required one is missing."""
        complete = True
        for key in self._required:
            if key not in values:
                reading.error("missing-field", f"'{key}' is missing", node, f"Add  {key}: …")
                complete = False
        if not complete or FAILED in values.values():
            return FAILED
        return self._record(**values)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that authors may write."""
        return tuple(self._fields)

    def _read(self, key: str, shape: Shape, value: Node, reading: Reading) -> Any:
        """The value; of a guarded key that cannot be read, the mistake is that nobody knows what was meant."""
        if key not in self._guarded:
            return shape.read(value, reading)
        aside = Reading(reading.path, reading.first_line)
        found = shape.read(value, aside)
        if found is FAILED:
            said = f"'{value.value}'" if isinstance(value, ScalarNode) else "This"
            reading.error("unclear-draft", f"{said} does not say whether this is published, so the file is withheld",
                          value, f"Write {key}: true or {key}: false")  # fmt: skip
        return found

    def _guarded_by(self, key: str) -> str | None:
        key = unicodedata.normalize("NFKC", key)  # a full-width ｄｒａｆｔ looks meant, too
        for name, guard in self._guarded.items():
            if key.lower() in (name, *guard.also):
                return name
        return nearest(key, (name for name, guard in self._guarded.items() if guard.near))

    def _unknown(self, key: str, node: Node, values: Mapping[str, Any], reading: Reading) -> str | None:
        """Note an unknown key; the guarded or missing key that it may have been meant as, if any."""
        if (guarded := self._guarded_by(key)) is not None:
            message = f"'{key}' is not a field, but close to '{guarded}', so the file is withheld"
            reading.error("unclear-draft", message, node, f"Write {guarded}: true or {guarded}: false")
            return guarded
        meant = nearest(key, self._fields)
        otherwise = "Remove it, or put it under extra:" if "extra" in self._fields else "Remove it"
        hint = f"Did you mean '{meant}'?" if meant is not None else otherwise
        message = f"'{key}' is not {self._label}"
        if meant in self._required and meant not in values:
            reading.error("unknown-key", message, node, hint)  # said once, instead of "it is missing" as well
            return meant
        reading.warn("unknown-key", message, node, hint)
        return None


class Shapes:
    """Compiles annotations; ``registry`` holds the shapes of types that read themselves."""

    def __init__(self, registry: Mapping[Any, Shape] = EMPTY) -> None:
        self._known: dict[Any, Shape] = {
            str: ScalarShape("a text", parse_text),
            bool: ScalarShape("true or false", parse_bool),
            int: ScalarShape("a whole number", parse_whole),
            Fraction: ScalarShape("a number", parse_number),
            Moment: MomentShape(),
            Any: AnyShape(),
            **registry,
        }

    def add(self, own: Any, shape: Shape) -> None:
        """Register the shape of a type that reads itself."""
        self._known[own] = shape

    def of(self, annotation: Any) -> Shape:
        """The shape of an annotation."""
        shape = self._known.get(annotation)
        if shape is None:
            shape = self._known[annotation] = self._compile(annotation)
        return shape

    def record(self, record: type) -> RecordShape:
        """The shape of a dataclass."""
        shape = self.of(record)
        assert isinstance(shape, RecordShape)
        return shape

    def _compile(self, annotation: Any) -> Shape:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            bounds = next((mark for mark in arguments[1:] if isinstance(mark, Range)), None)
            inner = self.of(arguments[0])
            return inner if bounds is None else BoundedShape(inner, bounds)
        if origin in (Union, UnionType):
            (only,) = (argument for argument in arguments if argument is not NoneType)
            return self.of(only)
        if origin is tuple:
            return ListShape(self.of(arguments[0]))
        if origin is Literal:
            return ChoiceShape({word: word for word in arguments})
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return MapShape(self.of(arguments[1]))
        if isinstance(annotation, type) and issubclass(annotation, StrEnum):
            return ChoiceShape({member.value: member for member in annotation})
        if is_dataclass(annotation) and isinstance(annotation, type):
            return RecordShape(annotation, self)
        raise TypeError(f"no shape for {annotation!r}")


class BoundedShape:
    """A number, or a list of numbers, within bounds."""

    __slots__ = ("_bounds", "_inner", "name")

    def __init__(self, inner: Shape, bounds: Range) -> None:
        self._inner, self._bounds, self.name = inner, bounds, inner.name

    def read(self, node: Node, reading: Reading) -> Any:
        """The value, if it lies within."""
        value = self._inner.read(node, reading)
        low, high = self._bounds.low, self._bounds.high
        if value is FAILED or not isinstance(value, int | Fraction):
            return value
        if low is not None and value < low:
            reading.error("out-of-range", f"{node.value} is below {low}", node, _bounds_hint(self._bounds))
            return FAILED
        if high is not None and value > high:
            reading.error("out-of-range", f"{node.value} is above {high}", node, _bounds_hint(self._bounds))
            return FAILED
        return value


def _bounds_hint(bounds: Range) -> str:
    if bounds.high is None:
        return f"Write a number from {bounds.low} up"
    return f"Write a number from {bounds.low} to {bounds.high}"


def entries_of(node: MappingNode, reading: Reading) -> list[tuple[str, Node, Node]]:
    """(key, its node, its value) of a mapping; a key that is no text or stands twice is noted and left out."""
    entries: list[tuple[str, Node, Node]] = []
    seen: dict[str, Node] = {}
    for key_node, value in node.value:
        if not isinstance(key_node, ScalarNode):
            reading.error("wrong-shape", "A key must be a single word", key_node)
            continue
        key = key_node.value
        if key in seen:
            first = reading.span(seen[key]).line
            reading.error("duplicate-key", f"'{key}' stands here a second time (first on line {first})", key_node,
                          "Keep one of the two")  # fmt: skip
            continue
        seen[key] = key_node
        if node.flow_style and is_empty(value) and _note_flow_slip(key, key_node, entries, reading):
            continue
        entries.append((key, key_node, value))
    return entries


def _note_flow_slip(key: str, node: Node, before: list[tuple[str, Node, Node]], reading: Reading) -> bool:
    """Tell the two slips between { and } that YAML takes for keys: ``food: 4,5`` and ``food:4.5``."""
    last = before[-1][2].value if before else ""
    if key.isdecimal() and isinstance(last, str) and last.lstrip("+-").isdecimal():
        reading.error("not-a-number", f"'{last},{key}' is not a number", node, f"Write {last}.{key}, with a point")
        return True
    name, colon, value = key.partition(":")
    if colon and name and value:
        reading.error("yaml-syntax", f"A space is missing after the colon of '{name}'", node, f"Write  {name}: {value}")
        return True
    return False


def marks_of(annotation: Any) -> tuple[Mark, ...]:
    """What the annotation says beside its type."""
    if get_origin(annotation) is not Annotated:
        return ()
    return tuple(mark for mark in get_args(annotation)[1:] if isinstance(mark, Mark))


def _part(node: ScalarNode, word: str) -> ScalarNode:
    return ScalarNode(node.tag, word, node.start_mark, node.end_mark, style=node.style)
