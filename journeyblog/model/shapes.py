"""How the model's own types are read, for one rating scale."""

from typing import Any

from yaml.nodes import Node, ScalarNode

from journeyblog.dates import UnclearDate, parse_moment
from journeyblog.model.answers import ANSWER_SHAPE, Answer, Recommendation, RecommendationShape
from journeyblog.model.business import Verdict
from journeyblog.model.place import Country, Place, PlaceShape, Stop, country_pattern, parse_country
from journeyblog.model.post_shapes import register_post
from journeyblog.model.scale import Rating, RatingShape, Scale
from journeyblog.model.visit import Due
from journeyblog.schema import ChoiceShape, Definitions, JsonSchema, Reading, ScalarShape, Shape, Shapes
from journeyblog.schema.json_schema import text


class DueShape(Shape):
    """A date when it reads as one, else the author's own words."""

    __slots__ = ()
    plural = "dates or texts"
    example = "2018-02-14"
    name = "a date or a text"

    def read(self, node: Node, reading: Reading) -> Any:
        """A Moment or a text."""
        if not isinstance(node, ScalarNode):
            return self.misshapen(node, reading)
        try:
            return parse_moment(node.value)[0]
        except UnclearDate:
            return node.value

    def schema(self, definitions: Definitions) -> JsonSchema:  # noqa: ARG002  a Shape's signature
        """Anything that is a text."""
        return text()


def model_shapes(scale: Scale) -> Shapes:
    """Shapes for posts, businesses, journeys and pages of a site with this scale."""
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
    register_post(shapes)
    return shapes
