"""A journey: as a series of posts, and as a trip from place to place."""

from collections.abc import Sequence

from markupsafe import Markup

from journeyblog.site.pages.desk import Desk, journey_summary
from journeyblog.site.pages.structured.graph import Node, breadcrumbs, given, script, when
from journeyblog.site.pages.structured.posts import position, posting_id, series
from journeyblog.site.site import SiteJourney, SitePost
from journeyblog.site.views import NO_HTML, ImageView

MOST_PARTS = 100
"""How many installments a journey's graph names, so that no page grows heavy; each says itself what it is part of."""


def journey_graph(desk: Desk, journey: SiteJourney, route: Sequence[str], image: ImageView | None) -> Markup:
    """The graph of a journey's page; ``route`` are the places that it shows."""
    if not desk.atlas.origin or journey.hidden:
        return NO_HTML
    fields, node = journey.fields, series(desk, journey)
    about = given({"description": journey_summary(journey), "image": desk.absolute_image(image)})
    told = node | about
    told |= given(
        {
            "startDate": when(desk, fields.start) if fields.start is not None else "",
            "endDate": when(desk, fields.end) if fields.end is not None else "",
            "inLanguage": desk.site.settings.language,
            "hasPart": [_part(desk, post) for post in journey.posts[:MOST_PARTS] if not post.hidden],
        }
    )
    trip = given(
        {
            "@type": "TouristTrip",
            "@id": f"{node['url']}#trip",
            "name": journey.title,
            "url": node["url"],
            **about,
            "itinerary": _itinerary(route),
            "subjectOf": {"@id": node["@id"]},
        }
    )
    trail = breadcrumbs(desk, [(desk.say("journeys.title"), "/journeys/"), (journey.title, journey.location)])
    return script([told, trip, trail])


def _part(desk: Desk, post: SitePost) -> Node:
    return {
        "@type": "BlogPosting",
        "@id": posting_id(desk, post),
        "headline": post.title,
        "url": desk.absolute(post.location),
        "position": position(desk, post),
    }


def _itinerary(route: Sequence[str]) -> Node | None:
    stops = [
        {"@type": "ListItem", "position": place, "item": {"@type": "Place", "name": name}}
        for place, name in enumerate(route, 1)
    ]
    return {"@type": "ItemList", "itemListElement": stops} if stops else None
