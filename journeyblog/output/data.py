"""The open data of a site: what its pages say, as plain values for other people's programs.

In: the desk of a laid-out site. Out: one document, from which ``site.json``, the tables and the database are made; so
nothing is in one of them that is not in the others, and what is withheld is withheld in one place. Invariants: nothing
of drafts; of a business that the author does not name no more than its page tells; numbers at full precision, dates as
written, the same site the same bytes. ``site.schema.json`` says what each member is.
"""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from importlib.resources import files
from typing import Any, Generic, TypeVar

from journeyblog.dates import Moment
from journeyblog.model.answers import Answer
from journeyblog.model.place import Place, Stop
from journeyblog.model.post import PartKind
from journeyblog.model.visit import FOUR_PS, Complaint, Incident, Promise, Touchpoint
from journeyblog.output.figures import Figures, number, site_figures
from journeyblog.site.pages.desk import Desk
from journeyblog.site.scorecards import kind_name
from journeyblog.site.site import SiteBusiness, SiteJourney, SitePost, SiteVisit

FOLDER = "/data/"
SCHEMA = "site.schema.json"
T = TypeVar("T")
COMPLAINT = ("made", "acknowledged", "responded", "resolved", "followed_up")
WIDE = ("country", "everywhere")
"""Levels of peers that do not tell where a business lies."""


def has_data(desk: Desk) -> bool:
    """Whether there is anything to tell: a site without visits has no data."""
    return any(post.visits and not post.hidden for post in desk.site.posts)


def schema_json() -> bytes:
    """The JSON Schema of :func:`site_data`."""
    return files("journeyblog.output").joinpath(SCHEMA).read_bytes()


def data_json(document: Figures) -> bytes:
    """The document as JSON."""
    out = io.BytesIO()
    for piece in _member(document, 2):  # it is long: never all of it as text as well
        out.write(piece.encode())
    out.write(b"\n")
    return out.getvalue()


def _member(value: Any, levels: int) -> Iterator[str]:
    """A value as JSON, its members a line each, and so on for some levels: a record of the site is one line."""
    if not levels or not value or not isinstance(value, dict | list | Records):
        yield json.dumps(value, ensure_ascii=False, default=list)
        return
    named = isinstance(value, dict)
    before = "{\n" if named else "[\n"
    for name, one in value.items() if isinstance(value, dict) else enumerate(value):
        yield f"{before}{json.dumps(name, ensure_ascii=False)}: " if named else before
        yield from _member(one, levels - 1)
        before = ",\n"
    yield "\n}" if named else "\n]"


class Records(Generic[T]):
    """Records of what there is most of, made anew for each who goes through them: all of them at once would take more
    room than the site that they tell of.
    """

    def __init__(self, told: Sequence[T], make: Callable[[T], Figures]) -> None:
        self._told, self._make = told, make

    def __len__(self) -> int:
        return len(self._told)

    def __iter__(self) -> Iterator[Figures]:
        return map(self._make, self._told)


def site_data(desk: Desk) -> Figures:
    """Everything; posts and visits oldest first, businesses by rank."""
    site, settings = desk.site, desk.site.settings
    cards = desk.scorecards()
    figures = site_figures(site, cards, desk.summaries(), desk.related_posts())
    posts = [post for post in reversed(site.posts) if not post.hidden]
    mentions: dict[str, list[str]] = {}
    for business in site.businesses.values():
        for post in business.mentioned:
            mentions.setdefault(post.path, []).append(business.slug)
    kinds = {kind_name(settings, business) for business in site.businesses.values()}
    told = {post.location for post in posts}
    scale = settings.rating
    return {
        "$schema": address(desk, FOLDER + SCHEMA),
        "title": settings.title,
        "url": address(desk, "/"),
        "language": settings.language,
        "scale": {"worst": float(scale.worst), "best": float(scale.best), "step": float(scale.step)},
        "authors": {
            key: {"name": author.name, "url": address(desk, f"/authors/{key}/") if key in site.authors else None}
            for key, author in settings.authors.items()
        },
        "kinds": {name: _kind(desk, name) for name in settings.kinds if name in kinds},
        "site_prior": figures["site_prior"],
        "businesses": {
            slug: _business(desk, site.businesses[slug], one) for slug, one in figures["businesses"].items()
        },
        "journeys": {
            slug: {**_journey(desk, site.journeys[slug]), **one}
            for slug, one in figures["journeys"].items()
            if not site.journeys[slug].hidden
        },
        "posts": Records(posts, lambda post: _post(desk, post, mentions.get(post.path, ()))),
        "visits": Records(
            [(visit, post.location) for post in posts for visit in post.visits], lambda told: _visit(desk, *told)
        ),
        "verdict_changes": figures["verdict_changes"],
        "related": {
            location: [one for one in others if one in told]
            for location, others in figures["related"].items()
            if location in told
        },
    }


def address(desk: Desk, location: str) -> str:
    """With scheme and host when the site has a ``base_url``."""
    return desk.absolute(location) or desk.url(location)


def _kind(desk: Desk, name: str) -> Figures:
    kind = desk.site.settings.kinds[name]
    dimensions = {
        key: {"label": one.label, "group": one.group, "weight": float(one.weight)}
        for key, one in kind.dimensions.items()
    }
    return {"label": kind.label, "plural": kind.plural, "dimensions": dimensions}


def _business(desk: Desk, business: SiteBusiness, figures: Figures) -> Figures:
    fields = business.fields
    parent = desk.atlas.directory.business(fields.parent) if fields.parent else None
    where: Figures = {
        "aka": list(fields.aka),
        "street": fields.street or None,
        "district": fields.district or None,
        "locality": fields.locality or None,
        "region": fields.region or None,
        "postcode": fields.postcode or None,
        "country": fields.country,
        "lat": number(fields.lat),
        "lon": number(fields.lon),
        "homepage": fields.url or None,
        "phone": fields.phone or None,
        "opened": moment(fields.opened),
        "closed": moment(fields.closed),
        "parent": parent if parent in desk.site.businesses else None,
        "tags": list(fields.tags),
        "price_range": fields.price_range,
    }
    if fields.anonymous:
        where = {key: [] if value.__class__ is list else None for key, value in where.items()}
        where["country"] = fields.country
        peers = figures["peers"]
        figures = {**figures, "peers": peers if peers is not None and peers[0] in WIDE else None}
    return {
        "name": figures["name"],
        "kind": figures["kind"],
        "url": address(desk, business.location),
        **where,
        "anonymous": fields.anonymous,
        "own": fields.own,
        "fictional": fields.fictional,
        "verdict_reason": fields.verdict_reason or None,
        **figures,
    }


def _journey(desk: Desk, journey: SiteJourney) -> Figures:
    fields = journey.fields
    return {
        "title": journey.title,
        "url": address(desk, journey.location),
        "label": fields.label or None,
        "summary": fields.summary or None,
        "start": moment(fields.start),
        "end": moment(fields.end),
        "status": fields.status,
        "parts_planned": fields.parts_planned,
        "origin": _place(fields.origin),
        "destination": _place(fields.destination),
        "stops": [{**_place(stop), "date": moment(stop.date), "mode": stop.mode or None} for stop in fields.stops],
        "modes": list(fields.modes),
        "travellers": list(fields.travellers),
        "posts": [post.location for post in journey.posts if not post.hidden],
    }


def _post(desk: Desk, post: SitePost, mentions: Iterable[str]) -> Figures:
    site, fields, station = desk.site, post.entry.fields, post.station
    journey = site.journeys.get(post.journey)
    in_journey = journey is not None and not journey.hidden and station is not None
    return {
        "location": post.location,
        "url": address(desk, post.location),
        "title": post.title,
        "heading": desk.heading(post),
        "date": post.date.machine,
        "updated": moment(fields.updated),
        "language": fields.language or site.settings.language,
        "authors": list(post.authors),
        "summary": desk.summary(post),
        "journey": post.journey if in_journey else None,
        "part": station.kind.value if in_journey and station is not None else None,
        "number": station.number if in_journey and station and station.kind is PartKind.NUMBERED else None,
        "categories": [site.categories[slug].name for slug in post.categories],
        "tags": [site.tags[slug].name for slug in post.tags],
        "place": _place(fields.location),
        "mentions": list(mentions),
        "lessons": list(fields.lessons),
        "playbook": [
            {
                "entry": one.entry,
                "stage": one.stage or None,
                "at_home": one.at_home or None,
                "status": one.status,
                "pin": one.pin,
            }
            for one in fields.playbook
        ],
        "touchpoints": [_touchpoint(point) for point in fields.touchpoints],
        "contrast": fields.contrast,
        "disclosure": fields.disclosure.value,
    }


def _visit(desk: Desk, visit: SiteVisit, told_in: str) -> Figures:
    said = visit.visit
    four_ps = said.four_ps.rated() if said.four_ps is not None else {}
    return {
        "post": told_in,
        "place": visit.place + 1,
        "business": visit.business,
        "date": visit.date.machine,
        "authors": list(visit.authors),
        "score": number(visit.score),
        "rating": number(said.rating),
        "ratings": _numbers(said.ratings),
        "four_ps": _numbers({name: four_ps[name] for name in FOUR_PS if name in four_ps}),
        "lenses": {name: _numbers(ratings) for name, ratings in said.lenses.items()},
        "answer": visit.answer.word if visit.answer is not None else None,
        "answer_weight": number(visit.answer.weight if visit.answer is not None else None),
        "inferred": visit.answer is not None and visit.answer.inferred,
        "condition": said.would_return_if or None,
        "would_recommend": _recommendation(said.would_recommend),
        "told_friends": said.told_friends,
        "provisional": said.provisional,
        "standout": said.standout,
        "counts": said.counts,
        **{name: getattr(said, name) or None for name in ("why", "occasion", "note", "context", "party")},
        "price": _amount(said.price.amount, said.price.currency, per=said.price.per) if said.price else None,
        "staff": [{name: getattr(one, name) or None for name in ("name", "role", "note")} for one in said.staff],
        **{name: list(getattr(said, name)) for name in ("good", "bad", "little_things", "warning_signs")},
        "expected": number(said.expected),
        "effort": number(said.effort),
        "touchpoints": [_touchpoint(point) for point in said.touchpoints],
        "promises": [_promise(promise) for promise in said.promises],
        "incidents": [_incident(incident) for incident in said.incidents],
        "ended": said.ended,
        "follow_up": said.follow_up,
        "cost": _amount(said.cost.money, said.cost.currency, hours=number(said.cost.hours), days=number(said.cost.days))
        if said.cost
        else None,
        "compared_to": list(_known(desk, said.compared_to)),
        "disclosure": visit.disclosure.value,
    }


def _known(desk: Desk, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        slug = desk.atlas.directory.business(name)
        if slug is not None and slug in desk.site.businesses:
            yield slug


def _touchpoint(point: Touchpoint) -> Figures:
    return {
        **{name: getattr(point, name) or None for name in ("stage", "channel", "what", "who")},
        **{name: number(getattr(point, name)) for name in ("emotion", "response_hours", "wait_minutes")},
        "real_person": point.real_person,
    }


def _promise(promise: Promise) -> Figures:
    return {
        "what": promise.what,
        "promised": _due(promise.promised),
        "delivered": _due(promise.delivered),
        "kept": promise.was_kept,
    }


def _incident(incident: Incident) -> Figures:
    return {
        "what": incident.what,
        "stage": incident.stage or None,
        "severity": incident.severity,
        "complained": incident.was_complained_of,
        "complaint": _complaint(incident.complaint),
        "response": list(incident.response),
        "outcome": incident.outcome.value,
        "satisfaction": number(incident.satisfaction),
    }


def _complaint(complaint: Complaint | None) -> Figures | None:
    return {name: moment(getattr(complaint, name)) for name in COMPLAINT} if complaint is not None else None


def _place(place: Place | Stop | None) -> Any:
    if place is None:
        return None
    return {"name": place.name or None, "lat": number(place.lat), "lon": number(place.lon), "country": place.country}


def _amount(money: Fraction | None, currency: str, **more: Any) -> Figures:
    return {"money": number(money), "currency": currency or None, **more}


def _recommendation(said: object) -> str | int | None:
    return said.value if isinstance(said, Answer) else said if isinstance(said, int) else None


def _due(due: object) -> str | None:
    return due.machine if isinstance(due, Moment) else str(due) if due else None


def _numbers(values: Mapping[str, Fraction]) -> dict[str, float]:
    return {name: float(value) for name, value in values.items()}


def moment(when: Moment | None) -> str | None:
    """``YYYY-MM-DD``, with the time when the author wrote one."""
    return when.machine if when is not None else None
