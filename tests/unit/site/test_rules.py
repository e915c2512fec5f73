"""What must hang together within one file: every rule with its code, severity and place."""

from typing import Any

import pytest

from journeyblog.diagnostics import Diagnostic
from journeyblog.model import model_shapes
from journeyblog.model.business import Business
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.site.rules import check_business, check_journey, check_page, check_post
from journeyblog.source.entries import Entry, decode_entry

SHAPES = model_shapes(Scale())
Found = tuple[str, str, int, int]


def entry(kind: type, front: str, path: str = "content/posts/a.md") -> Entry[Any]:
    made, found = decode_entry(f"---\n{front}\n---\n", path, SHAPES.of(kind))
    assert made is not None, found
    return made


def told(found: list[Diagnostic]) -> list[Found]:
    assert all(one.hint for one in found)
    return [(one.code, one.severity.value, one.span.line, one.span.column) for one in found]


def check(front: str, path: str = "content/posts/a.md", journey: str = "") -> list[Found]:
    return told(list(check_post(entry(Post, front, path), journey)))


GOOD = "would_return: yes"
VISITS = f"visits:\n- business: a\n  {GOOD}\n"

POSTS: list[tuple[str, list[Found]]] = [
    ("date: 2018-02-14\nupdated: 2018-02-13", [("dates-out-of-order", "error", 3, 10)]),
    ("date: 2018-02-14\nexpires: 2018-02-13", [("dates-out-of-order", "error", 3, 10)]),
    ("date: 2018-02-14\nupdated: 2018-02-14", []),
    ("date: 2018-02-14 19:30\nupdated: 2018-02-14", []),
    ("updated: 2018-02-14", []),
    (f"contrast: yes\n{VISITS}", [("contrast-needs-two", "error", 2, 11)]),
    ("contrast: yes", [("contrast-needs-two", "error", 2, 11)]),
    (f"contrast: yes\n{VISITS}- business: b\n  {GOOD}", []),
    (f"contrast: yes\n{VISITS}- business: b\n  {GOOD}\n- business: c\n  {GOOD}",
     [("contrast-needs-two", "error", 2, 11)]),
    (f"contrast: no\n{VISITS}", []),
    ("business: a\nnote: nice", [("visit-unscored", "warning", 2, 11)]),
    (f"{VISITS}- note: x\n  business: b", [("visit-unscored", "warning", 6, 13)]),
    ('"visits":\n- business: b', [("visit-unscored", "warning", 3, 13)]),
    ("{visits: [{business: b}]}", [("visit-unscored", "warning", 2, 22)]),
    ("  title: x\n  visits:\n  - business: b", [("visit-unscored", "warning", 4, 15)]),
    ("lessons: [two visits]\nbusiness: b", [("visit-unscored", "warning", 3, 11)]),
    ("business: a\nfour_ps: {people: 4}", []),
    (
        f"business: a\n{GOOD}\npromises: [{{what: x, promised: 2018-02-14, delivered: 2018-02-15, kept: yes}}]",
        [("promise-contradicts", "warning", 4, 73)],
    ),
    (
        (
            f"{VISITS}  promises:\n  - what: x\n  - what: y\n    promised: 2018-02-14\n    delivered: 2018-02-13\n"
            "    kept: no"
        ),
        [("promise-contradicts", "warning", 10, 11)],
    ),
    (f"business: a\n{GOOD}\npromises: [{{what: x, promised: 2018-02-14, delivered: 2018-02-15, kept: no}}]", []),
    (f"business: a\n{GOOD}\npromises: [{{what: x, promised: soon, delivered: 2018-02-15, kept: yes}}]", []),
    (f"business: a\n{GOOD}\npromises: [{{what: x, kept: no}}]", []),
    (
        f"{VISITS}  incidents:\n  - what: x\n    complaint:\n      made: 2018-02-14\n      acknowledged: 2018-02-13",
        [("dates-out-of-order", "error", 9, 21)],
    ),
    (
        f"{VISITS}  incidents:\n  - what: x\n    complaint: {{made: 2018-02-14, resolved: 2018-02-13}}",
        [("dates-out-of-order", "error", 7, 45)],
    ),
    (f"{VISITS}  incidents:\n  - what: x\n    complaint: {{made: 2018-02-14, responded: 2018-02-14}}", []),
    ("image: a.jpg", [("image-without-alt", "warning", 2, 8)]),
    ("image: a.jpg\nimage_alt: A door", []),
    ("permalink: ../secret", [("bad-path", "error", 2, 12)]),
    ("permalink: https://example.org/", [("bad-path", "error", 2, 12)]),
    ("permalink: /fine/", []),
    ("aliases: [/fine/, //host/x, 'a\\b', C:/x]",
     [("bad-path", "error", 2, 19), ("bad-path", "error", 2, 29), ("bad-path", "error", 2, 36)]),
    ("aliases:\n-\n- /fine/\n- /../x", [("bad-path", "error", 5, 3)]),
    ("aliases: ..", [("bad-path", "error", 2, 10)]),
    ("language: en_GB", [("bad-language", "error", 2, 11)]),
    ("language: pt-BR", []),
    (f"business: a\n{GOOD}\nprice: {{amount: 3, currency: euro}}", [("unknown-word", "error", 4, 30)]),
    (f"{VISITS}  cost: {{money: 3, currency: eur}}", [("unknown-word", "error", 5, 30)]),
    (f"{VISITS}  price: {{amount: 3, currency: EUR}}\n  cost: {{hours: 2}}", []),
    ("part: 3", [("part-without-journey", "warning", 2, 1)]),
    ("title: x", []),
]  # fmt: skip


@pytest.mark.parametrize(("front", "found"), POSTS)
def test_a_post_hangs_together(front: str, found: list[Found]) -> None:
    assert check(front) == found


def test_a_part_of_a_journey_is_no_mistake() -> None:
    assert check("part: 3", journey="costa") == []


def test_a_date_in_the_files_name_counts_like_a_written_one() -> None:
    assert check("updated: 2018-02-13", path="content/posts/2018-02-14-dinner.md") == [
        ("dates-out-of-order", "error", 2, 10)
    ]
    assert check("updated: 2018-02-15", path="content/posts/2018-02-14-dinner/index.md") == []


def test_all_rules_speak_in_one_run() -> None:
    front = "date: 2018-02-14\nupdated: 2018-02-13\nimage: a.jpg\npermalink: ..\nlanguage: '?'\ncontrast: yes\npart: 1"
    assert sorted(code for code, *_ in check(front)) == [
        "bad-language", "bad-path", "contrast-needs-two", "dates-out-of-order", "image-without-alt",
        "part-without-journey",
    ]  # fmt: skip


BUSINESSES: list[tuple[str, list[Found]]] = [
    ("name: a", []),
    ("name: a\nurl: example.org", [("bad-url", "error", 3, 6)]),
    ("name: a\nurl: javascript:alert(1)", [("bad-url", "error", 3, 6)]),
    ("name: a\nurl: https://example.org", []),
    ("name: a\nopened: 2018-02-14\nclosed: 2018-02-13", [("dates-out-of-order", "error", 4, 9)]),
    ("name: a\nopened: 2018-02-14\nclosed: 2018-02-14", []),
    ("name: a\nlat: 36.5", [("missing-field", "error", 3, 1)]),
    ("name: a\nlon: -4.6", [("missing-field", "error", 3, 1)]),
    ("name: a\nlat: 0\nlon: 0", []),
    ("name: a\nimage: a.jpg", [("image-without-alt", "warning", 3, 8)]),
    ("name: a\naliases: [..]", [("bad-path", "error", 3, 11)]),
]


@pytest.mark.parametrize(("front", "found"), BUSINESSES)
def test_a_business_hangs_together(front: str, found: list[Found]) -> None:
    assert told(list(check_business(entry(Business, front, "content/businesses/a.md")))) == found


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("start: 2018-02-14\nend: 2018-02-13", [("dates-out-of-order", "error", 3, 6)]),
        ("start: 2018-02-14\nend: 2018-02-14", []),
        ("image: a.jpg", [("image-without-alt", "warning", 2, 8)]),
        ("aliases: //host/", [("bad-path", "error", 2, 10)]),
    ],
)
def test_a_journey_hangs_together(front: str, found: list[Found]) -> None:
    assert told(list(check_journey(entry(Journey, front, "content/journeys/costa/index.md")))) == found


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("permalink: ..", [("bad-path", "error", 2, 12)]),
        ("image: a.jpg", [("image-without-alt", "warning", 2, 8)]),
        ("title: About", []),
    ],
)
def test_a_page_hangs_together(front: str, found: list[Found]) -> None:
    page = entry(Page, front, "content/pages/about.md")
    assert told(list(check_page(page, frozenset({"page.html"})))) == found
