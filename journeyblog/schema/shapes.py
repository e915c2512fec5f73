"""Declared types to readers of nodes.

``Shapes().of(Post)`` compiles the annotations of a dataclass once; ``shape.read(node, reading)`` then gives the
value, or :data:`FAILED` after noting every mistake below the node. A type of the house (a rating, a place) brings
its own shape in the registry handed to :class:`Shapes`.
"""

from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import StrEnum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from journeyblog.dates import Moment
from journeyblog.schema.fields import OneOf, Range
from journeyblog.schema.groups import AnyShape, ListShape, MapShape
from journeyblog.schema.json_schema import DIALECT, JsonSchema, nullable
from journeyblog.schema.records import RecordShape
from journeyblog.schema.shape import Shape
from journeyblog.schema.singles import BOOLEAN, EMPTY, NUMBER_SHAPE, TEXT, WHOLE, BoundedShape, ChoiceShape, MomentShape


class Shapes:
    """Compiles annotations; ``registry`` holds the shapes of types that read themselves."""

    def __init__(self, registry: Mapping[Any, Shape] = EMPTY) -> None:
        self._known: dict[Any, Shape] = {
            str: TEXT,
            bool: BOOLEAN,
            int: WHOLE,
            Fraction: NUMBER_SHAPE,
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
            inner = self.of(arguments[0])
            for mark in arguments[1:]:
                if isinstance(mark, Range):
                    return BoundedShape(inner, mark)
                if isinstance(mark, OneOf):
                    return ChoiceShape({word: word for word in mark.words}, dict(mark.synonyms))
            return inner
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


def json_schema(shape: Shape, title: str) -> JsonSchema:
    """A whole JSON Schema document for what ``shape`` reads. Where nothing is required, a text may be empty."""
    definitions: dict[str, JsonSchema] = {}
    root = shape.schema(definitions)
    if "array" in root["type"] or not definitions[root["$ref"].rpartition("/")[2]]["required"]:
        root = nullable(root)
    return {"$schema": DIALECT, "title": title, **root, "$defs": dict(sorted(definitions.items()))}
