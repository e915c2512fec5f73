"""YAML from strangers: what is refused, where exactly, and that nothing else can happen."""

import string

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.model import model_shapes
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.schema import Reading, compose, place_of
from journeyblog.schema.compose import DEEPEST, _is_suspect

PATH = "content/posts/a.md"


def refusal(text: str, first_line: int = 1) -> tuple[str, int, int]:
    """The code, line and column of the one mistake in a text."""
    reading = Reading(PATH, first_line)
    compose(text, reading)
    (found,) = reading.diagnostics
    assert found.span.path == PATH
    assert found.message
    assert found.hint
    return found.code, found.span.line, found.span.column


def composed(text: str) -> tuple[Node, Reading]:
    reading = Reading(PATH, 2)
    root = compose(text, reading)
    assert root is not None, reading.diagnostics
    assert not reading.diagnostics
    return root, reading


REFUSED = [
    ("an anchor", "title: x\nbusiness: &b la-macheta\n", ("yaml-anchor", 2, 11)),
    ("an anchor on a group", "a: &x\n  b: 1\n", ("yaml-anchor", 1, 4)),
    ("an anchor in a flow list", "a: [&x 1]\n", ("yaml-anchor", 1, 5)),
    ("an anchor on a key", "&x a: 1\n", ("yaml-anchor", 1, 1)),
    ("an alias", "title: *x\n", ("yaml-anchor", 1, 8)),
    ("an alias in a block list", "a:\n  - *x\n", ("yaml-anchor", 2, 5)),
    ("a merge key", "<<: *x\n", ("yaml-anchor", 1, 5)),
    ("a tag", "title: !!python/object:os.system x\n", ("yaml-tag", 1, 8)),
    ("a local tag", "a: 1\nb: !mine x\n", ("yaml-tag", 2, 4)),
    ("the empty tag", "a: ! x\n", ("yaml-tag", 1, 4)),
    ("a second document", "a: 1\n---\nb: 2\n", ("yaml-second-document", 2, 1)),
    ("a second document after dots", "a: 1\n...\nb: 2\n", ("yaml-second-document", 3, 1)),
    ("33 levels of lists", "a: " + "[" * 33 + "]" * 33, ("yaml-too-large", 1, 35)),
    ("33 levels of block lists", "- " * 33 + "x", ("yaml-too-large", 1, 65)),
    ("10,001 values", "[" + "a," * 10_000 + "]", ("yaml-too-large", 1, 20000)),
    ("64 KiB and a byte", "a: " + "x" * (64 * 1024 - 2), ("yaml-too-large", 1, 1)),
    ("64 KiB of bytes, not of letters", "a: " + "東" * 22_000, ("yaml-too-large", 1, 1)),
    ("100,000 brackets", "[" * 100_000, ("yaml-too-large", 1, 1)),
    ("60,000 brackets", "[" * 60_000, ("yaml-too-large", 1, 33)),
    ("15,000 braces", "{" * 15_000, ("yaml-too-large", 1, 33)),
    ("a bell", "title: x\nnote: a\x07b\n", ("control-character", 2, 8)),
    ("a NUL", "\0", ("control-character", 1, 1)),
    ("a C1 control", "a: é\x9b", ("control-character", 1, 5)),
    ("a line separator, which YAML takes for a line's end", "a: x\u2028b\nc: d", ("control-character", 1, 5)),
    ("a next-line character, likewise", "a: x\x85b\nc: d", ("control-character", 1, 5)),
    ("a tab before a key", "a:\n\tb: 1\n", ("yaml-tab", 2, 1)),
    ("a tab after spaces", "a:\n  b: 1\n  \tc: 2\n", ("yaml-tab", 3, 3)),
    ("a tab before a list's item", "a:\n - b\n\t- c\n", ("yaml-tab", 3, 1)),
    ("a colon in a text", "title: Part 3: Mijas\n", ("yaml-syntax", 1, 14)),
    ("a colon in a text of a list", "lessons:\n  - x\n  - first: a: b\n", ("yaml-syntax", 3, 13)),
    ("an indented key under a text", "title: Mijas\n  date: 2018-02-14\n", ("yaml-syntax", 2, 3)),
    ("a bracket that is never closed", "title: x\ntags: [a, b\n", ("yaml-syntax", 2, 7)),
    ("a bracket before the next key", "tags: [a, b\ntitle: x\n", ("yaml-syntax", 1, 7)),
    ("a lone bracket", "title: x\ntags: [\n", ("yaml-syntax", 2, 7)),
    ("a quote that is never closed", 'title: "Mijas\ndate: 2018-02-14\n', ("yaml-syntax", 1, 8)),
    ("a single quote that is never closed", "a: b\ntitle: 'Mijas\n\n", ("yaml-syntax", 2, 8)),
    ("a text after a quote", 'title: "Mijas" and more\n', ("yaml-syntax", 1, 16)),
    ("an unknown escape", 'a: b\ntitle: "C:\\quit"\n', ("yaml-syntax", 2, 11)),
    ("half a surrogate pair", 'a: "\\ud800"', ("yaml-syntax", 1, 5)),
    ("an at sign", "a: 1\nauthor: @me\n", ("yaml-syntax", 2, 9)),
    ("a backtick", "a: `x`\n", ("yaml-syntax", 1, 4)),
    ("a key back by one space", "a:\n  b: 1\n c: 2\n", ("yaml-syntax", 3, 2)),
    ("a huge version", "%YAML 1.99999999999999999999\n---\na: 1", ("yaml-syntax", 1, 1)),
]


@pytest.mark.parametrize(("text", "place"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_one_mistake_is_told_with_its_line_and_column(text: str, place: tuple[str, int, int]) -> None:
    assert refusal(text) == place


@pytest.mark.parametrize("step", ["-  ", "-\t", "- ", "?  ", "?\t", "-   ", "- \t", "- ?  "])
@pytest.mark.parametrize("times", [33, 40, 300, 2000])
def test_no_blanks_between_indicators_lead_past_the_limit_of_levels(step: str, times: int) -> None:
    reading = Reading(PATH)
    assert compose(step * times + "x", reading) is None
    assert [found.code in ("yaml-too-large", "yaml-syntax", "yaml-tab") for found in reading.diagnostics] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "-  " * 2000,
        "-  " * 33,
        "".join("  " * i + "a:\n" + "  " * i + "- b:\n" for i in range(17)),
        "a:\n" + "".join(" " * i + "-\n" for i in range(33)),
        "- a:\n  - b:\n    - c:\n      - d: " + "[a: " * 13 + "x" + "]" * 13,
    ],
)
def test_what_is_too_deep_is_refused_however_it_is_laid_out(text: str) -> None:
    assert refusal(text)[0] == "yaml-too-large"


SIGNS = st.sampled_from(
    ["&x", "*x", "!x", "!", "%", "a", "b ", ": ", ":", "- ", "-", "? ", "[", "]", "{", "}", ", ", ",", "\n", "\r", "  ",
     "\t", "'", '"', "#", "|", ">", "\xa0", "\ufeff"]
)  # fmt: skip


@given(st.lists(SIGNS, max_size=14).map("".join))
def test_no_machinery_escapes_the_walk(text: str) -> None:
    """Only what cannot hold an anchor, an alias or a tag goes unwalked to the composer."""
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            machinery = getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None
            assert not machinery or _is_suspect(text)
    except (yaml.YAMLError, ValueError):
        pass  # the composer refuses it too


def test_short_pairs_are_counted_too() -> None:
    assert refusal("[" + "a: ," * 3900 + "]")[0] == "yaml-too-large"


@pytest.mark.parametrize("shape", ["visits:\n  ? [a, b]\n  : c\n  q: d\n", "- title: A\n- ? [a]\n  : c\n"])
def test_a_key_that_is_a_list_is_a_mistake_and_no_crash(shape: str) -> None:
    reading = Reading(PATH)
    root, _ = composed(shape)
    model_shapes(Scale()).of(Post).read(root, reading)
    assert reading.diagnostics


def test_lines_count_from_where_the_yaml_starts_in_its_file() -> None:
    assert refusal("a: 1\nb: *x\n", first_line=5) == ("yaml-anchor", 6, 4)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: Part 3: Mijas", 'Write  title: "Part 3: Mijas"'),
        ('title: He said "hi": x', "Write  title: 'He said \"hi\": x'"),
        ('title: It\'s "hi": x', 'Write  title: "It\'s \\"hi\\": x"'),
    ],
)
def test_the_fix_of_a_colon_in_a_text_can_be_pasted(text: str, hint: str) -> None:
    reading = Reading(PATH)
    compose(text, reading)
    assert reading.diagnostics[0].hint == hint
    root, _ = composed(hint.removeprefix("Write  "))
    assert place_of(root, ("title",), Reading(PATH)).column == 8
    assert root.value[0][1].value == text.removeprefix("title: ")


def test_a_tag_is_named_as_it_was_written() -> None:
    reading = Reading(PATH)
    compose("a: !!str x", reading)
    assert "'!!str'" in reading.diagnostics[0].message


@pytest.mark.parametrize(
    "text",
    [
        "title: R&B *live* at 100%!\n",
        "a: x & y\nb: 2 * 3\nc: wow!\n",
        'a: "&x"\nb: "*x"\nc: "!x"\n',
        "a: |\n  &x *y !z\n  ---\n",
        "---\na: 1\n",
        "a: " + "[" * 31 + "]" * 31,
        "a: " + "x" * (64 * 1024 - 3),
        "a: b\tc\n",
        "a:\tb\n",
        "# a comment\na: 1 # another\n",
    ],
)
def test_ordinary_text_is_not_refused(text: str) -> None:
    composed(text)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "   "])
def test_nothing_is_no_mistake(text: str) -> None:
    reading = Reading(PATH)
    assert compose(text, reading) is None
    assert not reading.diagnostics


@pytest.mark.parametrize(
    "text", ["NO", "22:30", "2012", "1e3", "0x1F", "~", "null", "2018-02-14", ".inf", "1_0", "<<", "="]
)
def test_every_scalar_keeps_its_text(text: str) -> None:
    root, _ = composed(f"a: {text}\n{text}: b\n")
    assert [(key.value, value.value) for key, value in root.value] == [("a", text), (text, "b")]


FRONT = """\
title: Mijas
visits:
  -
  - business: la-macheta
    ratings: {food: 4.5, service: 5}
  - business: sierra-azul
tags: a, b
"""


@pytest.mark.parametrize(
    ("keys", "key", "place"),
    [
        ((), False, (2, 1, 1)),
        (("title",), False, (2, 8, 5)),
        (("title",), True, (2, 1, 5)),
        (("visits", 0, "business"), False, (5, 15, 10)),
        (("visits", 0, "ratings", "service"), False, (6, 35, 1)),
        (("visits", 0, "ratings", "service"), True, (6, 26, 7)),
        (("visits", 1, "business"), False, (7, 15, 11)),
        (("visits", 1), False, (7, 5, 1)),
        (("visits", 9, "business"), False, (4, 3, 1)),
        (("visits", 0, "rating"), False, (5, 5, 1)),
        (("visits", 0, "rating"), True, (5, 5, 1)),
        (("missing",), False, (2, 1, 1)),
        (("tags", 1), False, (8, 7, 4)),
        (("title", "deeper"), False, (2, 8, 5)),
    ],
)
def test_a_place_is_found_as_deep_as_the_keys_lead(
    keys: tuple[str | int, ...], key: bool, place: tuple[int, int, int]
) -> None:
    root, reading = composed(FRONT)
    span = place_of(root, keys, reading, key=key)
    assert (span.path, span.line, span.column, span.length) == (PATH, *place)


def test_nothing_has_the_place_of_its_file() -> None:
    span = place_of(None, ("a",), Reading(PATH, 3))
    assert (span.path, span.line) == (PATH, 3)


def nodes_of(root: Node) -> list[tuple[int, Node]]:
    found: list[tuple[int, Node]] = []
    level = [root]
    depth = 0
    while level:
        depth += 1
        found += [(depth, node) for node in level]
        level = [child for node in level for child in children(node)]
    return found


def children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [child for pair in node.value for child in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


PIECES = st.sampled_from(
    ["a", "b: ", ": ", "- ", "? ", "&x ", "*x", "!t ", "!!str ", "---\n", "...\n", "\n", "\n  ", "\n    ", "[", "]",
     "{", "}", ", ", '"', "'", "#", "| \n", ">", "%", "\t", "\\", "é", "東", "<<: ", "[[[[[[", "- - - - ", " " * 12,
     "-  ", "?  ", "-\t", ":  ", "[a: ", "\r", "\ufeff"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(string.printable, max_size=80) | st.text(max_size=80))
@example("? - " * 40)
@example("".join(" " * i + "-\n" for i in range(40)))
@example("".join(" " * i + "a:\n" for i in range(40)))
@example("-  " * 40)
@example("-\t" * 40)
@example("?  " * 40)
@example("-  -  -  " * 300)
@example("? a\n: " * 3 + "-  " * 40)
@example("[a: " * 12 + "x" + "]" * 12)
@example("\ufeff&x a")
@example("".join(" " * i + "a:\n" + " " * i + "-\n" for i in range(17)))
@example("!<tag:yaml.org,2002:str> x")
@example("a: {&x b: *x}")
def test_any_text_is_plain_nodes_within_bounds_or_told_by_its_lines(text: str) -> None:
    text = text.replace("\r", "\n")  # as the read door does
    reading = Reading(PATH)
    root = compose(text, reading)
    rows = text.split("\n")
    assert len({found.span.line for found in reading.diagnostics}) == len(reading.diagnostics), "one a line at most"
    for found in reading.diagnostics:
        assert 1 <= found.span.line <= len(rows)
        assert 1 <= found.span.column <= len(rows[found.span.line - 1]) + 1
        assert found.hint
    if root is None:
        return
    for depth, node in nodes_of(root):
        assert depth <= DEEPEST + 1  # a scalar stands below the deepest group
        assert node.tag == ""
        assert node.__class__ in (ScalarNode, SequenceNode, MappingNode)
