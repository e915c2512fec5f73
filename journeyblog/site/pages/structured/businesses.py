"""A business: on its own page, and as what a review is about."""

from fractions import Fraction

from markupsafe import Markup

from journeyblog.config.schema_types import LOCAL, ORGANISATIONS, PLACES, fitting_type
from journeyblog.model.scores import shown
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.structured.graph import Node, breadcrumbs, given, script
from journeyblog.site.scorecards import counted
from journeyblog.site.site import SiteBusiness
from journeyblog.site.views import NO_HTML, ImageView


def business_graph(desk: Desk, business: SiteBusiness, image: ImageView | None) -> Markup:
    """The graph of a business's page; nothing for one that has no name or does not exist."""
    if not desk.atlas.origin or not is_told(business):
        return NO_HTML
    return script(
        [
            _whole(desk, business, image),
            breadcrumbs(
                desk, [(desk.say("businesses.title"), "/businesses/"), (business.fields.name, business.location)]
            ),
        ]
    )


def is_told(business: SiteBusiness) -> bool:
    """Whether machines are told of it at all."""
    return not (business.fields.anonymous or business.fields.fictional)


def is_reviewed(desk: Desk, business: SiteBusiness) -> bool:
    """Whether what is said of it is a review: never of the author's own."""
    return desk.site.settings.structured_data.reviews and is_told(business) and not business.fields.own


def subject(desk: Desk, business: SiteBusiness) -> Node:
    """The business as a review names it, with what a visit's card shows of it."""
    fields, page = business.fields, desk.absolute(business.location)
    type_ = _type_of(business)
    address = given(
        {
            "@type": "PostalAddress",
            "addressLocality": fields.locality,
            "addressRegion": "" if fields.locality else fields.region,
            "addressCountry": fields.country,
        }
    )
    placed = len(address) > 1 and (type_ in ORGANISATIONS or type_ in PLACES)
    return given(
        {
            "@type": type_,
            "@id": f"{page}#business",
            "name": fields.name,
            "url": page,
            "address": address if placed else None,
        }
    )


def rating(desk: Desk, type_: str, value: Fraction) -> Node:
    """A rating on the site's scale, rounded as readers see it."""
    scale = desk.site.settings.rating
    return {
        "@type": type_,
        "ratingValue": _number(float(shown(value))),
        "bestRating": _number(float(scale.best)),
        "worstRating": _number(float(scale.worst)),
    }


def _whole(desk: Desk, business: SiteBusiness, image: ImageView | None) -> Node:
    fields = business.fields
    node = subject(desk, business)
    type_ = node["@type"]
    node |= given({"alternateName": list(fields.aka), "sameAs": fields.url, "image": desk.absolute_image(image)})
    if type_ in ORGANISATIONS or type_ in PLACES:
        address = given(
            {
                "@type": "PostalAddress",
                "streetAddress": fields.street,
                "addressLocality": fields.locality,
                "addressRegion": fields.region,
                "postalCode": fields.postcode,
                "addressCountry": fields.country,
            }
        )
        node |= given(
            {
                "telephone": fields.phone,
                "address": address if len(address) > 1 else None,
                "aggregateRating": _aggregate(desk, business),
            }
        )
    if type_ in PLACES and fields.lat is not None and fields.lon is not None:
        node["geo"] = {"@type": "GeoCoordinates", "latitude": float(fields.lat), "longitude": float(fields.lon)}
    if type_ in LOCAL and fields.price_range:
        node["priceRange"] = "€" * fields.price_range
    parent = desk.site.businesses.get(desk.atlas.directory.business(fields.parent) or "") if fields.parent else None
    if type_ in ORGANISATIONS and parent is not None and is_told(parent):
        node["parentOrganization"] = subject(desk, parent)
    return node


def _aggregate(desk: Desk, business: SiteBusiness) -> Node | None:
    """The overall score, when enough different people have rated: one person's own mean is no consensus."""
    rated = [visit for visit in counted(business.visits) if visit.score is not None]
    authors = {author for visit in rated for author in visit.authors}
    enough = len(authors) >= desk.site.settings.structured_data.aggregate_min_authors and len(rated) > 1
    if not enough or business.overall is None or not is_reviewed(desk, business):
        return None
    return rating(desk, "AggregateRating", business.overall) | {"ratingCount": len(rated)}


def _type_of(business: SiteBusiness) -> str:
    return fitting_type(business.fields.schema_type, business.kind.schema)


def _number(value: float) -> float:
    """As one writes it: 5, 4.6."""
    return int(value) if value.is_integer() else value
