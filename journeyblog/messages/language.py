"""What is known of languages: how each writes numbers, dates and lists, which forms its plurals have, where it starts.

In: a tag such as ``es-MX``. Out: a :class:`Language`, made once. Tags that nobody knows are taken for English.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, localcontext
from functools import lru_cache

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, split_interval_pattern
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.plural import PluralRule

from journeyblog.messages.message import Rule

ENGLISH = "en"
_STYLES = {ENGLISH: "en_GB"}
"""English without a country is written as in Britain: days before months, and no comma before the last *and*."""
_RIGHT_TO_LEFT = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
"""Scripts that run from right to left (Unicode; ISO 15924)."""
_ORDER = ("zero", "one", "two", "few", "many", "other")
"""The categories of CLDR, as people list them."""
_PROBES = range(201)
"""Whole numbers that reach every category of plurals but those for millions alone, which fall back to *other*."""


_PRECISION = 28
"""Digits that a number is worked with, unless it has more: Babel rounds to what the context says, or fails."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The categories that a language sorts numbers into: all ``known``, and those ``needed``.

    One that only millions reach is known and not needed.
    """

    known: frozenset[str]
    needed: tuple[str, ...]


class Language:
    """One language; ``tag`` as the site names it."""

    __slots__ = ("_locale", "ordinal_forms", "ordinals", "plural_forms", "plurals", "tag")

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self._locale = _locale(tag)
        self.plurals: Rule = self._locale.plural_form
        self.ordinals: Rule = self._locale.ordinal_form
        self.plural_forms = _forms(self._locale.plural_form)
        self.ordinal_forms = _forms(self._locale.ordinal_form)

    def __reduce__(self) -> tuple[type["Language"], tuple[str]]:
        """Travels to another process as its tag."""
        return Language, (self.tag,)

    @property
    def english_name(self) -> str:
        """Spanish, for messages to the author."""
        return self._locale.get_language_name(ENGLISH) or self.tag

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return direction(self.tag)

    def number(self, value: Decimal, places: int = 0) -> str:
        """1,234.50 with as many ``places`` after the point; a negative number has a true minus sign."""
        pattern = "#,##0" + ("." + "0" * places if places else "")
        with localcontext(prec=max(_PRECISION, len(value.as_tuple().digits) + abs(value.adjusted()) + places)):
            text = format_decimal(abs(value), pattern, self._locale)
        return f"−{text}" if value < 0 else text

    def day(self, day: date, pattern: str) -> str:
        """A day by a CLDR pattern: ``d MMMM y``."""
        return format_date(day, pattern, self._locale)

    def days(self, start: date, end: date, pattern: str) -> str:
        """Two days by a CLDR pattern whose second part begins where a field comes again: ``d–d MMMM``."""
        first, second = (*split_interval_pattern(pattern), "")[:2]
        return self.day(start, first) + (self.day(end, second) if second else "")

    def time(self, at: time, pattern: str) -> str:
        """A time of day by a CLDR pattern: ``HH:mm``."""
        return format_time(at, pattern, locale=self._locale)

    def join(self, words: Sequence[str]) -> str:
        """a, b and c."""
        return format_list(words, locale=self._locale)

    def country(self, code: str) -> str:
        """A country by its ISO code; empty when the language has no name for it."""
        return str(self._locale.territories.get(code, ""))

    def name_of(self, tag: str) -> str:
        """What the language calls another one; empty when it has no name for it."""
        return str(self._locale.languages.get(tag.partition("-")[0].lower(), ""))


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language:
    """The language of a tag."""
    return Language(tag)


def fallbacks(tag: str) -> tuple[str, ...]:
    """The tags under which texts are looked for: ``es-MX``, ``es``, ``en``."""
    parts = tag.split("-")
    return tuple(dict.fromkeys((*("-".join(parts[:end]) for end in range(len(parts), 0, -1)), ENGLISH)))


@lru_cache(maxsize=64)
def direction(tag: str) -> str:
    """Where a line of the language begins: ``ltr`` or ``rtl``; its script tells it, if the tag names one."""
    script = next((part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script.lower() in _RIGHT_TO_LEFT else "ltr"
    return str(_locale(tag).text_direction)


def _locale(tag: str) -> Locale:
    """Babel's locale of the longest beginning of the tag that it knows."""
    for one in fallbacks(tag)[:-1]:
        try:
            return Locale.parse(_STYLES.get(one.lower(), one.replace("-", "_")))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_STYLES[ENGLISH])


def _forms(rule: PluralRule) -> Forms:
    reached = {"other", *(rule(n) for n in _PROBES)}
    return Forms(frozenset({*rule.tags, "other"}), tuple(one for one in _ORDER if one in reached))
