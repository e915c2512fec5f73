"""The views: everything that a template can see of a page.

A page is a pure function of its view, its head, the site view and the theme. So a view holds what is shown and
nothing else: texts ready to print, numbers already rounded, URLs ready for an ``href`` (root-relative, with the path
of ``base_url``). ``body`` and other HTML is :class:`markupsafe.Markup`; every other text is escaped by the template.
A row without data is absent: None, an empty text or an empty tuple.

This module is the contract with theme makers; ``docs/themes.md`` explains it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from journeyblog.dates import Moment

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A label and where it leads; ``url`` is empty for something without a page."""

    label: str
    url: str


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
class SiteView:
    """What every page may show of the site."""

    title: str
    tagline: str
    language: str
    home_url: str
    base_url: str
    menu: tuple[LinkView, ...]
    feeds: tuple[FeedView, ...]
    generator: str
    options: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """For ``<head>``. ``canonical`` and ``image`` are absolute URLs, empty without ``base_url``.

    ``title`` is the page's own; ``kind`` is ``website`` or ``article``; ``noindex`` keeps search engines away;
    ``previous`` and ``following`` are the neighbours in a journey, or in the pages of a list.
    """

    title: str
    url: str
    description: str = ""
    canonical: str = ""
    image: str = ""
    image_alt: str = ""
    kind: str = "website"
    language: str = ""
    feeds: tuple[FeedView, ...] = ()
    noindex: bool = False
    previous: str = ""
    following: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
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
class CardView:
    """A post in a list. ``heading`` is the whole title with the journey's prefix.

    ``hidden`` says why only a preview shows the post ("Draft", "Future: 1 March 2030"); empty when published.
    """

    heading: str
    url: str
    date: Moment
    summary: str
    journey: LinkView | None = None
    part: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallmentView:
    """A station on a journey's line. ``label`` is "Prologue", "Part 3", "Interlude" or "Epilogue"."""

    label: str
    title: str
    url: str
    date: Moment
    kind: str
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """Where a post stands on its journey's line.

    ``stations`` are all installments in reading order; ``here`` is this post's index among them, so the *previous
    installments* are ``stations[:here]``. ``position`` is a sentence such as "Third installment of 4" (empty for a
    prologue, interlude or epilogue). ``teaser`` is shown as *Next time*; it links to ``following`` when that is
    published.
    """

    journey: LinkView
    stations: tuple[InstallmentView, ...]
    here: int
    position: str = ""
    teaser: str = ""
    previous: InstallmentView | None = None
    following: InstallmentView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingView:
    """One rated dimension: ``value`` as written, ``percent`` of the scale for a bar (0 to 100)."""

    label: str
    value: str
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """Promised and delivered; ``kept`` is "Kept", "Broken" or "Not said"."""

    what: str
    promised: str
    delivered: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """What went wrong and how it ended; ``response`` is a phrase, ``outcome`` one word."""

    what: str
    response: str
    outcome: str
    complained: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """A visit as a card in its post, or in the history of its business.

    ``score`` is rounded ("4.6") or empty, ``out_of`` the best of the scale; ``answer`` is "Definitely" … "No", marked
    ``inferred`` when the author did not say. ``post`` is set in a business's history.
    """

    business: LinkView
    kind: str
    place: str
    date: Moment
    score: str
    out_of: str
    answer: str
    inferred: bool
    condition: str = ""
    provisional: bool = False
    counts: bool = True
    fictional: bool = False
    ratings: tuple[RatingView, ...] = ()
    four_ps: tuple[RatingView, ...] = ()
    lenses: tuple[tuple[str, tuple[RatingView, ...]], ...] = ()
    occasion: str = ""
    why: str = ""
    note: str = ""
    context: str = ""
    party: str = ""
    price: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    little_things: tuple[str, ...] = ()
    warning_signs: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    promises: tuple[PromiseView, ...] = ()
    incidents: tuple[IncidentView, ...] = ()
    ended: str = ""
    disclosure: str = ""
    post: LinkView | None = None
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A playbook entry; ``status`` is "To do", "Trying", "Adopted" or empty."""

    entry: str
    stage: str = ""
    at_home: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """Template ``post.html``. ``heading`` has the journey's prefix, ``title`` has not."""

    title: str
    heading: str
    url: str
    date: Moment
    updated: Moment | None
    expires: Moment | None
    authors: tuple[PersonView, ...]
    summary: str
    body: Markup
    headings: tuple[HeadingView, ...]
    minutes: int
    language: str = ""
    epigraph: str = ""
    image: ImageView | None = None
    categories: tuple[LinkView, ...] = ()
    tags: tuple[LinkView, ...] = ()
    place: LinkView | None = None
    line: LineView | None = None
    visits: tuple[VisitView, ...] = ()
    contrast: bool = False
    mentions: tuple[LinkView, ...] = ()
    lessons: tuple[str, ...] = ()
    playbook: tuple[EntryView, ...] = ()
    disclosure: str = ""
    hidden: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyCardView:
    """A journey in a list; ``days`` is a phrase such as "1–28 February 2018"."""

    title: str
    url: str
    summary: str
    days: str
    parts: str
    image: ImageView | None = None
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneysView:
    """Template ``journeys.html``."""

    title: str
    journeys: tuple[JourneyCardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCardView:
    """A business in a list; ``overall`` is rounded or empty, ``verdict`` a word or empty."""

    name: str
    url: str
    kind: str
    place: str
    overall: str
    out_of: str
    verdict: str
    visits: int
    fictional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyView:
    """Template ``journey.html``. ``stations`` with their ``cards`` (same order) are the installments.

    ``parts`` is a phrase such as "3 of 4 parts" or "3 parts so far"; ``route`` the places on the way.
    """

    title: str
    label: str
    url: str
    summary: str
    body: Markup
    days: str
    parts: str
    status: str
    stations: tuple[InstallmentView, ...]
    cards: tuple[CardView, ...]
    teaser: str = ""
    route: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    travellers: tuple[str, ...] = ()
    businesses: tuple[BusinessCardView, ...] = ()
    image: ImageView | None = None
    feeds: tuple[FeedView, ...] = ()
    hidden: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessGroupView:
    """The businesses of one kind."""

    label: str
    businesses: tuple[BusinessCardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessesView:
    """Template ``businesses.html``."""

    title: str
    groups: tuple[BusinessGroupView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessView:
    """Template ``business.html``.

    ``verdict_note`` says where the verdict comes from ("inferred from the scores", "so far", the author's reason);
    ``share`` is "2 of 3" of the answers given, ``confidence`` a word for how many visits there were. ``visits`` run
    oldest to newest.
    """

    name: str
    url: str
    kind: str
    place: str
    address: str
    verdict: str
    verdict_note: str
    overall: str
    out_of: str
    scored: int
    confidence: str
    share: str
    visits: tuple[VisitView, ...]
    body: Markup
    homepage: str = ""
    phone: str = ""
    opens: str = ""
    price_range: str = ""
    aka: tuple[str, ...] = ()
    parent: LinkView | None = None
    mentions: tuple[CardView, ...] = ()
    image: ImageView | None = None
    anonymous: bool = False
    own: bool = False
    fictional: bool = False
    closed: Moment | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerView:
    """Where a page of a list stands among its pages; ``newer`` and ``older`` are URLs, empty at the ends."""

    number: int
    total: int
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """Template ``home.html``: the newest posts; the newest journey's line on the first page only."""

    cards: tuple[CardView, ...]
    pager: PagerView
    journey: JourneyCardView | None = None
    stations: tuple[InstallmentView, ...] = ()


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
