"""The index of places, and a page for each: the businesses there, and the posts."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.kinds import order_sentence
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.paging import BUSINESSES, Made, paged_head, paginate
from journeyblog.site.places import SitePlace
from journeyblog.site.site import SiteBusiness, SitePost
from journeyblog.site.views import PagerView, PlaceCardView, PlaceGroupView, PlacesView, PlaceView

Row = tuple[tuple[SiteBusiness, ...], tuple[SitePost, ...]]


def place_pages(desk: Desk) -> Iterator[Page]:
    """The index (when any place was told), and each place."""
    places = desk.gazetteer().places
    if not places:
        return
    yield Page(location="/places/", template="places.html", source="the list of places", make=partial(_index, desk))
    for place in places.values():
        yield from paginate(
            desk,
            place.location,
            "place.html",
            f"place '{place.name}'",
            _rows(desk, place),
            1,
            partial(_place, desk, place),
            lambda row: row[1][0].date.day.isoformat() if row[1] else "",
        )


def _rows(desk: Desk, place: SitePlace) -> Sequence[Row]:
    """What stands on each page: so many of the businesses, the best first, and so many of the posts."""
    order, size = desk.order(), desk.site.settings.pagination
    there = [desk.site.businesses[slug] for slug in sorted(place.businesses, key=order.__getitem__)]
    total = max(-(-len(there) // BUSINESSES), -(-len(place.posts) // size))
    return [
        (tuple(there[i * BUSINESSES : (i + 1) * BUSINESSES]), place.posts[i * size : (i + 1) * size])
        for i in range(total)
    ]


def _index(desk: Desk) -> Made:
    def country(place: SitePlace) -> tuple[bool, str]:
        return not place.country, desk.messages.country(place.country)

    places = sorted(desk.gazetteer().places.values(), key=country)
    view = PlacesView(
        title=desk.say("places.title"),
        groups=tuple(
            PlaceGroupView(
                label=label,
                places=tuple(
                    PlaceCardView(
                        name=one.name,
                        url=desk.url(one.location),
                        posts=len(one.posts),
                        businesses=len(one.businesses),
                    )
                    for one in group
                ),
            )
            for (_, label), group in groupby(places, key=country)
        ),
    )
    return view, desk.head(view.title, "/places/", desk.say("places.description"))


def _place(desk: Desk, place: SitePlace, rows: Sequence[Row], pager: PagerView) -> Made:
    ((businesses, posts),) = rows
    country = desk.messages.country(place.country)
    view = PlaceView(
        title=place.name,
        country=country,
        order=order_sentence(desk) if len(place.businesses) > 1 else "",
        businesses=tuple(desk.business_card(one) for one in businesses),
        cards=tuple(desk.card(post) for post in posts),
        pager=pager,
    )
    where = desk.say("places.in_country", place=place.name, country=country) if country else place.name
    return view, paged_head(desk, where, place.location, desk.say("places.place_description", place=where), pager)
