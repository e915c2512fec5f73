"""The scorecard of a business as its page shows it: numbers rounded, each with what it means in words.

In: the exact :class:`~journeyblog.site.scorecards.Scorecard` and the visits behind it. Out: a view in which a row
without data is None or empty.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from journeyblog.config.load import label_of
from journeyblog.model.business import Verdict
from journeyblog.model.numbers.aspects import Average
from journeyblog.model.numbers.spread import Steadiness
from journeyblog.model.place import countries
from journeyblog.model.scores import Share, shown
from journeyblog.model.visit import Outcome
from journeyblog.site import numerals, phrases
from journeyblog.site.charts import Mark, Measure, bars, curve, distribution
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.incidents import MISSED, OUTCOMES
from journeyblog.site.pages.visits import history_view, people
from journeyblog.site.scorecards import Scorecard, counted
from journeyblog.site.site import SiteBusiness, SitePost, SiteVisit
from journeyblog.site.views import (
    AnswerView,
    AspectsView,
    BarsView,
    CurveView,
    FactView,
    ScorecardView,
    TrustView,
    VerdictView,
)

ANSWERS = 5
"""How many answers are given as the verdict's reasons; with the usual decay all older ones weigh 1 in 32 together."""
POINTS = 30
"""How many visits a curve of scores has at most; more would be a scribble on a phone."""
LEAST_SPREAD = 4
"""From how many scores their spread is drawn; fewer are read from the history."""
TRENDS = {"up": "Up", "down": "Down", "steady": "Steady"}

Posts = Mapping[str, SitePost]


def scorecard_view(desk: Desk, business: SiteBusiness, posts: Posts) -> ScorecardView | None:
    """The scorecard; None when no visit counts and the author has not set the verdict."""
    card, visits = desk.scorecards()[business.slug], counted(business.visits)
    if not visits and not card.authors_call:
        return None
    flag = "Stand-out" if card.standout else "Let-down" if card.let_down else ""
    return ScorecardView(
        verdict=_verdict(desk, business, card, posts),
        flag=flag,
        flag_key=flag.lower(),
        overall=numerals.score(card.overall),
        out_of=phrases.number(desk.site.settings.rating.best),
        scored=card.scored,
        confidence=card.confidence,
        consistency=_consistency(card),
        trend=_trend(card),
        peers=_peers(business, card),
        ranking=_ranking(desk, business, card),
        expectation=_expectation(card),
        effort=_effort(card),
        cost=numerals.outlay(card.outlay),
        aspects=_aspects(desk, business, card),
        trust=_trust(card, visits),
        scores=_scores(desk, visits, posts),
        spread=_spread(desk, visits),
        people=_people(visits),
        little_things=tuple(dict.fromkeys(thing for visit in visits for thing in visit.visit.little_things)),
    )


def _verdict(desk: Desk, business: SiteBusiness, card: Scorecard, posts: Posts) -> VerdictView | None:
    if card.verdict is Verdict.NOT_SAID:
        return None
    answers = [visit for visit in counted(business.visits) if visit.answer is not None]
    return VerdictView(
        word=card.verdict.value,
        key=card.verdict.value.lower(),
        note=_verdict_note(business, card),
        answers=tuple(_answer(desk, visit, posts[visit.post]) for visit in answers[-ANSWERS:]),
        condition=answers[-1].visit.would_return_if if answers else "",
        share=_share(card),
    )


def _verdict_note(business: SiteBusiness, card: Scorecard) -> str:
    """Where the verdict comes from, when that needs saying."""
    if card.authors_call:
        reason = business.fields.verdict_reason
        return f"the author’s call: {reason}" if reason else "the author’s call"
    notes = ("inferred from the scores" if card.inferred else "", "so far" if card.so_far else "")
    return ", ".join(note for note in notes if note)


def _answer(desk: Desk, visit: SiteVisit, post: SitePost) -> AnswerView:
    told = history_view(desk, visit, post)
    return AnswerView(
        word=told.answer,
        key=told.answer_key,
        date=visit.date,
        url=told.post.url,
        inferred=told.inferred,
        provisional=told.provisional,
    )


def _share(card: Scorecard) -> FactView | None:
    interval = numerals.interval(card.share, card.wilson)
    return _fact(numerals.part_of(card.share), interval and f"95 % interval: {interval}")


def _consistency(card: Scorecard) -> FactView | None:
    return _steady(card.consistency, card.steadiness) or _fact("One visit so far" if card.scored == 1 else "")


def _steady(consistency: float | None, steadiness: Steadiness | None) -> FactView | None:
    return _fact(numerals.percent(consistency), steadiness.value if steadiness is not None else "")


def _trend(card: Scorecard) -> FactView | None:
    if card.trend is None:
        return None
    note = f"the latest visit is {numerals.signed(card.trend.delta)} against those before"
    return FactView(value=TRENDS[card.trend.word], note=note, key=card.trend.word)


def _peers(business: SiteBusiness, card: Scorecard) -> FactView | None:
    """§7.13, with the level named as far as the author names the business."""
    peers, fields = card.peers, business.fields
    if peers is None:
        return None
    country = countries()[fields.country] if fields.country else ""
    names = {"locality": fields.locality, "region": fields.region, "country": country, "everywhere": ""}
    where = f"in {names[peers.level]}" if names[peers.level] else "everywhere"
    if fields.anonymous and peers.level in ("locality", "region"):
        where = f"in the same {peers.level}"
    better = {"+": "better than", "−": "worse than"}.get(numerals.signed(peers.difference)[:1], "level with")
    others = phrases.inside(business.kind.plural)
    note = f"{better} the mean of {peers.count} other {others} {where}"
    return FactView(value=numerals.signed(peers.difference), note=note)


def _ranking(desk: Desk, business: SiteBusiness, card: Scorecard) -> FactView | None:
    """§7.12: the score that lists are ordered by, and the place it gives among the businesses of the kind."""
    if card.rank_score is None:
        return None
    place, of = desk.rank(business.slug)
    others = f"{of} {phrases.inside(business.kind.plural)}"
    place_told = (
        f"No. {place} of {others}" if of > 1 else f"the only {phrases.inside(business.kind.label)} with a score"
    )
    drawn = f"; few visits are drawn towards {shown(card.prior, 2)}" if desk.site.settings.prior.weight else ""
    return FactView(value=shown(card.rank_score, 2), note=f"{place_told}{drawn}")


def _expectation(card: Scorecard) -> FactView | None:
    gap = card.expectation_gap
    return _fact(numerals.signed(gap), numerals.against_expectation(gap))


def _effort(card: Scorecard) -> FactView | None:
    return FactView(value=f"{shown(card.effort)} of 7", note="7 is very easy") if card.effort is not None else None


def _aspects(desk: Desk, business: SiteBusiness, card: Scorecard) -> AspectsView | None:
    labels = {name: one.label for name, one in business.kind.dimensions.items()}
    lenses = (
        _averages(desk, f"lens_{number}", f"{label_of(name)}, mean {shown(lens.mean)}", lens.dimensions)
        for number, (name, lens) in enumerate(card.lenses.items(), 1)
    )
    made = AspectsView(
        dimensions=_averages(desk, "dimensions", "What was rated", card.dimensions, labels),
        gap=_gap(card),
        four_ps=_averages(desk, "four_ps", "The four Ps", card.four_ps),
        four_ps_consistency=_steady(card.four_ps_consistency, card.four_ps_steadiness),
        lenses=tuple(lens for lens in lenses if lens is not None),
    )
    return made if made.dimensions or made.four_ps or made.lenses else None


def _averages(
    desk: Desk, name: str, title: str, averages: Mapping[str, Average], labels: Mapping[str, str] | None = None
) -> BarsView | None:
    scale, known = desk.site.settings.rating, labels or {}
    rows = [
        Measure(
            label=known.get(key) or label_of(key),
            share=scale.share(one.mean),
            value=shown(one.mean),
            note=phrases.count(one.count, "visit", "visits"),
        )
        for key, one in averages.items()
    ]
    return bars(f"scorecard_{name}", title, f"{phrases.on_scale(scale)}; means of the visits", rows)


def _gap(card: Scorecard) -> FactView | None:
    """§7.3: the difference always, a sentence when it is clear."""
    if card.service_minus_product is None:
        return None
    sides = f"service {shown(card.groups['service'])}, product {shown(card.groups['product'])}"
    other = {"service": "product", "product": "service"}.get(card.leading)
    note = f"{sides}: the {card.leading} is clearly better than the {other}" if other else sides
    return FactView(value=numerals.signed(card.service_minus_product), note=note, key=card.leading)


def _trust(card: Scorecard, visits: Sequence[SiteVisit]) -> TrustView | None:
    made = TrustView(
        promises=_part(card.promises),
        pending=card.promises_pending,
        incidents=_incidents(visits),
        recovery=_recovery(card),
        open_incidents=card.open_incidents,
        double_deviation=bool(card.double_deviation),
        missing_stages=tuple(f"{one.what}: {phrases.inside(MISSED[one.stage])}" for one in card.missing_stages),
        abandoned=_abandoned(card),
        front_door=_part(card.front_door, " of the tests of how they answer"),
    )
    return made if any((made.promises, made.pending, made.incidents, made.abandoned, made.front_door)) else None


def _part(share: Share | None, of: str = "") -> FactView | None:
    if share is None:
        return None
    return FactView(value=numerals.part_of(share), note=numerals.percent(Fraction(share.part, share.whole)) + of)


def _incidents(visits: Sequence[SiteVisit]) -> FactView | None:
    found = Counter(incident.outcome for visit in visits for incident in visit.visit.incidents)
    words = [f"{found[one]} {phrases.inside(OUTCOMES[one])}" for one in Outcome if found[one]]
    if len(words) == 1:
        words = [words[0].partition(" ")[2]]
    return _fact(str(found.total()) if found else "", phrases.join(words))


def _recovery(card: Scorecard) -> FactView | None:
    return _fact(numerals.percent(card.recovery), "of what is over; partly recovered counts half")


def _abandoned(card: Scorecard) -> str:
    if not card.abandoned:
        return ""
    times = "" if card.abandoned == 1 else f", {card.abandoned} times"
    return f"Cancelled, and nobody followed up{times}"


def _scores(desk: Desk, visits: Sequence[SiteVisit], posts: Posts) -> CurveView | None:
    """A point a visit, the latest ones; none of a single score."""
    scored = [visit for visit in visits if visit.score is not None]
    if len(scored) < 2:
        return None
    scale, latest = desk.site.settings.rating, scored[-POINTS:]
    marks = [
        Mark(value=visit.score, shown=shown(visit.score), label=posts[visit.post].title, date=visit.date)
        for visit in latest
        if visit.score is not None
    ]
    which = (
        f"the latest {len(latest)} of {len(scored)} visits" if len(latest) < len(scored) else f"{len(latest)} visits"
    )
    description = (
        f"{phrases.on_scale(scale)}: {which}, oldest first, from {marks[0].shown} on {phrases.day(latest[0].date.day)}"
        f" to {marks[-1].shown} on {phrases.day(latest[-1].date.day)}"
    )
    guides = [(value, phrases.number(value)) for value in (scale.best, scale.middle, scale.worst)]
    return curve(
        "scorecard_scores", "Scores from visit to visit", description, marks, (scale.worst, scale.best), guides
    )


def _spread(desk: Desk, visits: Sequence[SiteVisit]) -> BarsView | None:
    scores = [visit.score for visit in visits if visit.score is not None]
    if len(scores) < LEAST_SPREAD:
        return None
    return distribution("scorecard_spread", "How often each score was given", scores, desk.site.settings.rating)


def _people(visits: Sequence[SiteVisit]) -> tuple[str, ...]:
    """Who was met, in the order of meeting, and how often when more than once."""
    met = Counter(person for visit in visits for person in people(visit.visit))
    return tuple(f"{person} ({times} visits)" if times > 1 else person for person, times in met.items())


def _fact(value: str, note: str = "") -> FactView | None:
    return FactView(value=value, note=note) if value else None
