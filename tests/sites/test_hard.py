"""A site that is hard to lay out, in the default theme: built without a word, and its long line shortened."""

from pathlib import Path

import pytest
from hard_site import AUTHORS, COLUMNS, LONG_TITLE, hard_site
from site_tools import build_site, read_page, write_site


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_site(tmp_path_factory.mktemp("hard"), hard_site())
    outcome = build_site(root)
    assert outcome.diagnostics == ()
    return root / "public"


def test_home_shows_the_first_station_and_the_latest_ones(output: Path) -> None:
    stations = read_page(output, "/").texts("span", class_="station-label")
    assert stations == ["Part 1", *(f"Part {number}" for number in range(55, 61))]


def test_the_journey_s_page_shows_all_stations(output: Path) -> None:
    assert len(read_page(output, "/journeys/the-long-way/").all("li", class_="station")) == 60


def test_a_long_title_a_wide_table_and_many_authors_are_all_there(output: Path) -> None:
    page = read_page(output, "/2026/01/long/")
    assert page.text("h1") == LONG_TITLE.strip()
    assert len(page.all("th")) == COLUMNS
    assert len(page.all("section", class_="author")) == AUTHORS


def test_a_business_without_a_visit_says_so(output: Path) -> None:
    assert "No visit yet." in read_page(output, "/businesses/never/").text("main")


def test_a_post_in_another_language_says_which(output: Path) -> None:
    assert read_page(output, "/2026/01/arabic/").one("article", class_="post").attrib["lang"] == "ar"
