"""§7.16: what visits asked of the customer: expectations, effort, money and time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from journeyblog.model.scores import mean
from journeyblog.model.visit import Cost, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlay:
    """Sums of what it cost beside the price: money by currency, hours, days; None where nothing was said."""

    money: Mapping[str, Fraction]
    hours: Fraction | None
    days: Fraction | None


def expectation_gap(visits: Iterable[tuple[Visit, Fraction | None]]) -> Fraction | None:
    """The mean of score − expected, over visits (with their scores) that have both; above 0 is better than expected."""
    return mean([score - visit.expected for visit, score in visits if score is not None and visit.expected is not None])


def effort(visits: Iterable[Visit]) -> Fraction | None:
    """The mean effort, from 1 to 7 (very easy)."""
    return mean([visit.effort for visit in visits if visit.effort is not None])


def outlay(costs: Iterable[Cost | None]) -> Outlay | None:
    """The sums; None when no cost was told."""
    told = [cost for cost in costs if cost is not None]
    money: dict[str, Fraction] = {}
    for cost in told:
        if cost.money is not None:
            money[cost.currency] = money.get(cost.currency, Fraction(0)) + cost.money
    hours = [cost.hours for cost in told if cost.hours is not None]
    days = [cost.days for cost in told if cost.days is not None]
    if not (money or hours or days):
        return None
    return Outlay(
        money=money,
        hours=sum(hours, Fraction(0)) if hours else None,
        days=sum(days, Fraction(0)) if days else None,
    )
