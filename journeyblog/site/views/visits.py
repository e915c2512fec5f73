"""A visit, wherever it is shown."""

from dataclasses import dataclass

from journeyblog.dates import Moment
from journeyblog.site.views.elements import LinkView


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
