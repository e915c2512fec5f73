"""Lists of posts, of terms and of months; pages of the author's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from journeyblog.site.views.businesses import BusinessCardView
from journeyblog.site.views.elements import (
    NOTHING,
    FeedView,
    HeadingView,
    ImageView,
    LinkView,
    PagerView,
    PersonView,
    TermView,
)
from journeyblog.site.views.furniture import PromoView, ShelvesView
from journeyblog.site.views.journeys import JourneyCardView
from journeyblog.site.views.posts import CardView, InstallmentView


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """Template ``home.html``: the newest posts; on the first page also the newest journey's line and the stand-outs.

    ``best`` is of the businesses met on that journey the one that lists put first. ``standouts`` are those visited
    last; ``all_standouts`` leads to all of them. ``shelves`` are empty on later pages.
    """

    cards: tuple[CardView, ...]
    pager: PagerView
    journey: JourneyCardView | None = None
    stations: tuple[InstallmentView, ...] = ()
    best: BusinessCardView | None = None
    standouts: tuple[BusinessCardView, ...] = ()
    all_standouts: LinkView | None = None
    shelves: ShelvesView = field(default_factory=ShelvesView)
    promo: PromoView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """Template ``list.html``: the posts of a category, tag, place, author, year or month.

    ``kind`` is "Category", "Tag", "Place", "Author", "Year" or "Month".
    """

    kind: str
    title: str
    cards: tuple[CardView, ...]
    pager: PagerView
    person: PersonView | None = None
    months: tuple[TermView, ...] = ()
    feeds: tuple[FeedView, ...] = ()
    promo: PromoView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsView:
    """Template ``terms.html``: all categories, tags, places or authors."""

    title: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """A year of the archive and its months."""

    year: TermView
    months: tuple[TermView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView:
    """Template ``archive.html``: every year and month that has posts."""

    title: str
    years: tuple[YearView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """Template ``page.html``, or the one that the page's ``layout`` names."""

    title: str
    url: str
    body: Markup
    headings: tuple[HeadingView, ...] = ()
    image: ImageView | None = None
    hidden: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """Template ``404.html``: some ways on."""

    title: str
    links: tuple[LinkView, ...] = ()
