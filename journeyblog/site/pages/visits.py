"""A visit as a card, as a line of a history, and beside its opposite."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from journeyblog.config.load import label_of
from journeyblog.model.answers import Answer
from journeyblog.model.numbers.doors import front_door
from journeyblog.model.numbers.incidents import recovery
from journeyblog.model.numbers.outlay import outlay
from journeyblog.model.numbers.promises import promises_kept
from journeyblog.model.scores import aspect_score, shown
from journeyblog.model.visit import Disclosure, Visit
from journeyblog.site import numerals, phrases
from journeyblog.site.charts import Measure, bars
from journeyblog.site.pages.desk import Desk, hidden, place_of
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

PER = {"person": "per person", "night": "per night", "day": "per day", "total": ""}


def visit_id(visit: SiteVisit) -> str:
    """The id of a visit's card on its post's page. No heading of a text can have it: those have no underscores."""
    return f"visit_{visit.place + 1}"


def visit_view(desk: Desk, visit: SiteVisit, post: SitePost) -> VisitView:
    """The card of a visit in its post."""
    said, business = visit.visit, desk.site.businesses[visit.business]
    here, name = visit_id(visit), business.fields.name
    return VisitView(
        id=here,
        business=desk.business_link(visit.business),
        kind=business.kind.label,
        place=place_of(business),
        date=visit.date,
        score=numerals.score(visit.score),
        out_of=phrases.number(desk.site.settings.rating.best),
        answer=_answer(visit),
        answer_key=_answer(visit).lower(),
        inferred=visit.answer is not None and visit.answer.inferred,
        condition=said.would_return_if,
        provisional=said.provisional,
        counts=said.counts,
        fictional=business.fields.fictional,
        aspects=_aspects(said, business),
        ratings=rating_bars(desk, f"{here}_ratings", f"Ratings of {name}", _dimensions(said, business)),
        four_ps=rating_bars(desk, f"{here}_four_ps", f"The four Ps of {name}", _four_ps(said)),
        lenses=tuple(_lenses(desk, visit)),
        recommend=_recommend(said),
        told_friends=said.told_friends,
        occasion=said.occasion,
        why=said.why,
        note=said.note,
        context=said.context,
        party=said.party,
        price=_price(said),
        expected=_expected(visit),
        effort=f"{phrases.number(said.effort)} of 7 (7 is very easy)" if said.effort is not None else "",
        cost=numerals.outlay(outlay([said.cost])),
        good=said.good,
        bad=said.bad,
        little_things=said.little_things,
        warning_signs=said.warning_signs,
        people=people(said),
        promises=tuple(promise_view(promise) for promise in said.promises),
        incidents=tuple(incident_view(incident) for incident in said.incidents),
        compared_to=_compared(desk, said),
        ended=_ended(said),
        disclosure=_disclosure(visit, post.entry.fields.disclosure),
    )


def history_view(desk: Desk, visit: SiteVisit, post: SitePost) -> HistoryView:
    """A visit in the history of its business, with the way to its card."""
    said = visit.visit
    return HistoryView(
        date=visit.date,
        post=LinkView(label=desk.heading(post), url=f"{desk.url(post.location)}#{visit_id(visit)}"),
        score=numerals.score(visit.score),
        answer=_answer(visit),
        answer_key=_answer(visit).lower(),
        inferred=visit.answer is not None and visit.answer.inferred,
        provisional=said.provisional,
        counts=said.counts,
        condition=said.would_return_if,
        why=said.why,
        disclosure=phrases.DISCLOSURES[visit.disclosure],
        hidden=hidden(post.hidden),
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
            ContrastRowView(label=row[1], good=sides[0].get(row, ""), bad=sides[1].get(row, "")) for row in rows
        ),
    )


def people(visit: Visit) -> tuple[str, ...]:
    """Who was met: name, role and what is said of them."""
    return tuple(
        ", ".join(part for part in (person.name, person.role) if part) + (f": {person.note}" if person.note else "")
        for person in visit.staff
    )


def _is_better(one: SiteVisit, other: SiteVisit) -> bool:
    """By the answers if both have one and they differ, else by the scores."""
    if one.answer is not None and other.answer is not None and one.answer.weight != other.answer.weight:
        return one.answer.weight > other.answer.weight
    return one.score is not None and other.score is not None and one.score > other.score


def _comparable(desk: Desk, visit: SiteVisit) -> Iterator[tuple[tuple[int, str], str]]:
    """What is said of a visit in few words, under the rank and the label of its row; a label may stand twice."""
    said, business = visit.visit, desk.site.businesses[visit.business]
    best = phrases.number(desk.site.settings.rating.best)
    summed = (
        ("Promises kept", numerals.part_of(promises_kept(said.promises))),
        ("Went wrong", str(len(said.incidents) or "")),
        ("Recovery", numerals.percent(recovery(said.incidents))),
        ("Front-door check", numerals.part_of(front_door(said.touchpoints, desk.site.settings.channels))),
        ("Effort", f"{phrases.number(said.effort)} of 7" if said.effort is not None else ""),
        ("Ended", _ended(said)),
        ("What it cost", numerals.outlay(outlay([said.cost]))),
    )
    rows = (
        (0, "Would return", _answer(visit)),
        (1, "Score", f"{shown(visit.score)} of {best}" if visit.score is not None else ""),
        *((2, label, phrases.number(value)) for label, value in _dimensions(said, business)),
        *((3, f"{label} (four Ps)", phrases.number(value)) for label, value in _four_ps(said)),
        *((rank, label, text) for rank, (label, text) in enumerate(summed, 4)),
    )
    return (((rank, label), text) for rank, label, text in rows if text)


def _lenses(desk: Desk, visit: SiteVisit) -> Iterator[BarsView]:
    for number, (lens, ratings) in enumerate(visit.visit.lenses.items(), 1):
        rated = [(label_of(name), value) for name, value in ratings.items()]
        chart = rating_bars(desk, f"{visit_id(visit)}_lens_{number}", label_of(lens), rated)
        if chart is not None:
            yield chart


def _dimensions(said: Visit, business: SiteBusiness) -> list[tuple[str, Fraction]]:
    """In the order of the kind, whatever the order written."""
    return [(one.label, said.ratings[name]) for name, one in business.kind.dimensions.items() if name in said.ratings]


def rating_bars(desk: Desk, chart: str, title: str, rated: Iterable[tuple[str, Fraction]]) -> BarsView | None:
    """Bars of ratings as the author wrote them."""
    scale = desk.site.settings.rating
    rows = [Measure(label=label, share=scale.share(value), value=phrases.number(value)) for label, value in rated]
    return bars(chart, title, phrases.on_scale(scale), rows)


def _answer(visit: SiteVisit) -> str:
    return visit.answer.word if visit.answer is not None else ""


def _aspects(said: Visit, business: SiteBusiness) -> str:
    """§7.1: what the aspects would make, beside an explicit rating."""
    if said.rating is None:
        return ""
    weights = {name: one.weight for name, one in business.kind.dimensions.items()}
    return numerals.score(aspect_score(said, weights))


def _four_ps(visit: Visit) -> list[tuple[str, Fraction]]:
    rated = visit.four_ps.rated() if visit.four_ps is not None else {}
    return [(label_of(name), value) for name, value in rated.items()]


def _recommend(visit: Visit) -> str:
    said = visit.would_recommend
    if not isinstance(said, Answer | int):
        return ""
    return said.value.capitalize() if isinstance(said, Answer) else f"{said} of 10"


def _expected(visit: SiteVisit) -> FactView | None:
    expected = visit.visit.expected
    if expected is None:
        return None
    gap = visit.score - expected if visit.score is not None else None
    return FactView(value=phrases.number(expected), note=numerals.against_expectation(gap))


def _price(visit: Visit) -> str:
    if visit.price is None:
        return ""
    amount = numerals.money(visit.price.amount, visit.price.currency)
    return " ".join(part for part in (amount, PER[visit.price.per]) if part)


def _compared(desk: Desk, visit: Visit) -> tuple[LinkView, ...]:
    slugs = (desk.atlas.directory.business(name) for name in visit.compared_to)
    return tuple(desk.business_link(slug) for slug in slugs if slug is not None and slug in desk.site.businesses)


def _disclosure(visit: SiteVisit, of_post: Disclosure) -> str:
    """Only where it differs from the post's, which is told once for all."""
    return "" if visit.disclosure is of_post else phrases.DISCLOSURES[visit.disclosure]


def _ended(visit: Visit) -> str:
    if visit.ended == "cancelled":
        return "Cancelled, and nobody followed up" if visit.follow_up is False else "Cancelled"
    return "Left before the end" if visit.ended == "left" else ""
