"""Charts: numbers to geometry."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.model.scale import Scale
from journeyblog.site.charts import BOTTOM, LEFT, RIGHT, TOP, Mark, Measure, bars, curve, distribution, tone
from journeyblog.theme import english

FIVE = Scale()
HUNDRED = Scale(worst=Fraction(0), best=Fraction(100), step=Fraction(1))
HALVES = st.integers(2, 10).map(lambda n: Fraction(n, 2))


def mark(value: Fraction) -> Mark:
    return Mark(value=value, shown=str(value), label="x")


def on_hundred(score: Fraction) -> Fraction:
    return FIVE.share(score) * 100


def test_bars_run_to_their_share_in_rows_of_one_height() -> None:
    rows = [
        Measure(label="Food", share=Fraction(7, 8), value="4.5"),
        Measure(label="Seat", share=Fraction(0), value="1"),
    ]
    chart = bars("b", "Ratings", "Two", rows)
    assert chart is not None
    assert [(row.label, row.value, row.length) for row in chart.rows] == [("Food", "4.5", 88), ("Seat", "1", 0)]
    assert chart.height == 200
    assert [row.y // 100 for row in chart.rows] == [0, 1]
    assert not chart.counts
    assert bars("b", "Ratings", "None", []) is None


def test_scores_are_counted_at_the_nearest_step_and_ties_go_up() -> None:
    scores = [Fraction(n) for n in ("5", "4.5", "4.49", "3.5", "1")]
    chart = distribution(english(), "d", "Scores", scores, FIVE)
    assert chart is not None
    assert [(row.label, row.value) for row in chart.rows] == [
        ("5", "2"),
        ("4", "2"),
        ("3", "0"),
        ("2", "0"),
        ("1", "1"),
    ]
    assert [row.length for row in chart.rows] == [100, 100, 0, 0, 50]
    assert chart.counts
    assert chart.description == "5 scores, each counted at the nearest of five steps; most are next to 5"
    assert distribution(english(), "d", "Scores", [], FIVE) is None


def test_the_steps_of_another_scale() -> None:
    chart = distribution(english(), "d", "Scores", [Fraction(62)], HUNDRED)
    assert chart is not None
    assert [row.label for row in chart.rows] == ["100", "75", "50", "25", "0"]
    assert [row.value for row in chart.rows] == ["0", "0", "1", "0", "0"]


@given(st.lists(HALVES, min_size=1, max_size=40))
def test_every_score_is_counted_once_on_any_scale(scores: list[Fraction]) -> None:
    chart = distribution(english(), "d", "Scores", scores, FIVE)
    other = distribution(english(), "d", "Scores", [on_hundred(score) for score in scores], HUNDRED)
    assert chart is not None
    assert other is not None
    assert sum(int(row.value) for row in chart.rows) == len(scores)
    assert [(row.value, row.length) for row in chart.rows] == [(row.value, row.length) for row in other.rows]


def test_a_curve_goes_from_left_to_right_and_up_is_better() -> None:
    values = [Fraction(n) for n in (-2, 0, 2)]
    chart = curve("c", "How it felt", "", [mark(value) for value in values], (Fraction(-2), Fraction(2)),
                  [(Fraction(0), "0")])  # fmt: skip
    assert chart is not None
    assert [point.y for point in chart.points] == [BOTTOM, (TOP + BOTTOM) // 2, TOP]
    assert [point.key for point in chart.points] == ["bad", "middling", "good"]
    assert [guide.y for guide in chart.guides] == [chart.points[1].y]
    assert chart.path == "M" + "L".join(f"{point.x} {point.y}" for point in chart.points)
    assert curve("c", "None", "", [], (Fraction(0), Fraction(1))) is None


def test_a_curve_of_one_point_stands_in_the_middle() -> None:
    chart = curve("c", "One", "", [mark(Fraction(3))], (FIVE.worst, FIVE.best))
    assert chart is not None
    assert (chart.points[0].x, chart.points[0].y) == ((LEFT + RIGHT) // 2, (TOP + BOTTOM) // 2)
    assert "L" not in chart.path


@given(st.lists(HALVES, min_size=1, max_size=60))
def test_a_curve_stays_in_its_drawing_and_is_the_same_on_any_scale(scores: list[Fraction]) -> None:
    chart = curve("c", "All", "", [mark(score) for score in scores], (FIVE.worst, FIVE.best))
    other = curve("c", "All", "", [mark(on_hundred(score)) for score in scores], (HUNDRED.worst, HUNDRED.best))
    assert chart is not None
    assert other is not None
    assert chart.path == other.path
    numbers = [int(number) for number in re.findall(r"\d+", chart.path)]
    assert all(LEFT <= x <= RIGHT for x in numbers[::2])
    assert all(TOP <= y <= BOTTOM for y in numbers[1::2])
    assert [point.x for point in chart.points] == sorted(point.x for point in chart.points)


@pytest.mark.parametrize(
    ("share", "key"), [("3/4", "good"), ("0.74", "middling"), ("0.376", "middling"), ("3/8", "bad")]
)
def test_the_tone_of_a_value(share: str, key: str) -> None:
    assert tone(Fraction(share)) == key
