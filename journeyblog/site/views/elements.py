"""Pieces that many views are made of: links, pictures, people, terms, pagers."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

NOTHING: Mapping[str, Any] = MappingProxyType({})
NO_HTML = Markup("")


class Prose(Markup):
    """The HTML of a text. It counts how often it was printed as it is."""

    printed = 0


class Shared:
    """A view that many pages show. What digests and themes make of it is kept with it, so that it is made once."""

    __slots__ = ("_digest", "_made")

    _digest: str
    _made: dict[tuple[Any, ...], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A label and where it leads; ``url`` is empty for something without a page.

    ``language`` is the label's, when it is not the site's.
    """

    label: str
    url: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A number in words with its label: "Would return", "5 of 7", "71 %, 36–92 %"."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A feed to subscribe to; ``type`` is its media type."""

    label: str
    url: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageView:
    """A picture; sizes in pixels, 0 when unknown (a picture elsewhere)."""

    url: str
    alt: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView(Shared):
    """An author. ``url`` is the author's page on this site, ``home`` a page elsewhere."""

    name: str
    url: str
    bio: str = ""
    home: str = ""
    image: ImageView | None = None
    links: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A category, tag, place or month, with how many posts it has."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingView:
    """A line of the table of contents."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerView:
    """Where a page of a list stands among its pages; ``newer`` and ``older`` are URLs, empty at the ends."""

    number: int
    total: int
    newer: str = ""
    older: str = ""
