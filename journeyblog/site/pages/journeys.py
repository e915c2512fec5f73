"""The journeys' index and a page for each journey."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from journeyblog.model.scores import Share, shown
from journeyblog.site import numerals, phrases
from journeyblog.site.pages.desk import Desk, hidden, journey_days, journey_summary, parts_phrase
from journeyblog.site.pages.maps import map_view
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.places import country_name
from journeyblog.site.pages.playbook import entry_view
from journeyblog.site.pages.structured.journeys import journey_graph
from journeyblog.site.site import SiteJourney
from journeyblog.site.summaries import JourneySummary, summarise
from journeyblog.site.views import FigureView, HeadView, JourneysView, JourneyView, LessonView

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
    summary = summarise(desk.site, journey, desk.scorecards())
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
        figures=tuple(_figures(desk, summary)),
        map=map_view(desk, journey.posts, linked=True),
        standouts=tuple(desk.business_card(desk.site.businesses[slug]) for slug in summary.standouts),
        let_downs=tuple(desk.business_card(desk.site.businesses[slug]) for slug in summary.let_downs),
        little_things=summary.little_things,
        lessons=tuple(
            LessonView(text=lesson, post=desk.post_link(post, whole=False))
            for post in journey.posts
            for lesson in post.entry.fields.lessons
        ),
        playbook=tuple(
            entry_view(entry, desk.post_link(post, whole=False))
            for post in journey.posts
            for entry in post.entry.fields.playbook
        ),
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


def _figures(desk: Desk, summary: JourneySummary) -> Iterator[FigureView]:
    """Its numbers with their labels; one without data is left out."""
    best = phrases.number(desk.site.settings.rating.best)
    score, expected = summary.mean_visit_score, summary.expectation_gap
    interval = numerals.interval(summary.share, summary.wilson)
    notes = (_percent_of(summary.share), f"95 % interval {interval}" if interval else "")
    rows = (
        ("Days", str(summary.days or ""), ""),
        ("Distance", numerals.kilometres(summary.km) if summary.km is not None else "", ""),
        ("Places", phrases.join(summary.places), ""),
        ("Countries", phrases.join([country_name(code) for code in summary.countries]), ""),
        ("Rhythm", _rhythm(summary), f"planned: {summary.planned_cadence}" if summary.planned_cadence else ""),
        ("Met", _met(summary), ""),
        ("Mean score", f"{shown(score)} of {best}" if score is not None else "", "of all visits"),
        ("Would return", numerals.part_of(summary.share), ", ".join(note for note in notes if note)),
        ("Good or better", numerals.part_of(summary.good_or_better), _percent_of(summary.good_or_better)),
        ("Net recommend", numerals.net(summary.net_recommend), f"{summary.recommendations} businesses"),
        ("Promises kept", numerals.part_of(summary.promises), _percent_of(summary.promises)),
        ("Went wrong", phrases.count(summary.incidents, "incident", "incidents") if summary.incidents else "", ""),
        ("Put right", numerals.percent(summary.recovery), ""),
        ("Against expectation", numerals.signed(expected), ""),
        ("Effort", f"{shown(summary.effort)} of 7" if summary.effort is not None else "", "7 is very easy"),
        ("What it cost", numerals.outlay(summary.outlay), "beside the prices"),
    )  # fmt: skip
    return (FigureView(label=label, value=value, note=note) for label, value, note in rows if value)


def _percent_of(share: Share | None) -> str:
    return numerals.percent(Fraction(share.part, share.whole)) if share is not None and share.whole else ""


def _rhythm(summary: JourneySummary) -> str:
    if summary.cadence is None:
        return ""
    return "an installment a day" if summary.cadence == 1 else f"an installment every {shown(summary.cadence)} days"


def _met(summary: JourneySummary) -> str:
    if not summary.visits:
        return ""
    businesses = phrases.count(len(summary.businesses), "business", "businesses")
    return f"{businesses} on {phrases.count(summary.visits, 'visit', 'visits')}"


def _route(journey: SiteJourney) -> tuple[str, ...]:
    fields = journey.fields
    stops = {stop.name for stop in fields.stops}
    ends = [fields.destination] if fields.destination is not None and fields.destination.name not in stops else []
    names = [place.name for place in (fields.origin, *fields.stops, *ends) if place is not None and place.name]
    return tuple(name for i, name in enumerate(names) if i == 0 or names[i - 1] != name)
