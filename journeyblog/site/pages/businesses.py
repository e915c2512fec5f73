"""A page for each business."""

from collections.abc import Iterator, Mapping
from functools import partial

from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.scorecards import scorecard_view
from journeyblog.site.pages.structured.businesses import business_graph
from journeyblog.site.pages.visits import history_view
from journeyblog.site.site import SiteBusiness, SitePost
from journeyblog.site.views import BusinessView, HeadView

LATEST = 20
"""How many visits of a history are shown at once; those before them are folded."""


def business_pages(desk: Desk) -> Iterator[Page]:
    """A page for each business."""
    posts = {post.path: post for post in desk.site.posts}
    for business in desk.site.businesses.values():
        yield business_page(desk, business, posts)


def business_page(desk: Desk, business: SiteBusiness, posts: Mapping[str, SitePost]) -> Page:
    """The page of a business; ``posts`` are those of the site, by their files."""
    return Page(
        location=business.location,
        template="business.html",
        source=business.entry.path if business.entry is not None else f"business {business.slug}",
        make=partial(_business, desk, business, posts),
        updated=max((visit.date.day.isoformat() for visit in business.visits), default=""),
    )


def _business(desk: Desk, business: SiteBusiness, posts: Mapping[str, SitePost]) -> tuple[BusinessView, HeadView]:
    fields, entry = business.fields, business.entry
    path = entry.path if entry is not None else ""
    image = desk.image(fields.image, fields.image_alt, path)
    parent = desk.atlas.directory.business(fields.parent) if fields.parent else None
    named = not fields.anonymous
    history = tuple(history_view(desk, visit, posts[visit.post]) for visit in business.visits)
    view = BusinessView(
        name=fields.name,
        url=desk.url(business.location),
        kind=desk.kind_link(business),
        place=desk.place_of(business),
        address=_address(desk, business) if named else "",
        body=desk.html(business.body, path),
        scorecard=scorecard_view(desk, business, posts),
        earlier=history[:-LATEST],
        latest=history[-LATEST:],
        homepage=fields.url if named else "",
        phone=fields.phone if named else "",
        opens=fields.opens,
        price_range="€" * (fields.price_range or 0),
        aka=fields.aka if named else (),
        parent=desk.business_link(parent) if parent is not None and parent in desk.site.businesses else None,
        mentions=tuple(desk.card(post) for post in business.mentioned),
        image=image,
        anonymous=fields.anonymous,
        own=fields.own,
        fictional=fields.fictional,
        closed=fields.closed,
        extra=fields.extra,
    )
    structured = business_graph(desk, business, image)
    return view, desk.head(fields.name, business.location, _description(desk, view), image=image, structured=structured)


def _address(desk: Desk, business: SiteBusiness) -> str:
    fields = business.fields
    town = " ".join(part for part in (fields.postcode, fields.locality) if part)
    country = desk.messages.country(fields.country or "")
    address = desk.messages.listed(dict.fromkeys((fields.street, fields.district, town, fields.region, country)))
    return "" if address == desk.place_of(business) else address


def _description(desk: Desk, view: BusinessView) -> str:
    card, kind = view.scorecard, view.kind.label
    at = desk.say("business.described_at", kind=kind, place=view.place) if view.place else ""
    where = at or desk.say("business.described", kind=kind)
    if card is None:
        return where
    verdict = desk.say("verdicts.would_we", verdict=card.verdict.word) if card.verdict else ""
    visits = desk.say("counts.visits", n=card.scored)
    out_of = desk.say("numbers.out_of", score=card.overall, best=card.out_of)
    score = desk.say("business.score_from", score=out_of, visits=visits) if card.overall else ""
    return " ".join(part for part in (where, verdict, score) if part)
