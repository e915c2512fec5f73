"""What a site says: every text by its key, and values as its language writes them.

In: the messages of a language with those that it falls back to. Out: plain texts; escaping is the templates' part.
What is written of a value is kept, since the same days and numbers come again and again.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from journeyblog.dates import Moment
from journeyblog.messages.language import Language, language_of
from journeyblog.messages.message import Message, Pieces, fill, written

MOST = 4096
"""Forms of texts that are kept, each for a number; then all are forgotten, since a template may count."""
Value = str | int | Fraction
"""What a place can be filled with: a text, or a number."""


def key_of(word: str) -> str:
    """The end of the key of a word of the model: *Rock-steady* is ``rock_steady``."""
    return word.lower().replace(" ", "_").replace("-", "_")


def plain_number(value: int | Fraction) -> str:
    """In plain digits for machines, with two decimals at most: 4, 4.5, 1200."""
    part, of = value.as_integer_ratio()
    if of == 1:
        return str(part)
    whole, hundredths = divmod(abs(round(value * 100)), 100)
    return ("-" if value < 0 and (whole or hundredths) else "") + f"{whole}.{hundredths:02}".rstrip("0").rstrip(".")


class Messages:
    """The texts of ``language``. Raises KeyError for a key that there is not: a mistake of ours."""

    __slots__ = ("_forms", "_kept", "_texts", "language")

    def __init__(self, language: str, texts: Mapping[str, Message]) -> None:
        self.language: Language = language_of(language)
        self._texts = texts
        self._kept: dict[tuple[object, ...], str] = {}
        self._forms: dict[tuple[str, int | None], Pieces] = {}

    def __reduce__(self) -> tuple[type["Messages"], tuple[str, dict[str, Message]]]:
        """Travels to another process as what it was made of."""
        return Messages, (self.language.tag, dict(self._texts))

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def keys(self) -> Iterable[str]:
        """Every key."""
        return self._texts.keys()

    def __getitem__(self, key: str) -> Message:
        return self._texts[key]

    def say(self, key: str, /, **values: Value) -> str:
        """The text of ``key`` with its places filled; of several forms the one that goes with ``n``."""
        if not values:
            return fill(self.pieces(key), {})
        n = values.get("n")
        pieces = self.pieces(key, None if isinstance(n, str) else n)
        return fill(pieces, {name: self.value(value) for name, value in values.items()})

    def pieces(self, key: str, n: int | Fraction | Decimal | None = None) -> Pieces:
        """The text of ``key`` before its places are filled."""
        if n is not None and not isinstance(n, int):
            return self._texts[key].form(_decimal(n))
        pieces = self._forms.get((key, n))
        if pieces is None:
            if len(self._forms) >= MOST:
                self._forms.clear()
            pieces = self._forms[key, n] = self._texts[key].form(Decimal(n) if n is not None else None)
        return pieces

    def value(self, value: Value) -> str:
        """A text as it is; a number as written."""
        return value if isinstance(value, str) else self.number(value)

    def number(self, value: int | Fraction) -> str:
        """As an author would write it: 4, 4.5, 1,200."""
        return self.decimal(plain_number(value))

    def decimal(self, text: str) -> str:
        """A number in plain digits (``-1234.50``), with as many decimals, as the language writes it."""
        made = self._kept.get(("decimal", text))
        if made is None:
            places = len(text.partition(".")[2])
            made = self._kept["decimal", text] = self.language.number(Decimal(text), places)
        return made

    def day(self, when: date, form: str = "day") -> str:
        """14 February 2018; ``form`` is a key of the group ``dates``."""
        made = self._kept.get((form, when))
        if made is None:
            made = self._kept[form, when] = self.language.day(when, self._pattern(form))
        return made

    def short_day(self, when: date) -> str:
        """14 Feb 2018."""
        return self.day(when, "short_day")

    def month(self, year: int, number: int) -> str:
        """February 2018."""
        return self.day(date(year, number, 1), "month")

    def moment(self, when: Moment) -> str:
        """14 February 2018, and the time if the author wrote one: 14 February 2018, 19:30."""
        day = self.day(when.day)
        if not when.timed:
            return day
        return self.say(
            "dates.day_and_time", day=day, time=self.language.time(when.local.time(), self._pattern("time"))
        )

    def days(self, start: date | None, end: date | None) -> str:
        """1–28 February 2018; as much of it as differs."""
        if start is None or end is None or start == end:
            only = start or end
            return self.day(only) if only is not None else ""
        same_year = start.year == end.year
        form = "days_in_month" if same_year and start.month == end.month else "days_in_year" if same_year else "days"
        return self.language.days(start, end, self._pattern(form))

    def join(self, words: Sequence[str]) -> str:
        """a, b and c."""
        return self.language.join(words) if len(words) > 1 else "".join(words)

    def listed(self, words: Iterable[str]) -> str:
        """a, b, c; without those that are empty."""
        return self.say("lists.comma").join(word for word in words if word)

    def country(self, code: str) -> str:
        """A country by its ISO code; empty for none."""
        return (self.language.country(code) or code) if code else ""

    def _pattern(self, form: str) -> str:
        return written(self._texts[f"dates.{form}"].form(None))


def _decimal(n: Fraction | Decimal) -> Decimal:
    return n if isinstance(n, Decimal) else Decimal(n.numerator) / Decimal(n.denominator)
