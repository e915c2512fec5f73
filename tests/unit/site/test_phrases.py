"""The few texts that views carry ready-made."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.dates import parse_moment
from journeyblog.model.post import PartKind
from journeyblog.site.phrases import cut, feeling, heading, inside, station_label, when_due
from journeyblog.site.site import Station
from journeyblog.theme import english


@pytest.mark.parametrize(
    ("due", "text"),
    [(parse_moment("2018-02-14")[0], "14 February 2018"), ("within the week", "within the week"), (None, "")],
)
def test_a_promise_is_due_by_date_or_in_the_authors_words(due: object, text: str) -> None:
    assert when_due(english(), due) == text


@pytest.mark.parametrize(
    ("text", "longest", "made"),
    [
        ("A day in Mijas", 20, "A day in Mijas"),
        ("A day in Mijas", 14, "A day in Mijas"),
        ("A day in Mijas", 13, "A day in…"),
        ("A day in Mijas", 6, "A day…"),
        ("  A   day\nin  Mijas ", 20, "A day in Mijas"),
        ("Trains, and more trains", 10, "Trains…"),
        ("Trains — and more", 11, "Trains…"),
        ("Incomprehensibilities", 8, "Incompr…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_at_a_word(text: str, longest: int, made: str) -> None:
    assert cut(text, longest) == made


@given(st.text(max_size=80), st.integers(1, 60))
def test_a_cut_text_fits_and_starts_as_the_whole_does(text: str, longest: int) -> None:
    made = cut(text, longest)
    whole = " ".join(text.split())
    assert len(made) <= longest
    assert made == whole or (made.endswith("…") and whole.startswith(made[:-1]))


@given(st.lists(st.text("abc", min_size=1, max_size=8), min_size=2, max_size=12), st.integers(10, 60))
def test_a_cut_text_ends_with_a_whole_word(words: list[str], longest: int) -> None:
    made = cut(" ".join(words), longest)
    kept = made.removesuffix("…").split(" ")
    assert kept == words[: len(kept)]


@pytest.mark.parametrize(
    ("station", "label", "whole"),
    [
        (Station(kind=PartKind.NUMBERED, number=3), "Part 3", "Customer Journey Part 3: Trains"),
        (Station(kind=PartKind.NUMBERED, number=0), "Part 0", "Customer Journey Part 0: Trains"),
        (Station(kind=PartKind.PROLOGUE), "Prologue", "Customer Journey Prologue: Trains"),
        (Station(kind=PartKind.INTERLUDE), "Interlude", "Customer Journey Interlude: Trains"),
        (None, "", "Trains"),
    ],
)
def test_a_journeys_label_and_the_part_come_before_the_title(station: Station | None, label: str, whole: str) -> None:
    assert station_label(english(), station) == label
    assert heading(english(), "Trains", "Customer Journey", station) == whole
    assert heading(english(), "Trains", "", station) == "Trains"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("-2", "Very bad"),
        ("-3/2", "Bad"),
        ("-1/2", "Neither good nor bad"),
        ("1/3", "Neither good nor bad"),
        ("1/2", "Good"),
        ("2", "Very good"),
    ],
)
def test_a_feeling_is_that_of_the_nearest_whole_number(value: str, words: str) -> None:
    assert feeling(english(), Fraction(value)) == words


@pytest.mark.parametrize(("label", "word"), [("Restaurants", "restaurants"), ("B&Bs", "B&Bs"), ("Cafés", "cafés")])
def test_a_kind_inside_a_sentence_begins_small_but_for_its_capitals(label: str, word: str) -> None:
    assert inside(english(), label) == word
