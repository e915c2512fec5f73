"""YAML to frozen dataclasses by their declared types.

PyYAML's own guesses are wrong for travellers (``country: NO`` is not False), so only its C composer is used: the
tree of nodes keeps every scalar as the text that was written, and the declared type of each field decides what it
means.
"""

from journeyblog.schema.compose import compose, place_of
from journeyblog.schema.fields import Guarded, Mark, Range
from journeyblog.schema.reading import FAILED, Reading, Refusal
from journeyblog.schema.shapes import RecordShape, ScalarShape, Shape, Shapes, is_empty, kind_of

__all__ = [
    "FAILED",
    "Guarded",
    "Mark",
    "Range",
    "Reading",
    "RecordShape",
    "Refusal",
    "ScalarShape",
    "Shape",
    "Shapes",
    "compose",
    "is_empty",
    "kind_of",
    "place_of",
]
