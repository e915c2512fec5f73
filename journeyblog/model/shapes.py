"""How the model's own types are read, for one rating scale."""

import re
from collections.abc import Collection
from dataclasses import fields
from typing import Any

from yaml.nodes import Node, ScalarNode

from journeyblog.dates import UnclearDate, parse_moment
from journeyblog.model.answers import ANSWER_SHAPE, Answer, Recommendation, RecommendationShape
from journeyblog.model.business import Business, Verdict
from journeyblog.model.journey import Journey
from journeyblog.model.place import Country, Place, PlaceShape, Stop, country_pattern, parse_country
from journeyblog.model.post_shapes import register_post
from journeyblog.model.price import PriceShape
from journeyblog.model.scale import Rating, RatingShape, Scale
from journeyblog.model.visit import Due, Price, Visit
from journeyblog.schema import ChoiceShape, Definitions, JsonSchema, Reading, RecordShape, ScalarShape, Shape, Shapes
from journeyblog.schema.json_schema import text
from journeyblog.schema.singles import MomentShape

_MOMENT = MomentShape()
_IN_A_POST = "It belongs to a visit: write it in the fields of a post, below  business: …"
_IN_THE_FOLDER = "Remove it: the posts in this folder are those of the journey"
_OF_OTHERS = {
    **dict.fromkeys((one.name for one in fields(Visit)), _IN_A_POST),
    **dict.fromkeys(("stars", "score", "grade"), _IN_A_POST),
    "location": "Write  locality:  and  country:  and, for the map,  lat:  and  lon:",
}
_LIKE_A_DATE = re.compile(
    r"\d{4}[-/.:]\d{1,2}[-/.:]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d]+,? \d{4}$"
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
    shapes.add(Journey, RecordShape(Journey, shapes, elsewhere={"posts": _IN_THE_FOLDER}))
    return shapes
