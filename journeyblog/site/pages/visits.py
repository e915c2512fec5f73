"""A visit as a card."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from journeyblog.config import Dimension
from journeyblog.config.load import label_of
from journeyblog.model.scores import shown
from journeyblog.model.visit import FOUR_PS, Incident, Promise, Visit
from journeyblog.site import phrases
from journeyblog.site.pages.desk import Desk, hidden, place_of
from journeyblog.site.site import SitePost, SiteVisit
from journeyblog.site.views import IncidentView, LinkView, PromiseView, RatingView, VisitView

PER = {"person": "per person", "night": "per night", "day": "per day", "total": ""}


def visit_view(desk: Desk, visit: SiteVisit, post: SitePost, *, linked: bool = False) -> VisitView:
    """The card of a visit; ``linked`` in the history of its business, where the post must be named."""
    said, business = visit.visit, desk.site.businesses[visit.business]
    return VisitView(
        business=desk.business_link(visit.business),
        kind=business.kind.label,
        place=place_of(business),
        date=visit.date,
        score=shown(visit.score) if visit.score is not None else "",
        out_of=phrases.number(desk.site.settings.rating.best),
        answer=visit.answer.word if visit.answer is not None else "",
        inferred=visit.answer is not None and visit.answer.inferred,
        condition=said.would_return_if,
        provisional=said.provisional,
        counts=said.counts,
        fictional=business.fields.fictional,
        ratings=_dimensions(desk, said.ratings, business.kind.dimensions),
        four_ps=_ratings(desk, _four_ps(said)),
        lenses=tuple((label_of(name), _ratings(desk, lens.items())) for name, lens in said.lenses.items()),
        occasion=said.occasion,
        why=said.why,
        note=said.note,
        context=said.context,
        party=said.party,
        price=_price(said),
        good=said.good,
        bad=said.bad,
        little_things=said.little_things,
        warning_signs=said.warning_signs,
        people=_people(said),
        promises=tuple(_promise(promise) for promise in said.promises),
        incidents=tuple(_incident(incident) for incident in said.incidents),
        ended=_ended(said),
        disclosure=phrases.DISCLOSURES[visit.disclosure],
        post=LinkView(label=desk.heading(post), url=desk.url(post.location)) if linked else None,
        hidden=hidden(post.hidden),
    )


def _dimensions(desk: Desk, ratings: Mapping[str, Fraction], known: Mapping[str, Dimension]) -> tuple[RatingView, ...]:
    """In the order of the kind, whatever the order written."""
    return tuple(_rating(desk, known[name].label, ratings[name]) for name in known if name in ratings)


def _ratings(desk: Desk, ratings: Iterable[tuple[str, Fraction]]) -> tuple[RatingView, ...]:
    return tuple(_rating(desk, label_of(name), value) for name, value in ratings)


def _rating(desk: Desk, label: str, value: Fraction) -> RatingView:
    percent = int(desk.site.settings.rating.share(value) * 100 + Fraction(1, 2))
    return RatingView(label=label, value=phrases.number(value), percent=percent)


def _four_ps(visit: Visit) -> list[tuple[str, Fraction]]:
    rated = visit.four_ps.rated() if visit.four_ps is not None else {}
    return [(name, rated[name]) for name in FOUR_PS if name in rated]


def _price(visit: Visit) -> str:
    if visit.price is None:
        return ""
    amount = f"{float(visit.price.amount):,.2f}".removesuffix(".00")
    return " ".join(part for part in (amount, visit.price.currency, PER[visit.price.per]) if part)


def _people(visit: Visit) -> tuple[str, ...]:
    return tuple(
        ", ".join(part for part in (person.name, person.role) if part) + (f": {person.note}" if person.note else "")
        for person in visit.staff
    )


def _promise(promise: Promise) -> PromiseView:
    kept = {True: "Kept", False: "Broken", None: "Not said"}[promise.was_kept]
    return PromiseView(
        what=promise.what,
        promised=phrases.when_due(promise.promised),
        delivered=phrases.when_due(promise.delivered),
        kept=kept,
    )


def _incident(incident: Incident) -> IncidentView:
    response = phrases.join(list(incident.response))
    return IncidentView(
        what=incident.what,
        response=response[:1].upper() + response[1:],
        outcome=incident.outcome.value.capitalize(),
        complained=incident.was_complained_of,
    )


def _ended(visit: Visit) -> str:
    if visit.ended == "cancelled":
        return "Cancelled, and nobody followed up" if visit.follow_up is False else "Cancelled"
    return "Left before the end" if visit.ended == "left" else ""
