"""Numbers as people read them, on pages and at the terminal: rounded half-up, with their signs and units.

In: the messages that say them, and exact numbers, or None where there is no data. Out: a text, empty for None.
"""

from collections.abc import Iterator
from fractions import Fraction

from journeyblog.messages import Messages
from journeyblog.model.numbers.outlay import Outlay
from journeyblog.model.scores import Share, shown

LEAST_ANSWERS = 3
"""From how many answers an interval is shown (content model, 7.8)."""


def score(messages: Messages, value: Fraction | None, places: int = 1) -> str:
    """4.6."""
    return messages.decimal(shown(value, places)) if value is not None else ""


def machine(value: Fraction | None) -> str:
    """4.6 in every language, as ``<data value>`` wants it."""
    return shown(value) if value is not None else ""


def percent(messages: Messages, value: Fraction | float | None) -> str:
    """71 %, of a share from 0 to 1."""
    return messages.say("numbers.percent", number=_hundredths(messages, value)) if value is not None else ""


def signed(messages: Messages, value: Fraction | None, places: int = 1) -> str:
    """+0.5, −2.0: with its sign, when it is not shown as 0."""
    if value is None:
        return ""
    text = shown(value, places)
    return ("+" if value > 0 and not _is_zero(text) else "") + messages.decimal(text)


def sign(value: Fraction) -> int:
    """1, −1, or 0 for a number that is shown as 0.0."""
    return 0 if _is_zero(shown(value)) else 1 if value > 0 else -1


def part_of(messages: Messages, share: Share | None) -> str:
    """1 of 2."""
    if share is None or not share.whole:
        return ""
    return messages.say("numbers.part_of", part=share.part, whole=share.whole)


def part_percent(messages: Messages, share: Share | None) -> str:
    """1 of 2 (50 %)."""
    if share is None or not share.whole:
        return ""
    return f"{part_of(messages, share)} ({percent(messages, Fraction(share.part, share.whole))})"


def interval(messages: Messages, share: Share, wilson: tuple[float, float] | None) -> str:
    """44–100 %: the 95 % interval of a share, from three answers on."""
    if wilson is None or share.whole < LEAST_ANSWERS:
        return ""
    low, high = (_hundredths(messages, end) for end in wilson)
    return messages.say("numbers.interval", low=low, high=high)


def against_expectation(messages: Messages, gap: Fraction | None) -> str:
    """Better than expected, worse, or as expected when it is shown as 0."""
    if gap is None:
        return ""
    words = {1: "better_than_expected", -1: "worse_than_expected", 0: "as_expected"}
    return messages.say(f"scorecard.{words[sign(gap)]}")


def money(messages: Messages, amount: Fraction, currency: str) -> str:
    """62.40 EUR, 1,200 EUR."""
    written = messages.decimal(shown(amount, 2).removesuffix(".00"))
    return messages.say("numbers.money", amount=written, currency=currency).strip()


def net(messages: Messages, value: Fraction | None) -> str:
    """+20, of a difference of shares from −1 to 1."""
    return signed(messages, value * 100, 0) if value is not None else ""


def kilometres(messages: Messages, length: float) -> str:
    """5,863.1 km."""
    return messages.say("numbers.kilometres", number=messages.decimal(shown(Fraction(length))))


def outlay(messages: Messages, sums: Outlay | None) -> str:
    """120 EUR, 3 hours, 60 days."""
    return messages.listed(_sums(messages, sums)) if sums is not None else ""


def _is_zero(shown: str) -> bool:
    """Whether a number is shown as 0, 0.0 …"""
    return not shown.strip("0.")


def _hundredths(messages: Messages, share: Fraction | float) -> str:
    return messages.decimal(shown(Fraction(share) * 100, 0))


def _sums(messages: Messages, sums: Outlay) -> Iterator[str]:
    for currency, amount in sums.money.items():
        yield money(messages, amount, currency)
    if sums.hours is not None:
        yield messages.say("counts.hours", n=sums.hours)
    if sums.days is not None:
        yield messages.say("counts.days", n=sums.days)
