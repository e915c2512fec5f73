"""Fences, entries and the way back from a value to its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.diagnostics import Diagnostic
from journeyblog.model import model_shapes
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.source.entries import Entry, decode_entry
from journeyblog.source.front_matter import Parts, split
from journeyblog.source.read import decode_text

PATH = "content/posts/a.md"


def parts(text: str) -> tuple[str, int, str, int]:
    made = split(text, PATH)
    assert isinstance(made, Parts), made
    return made.front, made.front_line, made.body, made.body_line


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("---\ntitle: x\n---\nBody\n", ("title: x\n", 2, "Body\n", 4)),
        ("---  \t\ntitle: x\n---   \nBody", ("title: x\n", 2, "Body", 4)),
        ("---\ntitle: x\n...\nBody", ("title: x\n", 2, "Body", 4)),
        ("---\ntitle: x\n...  \nBody", ("title: x\n", 2, "Body", 4)),
        ("\n  \n---\ntitle: x\n---\nBody", ("title: x\n", 4, "Body", 6)),
        ("---\n---\nBody", ("", 2, "Body", 3)),
        ("---\ntitle: x\n---", ("title: x\n", 2, "", 3)),
        ("---\ntitle: x\n---\n", ("title: x\n", 2, "", 4)),
        ("---\na: |\n  ---\n  ...\n---\nBody", ("a: |\n  ---\n  ...\n", 2, "Body", 6)),
        ("---\ntitle: x\n---\na\n\n---\n\nb\n", ("title: x\n", 2, "a\n\n---\n\nb\n", 4)),
        ("---\ntitle: ----\n----: x\n---\nBody", ("title: ----\n----: x\n", 2, "Body", 5)),
        ("Body only\n---\nmore", ("", 1, "Body only\n---\nmore", 1)),
        ("", ("", 1, "", 1)),
        ("----\nx", ("", 1, "----\nx", 1)),
        (" ---\nx", ("", 1, " ---\nx", 1)),
        ("{not json} at all", ("", 1, "{not json} at all", 1)),
        ("+++ and more", ("", 1, "+++ and more", 1)),
    ],
)
def test_a_text_is_front_matter_and_body(text: str, made: tuple[str, int, str, int]) -> None:
    assert parts(text) == made


@pytest.mark.parametrize(
    "data",
    [
        b"---\r\ntitle: x\r\n---\r\nBody\r\n",
        b"\xef\xbb\xbf---\ntitle: x\n---\nBody\n",
        b"\xef\xbb\xbf---\r\ntitle: x\r\n---  \r\nBody\r\n",
    ],
)
def test_a_mark_and_windows_line_ends_make_no_difference(data: bytes) -> None:
    assert parts(decode_text(data, PATH)) == ("title: x\n", 2, "Body\n", 4)


@pytest.mark.parametrize(
    ("text", "code", "line", "named"),
    [
        ("+++\ntitle = 'x'\n+++\nBody", "front-matter-format", 1, "TOML"),
        ("\n\n+++\ntitle = 'x'\n+++\n", "front-matter-format", 3, "TOML"),
        ('{\n  "title": "x"\n}\nBody', "front-matter-format", 1, "JSON"),
        ('{"title": "x"}\nBody', "front-matter-format", 1, "JSON"),
        ('\n{ "title": "x"}\nBody', "front-matter-format", 2, "JSON"),
        ("---\ntitle: x\nBody", "front-matter-open", 1, ""),
        ("---", "front-matter-open", 1, ""),
        ("\n\n---\ntitle: x", "front-matter-open", 3, ""),
        ("\n---", "front-matter-open", 2, ""),
    ],
)
def test_other_fences_are_told_at_their_line(text: str, code: str, line: int, named: str) -> None:
    found = split(text, PATH)
    assert isinstance(found, Diagnostic)
    assert (found.code, found.span.path, found.span.line, found.span.column) == (code, PATH, line, 1)
    assert named in found.message
    assert found.hint


FIELDS = "title: x\ndraft: true\n---\nBody\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (FIELDS, 1),
        ("\n\n" + FIELDS, 3),
        ("--\n" + FIELDS, 1),
        ("----\n" + FIELDS, 1),
        ("—\n" + FIELDS, 1),
        ("—--\n" + FIELDS, 1),
        ("--—\n" + FIELDS, 1),
        ("−−−\n" + FIELDS, 1),
        ("...\n" + FIELDS, 1),
        (" ---\n" + FIELDS, 1),
        ("\n\t---\n" + FIELDS, 2),
        ("\xa0---\n" + FIELDS, 1),
        ("---\xa0\n" + FIELDS, 1),
        ("\u200b---\n" + FIELDS, 1),
        ("\ufeff---\n" + FIELDS, 1),
        ("\ufeff\ufeff---\n" + FIELDS, 1),
        ("--- # x\n" + FIELDS, 1),
        ("---yaml\n" + FIELDS, 1),
        ("--- title: x\ndraft: true\n---\nBody", 1),
        ("<!-- c -->\n---\n" + FIELDS, 2),
        ("<!-- c\nd -->\n\n---\n" + FIELDS, 4),
        ("<!-- c -->---\n" + FIELDS, 1),
        ("```yaml\n---\n" + FIELDS + "```\n", 2),
        ("---\n---\n" + FIELDS, 3),
        ("--\n# a comment\ntitle: x\n---\nBody", 1),
        ("draft: true\nBody", 1),
        ("Status: under_way\n\nBody", 1),
        ("name: x\nPUBLISHED : no\nBody", 1),
        ("draft:true\nBody", 1),
        ('"draft": true\nBody', 1),
        ("\u200bdraft: true\nBody", 1),
        ("tags:\n  - a\n- b\nwould return: yes\ndraft: true\n", 0),
        ("title: x\ntags:\n- a\nwould return: yes\ndraft: true\nBody", 1),
        ("title: x\ntags:\n" + "- a\n" * 90 + "draft: true\n", 1),
        ("date: 2099-01-01\n\n----\nBody", 1),
        ("date: 2099-01-01\n...\nBody", 1),
        (" ---\ntitle: x\nBody", 1),
        ("Note: this is prose.\n\nIt goes on.\n\n---\n\nAnd on.", 0),
        ("# Title\n\ntitle: x", 0),
        ("# Status: on the road\n\nBody", 0),
        ("Title: x\n\nBody\n\n---\n\nMore", 0),
        ("**Date:** today\n\n---\n", 0),
        ("- Status: fine\n- Date: today\n", 0),
        ("Body\n\ndraft: true\n---\n", 0),
        ("---- \n\nBody\n\nstatus: x\n", 0),
        ("— Hello, he said.\n\nstatus: x\n", 0),
        ("<!-- draft: true -->\nBody\n", 0),
        ("```yaml\ntitle: x\n```\n", 0),
    ],
)
def test_fields_behind_a_damaged_fence_are_never_taken_for_text(text: str, line: int) -> None:
    found = split(text, PATH)
    if not line:
        assert parts(text) == ("", 1, text, 1)
        return
    assert isinstance(found, Diagnostic)
    assert (found.code, found.span.path, found.span.line) == ("front-matter-open", PATH, line)


@given(
    st.lists(st.sampled_from(["---", "...", "+++", "", "a: b", " ", "--- ", "text", "{", '{"']), max_size=8).map(
        "\n".join
    )
)
def test_no_line_is_lost_or_moved(text: str) -> None:
    made = split(text, PATH)
    rows = text.split("\n")
    if isinstance(made, Diagnostic):
        assert rows[made.span.line - 1].strip()
        return
    if made.body:
        assert rows[made.body_line - 1 :] == made.body.split("\n")
    assert rows[made.front_line - 1 :][: made.front.count("\n")] == made.front.split("\n")[:-1]


FRONT = """\
---
title: Two places
tags: [dinner, "two words"]
visits:
  - business: la-macheta
    rating: 4
    ratings: {food: 4.5, service: 5}
    incidents:
      - what: slow
        complaint:
          made: 2018-02-14
  - business: sierra-azul
    would_return: no
---
Body line
"""


def entry() -> Entry[Post]:
    made, found = decode_entry(FRONT, PATH, model_shapes(Scale()).of(Post))
    assert not found
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("keys", "key", "place"),
    [
        (("title",), False, (2, 8, 10)),
        (("title",), True, (2, 1, 5)),
        (("tags", 1), False, (3, 16, 11)),
        (("visits", 0, "business"), False, (5, 15, 10)),
        (("visits", 0, "ratings", "service"), False, (7, 35, 1)),
        (("visits", 0, "ratings", "service"), True, (7, 26, 7)),
        (("visits", 0, "incidents", 0, "complaint", "made"), False, (11, 17, 10)),
        (("visits", 1, "would_return"), True, (13, 5, 12)),
        (("visits", 1, "rating"), False, (12, 5, 1)),
        (("visits", 7), False, (5, 3, 1)),
        (("nothing",), False, (2, 1, 1)),
        ((), False, (2, 1, 1)),
    ],
)
def test_every_value_and_key_is_found_again(
    keys: tuple[str | int, ...], key: bool, place: tuple[int, int, int]
) -> None:
    span = entry().locate(*keys, key=key)
    assert (span.path, span.line, span.column, span.length) == (PATH, *place)


def test_a_place_in_the_body_is_given_in_the_files_lines() -> None:
    made = entry()
    assert (made.text, made.body_line) == ("Body line\n", 15)
    span = made.in_body(1, 6, 4)
    assert (span.line, span.column, span.length) == (15, 6, 4)


def test_a_text_without_front_matter_has_no_place_inside() -> None:
    made, found = decode_entry("# A title\n", PATH, model_shapes(Scale()).of(Post))
    assert not found
    assert made is not None
    assert made.fields == Post()
    assert made.locate("title").path == PATH
    assert made.locate("title").line == 0 or made.locate("title").line == 1


@pytest.mark.parametrize("front", ["", "\n", "# nothing yet\n"])
def test_empty_front_matter_says_nothing(front: str) -> None:
    made, found = decode_entry(f"---\n{front}---\nBody", PATH, model_shapes(Scale()).of(Post))
    assert not found
    assert made is not None
    assert (made.fields, made.text) == (Post(), "Body")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\ntitle: x\nrating: 11/10\nbusiness: a\n---\n", ("rating-off-scale", 3, 9)),
        ("\n\n---\ntitle: a: b\n---\n", ("yaml-syntax", 4, 9)),
        ("---\ntitle: x\n\n\ntags: *x\n---\n", ("yaml-anchor", 5, 7)),
        ("---\ntags: [a\n---\n", ("yaml-syntax", 2, 7)),
        ("---\njust text\n---\n", ("wrong-shape", 2, 1)),
    ],
)
def test_a_mistake_in_the_front_matter_stands_at_the_files_own_line(text: str, place: tuple[str, int, int]) -> None:
    made, found = decode_entry(text, PATH, model_shapes(Scale()).of(Post))
    assert made is not None
    assert made.front in text
    assert [(one.code, one.span.line, one.span.column) for one in found] == [place]
