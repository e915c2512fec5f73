"""Means of dimensions, groups, the four Ps and lenses; an explicit rating beside its aspects."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.model.numbers.aspects import (
    Average,
    Weighing,
    averages,
    group_means,
    leading_side,
    lens_means,
    service_minus_product,
)
from journeyblog.model.scale import Rating, Scale
from journeyblog.model.scores import aspect_score, visit_score
from journeyblog.model.visit import FourPs, Visit

RESTAURANT = {
    "food": Weighing(weight=Fraction(3), group="product"),
    "drinks": Weighing(weight=Fraction(1), group="product"),
    "service": Weighing(weight=Fraction(3), group="service"),
    "ambience": Weighing(weight=Fraction(1), group="environment"),
    "nothing": Weighing(weight=Fraction(0), group="value"),
}
ORDER = ("product", "service", "process", "environment", "value")


def ratings(**said: str) -> dict[str, Fraction]:
    return {name: Fraction(number) for name, number in said.items()}


def test_a_dimension_s_mean_knows_how_many_it_is_of() -> None:
    found = averages([ratings(food="4.5", service="5"), ratings(drinks="4", food="3")], RESTAURANT)
    assert list(found) == ["food", "drinks", "service"]
    assert found["food"] == Average(mean=Fraction(15, 4), count=2)
    assert found["drinks"] == Average(mean=Fraction(4), count=1)
    assert averages([]) == {}
    assert averages([{}, {}], RESTAURANT) == {}


def test_a_group_is_weighed_in_each_visit_and_then_averaged_over_visits() -> None:
    visits = [ratings(food="4.5", service="5", ambience="4.5"), ratings(food="4.5", drinks="4", service="5")]
    found = group_means(visits, RESTAURANT, ORDER)
    assert found == ratings(product="4.4375", service="5", environment="4.5")
    assert list(found) == ["product", "service", "environment"]
    assert service_minus_product(found) == Fraction("0.5625")


def test_dimensions_that_weigh_nothing_make_no_group_but_keep_their_mean() -> None:
    assert group_means([ratings(nothing="3")], RESTAURANT, ORDER) == {}
    assert averages([ratings(nothing="3")])["nothing"].mean == 3


@pytest.mark.parametrize("groups", [{}, {"service": Fraction(3)}, {"product": Fraction(3)}])
def test_there_is_no_gap_without_both_sides(groups: dict[str, Fraction]) -> None:
    assert service_minus_product(groups) is None
    assert leading_side(None, Scale()) == ""


@pytest.mark.parametrize(
    ("gap", "scale", "side"),
    [
        ("0.5", Scale(), "service"),
        ("0.49", Scale(), ""),
        ("-0.5", Scale(), "product"),
        ("-0.49", Scale(), ""),
        ("0", Scale(), ""),
        ("12.5", Scale(worst=Fraction(0), best=Fraction(100)), "service"),
        ("12", Scale(worst=Fraction(0), best=Fraction(100)), ""),
        ("-1.125", Scale(worst=Fraction(1), best=Fraction(10)), "product"),
    ],
)
def test_a_side_leads_from_a_quarter_of_half_the_range(gap: str, scale: Scale, side: str) -> None:
    assert leading_side(Fraction(gap), scale) == side


def test_a_lens_has_its_dimensions_means_and_the_mean_of_these() -> None:
    said = [{"rater": ratings(empathy="5", reliability="2")}, {"rater": ratings(empathy="3")}, {}]
    found = lens_means(said, {"rater": ("reliability", "assurance", "empathy"), "unused": ("x",)})
    assert list(found) == ["rater"]
    assert found["rater"].mean == 3
    assert found["rater"].dimensions == {
        "reliability": Average(mean=Fraction(2), count=1),
        "empathy": Average(mean=Fraction(4), count=2),
    }


def test_an_explicit_rating_wins_and_the_aspects_are_known_beside_it() -> None:
    said = Visit(business="b", rating=Rating(Fraction(2)), ratings={"food": Rating(Fraction(4))})
    weights = {"food": Fraction(3)}
    assert visit_score(said, weights) == 2
    assert aspect_score(said, weights) == 4
    assert aspect_score(Visit(business="b", rating=Rating(Fraction(2))), weights) is None
    assert aspect_score(Visit(business="b", four_ps=FourPs(people=Rating(Fraction(3)))), weights) == 3


RATED = st.dictionaries(st.sampled_from(sorted(RESTAURANT)), st.fractions(1, 5, max_denominator=4), max_size=5)


@given(st.lists(RATED, max_size=6))
def test_what_was_not_rated_drops_out(visits: list[dict[str, Fraction]]) -> None:
    more = {**RESTAURANT, "unrated": Weighing(weight=Fraction(7), group="product")}
    assert group_means(visits, more, ORDER) == group_means(visits, RESTAURANT, ORDER)
    assert averages(visits, more) == averages(visits, RESTAURANT)
    for ratings_of in visits:
        said = Visit(business="b", ratings={name: Rating(value) for name, value in ratings_of.items()})
        here = visit_score(said, {name: one.weight for name, one in RESTAURANT.items()})
        assert visit_score(said, {name: one.weight for name, one in more.items()}) == here


@given(st.lists(RATED, min_size=1, max_size=6))
def test_means_lie_between_the_lowest_and_the_highest_rating(visits: list[dict[str, Fraction]]) -> None:
    for one in averages(visits).values():
        assert 1 <= one.mean <= 5
    for value in group_means(visits, RESTAURANT, ORDER).values():
        assert 1 <= value <= 5
