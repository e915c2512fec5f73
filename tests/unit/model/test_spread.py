"""Consistency, its words, and the trend, on any scale."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.model.numbers.spread import Steadiness, consistency, steadiness, variance
from journeyblog.model.numbers.trend import trend
from journeyblog.model.scale import Scale

FIVE = Scale()
TEN = Scale(worst=Fraction(1), best=Fraction(10))
HUNDRED = Scale(worst=Fraction(0), best=Fraction(100))
SCORES = st.lists(st.fractions(1, 5, max_denominator=12), min_size=2, max_size=20)


def numbers(*written: str) -> list[Fraction]:
    return [Fraction(one) for one in written]


@pytest.mark.parametrize(
    ("scores", "scale", "value", "word"),
    [
        (numbers("4", "2.25"), FIVE, 0.5625, Steadiness.VARIABLE),
        (numbers("4", "4", "4"), FIVE, 1.0, Steadiness.ROCK_STEADY),
        (numbers("1", "5"), FIVE, 0.0, Steadiness.UNPREDICTABLE),
        (numbers("3", "3.6"), FIVE, 0.85, Steadiness.ROCK_STEADY),  # σ = .3 = .15 R exactly
        (numbers("3", "3.61"), FIVE, 0.8475, Steadiness.STEADY),
        (numbers("3", "4.2"), FIVE, 0.7, Steadiness.STEADY),
        (numbers("3", "4.21"), FIVE, 0.6975, Steadiness.VARIABLE),
        (numbers("3", "5"), FIVE, 0.5, Steadiness.VARIABLE),
        (numbers("2.99", "5"), FIVE, 0.4975, Steadiness.UNPREDICTABLE),
        (numbers("40", "55"), HUNDRED, 0.85, Steadiness.ROCK_STEADY),
        (numbers("40", "70"), HUNDRED, 0.7, Steadiness.STEADY),
        (numbers("3", "5.7"), TEN, 0.7, Steadiness.STEADY),
        (numbers("3", "5.8"), TEN, 1 - 1.4 / 4.5, Steadiness.VARIABLE),
    ],
)
def test_consistency_and_its_word(scores: list[Fraction], scale: Scale, value: float, word: Steadiness) -> None:
    assert consistency(scores, scale) == pytest.approx(value, abs=1e-12)
    assert steadiness(scores, scale) is word


@pytest.mark.parametrize("scores", [[], numbers("4")])
def test_fewer_than_two_visits_say_nothing_of_consistency_or_trend(scores: list[Fraction]) -> None:
    assert consistency(scores, FIVE) is None
    assert steadiness(scores, FIVE) is None
    assert trend(scores, FIVE) is None


def test_the_four_ps_need_three_of_four() -> None:
    assert consistency(numbers("2", "3"), FIVE, at_least=3) is None
    assert steadiness(numbers("2", "3"), FIVE, at_least=3) is None
    assert consistency(numbers("2", "3", "4"), FIVE, at_least=3) == pytest.approx(1 - (2 / 3) ** 0.5 / 2)
    assert consistency(numbers("2", "3", "2", "3.5"), FIVE, at_least=3) == pytest.approx(0.6752404735808355, abs=1e-12)


def test_the_variance_is_that_of_the_whole_population() -> None:
    assert variance(numbers("2", "4", "4", "4", "5", "5", "7", "9")) == 4
    assert variance([]) is None


@given(st.lists(st.fractions(-10, 10), min_size=1))
def test_the_variance_is_exact(scores: list[Fraction]) -> None:
    middle = sum(scores, Fraction(0)) / len(scores)
    assert variance(scores) == sum((score - middle) ** 2 for score in scores) / len(scores)


@pytest.mark.parametrize(
    ("scores", "scale", "word", "delta"),
    [
        (numbers("4", "2.25"), FIVE, "down", "-1.75"),
        (numbers("3", "3.5"), FIVE, "up", "0.5"),  # R/4 exactly
        (numbers("3", "3.49"), FIVE, "steady", "0.49"),
        (numbers("3", "2.5"), FIVE, "down", "-0.5"),
        (numbers("3", "2.51"), FIVE, "steady", "-0.49"),
        (numbers("2", "4", "3"), FIVE, "steady", "0"),
        (numbers("50", "62.5"), HUNDRED, "up", "12.5"),
        (numbers("50", "62.4"), HUNDRED, "steady", "12.4"),
        (numbers("5", "3.875"), TEN, "down", "-1.125"),
        (numbers("5", "3.88"), TEN, "steady", "-1.12"),
    ],
)
def test_the_trend_sets_the_latest_visit_against_the_earlier_ones(
    scores: list[Fraction], scale: Scale, word: str, delta: str
) -> None:
    found = trend(scores, scale)
    assert found is not None
    assert (found.word, found.delta) == (word, Fraction(delta))


@given(SCORES)
def test_consistency_lies_between_nothing_and_one(scores: list[Fraction]) -> None:
    value = consistency(scores, FIVE)
    assert value is not None
    assert 0 <= value <= 1


@given(SCORES)
def test_a_visit_at_the_current_mean_never_lowers_consistency(scores: list[Fraction]) -> None:
    more = [*scores, sum(scores, Fraction(0)) / len(scores)]
    before, after = consistency(scores, FIVE), consistency(more, FIVE)
    assert before is not None
    assert after is not None
    assert after >= before
    words = list(Steadiness)
    here, there = steadiness(scores, FIVE), steadiness(more, FIVE)
    assert here is not None
    assert there is not None
    assert words.index(there) <= words.index(here)


@given(SCORES, st.fractions(Fraction(1, 8), 60, max_denominator=8), st.fractions(-50, 50, max_denominator=8))
def test_another_scale_has_the_same_words_and_trends(scores: list[Fraction], factor: Fraction, shift: Fraction) -> None:
    other = Scale(worst=factor + shift, best=5 * factor + shift)
    moved = [score * factor + shift for score in scores]
    assert steadiness(moved, other) is steadiness(scores, FIVE)
    assert consistency(moved, other) == pytest.approx(consistency(scores, FIVE), abs=1e-12)
    here, there = trend(scores, FIVE), trend(moved, other)
    assert here is not None
    assert there is not None
    assert (there.word, there.delta) == (here.word, here.delta * factor)
