"""A scorecard: everything that the visits of a business add up to."""

from dataclasses import dataclass

from journeyblog.dates import Moment
from journeyblog.site.views.charts import BarsView, CurveView
from journeyblog.site.views.visits import FactView


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What a visit answered to "would you return?": ``word`` with its ``key``, when, and the post that tells it."""

    word: str
    key: str
    date: Moment
    url: str
    inferred: bool
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictView:
    """Would the author go back? ``key`` is ``definitely``, ``probably``, ``unsure`` or ``no``, for a class.

    ``note`` says where the word comes from ("inferred from the scores", "so far", the author's reason). ``answers`` are
    the latest ones, oldest first; ``condition`` belongs to the last of them.
    """

    word: str
    key: str
    note: str
    answers: tuple[AnswerView, ...]
    condition: str
    share: FactView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectsView:
    """What was rated apart; the rows of each chart say how many visits rated them."""

    dimensions: BarsView | None
    gap: FactView | None
    four_ps: BarsView | None
    four_ps_consistency: FactView | None
    lenses: tuple[BarsView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustView:
    """Whether words were kept, and what was done when something went wrong.

    ``pending`` are promises whose end nobody has told, ``missing_stages`` complaints with what never came.
    """

    promises: FactView | None
    pending: tuple[str, ...]
    incidents: FactView | None
    recovery: FactView | None
    open_incidents: tuple[str, ...]
    double_deviation: bool
    missing_stages: tuple[str, ...]
    abandoned: str
    front_door: FactView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardView:
    """A business in numbers, rounded. What has no data is empty or None: leave its row out.

    ``flag`` is "Stand-out" or "Let-down". ``overall`` is the mean of ``scored`` visits, a number that ``confidence``
    puts in words. The curve of ``scores`` runs from the oldest visit to the latest; ``spread`` counts them by height.
    """

    verdict: VerdictView | None
    flag: str
    flag_key: str
    overall: str
    overall_machine: str
    out_of: str
    out_of_machine: str
    scored: int
    confidence: str
    consistency: FactView | None
    trend: FactView | None
    peers: FactView | None
    ranking: FactView | None
    expectation: FactView | None
    effort: FactView | None
    cost: str
    aspects: AspectsView | None
    trust: TrustView | None
    scores: CurveView | None
    spread: BarsView | None
    people: tuple[str, ...]
    little_things: tuple[str, ...]
