"""The filters and functions that templates have beyond Jinja's own."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NoReturn
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from journeyblog.dates import Moment
from journeyblog.diagnostics import did_you_mean
from journeyblog.messages import Messages, direction
from journeyblog.theme.mistake import TemplateMistake
from journeyblog.theme.printing import printable

MOST = 4096
"""Texts that are kept of each kind; then some are forgotten."""
_number = re.compile(r"(?<=\w) (?=\d)")


class UnknownAsset(LookupError):
    """``asset()`` was asked for a file that the theme does not have."""

    def __init__(self, name: str, assets: Mapping[str, str]) -> None:
        super().__init__(f"The theme has no asset '{name}'")
        self.name = name
        inside = name.lstrip("/").removeprefix("static/")
        name = inside if inside in assets else name
        self.hint = did_you_mean(name, assets) or (f"It has {', '.join(assets)}" if assets else "It has none")


class UnknownMessage(LookupError):
    """``say()`` was asked for a text that no messages file has."""

    def __init__(self, key: str, messages: Messages) -> None:
        super().__init__(f"There is no text '{key}' in the messages")
        self.key = key
        self.hint = did_you_mean(key, messages.keys()) or "Write it in messages/en.yaml of the theme"


def make_days(messages: Messages) -> dict[str, Callable[..., str]]:
    """The filters that write dates."""

    def day(moment: Moment, time: bool = False) -> str:
        """``14 February 2018``; with ``time`` also ``, 19:30`` when the author wrote a time."""
        return messages.moment(moment) if time else messages.day(moment.day)

    def short_day(moment: Moment) -> str:
        """``14 Feb 2018``."""
        return messages.short_day(moment.day)

    return {"day": day, "short_day": short_day}


def make_say(messages: Messages) -> Callable[..., str]:
    """The function ``say``: a text of the theme, its places filled with values.

    A value that is HTML makes HTML of the whole; everything else in it is escaped.
    """

    made: dict[tuple[str, int | None], str] = {}

    def say(key: str, /, **values: Any) -> str:
        n = values.get("n")
        again = not values or (n.__class__ is int and len(values) == 1)
        if again and (key, n) in made:
            return made[key, n]
        if key not in messages:
            raise UnknownMessage(str(key), messages)
        parts = list(messages.pieces(key, n if isinstance(n, int | Decimal) and not isinstance(n, bool) else None))
        markup = False
        for i in range(1, len(parts), 2):
            if parts[i] not in values:
                _lacking(key, parts[i])
            parts[i] = _text(values[parts[i]], messages)
            markup = markup or isinstance(parts[i], Markup)
        text = Markup("").join(parts) if markup else "".join(parts)
        if again:
            if len(made) >= MOST:
                made.clear()
            made[key, n] = text
        return text

    return say


def _text(value: Any, messages: Messages) -> str:
    """A value as it stands in a text."""
    if isinstance(value, str):
        text: str = value
        return text
    if isinstance(value, int) and not isinstance(value, bool):
        return messages.number(value)
    shown = printable(value)
    return shown if isinstance(shown, str) else str(shown)


def _lacking(key: str, place: str) -> NoReturn:
    raise TemplateMistake(
        f"The text '{key}' has a place {{{place}}}", f'Give it a value, as in say("{key}", {place}=…)'
    )


@lru_cache(maxsize=MOST, typed=True)  # a text and HTML of the same letters are two
def unbroken(text: str) -> str:
    """The text with each number kept on the line of the word before it: Part 3."""
    return _number.sub("\N{NO-BREAK SPACE}", text)


@cache
def lang(tag: str) -> Markup:
    """The attributes ``lang`` and ``dir`` of an element in the language ``tag``, with a space before them."""
    return Markup(' lang="{}" dir="{}"').format(tag, direction(tag)) if tag else Markup("")


def make_absolute(base_url: str) -> Callable[[str], str]:
    """The filter ``absolute``: a root-relative URL with the scheme and host of ``base_url``, when there is one."""
    parts = urlsplit(base_url)
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    def absolute(url: str) -> str:
        return f"{origin}{url}" if url.startswith("/") and not url.startswith("//") else url

    return absolute


def make_asset(base_url: str, names: Mapping[str, str]) -> Callable[[str], str]:
    """The function ``asset``: the URL of a file of the theme's ``static/`` folder."""
    base = urlsplit(base_url).path.rstrip("/")
    urls = {name: f"{base}/{quote(path)}" for name, path in names.items()}

    def asset(name: str) -> str:
        url = urls.get(name)
        if url is None:
            raise UnknownAsset(name, urls)
        return url

    return asset
