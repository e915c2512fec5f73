"""§7.4: how alike the visits of a business were."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from journeyblog.model.scale import Scale
from journeyblog.model.scores import over_one


class Steadiness(StrEnum):
    """A consistency in words."""

    ROCK_STEADY = "Rock-steady"
    STEADY = "Steady"
    VARIABLE = "Variable"
    UNPREDICTABLE = "Unpredictable"


FROM = (
    (Fraction(85, 100), Steadiness.ROCK_STEADY),
    (Fraction(70, 100), Steadiness.STEADY),
    (Fraction(50, 100), Steadiness.VARIABLE),
)
"""From which consistency each word is used, highest first; below them all, Unpredictable."""


def variance(values: Sequence[Fraction]) -> Fraction | None:
    """σ² = Σ(x − mean)² / n = (nΣx² − (Σx)²) / n², of the whole population; None of nothing."""
    if not values:
        return None
    parts, below = over_one(values)
    whole, many = sum(parts), len(parts)
    return Fraction(many * sum(part * part for part in parts) - whole * whole, (many * below) ** 2)


def consistency(values: Sequence[Fraction], scale: Scale, *, at_least: int = 2) -> float | None:
    """C = 1 − σ/R, from 0 (half of them worst, half best) to 1 (all alike); None of fewer than ``at_least``."""
    spread = variance(values)
    if spread is None or len(values) < at_least:
        return None
    return max(0.0, 1 - sqrt(spread / scale.half_range**2))


def steadiness(values: Sequence[Fraction], scale: Scale, *, at_least: int = 2) -> Steadiness | None:
    """The word for :func:`consistency`, by exact arithmetic: C ≥ t just when σ² ≤ ((1 − t)·R)²."""
    spread = variance(values)
    if spread is None or len(values) < at_least:
        return None
    reached = (word for limit, word in FROM if spread <= ((1 - limit) * scale.half_range) ** 2)
    return next(reached, Steadiness.UNPREDICTABLE)
