"""The few texts that views carry ready-made: dates as people say them, counts, numbers of the scale."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from journeyblog.dates import MONTHS, Moment
from journeyblog.model.post import PartKind
from journeyblog.model.scale import Scale
from journeyblog.model.visit import Disclosure
from journeyblog.site.site import Station

DISCLOSURES = {
    Disclosure.NONE: "",
    Disclosure.HOSTED: "The author was a guest of the business.",
    Disclosure.GIFT: "The author was given this as a gift.",
    Disclosure.DISCOUNT: "The author got a discount.",
    Disclosure.PRESS: "The author was invited as press.",
    Disclosure.AFFILIATE: "The author may earn a commission from links.",
}

MOODS = {"good": "Went well", "middling": "Mixed", "bad": "Went badly"}
FEELINGS = ("Very bad", "Bad", "Neither good nor bad", "Good", "Very good")


def day(when: date) -> str:
    """14 February 2018."""
    return f"{when.day} {month(when.month)} {when.year}"


def month(number: int) -> str:
    """February."""
    return MONTHS[number - 1].capitalize()


def days(start: date | None, end: date | None) -> str:
    """1–28 February 2018; as much of it as differs."""
    if start is None or end is None or start == end:
        only = start or end
        return day(only) if only is not None else ""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {month(start.month)} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def when_due(due: object) -> str:
    """A promise's date, or the author's own words."""
    if not isinstance(due, Moment):
        return str(due or "")
    return f"{day(due.day)}, {due.local:%H:%M}" if due.timed else day(due.day)


def count(number: int, one: str, many: str) -> str:
    """1 post, 2 posts."""
    return f"{number:,} {one if number == 1 else many}"


def number(value: Fraction) -> str:
    """As an author would write it: 4, 4.5."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def on_scale(scale: Scale) -> str:
    """On a scale from 1 to 5."""
    return f"On a scale from {number(scale.worst)} to {number(scale.best)}"


def station_label(station: Station | None) -> str:
    """Prologue, Part 3, Interlude, Epilogue; Part ? for a draft, which has no number yet."""
    if station is None:
        return ""
    if station.kind is not PartKind.NUMBERED:
        return station.kind.value.capitalize()
    return f"Part {'?' if station.number is None else station.number}"


def heading(title: str, label: str, station: Station | None) -> str:
    """A post's whole title: the journey's label and the part come before it."""
    return f"{label} {station_label(station)}: {title}" if label and station is not None else title


def cut(text: str, longest: int) -> str:
    """At most ``longest`` characters, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    if text[longest - 1] != " " and " " in head:
        head = head[: head.rfind(" ")]
    return head.rstrip(" ,;:–—-") + "…"


def feeling(value: Fraction) -> str:
    """An emotion from −2 to 2 in words: that of the nearest whole number, the higher one of two."""
    return FEELINGS[int(value + 2 + Fraction(1, 2))]


def join(words: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def inside(text: str) -> str:
    """A label inside a sentence: restaurants, but B&Bs."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
