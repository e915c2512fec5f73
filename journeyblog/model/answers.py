"""Would the author return, would the author recommend: the words and what they weigh."""

from enum import StrEnum
from fractions import Fraction
from typing import Any, NewType

from yaml.nodes import Node, ScalarNode

from journeyblog.schema import FAILED, ChoiceShape, Definitions, JsonSchema, Reading, Shape
from journeyblog.schema.json_schema import either, pattern


class Answer(StrEnum):
    """Would the author return? ``yes`` is definitely, ``maybe`` unsure and ``never`` no."""

    DEFINITELY = "definitely"
    PROBABLY = "probably"
    UNSURE = "unsure"
    UNLIKELY = "unlikely"
    NO = "no"

    @property
    def weight(self) -> Fraction:
        """Definitely 1, probably ¾, unsure ½, unlikely ¼, no 0."""
        return _WEIGHTS[self]


_WEIGHTS = {answer: Fraction(4 - i, 4) for i, answer in enumerate(Answer)}
_SYNONYMS = {"yes": Answer.DEFINITELY, "maybe": Answer.UNSURE, "never": Answer.NO}

Recommendation = NewType("Recommendation", object)
"""An :class:`Answer`, or a whole number from 0 to 10."""

ANSWER_SHAPE = ChoiceShape({answer.value: answer for answer in Answer}, _SYNONYMS)
ANSWER_SHAPE.rest = "would_return_if"


class RecommendationShape(Shape):
    """The words of an answer, or 0 to 10."""

    __slots__ = ("_words",)
    plural = "recommendations"
    example = "9"
    name = "one of definitely, probably, unsure, unlikely, no, or a whole number from 0 to 10"

    def __init__(self) -> None:
        self._words = ChoiceShape({answer.value: answer for answer in Answer}, _SYNONYMS)
        self._words.name = self.name

    def read(self, node: Node, reading: Reading) -> Any:
        """An Answer or an int."""
        word = node.value.strip() if isinstance(node, ScalarNode) else ""
        if word.isascii() and word.isdigit():
            if len(word) <= 2 and int(word) <= 10:
                return int(word)
            message = f"{reading.subject} goes from 0 to 10, so it cannot be {node.value}"
            reading.error("out-of-range", message, node, f"Write {self.name}")
            return FAILED
        return self._words.read(node, reading)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """The words, or a number, quoted or not."""
        return either(
            *self._words.schema(definitions)["anyOf"],
            {"type": "integer", "minimum": 0, "maximum": 10},
            {"type": "string", "pattern": pattern("0?[0-9]|10")},
        )
