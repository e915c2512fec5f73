"""Dates as travellers write them.

A post's date is the local date that its author wrote: it is shown, sorted and filed under exactly that date and
never converted. Only the question "is it due yet?" needs an instant, and asks for one with the site's zone.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache, total_ordering

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_STRICT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ]+(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([Zz]|[+-]\d\d:?(?:\d\d)?)?)?",
    re.ASCII,
)
_LOOSE = re.compile(r"(\d{4})[-:](\d{1,2})[-:](\d{1,2})(?:[Tt ]+(\d{1,2}):(\d\d)(?::(\d\d))?)?", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})", re.ASCII)
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)

# What is no date here, but tells which one was meant.
_SLASHES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]'?(\d{4}|\d\d)((?:,? +|T).{1,20})?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/. ](\d{1,2})[/. ](\d{1,2})((?:,? +|T).{1,20})?", re.ASCII)
_LOOSE_WORDS = re.compile(
    r"(?:[^\W\d]{3,9},? )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[ -](?:of |de )?(?P<month>[A-Za-z]{3,9})\.?,?[ -](?:de )?"
    r"(?P<year>\d{4})(?P<rest>,? .{1,20})?"
)
_MONTH_FIRST = re.compile(
    r"(?:[^\W\d]{3,9},? )?(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? "
    r"(?P<year>\d{4})(?P<rest>,? .{1,20})?"
)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_NO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"([A-Za-z]{3,9})\.?,? (\d{4})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_OTHER_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)((?:,? *| at |T).{1,30})", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?(?::\d\d)?\s*(?:([AaPp])\.?[Mm]\.?)?$", re.ASCII)
_ZONE = re.compile(r"(?:\d[\d:.]*\s*|(?=UTC|GMT))[A-Za-z][A-Za-z/_]+(?:[+-]\d+)?")
_HALF_DAY = re.compile(r"\b[AaPp]\.?[Mm]\b|\d[AaPp][Mm]")


@total_ordering
@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date, or a date and time, as written. ``offset`` is the zone's, when the author wrote one.

    Moments are ordered by the local date and time; those without a time or an offset come first.
    """

    local: datetime
    timed: bool = False
    offset: timedelta | None = None

    def __lt__(self, other: "Moment") -> bool:
        return self.order < other.order

    @property
    def order(self) -> tuple[datetime, bool, bool, timedelta]:
        """The same for whoever has many of them to sort: made once for each, and compared without calling anything."""
        return self.local, self.timed, self.offset is not None, self.offset or timedelta(0)

    @property
    def day(self) -> date:
        """The calendar day that readers see."""
        return self.local.date()

    def instant(self, zone: tzinfo) -> datetime:
        """When it is, in UTC: by its own offset, else in the site's ``zone``; a date alone is local midnight.

        At either end of the calendar, where UTC would lie outside it, that end.
        """
        own = timezone(self.offset) if self.offset is not None else zone
        try:
            return self.local.replace(tzinfo=own).astimezone(UTC)
        except OverflowError:
            return _FIRST if self.local.year == 1 else _LAST

    def iso(self, zone: tzinfo) -> str:
        """RFC 3339 with the local time and its offset, for feeds and structured data."""
        own = timezone(self.offset) if self.offset is not None else zone
        return self.local.replace(tzinfo=own).isoformat()

    @property
    def machine(self) -> str:
        """For the ``datetime`` attribute of a page: the day, or day and time, and the offset if written."""
        if not self.timed:
            return self.local.date().isoformat()
        return _to_the_minute(self.local, self.offset)


@lru_cache(maxsize=4096)  # a post's date stands on some nine lists
def _to_the_minute(local: datetime, offset: timedelta | None) -> str:
    own = timezone(offset) if offset is not None else None
    return local.replace(tzinfo=own).isoformat(timespec="minutes")


class UnclearDate(ValueError):
    """The text is no date; ``hint`` says how to write one."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def parse_moment(text: str) -> tuple[Moment, str]:
    """The moment that ``text`` names, and the way it should be written when it was written loosely.

    Raises :class:`UnclearDate`.
    """
    text = text.strip()
    if (match := _STRICT.fullmatch(text)) is not None:
        year, month, day, hour, minute, second, zone = match.groups()
        numbers = (int(year), int(month), int(day))
        clock = time(0) if hour is None else _clock(text, int(hour), int(minute), int(second or 0))
        moment = Moment(
            local=datetime.combine(_calendar(text, *numbers), clock),
            timed=hour is not None,
            offset=_offset(text, zone),
        )
        return moment, ""
    return _parse_loosely(text)


def day_of_file(name: str) -> tuple[date | None, str]:
    """The date at the front of a file's stem and the rest: ``2018-02-14-dinner`` is that day and ``dinner``."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)(?:[-_ ]+|$)", name, re.ASCII)
    if match is None:
        return None, name
    try:
        found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None, name
    return found, name[match.end() :]


def midnight(day: date) -> Moment:
    """A date alone."""
    return Moment(local=datetime.combine(day, time(0)))


def _parse_loosely(text: str) -> tuple[Moment, str]:
    if (match := _LOOSE.fullmatch(text)) is not None:
        year, month, day, hour, minute, second = match.groups()
        when = _calendar(text, int(year), int(month), int(day))
        clock = time(0) if hour is None else _clock(text, int(hour), int(minute), int(second or 0))
        moment = Moment(local=datetime.combine(when, clock), timed=hour is not None)
        return moment, moment.machine.replace("T", " ")
    if (match := _WORDS.fullmatch(text)) is not None and (month_number := _month(match[2])):
        moment = midnight(_calendar(text, int(match[3]), month_number, int(match[1])))
        return moment, moment.machine
    raise UnclearDate(f"'{text}' is not a date", _suggest(text))


def _suggest(text: str) -> str:
    """How the date should be written, as far as its own words tell."""
    for reader in (_other_signs, _slashed, _in_words, _without_signs, _with_a_clock_of_its_own):
        if proper := reader(text):
            return proper
    return "Write the year first, as in 2018-02-14 or 2018-02-14 19:30"


def _other_signs(text: str) -> str:
    """Long dashes and wide digits look like the plain ones."""
    plain = re.sub("[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", text))
    return f"Write {plain}, with plain digits and hyphens" if plain != text and _STRICT.fullmatch(plain) else ""


def _slashed(text: str) -> str:
    if (match := _YEAR_FIRST.fullmatch(text)) is not None:
        return _offer(int(match[1]), int(match[2]), int(match[3]), match[4] or "")
    match = _SLASHES.fullmatch(text)
    if match is None:
        return ""
    first, second, written = int(match[1]), int(match[2]), match[3]
    if len(written) < 4:
        return f"Write all four digits of the year, and the year first, as in 20{written[-2:]}-02-14"
    both = [f"{written}-{month:02}-{day:02}" for day, month in dict.fromkeys(((first, second), (second, first)))
            if _exists(int(written), month, day)]  # fmt: skip
    if len(both) == 2:
        return f"Write {both[0]} ({_said(both[0])}) or {both[1]} ({_said(both[1])})"
    return f"Write the year first: {both[0]}{_tail(match[4] or '')}" if both else ""


def _in_words(text: str) -> str:
    match = _LOOSE_WORDS.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if match is None or not (month := _month(match["month"])):
        return ""
    return _offer(int(match["year"]), month, int(match["day"]), match["rest"] or "")


def _without_signs(text: str) -> str:
    if (match := _DIGITS.fullmatch(text)) is not None:
        return _offer(int(match[1]), int(match[2]), int(match[3]), "")
    if (match := _NO_DAY.fullmatch(text)) is not None:
        return f"Write the day too, as in {match[1]}-{int(match[2]):02}-14"
    if (match := _MONTH_AND_YEAR.fullmatch(text)) is not None and (month := _month(match[1])):
        return f"Write the day too, as in {match[2]}-{month:02}-14"
    return "Write the month and the day too, as in " + f"{text}-02-14" if _YEAR.fullmatch(text) else ""


def _with_a_clock_of_its_own(text: str) -> str:
    match = _OTHER_CLOCK.fullmatch(text)
    if match is None:
        return ""
    day, rest = match[1], match[2]
    if _ZONE.fullmatch(rest.strip()) and not _HALF_DAY.search(rest):
        return f"Leave the zone out (the site's is meant then), or write it as in {day} 19:30 +01:00"
    tail = _tail(rest)
    return f"Write {day}{tail}" if tail else f"Write the date alone, {day}, or with a time as in {day} 19:30"


def _tail(rest: str) -> str:
    """A time of day behind a date, in 24 hours; nothing when there is none to be read."""
    match = _TIME.search(rest)
    if match is None or (match[2] is None and match[3] is None):
        return ""
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f" {hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _offer(year: int, month: int, day: int, rest: str) -> str:
    return f"Write {year:04}-{month:02}-{day:02}{_tail(rest)}" if _exists(year, month, day) else ""


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _said(iso: str) -> str:
    return f"{int(iso[8:])} {MONTHS[int(iso[5:7]) - 1].capitalize()}"


def _calendar(text: str, year: int, month: int, day: int) -> date:
    if _exists(year, month, day):
        return date(year, month, day)
    if _exists(year, day, month):
        message, hint = (
            f"'{text}' has no month {month}",
            f"Write the month before the day: {year:04}-{day:02}-{month:02}",
        )
    elif not 1 <= month <= 12:
        message, hint = f"'{text}' has no month {month}", "Write a month from 01 to 12"
    elif not 1 <= year <= 9999:
        message, hint = f"'{text}' has no year {year}", "Write the year with four digits, as in 2018-02-14"
    else:
        last = monthrange(year, month)[1]
        name = MONTHS[month - 1].capitalize()
        message, hint = f"'{text}' is not in the calendar", f"Write a day from 1 to {last}, the last of {name} {year}"
    raise UnclearDate(message, hint)


def _clock(text: str, hour: int, minute: int, second: int) -> time:
    if hour < 24 and minute < 60 and second < 60:
        return time(hour, minute, second)
    if (hour, minute, second) == (24, 0, 0):
        hint = "Write 00:00 of the next day, or 23:59"
    elif hour > 23:
        hint = "Write an hour from 00 to 23"
    else:
        hint = "Write minutes and seconds from 00 to 59"
    raise UnclearDate(f"'{text}' has no such time of day", hint)


def _offset(text: str, zone: str | None) -> timedelta | None:
    if zone is None:
        return None
    if zone in "Zz":
        return timedelta(0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes >= 24 * 60 or int(digits[2:]) > 59:
        raise UnclearDate(f"'{text}' has no such time zone", "Write, for example,  +01:00, or leave it out")
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)


def _month(word: str) -> int:
    matches = [i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower())]
    return matches[0] if len(matches) == 1 else 0
