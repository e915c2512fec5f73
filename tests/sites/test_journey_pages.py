"""A journey in numbers, its line coloured by how it went, its emotion curve and its map; tracks in sites."""

import json
from pathlib import Path

import pytest
from site_tools import Parsed, build_site, built, read_page, snapshot, text_of, told, write_site

from journeyblog.build.outcome import Outcome

FIGURES = json.loads((Path(__file__).parents[1] / "data" / "sample-journey.json").read_text(encoding="utf-8"))
COSTA = "/journeys/costa-del-sol-2018/"
COAST = "content/journeys/coast"
SVG = "{http://www.w3.org/2000/svg}"
ROUTE = "origin: {name: A, lat: 0, lon: 0}\ndestination: {name: B, lat: 0, lon: 2}\n"
INDEX = {f"{COAST}/index.md": "---\ntitle: The coast\n---\n"}


def figures(page: Parsed) -> dict[str, list[str]]:
    """The numbers of a journey: what is told, and the note beside it."""
    (rows,) = page.all("dl", class_="figures")
    found = {}
    for row in rows.iter("div"):
        note = "".join(text_of(one) for one in row.iter("span"))
        value = text_of(next(row.iter("dd")))
        found[text_of(next(row.iter("dt")))] = [value.removesuffix(note).strip(), note]
    return found


def post(day: int, more: str = "") -> dict[str, str]:
    """An installment of February 2018."""
    return {f"{COAST}/2018-02-{day:02}-p{day}.md": f"---\ntitle: P{day}\n{more}---\nText.\n"}


def track(*points: tuple[float, float]) -> bytes:
    """A GPX file of one segment."""
    body = "".join(f'<trkpt lat="{lat}" lon="{lon}"/>' for lat, lon in points)
    return f"<gpx><trk><trkseg>{body}</trkseg></trk></gpx>".encode()


def test_the_figures_of_the_sample(sample: tuple[Path, Outcome]) -> None:
    assert figures(read_page(sample[0], COSTA)) == FIGURES


def test_the_stand_outs_and_let_downs_of_the_sample(sample: tuple[Path, Outcome]) -> None:
    good, bad = read_page(sample[0], COSTA).all("div", class_="picks")
    assert [text_of(one) for one in good.iter("li")] == [
        "La Macheta 4.6 of 5", "Peccati di Gola 4.6 of 5", "Mayan Monkey Mijas 4.9 of 5",
    ]  # fmt: skip
    assert [text_of(one) for one in bad.iter("li")] == ["Sierra Azul Rent a Car 2.1 of 5"]


def test_the_line_says_how_each_installment_went(sample: tuple[Path, Outcome]) -> None:
    for location in (COSTA, "/2018/02/part-3/", "/"):
        moods = {}
        for station in read_page(sample[0], location).all("li", class_="station"):
            key = [one.removeprefix("mood-") for one in station.attrib["class"].split() if one.startswith("mood-")]
            words = [text_of(span) for span in station.iter("span") if span.get("class") == "mood"]
            moods[text_of(next(station.iter("span")))] = (key, words)
        assert moods == {
            "Prologue": ([], []),
            "Part 1": (["middling"], ["Mixed"]),
            "Part 2": (["middling"], ["Mixed"]),
            "Interlude": (["good"], ["Went well"]),
            "Part 3": (["good"], ["Went well"]),
        }, location


def test_the_emotion_curve_is_drawn_and_told(sample: tuple[Path, Outcome]) -> None:
    page = read_page(sample[0], COSTA)
    drawing = page.one(f"{SVG}svg", class_="curve")
    assert drawing.attrib["role"] == "img"
    named = drawing.attrib["aria-labelledby"].split()
    texts = {one.attrib["id"]: text_of(one) for one in drawing.iter() if "id" in one.attrib}
    title, described = (texts[name] for name in named)
    assert title == "How it felt"
    assert described == (
        "9 points by date, from −2 (very bad) to +2 (very good); the highest is Mayan Monkey Mijas with +1.9, "
        "the lowest Air Canada with −1.0"
    )
    assert len(list(drawing.iter(f"{SVG}circle"))) == 9
    assert [text_of(one) for one in drawing.iter(f"{SVG}text")][3:] == [str(number) for number in range(1, 10)]
    rows = [[text_of(cell) for cell in row] for row in page.one("div", class_="emotions").iter("tr")][1:]
    assert [row[0] for row in rows] == [
        "1 Air Canada", "2 Air Canada", "3 airport robot", "4 Línea Litoral", "5 Sierra Azul Rent a Car",
        "6 Peccati di Gola", "7 La Macheta", "8 Peccati di Gola", "9 Mayan Monkey Mijas",
    ]  # fmt: skip
    assert [row[2].split(" ", 1)[0] for row in rows] == [
        "+1.0", "−1.0", "−1.0", "+1.0", "−0.9", "+1.6", "+1.6", "+1.6", "+1.9",
    ]  # fmt: skip
    assert rows[2][2] == "−1.0 Bad"


def moments(page: Parsed) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in page.one("table", class_="moments").iter("tr")][1:]


def test_the_map_of_a_journey_and_of_a_post(sample: tuple[Path, Outcome]) -> None:
    assert moments(read_page(sample[0], COSTA)) == [
        ["Travel"],
        ["Counter waited 8 minutes", "Air Canada Same airline, two airlines", "+1.0 Good"],
        ["In person", "Air Canada Same airline, two airlines", "−1.0 Bad"],
        ["At no stage in particular"],
        ["airport robot Kiosk", "On the way Same airline, two airlines", "−1.0 Bad"],
    ]
    assert moments(read_page(sample[0], "/2017/03/two-suppliers/")) == [
        ["Book"],
        ["Phone no real person", "A repair firm we won’t name", "−1.0 Bad"],
        ["Phone a real person", "A second firm that did the job", "+1.0 Good"],
        ["E-mail answered in 3 hours", "A second firm that did the job", "+2.0 Very good"],
        ["After"],
        ["E-mail answered in 72 hours", "A repair firm we won’t name", "−2.0 Very bad"],
    ]
    assert read_page(sample[0], "/2018/02/part-3/").all("section", class_="journey-map") == []


def test_lessons_and_little_things_of_a_journey(sample: tuple[Path, Outcome]) -> None:
    page = read_page(sample[0], COSTA)
    lessons = [text_of(one) for one in page.one("section", class_="lessons").iter("li")]
    lesson = "A steady three can be planned round. A four that is sometimes a two cannot."
    assert lessons[2] == f"{lesson} Same airline, two airlines"
    assert "The delay was announced in minutes rather than in apologies." in page.words


def test_a_journey_without_visits_shows_no_number_that_it_lacks(tmp_path: Path) -> None:
    page = read_page(built(tmp_path, {**INDEX, **post(3)}), "/journeys/coast/")
    assert page.all("dl", class_="figures") == []
    assert page.all("section", class_="journey-map") == []
    assert page.all("span", class_="mood") == []
    assert page.texts("h2") == ["Installments"]


def test_net_recommend_from_five_businesses(tmp_path: Path) -> None:
    visits = "".join(
        f"- {{business: b{i}, kind: cafe, rating: 4, would_return: definitely, would_recommend: {word}}}\n"
        for i, word in enumerate((10, 9, 8, "unsure", "definitely"))
    )
    outcome = build_site(write_site(tmp_path, {**INDEX, **post(3, f"visits:\n{visits}")}))
    assert {line.partition("[")[2].partition("]")[0] for line in told(outcome)} == {"unknown-business"}
    found = figures(read_page(tmp_path / "public", "/journeys/coast/"))
    assert found["Net recommend"] == ["+40", "5 businesses"]


def test_what_it_cost_and_asked(tmp_path: Path) -> None:
    said = "business: inn\nrating: 4\nexpected: 4.5\neffort: 6\ncost: {money: 12.5, currency: EUR, hours: 1}\n"
    files = {**INDEX, **post(3, said), "content/businesses/inn.md": "---\nname: Inn\n---\n"}
    found = figures(read_page(built(tmp_path, files), "/journeys/coast/"))
    assert found["Against expectation"] == ["−0.5", ""]
    assert found["Effort"] == ["6.0 of 7", "7 is very easy"]
    assert found["What it cost"] == ["12.50 EUR, 1 hour", "beside the prices"]


NORTH = track((0, 0), (1, 0))
"""One degree: 111.195 km."""


@pytest.mark.parametrize(
    ("index", "posts", "km"),
    [
        ("", ("gpx: walk.gpx\n", ""), "111.2 km"),
        ("", ("gpx: walk.gpx\n", "gpx: walk.gpx\n"), "222.4 km"),
        ("", ("gpx: walk.gpx\ndistance: 7\n", ""), "7.0 km"),
        ("", ("gpx: walk.gpx\ndistance: 7\n", "gpx: walk.gpx\n"), "118.2 km"),
        ("gpx: walk.gpx\n", ("distance: 7\n", ""), "111.2 km"),
        (ROUTE, ("", ""), "222.4 km"),
        (
            "origin: {name: A, lat: 0, lon: 0}\ndestination: {name: B, lat: 0, lon: 2}\n",
            ("distance: 7\n", ""),
            "7.0 km",
        ),
    ],
)
def test_the_kilometres_of_a_journey(tmp_path: Path, index: str, posts: tuple[str, str], km: str | None) -> None:
    files: dict[str, str | bytes] = {f"{COAST}/index.md": f"---\ntitle: The coast\n{index}---\n"}
    files |= {**post(3, posts[0]), **post(4, posts[1]), f"{COAST}/walk.gpx": NORTH}
    assert told(build_site(write_site(tmp_path, files))) == []
    page = read_page(tmp_path / "public", "/journeys/coast/")
    assert figures(page).get("Distance") == ([km, ""] if km is not None else None)


def test_the_track_of_a_draft_is_no_matter(tmp_path: Path) -> None:
    files = {**INDEX, **post(3), **post(4, "draft: true\ngpx: walk.gpx\n"), f"{COAST}/walk.gpx": "damaged"}
    output = built(tmp_path, files)
    assert read_page(output, "/journeys/coast/").all("dl", class_="figures") == []
    assert not [name for name in snapshot(output) if name.endswith(".gpx")]
