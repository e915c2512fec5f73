"""Every shape: what it takes, what it refuses, where, and that each fault is told once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.dates import Moment
from journeyblog.schema import FAILED, About, Guarded, Range, Reading, Shapes, compose


class Mode(StrEnum):
    TRAIN = "train"
    ON_FOOT = "on_foot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    name: Annotated[str, About("What it is called.", "Mijas")]
    lat: Annotated[Fraction | None, Range(-90, 90)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    title: str = ""
    date: Moment | None = None
    draft: Annotated[bool, Guarded()] = False
    would_return: bool | None = None
    country: str = ""
    opens: str = ""
    part: Annotated[int | None, Range(0)] = None
    stars: Annotated[Fraction | None, Range(1, 5)] = None
    mode: Mode | None = None
    comments: Literal["open", "closed"] | None = None
    tags: tuple[str, ...] = ()
    points: Annotated[tuple[Point, ...], About("Where.", "- name: Mijas")] = ()
    ratings: Mapping[str, Fraction] = field(default_factory=dict)
    extra: Any = None


TRIP = Shapes().record(Trip)
Found = tuple[str, str, int, int, int]


def read(text: str) -> tuple[Any, list[Found], list[str]]:
    """The value of a text, its mistakes as (code, severity, line, column, length), and their hints."""
    reading = Reading("a.md", 2)
    root = compose(text, reading)
    assert root is not None, reading.diagnostics
    value = TRIP.read(root, reading)
    found = [
        (one.code, one.severity.value, one.span.line, one.span.column, one.span.length) for one in reading.diagnostics
    ]
    return value, found, [one.hint for one in reading.diagnostics]


def gaps(text: str) -> list[tuple[str | int, ...]]:
    """The ways to what could not be read."""
    reading = Reading("a.md", 2)
    root = compose(text, reading)
    assert root is not None
    TRIP.read(root, reading)
    return reading.gaps


def good(text: str) -> Trip:
    value, found, _ = read(text)
    assert not found
    assert isinstance(value, Trip)
    return value


KEPT = [
    ("country: NO", Trip(country="NO")),
    ("opens: 22:30", Trip(opens="22:30")),
    ("title: 2012", Trip(title="2012")),
    ("title: 12:30", Trip(title="12:30")),
    ("title: null", Trip(title="null")),
    ("title: ~", Trip(title="~")),
    ("title: 007", Trip(title="007")),
    ("title: 1.10", Trip(title="1.10")),
    ("title: yes", Trip(title="yes")),
    ('title: ""', Trip(title="")),
    ("would_return: no", Trip(would_return=False)),
    ("would_return: 'No'", Trip(would_return=False)),
    ('would_return: "true"', Trip(would_return=True)),
    ("would_return: ON", Trip(would_return=True)),
    ("would_return: oFf", Trip(would_return=False)),
    ("part: 007", Trip(part=7)),
    ('part: " 3 "', Trip(part=3)),
    ("stars: 4.5", Trip(stars=Fraction(9, 2))),
    ("stars: 4.", Trip(stars=Fraction(4))),
    ("stars: +4", Trip(stars=Fraction(4))),
    ("mode: Train", Trip(mode=Mode.TRAIN)),
    ("comments: OPEN", Trip(comments="open")),
    ("tags: [a, b]", Trip(tags=("a", "b"))),
    ("tags: a", Trip(tags=("a",))),
    ("tags:\n- a\n-\n- b", Trip(tags=("a", "b"))),
    ("tags: []", Trip()),
    ("points: {name: Mijas}", Trip(points=(Point(name="Mijas"),))),
    ("points:\n- name: Mijas\n  lat: 36.6\n- name: Ronda", Trip(points=(Point(name="Mijas", lat=Fraction(183, 5)), Point(name="Ronda")))),  # noqa: E501
    ("ratings: {food: 4, service: 4.50}", Trip(ratings={"food": Fraction(4), "service": Fraction(9, 2)})),
    ("ratings: {food: 4, service: }", Trip(ratings={"food": Fraction(4)})),
    ("extra: {a: [1, {b: no}]}", Trip(extra={"a": ("1", {"b": "no"})})),
    ("title: x\ndate:\npart:\nstars: # later\ntags:\npoints:\nratings:\nmode:\nextra:", Trip(title="x")),
    ("title:\n", Trip()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trip"), KEPT)
def test_text_means_what_the_field_says(text: str, trip: Trip) -> None:
    assert good(text) == trip


REFUSED: list[tuple[str, Found, str]] = [
    ("would_return: maybe", ("not-a-boolean", "error", 2, 15, 5), "Write true or false"),
    ("would_return: 1", ("not-a-boolean", "error", 2, 15, 1), "Write  would_return: true"),
    ("would_return: y", ("not-a-boolean", "error", 2, 15, 1), "Write  would_return: true"),
    ("would_return: nein", ("not-a-boolean", "error", 2, 15, 4), "Write  would_return: false"),
    ("part: 3.5", ("not-a-number", "error", 2, 7, 3), "Write a whole number from 0 up, as in  part: 3"),
    ("part: three", ("not-a-number", "error", 2, 7, 5), "Write it in digits:  part: 3"),
    ("part: -1", ("out-of-range", "error", 2, 7, 2), "Write a number from 0 up"),
    ("part: ٣", ("not-a-number", "error", 2, 7, 1), "Write it in plain digits:  part: 3"),
    ("stars: 4,5", ("not-a-number", "error", 2, 8, 3), "Write it with a point:  stars: 4.5"),
    ("stars: 4 stars", ("not-a-number", "error", 2, 8, 7), "Write the number alone:  stars: 4"),
    ("stars: nan", ("not-a-number", "error", 2, 8, 3), "Write a number from 1 to 5, as in  stars: 1"),
    ("stars: .inf", ("not-a-number", "error", 2, 8, 4), "Write a number from 1 to 5, as in  stars: 1"),
    ("stars: 1_0", ("not-a-number", "error", 2, 8, 3), "Write it without underscores:  stars: 10"),
    ("stars: 1e0", ("not-a-number", "error", 2, 8, 3), "Write it out:  stars: 1"),
    ("stars: 0x5", ("not-a-number", "error", 2, 8, 3), "Write it out:  stars: 5"),
    ("stars: 3½", ("not-a-number", "error", 2, 8, 2), "Write it in plain digits:  stars: 3.5"),
    ("stars: " + "9" * 5000, ("not-a-number", "error", 2, 8, 5000), "Write a number from 1 to 5, as in  stars: 1"),
    ("stars: 5.01", ("out-of-range", "error", 2, 8, 4), "Write a number from 1 to 5"),
    ("stars: 0", ("out-of-range", "error", 2, 8, 1), "Write a number from 1 to 5"),
    ("date: 14/02/2018", ("not-a-date", "error", 2, 7, 10), "Write the year first: 2018-02-14"),
    ("mode: trian", ("unknown-word", "error", 2, 7, 5), "Did you mean  mode: train?"),
    ("mode: plane", ("unknown-word", "error", 2, 7, 5), "Write one of train, on_foot"),
    ("comments: off", ("unknown-word", "error", 2, 11, 3), "Write one of open, closed"),
    ("ratings: {food: x}", ("not-a-number", "error", 2, 17, 1), "Write it in digits, as in 4.5"),
    ("points:\n- name: x\n  lat: 90.5", ("out-of-range", "error", 4, 8, 4), "Write a number from -90 to 90"),
    ("points:\n- lat: 9", ("missing-field", "error", 3, 3, 1), "Add  name: Mijas"),
    ("points:\n- name: a\n- nmae: b", ("unknown-key", "error", 4, 3, 4), "Did you mean 'name'?"),
    ("title: a\npart: 1\ntitle: b", ("duplicate-key", "error", 4, 1, 5), "Keep one of the two"),
    ("points:\n- {name: a, name: b}", ("duplicate-key", "error", 3, 13, 4), "Keep one of the two"),
    ("ratings: {food: 1, food: 2}", ("duplicate-key", "error", 2, 20, 4), "Keep one of the two"),
    ("extra: {a: 1, a: 2}", ("duplicate-key", "error", 2, 15, 1), "Keep one of the two"),
    ("? [a]\n: b", ("wrong-shape", "error", 2, 3, 1), ""),
    ("title: [a]", ("wrong-shape", "error", 2, 8, 1), ""),
    ("title: {a: b}", ("wrong-shape", "error", 2, 8, 1), ""),
    ("date: [2018-02-14]", ("wrong-shape", "error", 2, 7, 1), ""),
    ("mode: [train]", ("wrong-shape", "error", 2, 7, 1), ""),
    ("tags: [[a]]", ("wrong-shape", "error", 2, 8, 1), ""),
    ("ratings: 4", ("wrong-shape", "error", 2, 10, 1), ""),
    ("ratings: [4]", ("wrong-shape", "error", 2, 10, 1), ""),
    ("points: Mijas", ("wrong-shape", "error", 2, 9, 5), "Write this:\npoints:\n  - name: Mijas"),
    ("draft:", ("unclear-draft", "error", 2, 1, 5), "Write  draft: true  or  draft: false"),
    ("draft: # soon", ("unclear-draft", "error", 2, 1, 5), "Write  draft: true  or  draft: false"),
    ("draft: perhaps", ("unclear-draft", "error", 2, 8, 7), "Write  draft: true  or  draft: false"),
    ('draft: ""', ("unclear-draft", "error", 2, 8, 2), "Write  draft: true  or  draft: false"),
    ("Draft: true", ("unclear-draft", "error", 2, 1, 5), "Write  draft: true  or  draft: false"),
    ("DRAFT: false", ("unclear-draft", "error", 2, 1, 5), "Write  draft: true  or  draft: false"),
    ("drfat: true", ("unclear-draft", "error", 2, 1, 5), "Write  draft: true  or  draft: false"),
    ("drat: true", ("unclear-draft", "error", 2, 1, 4), "Write  draft: true  or  draft: false"),
    ("drafts: true", ("unclear-draft", "error", 2, 1, 6), "Write  draft: true  or  draft: false"),
    ("is_draft: true", ("unclear-draft", "error", 2, 1, 8), "Write  draft: true  or  draft: false"),
    ("draft : true\n'draft ': no", ("unclear-draft", "error", 3, 1, 8), "Write  draft: true  or  draft: false"),
]


@pytest.mark.parametrize(("text", "mistake", "hint"), REFUSED)
def test_a_fault_is_told_once_at_its_place_with_the_fix(text: str, mistake: Found, hint: str) -> None:
    _, found, hints = read(text)
    assert found == [mistake]
    assert not hint or hints == [hint]
    if mistake[0] not in ("duplicate-key", "wrong-shape"):
        assert gaps(text)


WARNED: list[tuple[str, Found, str, Trip]] = [
    ("title: x\ntgas: a", ("unknown-key", "warning", 3, 1, 4), "Did you mean 'tags'?", Trip(title="x")),
    ("Title: x", ("unknown-key", "warning", 2, 1, 5), "Spell it  title:", Trip()),
    ("weather: wet", ("unknown-key", "warning", 2, 1, 7), "Remove it, unless your theme asks for it, under  extra:",
     Trip()),
    ("points: {name: a, nmae: b}", ("unknown-key", "warning", 2, 19, 4), "Did you mean 'name'?", Trip(points=(Point(name="a"),))),  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize(("text", "mistake", "hint", "trip"), WARNED)
def test_an_unknown_key_is_a_warning_with_a_near_match(text: str, mistake: Found, hint: str, trip: Trip) -> None:
    assert read(text) == (trip, [mistake], [hint])


def test_a_loose_date_is_read_with_a_warning() -> None:
    value, found, hints = read("date: 2018-2-4")
    assert value.date.day == date(2018, 2, 4)
    assert found == [("loose-date", "warning", 2, 7, 8)]
    assert hints == ["Write  date: 2018-02-04"]


def test_every_mistake_of_a_text_is_told_in_one_go() -> None:
    text = "part: x\nstars: 9\nmode: plane\npoints:\n- lat: 1\n- {name: b, lat: 99}\ntitle: ok\nwaether: wet\n"
    value, found, _ = read(text)
    assert (value.title, value.part, value.stars) == ("ok", None, None)
    assert [point.name for point in value.points] == ["", "b"]
    assert gaps(text) == [("part",), ("stars",), ("mode",), ("points", 0, "name"), ("points", 1, "lat")]
    assert sorted((line, code) for code, _, line, _, _ in found) == [
        (2, "not-a-number"),
        (3, "out-of-range"),
        (4, "unknown-word"),
        (6, "missing-field"),
        (7, "out-of-range"),
        (9, "unknown-key"),
    ]


def test_of_a_key_that_stands_twice_the_first_line_is_named() -> None:
    reading = Reading("a.md", 2)
    root = compose("title: a\npart: 1\ntitle: b", reading)
    assert root is not None
    TRIP.read(root, reading)
    assert "first on line 2" in reading.diagnostics[0].message


def test_the_root_must_be_fields() -> None:
    value, found, _ = read("- a\n- b")
    assert value is FAILED
    assert [code for code, *_ in found] == ["wrong-shape"]


def test_a_type_without_a_shape_is_our_own_mistake() -> None:
    with pytest.raises(TypeError):
        Shapes().of(complex)


@given(st.fractions(-1000, 1000, max_denominator=10).map(lambda number: number.limit_denominator(10)))
def test_a_decimal_is_read_exactly(number: Fraction) -> None:
    hundredths = Fraction(round(number * 100), 100)
    text = f"{'-' if hundredths < 0 else ''}{abs(hundredths.numerator * 100 // hundredths.denominator):03}"
    value, found, _ = read(f"ratings: {{x: {text[:-2]}.{text[-2:]}}}")
    assert not found
    assert value.ratings["x"] == hundredths


@given(
    st.text("abcde ,:é東0.-'\"[]{}#\n", max_size=30),
    st.sampled_from([f.name for f in Trip.__dataclass_fields__.values()]),
)
def test_any_value_of_any_field_is_read_or_told(text: str, name: str) -> None:
    reading = Reading("a.md")
    root = compose(f"{name}: {text}", reading)
    value = TRIP.read(root, reading) if root is not None else FAILED
    assert (value is not FAILED) or bool(reading.diagnostics)
