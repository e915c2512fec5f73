"""What an author says, as plain frozen values: posts, visits, businesses, journeys, pages, and their numbers."""

from journeyblog.model.shapes import model_shapes

__all__ = ["model_shapes"]
