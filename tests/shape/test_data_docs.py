"""The figures of the documentation and of the page for readers are what the program makes."""

import json
import re
import shutil
import sqlite3
from contextlib import closing, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from journeyblog.build.prepare import Prepared, prepare
from journeyblog.build.run import BuildRequest, build
from journeyblog.model.scores import shown
from journeyblog.output.data import data_json, site_data
from journeyblog.output.database import database
from journeyblog.output.tables import pick
from journeyblog.site.pages import Desk
from journeyblog.site.scorecards import scorecards
from journeyblog.site.site import Site
from journeyblog.site.summaries import journey_summaries
from journeyblog.site.visibility import Request

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = (ROOT / "docs" / "numbers.md").read_text(encoding="utf-8")
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
PAGE = (ROOT / "content" / "pages" / "how-we-score.md").read_text(encoding="utf-8")
REQUEST = Request(now=datetime(2026, 11, 22, 12, tzinfo=UTC))
FIGURE = re.compile(r"`((?:businesses|journeys|visits|verdict_changes)\.[\w.-]+)`(?:, which)? is\s+(?:> )?`([^`]+)`")
FILE = re.compile(r"^`(content/\S+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def desk_of(root: Path) -> Desk:
    prepared = prepare(root, REQUEST)
    assert isinstance(prepared, Prepared)
    assert prepared.diagnostics == ()
    return prepared.desk


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    root = tmp_path_factory.mktemp("example")
    for path, text in FILE.findall(NUMBERS):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    told: dict[str, Any] = json.loads(data_json(site_data(desk_of(root))))
    return told


@pytest.fixture(scope="module")
def sample() -> Desk:
    return desk_of(ROOT)


def is_it(found: object, told: str) -> bool:
    """Whether a figure is as told, to the places told."""
    try:
        expected = json.loads(told)
    except json.JSONDecodeError:
        return found == told
    if isinstance(expected, bool) or expected is None:
        return found is expected
    places = len(told.partition(".")[2])
    return isinstance(found, int | float) and abs(found - expected) <= 0.5 / 10**places


def test_every_figure_of_the_example_is_so(example: dict[str, Any]) -> None:
    figures = FIGURE.findall(NUMBERS.replace("\n> ", " "))
    assert len(figures) >= 45
    wrong = {path: (told, pick(example, path)) for path, told in figures if not is_it(pick(example, path), told)}
    assert wrong == {}


def test_the_comparison_sees_a_slip(example: dict[str, Any]) -> None:
    assert not is_it(pick(example, "businesses.inn.overall"), "3.9")
    assert not is_it(pick(example, "businesses.inn.trend"), "up")


def test_every_number_of_a_business_is_in_the_reference() -> None:
    told = {path.split(".")[2] for path, _ in FIGURE.findall(NUMBERS.replace("\n> ", " ")) if path.count(".") > 1}
    words = "overall dimensions consistency trend return_index share promises recovery front_door rank_score peers"
    assert {*words.split(), "expectation_gap", "effort", "lenses", "cost", "emotions", "km", "wilson"} <= told


def rows(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_questions_to_the_database_have_these_answers(sample: Desk) -> None:
    pairs = re.findall(r"^```sql\n(.*?)^```\n\n```text\n(.*?)^```$", DATA, re.MULTILINE | re.DOTALL)
    assert len(pairs) == 3
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(site_data(sample)))
        for question, answer in pairs:
            found = ["|".join(map(str, row)) for row in connection.execute(question)]
            assert found == answer.splitlines()


def test_the_program_prints_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    assert build(BuildRequest(root=tmp_path, request=REQUEST)).published is not None
    (program,) = rows(DATA, "python")
    (printed, *_) = rows(DATA, "text")
    monkeypatch.chdir(tmp_path)
    said = StringIO()
    with redirect_stdout(said):
        exec(program, {})
    assert said.getvalue() == printed


def test_the_scorecard_that_readers_can_follow_is_the_site_s_own(sample: Desk) -> None:
    site: Site = sample.site
    cards = scorecards(site)
    card, business = cards["peccati-di-gola"], site.businesses["peccati-di-gola"]
    first, second = (visit.score for visit in business.visits)
    assert first is not None
    assert second is not None
    assert card.overall is not None
    assert card.service_minus_product is not None
    assert card.consistency is not None
    assert card.trend is not None
    assert card.rank_score is not None
    assert card.peers is not None
    part = re.sub(" +", " ", PAGE.partition("## One scorecard, worked out")[2].partition("\n## ")[0])
    for told in (
        f"**{shown(first, 2)}** | **{shown(second, 2)}**",
        f"is {shown(card.overall, 2)}, shown as **{shown(card.overall)}**",
        f"a mean of {shown(card.groups['product'], 2)}",
        f"**+{shown(card.service_minus_product)}**",
        f"**{card.consistency * 100:.0f} %**",
        f"{shown(card.trend.delta, 2)} better",
        f"mean of {shown(card.peers.mean, 2)}, and this one is **+{shown(card.peers.difference)}**",
        f"average of all, {shown(card.prior, 2)}:",
        f"**{shown(card.rank_score, 2)}**",
    ):
        assert told in part, told
    assert (card.verdict, card.so_far, card.trend.word) == ("Definitely", True, "steady")
    assert card.steadiness is not None
    assert card.steadiness.value.lower() in part


def test_the_journey_that_readers_are_told_of_is_the_site_s_own(sample: Desk) -> None:
    summary = journey_summaries(sample.site)["costa-del-sol-2018"]
    part = PAGE.partition("## Journeys")[2].partition("\n## ")[0]
    assert summary.mean_visit_score is not None
    assert summary.good_or_better is not None
    assert summary.wilson is not None
    low, high = (round(end * 100) for end in summary.wilson)
    share = summary.share
    for told in (
        f"{summary.visits} visits to {len(summary.businesses)} businesses",
        f"**{shown(summary.mean_visit_score)}**",
        f"{summary.good_or_better.part} of the {summary.good_or_better.whole}",
        f"{share.part} of {share.whole} we would return: **{share.part / share.whole * 100:.0f} %**",
        f"from {low} to {high} %",
        f"{summary.km:,.0f} km",
    ):
        assert told in part, told
    assert summary.recommendations == 4
