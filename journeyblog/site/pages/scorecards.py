"""The scorecard of a business as its page shows it: numbers rounded, each with what it means in words.

In: the exact :class:`~journeyblog.site.scorecards.Scorecard` and the visits behind it. Out: a view in which a row
without data is None or empty.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from journeyblog.messages import Messages, key_of, plain_number
from journeyblog.model.business import Verdict
from journeyblog.model.numbers.aspects import Average
from journeyblog.model.numbers.spread import Steadiness
from journeyblog.model.scores import Share
from journeyblog.model.visit import Outcome
from journeyblog.site import numerals, phrases
from journeyblog.site.charts import Mark, Measure, bars, curve, distribution
from journeyblog.site.pages.desk import Desk
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

Posts = Mapping[str, SitePost]


def scorecard_view(desk: Desk, business: SiteBusiness, posts: Posts) -> ScorecardView | None:
    """The scorecard; None when no visit counts and the author has not set the verdict."""
    card, visits = desk.scorecards()[business.slug], counted(business.visits)
    if not visits and not card.authors_call:
        return None
    messages, flag = desk.messages, "standout" if card.standout else "let_down" if card.let_down else ""
    best = desk.site.settings.rating.best
    return ScorecardView(
        verdict=_verdict(desk, business, card, posts),
        flag=desk.say(f"scorecard.{flag}") if flag else "",
        flag_key={"standout": "stand-out", "let_down": "let-down", "": ""}[flag],
        overall=numerals.score(messages, card.overall),
        overall_machine=numerals.machine(card.overall),
        out_of=messages.number(best),
        out_of_machine=plain_number(best),
        scored=card.scored,
        confidence=desk.say(f"confidence.{key_of(card.confidence)}") if card.confidence else "",
        consistency=_consistency(messages, card),
        trend=_trend(messages, card),
        peers=_peers(messages, business, card),
        ranking=_ranking(desk, business, card),
        expectation=_expectation(messages, card),
        effort=_effort(messages, card),
        cost=numerals.outlay(messages, card.outlay),
        aspects=_aspects(desk, business, card),
        trust=_trust(messages, card, visits),
        scores=_scores(desk, visits, posts),
        spread=_spread(desk, visits),
        people=_people(messages, visits),
        little_things=tuple(dict.fromkeys(thing for visit in visits for thing in visit.visit.little_things)),
    )


def _verdict(desk: Desk, business: SiteBusiness, card: Scorecard, posts: Posts) -> VerdictView | None:
    if card.verdict is Verdict.NOT_SAID:
        return None
    answers = [visit for visit in counted(business.visits) if visit.answer is not None]
    return VerdictView(
        word=phrases.verdict(desk.messages, card.verdict),
        key=card.verdict.value.lower(),
        note=_verdict_note(desk.messages, business, card),
        answers=tuple(_answer(desk, visit, posts[visit.post]) for visit in answers[-ANSWERS:]),
        condition=answers[-1].visit.would_return_if if answers else "",
        share=_share(desk.messages, card),
    )


def _verdict_note(messages: Messages, business: SiteBusiness, card: Scorecard) -> str:
    """Where the verdict comes from, when that needs saying."""
    if card.authors_call:
        reason = business.fields.verdict_reason
        because = messages.say("verdicts.authors_call_because", reason=reason) if reason else ""
        return because or messages.say("verdicts.authors_call")
    inferred = messages.say("verdicts.inferred_from_scores") if card.inferred else ""
    return messages.listed((inferred, messages.say("verdicts.so_far") if card.so_far else ""))


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


def _share(messages: Messages, card: Scorecard) -> FactView | None:
    interval = numerals.interval(messages, card.share, card.wilson)
    note = messages.say("scorecard.interval", interval=interval) if interval else ""
    return _fact(numerals.part_of(messages, card.share), note)


def _consistency(messages: Messages, card: Scorecard) -> FactView | None:
    only = messages.say("scorecard.one_visit") if card.scored == 1 else ""
    return _steady(messages, card.consistency, card.steadiness) or _fact(only)


def _steady(messages: Messages, consistency: float | None, steadiness: Steadiness | None) -> FactView | None:
    word = messages.say(f"steadiness.{key_of(steadiness.value)}") if steadiness is not None else ""
    return _fact(numerals.percent(messages, consistency), word)


def _trend(messages: Messages, card: Scorecard) -> FactView | None:
    if card.trend is None:
        return None
    note = messages.say("scorecard.trend_note", difference=numerals.signed(messages, card.trend.delta))
    return FactView(value=messages.say(f"scorecard.trend_{card.trend.word}"), note=note, key=card.trend.word)


def _peers(messages: Messages, business: SiteBusiness, card: Scorecard) -> FactView | None:
    """§7.13, with the level named as far as the author names the business."""
    peers, fields = card.peers, business.fields
    if peers is None:
        return None
    country = messages.country(fields.country or "")
    place = {"locality": fields.locality, "region": fields.region, "country": country, "everywhere": ""}[peers.level]
    where = messages.say("peers.in_place", place=place) if place else messages.say("peers.everywhere")
    if fields.anonymous and peers.level in ("locality", "region"):
        where = messages.say(f"peers.in_same_{peers.level}")
    better = {1: "better", -1: "worse", 0: "level"}[numerals.sign(peers.difference)]
    others = phrases.inside(messages, business.kind.plural)
    note = messages.say(f"peers.{better}", n=peers.count, kind=others, where=where)
    return FactView(value=numerals.signed(messages, peers.difference), note=note)


def _ranking(desk: Desk, business: SiteBusiness, card: Scorecard) -> FactView | None:
    """§7.12: the score that lists are ordered by, and the place it gives among the businesses of the kind."""
    if card.rank_score is None:
        return None
    messages, (place, of) = desk.messages, desk.rank(business.slug)
    kind = phrases.inside(messages, business.kind.plural)
    told = messages.say("scorecard.rank", place=place, n=of, kind=kind)
    if of == 1:
        told = messages.say("scorecard.only_one", kind=phrases.inside(messages, business.kind.label))
    if desk.site.settings.prior.weight:
        told = messages.say("scorecard.drawn", rank=told, prior=numerals.score(messages, card.prior, 2))
    return FactView(value=numerals.score(messages, card.rank_score, 2), note=told)


def _expectation(messages: Messages, card: Scorecard) -> FactView | None:
    gap = card.expectation_gap
    return _fact(numerals.signed(messages, gap), numerals.against_expectation(messages, gap))


def _effort(messages: Messages, card: Scorecard) -> FactView | None:
    if card.effort is None:
        return None
    of_seven = messages.say("scorecard.effort_of_seven", number=numerals.score(messages, card.effort))
    return FactView(value=of_seven, note=messages.say("scorecard.effort_note"))


def _aspects(desk: Desk, business: SiteBusiness, card: Scorecard) -> AspectsView | None:
    messages, say = desk.messages, desk.say
    labels = {name: one.label for name, one in business.kind.dimensions.items()}
    ps = {name: desk.named("four_ps", name) for name in card.four_ps}
    made = AspectsView(
        dimensions=_averages(desk, "dimensions", say("scorecard.what_was_rated"), card.dimensions, labels),
        gap=_gap(messages, card),
        four_ps=_averages(desk, "four_ps", say("scorecard.four_ps"), card.four_ps, ps),
        four_ps_consistency=_steady(messages, card.four_ps_consistency, card.four_ps_steadiness),
        lenses=tuple(_lenses(desk, card)),
    )
    return made if made.dimensions or made.four_ps or made.lenses else None


def _lenses(desk: Desk, card: Scorecard) -> Iterator[BarsView]:
    for number, (name, lens) in enumerate(card.lenses.items(), 1):
        mean = numerals.score(desk.messages, lens.mean)
        title = desk.say("scorecard.lens", lens=desk.named("lenses", name), mean=mean)
        labels = {key: desk.named("dimensions", key) for key in lens.dimensions}
        chart = _averages(desk, f"lens_{number}", title, lens.dimensions, labels)
        if chart is not None:
            yield chart


def _averages(
    desk: Desk, name: str, title: str, averages: Mapping[str, Average], labels: Mapping[str, str]
) -> BarsView | None:
    messages, scale = desk.messages, desk.site.settings.rating
    rows = [
        Measure(
            label=labels.get(key) or desk.named("dimensions", key),
            share=scale.share(one.mean),
            value=numerals.score(messages, one.mean),
            note=messages.say("counts.visits", n=one.count),
        )
        for key, one in averages.items()
    ]
    described = messages.say("scorecard.means", scale=desk.on_scale())
    return bars(f"scorecard_{name}", title, described, rows)


def _gap(messages: Messages, card: Scorecard) -> FactView | None:
    """§7.3: the difference always, a sentence when it is clear."""
    if card.service_minus_product is None:
        return None
    service, product = (numerals.score(messages, card.groups[side]) for side in ("service", "product"))
    note = messages.say(f"scorecard.gap_{card.leading or 'sides'}", service=service, product=product)
    return FactView(value=numerals.signed(messages, card.service_minus_product), note=note, key=card.leading)


def _trust(messages: Messages, card: Scorecard, visits: Sequence[SiteVisit]) -> TrustView | None:
    checked = _part(messages, card.front_door)
    made = TrustView(
        promises=_part(messages, card.promises),
        pending=card.promises_pending,
        incidents=_incidents(messages, visits),
        recovery=_recovery(messages, card),
        open_incidents=card.open_incidents,
        double_deviation=bool(card.double_deviation),
        missing_stages=tuple(
            messages.say(f"incidents.never_{one.stage}", what=one.what) for one in card.missing_stages
        ),
        abandoned=messages.say("scorecard.abandoned", n=card.abandoned) if card.abandoned else "",
        front_door=checked
        and FactView(value=checked.value, note=messages.say("scorecard.front_door_note", percent=checked.note)),
    )
    return made if any((made.promises, made.pending, made.incidents, made.abandoned, made.front_door)) else None


def _part(messages: Messages, share: Share | None) -> FactView | None:
    if share is None:
        return None
    percent = numerals.percent(messages, Fraction(share.part, share.whole))
    return FactView(value=numerals.part_of(messages, share), note=percent)


def _incidents(messages: Messages, visits: Sequence[SiteVisit]) -> FactView | None:
    found = Counter(incident.outcome for visit in visits for incident in visit.visit.incidents)
    if not found:
        return None
    words = [messages.say(f"incidents.some_{one.value}", n=found[one]) for one in Outcome if found[one]]
    if len(found) == 1:
        words = [messages.say(f"incidents.all_{one.value}") for one in found]
    return FactView(value=messages.number(found.total()), note=messages.join(words))


def _recovery(messages: Messages, card: Scorecard) -> FactView | None:
    return _fact(numerals.percent(messages, card.recovery), messages.say("scorecard.recovery_note"))


def _scores(desk: Desk, visits: Sequence[SiteVisit], posts: Posts) -> CurveView | None:
    """A point a visit, the latest ones; none of a single score."""
    scored = [visit for visit in visits if visit.score is not None]
    if len(scored) < 2:
        return None
    scale, latest, messages = desk.site.settings.rating, scored[-POINTS:], desk.messages
    marks = [
        Mark(
            value=visit.score,
            shown=numerals.score(messages, visit.score),
            label=posts[visit.post].title,
            date=visit.date,
        )
        for visit in latest
        if visit.score is not None
    ]
    ends = {
        "scale": desk.on_scale(),
        "first": marks[0].shown,
        "first_day": messages.day(latest[0].date.day),
        "last": marks[-1].shown,
        "last_day": messages.day(latest[-1].date.day),
    }
    if len(latest) < len(scored):
        description = messages.say("scorecard.scores_latest", latest=len(latest), all=len(scored), **ends)
    else:
        description = messages.say("scorecard.scores_all", n=len(scored), **ends)
    guides = [(value, messages.number(value)) for value in (scale.best, scale.middle, scale.worst)]
    title = messages.say("scorecard.scores")
    return curve("scorecard_scores", title, description, marks, (scale.worst, scale.best), guides)


def _spread(desk: Desk, visits: Sequence[SiteVisit]) -> BarsView | None:
    scores = [visit.score for visit in visits if visit.score is not None]
    if len(scores) < LEAST_SPREAD:
        return None
    title = desk.say("scorecard.spread")
    return distribution(desk.messages, "scorecard_spread", title, scores, desk.site.settings.rating)


def _people(messages: Messages, visits: Sequence[SiteVisit]) -> tuple[str, ...]:
    """Who was met, in the order of meeting, and how often when more than once."""
    met = Counter(person for visit in visits for person in people(messages, visit.visit))
    return tuple(
        messages.say("scorecard.person_often", person=person, n=times) if times > 1 else person
        for person, times in met.items()
    )


def _fact(value: str, note: str = "") -> FactView | None:
    return FactView(value=value, note=note) if value else None
