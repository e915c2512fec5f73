"""Digests tell views apart by all that is in them, and by nothing else."""

import os
import subprocess
import sys
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest
from markupsafe import Markup

from journeyblog.build import digests
from journeyblog.build.digests import NONE, digest_of, view_digest
from journeyblog.dates import Moment
from journeyblog.model.visit import Disclosure
from journeyblog.site.views import CardView, HeadView, LinkView, ListView, PagerView

CARD = CardView(
    heading="A", url="/a/", date=Moment(local=datetime(2018, 2, 14)), summary="", journey=LinkView(label="J", url="/j/")
)
HEAD = HeadView(title="A", url="/a/", description="", canonical="")
IN_ANOTHER_PROCESS = """
from journeyblog.build.digests import digest_of
print(digest_of(frozenset(["b", "a", "c", "d"]), {"x": 1}))
"""


def _listed(card: CardView) -> ListView:
    return ListView(kind="Tag", title="A", cards=(card, card), pager=PagerView(number=1, total=1))


def test_equal_values_have_one_digest() -> None:
    same = replace(CARD, heading=CARD.heading[:1], journey=LinkView(label="J", url="/j/"))
    assert digest_of(CARD) == digest_of(same) != NONE


def test_any_difference_is_one() -> None:
    others = [
        replace(CARD, heading="B"),
        replace(CARD, summary="A"),
        replace(CARD, journey=None),
        replace(CARD, journey=LinkView(label="J", url="/k/")),
        replace(CARD, date=Moment(local=datetime(2018, 2, 14), timed=True)),
        (CARD, CARD),
    ]
    assert len({digest_of(one) for one in (CARD, *others)}) == len(others) + 1


def test_what_is_alike_is_not_the_same() -> None:
    moment = datetime(2018, 1, 1, tzinfo=UTC)
    values = ["1", 1, 1.5, True, None, Fraction(1), moment, Disclosure.GIFT, ("1",), {"1": 1}]
    assert len({digest_of(one) for one in values}) == len(values)
    assert digest_of("a", "b") != digest_of("ab", "") != digest_of(("a", "b"))


def test_kinds_that_views_hold() -> None:
    for value in (Markup("<b>"), MappingProxyType({"a": (1, 2)}), frozenset(["b", "a"]), "\ud800", b"\xff"):
        assert digest_of(value) == digest_of(value) != NONE


def test_other_kinds_have_none() -> None:
    for value in (object(), print, CardView, {("a", "b"): 1}):
        assert digest_of(value) == NONE


def test_another_process_finds_the_same() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS], check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3])},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1


def test_a_page_is_its_view_its_head_its_template_and_its_frame() -> None:
    keys = {
        view_digest("f", "post.html", CARD, HEAD)[0],
        view_digest("g", "post.html", CARD, HEAD)[0],
        view_digest("f", "page.html", CARD, HEAD)[0],
        view_digest("f", "post.html", replace(CARD, heading="B"), HEAD)[0],
        view_digest("f", "post.html", CARD, replace(HEAD, title="B"))[0],
    }
    assert len(keys) == 5
    assert NONE not in keys
    assert view_digest(NONE, "post.html", CARD, HEAD)[0] == NONE


def test_every_field_of_view_and_head_counts() -> None:
    cards: list[CardView] = [replace(CARD, **{field.name: "?"}) for field in fields(CARD)]  # type: ignore[arg-type]
    heads: list[HeadView] = [replace(HEAD, **{field.name: "?"}) for field in fields(HEAD)]  # type: ignore[arg-type]
    keys = {
        view_digest("f", "post.html", CARD, HEAD)[0],
        *(view_digest("f", "post.html", card, HEAD)[0] for card in cards),
        *(view_digest("f", "post.html", CARD, head)[0] for head in heads),
    }
    assert len(keys) == 1 + len(cards) + len(heads)


def test_a_view_that_many_pages_show_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def bytes_of(text: str) -> bytes:
        looked.append(text)
        return text.encode()

    monkeypatch.setattr(digests, "_bytes_of", bytes_of)
    card = replace(CARD, heading="Shown twice")
    first, second = (view_digest("f", "list.html", _listed(one), HEAD)[0] for one in (card, card))
    assert first == second
    assert sum("Shown twice" in text for text in looked) == 1
    assert view_digest("f", "list.html", _listed(replace(card)), HEAD)[0] == first
    assert view_digest("f", "list.html", _listed(replace(card, heading="Another")), HEAD)[0] != first


def test_marks_show_the_field() -> None:
    _, names, marks = view_digest("f", "post.html", CARD, HEAD)
    _, _, others = view_digest("f", "post.html", CARD, replace(HEAD, title="B"))
    fours = [slice(start, start + 4) for start in range(0, len(marks), 4)]
    assert [name for name, four in zip(names, fours, strict=True) if marks[four] != others[four]] == ["head.title"]


def test_a_view_of_an_unknown_kind_is_never_known_again() -> None:
    @dataclass(frozen=True, slots=True)
    class Odd:
        thing: object

    assert view_digest("f", "post.html", Odd(object()), HEAD)[0] == NONE
