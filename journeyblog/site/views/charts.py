"""Charts as geometry: where each bar ends and each point lies, in the drawing's own units; templates only draw.

``id`` is unique on its page: the drawing's title and description are named ``<id>-title`` and ``<id>-description``.
The numbers stand beside the drawing as text, so the drawing itself says only what it is and its range.
"""

from dataclasses import dataclass

from journeyblog.dates import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """A row of a chart of bars: what, how much (a text, rounded), and perhaps of how many.

    The bar runs from 0 to ``length`` of 100, at the height ``y``.
    """

    label: str
    value: str
    length: int
    y: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarsView:
    """Bars below one another. The drawing is 100 wide and ``height`` high, and every row has an equal part of it.

    A row is a place on a scale, where a length of 0 is its worst end; unless they are ``counts``, where 0 is none.
    """

    id: str
    title: str
    description: str
    height: int
    rows: tuple[BarView, ...]
    counts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """A point of a curve, and what is to be said of it beside the drawing.

    ``key`` is ``good``, ``middling`` or ``bad``, for a class; ``note`` a few words more.
    """

    x: int
    y: int
    label: str
    value: str
    key: str
    url: str = ""
    date: Moment | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideView:
    """A level line behind a curve, with its label at the left."""

    y: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveView:
    """A line through points in their order; ``path`` is for the ``d`` of an SVG path.

    Points lie right of ``left``; the guides begin there, and their labels end before it.
    """

    id: str
    title: str
    description: str
    width: int
    height: int
    left: int
    path: str
    points: tuple[PointView, ...]
    guides: tuple[GuideView, ...]
