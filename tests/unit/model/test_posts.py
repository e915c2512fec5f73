"""Posts and what hangs on them: parts, places, playbook, promises, a visit at the top level."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from journeyblog.dates import parse_moment
from journeyblog.diagnostics import Diagnostic, Severity
from journeyblog.model import model_shapes
from journeyblog.model.business import Business, Verdict
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.place import Place, Stop
from journeyblog.model.post import Part, PartKind, PlaybookEntry, Post
from journeyblog.model.scale import Scale
from journeyblog.model.visit import Disclosure, Outcome, Promise, Touchpoint, Visit
from journeyblog.schema import FAILED, Reading, compose


def read(kind: Any, text: str) -> tuple[Any, list[Diagnostic]]:
    """The value, or None when it was refused, and every mistake."""
    reading = Reading("a.md", 2)
    root = compose(text, reading)
    assert root is not None, reading.diagnostics
    value = model_shapes(Scale()).of(kind).read(root, reading)
    return (None if value is FAILED or reading.gaps else value), reading.diagnostics


def good(text: str) -> Post:
    post, found = read(Post, text)
    assert not found
    assert isinstance(post, Post)
    return post


def places(found: list[Diagnostic]) -> list[tuple[str, int, int]]:
    """Code, line and column of each mistake."""
    return [(one.code, one.span.line, one.span.column) for one in found]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("0", Part(kind=PartKind.NUMBERED, number=0)),
        ("3", Part(kind=PartKind.NUMBERED, number=3)),
        ('"03"', Part(kind=PartKind.NUMBERED, number=3)),
        ("prologue", Part(kind=PartKind.PROLOGUE)),
        ("Interlude", Part(kind=PartKind.INTERLUDE)),
        ("EPILOGUE", Part(kind=PartKind.EPILOGUE)),
    ],
)
def test_a_part_is_a_number_or_one_of_three_words(text: str, part: Part) -> None:
    assert good(f"part: {text}").part == part


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("prolog", "Did you mean  part: prologue?"),
        ("Part 3", "Write  part: 3"),
        ("3 of 4", "Write  part: 3"),
        ("three", "Write  part: 3"),
        ("numbered", "Write a number, prologue, interlude or epilogue"),
        ("-1", "Write a number, prologue, interlude or epilogue"),
        ("2.5", "Write a number, prologue, interlude or epilogue"),
        ("٣", "Write a number, prologue, interlude or epilogue"),
        ("²", "Write a number, prologue, interlude or epilogue"),
        ("9" * 5000, "Write a number, prologue, interlude or epilogue"),
    ],
)
def test_another_part_is_refused(text: str, hint: str) -> None:
    post, found = read(Post, f"title: x\npart: {text}")
    assert post is None
    assert places(found) == [("unknown-part", 3, 7)]
    assert found[0].hint == hint


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Mijas", Place(name="Mijas")),
        ("Mijas, Spain", Place(name="Mijas, Spain")),
        ("36.59, -4.63", Place(lat=Fraction("36.59"), lon=Fraction("-4.63"))),
        ('"-90,180"', Place(lat=Fraction(-90), lon=Fraction(180))),
        ("{name: Mijas, lat: 36.59, lon: -4.63, country: es}", Place(name="Mijas", lat=Fraction("36.59"), lon=Fraction("-4.63"), country="ES")),  # type: ignore[arg-type]  # noqa: E501
        ("{name: Oslo, country: NO}", Place(name="Oslo", country="NO")),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_a_place_is_a_name_a_point_or_both(text: str, place: Place) -> None:
    assert good(f"location: {text}").location == place


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("90.1, 0", ("out-of-range", 2, 11)),
        ("0, -180.1", ("out-of-range", 2, 11)),
        ("{lat: -91, lon: 0}", ("out-of-range", 2, 17)),
        ("{lat: 0, lon: 181}", ("out-of-range", 2, 25)),
        ("{name: x, country: XX}", ("unknown-country", 2, 30)),
        ("{name: x, country: Spain}", ("unknown-country", 2, 30)),
        ("[36.6, -4.6]", ("wrong-shape", 2, 11)),
    ],
)
def test_a_point_off_the_globe_is_refused(text: str, mistake: tuple[str, int, int]) -> None:
    post, found = read(Post, f"location: {text}")
    assert post is None
    assert places(found) == [mistake]


def test_a_countrys_name_is_answered_with_its_code() -> None:
    _, found = read(Post, "location: {name: x, country: spain}")
    assert found[0].hint == "Write  country: ES"


def test_a_stop_has_a_day_and_a_mode() -> None:
    journey, found = read(Journey, "stops:\n- Málaga\n- {name: Ronda, date: 2018-02-20, mode: train}\n")
    assert not found
    assert journey.stops == (
        Stop(name="Málaga"),
        Stop(name="Ronda", date=parse_moment("2018-02-20")[0], mode="train"),
    )


TOP = """\
title: Valentine's dinner
date: 2018-02-14
author: traveller
disclosure: gift
business: la-macheta
would_return: definitely
rating: 8/10
touchpoints: [{channel: phone, emotion: -2}]
tags: dinner, Fuengirola
"""


def test_a_visit_at_the_top_level_is_the_posts_only_visit() -> None:
    post = good(TOP)
    (visit,) = post.visits
    assert (visit.business, visit.rating) == ("la-macheta", Fraction(4))
    assert (post.title, post.tags) == ("Valentine's dinner", ("dinner", "Fuengirola"))


def test_its_touchpoints_go_to_the_visit_and_the_rest_serves_both() -> None:
    post = good(TOP)
    assert post.visits[0].touchpoints == (Touchpoint(channel="phone", emotion=Fraction(-2)),)
    assert post.touchpoints == ()
    assert post.date is not None
    assert post.author == ("traveller",)
    assert post.disclosure is Disclosure.GIFT


def test_without_a_business_touchpoints_are_the_posts_own() -> None:
    post = good("touchpoints: [{what: an airport robot}]")
    assert post.touchpoints == (Touchpoint(what="an airport robot"),)
    assert post.visits == ()


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("business: a\nvisits:\n- business: b", [("visit-twice", 2, 1)]),
        ("title: x\nvisits:\n- business: b\nrating: 4", [("visit-twice", 5, 1)]),
        ("title: x\nwould_return: yes", [("visit-without-business", 3, 1)]),
        ("business:\nrating: 4", [("visit-without-business", 3, 1)]),
        ("title: x\nbuisness: a\nrating: 4", [("unknown-key", 3, 1)]),
        ("visits:\n- buisness: a\n  rating: 4", [("unknown-key", 3, 3)]),
        ("visits:\n- rating: 4", [("missing-field", 3, 3)]),
        ("business: x\nrating: 3\n? [a]\n: b", [("wrong-shape", 4, 3)]),
        ("business: a\nrating: 11/10", [("rating-off-scale", 3, 9)]),
        ("rating: 11/10\nbusiness: a\neffort: 8", [("rating-off-scale", 2, 9), ("out-of-range", 4, 9)]),
        ("- a", [("wrong-shape", 2, 1)]),
    ],
)
def test_a_visit_that_cannot_be_placed_is_told_once(text: str, mistakes: list[tuple[str, int, int]]) -> None:
    _, found = read(Post, text)
    assert places(found) == mistakes
    assert all(one.severity is Severity.ERROR for one in found)


def test_an_empty_list_of_visits_is_absent() -> None:
    assert len(good("business: a\nvisits:\nrating: 4").visits) == 1


def test_a_playbook_holds_texts_and_entries() -> None:
    post = good("playbook:\n- Greet at the door\n- {entry: Ask once, stage: use, status: trying, pin: 5}\n")
    assert post.playbook == (
        PlaybookEntry(entry="Greet at the door"),
        PlaybookEntry(entry="Ask once", stage="use", status="trying", pin=5),
    )


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("{stage: use}", ("missing-field", 2, 12)),
        ("{entry: x, status: done}", ("unknown-word", 2, 31)),
        ("{entry: x, pin: 6}", ("out-of-range", 2, 28)),
        ("{entry: x, pin: 0}", ("out-of-range", 2, 28)),
    ],
)
def test_a_bad_playbook_entry_is_refused(text: str, mistake: tuple[str, int, int]) -> None:
    _, found = read(Post, f"playbook: [{text}]")
    assert places(found) == [mistake]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("promised: 2018-02-14, delivered: 2018-02-14", True),
        ("promised: 2018-02-14, delivered: 2018-02-13", True),
        ("promised: 2018-02-14, delivered: 2018-02-15", False),
        ("promised: 2018-02-14 10:00, delivered: 2018-02-14 18:00", False),
        ("promised: 2018-02-14 10:00, delivered: 2018-02-14", True),
        ("promised: 2018-02-14, delivered: late", None),
        ("promised: soon", None),
        ("promised: 2 weeks, delivered: 60 days", None),
        ("promised: 10 days later 2 people, delivered: 2018-02-14", None),
        ("delivered: 2018-02-15", None),
        ("promised: 2018-02-14, delivered: 2018-02-15, kept: yes", True),
        ("promised: 2018-02-14, delivered: 2018-02-13, kept: no", False),
        ("kept: false", False),
    ],
)
def test_a_promise_is_kept_by_its_word_else_by_its_dates(text: str, kept: bool | None) -> None:
    promise, found = read(Promise, f"{{what: a call, {text}}}")
    assert not found
    assert promise.was_kept is kept


def test_a_promises_own_words_stay() -> None:
    promise, _ = read(Promise, "{what: a call, promised: within the week}")
    assert promise.promised == "within the week"


RANGES: list[tuple[Callable[[str], tuple[type, str]], tuple[str, ...], tuple[str, ...]]] = [
    (lambda x: (Visit, f"{{business: a, effort: {x}}}"), ("1", "7", "4.5"), ("0", "8")),
    (lambda x: (Touchpoint, f"{{emotion: {x}}}"), ("-2", "2", "0"), ("-3", "2.5")),
    (lambda x: (Touchpoint, f"{{wait_minutes: {x}}}"), ("0", "90.5"), ("-1",)),
    (lambda x: (Visit, f"{{business: a, incidents: [{{what: b, severity: {x}}}]}}"), ("1", "3"), ("0", "4")),
    (lambda x: (Visit, f"{{business: a, incidents: [{{what: b, satisfaction: {x}}}]}}"), ("1", "5"), ("0", "6")),
    (lambda x: (Visit, f"{{business: a, price: {{amount: {x}}}}}"), ("0", "12.50"), ("-1",)),
    (lambda x: (Business, f"{{name: a, price_range: {x}}}"), ("1", "4"), ("0", "5")),
    (lambda x: (Business, f"{{name: a, lat: {x}}}"), ("-90", "90"), ("-90.1", "91")),
    (lambda x: (Post, f"{{distance: {x}}}"), ("0", "12.5"), ("-1",)),
]


@pytest.mark.parametrize(("make", "inside", "outside"), RANGES)
def test_numbers_keep_to_their_bounds(
    make: Callable[[str], tuple[type, str]], inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    for number in inside:
        value, found = read(*make(number))
        assert value is not None
        assert not found
    for number in outside:
        value, found = read(*make(number))
        assert value is None
        assert [one.code for one in found] == ["out-of-range"]


def test_an_incident_is_open_until_said_otherwise() -> None:
    visit, found = read(Visit, "{business: a, incidents: [{what: x}, {what: y, outcome: Partial, complained: yes}]}")
    assert not found
    assert [one.outcome for one in visit.incidents] == [Outcome.OPEN, Outcome.PARTIAL]
    assert [one.was_complained_of for one in visit.incidents] == [False, True]


def test_a_complaint_that_was_made_is_a_complaint() -> None:
    visit, _ = read(Visit, "{business: a, incidents: [{what: x, complaint: {made: 2018-02-14}}]}")
    assert visit.incidents[0].was_complained_of


@pytest.mark.parametrize(
    ("text", "scored"),
    [
        ("rating: 4", True),
        ("ratings: {food: 4}", True),
        ("four_ps: {people: 4}", True),
        ("would_return: no", True),
        ("four_ps: {}", False),
        ("ratings: {}", False),
        ("note: nice", False),
        ("lenses: {rater: {empathy: 4}}", False),
    ],
)
def test_a_visit_is_scored_when_it_says_anything_of_the_four(text: str, scored: bool) -> None:
    visit, found = read(Visit, f"{{business: a, {text}}}")
    assert not found
    assert visit.is_scored is scored


def test_what_is_left_out_has_the_documented_default() -> None:
    visit, _ = read(Visit, "business: a")
    assert (visit.counts, visit.ended, visit.told_friends, visit.provisional, visit.standout) == (
        True, "completed", False, False, None,
    )  # fmt: skip
    assert visit.rating is None, "a missing rating is not rated, never 0"
    post = good("title: x")
    assert (post.draft, post.contrast, post.disclosure, post.related) == (False, False, Disclosure.NONE, None)


@pytest.mark.parametrize("kind", [Post, Page, Journey])
@pytest.mark.parametrize("line", ["draft:", "Draft: false", "drfat: false", "drafts: no", "draft: perhaps"])
def test_an_unclear_draft_withholds_every_kind_of_text(kind: type, line: str) -> None:
    value, found = read(kind, f"title: x\n{line}")
    assert value is None
    assert [(one.severity, one.span.line) for one in found] == [(Severity.ERROR, 3)]


@pytest.mark.parametrize("word", ["Definitely", "probably", "UNSURE", "no", "Not said"])
def test_an_authors_verdict_is_one_of_the_words(word: str) -> None:
    business, found = read(Business, f"{{name: a, verdict: {word}}}")
    assert not found
    assert business.verdict is Verdict(word.lower().capitalize())


@pytest.mark.parametrize("words", ["a, b", "[a, b]", "a,,b, ", "- a\n- b\n"])
def test_tags_are_a_list_or_a_text_with_commas(words: str) -> None:
    assert good(f"tags: {words}" if not words.startswith("-") else f"tags:\n{words}").tags == ("a", "b")


def test_a_single_author_or_alias_is_a_list_of_one() -> None:
    post = good("author: ann\naliases: /old, path/")
    assert post.author == ("ann",)
    assert post.aliases == ("/old, path/",), "a path may hold a comma"
