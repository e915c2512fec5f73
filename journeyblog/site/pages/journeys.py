"""The journeys' index and a page for each journey."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from journeyblog.messages import Messages
from journeyblog.model.scores import Share
from journeyblog.site import numerals
from journeyblog.site.pages.desk import Desk, journey_summary
from journeyblog.site.pages.maps import map_view
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.playbook import entry_view
from journeyblog.site.pages.structured.journeys import journey_graph
from journeyblog.site.site import SiteJourney
from journeyblog.site.summaries import JourneySummary
from journeyblog.site.views import FigureView, HeadView, JourneysView, JourneyView, LessonView

STATUS = ("planned", "under_way", "finished")


def journey_pages(desk: Desk) -> Iterator[Page]:
    """The index (when there is a journey at all), and each journey."""
    journeys = newest_first(desk)
    if journeys:
        yield Page(
            location="/journeys/", template="journeys.html", source="the list of journeys", make=partial(_index, desk)
        )
    for journey in journeys:
        yield journey_page(desk, journey)


def journey_page(desk: Desk, journey: SiteJourney) -> Page:
    """The page of a journey."""
    return Page(
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
    title = desk.say("journeys.title")
    return JourneysView(title=title, journeys=cards), desk.head(title, "/journeys/", desk.say("journeys.description"))


def _journey(desk: Desk, journey: SiteJourney) -> tuple[JourneyView, HeadView]:
    fields, entry = journey.fields, journey.entry
    summary = desk.summaries()[journey.slug]
    feeds = desk.feeds(desk.site.settings.feeds.journeys, journey.location, journey.title) if journey.posts else ()
    met = dict.fromkeys(visit.business for post in journey.posts for visit in post.visits)
    image = desk.image(fields.image, fields.image_alt, entry.path) if entry is not None else None
    view = JourneyView(
        title=journey.title,
        label=fields.label,
        url=desk.url(journey.location),
        summary=journey_summary(journey),
        body=desk.html(journey.body, entry.path if entry is not None else ""),
        days=desk.journey_days(journey),
        parts=desk.parts_phrase(journey),
        status=desk.say(f"journey.status_{fields.status}") if fields.status in STATUS else "",
        stations=desk.stations(journey),
        cards=tuple(desk.card(post) for post in journey.posts),
        teaser=journey.posts[-1].entry.fields.teaser if journey.posts else "",
        teaser_language=desk.language(journey.posts[-1]) if journey.posts else "",
        route=_route(journey),
        modes=fields.modes,
        travellers=fields.travellers,
        figures=tuple(_figures(desk, summary)),
        map=map_view(desk, journey.posts, summary.emotions, linked=True),
        standouts=tuple(desk.business_card(desk.site.businesses[slug]) for slug in summary.standouts),
        let_downs=tuple(desk.business_card(desk.site.businesses[slug]) for slug in summary.let_downs),
        little_things=summary.little_things,
        lessons=tuple(
            LessonView(text=lesson, post=desk.post_link(post, whole=False))
            for post in journey.posts
            for lesson in post.entry.fields.lessons
        ),
        playbook=tuple(
            entry_view(desk, entry, desk.post_link(post, whole=False))
            for post in journey.posts
            for entry in post.entry.fields.playbook
        ),
        businesses=tuple(desk.business_card(desk.site.businesses[slug]) for slug in met),
        image=image,
        feeds=feeds,
        hidden=desk.hidden(journey.hidden),
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
    messages, say, best = desk.messages, desk.say, desk.site.settings.rating.best
    score, effort = summary.mean_visit_score, summary.effort
    interval = numerals.interval(messages, summary.share, summary.wilson)
    notes = (_percent_of(messages, summary.share), say("figures.interval", interval=interval) if interval else "")
    planned = summary.planned_cadence
    rows = (
        ("days", messages.number(summary.days) if summary.days else "", ""),
        ("distance", numerals.kilometres(messages, summary.km) if summary.km is not None else "", ""),
        ("places", messages.join(summary.places), ""),
        ("countries", messages.join([messages.country(code) for code in summary.countries]), ""),
        ("rhythm", _rhythm(messages, summary), say("figures.rhythm_planned", cadence=planned) if planned else ""),
        ("met", _met(messages, summary), ""),
        ("mean_score", _of(messages, score, messages.number(best)), say("figures.of_all_visits")),
        ("would_return", numerals.part_of(messages, summary.share), messages.listed(notes)),
        ("good_or_better", numerals.part_of(messages, summary.good_or_better),
         _percent_of(messages, summary.good_or_better)),
        ("net_recommend", numerals.net(messages, summary.net_recommend),
         say("figures.recommendations", n=summary.recommendations)),
        ("promises_kept", numerals.part_of(messages, summary.promises), _percent_of(messages, summary.promises)),
        ("went_wrong", say("counts.incidents", n=summary.incidents) if summary.incidents else "", ""),
        ("put_right", numerals.percent(messages, summary.recovery), ""),
        ("expectation", numerals.signed(messages, summary.expectation_gap), ""),
        ("effort", _of(messages, effort, messages.number(7)), say("figures.effort_note")),
        ("cost", numerals.outlay(messages, summary.outlay), say("figures.cost_note")),
    )  # fmt: skip
    return (FigureView(label=say(f"figures.{key}"), value=value, note=note) for key, value, note in rows if value)


def _of(messages: Messages, score: Fraction | None, best: str) -> str:
    return messages.say("numbers.out_of", score=numerals.score(messages, score), best=best) if score is not None else ""


def _percent_of(messages: Messages, share: Share | None) -> str:
    return numerals.percent(messages, Fraction(share.part, share.whole)) if share is not None and share.whole else ""


def _rhythm(messages: Messages, summary: JourneySummary) -> str:
    if summary.cadence is None:
        return ""
    if summary.cadence == 1:
        return messages.say("figures.rhythm_daily")
    return messages.say("figures.rhythm_days", days=numerals.score(messages, summary.cadence))


def _met(messages: Messages, summary: JourneySummary) -> str:
    if not summary.visits:
        return ""
    businesses = messages.say("counts.businesses", n=len(summary.businesses))
    return messages.say(
        "figures.met_on_visits", businesses=businesses, visits=messages.say("counts.visits", n=summary.visits)
    )


def _route(journey: SiteJourney) -> tuple[str, ...]:
    fields = journey.fields
    stops = {stop.name for stop in fields.stops}
    ends = [fields.destination] if fields.destination is not None and fields.destination.name not in stops else []
    names = [place.name for place in (fields.origin, *fields.stops, *ends) if place is not None and place.name]
    return tuple(name for i, name in enumerate(names) if i == 0 or names[i - 1] != name)
