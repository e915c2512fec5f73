"""How the model's own types are read, for one rating scale."""

from typing import Any

from yaml.nodes import Node, ScalarNode

from journeyblog.dates import UnclearDate, parse_moment
from journeyblog.model.answers import ANSWER_SHAPE, Answer, Recommendation, RecommendationShape
from journeyblog.model.business import Verdict
from journeyblog.model.place import Country, Place, PlaceShape, Stop, parse_country
from journeyblog.model.post import register_post
from journeyblog.model.scale import Rating, RatingShape, Scale
from journeyblog.model.visit import Due
from journeyblog.schema import FAILED, Reading, ScalarShape, Shapes, kind_of
from journeyblog.schema.shapes import ChoiceShape


class DueShape:
    """A date when it reads as one, else the author's own words."""

    name = "a date or a text"

    def read(self, node: Node, reading: Reading) -> Any:
        """A Moment or a text."""
        if not isinstance(node, ScalarNode):
            reading.error("wrong-shape", f"This should be {self.name}, not {kind_of(node)}", node)
            return FAILED
        try:
            return parse_moment(node.value)[0]
        except UnclearDate:
            return node.value


def model_shapes(scale: Scale) -> Shapes:
    """Shapes for posts, businesses, journeys and pages of a site with this scale."""
    shapes = Shapes(
        {
            Rating: RatingShape(scale),
            Answer: ANSWER_SHAPE,
            Recommendation: RecommendationShape(),
            Country: ScalarShape("a country code", parse_country),
            Due: DueShape(),
            Verdict: ChoiceShape({verdict.value.lower(): verdict for verdict in Verdict}),
        }
    )
    shapes.add(Place, PlaceShape(shapes))
    shapes.add(Stop, PlaceShape(shapes, Stop))
    register_post(shapes)
    return shapes
