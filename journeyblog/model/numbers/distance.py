"""§7.15: kilometres along a route."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

RADIUS = 6371.0088
"""The mean radius of the Earth in kilometres (IUGG)."""

Point = tuple[Fraction | float, Fraction | float]
"""Latitude and longitude in degrees."""


def great_circle(here: Point, there: Point) -> float:
    """Kilometres between two points by the haversine formula, from 0 to half the circumference.

    h = sin²(Δφ/2) + cos φ₁·cos φ₂·sin²(Δλ/2), d = 2R·asin √h.
    """
    (north, east), (far_north, far_east) = [(radians(lat), radians(lon)) for lat, lon in (here, there)]
    h = sin((far_north - north) / 2) ** 2 + cos(north) * cos(far_north) * sin((far_east - east) / 2) ** 2
    return 2 * RADIUS * asin(sqrt(min(1.0, h)))


def route_length(points: Iterable[Point]) -> float | None:
    """The sum of the legs from point to point; None of fewer than two points."""
    legs = [great_circle(here, there) for here, there in pairwise(points)]
    return sum(legs) if legs else None
