"""A visit: one meeting of the author with a business, and everything said of it (content model, section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, NewType

from journeyblog.dates import Moment
from journeyblog.model.answers import Answer, Recommendation
from journeyblog.model.place import Country
from journeyblog.model.scale import Rating
from journeyblog.schema import About, Range, Wanted

FOUR_PS = ("processes", "policies", "practices", "people")
SCORED_BY = ("rating", "ratings", "four_ps", "would_return")
"""The fields of a visit of which one at least is wanted."""

MONEY_SIGNS = MappingProxyType(
    {"€": "EUR", "euro": "EUR", "$": "USD", "dollar": "USD", "£": "GBP", "pound": "GBP", "¥": "JPY", "yen": "JPY",
     "franc": "CHF"}
)  # fmt: skip
"""Currencies by what people write for their codes; a word may have an s at its end."""

Due = NewType("Due", object)
"""When something was promised or delivered: a :class:`Moment`, or the author's own words."""

STAGE_WORDS = (
    "plan planning | book booking reservation | travel travelling way | arrive arrival arriving check-in"
    " | use stay during visit | leave departure leaving check-out checkout | after afterwards later"
)
"""Stages of a customer's way, each with what people write for it."""
CHANNEL_WORDS = (
    "in_person face person personally | counter desk reception bar | email e-mail mail | phone telephone call"
    " | post letter | web_form website web form | social facebook instagram | chat whatsapp messenger"
    " | kiosk machine terminal"
)
"""Channels, each with what people write for it."""
_SEVERITIES = "1 low minor small little | 2 medium moderate middling | 3 high severe serious major critical terrible"
_EMOTIONS = (
    "-2 awful terrible angry | -1 bad sad annoyed | 0 neutral ok | 1 good happy nice | 2 great wonderful delighted"
)
_RESPONSES = (
    "apology apologised apologized sorry | explanation explained | fix fixed repaired replaced mended | refund refunded"
    " | compensation compensated voucher discount | goodwill free"
)
_OUTCOMES = (
    "recovered solved resolved fixed settled | partial partly partially half | unresolved unsolved ignored"
    " | open pending waiting ongoing"
)

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

    processes: Annotated[Rating | None, About("How things are done.", "4")] = None
    policies: Annotated[Rating | None, About("What the rules are.", "3")] = None
    practices: Annotated[Rating | None, About("What people really do.", "4.5")] = None
    people: Annotated[Rating | None, About("Who does it.", "5")] = None

    def rated(self) -> Mapping[str, Fraction]:
        """Those that were rated, in the house order."""
        return {name: getattr(self, name) for name in FOUR_PS if getattr(self, name) is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What it costs."""

    amount: Annotated[Fraction, Range(0), About("How much.", "20")]
    currency: Annotated[str, Wanted(), About("Three capitals (ISO 4217).", "EUR")] = ""
    per: Annotated[Literal["person", "total", "night", "day"], About("What the amount is for.", "person")] = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody met."""

    ALONE: ClassVar[str] = "name"
    name: Annotated[str, About("What they are called.", "Ana")] = ""
    role: Annotated[str, About("What they do.", "waiter")] = ""
    note: Annotated[str, About("What you want to remember of them.", "remembered our order")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint:
    """A moment of contact; ``emotion`` from −2 to 2, ``response_hours`` in hours, ``wait_minutes`` in minutes."""

    ALONE: ClassVar[str] = "what"
    stage: Annotated[
        str,
        About(
            "When on the way it was: one of the `stages` of `site.yaml`.", "arrive", also="at phase", means=STAGE_WORDS
        ),
    ] = ""
    channel: Annotated[
        str,
        About("How you met: one of the `channels` of `site.yaml`.", "phone", also="how by via", means=CHANNEL_WORDS),
    ] = ""
    what: Annotated[str, About("What happened.", "Somebody answered at once", also="description text moment")] = ""
    emotion: Annotated[
        Fraction | None,
        Range(-2, 2, "-2 is awful, 0 is neither good nor bad, 2 is wonderful"),
        About("How it felt.", "1", also="feeling mood", means=_EMOTIONS),
    ] = None
    response_hours: Annotated[Fraction | None, Range(0), About("How many hours an answer took.", "2")] = None
    wait_minutes: Annotated[Fraction | None, Range(0), About("How many minutes you waited.", "10")] = None
    real_person: Annotated[bool | None, About("Whether you reached a real person.")] = None
    who: Annotated[str, About("Whom you met, or who you were with.", "the night porter")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was promised; ``kept`` may follow from the two dates."""

    what: Annotated[str, About("What was promised.", "A call back", also="promise description text")]
    promised: Annotated[Due | None, About("When it was to be done: a date, or words.", "2018-02-14")] = None
    delivered: Annotated[Due | None, About("When it was done: a date, or words.", "2018-02-16")] = None
    kept: Annotated[bool | None, About("Whether it was kept; worked out from two dates unless said.", "false")] = None

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

    made: Annotated[Moment | None, About("When you complained.", "2018-02-14")] = None
    acknowledged: Annotated[Moment | None, About("When they said that they had heard you.", "2018-02-15")] = None
    responded: Annotated[Moment | None, About("When they answered.", "2018-02-16")] = None
    resolved: Annotated[Moment | None, About("When it was settled.", "2018-02-20")] = None
    followed_up: Annotated[Moment | None, About("When they asked whether all was well.", "2018-03-01")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something that went wrong, and what was done about it."""

    what: Annotated[str, About("What went wrong.", "The soup was cold", also="incident problem issue description text")]
    stage: Annotated[str, About("When on the way it was: one of the `stages` of `site.yaml`.", "use")] = ""
    severity: Annotated[
        int | None,
        Range(1, 3, "1 is a nuisance, 3 spoils everything"),
        About("How bad it was.", "2", means=_SEVERITIES),
    ] = None
    complained: Annotated[bool | None, About("Whether you said so.")] = None
    complaint: Annotated[
        Complaint | None,
        About(
            "The days of your complaint, in this order; leave out what did not happen.",
            "{made: 2018-02-14, responded: 2018-02-16}",
        ),
    ] = None
    response: Annotated[
        tuple[Literal["apology", "explanation", "fix", "refund", "compensation", "goodwill"], ...],
        About("What they did about it.", "[apology, fix]", means=_RESPONSES),
    ] = ()
    outcome: Annotated[Outcome, About("How it ended.", "recovered", means=_OUTCOMES)] = Outcome.OPEN
    satisfaction: Annotated[
        Fraction | None,
        Range(1, 5, "1 is not at all, 5 is entirely"),
        About("How content you were with what they did.", "4"),
    ] = None

    @property
    def was_complained_of(self) -> bool:
        """Said so, or a complaint was made."""
        return bool(self.complained) or (self.complaint is not None and self.complaint.made is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What it cost the customer beside the price."""

    money: Annotated[Fraction | None, Range(0), About("What you paid on top.", "35")] = None
    currency: Annotated[str, Wanted(), About("Three capitals (ISO 4217).", "EUR")] = ""
    hours: Annotated[Fraction | None, Range(0), About("How many hours it took you.", "2.5")] = None
    days: Annotated[Fraction | None, Range(0), About("How many days it took you.", "1")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit as its author wrote it; what it says by silence (date, author) is filled in by the site."""

    business: Annotated[
        str,
        About(
            "Which business: its slug or its exact name.",
            "Harbour Inn",
            also="name company venue shop restaurant hotel cafe airline provider",
            many="Write a visit for each, and move what you say of it there:\nvisits:\n  - business: {one}",
        ),
    ]
    date: Annotated[Moment | None, About("When; the post's date unless said.", "2018-02-14")] = None
    author: Annotated[tuple[str, ...], About("Who went; the post's author unless said.", "traveller")] = ()
    kind: Annotated[
        str, About("What kind of business it is, when it has no file of its own; `ratings` need to know.", "restaurant")
    ] = ""
    locality: Annotated[
        str, About("The place it is in, when it has no file of its own.", "Mijas", also="city town village")
    ] = ""
    country: Annotated[Country | None, About("The country it is in, when it has no file of its own.", "ES")] = None
    rating: Annotated[
        Rating | None,
        Wanted(SCORED_BY),
        About(
            "How it was, on the scale of the site: a number, `8/10` or `★★★★½`; worked out from `ratings` unless said.",
            "4.5",
            also="stars score grade mark marks points overall nota puntuacion valoracion estrellas bewertung sterne",
        ),
    ] = None
    ratings: Annotated[
        Mapping[str, Rating],
        Wanted(SCORED_BY),
        About("One rating for each dimension of the kind of business.", "{food: 4.5, service: 5}", one="rating"),
    ] = field(default_factory=lambda: NOTHING)
    four_ps: Annotated[
        FourPs | None,
        Wanted(SCORED_BY),
        About(
            "Ratings of what the business is made of.",
            "{processes: 4, people: 5}",
            holds="processes policies practices people",
        ),
    ] = None
    lenses: Annotated[
        Mapping[str, Mapping[str, Rating]],
        About("Ratings through the `lenses` of `site.yaml`.", "{rater: {reliability: 4, empathy: 5}}"),
    ] = field(default_factory=lambda: NOTHING)
    would_return: Annotated[
        Answer | None,
        Wanted(SCORED_BY),
        About(
            "Would you return? Inferred from the score unless said, and marked so.",
            "definitely",
            also="return again come_back go_back would_go_back would_come_back revisit returning",
        ),
    ] = None
    would_return_if: Annotated[str, About("On what condition.", "they open the terrace")] = ""
    would_recommend: Annotated[
        Recommendation | None,
        About(
            "Would you recommend it? The words of `would_return`, or 0 to 10.", "9", also="recommend recommended nps"
        ),
    ] = None
    told_friends: Annotated[bool, About("Whether you told your friends.")] = False
    provisional: Annotated[bool, About("Whether your word is not final yet; shown as *so far*.")] = False
    standout: Annotated[bool | None, About("Whether it stands out; worked out unless said.")] = None
    why: Annotated[str, About("Why you would return, or not.", "They helped us choose")] = ""
    occasion: Annotated[str, About("What brought you there.", "Valentine's Day")] = ""
    note: Annotated[str, About("A remark shown with the visit.", "Cash only")] = ""
    context: Annotated[
        str, About("What readers should know to judge for themselves.", "The first week after it opened")
    ] = ""
    party: Annotated[str, About("Who was with you.", "two adults and a dog", also="with companions guests")] = ""
    price: Annotated[
        Price | None,
        About(
            "What it cost.",
            "{amount: 20, currency: EUR, per: person}",
            also="paid bill spent",
            holds="amount currency per",
        ),
    ] = None
    staff: Annotated[
        tuple[Staff, ...],
        About("Whom you met.", "- name: Ana\n  role: waiter", also="waiter waitress server employees team"),
    ] = ()
    good: Annotated[
        tuple[str, ...],
        About(
            "What was good, a sentence each.", "[They helped us choose.]", also="pros likes liked positives plus highs"
        ),
    ] = ()
    bad: Annotated[
        tuple[str, ...],
        About(
            "What was bad, a sentence each.",
            "[We waited for the bill.]",
            also="cons dislikes disliked negatives minus lows",
        ),
    ] = ()
    little_things: Annotated[
        tuple[str, ...],
        About("Little things that made a difference.", "[A blanket on each chair]", also="details extras touches"),
    ] = ()
    warning_signs: Annotated[
        tuple[str, ...], About("What made you wary.", "[Nobody could say the price]", also="red_flags warnings")
    ] = ()
    expected: Annotated[
        Rating | None, About("The rating that you expected before.", "4", also="expectation expectations")
    ] = None
    effort: Annotated[
        Fraction | None,
        Range(1, 7, "1 is very hard, 7 is very easy"),
        About("How easy it was to be their customer.", "6"),
    ] = None
    touchpoints: Annotated[
        tuple[Touchpoint, ...],
        About(
            "Each moment of contact, in order.",
            "- stage: arrive\n  channel: in_person\n  emotion: 2",
            also="steps stations moments",
        ),
    ] = ()
    promises: Annotated[tuple[Promise, ...], About("What they promised.", "- what: A call back\n  kept: false")] = ()
    incidents: Annotated[
        tuple[Incident, ...],
        About(
            "What went wrong, and what they did about it.",
            "- what: The soup was cold\n  severity: 2\n  response: [apology, fix]\n  outcome: recovered",
            also="problems issues complaints",
        ),
    ] = ()
    ended: Annotated[Literal["completed", "cancelled", "left"], About("How the visit ended.", "left")] = "completed"
    follow_up: Annotated[bool | None, About("Whether anybody got in touch afterwards.")] = None
    cost: Annotated[
        Cost | None,
        About("What it cost you beside the price.", "{money: 35, currency: EUR, hours: 2}", holds="money hours days"),
    ] = None
    compared_to: Annotated[
        tuple[str, ...],
        About(
            "Businesses that it compares with, by slug or name.", "[harbour-inn]", also="compare comparison versus vs"
        ),
    ] = ()
    counts: Annotated[bool, About("`false` shows the visit without scoring it.", "false")] = True
    disclosure: Annotated[
        Disclosure | None, About("What you got from this business; the post's unless said.", "gift")
    ] = None

    @property
    def is_scored(self) -> bool:
        """Whether the author said anything that can be scored."""
        return bool(
            self.rating is not None
            or self.ratings
            or self.would_return is not None
            or (self.four_ps and self.four_ps.rated())
        )
