"""The index of businesses and a page for each business."""

from collections.abc import Iterator
from functools import partial

from journeyblog.model.place import countries
from journeyblog.model.scores import confidence, shown
from journeyblog.site import phrases
from journeyblog.site.pages.desk import Desk, place_of, verdict_word
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.structured.businesses import business_graph
from journeyblog.site.pages.visits import visit_view
from journeyblog.site.site import SiteBusiness, SitePost
from journeyblog.site.views import BusinessesView, BusinessGroupView, BusinessView, HeadView


def business_pages(desk: Desk) -> Iterator[Page]:
    """The index (when there is a business at all), and each business."""
    if desk.site.businesses:
        yield Page(
            location="/businesses/",
            template="businesses.html",
            source="the list of businesses",
            make=partial(_index, desk),
        )
    posts = {post.path: post for post in desk.site.posts}
    for business in desk.site.businesses.values():
        yield Page(
            location=business.location,
            template="business.html",
            source=business.entry.path if business.entry is not None else f"business {business.slug}",
            make=partial(_business, desk, business, posts),
            updated=max((visit.date.day.isoformat() for visit in business.visits), default=""),
        )


def _index(desk: Desk) -> tuple[BusinessesView, HeadView]:
    groups: dict[str, list[SiteBusiness]] = {}
    for business in desk.site.businesses.values():
        groups.setdefault(business.kind.plural, []).append(business)
    view = BusinessesView(
        title="Businesses",
        groups=tuple(
            BusinessGroupView(label=label, businesses=tuple(desk.business_card(one) for one in _by_name(groups[label])))
            for label in sorted(groups)
        ),
    )
    return view, desk.head("Businesses", "/businesses/", "Every business met, and whether we would go back.")


def _by_name(businesses: list[SiteBusiness]) -> list[SiteBusiness]:
    return sorted(businesses, key=lambda one: ((one.fields.sort_name or one.fields.name).casefold(), one.slug))


def _business(desk: Desk, business: SiteBusiness, posts: dict[str, SitePost]) -> tuple[BusinessView, HeadView]:
    fields, entry = business.fields, business.entry
    path = entry.path if entry is not None else ""
    image = desk.image(fields.image, fields.image_alt, path)
    parent = desk.atlas.directory.business(fields.parent) if fields.parent else None
    named = not fields.anonymous
    view = BusinessView(
        name=fields.name,
        url=desk.url(business.location),
        kind=business.kind.label,
        place=place_of(business),
        address=_address(business) if named else "",
        verdict=verdict_word(business),
        verdict_note=_verdict_note(business),
        overall=shown(business.overall) if business.overall is not None else "",
        out_of=phrases.number(desk.site.settings.rating.best),
        scored=business.scored,
        confidence=confidence(business.scored),
        share=f"{business.share.part} of {business.share.whole}" if business.share.whole else "",
        visits=tuple(visit_view(desk, visit, posts[visit.post], linked=True) for visit in business.visits),
        body=desk.html(business.body, path),
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


def _verdict_note(business: SiteBusiness) -> str:
    """Where the verdict comes from, when that needs saying."""
    if business.fields.verdict is not None:
        reason = business.fields.verdict_reason
        return f"The author's call: {reason}" if reason else "The author's call"
    notes = []
    if business.inferred:
        notes.append("inferred from the scores")
    counted = [visit for visit in business.visits if visit.visit.counts]
    if counted and counted[-1].visit.provisional:
        notes.append("so far")
    return ", ".join(notes)


def _address(business: SiteBusiness) -> str:
    fields = business.fields
    town = " ".join(part for part in (fields.postcode, fields.locality) if part)
    country = countries()[fields.country] if fields.country else ""
    parts = (fields.street, fields.district, town, fields.region, country)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _description(view: BusinessView) -> str:
    verdict = f"Would we go back? {view.verdict}." if view.verdict else ""
    score = (
        f"{view.overall} of {view.out_of} from {phrases.count(view.scored, 'visit', 'visits')}." if view.overall else ""
    )
    where = f"{view.kind}, {view.place}." if view.place else f"{view.kind}."
    return " ".join(part for part in (where, verdict, score) if part)
