"""How the model's own types are read, for one rating scale."""

import re
from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any

from yaml.nodes import Node, ScalarNode

from journeyblog.dates import UnclearDate, parse_moment
from journeyblog.model.answers import ANSWER_SHAPE, Answer, Recommendation, RecommendationShape
from journeyblog.model.business import Business, Verdict
from journeyblog.model.journey import Journey
from journeyblog.model.place import Country, Place, PlaceShape, Stop, country_code, country_pattern, parse_country
from journeyblog.model.post_shapes import register_post
from journeyblog.model.price import PriceShape
from journeyblog.model.scale import Rating, RatingShape, Scale
from journeyblog.model.visit import Due, Price, Visit
from journeyblog.schema import (
    ChoiceShape,
    Definitions,
    Elsewhere,
    JsonSchema,
    Reading,
    RecordShape,
    ScalarShape,
    Shape,
    Shapes,
)
from journeyblog.schema.json_schema import text
from journeyblog.schema.singles import MomentShape

_MOMENT = MomentShape()
_RATED = ("rating", "stars", "score", "grade")
_VISITED = tuple(
    one.name for one in fields(Visit) if one.name not in {*_RATED, *(one.name for one in fields(Business))}
)
_LIKE_A_DATE = re.compile(
    r"\d{4}[-/.:]\d{1,2}[-/.:]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d]+,? \d{4}$"
)


def _of_a_visit(values: Mapping[str, str], there: Collection[str]) -> str:  # noqa: ARG001  as Elsewhere calls it
    lines = "  ".join(f"{key}: {value}" for key, value in values.items())
    return f"It belongs to a visit: write in a post, below  business: …  the line  {lines}"


def _own_rating(values: Mapping[str, str], there: Collection[str]) -> str:  # noqa: ARG001  as Elsewhere calls it
    rating = next(iter(values.values()))
    return f"If this is your own rating, write  rating: {rating}  in the post, below  business: …  else remove it"


def _of_a_business(values: Mapping[str, str], there: Collection[str]) -> str:  # noqa: ARG001  as Elsewhere calls it
    """``Mijas, Spain`` in the fields of a business; a name alone is a town."""
    town, _, land = values["location"].strip('"').rpartition(", ")
    code = country_code(land)
    if not code:
        return "Write  locality:  and  country:  and, for the map,  lat:  and  lon:"
    return f"Write this:\nlocality: {town}\ncountry: {code}" if town else f"Write  country: {code}"


def _of_a_destination(values: Mapping[str, str], there: Collection[str]) -> str:  # noqa: ARG001  as Elsewhere calls it
    code = country_code(values["country"]) or "ES"
    return f"Remove it, or write where the journey leads, as in  destination: {{name: Mijas, country: {code}}}"


_OF_OTHERS = (
    *(Elsewhere(keys=(name,), told=_of_a_visit) for name in _VISITED),
    Elsewhere(keys=_RATED, told=_own_rating),
    Elsewhere(keys=("location",), told=_of_a_business),
)
_OF_POSTS = (
    Elsewhere(keys=("posts",), told=lambda *_: "Remove it: the posts in this folder are those of the journey"),
    Elsewhere(
        keys=("duration", "days", "length"), told=lambda *_: "Remove it; the days follow from  start:  and  end:"
    ),
    Elsewhere(keys=("country",), told=_of_a_destination),
)


class DueShape(Shape):
    """A date when it looks like one, else the author's own words: "two weeks", "before noon"."""

    __slots__ = ()
    plural = "dates or texts"
    example = "2018-02-14"
    name = "a date or a text"

    def read(self, node: Node, reading: Reading) -> Any:
        """A Moment or a text."""
        if not isinstance(node, ScalarNode):
            return self.misshapen(node, reading)
        try:
            parse_moment(node.value)
        except UnclearDate:
            if not _LIKE_A_DATE.match(node.value.strip()):
                return node.value
        return _MOMENT.read(node, reading)  # a day that does not exist must not pass for words: kept follows from it

    def schema(self, definitions: Definitions) -> JsonSchema:  # noqa: ARG002  a Shape's signature
        """Anything that is a text."""
        return text()


def model_shapes(scale: Scale, dimensions: Collection[str] = ()) -> Shapes:
    """Shapes for posts, businesses, journeys and pages of a site with this scale.

    ``dimensions`` are what is rated of any kind of business: whoever writes one beside ``ratings`` is told so.
    """
    shapes = Shapes(
        {
            Rating: RatingShape(scale),
            Answer: ANSWER_SHAPE,
            Recommendation: RecommendationShape(),
            Country: ScalarShape(
                "a country code",
                parse_country,
                plural="country codes",
                example="ES",
                schema={"type": "string", "pattern": country_pattern()},
            ),
            Due: DueShape(),
            Verdict: ChoiceShape({verdict.value.lower(): verdict for verdict in Verdict}),
        }
    )
    shapes.add(Place, PlaceShape(shapes))
    shapes.add(Stop, PlaceShape(shapes, Stop))
    shapes.add(Price, PriceShape(shapes))
    shapes.add(Visit, RecordShape(Visit, shapes, held={"ratings": dimensions}))
    register_post(shapes)
    shapes.add(Business, RecordShape(Business, shapes, elsewhere=_OF_OTHERS))
    shapes.add(Journey, RecordShape(Journey, shapes, elsewhere=_OF_POSTS))
    return shapes
