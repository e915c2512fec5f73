"""Mistakes as values: near matches, order, and the form that a person reads."""

import re
import time
import unicodedata
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.diagnostics import (
    CODES,
    Diagnostic,
    Severity,
    Span,
    did_you_mean,
    has_errors,
    nearest,
    sort_diagnostics,
)
from journeyblog.diagnostics.terminal import format_diagnostic, format_diagnostics, visible


def mistake(
    path: str = "a.md", line: int = 1, column: int = 1, code: str = "unknown-key", length: int = 1
) -> Diagnostic:
    span = Span(path=path, line=line, column=column, length=length)
    return Diagnostic(code=code, severity=Severity.WARNING, message="m", span=span, hint="h")


@pytest.mark.parametrize(
    ("word", "match"),
    [
        ("drfat", "draft"),
        ("Draft", "draft"),
        ("would return", "would_return"),
        ("would-return", "would_return"),
        ("buisness", "business"),
        ("summmary", "summary"),
        ("zzz", None),
        ("", None),
        ("-", None),
    ],
)
def test_the_nearest_word_is_offered(word: str, match: str | None) -> None:
    assert nearest(word, ("summary", "draft", "would_return", "business", "date")) == match
    assert did_you_mean(word, ("summary", "draft", "would_return", "business", "date")) == (
        f"Did you mean '{match}'?" if match else ""
    )


def test_a_perfect_match_wins_over_a_near_one() -> None:
    assert nearest("tag", ("tags", "tag", "stage")) == "tag"


def test_equally_near_words_are_offered_in_one_order_however_they_come() -> None:
    for words in permutations(("La Macheta", "la-macheta", "la macheta", "La-Macheta")):
        assert nearest("la_machetta", words) == "la-macheta"
    assert {nearest("abcd", words) for words in permutations(("abcy", "abcx", "xbcd"))} == {"abcx"}


def test_thousands_of_words_are_looked_at_in_no_time_and_no_word_is_too_long() -> None:
    words = [f"place-number-{number}" for number in range(20_000)]
    started = time.process_time()
    assert nearest("place-number-1234x", [*words[:4_000], "x" * 100_000]) == "place-number-1234"
    assert nearest("place-number-1234x", words) == nearest("place-number-1234x", words[::-1]) is not None
    assert nearest("x" * 100_000, ["x" * 99_999]) is None
    assert time.process_time() - started < 5


def test_mistakes_are_told_by_file_line_and_column_and_once() -> None:
    ordered = (mistake("a.md", 2, 9), mistake("a.md", 10, 1), mistake("a.md", 10, 1, code="zzz"), mistake("b.md", 1, 1))
    for shuffled in permutations(ordered):
        assert sort_diagnostics([*shuffled, *shuffled]) == ordered


def test_only_errors_withhold() -> None:
    assert not has_errors([mistake()])
    assert has_errors([mistake(), mistake().as_error()])


def test_a_code_is_kebab_case_and_explained() -> None:
    for code, meaning in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert meaning.endswith(".")


@pytest.mark.parametrize(
    "char", ["\x1b", "\x07", "\n", "\u202e", "\u2066", "\u200f", "\ufeff", "\u2028", "\ud800", "\x9b"]
)
def test_what_a_terminal_would_obey_is_spelled_out(char: str) -> None:
    assert visible(f"a{char}b") == f"a\\u{{{ord(char):04x}}}b"


@given(st.text(st.characters()))
def test_no_control_or_bidi_character_reaches_the_terminal(text: str) -> None:
    found = Diagnostic(
        code="unknown-key", severity=Severity.ERROR, message=text, span=Span(path=text, line=1), hint=text
    )
    shown = format_diagnostic(found, lambda _: [text])
    assert all(char == "\n" or char.isprintable() or char.isspace() for char in shown)
    assert not set(shown) & set("\x1b\x07\r\x9b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@pytest.mark.parametrize("value", ["k" * 300, "k'" * 300, "k\n" * 300, "", "short"])
def test_a_message_stays_a_sentence_whatever_it_quotes(value: str) -> None:
    span = Span(path="a.md")
    found = Diagnostic(code="x", severity=Severity.ERROR, message=f"'{value}' is no word", span=span, hint=value)
    assert len(found.message) <= 200
    assert len(found.hint) <= 400
    assert found.message.startswith(f"'{value[:20]}")
    assert (found.message == f"'{value}' is no word") == (len(value) < 100)


def test_of_a_long_quotation_the_middle_is_left_out() -> None:
    message = f"'{'long ' * 50}value' is no word"
    found = Diagnostic(code="x", severity=Severity.ERROR, message=message, span=Span(path="a.md"))
    assert found.message == "'long long long long long…g long value' is no word"


def test_a_mistake_is_shown_with_its_line_a_caret_and_the_fix() -> None:
    found = Diagnostic(
        code="unknown-dimension", severity=Severity.ERROR, message="'food' is not a dimension of an airline",
        span=Span(path="content/journeys/costa/03.md", line=7, column=5, length=4), hint="Did you mean 'seat'?",
    )  # fmt: skip
    lines = ["", "", "", "", "", "", "    food: 4"]
    assert format_diagnostic(found, lambda _: lines) == (
        "content/journeys/costa/03.md:7:5: error[unknown-dimension]: 'food' is not a dimension of an airline\n"
        "  7 |     food: 4\n"
        "    |     ^^^^\n"
        "    = Did you mean 'seat'?\n"
    )


def test_the_caret_stands_under_wide_letters() -> None:
    shown = format_diagnostic(mistake(column=3, length=2), lambda _: ["東京ab"])
    assert shown.splitlines()[2] == "    |     ^^"


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    excerpt, caret = format_diagnostic(mistake(column=501, length=4), lambda _: [line]).splitlines()[1:3]
    assert excerpt[caret.index("^") : caret.rindex("^") + 1] == "HERE"
    assert len(excerpt) < 120


def test_a_tab_is_blank_space_and_the_caret_as_wide() -> None:
    shown = format_diagnostic(mistake(column=2, length=1), lambda _: ["a\tb\tc"])
    assert shown.splitlines()[1:3] == ["  1 | a    b    c", "    |  ^^^^"]
    assert visible("a\tb") == "a\\u{0009}b"  # in a message nobody would see it


@pytest.mark.parametrize("columns", [1, 30, 40, 79, 80, 500])
@pytest.mark.parametrize("letter", ["x", "京", "\t", "\u202e", "e\u0301"])
@pytest.mark.parametrize("before", [0, 3, 37, 1_000, 1_000_000])
def test_an_excerpt_fits_the_terminal_and_the_caret_stands_under_its_place(
    columns: int, letter: str, before: int
) -> None:
    found = mistake(column=before * len(letter) + 1, length=1)
    shown = format_diagnostic(found, lambda _: [letter * before + "H" + letter * 500], columns=columns)
    excerpt, caret = shown.splitlines()[1:3]
    assert _columns(excerpt) <= max(columns, 22)
    assert _columns(excerpt.partition("H")[0]) == caret.index("^")
    assert caret.count("^") == 1


def _columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def test_a_mistake_of_a_whole_file_has_no_excerpt() -> None:
    assert format_diagnostics([mistake(line=0)], lambda _: ["secret"]) == "a.md: warning[unknown-key]: m\n    = h\n"
