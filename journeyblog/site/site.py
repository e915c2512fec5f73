"""The site as a whole: what is published, with every reference resolved and every number made.

Plain frozen values. Posts are known by the path of their file, businesses, journeys and authors by their slug or id.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from journeyblog.config import Kind, Settings
from journeyblog.dates import Moment
from journeyblog.markdown import Body
from journeyblog.model.business import Business, Verdict
from journeyblog.model.comment import Comment
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.post import PartKind, Post
from journeyblog.model.publication import says_draft
from journeyblog.model.scores import GivenAnswer, Share
from journeyblog.model.visit import Disclosure, Visit
from journeyblog.site.held import Held
from journeyblog.source.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteVisit:
    """A visit with its silence filled in. ``place`` in the post's list counts from 0."""

    visit: Visit
    business: str
    date: Moment
    authors: tuple[str, ...]
    disclosure: Disclosure
    post: str
    place: int
    score: Fraction | None
    answer: GivenAnswer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Where a post stands on its journey: the kind of installment, and a number for numbered parts (not for drafts)."""

    kind: PartKind
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePost:
    """A published post (or, in a preview, one that is ``hidden`` for the reason given).

    ``km`` is how far it went: as its author says, else along its track.
    """

    entry: Entry[Post]
    body: Body
    title: str
    date: Moment
    slug: str
    location: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    journey: str = ""
    station: Station | None = None
    visits: tuple[SiteVisit, ...] = ()
    km: Fraction | float | None = None
    hidden: str = ""

    @property
    def path(self) -> str:
        """The file it was written in."""
        return self.entry.path


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteJourney:
    """A journey; ``posts`` in reading order. A stub has no entry. ``km`` is the length of its own track."""

    slug: str
    fields: Journey
    entry: Entry[Journey] | None
    body: Body | None
    title: str
    location: str
    posts: tuple[SitePost, ...]
    km: float | None = None

    @property
    def hidden(self) -> str:
        """Why only a preview shows it; empty for a published journey."""
        return "draft" if says_draft(self.fields) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteBusiness:
    """A business with all its visits, oldest first, and what they add up to. A stub has no entry."""

    slug: str
    fields: Business
    entry: Entry[Business] | None
    body: Body | None
    kind: Kind
    location: str
    visits: tuple[SiteVisit, ...]
    mentioned: tuple[SitePost, ...]
    overall: Fraction | None
    verdict: Verdict
    inferred: bool
    return_index: Fraction | None
    share: Share

    @property
    def scored(self) -> int:
        """How many visits have a score."""
        return sum(visit.score is not None for visit in self.visits if visit.visit.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page that is no post."""

    entry: Entry[Page]
    body: Body
    title: str
    location: str
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A category or tag as first written, its slug, and its posts, newest first."""

    name: str
    slug: str
    posts: tuple[SitePost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that is published. ``posts`` run newest to oldest; ``comments`` are by the post's file."""

    settings: Settings
    posts: tuple[SitePost, ...]
    journeys: Mapping[str, SiteJourney]
    businesses: Mapping[str, SiteBusiness]
    pages: tuple[SitePage, ...]
    categories: Mapping[str, Term]
    tags: Mapping[str, Term]
    authors: Mapping[str, tuple[SitePost, ...]]
    held: tuple[Held, ...]
    comments: Mapping[str, tuple[Comment, ...]] = field(default_factory=dict)
