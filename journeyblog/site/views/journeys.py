"""A journey: in a list and on its page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from journeyblog.site.views.businesses import BusinessCardView
from journeyblog.site.views.elements import NOTHING, FeedView, FigureView, ImageView
from journeyblog.site.views.learnt import LessonView
from journeyblog.site.views.maps import JourneyMapView
from journeyblog.site.views.posts import CardView, EntryView, InstallmentView


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
class JourneyView:
    """Template ``journey.html``. ``stations`` with their ``cards`` (same order) are the installments.

    ``parts`` is a phrase such as "3 of 4 parts" or "3 parts so far"; ``route`` the places on the way. ``figures`` are
    its numbers, each absent without data; ``map`` has the emotion curve, and stages when touchpoints were told.
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
    teaser_language: str = ""
    route: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    travellers: tuple[str, ...] = ()
    figures: tuple[FigureView, ...] = ()
    map: JourneyMapView | None = None
    standouts: tuple[BusinessCardView, ...] = ()
    let_downs: tuple[BusinessCardView, ...] = ()
    little_things: tuple[str, ...] = ()
    lessons: tuple[LessonView, ...] = ()
    playbook: tuple[EntryView, ...] = ()
    businesses: tuple[BusinessCardView, ...] = ()
    image: ImageView | None = None
    feeds: tuple[FeedView, ...] = ()
    hidden: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
