"""Dates as travellers write them.

A post's date is the local date that its author wrote: it is shown, sorted and filed under exactly that date and
never converted. Only the question "is it due yet?" needs an instant, and asks for one with the site's zone.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import total_ordering

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
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)


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
        return self._order < other._order

    @property
    def _order(self) -> tuple[datetime, bool, bool, timedelta]:
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
        own = timezone(self.offset) if self.offset is not None else None
        return self.local.replace(tzinfo=own).isoformat(timespec="minutes")


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
    if (match := _SLASHES.fullmatch(text)) is not None:
        first, second, year = (int(part) for part in match.groups())
        if first > 12 >= second >= 1:
            return f"Write the year first: {year:04}-{second:02}-{first:02}"
        if second > 12 >= first >= 1:
            return f"Write the year first: {year:04}-{first:02}-{second:02}"
    return "Write the year first, as in 2018-02-14 or 2018-02-14 19:30"


def _calendar(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UnclearDate(f"'{text}' is not in the calendar", "Check the day and the month") from error


def _clock(text: str, hour: int, minute: int, second: int) -> time:
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise UnclearDate(f"'{text}' has no such time of day", "Hours go to 23, minutes to 59") from error


def _offset(text: str, zone: str | None) -> timedelta | None:
    if zone is None:
        return None
    if zone in "Zz":
        return timedelta(0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes >= 24 * 60 or int(digits[2:]) > 59:
        raise UnclearDate(f"'{text}' has no such time zone", "An offset looks like +01:00")
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)


def _month(word: str) -> int:
    matches = [i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower())]
    return matches[0] if len(matches) == 1 else 0
