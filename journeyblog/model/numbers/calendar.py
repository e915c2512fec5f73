"""§7.15: the days of a journey and the rhythm of its installments."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction


def days_between(start: date | None, end: date | None) -> int | None:
    """end − start + 1, at least 1; None unless both are known and in order."""
    if start is None or end is None or end < start:
        return None
    return (end - start).days + 1


def cadence(installments: Sequence[date]) -> Fraction | None:
    """Days from one installment to the next: (last − first) / (n − 1); None of fewer than two."""
    if len(installments) < 2:
        return None
    return Fraction((max(installments) - min(installments)).days, len(installments) - 1)
