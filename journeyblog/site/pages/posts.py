"""Post pages."""

from collections.abc import Iterator
from functools import partial

from journeyblog.site import phrases
from journeyblog.site.directory import name_slug
from journeyblog.site.line import position
from journeyblog.site.pages.comments import comments_view
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.furniture import promo_view
from journeyblog.site.pages.maps import map_view
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.playbook import entry_view
from journeyblog.site.pages.share import share_views
from journeyblog.site.pages.structured.posts import post_graph
from journeyblog.site.pages.visits import contrast_view, visit_view
from journeyblog.site.places import post_locality
from journeyblog.site.site import SiteJourney, SitePost
from journeyblog.site.summaries import emotion_points
from journeyblog.site.views import HeadView, JourneyMapView, LineView, LinkView, PostView

NEAR = 6
"""How many stations before and after its own a post shows of a long line, beside the first; two more lines than a
reader takes in at a glance would push the text off a phone's screen."""


def post_pages(desk: Desk) -> Iterator[Page]:
    """A page for each post."""
    for post in reversed(desk.site.posts):  # the oldest first: of two at one place it keeps its address
        yield post_page(desk, post)


def post_page(desk: Desk, post: SitePost) -> Page:
    """The page of a post."""
    updated = post.entry.fields.updated or post.date
    return Page(
        location=post.location,
        template="post.html",
        source=post.path,
        make=partial(_make, desk, post),
        updated=updated.day.isoformat(),
        listed=not post.hidden,
    )


def _make(desk: Desk, post: SitePost) -> tuple[PostView, HeadView]:
    fields, site = post.entry.fields, desk.site
    image = desk.image(fields.image, fields.image_alt, post.path)
    heading = desk.heading(post)
    journey = site.journeys.get(post.journey)
    line = line_view(desk, journey, post) if journey is not None else None
    businesses = {visit.business for visit in post.visits}
    mentioned = (
        site.businesses.get(desk.atlas.directory.business(name) or name_slug(name)) for name in fields.mentions
    )
    visits = tuple(visit_view(desk, visit, post) for visit in post.visits)
    view = PostView(
        title=post.title,
        heading=heading,
        url=desk.url(post.location),
        date=post.date,
        updated=fields.updated,
        expires=fields.expires,
        authors=tuple(desk.person(author) for author in post.authors),
        summary=desk.summary(post),
        body=desk.html(post.body, post.path),
        headings=desk.headings(post.body, post.path),
        minutes=desk.minutes(post.body, post.path),
        language=desk.language(post),
        epigraph=fields.epigraph,
        image=image,
        categories=_terms(desk, post.categories, "categories"),
        tags=_terms(desk, post.tags, "tags"),
        place=_place(desk, post),
        line=line,
        visits=visits,
        contrast=contrast_view(desk, post, visits) if fields.contrast and len(visits) == 2 else None,
        mentions=tuple(
            desk.business_link(one.slug) for one in mentioned if one is not None and one.slug not in businesses
        ),
        lessons=fields.lessons,
        playbook=tuple(entry_view(desk, one) for one in fields.playbook),
        map=_map(desk, post),
        disclosure=phrases.disclosure(desk.messages, fields.disclosure),
        share=share_views(desk, post),
        related=desk.related(post),
        comments=comments_view(desk, post),
        promo=promo_view(desk, post.location),
        hidden=desk.hidden(post.hidden),
        extra=fields.extra,
    )
    head = desk.head(
        heading,
        post.location,
        fields.summary or post.body.summary,
        image=image or (desk.journey_image(journey) if journey is not None else None),
        kind="article",
        language=desk.language(post),
        published=post.date.iso(site.settings.zone),
        modified=fields.updated.iso(site.settings.zone) if fields.updated is not None else "",
        authors=view.authors,
        noindex=bool(post.hidden),
        previous=line.previous.url if line and line.previous else "",
        following=line.following.url if line and line.following else "",
        structured=post_graph(desk, post, image),
    )
    return view, head


def _place(desk: Desk, post: SitePost) -> LinkView | None:
    known, name = desk.gazetteer().of_posts.get(post.path), post_locality(post)
    return desk.place_link(known) if known else desk.link(name, "") if name else None


def _map(desk: Desk, post: SitePost) -> JourneyMapView | None:
    """Only with touchpoints: without any there is nothing on it that the visits' cards do not tell."""
    if not (post.entry.fields.touchpoints or any(visit.visit.touchpoints for visit in post.visits)):
        return None
    return map_view(desk, (post,), emotion_points((post,), desk.site.settings.rating), linked=False)


def line_view(desk: Desk, journey: SiteJourney, post: SitePost) -> LineView:
    """Where the post stands on its journey's line. What it holds is bounded, so that long journeys stay linear."""
    stations, here = desk.stations(journey), desk.place_on_line(journey, post)
    fields, highest = journey.fields, desk.highest_part(journey)
    assert post.station is not None
    first = here - NEAR if here > NEAR + 1 else 0
    end = here + 1 + NEAR
    near = stations[first:end]
    return LineView(
        journey=desk.link(journey.title, journey.location),
        stations=(stations[0], *near) if first else near,
        here=here - first + bool(first),
        skipped=max(0, first - 1),
        beyond=max(0, len(stations) - end),
        position=position(
            desk.messages, post.station, fields.parts_planned, highest, finished=fields.status == "finished"
        ),
        teaser=post.entry.fields.teaser,
        previous=stations[here - 1] if here else None,
        following=stations[here + 1] if here + 1 < len(stations) else None,
    )


def _terms(desk: Desk, slugs: tuple[str, ...], taxonomy: str) -> tuple[LinkView, ...]:
    terms = desk.site.categories if taxonomy == "categories" else desk.site.tags
    return tuple(desk.link(terms[slug].name, f"/{taxonomy}/{slug}/") for slug in slugs)
