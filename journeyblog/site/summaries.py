"""The summary of each journey: what its visits add up to, how far it went, how it felt (content model, section 7.15).

In: the :class:`Site` and its scorecards. Out: frozen values. A journey's numbers are made of its own installments'
visits; only stand-outs, let-downs and the mean business score ask what is known of a business altogether.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from journeyblog.dates import Moment
from journeyblog.model.answers import Answer
from journeyblog.model.numbers.calendar import cadence, days_between
from journeyblog.model.numbers.distance import Point, route_length
from journeyblog.model.numbers.emotion import emotion
from journeyblog.model.numbers.flags import good_or_better
from journeyblog.model.numbers.incidents import recovery
from journeyblog.model.numbers.interval import wilson
from journeyblog.model.numbers.outlay import Outlay, effort, expectation_gap, outlay
from journeyblog.model.numbers.promises import promises_kept
from journeyblog.model.numbers.recommend import Recommends, net_recommend
from journeyblog.model.scale import Scale
from journeyblog.model.scores import Share, overall, would_return_share
from journeyblog.site.places import place_key, post_locality, told_locality
from journeyblog.site.scorecards import Scorecard, counted, scorecards
from journeyblog.site.site import Site, SiteBusiness, SiteJourney, SitePost, SiteVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class EmotionPoint:
    """A point of the emotion curve, from −2 to 2: a visit, or a post's own touchpoint, which has no business."""

    value: Fraction
    date: Moment
    post: str
    business: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneySummary:
    """A journey in numbers; scores are on the site's scale, shares from 0 to 1, ``km`` unrounded.

    ``businesses`` stand in the order of their first visit, ``standouts`` and ``let_downs`` in that of the latest.
    ``cadence`` is days from one installment to the next, ``planned_cadence`` the author's word. ``recommendations``
    counts the businesses of which the author said whether to recommend them.
    """

    slug: str
    visits: int
    businesses: tuple[str, ...]
    mean_visit_score: Fraction | None
    mean_business_score: Fraction | None
    share: Share
    wilson: tuple[float, float] | None
    good_or_better: Share | None
    standouts: tuple[str, ...]
    let_downs: tuple[str, ...]
    incidents: int | None
    recovery: Fraction | None
    promises: Share | None
    little_things: tuple[str, ...]
    days: int | None
    places: tuple[str, ...]
    countries: tuple[str, ...]
    installments: int
    planned_cadence: str
    cadence: Fraction | None
    km: float | None
    emotions: tuple[EmotionPoint, ...]
    recommendations: int
    net_recommend: Fraction | None
    expectation_gap: Fraction | None
    effort: Fraction | None
    outlay: Outlay | None


def journey_summaries(site: Site, cards: Mapping[str, Scorecard] | None = None) -> Mapping[str, JourneySummary]:
    """The summary of every journey, by its slug. ``cards`` saves making the scorecards anew."""
    known = cards if cards is not None else scorecards(site)
    return {slug: summarise(site, journey, known) for slug, journey in site.journeys.items()}


def visits_in_order(posts: Iterable[SitePost]) -> tuple[SiteVisit, ...]:
    """The visits that count, in the order in which those of a business stand: by date, the post's date, path, place."""
    pairs = [(visit, post) for post in posts for visit in counted(post.visits)]
    pairs.sort(key=lambda pair: (pair[0].date.order, pair[1].date.order, pair[1].path, pair[0].place))
    return tuple(visit for visit, _ in pairs)


def emotion_points(posts: Iterable[SitePost], scale: Scale) -> tuple[EmotionPoint, ...]:
    """The emotion curve of some posts by date; a post's own touchpoints come after all of its visits."""
    points: list[tuple[Moment, Moment, str, int, EmotionPoint]] = []
    for post in posts:
        visits = counted(post.visits)
        for visit in visits:
            value = emotion(visit.visit, visit.score, scale)
            if value is not None:
                point = EmotionPoint(value=value, date=visit.date, post=post.path, business=visit.business)
                points.append((visit.date, post.date, post.path, visit.place, point))
        after = max((post.date, *(visit.date for visit in visits)))
        for place, touch in enumerate(post.entry.fields.touchpoints, len(post.visits)):
            if touch.emotion is not None:
                point = EmotionPoint(value=touch.emotion, date=post.date, post=post.path, what=touch.what)
                points.append((after, post.date, post.path, place, point))
    return tuple(point for *_, point in sorted(points, key=lambda one: one[:4]))


def recommendations(visits: Iterable[SiteVisit]) -> tuple[Recommends, ...]:
    """§7.16: the latest word on each business of whether to recommend it; ``visits`` run oldest first."""
    latest: dict[str, Recommends] = {}
    for visit in visits:
        said = visit.visit.would_recommend
        if isinstance(said, Answer | int):
            latest[visit.business] = said
    return tuple(latest.values())


def summarise(site: Site, journey: SiteJourney, cards: Mapping[str, Scorecard]) -> JourneySummary:
    """The summary of one journey."""
    scale, fields = site.settings.rating, journey.fields
    visits = visits_in_order(journey.posts)
    said = [visit.visit for visit in visits]
    met = tuple(dict.fromkeys(visit.business for visit in visits))
    latest = tuple(dict.fromkeys(visit.business for visit in reversed(visits)))[::-1]
    share = would_return_share(visit.answer for visit in visits if visit.answer is not None)
    incidents = [incident for one in said for incident in one.incidents]
    recommends = recommendations(visits)
    businesses = [site.businesses[slug] for slug in met]
    return JourneySummary(
        slug=journey.slug,
        visits=len(visits),
        businesses=met,
        mean_visit_score=overall(visit.score for visit in visits),
        mean_business_score=overall(business.overall for business in businesses),
        share=share,
        wilson=wilson(share),
        good_or_better=good_or_better((visit.score for visit in visits), scale),
        standouts=tuple(slug for slug in latest if cards[slug].standout),
        let_downs=tuple(slug for slug in latest if cards[slug].let_down),
        incidents=len(incidents) or None,
        recovery=recovery(incidents),
        promises=promises_kept(promise for one in said for promise in one.promises),
        little_things=tuple(thing for one in said for thing in one.little_things),
        days=days_between(fields.start.day if fields.start else None, fields.end.day if fields.end else None),
        places=_places(journey.posts, businesses),
        countries=_countries(journey.posts, businesses),
        installments=len(journey.posts),
        planned_cadence=fields.cadence,
        cadence=cadence([post.date.day for post in journey.posts]),
        km=_kilometres(journey),
        emotions=emotion_points(journey.posts, scale),
        recommendations=len(recommends),
        net_recommend=net_recommend(recommends),
        expectation_gap=expectation_gap((visit.visit, visit.score) for visit in visits),
        effort=effort(said),
        outlay=outlay(one.cost for one in said),
    )


def _places(posts: Sequence[SitePost], businesses: Sequence[SiteBusiness]) -> tuple[str, ...]:
    names = [post_locality(post) for post in posts] + [told_locality(business.fields) for business in businesses]
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(place_key(name), name)
    return tuple(found.values())


def _countries(posts: Sequence[SitePost], businesses: Sequence[SiteBusiness]) -> tuple[str, ...]:
    locations = [post.entry.fields.location for post in posts]
    codes = [location.country for location in locations if location is not None]
    codes += [business.fields.country for business in businesses]
    return tuple(dict.fromkeys(code for code in codes if code))


def _kilometres(journey: SiteJourney) -> float | None:
    """The length of the journey's own track; else of its installments, summed; else the legs of the route."""
    if journey.km is not None:
        return journey.km
    told = [post.km for post in journey.posts if post.km is not None]
    if told:
        return float(sum(told))
    fields = journey.fields
    ends = (fields.destination,) if not fields.stops else ()
    points: list[Point] = [
        (place.lat, place.lon)
        for place in (fields.origin, *fields.stops, *ends)
        if place is not None and place.lat is not None and place.lon is not None
    ]
    return route_length(points)
