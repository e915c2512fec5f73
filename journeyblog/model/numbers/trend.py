"""§7.5: whether the latest visit was better than those before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from journeyblog.model.scale import Scale
from journeyblog.model.scores import mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Where it goes, and the difference on the site's scale."""

    word: Literal["up", "down", "steady"]
    delta: Fraction


def trend(scores: Sequence[Fraction], scale: Scale) -> Trend | None:
    """Latest − mean of the earlier ones, oldest first; up from R/4, down from −R/4. None of fewer than two."""
    earlier = mean(scores[:-1])
    if earlier is None:
        return None
    delta = scores[-1] - earlier
    if abs(delta) < scale.half_range / 4:
        return Trend(word="steady", delta=delta)
    return Trend(word="up" if delta > 0 else "down", delta=delta)
