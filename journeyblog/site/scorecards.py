"""The scorecard of each business: everything that its visits add up to (content model, section 7).

In: the :class:`Site`, which holds scores, overalls, return indexes and verdicts already. Out: frozen values, exact
until a root is taken. Visits with ``counts: false`` are out of everything; what has no data is None or empty, never 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from journeyblog.config import Settings
from journeyblog.config.settings import GROUPS
from journeyblog.dates import Moment
from journeyblog.model.business import Verdict
from journeyblog.model.numbers.aspects import (
    Average,
    Lens,
    Weighing,
    averages,
    group_means,
    leading_side,
    lens_means,
    service_minus_product,
)
from journeyblog.model.numbers.doors import front_door
from journeyblog.model.numbers.flags import is_let_down, is_standout
from journeyblog.model.numbers.incidents import (
    MissingStage,
    double_deviation,
    missing_stages,
    open_incidents,
    recovery,
)
from journeyblog.model.numbers.interval import wilson
from journeyblog.model.numbers.outlay import Outlay, effort, expectation_gap, outlay
from journeyblog.model.numbers.peers import Peers, Standing, compare_peers
from journeyblog.model.numbers.promises import promises_kept, promises_pending
from journeyblog.model.numbers.ranking import prior, rank_score
from journeyblog.model.numbers.spread import Steadiness, consistency, steadiness
from journeyblog.model.numbers.trend import Trend, trend
from journeyblog.model.scores import Share, confidence, mean, return_index, verdict
from journeyblog.model.visit import FOUR_PS
from journeyblog.site.places import place_key
from journeyblog.site.site import Site, SiteBusiness, SiteVisit

GENERIC = "generic"
LEAST_PS = 3
"""Of how many of the four Ps a consistency is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """A business in numbers; scores are on the site's scale, shares and consistency from 0 to 1.

    ``visits`` counts all, ``scored`` those with a score. ``verdict`` is the author's own word where ``authors_call``.
    ``leading`` is the side that the gap between service and product favours clearly. ``incidents`` and
    ``double_deviation`` are None without any incident. ``abandoned`` counts cancelled visits that nobody followed up.
    """

    slug: str
    visits: int
    scored: int
    confidence: str
    overall: Fraction | None
    consistency: float | None
    steadiness: Steadiness | None
    trend: Trend | None
    dimensions: Mapping[str, Average]
    groups: Mapping[str, Fraction]
    service_minus_product: Fraction | None
    leading: Literal["service", "product", ""]
    four_ps: Mapping[str, Average]
    four_ps_mean: Fraction | None
    four_ps_consistency: float | None
    four_ps_steadiness: Steadiness | None
    lenses: Mapping[str, Lens]
    return_index: Fraction | None
    verdict: Verdict
    authors_call: bool
    inferred: bool
    so_far: bool
    share: Share
    wilson: tuple[float, float] | None
    promises: Share | None
    promises_pending: tuple[str, ...]
    incidents: int | None
    open_incidents: tuple[str, ...]
    recovery: Fraction | None
    double_deviation: bool | None
    missing_stages: tuple[MissingStage, ...]
    abandoned: int
    front_door: Share | None
    expectation_gap: Fraction | None
    effort: Fraction | None
    outlay: Outlay | None
    prior: Fraction
    rank_score: Fraction | None
    standout: bool
    let_down: bool
    peers: Peers | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """A verdict whose word the latest visit changed; ``post`` is the file that tells of it."""

    business: str
    before: Verdict
    after: Verdict
    date: Moment
    post: str


def scorecards(site: Site) -> Mapping[str, Scorecard]:
    """The scorecard of every business, by its slug."""
    businesses = tuple(site.businesses.values())
    kinds = {business.slug: kind_name(site.settings, business) for business in businesses}
    overalls = [business.overall for business in businesses if business.overall is not None]
    by_kind: dict[str, list[Fraction]] = {}
    for business in businesses:
        if business.overall is not None:
            by_kind.setdefault(kinds[business.slug], []).append(business.overall)
    least = site.settings.prior.min_businesses
    priors = {kind: prior(by_kind.get(kind, ()), overalls, site.settings.rating, least) for kind in {*kinds.values()}}
    peers = compare_peers([_standing(business, kinds[business.slug]) for business in businesses])
    return {
        business.slug: _scorecard(site.settings, business, priors[kinds[business.slug]], compared)
        for business, compared in zip(businesses, peers, strict=True)
    }


def site_prior(site: Site) -> Fraction:
    """§7.12: the prior of a kind that has too few businesses for its own."""
    overalls = [business.overall for business in site.businesses.values() if business.overall is not None]
    return prior((), overalls, site.settings.rating, site.settings.prior.min_businesses)


def ranked(site: Site, cards: Mapping[str, Scorecard]) -> tuple[str, ...]:
    """§7.12: slugs by rank score, ties by more visits, later visit, name; businesses without a score come last."""
    order = sorted(cards, key=lambda slug: (site.businesses[slug].fields.name.casefold(), slug))
    order.sort(key=lambda slug: [visit.date for visit in counted(site.businesses[slug].visits)[-1:]], reverse=True)
    order.sort(key=lambda slug: cards[slug].visits, reverse=True)
    order.sort(key=lambda slug: -score if (score := cards[slug].rank_score) is not None else Fraction(0))
    order.sort(key=lambda slug: cards[slug].rank_score is None)
    return tuple(order)


def verdict_changes(site: Site) -> tuple[VerdictChange, ...]:
    """§7.16: the verdicts whose word the latest visit changed, the newest change first.

    A first word changes nothing, and neither do visits where the author has set the word.
    """
    changes = [
        change
        for business in site.businesses.values()
        if business.fields.verdict is None and (change := _change(site.settings, business)) is not None
    ]
    changes.sort(key=lambda change: change.business)
    return tuple(sorted(changes, key=lambda change: change.date, reverse=True))


def counted(visits: Sequence[SiteVisit]) -> tuple[SiteVisit, ...]:
    """Those that the author lets count."""
    return tuple(visit for visit in visits if visit.visit.counts)


def kind_name(settings: Settings, business: SiteBusiness) -> str:
    """The name of a business's kind; ``generic`` where none is known."""
    return business.fields.kind if business.fields.kind in settings.kinds else GENERIC


def _change(settings: Settings, business: SiteBusiness) -> VerdictChange | None:
    visits = counted(business.visits)
    if not visits or visits[-1].answer is None:
        return None
    answers = [visit.answer.weight for visit in visits if visit.answer is not None]
    before = verdict(return_index(answers[:-1], settings.verdict.decay), settings.verdict)
    if before in (Verdict.NOT_SAID, business.verdict):
        return None
    latest = visits[-1]
    return VerdictChange(
        business=business.slug, before=before, after=business.verdict, date=latest.date, post=latest.post
    )


def _standing(business: SiteBusiness, kind: str) -> Standing:
    fields = business.fields
    places = {
        "locality": place_key(fields.locality),
        "region": place_key(fields.region),
        "country": fields.country or "",
    }
    return Standing(kind=kind, places=places, overall=business.overall)


def _scorecard(settings: Settings, business: SiteBusiness, prior: Fraction, peers: Peers | None) -> Scorecard:
    scale, visits = settings.rating, counted(business.visits)
    said = [visit.visit for visit in visits]
    scores = [visit.score for visit in visits if visit.score is not None]
    dimensions = business.kind.dimensions
    weighing = {name: Weighing(weight=one.weight, group=one.group) for name, one in dimensions.items()}
    groups = group_means([one.ratings for one in said], weighing, GROUPS)
    gap = service_minus_product(groups)
    four_ps = averages((one.four_ps.rated() for one in said if one.four_ps is not None), FOUR_PS)
    ps = [average.mean for average in four_ps.values()]
    promises = [promise for one in said for promise in one.promises]
    incidents = [incident for one in said for incident in one.incidents]
    return Scorecard(
        slug=business.slug,
        visits=len(visits),
        scored=len(scores),
        confidence=confidence(len(scores)),
        overall=business.overall,
        consistency=consistency(scores, scale),
        steadiness=steadiness(scores, scale),
        trend=trend(scores, scale),
        dimensions=averages((one.ratings for one in said), dimensions),
        groups=groups,
        service_minus_product=gap,
        leading=leading_side(gap, scale),
        four_ps=four_ps,
        four_ps_mean=mean(ps),
        four_ps_consistency=consistency(ps, scale, at_least=LEAST_PS),
        four_ps_steadiness=steadiness(ps, scale, at_least=LEAST_PS),
        lenses=lens_means((one.lenses for one in said), settings.lenses),
        return_index=business.return_index,
        verdict=business.verdict,
        authors_call=business.fields.verdict is not None,
        inferred=business.inferred,
        so_far=bool(said) and said[-1].provisional,
        share=business.share,
        wilson=wilson(business.share),
        promises=promises_kept(promises),
        promises_pending=promises_pending(promises),
        incidents=len(incidents) or None,
        open_incidents=open_incidents(incidents),
        recovery=recovery(incidents),
        double_deviation=double_deviation(incidents),
        missing_stages=missing_stages(incidents),
        abandoned=sum(one.ended == "cancelled" and one.follow_up is False for one in said),
        front_door=front_door((point for one in said for point in one.touchpoints), settings.channels),
        expectation_gap=expectation_gap((visit.visit, visit.score) for visit in visits),
        effort=effort(said),
        outlay=outlay(one.cost for one in said),
        prior=prior,
        rank_score=rank_score(business.overall, len(scores), prior, settings.prior.weight),
        standout=is_standout((one.standout for one in said), business.verdict, business.overall, scale),
        let_down=is_let_down(business.verdict, business.overall, scale),
        peers=peers,
    )
