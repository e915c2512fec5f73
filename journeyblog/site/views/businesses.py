"""A business: in a list and on its page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from journeyblog.dates import Moment
from journeyblog.site.views.elements import NOTHING, ImageView, LinkView
from journeyblog.site.views.posts import CardView
from journeyblog.site.views.visits import VisitView


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
