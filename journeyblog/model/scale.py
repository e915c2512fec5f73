"""The rating scale and how authors write a rating on it."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NewType

from yaml.nodes import Node, ScalarNode

from journeyblog.schema import FAILED, Reading, Refusal, kind_of
from journeyblog.schema.scalars import parse_number

Rating = NewType("Rating", Fraction)
"""A number on the site's scale, exactly as written."""

_OUT_OF = re.compile(r"\s*([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*/\s*([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*")
_STARS = re.compile(r"\s*(★*)(½?)☆*\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From ``worst`` to ``best`` in steps of ``step``."""

    worst: Fraction = Fraction(1)
    best: Fraction = Fraction(5)
    step: Fraction = Fraction(1, 2)

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
        return (score - self.worst) / (self.best - self.worst)


class RatingShape:
    """A rating: ``4.5``, ``8/10`` (a share of the best) or ``★★★★½`` (stars out of five)."""

    __slots__ = ("_scale", "name")

    def __init__(self, scale: Scale) -> None:
        self._scale = scale
        self.name = f"a number from {_plain(scale.worst)} to {_plain(scale.best)}"

    def read(self, node: Node, reading: Reading) -> Any:
        """The rating as a Fraction on the scale."""
        if not isinstance(node, ScalarNode):
            reading.error("wrong-shape", f"This should be {self.name}, not {kind_of(node)}", node)
            return FAILED
        scale = self._scale
        try:
            value, derived = self._parse(node.value)
        except Refusal as refused:
            reading.error(refused.code, refused.message, node, refused.hint)
            return FAILED
        if not scale.worst <= value <= scale.best:
            side = "above the best" if value > scale.best else "below the worst"
            edge = scale.best if value > scale.best else scale.worst
            reading.error("rating-off-scale", f"'{node.value}' is {side} ({_plain(edge)})", node, f"Write {self.name}")
            return FAILED
        if not derived and (value - scale.worst) % scale.step:
            hint = f"Ratings go in steps of {_plain(scale.step)}; it is kept as written"
            reading.warn("rating-off-step", f"'{node.value}' lies between two steps of the scale", node, hint)
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
        return parse_number(text), False


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else str(float(number))
