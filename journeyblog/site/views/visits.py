"""A visit, wherever it is shown: as a card in its post, as a line in its business's history, beside its opposite."""

from dataclasses import dataclass

from journeyblog.dates import Moment
from journeyblog.site.views.charts import BarsView
from journeyblog.site.views.elements import LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A number in words: ``value`` is short ("90 %"), ``note`` says more ("Rock-steady"); ``key`` is for a class."""

    value: str
    note: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """Promised and delivered; ``kept`` is "Kept", "Broken" or "Not said", ``key`` kept, broken or pending."""

    what: str
    promised: str
    delivered: str
    kept: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """A stage of a complaint: "Made", "Acknowledged" … ``wait`` is a phrase such as "3 days later".

    The first stage that is missing has no date; its label says so ("Not answered") and ``missing`` is set.
    """

    label: str
    date: Moment | None = None
    wait: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """What went wrong and how it ended.

    ``stages`` tell of the complaint in order; ``response`` is a phrase ("apology and refund"), ``outcome`` a word
    ("Recovered") with ``outcome_key`` recovered, partial, unresolved or open; ``severity`` and ``satisfaction`` are
    phrases ("Serious", "2 of 5").
    """

    what: str
    outcome: str
    outcome_key: str
    complained: bool
    stages: tuple[StageView, ...] = ()
    response: str = ""
    severity: str = ""
    satisfaction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """A visit as a card in its post; ``id`` is the card's, unique on the page.

    ``score`` is rounded ("4.6") or empty, ``out_of`` the best of the scale, each with a form
    for machines; ``aspects`` the mean of what was rated
    apart when the author set the score by hand. ``answer`` is "Definitely" … "No" with its ``answer_key`` for a class,
    marked ``inferred`` when the author did not say. ``disclosure`` is empty when it is the post's own.
    """

    id: str
    business: LinkView
    kind: str
    place: str
    date: Moment
    score: str
    out_of: str
    answer: str
    answer_key: str
    inferred: bool
    score_machine: str = ""
    out_of_machine: str = ""
    condition: str = ""
    provisional: bool = False
    counts: bool = True
    fictional: bool = False
    aspects: str = ""
    ratings: BarsView | None = None
    four_ps: BarsView | None = None
    lenses: tuple[BarsView, ...] = ()
    recommend: str = ""
    told_friends: bool = False
    occasion: str = ""
    why: str = ""
    note: str = ""
    context: str = ""
    party: str = ""
    price: str = ""
    expected: FactView | None = None
    effort: str = ""
    cost: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    little_things: tuple[str, ...] = ()
    warning_signs: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    promises: tuple[PromiseView, ...] = ()
    incidents: tuple[IncidentView, ...] = ()
    compared_to: tuple[LinkView, ...] = ()
    ended: str = ""
    disclosure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryView:
    """A visit in the history of its business: when, how it went, and the post that tells of it."""

    date: Moment
    post: LinkView
    score: str
    answer: str
    answer_key: str
    inferred: bool
    provisional: bool = False
    counts: bool = True
    condition: str = ""
    why: str = ""
    disclosure: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastRowView:
    """One thing of both visits; a side without it is empty. The keys are for classes: answers have them."""

    label: str
    good: str
    bad: str
    good_key: str = ""
    bad_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastView:
    """Two visits side by side. The good one has the better answer, else the better score, else it comes first."""

    good: VisitView
    bad: VisitView
    rows: tuple[ContrastRowView, ...]
