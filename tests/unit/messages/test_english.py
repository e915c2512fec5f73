"""Numbers, days and lists as a language writes them."""

from datetime import date
from fractions import Fraction

import pytest

from journeyblog.theme import english


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2018-02-01", "2018-02-28", "1–28 February 2018"),
        ("2018-02-01", "2018-02-01", "1 February 2018"),
        ("2018-01-29", "2018-02-28", "29 January – 28 February 2018"),
        ("2017-12-29", "2018-01-02", "29 December 2017 – 2 January 2018"),
        ("2017-02-01", "2018-02-03", "1 February 2017 – 3 February 2018"),
        ("2018-02-01", "", "1 February 2018"),
        ("", "2018-02-28", "28 February 2018"),
        ("", "", ""),
    ],
)
def test_a_stretch_of_days_says_as_much_as_differs(start: str, end: str, text: str) -> None:
    first = date.fromisoformat(start) if start else None
    assert english().days(first, date.fromisoformat(end) if end else None) == text


def test_a_day_and_a_month_are_said_in_words() -> None:
    assert english().day(date(2018, 2, 4)) == "4 February 2018"
    assert english().month(2018, 2) == "February 2018"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a and b"),
        (("a", "b", "c"), "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and d"),
    ],
)
def test_words_are_joined_as_people_say_them(words: tuple[str, ...], text: str) -> None:
    assert english().join(words) == text


@pytest.mark.parametrize(("n", "text"), [(0, "0 posts"), (1, "1 post"), (2, "2 posts"), (1234, "1,234 posts")])
def test_a_count_agrees_with_its_noun(n: int, text: str) -> None:
    assert english().say("counts.all_posts", n=n) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4", "4"),
        ("9/2", "4.5"),
        ("17/4", "4.25"),
        ("10", "10"),
        ("0", "0"),
        ("-3/2", "−1.5"),
        ("1/3", "0.33"),
        ("-1/1000", "0"),
        ("-1/2", "−0.5"),
    ],
)
def test_a_number_is_written_as_an_author_would(value: str, text: str) -> None:
    assert english().number(Fraction(value)) == text


@pytest.mark.parametrize("digits", [27, 28, 29, 60, 400])
def test_a_number_of_many_digits_is_neither_rounded_nor_refused(digits: int) -> None:
    number = int("7" * digits)
    assert english().number(number).replace(",", "") == str(number)
    assert english().number(-number - Fraction(1, 4)).replace(",", "") == f"−{number}.25"
    assert english().say("counts.all_posts", n=number).replace(",", "") == f"{number} posts"
