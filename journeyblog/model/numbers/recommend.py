"""§7.16: would the author recommend, as one number."""

from collections.abc import Sequence
from fractions import Fraction

from journeyblog.model.answers import Answer

LEAST = 5
"""Fewer answers make no number."""

Recommends = Answer | int


def net_recommend(answers: Sequence[Recommends]) -> Fraction | None:
    """The share of promoters less that of detractors, from −1 to 1; None of fewer than five answers.

    Promoters say definitely or 9–10, detractors unsure, unlikely, no or 0–6; probably and 7–8 are neither. After
    F. F. Reichheld, "The one number you need to grow", Harvard Business Review 81 (2003).
    """
    if len(answers) < LEAST:
        return None
    return Fraction(sum(_side(one) for one in answers), len(answers))


def _side(answer: Recommends) -> int:
    if isinstance(answer, Answer):
        return {Answer.DEFINITELY: 1, Answer.PROBABLY: 0}.get(answer, -1)
    return 1 if answer >= 9 else -1 if answer <= 6 else 0
