"""Numbers as people read them, on pages and at the terminal: rounded half-up, with their signs and units.

In: exact numbers, or None where there is no data. Out: a text, empty for None.
"""

from collections.abc import Iterator
from fractions import Fraction

from journeyblog.model.numbers.outlay import Outlay
from journeyblog.model.scores import Share, shown
from journeyblog.site import phrases

LEAST_ANSWERS = 3
"""From how many answers an interval is shown (content model, 7.8)."""


def score(value: Fraction | None) -> str:
    """4.6."""
    return shown(value) if value is not None else ""


def percent(value: Fraction | float | None) -> str:
    """71 %, of a share from 0 to 1."""
    return f"{shown(Fraction(value) * 100, 0)} %" if value is not None else ""


def signed(value: Fraction | None, places: int = 1) -> str:
    """+0.5, −2.0: with its sign, when it is not shown as 0."""
    if value is None:
        return ""
    text = shown(value, places)
    return f"+{text}" if value > 0 and Fraction(text) else text.replace("-", "−")


def part_of(share: Share | None) -> str:
    """1 of 2."""
    return f"{share.part} of {share.whole}" if share is not None and share.whole else ""


def part_percent(share: Share | None) -> str:
    """1 of 2 (50 %)."""
    if share is None or not share.whole:
        return ""
    return f"{part_of(share)} ({percent(Fraction(share.part, share.whole))})"


def interval(share: Share, wilson: tuple[float, float] | None) -> str:
    """44–100 %: the 95 % interval of a share, from three answers on."""
    if wilson is None or share.whole < LEAST_ANSWERS:
        return ""
    low, high = (shown(Fraction(end) * 100, 0) for end in wilson)
    return f"{low}–{high} %"


def against_expectation(gap: Fraction | None) -> str:
    """Better than expected, worse, or as expected when it is shown as 0."""
    if gap is None:
        return ""
    return {"+": "better than expected", "−": "worse than expected"}.get(signed(gap)[:1], "as expected")


def money(amount: Fraction, currency: str) -> str:
    """62.40 EUR, 1,200 EUR."""
    whole, _, cents = shown(amount, 2).partition(".")
    return f"{int(whole):,}{'' if cents == '00' else f'.{cents}'} {currency}".strip()


def net(value: Fraction | None) -> str:
    """+20, of a difference of shares from −1 to 1."""
    return signed(value * 100, 0) if value is not None else ""


def kilometres(length: float) -> str:
    """5,863.1 km."""
    whole, _, tenth = shown(Fraction(length)).partition(".")
    return f"{int(whole):,}.{tenth} km"


def outlay(sums: Outlay | None) -> str:
    """120 EUR, 3 hours, 60 days."""
    return ", ".join(_sums(sums)) if sums is not None else ""


def _sums(sums: Outlay) -> Iterator[str]:
    for currency, amount in sums.money.items():
        yield money(amount, currency)
    for value, one, many in ((sums.hours, "hour", "hours"), (sums.days, "day", "days")):
        if value is not None:
            yield f"{phrases.number(value)} {one if value == 1 else many}"
