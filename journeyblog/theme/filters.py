"""The filters and functions that templates have beyond Jinja's own."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlsplit

from journeyblog.dates import Moment
from journeyblog.diagnostics import did_you_mean
from journeyblog.theme import words

_number = re.compile(r"(?<=\w) (?=\d)")


class UnknownAsset(LookupError):
    """``asset()`` was asked for a file that the theme does not have."""

    def __init__(self, name: str, assets: Mapping[str, str]) -> None:
        super().__init__(f"The theme has no asset '{name}'")
        self.name = name
        self.hint = did_you_mean(name, assets) or (f"It has {', '.join(assets)}" if assets else "It has none")


def day(moment: Moment, time: bool = False) -> str:
    """``14 February 2018``; with ``time`` also ``, 19:30`` when the author wrote a time."""
    when = moment.local
    text = words.day_of_month(when.day, words.MONTHS[when.month - 1], when.year)
    if time and moment.timed:
        return words.time_of_day(text, when.hour, when.minute)
    return text


def short_day(moment: Moment) -> str:
    """``14 Feb 2018``."""
    when = moment.local
    return words.day_of_month(when.day, words.SHORT_MONTHS[when.month - 1], when.year)


def unbroken(text: str) -> str:
    """The text with each number kept on the line of the word before it: Part 3."""
    return _number.sub("\N{NO-BREAK SPACE}", text)


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
