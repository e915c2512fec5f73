"""How a rating may be written on each scale, and what the hint says otherwise."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.diagnostics import Severity
from journeyblog.model import model_shapes
from journeyblog.model.answers import Answer, Recommendation
from journeyblog.model.scale import Rating, Scale
from journeyblog.schema import FAILED, Reading, compose

FIVE = Scale()
TEN = Scale(worst=Fraction(1), best=Fraction(10), step=Fraction(1))
HUNDRED = Scale(worst=Fraction(0), best=Fraction(100), step=Fraction(5))


def rate(text: str, scale: Scale) -> tuple[Fraction | None, list[tuple[str, str]]]:
    """The rating and (code, hint) of each mistake, for the value of a field."""
    reading = Reading("a.md")
    root = compose(f"rating: {text}", reading)
    assert root is not None
    node = root.value[0][1]
    value = model_shapes(scale).of(Rating).read(node, reading)
    for found in reading.diagnostics:
        assert (found.span.line, found.span.column) == (1, 9)
        assert (found.severity is Severity.ERROR) == (value is FAILED)
    return (None if value is FAILED else value), [(found.code, found.hint) for found in reading.diagnostics]


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("4", FIVE, Fraction(4)),
        ("4.5", FIVE, Fraction(9, 2)),
        ("1", FIVE, Fraction(1)),
        ("5", FIVE, Fraction(5)),
        ("8/10", FIVE, Fraction(4)),
        ("8 / 10", FIVE, Fraction(4)),
        ("4.5/5", FIVE, Fraction(9, 2)),
        ("0/10", FIVE, Fraction(1)),
        ("1/10", FIVE, Fraction(1)),
        ("10/10", FIVE, Fraction(5)),
        ("★★★★½", FIVE, Fraction(9, 2)),
        ("★★★★☆", FIVE, Fraction(4)),
        ("★", FIVE, Fraction(1)),
        ("½☆☆☆☆", FIVE, Fraction(1)),
        ("7", TEN, Fraction(7)),
        ("4/5", TEN, Fraction(8)),
        ("★★★★½", TEN, Fraction(9)),
        ("8/10", TEN, Fraction(8)),
        ("85", HUNDRED, Fraction(85)),
        ("0", HUNDRED, Fraction(0)),
        ("8/10", HUNDRED, Fraction(80)),
        ("0/10", HUNDRED, Fraction(0)),
        ("★★★★½", HUNDRED, Fraction(90)),
    ],
)
def test_a_rating_is_read_exactly(text: str, scale: Scale, value: Fraction) -> None:
    assert rate(text, scale) == (value, [])


FIVES, TENS, HUNDREDS = (f"Write a number from {ends}, or leave it out" for ends in ("1 to 5", "1 to 10", "0 to 100"))


@pytest.mark.parametrize(
    ("text", "scale", "code", "hint"),
    [
        ("11/10", FIVE, "rating-off-scale", "Write a number from 1 to 5"),
        ("11/10", HUNDRED, "rating-off-scale", "Write a number from 0 to 100"),
        ("★★★★★★", FIVE, "rating-off-scale", "Write a number from 1 to 5"),
        ("5.5", FIVE, "rating-off-scale", "Write a number from 1 to 5; if you meant 5.5 out of 10, write  5.5/10"),
        ("0", FIVE, "rating-off-scale", "Write a number from 1 to 5"),
        ("-4", FIVE, "rating-off-scale", "Write a number from 1 to 5"),
        ("0.5", TEN, "rating-off-scale", "Write a number from 1 to 10"),
        ("101", HUNDRED, "rating-off-scale", "Write a number from 0 to 100"),
        ("4 stars", FIVE, "not-a-number", "Write the number alone:  4"),
        ("4.5 stars", FIVE, "not-a-number", "Write the number alone:  4.5"),
        ("4,5", FIVE, "not-a-number", "Write it with a point:  4.5"),
        ("NaN", FIVE, "not-a-number", FIVES),
        (".nan", FIVE, "not-a-number", FIVES),
        ("inf", FIVE, "not-a-number", FIVES),
        ("-.inf", FIVE, "not-a-number", FIVES),
        ("1_0", TEN, "not-a-number", "Write it without underscores:  10"),
        ("4:5", FIVE, "not-a-number", FIVES),
        ("8/0", FIVE, "not-a-number", FIVES),
        ("-8/10", FIVE, "not-a-number", FIVES),
        ("1/2/3", FIVE, "not-a-number", FIVES),
        ("٤", FIVE, "not-a-number", "Write it in plain digits:  4"),
        ("４", FIVE, "not-a-number", "Write it in plain digits:  4"),
        ("four", FIVE, "not-a-number", "Write it in digits:  4"),
        ("80%", FIVE, "not-a-number", "Write  80/100"),
        ("4 out of 5", FIVE, "not-a-number", "Write  4/5"),
        ("4/5 stars", FIVE, "not-a-number", "Write  4/5"),
        ("⭐⭐⭐⭐", FIVE, "not-a-number", "Write  ★★★★"),
        ("☆☆☆☆☆", FIVE, "not-a-number", FIVES),
        ("good", FIVE, "not-a-number", FIVES),
        ('""', FIVE, "not-a-number", FIVES),
        ("9" * 5000 + "/10", FIVE, "not-a-number", FIVES),
        ("1/" + "9" * 5000, FIVE, "not-a-number", FIVES),
        ("[4]", FIVE, "wrong-shape", "Write, for example,  4.5"),
        ("{a: 4}", FIVE, "wrong-shape", "Write, for example,  4.5"),
    ],
)
def test_what_is_no_rating_is_refused_with_the_right_form(text: str, scale: Scale, code: str, hint: str) -> None:
    assert rate(text, scale) == (None, [(code, hint)])


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [("4.3", FIVE, Fraction(43, 10)), ("7.5", TEN, Fraction(15, 2)), ("83", HUNDRED, Fraction(83))],
)
def test_a_rating_between_two_steps_is_kept_with_a_warning(text: str, scale: Scale, value: Fraction) -> None:
    kept, told = rate(text, scale)
    assert kept == value
    assert [code for code, _ in told] == ["rating-off-step"]


SCALES = st.tuples(st.integers(0, 5), st.integers(6, 100)).map(
    lambda ends: Scale(worst=Fraction(ends[0]), best=Fraction(ends[1]), step=Fraction(1, 2))
)


@given(st.text("0123456789./ ★½☆,-+eE_", max_size=12).filter(str.strip), SCALES)
def test_no_text_gives_a_rating_off_its_scale(text: str, scale: Scale) -> None:
    value, _ = rate(f"'{text}'", scale)
    assert value is None or scale.worst <= value <= scale.best


@given(st.integers(0, 1000), st.integers(1, 1000), SCALES)
def test_a_share_of_the_best_is_raised_to_the_worst(part: int, whole: int, scale: Scale) -> None:
    value, _ = rate(f"{part}/{whole}", scale)
    expected = max(scale.worst, Fraction(part, whole) * scale.best)
    assert value == (expected if part <= whole else None)


def answer_of(kind: object, text: str) -> tuple[object, list[str]]:
    reading = Reading("a.md")
    root = compose(f"a: {text}", reading)
    assert root is not None
    value = model_shapes(FIVE).of(kind).read(root.value[0][1], reading)
    return value, [found.code for found in reading.diagnostics]


WORDS = [
    ("definitely", Answer.DEFINITELY),
    ("Probably", Answer.PROBABLY),
    ("unsure", Answer.UNSURE),
    ("unlikely", Answer.UNLIKELY),
    ("no", Answer.NO),
    ("NO", Answer.NO),
    ("yes", Answer.DEFINITELY),
    ("maybe", Answer.UNSURE),
    ("never", Answer.NO),
]


@pytest.mark.parametrize(("text", "answer"), WORDS)
@pytest.mark.parametrize("kind", [Answer, Recommendation])
def test_an_answer_is_one_of_the_words(kind: object, text: str, answer: Answer) -> None:
    assert answer_of(kind, text) == (answer, [])


@pytest.mark.parametrize("number", range(11))
def test_a_recommendation_may_be_a_number_to_ten(number: int) -> None:
    assert answer_of(Recommendation, str(number)) == (number, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [("11", "out-of-range"), ("0000000011", "out-of-range"), ("9" * 5000, "out-of-range"), ("-1", "unknown-word"),
     ("8.5", "unknown-word"), ("٥", "unknown-word"), ("true", "unknown-word"), ("[9]", "wrong-shape")],
)  # fmt: skip
def test_other_recommendations_are_refused_once(text: str, code: str) -> None:
    assert answer_of(Recommendation, text) == (FAILED, [code])


def test_the_weights_of_answers() -> None:
    assert [answer.weight * 4 for answer in Answer] == [4, 3, 2, 1, 0]
