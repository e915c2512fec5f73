"""YAML to frozen dataclasses by their declared types.

PyYAML's own guesses are wrong for travellers (``country: NO`` is not False), so only its C composer is used: the
tree of nodes keeps every scalar as the text that was written, and the declared type of each field decides what it
means. The same declarations make the JSON Schema for editors and the reference.
"""

from journeyblog.schema.compose import compose, place_of, value_of
from journeyblog.schema.fields import About, Field, Guarded, Mark, OneOf, Range, Wanted, meanings, word_meant
from journeyblog.schema.gaps import NO_GAPS, Gaps, gaps_of
from journeyblog.schema.groups import ListShape, MapShape
from journeyblog.schema.json_schema import Definitions, JsonSchema
from journeyblog.schema.misplaced import Elsewhere
from journeyblog.schema.reading import FAILED, Reading, Refusal
from journeyblog.schema.records import RecordShape
from journeyblog.schema.shape import Shape, is_empty, kind_of
from journeyblog.schema.shapes import Shapes, json_schema
from journeyblog.schema.singles import ChoiceShape, ScalarShape

__all__ = [
    "FAILED",
    "NO_GAPS",
    "About",
    "ChoiceShape",
    "Definitions",
    "Elsewhere",
    "Field",
    "Gaps",
    "Guarded",
    "JsonSchema",
    "ListShape",
    "MapShape",
    "Mark",
    "OneOf",
    "Range",
    "Reading",
    "RecordShape",
    "Refusal",
    "ScalarShape",
    "Shape",
    "Shapes",
    "Wanted",
    "compose",
    "gaps_of",
    "is_empty",
    "json_schema",
    "kind_of",
    "meanings",
    "place_of",
    "value_of",
    "word_meant",
]
