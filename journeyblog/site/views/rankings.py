"""Businesses in an order: of a kind, of a place, to go back to, to learn from, side by side."""

from dataclasses import dataclass

from journeyblog.dates import Moment
from journeyblog.site.views.businesses import BusinessCardView
from journeyblog.site.views.elements import FeedView, LinkView, PagerView
from journeyblog.site.views.posts import CardView


@dataclass(frozen=True, slots=True, kw_only=True)
class KindView:
    """Template ``kind.html``: the businesses of a kind, the best first; ``order`` says how they are ordered."""

    title: str
    order: str
    businesses: tuple[BusinessCardView, ...]
    pager: PagerView
    compare: LinkView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCardView:
    """A place in a list, with how many posts and businesses it has."""

    name: str
    url: str
    posts: int
    businesses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGroupView:
    """The places of a country; the label is empty for those whose country nobody told."""

    label: str
    places: tuple[PlaceCardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesView:
    """Template ``places.html``."""

    title: str
    groups: tuple[PlaceGroupView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Template ``place.html``: the businesses there, the best first, and the posts written there or of visits there."""

    title: str
    country: str
    order: str
    businesses: tuple[BusinessCardView, ...]
    cards: tuple[CardView, ...]
    pager: PagerView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnView:
    """A business to go back to; ``condition`` follows "if"."""

    business: BusinessCardView
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnGroupView:
    """The businesses to go back to in one place."""

    place: LinkView
    returns: tuple[ReturnView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnListView:
    """Template ``return-list.html``."""

    title: str
    groups: tuple[ReturnGroupView, ...]
    pager: PagerView


@dataclass(frozen=True, slots=True, kw_only=True)
class StandoutView:
    """A stand-out or a let-down: what the latest visit says of it, and the post that tells that visit."""

    business: BusinessCardView
    why: str = ""
    post: LinkView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandoutsView:
    """Template ``standouts.html``."""

    title: str
    standouts: tuple[StandoutView, ...]
    let_downs: tuple[StandoutView, ...]
    pager: PagerView


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """A kind that can be compared."""

    label: str
    url: str
    businesses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonsView:
    """Template ``comparisons.html``: the kinds with at least two rated businesses."""

    title: str
    kinds: tuple[ComparisonView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """The mean of a dimension, and of how many visits; empty when it was not rated."""

    value: str = ""
    visits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRowView:
    """A business beside others; ``cells`` stand in the order of the columns."""

    business: BusinessCardView
    scored: int
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    """Template ``compare.html``: the rated businesses of a kind side by side. ``columns`` are the rated dimensions."""

    title: str
    kind: LinkView
    order: str
    columns: tuple[str, ...]
    rows: tuple[CompareRowView, ...]
    pager: PagerView


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A verdict that the latest visit changed; the keys are for classes."""

    business: LinkView
    kind: str
    before: str
    before_key: str
    after: str
    after_key: str
    date: Moment
    post: LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictsView:
    """Template ``verdicts.html``: the verdicts that changed, the newest change first."""

    title: str
    changes: tuple[ChangeView, ...]
    pager: PagerView
    feeds: tuple[FeedView, ...] = ()
