"""A business: in a list and on its page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from journeyblog.dates import Moment
from journeyblog.site.views.elements import NOTHING, ImageView, LinkView, Shared
from journeyblog.site.views.posts import CardView
from journeyblog.site.views.scorecards import ScorecardView
from journeyblog.site.views.visits import HistoryView


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCardView(Shared):
    """A business in a list; ``overall`` is rounded or empty, ``verdict`` a word or empty, with a key for a class.

    ``verdict_note`` says that the verdict is the author's call, inferred or provisional.
    """

    name: str
    url: str
    kind: str
    place: str
    overall: str
    out_of: str
    verdict: str
    visits: int
    verdict_key: str = ""
    verdict_note: str = ""
    fictional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessGroupView:
    """The best businesses of one kind; ``url`` is the page with all ``count`` of them."""

    label: str
    url: str
    count: int
    businesses: tuple[BusinessCardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessesView:
    """Template ``businesses.html``. ``ways`` lead to other lists of businesses: by place, to go back to …"""

    title: str
    order: str
    groups: tuple[BusinessGroupView, ...]
    ways: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessView:
    """Template ``business.html``.

    ``scorecard`` is None before the first visit that counts. ``earlier`` and ``latest`` are its visits, oldest first:
    the latest few, and those before them when there are many.
    """

    name: str
    url: str
    kind: LinkView
    place: str
    address: str
    body: Markup
    scorecard: ScorecardView | None = None
    earlier: tuple[HistoryView, ...] = ()
    latest: tuple[HistoryView, ...] = ()
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
