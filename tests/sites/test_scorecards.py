"""The business page, the cards of visits, and two visits side by side: what readers see of the numbers."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from site_tools import (
    Parsed,
    build_site,
    built,
    dead_links,
    figures_of,
    pages_of,
    read_page,
    text_of,
    told,
    told_visits,
    write_site,
)

from journeyblog.build.outcome import Outcome

SAMPLE: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data" / "sample-scorecards.json").read_text(encoding="utf-8")
)
SETTINGS = "title: T\nbase_url: https://example.org\ntheme: plain\n"
INN = {"content/businesses/inn.md": "---\nname: The Inn\nkind: restaurant\nlocality: Vigo\ncountry: ES\n---\n"}
AT_HUNDRED = "rating: {worst: 0, best: 100, step: 0.5}\n"
SVG = "{http://www.w3.org/2000/svg}"


def visit(date: str, more: str, *, business: str = "inn") -> str:
    return f"---\ntitle: Day {date}\ndate: {date}\nvisits:\n- {{business: {business}, {more}}}\n---\nText.\n"


def visits(*more: str, business: str = "inn") -> dict[str, str]:
    """A post a visit, a day apart."""
    return {
        f"content/posts/v{i}.md": visit(f"2018-02-{i + 1:02}", text, business=business) for i, text in enumerate(more)
    }


def page_of(tmp_path: Path, *more: str, settings: str = SETTINGS, inn: dict[str, str] = INN) -> Parsed:
    """The page of a business after these visits."""
    return read_page(built(tmp_path, {"content/site.yaml": settings, **inn, **visits(*more)}), "/businesses/inn/")


def stamp(page: Parsed) -> str:
    return " ".join(page.texts("strong", class_="stamp") + page.texts("span", class_="verdict-note"))


def dimensions(page: Parsed) -> dict[str, str]:
    return {text_of(row[0]): text_of(row[1]) for chart in page.all("dl", class_="bars-rows") for row in chart}


@pytest.mark.parametrize("slug", SAMPLE)
def test_the_sample_s_figures(sample: tuple[Path, Outcome], slug: str) -> None:
    wanted = SAMPLE[slug]
    page = read_page(sample[0], f"/businesses/{slug}/")
    assert page.texts("data", class_="score-value") == ([wanted["overall"]] if wanted["overall"] else [])
    assert stamp(page) == f"{wanted['verdict']} {wanted['note']}".strip()
    assert page.texts("p", class_="flag") == ([wanted["flag"]] if wanted["flag"] else [])
    bars = dimensions(page)
    assert {label: text for label, text in figures_of(page).items() if label not in bars} == wanted["figures"]


def test_the_sample_s_dimensions_each_with_how_many_visits(sample: tuple[Path, Outcome]) -> None:
    page = read_page(sample[0], "/businesses/air-canada/")
    assert dimensions(page) == {
        "Check in": "1 visit 4.0", "Boarding": "1 visit 2.0", "Seat": "1 visit 3.0", "Cabin service": "2 visits 3.0",
        "Punctuality": "2 visits 3.0", "Processes": "1 visit 2.0", "Policies": "1 visit 3.0",
        "Practices": "1 visit 2.0", "People": "1 visit 3.5",
    }  # fmt: skip
    lunch = read_page(sample[0], "/businesses/regular-lunch-place/")
    assert dimensions(lunch) == {"Food": "3 visits 3.0", "Service": "3 visits 5.0"}


def test_the_answers_run_from_the_oldest_to_the_latest_with_the_way_to_each(sample: tuple[Path, Outcome]) -> None:
    page = read_page(sample[0], "/businesses/air-canada/")
    (answers,) = page.all("ol", class_="answers")
    assert [text_of(line) for line in answers] == ["1 Feb 2018 Probably", "2 Feb 2018 Unlikely"]
    assert [link.attrib["href"] for link in answers.iter("a")] == [
        "/2018/02/part-1/#visit_1",
        "/2018/02/part-1/#visit_2",
    ]
    assert [text_of(line) for line in told_visits(page)] == [
        "2 Feb 2018 Customer Journey Part 1: Same airline, two airlines 2.3 Would return? Unlikely",
        "1 Feb 2018 Customer Journey Part 1: Same airline, two airlines 4.0 Would return? Probably",
    ]
    assert "visit_2" in read_page(sample[0], "/2018/02/part-1/").ids


def test_people_and_little_things_are_gathered(sample: tuple[Path, Outcome]) -> None:
    page = read_page(sample[0], "/businesses/peccati-di-gola/")
    (people,) = page.all("div", class_="points-people")
    assert text_of(people).startswith("People met Jamie, server")
    assert "The thesaurus was dusted" in read_page(sample[0], "/businesses/unnamed-reliable-firm/").text(
        "section", class_="scorecard"
    )


def test_a_business_never_visited(tmp_path: Path) -> None:
    page = read_page(built(tmp_path, INN), "/businesses/inn/")
    assert page.all("section", class_="scorecard") == []
    assert "No visit yet." in page.words
    assert "0" not in page.words


def test_a_visit_with_an_answer_only_has_no_row_of_scores(tmp_path: Path) -> None:
    page = page_of(tmp_path, "would_return: probably")
    assert figures_of(page) == {"Would return": "1 of 1"}
    assert stamp(page) == "Probably"
    assert page.all(f"{SVG}svg") == []
    assert page.all("data", class_="score-value") == []


def test_a_visit_that_says_nothing_and_one_that_does_not_count(tmp_path: Path) -> None:
    files = {**INN, **visits("rating: 5, counts: no"), "content/posts/w.md": visit("2018-03-01", "why: Rain")}
    outcome = build_site(write_site(tmp_path, files))
    assert [line.partition("[")[2][:14] for line in told(outcome)] == ["visit-unscored"]
    page = read_page(tmp_path / "public", "/businesses/inn/")
    assert figures_of(page) == {}
    assert [text_of(line) for line in told_visits(page)] == [
        "1 Mar 2018 Day 2018-03-01 Rain",
        "1 Feb 2018 Day 2018-02-01 5.0 Would return? Probably (inferred) · not counted",
    ]


def test_everything_that_a_visit_can_say_is_in_the_scorecard(tmp_path: Path) -> None:
    first = "ratings: {food: 4}, expected: 3, effort: 6, cost: {money: 12.5, currency: EUR}, staff: [{name: Jo}]"
    second = (
        "ratings: {food: 5, service: 3}, would_return: maybe, would_return_if: the bread comes back, expected: 3, "
        "provisional: yes, staff: [{name: Jo}], cost: {hours: 1}, promises: [{what: the bread}], "
        "incidents: [{what: no bread, outcome: open, complaint: {made: 2018-02-02, acknowledged: 2018-02-02}}]"
    )
    page = page_of(tmp_path, first, second)
    figures = figures_of(page)
    assert figures["Against expectation"] == "+1.0 better than expected"
    assert figures["Effort"] == "6.0 of 7 7 is very easy"
    assert figures["What it cost"] == "12.50 EUR, 1 hour"
    assert figures["Went wrong"] == "1 still open"
    assert stamp(page) == "Unsure so far"
    assert page.text("p", class_="condition") == "Would return if the bread comes back"
    assert [text_of(line) for line in page.one("ol", class_="answers")] == [
        "1 Feb 2018 Probably inferred", "2 Feb 2018 Unsure so far",
    ]  # fmt: skip
    assert text_of(page.one("div", class_="points-people")) == "People met Jo (2 visits)"
    assert text_of(page.one("div", class_="points-missing")) == "Complaints, and what never came no bread: not answered"
    assert text_of(page.one("div", class_="points-open")) == "Still open no bread"
    assert text_of(page.one("div", class_="points-pending")) == "Promises with no end told yet the bread"
    assert "Recovery" not in figures
    assert "Promises kept" not in figures


def test_peers_are_named_by_the_nearest_level(tmp_path: Path) -> None:
    near = "kind: restaurant\nlocality: Vigo\ncountry: ES\n"
    files: dict[str, str] = {**INN, **visits("rating: 4")}
    for i in range(2):
        files[f"content/businesses/b{i}.md"] = f"---\nname: B{i}\n{near}---\n"
        files[f"content/posts/b{i}.md"] = visit("2018-03-01", "rating: 4", business=f"b{i}")
    page = read_page(built(tmp_path, files), "/businesses/inn/")
    assert figures_of(page)["Against its like"] == "0.0 level with the mean of 2 other restaurants in Vigo"


def test_peers_do_not_tell_where_a_business_is_that_is_not_named(tmp_path: Path) -> None:
    near = "kind: restaurant\nlocality: Vigo\ncountry: ES\n"
    files: dict[str, str] = {**visits("rating: 4")}
    files["content/businesses/inn.md"] = f"---\nname: Somewhere\n{near}anonymous: yes\n---\n"
    for i in range(2):
        files[f"content/businesses/b{i}.md"] = f"---\nname: B{i}\n{near}---\n"
        files[f"content/posts/b{i}.md"] = visit("2018-03-01", "rating: 2", business=f"b{i}")
    page = read_page(built(tmp_path, files), "/businesses/inn/")
    assert figures_of(page)["Against its like"].endswith("2 other restaurants in the same locality")
    assert "Vigo" not in page.source


def test_a_prior_without_weight_draws_nothing(tmp_path: Path) -> None:
    page = page_of(tmp_path, "rating: 4", settings=f"{SETTINGS}prior: {{weight: 0}}\n")
    assert figures_of(page)["Ranking"] == "4.00 the only restaurant with a score"


def test_another_scale_gives_the_same_words(tmp_path: Path) -> None:
    scores = ("4.5", "2", "3.5", "5", "1.5")
    five = page_of(tmp_path / "five", *(f"ratings: {{food: {score}}}" for score in scores))
    hundred = page_of(
        tmp_path / "hundred",
        *(f"ratings: {{food: {(float(score) - 1) * 25:g}}}" for score in scores),
        settings=SETTINGS + AT_HUNDRED,
    )
    assert stamp(five) == stamp(hundred)
    for label in ("Consistency", "Scored visits"):
        assert figures_of(five)[label] == figures_of(hundred)[label]
    assert figures_of(five)["Trend"].split()[0] == figures_of(hundred)["Trend"].split()[0] == "Down"
    assert len(five.all(f"{SVG}path")) > 10
    assert [path.attrib["d"] for path in five.all(f"{SVG}path")] == [
        path.attrib["d"] for path in hundred.all(f"{SVG}path")
    ]
    assert [text_of(line).partition("·")[2] for line in told_visits(five)] == [
        text_of(line).partition("·")[2] for line in told_visits(hundred)
    ]


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    said = ["rating: 4", "rating: 2, would_return: no", "rating: 5, would_return: definitely"]
    pages = []
    for turn in range(3):
        names = ["a", "b", "c"]
        files = {
            f"content/posts/{names[(i + turn) % 3]}.md": f"---\nslug: s{i}\n{visit(f'2018-02-0{i + 1}', text)[4:]}"
            for i, text in enumerate(said)
        }
        pages.append(read_page(built(tmp_path / str(turn), {**INN, **files}), "/businesses/inn/").source)
    assert pages[0] == pages[1] == pages[2]


def test_a_dimension_that_weighs_nothing_is_shown_and_makes_no_score(tmp_path: Path) -> None:
    settings = f"{SETTINGS}kinds: {{ferry: {{dimensions: {{deck: 0, food: 1}}}}}}\n"
    inn = {"content/businesses/inn.md": "---\nname: The Inn\nkind: ferry\n---\n"}
    page = page_of(tmp_path, "ratings: {deck: 4}, would_return: yes", settings=settings, inn=inn)
    assert figures_of(page) == {"Would return": "1 of 1", "Deck": "1 visit 4.0"}
    assert stamp(page) == "Definitely"


def test_a_long_history_is_folded_and_its_curve_shows_the_latest(tmp_path: Path) -> None:
    lines = [
        f"- {{business: inn, date: {2000 + i // 300}-{1 + i // 25 % 12:02}-{1 + i % 25:02}, rating: {1 + i % 9 / 2},"
        f" little_things: [Thing {i}]}}\n"
        for i in range(1000)
    ]
    files: dict[str, str] = {**INN}
    for i in range(4):
        part = "".join(lines[250 * i : 250 * (i + 1)])
        files[f"content/posts/a{i}.md"] = f"---\ntitle: A\ndate: 2004-01-0{i + 1}\nvisits:\n{part}---\n"
    page = read_page(built(tmp_path, files), "/businesses/inn/")
    folded = page.all("details")
    assert [text_of(one[0]) for one in folded] == ["992 more", "The 980 visits before the latest 20"]
    assert len(told_visits(page)) == 1000
    assert figures_of(page)["Scored visits"] == "1000 Regulars"
    (curve,) = page.all(f"{SVG}svg", class_="curve")
    assert len([one for one in curve if one.tag == f"{SVG}circle"]) == 30
    assert "the latest 30 of 1,000 visits" in text_of(curve)
    assert sum(int(text_of(row[1])) for row in page.all("dl", class_="bars-rows")[0]) == 1000


def test_many_businesses_of_every_sort(tmp_path: Path) -> None:
    """Two hundred businesses; what each page shows is bounded by its own visits."""
    said = (
        "would_return: yes",
        "rating: 50",
        "ratings: {food: 0}",
        "rating: 100, would_return: no",
        "four_ps: {people: 70}",
    )
    files = {"content/site.yaml": SETTINGS + AT_HUNDRED}
    for i in range(200):
        files[f"content/businesses/b{i}.md"] = f"---\nname: B{i}\nkind: restaurant\n---\n"
        if i % 10:
            files[f"content/posts/p{i}.md"] = visit("2018-02-01", said[i % 5], business=f"b{i}")
    output = built(tmp_path, files)
    pages = [read_page(output, f"/businesses/b{i}/") for i in range(200)]
    assert sum("No visit yet." in page.words for page in pages) == 20
    assert sorted({len(told_visits(page)) for page in pages}) == [0, 1]
    scored = [page for page in pages if "Ranking" in figures_of(page)]
    assert len(scored) == 160
    places = [re.findall(r"No\. (\d+) of 160 restaurants", figures_of(page)["Ranking"]) for page in scored]
    assert sorted(int(place) for found in places for place in found) == list(range(1, 161))
    assert dead_links(output, "https://example.org") == []


def test_charts_have_names_of_their_own_and_say_their_numbers_beside(sample: tuple[Path, Outcome]) -> None:
    drawn = 0
    for page in pages_of(sample[0]):
        ids = [element.attrib["id"] for element in page.tree.iter() if "id" in element.attrib]
        assert len(ids) == len(set(ids)), page.path
        for svg in (one for one in page.all(f"{SVG}svg") if "role" in one.attrib):
            title, description = svg.attrib["aria-labelledby"].split()
            assert svg.attrib["role"] == "img"
            assert page.text(f"{SVG}title", id=title)
            assert page.text(f"{SVG}desc", id=description)
            drawn += 1
        for chart in page.all("div", class_="bars"):
            values = [path for path in chart.iter(f"{SVG}path") if path.attrib["class"] == "bar-all"]
            (rows,) = (one for one in chart if one.tag == "dl")
            assert len(values) == len(list(rows))
            assert all(text_of(row[1]) for row in rows)
    assert drawn > 20


CONTRAST = """---
title: Two
date: 2018-02-03
contrast: true
visits:
- {{business: inn, {inn}}}
- {{business: bar, {bar}}}
---
Text.
"""
BAR = {"content/businesses/bar.md": "---\nname: The Bar\n---\n"}


@pytest.mark.parametrize(
    ("inn", "bar", "good"),
    [
        ("would_return: no, rating: 5", "would_return: definitely, rating: 2", "The Bar"),
        ("would_return: yes, rating: 3", "would_return: yes, rating: 4", "The Bar"),
        ("would_return: yes, rating: 4", "would_return: yes, rating: 3", "The Inn"),
        ("would_return: yes", "would_return: yes", "The Inn"),
        ("would_return: no", "why: Rain", "The Inn"),
    ],
)
def test_which_is_the_good_one(tmp_path: Path, inn: str, bar: str, good: str) -> None:
    files = {**INN, **BAR, "content/posts/two.md": CONTRAST.format(inn=inn, bar=bar)}
    build_site(write_site(tmp_path, files))
    page = read_page(tmp_path / "public", "/2018/02/two/")
    assert page.text("th", class_="contrast-good") == f"The good one {good}"
    cards = page.all("article", class_="visit")
    assert [text_of(card).split(" The ")[0] for card in cards] == ["The good one", "The bad one"]
    assert text_of(cards[0]).startswith(f"The good one {good}")


def test_a_row_of_one_side_stands_among_its_like(tmp_path: Path) -> None:
    bar = {"content/businesses/bar.md": "---\nname: The Bar\nkind: home_service\n---\n"}
    said = CONTRAST.format(
        inn="rating: 0, ratings: {food: 0}", bar="ratings: {people: 70}, four_ps: {people: 60}, effort: 5"
    )
    files = {"content/site.yaml": SETTINGS + AT_HUNDRED, **INN, **bar, "content/posts/two.md": said}
    (table,) = read_page(built(tmp_path, files), "/2018/02/two/").all("table", class_="contrast-table")
    assert [[text_of(cell) for cell in row] for row in table.iter("tr")][1:] == [
        ["Would return", "Unsure", "No"],
        ["Score", "70.0 of 100", "0.0 of 100"],
        ["People", "70", "–"],
        ["Food", "–", "0"],
        ["People (four Ps)", "60", "–"],
        ["Effort", "5 of 7", "–"],
    ]


def test_the_sample_s_contrast_row_by_row(sample: tuple[Path, Outcome]) -> None:
    page = read_page(sample[0], "/2017/03/two-suppliers/")
    (table,) = page.all("table", class_="contrast-table")
    rows = {
        text_of(row[0]): (text_of(row[1]), text_of(row[2])) for body in table if body.tag == "tbody" for row in body
    }
    assert rows == {
        "Would return": ("Definitely", "No"),
        "Score": ("4.9 of 5", "1.3 of 5"),
        "Reliability": ("5", "1"),
        "Communication": ("5", "1"),
        "Workmanship": ("5", "2"),
        "People": ("4.5", "–"),
        "Value": ("4.5", "1"),
        "Promises kept": ("3 of 3", "1 of 4"),
        "Went wrong": ("1", "3"),
        "Recovery": ("100 %", "0 %"),
        "Front-door check": ("2 of 2", "0 of 2"),
        "Ended": ("–", "Cancelled, and nobody followed up"),
        "What it cost": ("–", "60 days"),
    }


def test_promises_and_the_timeline_of_a_complaint(tmp_path: Path) -> None:
    said = (
        "would_return: no, promises: [{what: the boat, promised: 2018-02-01 09:00, delivered: 2018-02-01 11:20},"
        " {what: a seat, kept: true}, {what: a refund}],"
        " incidents: [{what: Late, severity: 2, outcome: partial, satisfaction: 2, response: [apology, refund],"
        " complaint: {made: 2018-02-01, acknowledged: 2018-02-01, resolved: 2018-02-11}},"
        " {what: Wet, complained: true}]"
    )
    page = read_page(built(tmp_path, {**INN, **visits(said)}), "/2018/02/v0/")
    (table,) = page.all("table", class_="promises")
    assert [[text_of(cell) for cell in row] for row in table.iter("tr")] == [
        ["What", "Promised", "Delivered", "Result"],
        ["the boat", "1 February 2018, 09:00", "1 February 2018, 11:20", "Broken"],
        ["a seat", "", "", "Kept"],
        ["a refund", "", "", "Not said"],
    ]
    (late, wet) = page.all("li", class_="incident")
    assert [text_of(line) for line in late.iter("li") if line is not late] == [
        "Complaint made 1 February 2018",
        "Acknowledged 1 February 2018 the same day",
        "Not answered",
        "Resolved 11 February 2018 10 days later",
    ]
    assert text_of(late).startswith("Late Serious Partly recovered")
    assert text_of(late).endswith("Their answer: apology and refund. Satisfied: 2 of 5.")
    assert text_of(wet) == "Wet Still open Complained."


def test_columns_that_nobody_filled_in_are_not_there(tmp_path: Path) -> None:
    page = read_page(
        built(tmp_path, {**INN, **visits("would_return: no, promises: [{what: a seat, kept: true}]")}), "/2018/02/v0/"
    )
    assert page.texts("th") == ["What", "Result", "a seat"]


def test_what_is_told_for_the_whole_post_is_told_once(tmp_path: Path) -> None:
    post = (
        "---\ntitle: A\ndate: 2018-02-14\ndisclosure: hosted\nvisits:\n- {business: inn, rating: 4}\n"
        "- {business: inn, rating: 5, disclosure: gift}\n---\nText.\n"
    )
    inn = {"content/businesses/inn.md": "---\nname: The Inn\nfictional: yes\n---\n"}
    output = built(tmp_path, {**inn, "content/posts/a.md": post})
    page = read_page(output, "/2018/02/a/")
    assert page.texts("p", class_="disclosure") == [
        "The author was given this as a gift.", "The author was a guest of the business.",
    ]  # fmt: skip
    business = read_page(output, "/businesses/inn/")
    assert business.words.count("invented") == 1
    assert [text_of(line) for line in business.all("p", class_="disclosure")] == [
        "The author was given this as a gift.", "The author was a guest of the business.",
    ]  # fmt: skip


def test_a_score_set_by_hand_has_what_the_ratings_make_beside_it(tmp_path: Path) -> None:
    output = built(tmp_path, {**INN, **visits("rating: 5, ratings: {food: 4, value: 3}")})
    assert "what was rated apart makes 3.6" in read_page(output, "/2018/02/v0/").words
    assert (
        "rated apart makes"
        not in read_page(built(tmp_path / "two", {**INN, **visits("ratings: {food: 4}")}), "/2018/02/v0/").words
    )


def test_a_theme_s_page_of_numbers_is_linked_where_numbers_are(tmp_path: Path) -> None:
    theme = {
        "themes/mine/theme.yaml": (
            "name: mine\napi: 1\nextends: plain\noptions: {numbers_page: {type: text, default: /about/}}\n"
        ),
        "content/site.yaml": SETTINGS.replace("theme: plain", "theme: mine"),
        "content/pages/about.md": "---\ntitle: About\n---\nText.\n",
    }
    output = built(tmp_path, {**INN, **theme, **visits("rating: 4")})
    for location in ("/businesses/inn/", "/2018/02/v0/"):
        page = read_page(output, location)
        assert [text_of(link) for link in page.one("main").iter("a") if link.attrib["href"] == "/about/"] == [
            "How the numbers are made"
        ]


@pytest.mark.parametrize(("parts", "of"), [(8, 7), (9, 8)])
def test_a_post_lists_all_that_came_before_it_until_the_line_is_long(tmp_path: Path, parts: int, of: int) -> None:
    files = {
        f"content/journeys/walk/p{i}.md": f"---\ntitle: P{i}\ndate: 2018-02-{i:02}\n---\nText.\n"
        for i in range(1, parts + 1)
    }
    page = read_page(built(tmp_path, {"content/journeys/walk/index.md": "---\ntitle: W\n---\n", **files}),
                     f"/2018/02/p{parts}/")  # fmt: skip
    listed = len(page.all("li", class_="station")) - 1
    assert listed == (of if parts == 8 else 7)
    assert bool(page.all("p", class_="line-skipped")) == (parts == 9)


def test_the_work_for_a_long_journey_is_linear(tmp_path: Path) -> None:
    dates = [f"2018-{i // 25 + 1:02}-{i % 25 + 1:02}" for i in range(300)]
    files = {
        f"content/journeys/walk/p{i}.md": f"---\ntitle: P{i}\ndate: {date}\n---\nX\n" for i, date in enumerate(dates)
    }
    output = built(tmp_path, {"content/journeys/walk/index.md": "---\ntitle: W\n---\n", **files})
    lines = [len(page.all("li", class_="station")) for page in pages_of(output) if "/p" in page.path]
    assert len(lines) >= 300
    assert max(lines) == 8


def test_headings_of_a_text_never_take_the_theme_s_ids(tmp_path: Path) -> None:
    names = (
        "Main",
        "Page main",
        "Visits",
        "Visit 1",
        "Lessons",
        "Playbook",
        "Next time",
        "Previous installments",
        "Scorecard",
    )
    text = "".join(f"## {name}\n\nText.\n\n" for name in names)
    post = (
        "---\ntitle: A\ndate: 2018-02-0{}\nlessons: [Ask]\nplaybook: [Ask]\nteaser: More\n"
        "visits: [{{business: inn, rating: 4, ratings: {{food: 4}}}}]\n---\n{}"
    )
    inn = {"content/businesses/inn.md": f"---\nname: The Inn\nkind: restaurant\n---\n{text}"}
    walk = {f"content/journeys/walk/{i}.md": post.format(i, text) for i in (1, 2)}
    output = built(tmp_path, {**inn, **walk, "content/journeys/walk/index.md": "---\ntitle: W\n---\n"})
    for page in (read_page(output, "/2018/02/2/"), read_page(output, "/businesses/inn/")):
        ids = [element.attrib["id"] for element in page.tree.iter() if "id" in element.attrib]
        assert len(ids) > len(names)
        assert sorted(ids) == sorted(set(ids))


def test_lenses_whatever_their_names(tmp_path: Path) -> None:
    settings = f"{SETTINGS}lenses: {{scores: [warmth, speed], two words: [speed]}}\n"
    said = "ratings: {food: 4}, lenses: {scores: {warmth: 5, speed: 3}, two words: {speed: 2}}"
    page = page_of(tmp_path, said, said.replace("warmth: 5", "warmth: 4"), settings=settings)
    assert page.texts("p", class_="bars-label") == ["What was rated", "Scores, mean 3.8", "Two words, mean 2.0"]
    assert figures_of(page)["Warmth"] == "2 visits 4.5"
    for one in (page, read_page(tmp_path / "public", "/2018/02/v0/")):
        ids = [element.attrib["id"] for element in one.tree.iter() if "id" in element.attrib]
        assert sorted(ids) == sorted(set(ids))
        assert not [name for name in ids if " " in name]
