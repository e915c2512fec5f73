"""A journey's way, days and feelings, and what visits asked of the customer."""

from datetime import date
from fractions import Fraction

import pytest

from journeyblog.model.answers import Answer
from journeyblog.model.numbers.calendar import cadence, days_between
from journeyblog.model.numbers.distance import RADIUS, great_circle, route_length
from journeyblog.model.numbers.emotion import emotion
from journeyblog.model.numbers.outlay import Outlay, effort, expectation_gap, outlay
from journeyblog.model.numbers.recommend import net_recommend
from journeyblog.model.scale import Rating, Scale
from journeyblog.model.visit import Cost, Touchpoint, Visit

FIVE = Scale()
OTTAWA = (Fraction("45.4215"), Fraction("-75.6972"))
FUENGIROLA = (Fraction("36.5417"), Fraction("-4.6250"))
MIJAS = (Fraction("36.5958"), Fraction("-4.6373"))
LOS_BOLICHES = (Fraction("36.5525"), Fraction("-4.6140"))


def test_legs_are_great_circles() -> None:
    assert route_length([OTTAWA, FUENGIROLA, MIJAS, LOS_BOLICHES]) == pytest.approx(5863.056325031401, abs=1e-9)
    assert great_circle(OTTAWA, FUENGIROLA) == pytest.approx(5851.7, abs=0.05)
    assert great_circle(FUENGIROLA, MIJAS) == pytest.approx(6.1, abs=0.05)
    assert great_circle(MIJAS, LOS_BOLICHES) == pytest.approx(5.2, abs=0.05)
    assert great_circle(MIJAS, MIJAS) == 0


def test_half_way_round_the_earth_is_as_far_as_it_goes() -> None:
    north, south = (Fraction(90), Fraction(0)), (Fraction(-90), Fraction(0))
    assert great_circle(north, south) == pytest.approx(RADIUS * 3.141592653589793)
    east, west = (Fraction(0), Fraction(179)), (Fraction(0), Fraction(-179))
    assert great_circle(east, west) == pytest.approx(2 * RADIUS * 3.141592653589793 / 180)


@pytest.mark.parametrize("points", [[], [OTTAWA]])
def test_one_point_is_no_way(points: list[tuple[Fraction, Fraction]]) -> None:
    assert route_length(points) is None


def test_days_count_both_ends() -> None:
    assert days_between(date(2018, 2, 1), date(2018, 2, 28)) == 28
    assert days_between(date(2018, 2, 1), date(2018, 2, 1)) == 1
    assert days_between(date(2018, 2, 2), date(2018, 2, 1)) is None
    assert days_between(None, date(2018, 2, 1)) is None
    assert days_between(date(2018, 2, 1), None) is None


def test_cadence_is_the_mean_gap() -> None:
    days = [date(2018, 2, 16), date(2018, 1, 29), date(2018, 2, 3), date(2018, 2, 9), date(2018, 2, 11)]
    assert cadence(days) == Fraction(9, 2)
    assert cadence(days[:1]) is None
    assert cadence([]) is None
    assert cadence([days[0], days[0]]) == 0


def felt(*emotions: int) -> Visit:
    return Visit(business="b", touchpoints=tuple(Touchpoint(emotion=Fraction(one)) for one in emotions))


@pytest.mark.parametrize(
    ("visit", "score", "scale", "value"),
    [
        (felt(1, -2), "5", FIVE, "-1/2"),
        (felt(), "4", FIVE, "1"),
        (felt(), "2.1", FIVE, "-0.9"),
        (felt(), "0", Scale(worst=Fraction(0), best=Fraction(100)), "-2"),
        (felt(), "10", Scale(worst=Fraction(1), best=Fraction(10)), "2"),
        (felt(), None, FIVE, None),
        (Visit(business="b", touchpoints=(Touchpoint(what="silent"),)), "3", FIVE, "0"),
    ],
)
def test_a_visit_feels_like_its_touchpoints_else_like_its_score(
    visit: Visit, score: str | None, scale: Scale, value: str | None
) -> None:
    found = emotion(visit, None if score is None else Fraction(score), scale)
    assert found == (None if value is None else Fraction(value))


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ([Answer.DEFINITELY] * 5, "1"),
        ([Answer.NO, Answer.UNLIKELY, Answer.UNSURE, 0, 6], "-1"),
        ([Answer.PROBABLY, 7, 8, 7, 8], "0"),
        ([9, 10, Answer.DEFINITELY, 6, 7], "2/5"),
        ([Answer.DEFINITELY] * 4, None),
        ([], None),
    ],
)
def test_net_recommend_needs_five_answers(answers: list[Answer | int], value: str | None) -> None:
    assert net_recommend(answers) == (None if value is None else Fraction(value))


def test_the_expectation_gap_is_of_visits_with_both() -> None:
    three = Visit(business="b", expected=Rating(Fraction(3)))
    visits = [(three, Fraction(5)), (three, Fraction("2.5")), (three, None), (Visit(business="b"), Fraction(1))]
    assert expectation_gap(visits) == Fraction(3, 4)
    assert expectation_gap(visits[2:]) is None


def test_effort_is_a_mean() -> None:
    visits = [Visit(business="b", effort=Fraction(7)), Visit(business="b"), Visit(business="b", effort=Fraction(2))]
    assert effort(visits) == Fraction(9, 2)
    assert effort(visits[1:2]) is None


def test_costs_are_summed_by_currency() -> None:
    costs = [
        Cost(money=Fraction(10), currency="EUR", hours=Fraction(1, 2)),
        Cost(money=Fraction(5), currency="GBP"),
        None,
        Cost(money=Fraction("2.5"), currency="EUR"),
    ]
    assert outlay(costs) == Outlay(money={"EUR": Fraction(25, 2), "GBP": Fraction(5)}, hours=Fraction(1, 2), days=None)
    assert outlay([None]) is None
    assert outlay([Cost(currency="EUR")]) is None
    assert outlay([Cost(days=Fraction(0))]) == Outlay(money={}, hours=None, days=Fraction(0))
