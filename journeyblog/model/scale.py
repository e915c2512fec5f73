"""The rating scale and how authors write a rating on it."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, NewType

from yaml.nodes import Node, ScalarNode

from journeyblog.schema import FAILED, About, Definitions, JsonSchema, Reading, Refusal, Shape
from journeyblog.schema.json_schema import pattern
from journeyblog.schema.scalars import parse_number
from journeyblog.schema.singles import NUMBER

Rating = NewType("Rating", Fraction)
"""A number on the site's scale, exactly as written."""

_AMOUNT = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
_OUT_OF = re.compile(rf"\s*({_AMOUNT})\s*/\s*({_AMOUNT})\s*")
_PERCENT = re.compile(rf"\s*({_AMOUNT})\s*%\s*")
_OUT_OF_WORDS = re.compile(rf"\s*({_AMOUNT})\s*(?:/|of|out of|von|de|sur|su)\s*({_AMOUNT})\b\s*[^0-9]*")
_STARS = re.compile(r"\s*(★*)(½?)☆*\s*")
MOST_KNOWN = 1000
"""Ways of writing a rating that are remembered; there are few on a site, but a hostile one could write many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From ``worst`` to ``best`` in steps of ``step``."""

    worst: Annotated[Fraction, About("The lowest rating.", "1", also="min minimum lowest low from")] = Fraction(1)
    best: Annotated[Fraction, About("The highest rating.", "5", also="max maximum highest high to")] = Fraction(5)
    step: Annotated[Fraction, About("The step between two ratings; another value is kept, with a warning.", "0.5")] = (
        Fraction(1, 2)
    )

    @property
    def half_range(self) -> Fraction:
        """R = (best − worst) / 2, the unit in which thresholds are written."""
        return (self.best - self.worst) / 2

    @property
    def middle(self) -> Fraction:
        """Half way between worst and best."""
        return (self.best + self.worst) / 2

    def share(self, score: Fraction) -> Fraction:
        """q = (score − worst) / (best − worst), from 0 to 1."""
        return share(score, self.worst, self.best)


def share(value: Fraction, worst: Fraction, best: Fraction) -> Fraction:
    """(value − worst) / (best − worst); in whole numbers, since pages ask it of every point that they draw."""
    (part, of), (low, below), (high, above) = (one.as_integer_ratio() for one in (value, worst, best))
    return Fraction((part * below - low * of) * above, of * (high * below - low * above))


class RatingShape(Shape):
    """A rating: ``4.5``, ``8/10`` (a share of the best) or ``★★★★½`` (stars out of five)."""

    __slots__ = ("_known", "_scale", "example", "name", "plain", "plural")

    def __init__(self, scale: Scale) -> None:
        self._scale = scale
        self._known: dict[str, Fraction] = {}
        ends = f"from {_plain(scale.worst)} to {_plain(scale.best)}"
        self.name, self.plural = f"a number {ends}", f"numbers {ends}"
        self.example = self.plain = _plain(scale.best - scale.step)

    def read(self, node: Node, reading: Reading) -> Any:
        """The rating as a Fraction on the scale."""
        if not isinstance(node, ScalarNode):
            return self.misshapen(node, reading)
        if (known := self._known.get(node.value)) is not None:
            return known
        scale = self._scale
        try:
            value, derived = self._parse(node.value)
        except Refusal as refused:
            reading.refuse(refused, node)
            return FAILED
        if not scale.worst <= value <= scale.best:
            side = "more than the best rating" if value > scale.best else "less than the worst rating"
            edge = scale.best if value > scale.best else scale.worst
            hint = f"Write {self.name}"
            if not derived and scale.best < value <= 10:
                hint += f"; if you meant {_plain(value)} out of 10, write  {reading.written(f'{_plain(value)}/10')}"
            elif not derived and 10 < value <= 100:
                hint += f"; if you meant {_plain(value)} out of 100, write  {reading.written(f'{_plain(value)}/100')}"
            reading.error("rating-off-scale", f"{node.value} is {side}, {_plain(edge)}", node, hint)
            return FAILED
        if not derived and (value - scale.worst) % scale.step:
            hint = f"Write it in steps of {_plain(scale.step)}, or leave it: it is kept as written"
            reading.warn("rating-off-step", f"'{node.value}' lies between two steps of the scale", node, hint)
        elif len(self._known) < MOST_KNOWN:
            self._known[node.value] = value
        return value

    def _parse(self, text: str) -> tuple[Fraction, bool]:
        """The value, and whether it was converted (then the step does not matter)."""
        scale = self._scale
        if (match := _OUT_OF.fullmatch(text)) is not None and Fraction(match[2]):
            share = Fraction(match[1]) / Fraction(match[2])
            return max(scale.worst, share * scale.best), True
        if (match := _STARS.fullmatch(text)) is not None and (match[1] or match[2]):
            stars = len(match[1]) + (Fraction(1, 2) if match[2] else 0)
            return max(scale.worst, Fraction(stars) / 5 * scale.best), True
        try:
            return parse_number(text), False
        except Refusal as refused:
            raise _on_the_scale(text, refused, self.name) from None

    def schema(self, definitions: Definitions) -> JsonSchema:  # noqa: ARG002  a Shape's signature
        """A number on the scale, or a text in one of its forms."""
        return {
            "type": ["number", "string"],
            "minimum": float(self._scale.worst),
            "maximum": float(self._scale.best),
            "pattern": pattern(NUMBER, rf"{_AMOUNT}\s*/\s*{_AMOUNT}", "★+½?☆*", "½☆*"),
        }


def _on_the_scale(text: str, refused: Refusal, expected: str) -> Refusal:
    """The same, with the form that fits a rating where there is one: ``80%`` is ``80/100``."""
    lead = mended = ""
    if (match := _PERCENT.fullmatch(text)) is not None:
        mended = f"{match[1]}/100"
    elif (match := _OUT_OF_WORDS.fullmatch(text)) is not None and Fraction(match[2]):
        mended = f"{match[1]}/{match[2]}"
    elif (stars := text.strip()) and set(stars) <= {"⭐", "\ufe0f"}:
        mended = "★" * stars.count("⭐")
    elif refused.mended:
        return refused
    else:
        lead = f"Write {expected}, or leave it out"
    return Refusal(refused.code, refused.message, lead, mended=mended)


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else str(float(number))
