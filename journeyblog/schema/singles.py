"""Shapes of single values: texts, numbers, dates, words."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.dates import UnclearDate, midnight, parse_moment
from journeyblog.diagnostics import did_you_mean
from journeyblog.schema.fields import Range, word_meant
from journeyblog.schema.json_schema import Definitions, JsonSchema, pattern, text, words
from journeyblog.schema.reading import FAILED, Reading, Refusal
from journeyblog.schema.rewriting import flow, plain
from journeyblog.schema.scalars import parse_bool, parse_number, parse_text, parse_whole
from journeyblog.schema.shape import Shape
from journeyblog.slugs import slug

EMPTY: Mapping[str, Any] = MappingProxyType({})

NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_BOOLEAN = "[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff]"
_TIME = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:[Zz]|[+-][0-9:]{2,5})?"
_DATE = rf"[0-9]{{4}}[-:][0-9]{{1,2}}[-:][0-9]{{1,2}}(?:[Tt ]+{_TIME})?"
_DAY_IN_WORDS = r"[0-9]{1,2}\s+[A-Za-z]{3,9}\.?,?\s+[0-9]{4}"
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,9})?) ?%")
_DAY_ALONE = re.compile(r"Write ([0-9][0-9: +-]*)")
_BETWEEN = re.compile(r"\A(?:[\s,;:.!(–—-]|(?:but|if|and)\b)*")
"""What joins an answer to what follows."""
_BRACKETS = "A text that starts with [ or { needs quotes around it"
_SAID_AS_TRUE_OR_FALSE = {"true": "yes", "on": "yes", "false": "no", "off": "no"}
MOMENT = pattern(_DATE, _DAY_IN_WORDS)


class ScalarShape(Shape):
    """A single value, by a function from its text."""

    __slots__ = ("_parse", "_schema", "blank", "example", "name", "plural")

    def __init__(
        self,
        name: str,
        parse: Callable[[str], Any],
        *,
        plural: str = "",
        example: str = "…",
        schema: JsonSchema | None = None,
        blank: Any = FAILED,
    ) -> None:
        self.name, self.plural, self.example = name, plural or f"{name.removeprefix('a ')}s", example
        self.blank = blank
        self._parse = parse
        self._schema = schema if schema is not None else text()

    def read(self, node: Node, reading: Reading) -> Any:
        """The parsed text."""
        if node.__class__ is not ScalarNode:
            return self.misshapen(node, reading)
        try:
            return self._parse(node.value)
        except Refusal as refused:
            reading.refuse(refused, node)
            return FAILED

    def schema(self, definitions: Definitions) -> JsonSchema:  # noqa: ARG002  a Shape's signature
        """As it was given."""
        return dict(self._schema)


class TextShape(ScalarShape):
    """Any single value, exactly as written."""

    def __init__(self) -> None:
        super().__init__("a text", parse_text, example="a few words", blank="")

    def misshapen(self, node: Node, reading: Reading, note: str = "", meant: str = "") -> Any:
        """FAILED; what stands in brackets or braces was perhaps meant as a text."""
        items = [item.value for item in node.value if isinstance(item, ScalarNode)]
        items = items if isinstance(node, SequenceNode) else []
        flowing = isinstance(node, CollectionNode) and node.flow_style
        alone = reading.within is None and (reading.field is None or reading.field.expects == self.name)
        if alone and len(items) == len(node.value) == 1:
            meant = plain(items[0])
        elif items and reading.field is not None and reading.field.many:
            *lead, last = reading.field.many.split("\n")
            note = "\n".join((*lead, *(last.replace("{one}", plain(item)) for item in items)))
        elif isinstance(node, MappingNode) and reading.field is not None and reading.field.grouped:
            said = next((value.value for _, value in node.value if isinstance(value, ScalarNode)), "")
            note = reading.field.grouped.replace("{one}", slug(said)).replace("{group}", flow(node))
        elif flowing and alone:
            note = note or _BRACKETS
        return super().misshapen(node, reading, note, meant)


class MomentShape(Shape):
    """A date, or a date and time; a loosely written one is read with a warning."""

    __slots__ = ()
    name = "a date"
    plural = "dates"
    example = "2018-02-14"
    blank = midnight(date(1970, 1, 1))

    def read(self, node: Node, reading: Reading) -> Any:
        """The moment."""
        if node.__class__ is not ScalarNode:
            return self.misshapen(node, reading)
        try:
            moment, proper = parse_moment(node.value)
        except UnclearDate as unclear:
            hint = unclear.hint
            if not any(map(str.isdigit, node.value)) and reading.field is not None:
                hint = f"Write the day, as in  {reading.written(reading.field.example)}"
            if (alone := _DAY_ALONE.fullmatch(hint)) is not None:
                hint = f"Write  {reading.written(alone[1])}"
            reading.error("not-a-date", str(unclear), node, hint)
            return FAILED
        if proper:
            reading.warn(
                "loose-date", f"'{node.value}' was read as {proper}", node, f"Write  {reading.written(proper)}"
            )
        return moment

    def schema(self, definitions: Definitions) -> JsonSchema:  # noqa: ARG002  a Shape's signature
        """A text, since a date is none of YAML's own types."""
        return {"type": "string", "pattern": MOMENT}


class ChoiceShape(Shape):
    """One word of several; the words' case does not count. ``rest`` is the field where more than the word belongs."""

    __slots__ = ("_values", "_words", "example", "name", "rest")
    plural = "words"

    def __init__(self, values: Mapping[str, Any], synonyms: Mapping[str, Any] = EMPTY) -> None:
        self._words = tuple(values)
        self._values = {**values, **synonyms}
        self.name = f"one of {', '.join(self._words)}"
        self.example = self._words[0]
        self.rest = ""

    def read(self, node: Node, reading: Reading) -> Any:
        """The value that the word stands for."""
        if not isinstance(node, ScalarNode):
            return self.misshapen(node, reading)
        word = node.value.strip().lower()
        if word in self._values:
            return self._values[word]
        cannot = f"'{reading.field.name}' cannot hold" if reading.field and reading.within == "" else None
        message = f"{cannot or f'{reading.subject} cannot be'} '{node.value}'"
        reading.error("unknown-word", message, node, self._meant(node.value.strip(), reading))
        return FAILED

    def _meant(self, written: str, reading: Reading) -> str:
        word = written.lower()
        if reading.field is not None and (meant := word_meant(word, reading.field.means)):
            return f"Write  {reading.written(meant)}"
        first = re.split(r"[\s,;:.!(]", _SAID_AS_TRUE_OR_FALSE.get(word, word), maxsplit=1)[0]
        if first != word and first in self._values:
            if word in _SAID_AS_TRUE_OR_FALSE:
                return f"Write  {reading.written(first)}"
            rest = _BETWEEN.sub("", written[len(first) :], count=1).rstrip(".)")
            if not self.rest or not rest:
                return f"Write  {reading.written(first)}  and nothing else"
            return f"Write this:\n{reading.written(first)}\n{self.rest}: {plain(rest)}"
        alike = [one for one in self._values if one.startswith("un") == word.startswith("un")]  # not its opposite
        key = "" if reading.field is None or reading.within == "" else reading.within or reading.field.name
        return did_you_mean(word, alike, key) or f"Write {self.name}"

    def schema(self, definitions: Definitions) -> JsonSchema:  # noqa: ARG002  a Shape's signature
        """The words, and the others that are understood."""
        return words(self._words, self._values)


class BoundedShape(Shape):
    """A number within bounds."""

    __slots__ = ("_bounds", "_inner", "blank", "example", "name", "plural")

    def __init__(self, inner: Shape, bounds: Range) -> None:
        self._inner, self._bounds, self.blank = inner, bounds, inner.blank
        self.name = f"{inner.name} {_told(bounds)}"
        self.plural = f"{inner.plural} {_told(bounds)}"
        self.example = str(bounds.low if bounds.low is not None and bounds.low > 0 else inner.example)

    def read(self, node: Node, reading: Reading) -> Any:
        """The value, if it lies within."""
        low, high = self._bounds.low, self._bounds.high
        percent = isinstance(node, ScalarNode) and _PERCENT.fullmatch(node.value.strip())
        if percent and (low, high) == (0, 1):
            share = f"{float(percent[1]) / 100:g}"
            message = f"{reading.subject} goes from 0 to 1, not to 100%"
            reading.error("not-a-number", message, node, f"Write  {reading.written(share)}")
            return FAILED
        value = self._inner.read(node, reading)
        if value is FAILED or not isinstance(value, int | Fraction):
            return value
        if (low is not None and value < low) or (high is not None and value > high):
            meaning = f": {self._bounds.meaning}" if self._bounds.meaning else ""
            told = _told(self._bounds)
            reading.error("out-of-range", f"{reading.subject} goes {told}, so it cannot be {node.value}", node,
                          f"Write a number {told}{meaning}")  # fmt: skip
            return FAILED
        return value

    def schema(self, definitions: Definitions) -> JsonSchema:
        """The inner one, with its bounds."""
        bounds = {"minimum": self._bounds.low, "maximum": self._bounds.high}
        return {**self._inner.schema(definitions), **{key: end for key, end in bounds.items() if end is not None}}


TEXT = TextShape()
BOOLEAN = ScalarShape("true or false", parse_bool, plural="values true or false", example="true",
                      schema={"type": ["boolean", "string"], "pattern": pattern(_BOOLEAN)})  # fmt: skip
WHOLE = ScalarShape("a whole number", parse_whole, example="3", blank=0,
                    schema={"type": ["integer", "string"], "pattern": pattern("[+-]?[0-9]+")})  # fmt: skip
NUMBER_SHAPE = ScalarShape("a number", parse_number, example="4.5", blank=Fraction(0),
                           schema={"type": ["number", "string"], "pattern": pattern(NUMBER)})  # fmt: skip


def _told(bounds: Range) -> str:
    return f"from {bounds.low} up" if bounds.high is None else f"from {bounds.low} to {bounds.high}"
