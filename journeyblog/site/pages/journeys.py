"""The journeys' index and a page for each journey."""

from collections.abc import Iterator
from functools import partial

from journeyblog.site.pages.desk import Desk, hidden, journey_days, journey_summary, parts_phrase
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.structured.journeys import journey_graph
from journeyblog.site.site import SiteJourney
from journeyblog.site.views import HeadView, JourneysView, JourneyView

STATUS = {"planned": "Planned", "under_way": "Under way", "finished": "Finished", "draft": "", None: ""}


def journey_pages(desk: Desk) -> Iterator[Page]:
    """The index (when there is a journey at all), and each journey."""
    journeys = newest_first(desk)
    if journeys:
        yield Page(
            location="/journeys/", template="journeys.html", source="the list of journeys", make=partial(_index, desk)
        )
    for journey in journeys:
        yield Page(
            location=journey.location,
            template="journey.html",
            source=journey.entry.path if journey.entry is not None else f"journey {journey.slug}",
            make=partial(_journey, desk, journey),
            listed=not journey.hidden,
            updated=max((post.date.day.isoformat() for post in journey.posts), default=""),
        )


def newest_first(desk: Desk) -> list[SiteJourney]:
    """Journeys by the author's ``order``, then by when they began, newest first."""

    def begins(journey: SiteJourney) -> str:
        start = journey.fields.start or min((post.date for post in journey.posts), default=None)
        return start.local.isoformat() if start is not None else ""

    journeys = sorted(desk.site.journeys.values(), key=lambda one: one.slug)
    journeys.sort(key=begins, reverse=True)
    journeys.sort(key=lambda one: one.fields.order if one.fields.order is not None else 0)
    return journeys


def _index(desk: Desk) -> tuple[JourneysView, HeadView]:
    cards = tuple(desk.journey_card(journey) for journey in newest_first(desk))
    return JourneysView(title="Journeys", journeys=cards), desk.head(
        "Journeys", "/journeys/", "Every journey, newest first."
    )


def _journey(desk: Desk, journey: SiteJourney) -> tuple[JourneyView, HeadView]:
    fields, entry = journey.fields, journey.entry
    feeds = desk.feeds(desk.site.settings.feeds.journeys, journey.location, journey.title) if journey.posts else ()
    met = dict.fromkeys(visit.business for post in journey.posts for visit in post.visits)
    image = desk.image(fields.image, fields.image_alt, entry.path) if entry is not None else None
    view = JourneyView(
        title=journey.title,
        label=fields.label,
        url=desk.url(journey.location),
        summary=journey_summary(journey),
        body=desk.html(journey.body, entry.path if entry is not None else ""),
        days=journey_days(journey),
        parts=parts_phrase(journey),
        status=STATUS[fields.status],
        stations=desk.stations(journey),
        cards=tuple(desk.card(post) for post in journey.posts),
        teaser=journey.posts[-1].entry.fields.teaser if journey.posts else "",
        route=_route(journey),
        modes=fields.modes,
        travellers=fields.travellers,
        businesses=tuple(desk.business_card(desk.site.businesses[slug]) for slug in met),
        image=image,
        feeds=feeds,
        hidden=hidden(journey.hidden),
        extra=fields.extra,
    )
    return view, desk.head(
        journey.title,
        journey.location,
        journey_summary(journey),
        image=image,
        feeds=feeds,
        noindex=bool(journey.hidden),
        structured=journey_graph(desk, journey, view.route, image),
    )


def _route(journey: SiteJourney) -> tuple[str, ...]:
    fields = journey.fields
    stops = {stop.name for stop in fields.stops}
    ends = [fields.destination] if fields.destination is not None and fields.destination.name not in stops else []
    names = [place.name for place in (fields.origin, *fields.stops, *ends) if place is not None and place.name]
    return tuple(name for i, name in enumerate(names) if i == 0 or names[i - 1] != name)
