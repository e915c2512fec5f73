"""From a dataclass's declared field to what messages, the JSON Schema and the reference tell of it."""

import re
from dataclasses import MISSING
from dataclasses import Field as Declared
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any, get_args, get_origin

from journeyblog.schema.fields import About, Field, Guarded, Mark, Range, meanings
from journeyblog.schema.json_schema import Definitions, JsonSchema, nullable
from journeyblog.schema.samples import sample
from journeyblog.schema.shape import Shape


def described(one: "Declared[Any]", shape: Shape, marks: tuple[Mark, ...]) -> Field:
    """A dataclass's field, as messages, schema and reference know it."""
    about = next((mark for mark in marks if isinstance(mark, About)), About(""))
    bounds = next((mark for mark in marks if isinstance(mark, Range) and mark.meaning), None)
    text = f"{about.text.removesuffix('.')}: {bounds.meaning}." if bounds is not None else about.text
    required = one.default is MISSING and one.default_factory is MISSING
    guard = next((mark for mark in marks if isinstance(mark, Guarded)), None)
    return Field(
        name=one.name,
        expects=shape.name,
        about=text,
        example=about.example or shape.example,
        generic=not about.example,
        required=required,
        nullable=not required and not (guard is not None and guard.filled),
        default=_plain(one.default) if one.default is not MISSING else None,
        also=tuple(about.also.split()),
        holds=tuple(about.holds.split()),
        one=about.one,
        many=about.many,
        grouped=about.grouped,
        means=meanings(about.means),
        scale=bounds.meaning if bounds is not None else "",
    )


def field_schema(field: Field, shape: Shape, definitions: Definitions) -> JsonSchema:
    """What may stand after the field's key."""
    inner = shape.schema(definitions)
    schema: JsonSchema = {"description": re.sub("[`*]", "", field.about)} if field.about else {}
    schema |= nullable(inner) if field.nullable else inner
    if "pattern" in schema:
        schema["patternErrorMessage"] = f"Write {field.expects}"  # editors say this instead of the pattern
    if field.default is not None:
        schema["default"] = field.default
    if not field.generic:
        schema["examples"] = [sample(field.example)]
    return schema


def marks_of(annotation: Any) -> tuple[Mark, ...]:
    """What the annotation says beside its type."""
    if get_origin(annotation) is not Annotated:
        return ()
    return tuple(mark for mark in get_args(annotation)[1:] if isinstance(mark, Mark))


def _plain(default: Any) -> Any:
    """A default as JSON says it; None for nothing, and for what is empty."""
    if isinstance(default, Enum):
        return default.value
    if isinstance(default, Fraction):
        return int(default) if default.denominator == 1 else float(default)
    if isinstance(default, tuple):
        return [_plain(one) for one in default] or None
    return default if isinstance(default, bool | int) else default or None
