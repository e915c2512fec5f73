"""The sample site: its numbers, its line, its archives, all as they were worked out by hand."""

from fractions import Fraction
from pathlib import Path

import pytest
from site_tools import CONTENT, NOW, held, pages_of, read_page, text_of, told

from journeyblog.build.outcome import Outcome
from journeyblog.build.prepare import Prepared, prepare
from journeyblog.site.site import Site
from journeyblog.site.visibility import Request

# slug: overall, shown, return index, verdict, inferred, share, visits, scored
BUSINESSES: dict[str, tuple[float | None, str, float, str, bool, tuple[int, int], int, int]] = {
    "la-macheta": (4.611111111111111, "4.6", 1.0, "Definitely", False, (1, 1), 1, 1),
    "peccati-di-gola": (4.583333333333333, "4.6", 1.0, "Definitely", False, (2, 2), 2, 2),
    "mayan-monkey-mijas": (4.9375, "4.9", 1.0, "Definitely", False, (1, 1), 1, 1),
    "air-canada": (3.125, "3.1", 0.4166666666666667, "Unsure", False, (1, 2), 2, 2),
    "linea-litoral": (4.0, "4.0", 0.75, "Probably", True, (0, 0), 1, 1),
    "sierra-azul": (2.1, "2.1", 0.0, "No", False, (0, 1), 1, 1),
    "makati-city-hotel": (None, "", 1.0, "Definitely", False, (1, 1), 1, 0),
    "unnamed-repair-firm": (1.3333333333333333, "1.3", 0.0, "No", False, (0, 1), 1, 1),
    "unnamed-reliable-firm": (4.9, "4.9", 1.0, "Definitely", False, (1, 1), 1, 1),
    "regular-lunch-place": (4.0, "4.0", 1.0, "Definitely", False, (3, 3), 3, 3),
}


@pytest.fixture(scope="module")
def site() -> Site:
    prepared = prepare(CONTENT.parent, Request(now=NOW))
    assert isinstance(prepared, Prepared)
    return prepared.site


def test_the_sample_site_has_no_mistake(sample: tuple[Path, Outcome]) -> None:
    assert told(sample[1]) == []
    assert sample[1].posts == 9
    assert held(sample[1]) == {"content/journeys/costa-del-sol-2018/2018-02-23-part-4.md": "draft"}


def test_there_are_ten_businesses(site: Site) -> None:
    assert sorted(site.businesses) == sorted(BUSINESSES)


@pytest.mark.parametrize("slug", BUSINESSES)
def test_the_numbers_of_a_business(site: Site, slug: str) -> None:
    overall, _, index, verdict, inferred, share, visits, scored = BUSINESSES[slug]
    business = site.businesses[slug]
    assert business.overall is None or isinstance(business.overall, Fraction)
    assert (None if business.overall is None else float(business.overall)) == overall
    assert business.return_index is not None
    assert float(business.return_index) == index
    assert business.verdict.value == verdict
    assert business.inferred is inferred
    assert (business.share.part, business.share.whole) == share
    assert (len(business.visits), business.scored) == (visits, scored)


def test_the_list_of_businesses_shows_the_same(sample: tuple[Path, Outcome]) -> None:
    cards = read_page(sample[0], "/businesses/").texts("article", class_="business-card")
    assert len(cards) == 10
    (peccati,) = (card for card in cards if "Peccati" in card)
    assert "4.6 of 5 · 2 visits · would return: Definitely" in peccati
    (makati,) = (card for card in cards if "Makati" in card)
    assert "of 5" not in makati
    assert sum("invented" in card for card in cards) == 2


def test_a_visit_s_score_weighs_its_rated_dimensions(site: Site) -> None:
    lunch = [visit.score for visit in site.businesses["regular-lunch-place"].visits]
    assert sum(score for score in lunch if score is not None) == 12
    flights = [visit.score for visit in site.businesses["air-canada"].visits]
    assert None not in flights
    first, last = (score for score in flights if score is not None)
    assert float(last - first) == -1.75
    dates = [visit.date.day for visit in site.businesses["peccati-di-gola"].visits]
    assert dates == sorted(dates)
    peccati = [visit.score for visit in site.businesses["peccati-di-gola"].visits if visit.score is not None]
    assert float(peccati[1] - peccati[0]) == pytest.approx(0.05555555555555536)


def test_part_three_of_the_journey(sample: tuple[Path, Outcome]) -> None:
    page = read_page(sample[0], "/2018/02/part-3/")
    assert page.texts("h1") == ["Customer Journey Part 3: Three reasons to turn round"]
    assert page.text("span", class_="line-position") == "Third installment of 4"
    line = [f"{item.findtext('span')}: {item.findtext('a')}" for item in page.one("section", class_="line").iter("li")]
    assert line == [
        "Prologue: Whose opinion counts",
        "Part 1: Same airline, two airlines",
        "Part 2: Wings, rails and a small hire car",
        "Interlude: A table uphill",
        "Part 3: Three reasons to turn round",
    ]
    teaser = page.one("p", class_="teaser")
    assert "".join(teaser.itertext()) == "what a hire-car desk could learn from a flamenco troupe"
    assert list(teaser.iter("a")) == []


def test_the_journey_page(sample: tuple[Path, Outcome]) -> None:
    page = read_page(sample[0], "/journeys/costa-del-sol-2018/")
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts["When"] == "1–28 February 2018"
    assert facts["Installments"] == "3 of 4 parts"
    assert facts["Route"] == "Ottawa → Fuengirola → Mijas → Los Boliches"
    assert len(page.all("li", class_="station")) == 5
    assert sorted(page.texts("h3")) == [
        "Air Canada", "La Macheta", "Línea Litoral", "Mayan Monkey Mijas", "Moment by moment", "Peccati di Gola",
        "Sierra Azul Rent a Car",
    ]  # fmt: skip


def test_the_archives(sample: tuple[Path, Outcome]) -> None:
    page = read_page(sample[0], "/archive/")
    terms = {
        text_of(item[0]): (item.find("span").text or "")  # type: ignore[union-attr]  # it has one
        for item in page.one("main").iter("li")
    }
    assert terms == {
        "June 2018": "1", "February 2018": "4", "January 2018": "1", "March 2017": "1",
        "May 2011": "1", "October 2006": "1",
    }  # fmt: skip
    for month, count in (
        ("2006/10", 1),
        ("2011/05", 1),
        ("2017/03", 1),
        ("2018/01", 1),
        ("2018/02", 4),
        ("2018/06", 1),
    ):
        assert len(read_page(sample[0], f"/{month}/").all("article", class_="card")) == count, month
    assert not (sample[0] / "2018/03").exists()


def test_the_posts_by_their_addresses(sample: tuple[Path, Outcome]) -> None:
    titles = {
        "/2006/10/front-doors/": "Every company has five front doors",
        "/2011/05/everyone-knew-my-name/": "A lobby that knew my name",
        "/2017/03/two-suppliers/": "Two suppliers, one fortnight",
        "/2018/01/before-we-leave/": "Customer Journey Prologue: Whose opinion counts",
        "/2018/02/part-1/": "Customer Journey Part 1: Same airline, two airlines",
        "/2018/02/part-2/": "Customer Journey Part 2: Wings, rails and a small hire car",
        "/2018/02/table-uphill/": "Customer Journey Interlude: A table uphill",
        "/2018/02/part-3/": "Customer Journey Part 3: Three reasons to turn round",
        "/2018/06/pack-a-notebook/": "Pack a notebook",
    }
    for location, title in titles.items():
        assert read_page(sample[0], location).texts("h1") == [title]
    assert not (sample[0] / "2018/02/part-4").exists()


def test_home_has_two_pages_newest_first(sample: tuple[Path, Outcome]) -> None:
    first = read_page(sample[0], "/").texts("h3", class_="card-title")
    second = read_page(sample[0], "/page/2/").texts("h3", class_="card-title")
    assert [title.rpartition(": ")[2] for title in first + second] == [
        "Pack a notebook", "Three reasons to turn round", "A table uphill", "Wings, rails and a small hire car",
        "Same airline, two airlines", "Whose opinion counts", "Two suppliers, one fortnight",
        "A lobby that knew my name",
        "Every company has five front doors",
    ]  # fmt: skip
    assert len(first) == 6


def test_authors_categories_and_tags(sample: tuple[Path, Outcome]) -> None:
    assert len(read_page(sample[0], "/authors/notebook/").all("article", class_="card")) == 3
    assert len(read_page(sample[0], "/authors/traveller/").all("article", class_="card")) == 6
    assert len(read_page(sample[0], "/categories/restaurants/").all("article", class_="card")) == 2
    assert len(read_page(sample[0], "/tags/people/").all("article", class_="card")) == 4


def test_what_is_said_of_invented_and_unnamed_firms(sample: tuple[Path, Outcome]) -> None:
    assert "This business is invented." in read_page(sample[0], "/businesses/sierra-azul/").words
    assert "The author does not name this business." in read_page(sample[0], "/businesses/unnamed-repair-firm/").words
    two = read_page(sample[0], "/2017/03/two-suppliers/")
    assert two.all("section", class_="contrast")
    assert "Cancelled, and nobody followed up" in two.words


def test_no_style_attribute_and_no_script(sample: tuple[Path, Outcome]) -> None:
    for page in pages_of(sample[0]):
        assert [element.tag for element in page.tree.iter() if "style" in element.attrib] == [], page.path
        scripts = page.all("script")
        assert [script.get("type") for script in scripts] in ([], ["application/ld+json"]), page.path  # data, not run
        assert [name for element in page.tree.iter() for name in element.attrib if name.startswith("on")] == []
