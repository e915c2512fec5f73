"""A visit as a card, as a line of a history, and beside its opposite."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from journeyblog.messages import Messages, plain_number
from journeyblog.model.answers import Answer
from journeyblog.model.numbers.doors import front_door
from journeyblog.model.numbers.incidents import recovery
from journeyblog.model.numbers.outlay import outlay
from journeyblog.model.numbers.promises import promises_kept
from journeyblog.model.scores import aspect_score
from journeyblog.model.visit import Disclosure, Visit
from journeyblog.site import numerals, phrases
from journeyblog.site.charts import Measure, bars
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.incidents import incident_view, promise_view
from journeyblog.site.site import SiteBusiness, SitePost, SiteVisit
from journeyblog.site.views import (
    BarsView,
    ContrastRowView,
    ContrastView,
    FactView,
    HistoryView,
    LinkView,
    VisitView,
)

ANSWERED = 0
"""The rank of the row that answers whether the author would return."""


def visit_id(visit: SiteVisit) -> str:
    """The id of a visit's card on its post's page. No heading of a text can have it: those have no underscores."""
    return f"visit_{visit.place + 1}"


def visit_view(desk: Desk, visit: SiteVisit, post: SitePost) -> VisitView:
    """The card of a visit in its post."""
    said, business = visit.visit, desk.site.businesses[visit.business]
    messages, say = desk.messages, desk.say
    here, name = visit_id(visit), business.fields.name
    rated, ps = _dimensions(said, business), _four_ps(desk, said)
    return VisitView(
        id=here,
        business=desk.business_link(visit.business),
        kind=business.kind.label,
        place=desk.place_of(business),
        date=visit.date,
        score=numerals.score(messages, visit.score),
        score_machine=numerals.machine(visit.score),
        out_of=messages.number(desk.site.settings.rating.best),
        out_of_machine=plain_number(desk.site.settings.rating.best),
        answer=_answer(messages, visit),
        answer_key=_answer_key(visit),
        inferred=visit.answer is not None and visit.answer.inferred,
        condition=said.would_return_if,
        provisional=said.provisional,
        counts=said.counts,
        fictional=business.fields.fictional,
        aspects=_aspects(messages, said, business),
        ratings=rating_bars(desk, f"{here}_ratings", say("visit.ratings_of", business=name), rated) if rated else None,
        four_ps=rating_bars(desk, f"{here}_four_ps", say("visit.four_ps_of", business=name), ps) if ps else None,
        lenses=tuple(_lenses(desk, visit)),
        recommend=_recommend(desk, said),
        told_friends=said.told_friends,
        occasion=said.occasion,
        why=said.why,
        note=said.note,
        context=said.context,
        party=said.party,
        price=_price(desk, said),
        expected=_expected(messages, visit),
        effort=say("visit.effort_of_seven", effort=said.effort) if said.effort is not None else "",
        cost=numerals.outlay(messages, outlay([said.cost])),
        good=said.good,
        bad=said.bad,
        little_things=said.little_things,
        warning_signs=said.warning_signs,
        people=people(messages, said),
        promises=tuple(promise_view(messages, promise) for promise in said.promises),
        incidents=tuple(incident_view(messages, incident) for incident in said.incidents),
        compared_to=_compared(desk, said),
        ended=_ended(desk, said),
        disclosure=_disclosure(messages, visit, post.entry.fields.disclosure),
    )


def history_view(desk: Desk, visit: SiteVisit, post: SitePost) -> HistoryView:
    """A visit in the history of its business, with the way to its card."""
    said = visit.visit
    return HistoryView(
        date=visit.date,
        post=desk.post_link(post, part=visit_id(visit)),
        score=numerals.score(desk.messages, visit.score),
        answer=_answer(desk.messages, visit),
        answer_key=_answer_key(visit),
        inferred=visit.answer is not None and visit.answer.inferred,
        provisional=said.provisional,
        counts=said.counts,
        condition=said.would_return_if,
        why=said.why,
        disclosure=phrases.disclosure(desk.messages, visit.disclosure),
        hidden=desk.hidden(post.hidden),
    )


def contrast_view(desk: Desk, post: SitePost, cards: Sequence[VisitView]) -> ContrastView:
    """The two visits of a post that sets them side by side, with their ``cards``."""
    better = int(_is_better(post.visits[1], post.visits[0]))
    good, bad = post.visits[better], post.visits[1 - better]
    sides = (dict(_comparable(desk, good)), dict(_comparable(desk, bad)))
    rows = sorted(dict.fromkeys((*sides[0], *sides[1])), key=lambda row: row[0])
    return ContrastView(
        good=cards[better],
        bad=cards[1 - better],
        rows=tuple(
            ContrastRowView(
                label=row[1],
                good=sides[0].get(row, ""),
                bad=sides[1].get(row, ""),
                good_key=_answer_key(good) if row[0] == ANSWERED else "",
                bad_key=_answer_key(bad) if row[0] == ANSWERED else "",
            )
            for row in rows
        ),
    )


def people(messages: Messages, visit: Visit) -> tuple[str, ...]:
    """Who was met: name, role and what is said of them."""
    named = ((messages.listed((person.name, person.role)), person.note) for person in visit.staff)
    return tuple(messages.say("lists.about", name=name, note=note) if note else name for name, note in named)


def _is_better(one: SiteVisit, other: SiteVisit) -> bool:
    """By the answers if both have one and they differ, else by the scores."""
    if one.answer is not None and other.answer is not None and one.answer.weight != other.answer.weight:
        return one.answer.weight > other.answer.weight
    return one.score is not None and other.score is not None and one.score > other.score


def _comparable(desk: Desk, visit: SiteVisit) -> Iterator[tuple[tuple[int, str], str]]:
    """What is said of a visit in few words, under the rank and the label of its row; a label may stand twice."""
    said, business = visit.visit, desk.site.businesses[visit.business]
    messages, say = desk.messages, desk.say
    score = numerals.score(messages, visit.score)
    summed = (
        ("contrast.promises_kept", numerals.part_of(messages, promises_kept(said.promises))),
        ("contrast.went_wrong", messages.number(len(said.incidents)) if said.incidents else ""),
        ("contrast.recovery", numerals.percent(messages, recovery(said.incidents))),
        ("contrast.front_door",
         numerals.part_of(messages, front_door(said.touchpoints, desk.site.settings.channels))),
        ("visit.effort", say("contrast.effort", number=said.effort) if said.effort is not None else ""),
        ("visit.ended", _ended(desk, said)),
        ("visit.cost", numerals.outlay(messages, outlay([said.cost]))),
    )  # fmt: skip
    rows = (
        (ANSWERED, say("contrast.would_return"), _answer(messages, visit)),
        (1, say("contrast.score"),
         say("numbers.out_of", score=score, best=desk.site.settings.rating.best) if score else ""),
        *((2, label, messages.number(value)) for label, value in _dimensions(said, business)),
        *((3, say("contrast.four_ps", label=label), messages.number(value)) for label, value in _four_ps(desk, said)),
        *((rank, say(key), text) for rank, (key, text) in enumerate(summed, 4)),
    )  # fmt: skip
    return (((rank, label), text) for rank, label, text in rows if text)


def _lenses(desk: Desk, visit: SiteVisit) -> Iterator[BarsView]:
    for number, (lens, ratings) in enumerate(visit.visit.lenses.items(), 1):
        rated = [(desk.named("dimensions", name), value) for name, value in ratings.items()]
        chart = rating_bars(desk, f"{visit_id(visit)}_lens_{number}", desk.named("lenses", lens), rated)
        if chart is not None:
            yield chart


def _dimensions(said: Visit, business: SiteBusiness) -> list[tuple[str, Fraction]]:
    """In the order of the kind, whatever the order written."""
    return [(one.label, said.ratings[name]) for name, one in business.kind.dimensions.items() if name in said.ratings]


def rating_bars(desk: Desk, chart: str, title: str, rated: Iterable[tuple[str, Fraction]]) -> BarsView | None:
    """Bars of ratings as the author wrote them."""
    told = [(label, *desk.rated(value)) for label, value in rated]
    rows = [Measure(label=label, share=share, value=written) for label, share, written in told]
    return bars(chart, title, desk.on_scale(), rows)


def _answer(messages: Messages, visit: SiteVisit) -> str:
    key = _answer_key(visit)
    return messages.say(f"verdicts.{key}") if key else ""


def _answer_key(visit: SiteVisit) -> str:
    return visit.answer.word.lower() if visit.answer is not None else ""


def _aspects(messages: Messages, said: Visit, business: SiteBusiness) -> str:
    """§7.1: what the aspects would make, beside an explicit rating."""
    if said.rating is None:
        return ""
    weights = {name: one.weight for name, one in business.kind.dimensions.items()}
    return numerals.score(messages, aspect_score(said, weights))


def _four_ps(desk: Desk, visit: Visit) -> list[tuple[str, Fraction]]:
    rated = visit.four_ps.rated() if visit.four_ps is not None else {}
    return [(desk.named("four_ps", name), value) for name, value in rated.items()]


def _recommend(desk: Desk, visit: Visit) -> str:
    said = visit.would_recommend
    if not isinstance(said, Answer | int):
        return ""
    if isinstance(said, Answer):
        return desk.say(f"recommend.{said.value}")
    return desk.say("visit.recommend_of_ten", number=said)


def _expected(messages: Messages, visit: SiteVisit) -> FactView | None:
    expected = visit.visit.expected
    if expected is None:
        return None
    gap = visit.score - expected if visit.score is not None else None
    return FactView(value=messages.number(expected), note=numerals.against_expectation(messages, gap))


def _price(desk: Desk, visit: Visit) -> str:
    if visit.price is None:
        return ""
    amount = numerals.money(desk.messages, visit.price.amount, visit.price.currency)
    return amount if visit.price.per == "total" else desk.say(f"visit.per_{visit.price.per}", price=amount)


def _compared(desk: Desk, visit: Visit) -> tuple[LinkView, ...]:
    slugs = (desk.atlas.directory.business(name) for name in visit.compared_to)
    return tuple(desk.business_link(slug) for slug in slugs if slug is not None and slug in desk.site.businesses)


def _disclosure(messages: Messages, visit: SiteVisit, of_post: Disclosure) -> str:
    """Only where it differs from the post's, which is told once for all."""
    return "" if visit.disclosure is of_post else phrases.disclosure(messages, visit.disclosure)


def _ended(desk: Desk, visit: Visit) -> str:
    if visit.ended == "cancelled":
        return desk.say("visit.cancelled_no_follow_up" if visit.follow_up is False else "visit.cancelled")
    return desk.say("visit.left") if visit.ended == "left" else ""
