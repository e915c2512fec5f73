"""A page for each business."""

from collections.abc import Iterator
from functools import partial

from journeyblog.model.place import countries
from journeyblog.site import phrases
from journeyblog.site.pages.desk import Desk, place_of
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
        yield Page(
            location=business.location,
            template="business.html",
            source=business.entry.path if business.entry is not None else f"business {business.slug}",
            make=partial(_business, desk, business, posts),
            updated=max((visit.date.day.isoformat() for visit in business.visits), default=""),
        )


def _business(desk: Desk, business: SiteBusiness, posts: dict[str, SitePost]) -> tuple[BusinessView, HeadView]:
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
        place=place_of(business),
        address=_address(business) if named else "",
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
    return view, desk.head(fields.name, business.location, _description(view), image=image, structured=structured)


def _address(business: SiteBusiness) -> str:
    fields = business.fields
    town = " ".join(part for part in (fields.postcode, fields.locality) if part)
    country = countries()[fields.country] if fields.country else ""
    parts = (fields.street, fields.district, town, fields.region, country)
    address = ", ".join(dict.fromkeys(part for part in parts if part))
    return "" if address == place_of(business) else address


def _description(view: BusinessView) -> str:
    card, where = view.scorecard, f"{view.kind.label}, {view.place}." if view.place else f"{view.kind.label}."
    if card is None:
        return where
    verdict = f"Would we go back? {card.verdict.word}." if card.verdict else ""
    visits = phrases.count(card.scored, "visit", "visits")
    score = f"{card.overall} of {card.out_of} from {visits}." if card.overall else ""
    return " ".join(part for part in (where, verdict, score) if part)
