"""Slips in lines of YAML: each told at its place, alone, and the line shown that mends it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml.nodes import MappingNode

from journeyblog.schema import Reading, compose
from journeyblog.schema.slips import MOST, find_slips, mend

PATH = "content/posts/a.md"
BEFORE = 'title: Mijas\nnote: |\n  fine: as: it is\n   @ok "so\nsummary: A long\n  text\ntags: [a,\n  "b, ]"]\n'
AFTER = (
    "visits:\n- business: x\n  ratings: {food: 4, \"service\": 5}  # fine\n- business: 'it''s'\n"
    "lessons:\n  - a\n  -\n    b\n"
)

# (the line or lines with a slip, line among them, column, what the hint shows)
SLIPS = [
    ("why: @home", 0, 6, 'why: "@home"'),
    ("why: `a`", 0, 6, 'why: "`a`"'),
    ("why: %a", 0, 6, 'why: "%a"'),
    ("why: , a", 0, 6, 'why: ", a"'),
    ("why: *very* good", 0, 6, 'why: "*very* good"'),
    ("why: &Co", 0, 6, 'why: "&Co"'),
    ("why: !now", 0, 6, 'why: "!now"'),
    ("why: !!str now", 0, 6, "why: now"),
    ("rating: ****", 0, 9, "rating: ★★★★"),
    ("why: >5 stars", 0, 6, 'why: ">5 stars"'),
    ("why: | a text", 0, 6, 'why: "a text"'),
    ("why: a: b", 0, 7, 'why: "a: b"'),
    ("why: a b:", 0, 9, 'why: "a b:"'),
    ("why: a: b  # and so", 0, 7, 'why: "a: b"'),
    ("why:x", 0, 5, "why: x"),
    ("why : x: y", 0, 8, 'why: "x: y"'),
    ("why = x", 0, 5, "why: x"),
    ("why ; x", 0, 5, "why: x"),
    ("why：x", 0, 4, "why: x"),
    ("why:\xa0x", 0, 5, "why: x"),
    ("why x", 0, 4, "why: x"),
    ("why", 0, 1, "why: …"),
    ("[why", 0, 1, "note: [why"),
    (" why: x", 0, 2, "why: x"),
    ("\twhy: x", 0, 1, "type spaces"),
    ("\xa0why: x", 0, 1, "anew:  why"),
    ("- x", 0, 1, "- x"),
    ("why: - a - b", 0, 6, "why: [a, b]"),
    ("why: 'It's'", 0, 10, 'why: "It\'s"'),
    ("why: 'Twas", 0, 6, "why: \"'Twas\""),
    ('why: "a', 0, 6, 'why: "a"'),
    ('why: "a "b" c"', 0, 10, "why: 'a \"b\" c'"),
    ('why: "a" b', 0, 10, "why: '\"a\" b'"),
    ('why: "C:\\quit"', 0, 9, "why: 'C:\\quit'"),
    ('why: "\\uZZZZ"', 0, 7, "why: '\\uZZZZ'"),
    ("why: [a", 0, 6, "why: [a]"),
    ("why: [a}", 0, 8, "why: [a]"),
    ("why: [a] b", 0, 6, 'why: "[a] b"'),
    ('why: ["a" "b"]', 0, 11, 'why: ["a", "b"]'),
    ("why: [a, @b]", 0, 10, 'why: [a, "@b"]'),
    ("why: [a, *b]", 0, 10, 'why: [a, "*b"]'),
    ("why: {a: 1 b: 2}", 0, 12, "why: {a: 1, b: 2}"),
    ("why: {a: 1, b: 2", 0, 6, "why: {a: 1, b: 2}"),
    ("why: {{ x }} y", 0, 6, "Write the value itself"),
    ("why: {% x %}", 0, 6, "Write the value itself"),
    ("why:\n  - a\n - b", 2, 2, "- b"),
    ("why:\n  - a: 1\n    b: 2\n   c: 3", 3, 4, "c: 3"),
    ("why:\n  a: 1\n   b: 2", 2, 4, "b: 2"),
    ("why:\n  - a\n  -b", 2, 3, "- b"),
    ("why: text\n  more: x", 1, 3, "more: x"),
    ("why: A text that\n  goes on and on: so", 1, 17, "double quote"),
    ("why:\n- a: x: y", 1, 7, '- a: "x: y"'),
    ('why: "a\n  b\nwho: c', 0, 6, 'Add the missing "'),
    ("why: [a,\n  b\nwho: c", 0, 6, "Add the missing ]"),
    ('why: "a\n  b" c', 1, 6, "Remove what stands after it"),
]  # fmt: skip


@pytest.mark.parametrize(("slip", "row", "column", "shown"), SLIPS, ids=[repr(slip[0]) for slip in SLIPS])
@pytest.mark.parametrize("after", ["", AFTER])
@pytest.mark.parametrize("before", ["", BEFORE])
def test_a_slip_is_told_once_at_its_place_with_the_line_that_mends_it(
    slip: str, row: int, column: int, shown: str, before: str, after: str
) -> None:
    if not before and (slip[0] in " \t\xa0-[" or slip in ("why", "why x")):
        before = "title: x\n"  # alone it would be no slip, or another one
    reading = Reading(PATH)
    compose(f"{before}{slip}\n{after}", reading)
    told = [(one.span.line, one.span.column) for one in reading.diagnostics]
    assert told == [(before.count("\n") + row + 1, column)], reading.diagnostics
    assert shown in reading.diagnostics[0].hint


@pytest.mark.parametrize("slip", [slip[0] for slip in SLIPS])
def test_what_a_hint_tells_to_write_is_right(slip: str) -> None:
    text = f"{BEFORE}{slip}\n{AFTER}"
    (found,) = find_slips(text)
    mended = mend(text, (found,))
    if mended is None:
        assert not found.hint.startswith("Write  ") or "…" in found.hint or " with " in found.hint
        return
    assert find_slips(mended) == ()
    again = Reading(PATH)
    assert compose(mended, again) is not None
    assert again.diagnostics == []


def test_the_other_lines_are_read_as_they_stand() -> None:
    reading = Reading(PATH)
    root = compose("title: Part 3: trains\ntags: [a\nnote: x\n", reading)
    assert isinstance(root, MappingNode)
    assert [key.value for key, _ in root.value] == ["title", "tags", "note"]
    assert [value.value for key, value in root.value if key.value != "tags"] == ["Part 3: trains", "x"]
    assert len(reading.diagnostics) == 2


def test_nothing_more_is_told_of_a_line_with_a_slip() -> None:
    reading = Reading(PATH)
    root = compose("title: a: b\nnote: c\n", reading)
    assert isinstance(root, MappingNode)
    for key, _ in root.value:
        reading.error("unknown-key", "x", key)
    assert [(one.code, one.span.line) for one in reading.diagnostics] == [("yaml-syntax", 1), ("unknown-key", 2)]


def test_only_so_many_slips_are_told_of_one_text() -> None:
    assert len(find_slips("a: @b\n" * 100)) == MOST


def test_a_run_of_tabs_is_one_slip() -> None:
    reading = Reading(PATH)
    root = compose("a:\n\tb: 1\n\tc: 2\nd: 3\n", reading)
    assert [one.code for one in reading.diagnostics] == ["yaml-tab"]
    assert isinstance(root, MappingNode)


def test_where_the_text_begins_no_more_fields_are_looked_for() -> None:
    reading = Reading(PATH)
    assert compose("title: x\n\nWe went there by train: it was late.\n\n@ and more\n", reading) is None
    assert [(one.code, one.span.line) for one in reading.diagnostics] == [("front-matter-open", 3)]


ODD = [
    ("title: Trip #1 home", ("yaml-comment", 1, 13, "warning")),
    ("title: Trip # 1", ("yaml-comment", 1, 13, "warning")),
    ("a:\n  - Room #5 again", ("yaml-comment", 2, 10, "warning")),
    ("title: #1", ("yaml-comment", 1, 8, "error")),
    ("title: “x”", ("yaml-quotes", 1, 8, "warning")),
    ("a: [x, «y»]", ("yaml-quotes", 1, 8, "warning")),
    ("a:\n  -food\n  -wine", ("yaml-syntax", 2, 3, "error")),
    ("a:\n  b:c", ("yaml-syntax", 2, 5, "error")),
    ('a: "C:\\new"', ("yaml-syntax", 1, 7, "error")),
    ("a:\n  - Go early: it fills up", ("yaml-syntax", 2, 13, "error")),
    ("date: {{ page.date }}", ("yaml-syntax", 1, 7, "error")),
    ("\xa0title: x", ("yaml-syntax", 1, 1, "error")),
]


@pytest.mark.parametrize(("text", "place"), ODD)
def test_what_yaml_takes_for_something_else_is_told(text: str, place: tuple[str, int, int, str]) -> None:
    reading = Reading(PATH)
    compose(text, reading)
    assert [(one.code, one.span.line, one.span.column, one.severity) for one in reading.diagnostics] == [place]
    assert reading.diagnostics[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "rating: 4 # lunch was cold",
        "title: A  #1",
        "title: x#1",
        "menu: # mine\n  - a",
        "a: #",
        "epigraph: “All who wander”",
        'title: "“x”"',
        "title: “a” and “b”",
        "title: it’s",
        "a:\n  -5",
        "a: -food",
        "a:\n  https://example.org",
        'a: "line\\nbreak"',
        "a: {b: {c: d}}",
        "title: x\xa0y",
        "extra:\n  links:\n    - My site: https://example.org",
        "a:\n  - what we got: x\n    kept: yes",
        "a:\n  - business: x",
    ],
)
def test_what_was_meant_so_is_not(text: str) -> None:
    reading = Reading(PATH)
    assert compose(text, reading) is not None
    assert reading.diagnostics == []


ROWS = st.lists(
    st.sampled_from(["a: b", "- c", "  d: e", "\tf", "g: [h", "i: {j: k", 'l: "m', "n: 'o", "p: |", "  q", "r: &s", "]",
                     "}", '"', "t: @u", "v:", " w: x: y",
                     "-z", "#", "", "---", "x = y", "- - -", "? a", "a b c d e f"]),
    max_size=12,
).map("\n".join)  # fmt: skip


@given(ROWS)
def test_slips_lie_in_their_lines_and_come_in_order(text: str) -> None:
    rows = text.split("\n")
    slips = find_slips(text)
    lines = [slip.line for slip in slips]
    assert lines == sorted(set(lines))
    for slip in slips:
        assert 0 <= slip.column <= len(rows[slip.line])
        assert slip.hint
        assert slip.mended is None or "\n" not in slip.mended
        assert not re.search(r"\b(?:scalar|token|mapping|node)\b", slip.message)


def test_an_odd_blank_is_told_before_the_first_key_of_an_entry_too() -> None:
    reading = Reading(PATH)
    compose("visits:\n  - \xa0business: x\n", reading)
    assert [(one.code, one.span.line, one.span.column) for one in reading.diagnostics] == [("yaml-syntax", 2, 5)]
