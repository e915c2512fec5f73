"""What a feed holds, whichever of the three formats it is written in.

All URLs are absolute; times are RFC 3339 texts with an offset, as :meth:`journeyblog.dates.Moment.iso` writes them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from html import escape

from journeyblog.messages import direction
from journeyblog.output.xml_text import writable


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """A post in a feed.

    ``id`` is a URL or a ``tag:`` URI and never changes. ``html`` is the whole content with absolute URLs, empty when
    the feed carries summaries only; ``image`` is empty for a post without one. ``language`` is the post's, when it is
    not the feed's.
    """

    id: str
    url: str
    title: str
    published: str
    updated: str
    authors: tuple[str, ...] = ()
    summary: str = ""
    html: str = ""
    categories: tuple[str, ...] = ()
    image: str = ""
    language: str = ""

    @property
    def content(self) -> str:
        """The HTML, with the language and direction that it is in when these are not the feed's."""
        if not self.html or not self.language:
            return self.html
        return f'<div lang="{escape(self.language)}" dir="{direction(self.language)}">{self.html}</div>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed and its items, newest first. ``feed_url`` is its own address, ``home_url`` the page it belongs to.

    ``updated`` is required even of a feed without items: the caller says which fixed moment stands in.
    """

    id: str
    feed_url: str
    home_url: str
    title: str
    updated: str
    subtitle: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    items: tuple[FeedItem, ...] = ()


def moment(text: str) -> datetime:
    """The time that ``text`` names, to the second.

    An offset is kept to the minute: neither RFC 3339 nor RFC 822 can write one with seconds, which time zones had
    before 1900.
    """
    time = datetime.fromisoformat(text).replace(microsecond=0)
    offset = time.utcoffset() or timedelta(0)
    return time.replace(tzinfo=timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))


def named(people: tuple[str, ...]) -> tuple[str, ...]:
    """The people who have a name: a blank one is invalid in every format."""
    names = (writable(person).strip() for person in people)
    return tuple(name for name in names if name)
