"""A visit: one meeting of the author with a business, and everything said of it (content model, section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Any, Literal, NewType

from journeyblog.dates import Moment
from journeyblog.model.answers import Answer, Recommendation
from journeyblog.model.place import Country
from journeyblog.model.scale import Rating
from journeyblog.schema import Range

FOUR_PS = ("processes", "policies", "practices", "people")

Due = NewType("Due", object)
"""When something was promised or delivered: a :class:`Moment`, or the author's own words."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Disclosure(StrEnum):
    """What the author got from the business."""

    NONE = "none"
    HOSTED = "hosted"
    GIFT = "gift"
    DISCOUNT = "discount"
    PRESS = "press"
    AFFILIATE = "affiliate"


class Outcome(StrEnum):
    """How an incident ended."""

    RECOVERED = "recovered"
    PARTIAL = "partial"
    UNRESOLVED = "unresolved"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class FourPs:
    """Ratings of what a business is made of."""

    processes: Rating | None = None
    policies: Rating | None = None
    practices: Rating | None = None
    people: Rating | None = None

    def rated(self) -> Mapping[str, Fraction]:
        """Those that were rated, in the house order."""
        return {name: getattr(self, name) for name in FOUR_PS if getattr(self, name) is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What it costs."""

    amount: Annotated[Fraction, Range(0)]
    currency: str = ""
    per: Literal["person", "total", "night", "day"] = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody met."""

    name: str = ""
    role: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint:
    """A moment of contact; ``emotion`` from −2 to 2, ``response_hours`` in hours, ``wait_minutes`` in minutes."""

    stage: str = ""
    channel: str = ""
    what: str = ""
    emotion: Annotated[Fraction | None, Range(-2, 2)] = None
    response_hours: Annotated[Fraction | None, Range(0)] = None
    wait_minutes: Annotated[Fraction | None, Range(0)] = None
    real_person: bool | None = None
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was promised; ``kept`` may follow from the two dates."""

    what: str
    promised: Due | None = None
    delivered: Due | None = None
    kept: bool | None = None

    @property
    def was_kept(self) -> bool | None:
        """The author's word, else delivered not after promised, else unknown."""
        if self.kept is not None:
            return self.kept
        return self.by_dates

    @property
    def by_dates(self) -> bool | None:
        """Whether it was delivered not after it was promised: by the time of day too, when both have one."""
        promised, delivered = self.promised, self.delivered
        if not isinstance(promised, Moment) or not isinstance(delivered, Moment):
            return None
        if promised.timed and delivered.timed:
            return delivered.local <= promised.local
        return delivered.day <= promised.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """The stages of a complaint, in order."""

    made: Moment | None = None
    acknowledged: Moment | None = None
    responded: Moment | None = None
    resolved: Moment | None = None
    followed_up: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something that went wrong, and what was done about it."""

    what: str
    stage: str = ""
    severity: Annotated[int | None, Range(1, 3)] = None
    complained: bool | None = None
    complaint: Complaint | None = None
    response: tuple[Literal["apology", "explanation", "fix", "refund", "compensation", "goodwill"], ...] = ()
    outcome: Outcome = Outcome.OPEN
    satisfaction: Annotated[Fraction | None, Range(1, 5)] = None

    @property
    def was_complained_of(self) -> bool:
        """Said so, or a complaint was made."""
        return bool(self.complained) or (self.complaint is not None and self.complaint.made is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What it cost the customer beside the price."""

    money: Annotated[Fraction | None, Range(0)] = None
    currency: str = ""
    hours: Annotated[Fraction | None, Range(0)] = None
    days: Annotated[Fraction | None, Range(0)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit as its author wrote it; what it says by silence (date, author) is filled in by the site."""

    business: str
    date: Moment | None = None
    author: tuple[str, ...] = ()
    kind: str = ""
    locality: str = ""
    country: Country | None = None
    rating: Rating | None = None
    ratings: Mapping[str, Rating] = field(default_factory=lambda: NOTHING)
    four_ps: FourPs | None = None
    lenses: Mapping[str, Mapping[str, Rating]] = field(default_factory=lambda: NOTHING)
    would_return: Answer | None = None
    would_return_if: str = ""
    would_recommend: Recommendation | None = None
    told_friends: bool = False
    provisional: bool = False
    standout: bool | None = None
    why: str = ""
    occasion: str = ""
    note: str = ""
    context: str = ""
    party: str = ""
    price: Price | None = None
    staff: tuple[Staff, ...] = ()
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    little_things: tuple[str, ...] = ()
    warning_signs: tuple[str, ...] = ()
    expected: Rating | None = None
    effort: Annotated[Fraction | None, Range(1, 7)] = None
    touchpoints: tuple[Touchpoint, ...] = ()
    promises: tuple[Promise, ...] = ()
    incidents: tuple[Incident, ...] = ()
    ended: Literal["completed", "cancelled", "left"] = "completed"
    follow_up: bool | None = None
    cost: Cost | None = None
    compared_to: tuple[str, ...] = ()
    counts: bool = True
    disclosure: Disclosure | None = None

    @property
    def is_scored(self) -> bool:
        """Whether the author said anything that can be scored."""
        return bool(
            self.rating is not None
            or self.ratings
            or self.would_return is not None
            or (self.four_ps and self.four_ps.rated())
        )
