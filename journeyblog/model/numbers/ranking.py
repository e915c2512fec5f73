"""§7.12: the score that orders lists, in which few visits are drawn towards the mean of their like."""

from collections.abc import Sequence
from fractions import Fraction

from journeyblog.model.scale import Scale
from journeyblog.model.scores import mean


def prior(of_kind: Sequence[Fraction], of_all: Sequence[Fraction], scale: Scale, least: int) -> Fraction:
    """m: the mean of the overalls of a kind when there are ``least``, else of all, else the middle of the scale."""
    for overalls in (of_kind, of_all):
        middle = mean(overalls)
        if middle is not None and len(overalls) >= least:
            return middle
    return scale.middle


def rank_score(overall: Fraction | None, scored: int, prior: Fraction, weight: Fraction) -> Fraction | None:
    """S = (k·m + n·overall) / (k + n), between m and the overall; None without scored visits.

    A mean shrunk towards a prior as if k visits of m had come before, as lists of rated films do.
    """
    if overall is None or not scored:
        return None
    return (weight * prior + scored * overall) / (weight + scored)
