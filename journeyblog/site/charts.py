"""Numbers to geometry: bars, distributions and curves, as the views of :mod:`journeyblog.site.views.charts`.

In: exact numbers with their texts. Out: whole units of a drawing. Everything depends on where a number lies between the
ends of its scale alone, so two scales give the same drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from journeyblog.dates import Moment
from journeyblog.messages import Messages
from journeyblog.model.scale import Scale, share
from journeyblog.site.views.charts import BarsView, BarView, CurveView, GuideView, PointView

ROW = 100
"""The height of a row of bars. Drawings of bars are stretched to the text beside them."""
BAR_AT = 84
"""Where in its row a bar runs."""
WIDTH, HEIGHT = 320, 150
"""A curve's drawing. Themes stretch it to the width that there is."""
LEFT, RIGHT, TOP, BOTTOM = 28, 316, 12, 138
"""Between these lie the points; the labels of the guides stand left of them."""
GOOD, BAD = Fraction(3, 4), Fraction(3, 8)
"""From which share of the scale a value is good, up to which it is bad (content model, 7.11 and 7.15)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A row of bars: how much of its scale (0 to 1), and the texts beside it."""

    label: str
    share: Fraction
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point of a curve: its value on the curve's scale, and the texts beside it."""

    value: Fraction
    shown: str
    label: str
    url: str = ""
    date: Moment | None = None
    note: str = ""


def bars(
    id: str,  # noqa: A002  as in HTML
    title: str,
    description: str,
    rows: Sequence[Measure],
    *,
    counts: bool = False,
) -> BarsView | None:
    """A bar for each row, of a place on a scale unless they are ``counts``; None without any."""
    if not rows:
        return None
    return BarsView(
        id=id,
        title=title,
        description=description,
        height=ROW * len(rows),
        counts=counts,
        rows=tuple(
            BarView(
                label=row.label, value=row.value, length=_units(row.share, 0, 100), y=ROW * i + BAR_AT, note=row.note
            )
            for i, row in enumerate(rows)
        ),
    )


def distribution(
    messages: Messages,
    id: str,  # noqa: A002  as in HTML
    title: str,
    scores: Sequence[Fraction],
    scale: Scale,
) -> BarsView | None:
    """How many scores lie next to each of five even steps of the scale, the best first; None without scores.

    On 1 to 5 the steps are the whole numbers. A score half way between two counts for the higher one.
    """
    if not scores:
        return None
    nearest = [_units(scale.share(score), 0, 4) for score in scores]
    counts = [nearest.count(step) for step in range(5)]
    steps = [messages.number(scale.worst + (scale.best - scale.worst) * step / 4) for step in range(5)]
    rows = [
        Measure(label=steps[step], share=Fraction(counts[step], max(counts)), value=messages.number(counts[step]))
        for step in reversed(range(5))
    ]
    scored = messages.say("counts.scores", n=len(scores))
    most = steps[max(range(5), key=lambda step: (counts[step], step))]
    return bars(id, title, messages.say("scorecard.spread_described", scores=scored, most=most), rows, counts=True)


def curve(
    id: str,  # noqa: A002  as in HTML
    title: str,
    description: str,
    marks: Sequence[Mark],
    ends: tuple[Fraction, Fraction],
    guides: Sequence[tuple[Fraction, str]] = (),
) -> CurveView | None:
    """A line through ``marks``, evenly spaced in their order, on a scale from the lower of ``ends`` to the higher.

    ``guides`` are values with their labels. From point to point the line is straight: a bend would tell of what nobody
    noted. None without marks.
    """
    if not marks:
        return None
    low, high = ends
    shares = [share(mark.value, low, high) for mark in marks]
    points = tuple(
        PointView(
            x=_between(LEFT, RIGHT, 2 * i + 1, 2 * len(marks)),
            y=_units(height, BOTTOM, TOP),
            label=mark.label,
            value=mark.shown,
            key=tone(height),
            url=mark.url,
            date=mark.date,
            note=mark.note,
        )
        for i, (mark, height) in enumerate(zip(marks, shares, strict=True))
    )
    return CurveView(
        id=id,
        title=title,
        description=description,
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        path=_path(points),
        points=points,
        guides=tuple(GuideView(y=_units(share(value, low, high), BOTTOM, TOP), label=label) for value, label in guides),
    )


def tone(height: Fraction) -> str:
    """``good``, ``middling`` or ``bad``, by the share of the scale."""
    return "good" if height >= GOOD else "bad" if height <= BAD else "middling"


def _path(points: Sequence[PointView]) -> str:
    """From point to point, each straight to the next."""
    return "M" + "L".join(f"{point.x} {point.y}" for point in points)


def _units(part: Fraction, start: int, end: int) -> int:
    """The place of a share from 0 to 1 between two ends, in whole units, half-up."""
    return _between(start, end, *part.as_integer_ratio())


def _between(start: int, end: int, part: int, of: int) -> int:
    return start + (2 * part * (end - start) + of) // (2 * of)
