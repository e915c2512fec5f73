"""A post: in a list, on its journey's line, on its page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from journeyblog.dates import Moment
from journeyblog.site.views.elements import NOTHING, HeadingView, ImageView, LinkView, PersonView, Shared
from journeyblog.site.views.furniture import CommentsView, PromoView, ShareView
from journeyblog.site.views.maps import JourneyMapView
from journeyblog.site.views.visits import ContrastView, VisitView


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView(Shared):
    """A post in a list. ``heading`` is the whole title with the journey's prefix.

    ``hidden`` says why only a preview shows the post ("Draft", "Future: 1 March 2030"); empty when published.
    ``language`` is the post's, when it is not the site's.
    """

    heading: str
    url: str
    date: Moment
    summary: str
    journey: LinkView | None = None
    part: str = ""
    hidden: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallmentView(Shared):
    """A station on a journey's line. ``label`` is "Prologue", "Part 3", "Interlude" or "Epilogue".

    ``mood`` says how it went ("Went well", "Mixed", "Went badly"), with a key for a class; both are empty when it tells
    nothing that could be felt. ``language`` is the title's, when it is not the site's.
    """

    label: str
    title: str
    url: str
    date: Moment
    kind: str
    mood: str = ""
    mood_key: str = ""
    hidden: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """Where a post stands on its journey's line.

    ``stations`` are the installments near this one, in reading order; ``here`` is this post's index among them, so the
    *previous installments* are ``stations[:here]``. On a long line the first station stands for the beginning, and
    ``skipped`` tells how many are left out after it; ``beyond`` how many follow the last. ``position`` is a sentence
    such as "Third installment of 4" (empty for a prologue, interlude or epilogue). ``teaser`` is shown as *Next time*;
    it links to ``following`` when that is published.
    """

    journey: LinkView
    stations: tuple[InstallmentView, ...]
    here: int
    skipped: int = 0
    beyond: int = 0
    position: str = ""
    teaser: str = ""
    previous: InstallmentView | None = None
    following: InstallmentView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A playbook entry; ``status`` is "To do", "Trying", "Adopted" or empty, with a key for a class.

    Away from its post, ``post`` is set.
    """

    entry: str
    stage: str = ""
    at_home: str = ""
    status: str = ""
    status_key: str = ""
    post: LinkView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """Template ``post.html``. ``heading`` has the journey's prefix, ``title`` has not.

    ``contrast`` holds the two ``visits`` again, as the good one and the bad one, when they are to stand side by side.
    ``language`` is the post's, when it is not the site's.
    """

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
    contrast: ContrastView | None = None
    mentions: tuple[LinkView, ...] = ()
    lessons: tuple[str, ...] = ()
    playbook: tuple[EntryView, ...] = ()
    map: JourneyMapView | None = None
    disclosure: str = ""
    share: tuple[ShareView, ...] = ()
    related: tuple[CardView, ...] = ()
    comments: CommentsView | None = None
    promo: PromoView | None = None
    hidden: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
