"""Installments: their order and numbers, previous ones, next time, the way on and back."""

from pathlib import Path

import pytest
from site_tools import Parsed, build_site, built, held, places, read_page, text_of, told, write_site

COAST = "content/journeys/coast"


def journey(more: str = "") -> dict[str, str]:
    return {f"{COAST}/index.md": f"---\ntitle: The coast\nlabel: Coast\n{more}---\nA month.\n"}


def post(name: str, day: int, more: str = "") -> dict[str, str]:
    return {f"{COAST}/2018-02-{day:02}-{name}.md": f"---\ntitle: {name.capitalize()}\n{more}---\nText of {name}.\n"}


def previous(page: Parsed) -> list[str]:
    """The installments listed above a post, itself last."""
    (line,) = page.all("section", class_="line")
    return [f"{item.findtext('span')} {item.findtext('a')}" for item in line.iter("li")]


def whole(output: Path) -> list[str]:
    """The labels of the journey's page."""
    return [
        f"{item.findtext('span')} {item.findtext('a')}"
        for item in read_page(output, "/journeys/coast/").all("li", class_="station")
    ]


def test_previous_installments_run_from_the_prologue_oldest_first(tmp_path: Path) -> None:
    output = built(
        tmp_path,
        {
            **journey(),
            **post("third", 9, "part: 3\n"),
            **post("first", 3, "part: 1\n"),
            **post("between", 7, "part: interlude\n"),
            **post("second", 5, "part: 2\n"),
            **post("before", 1, "part: prologue\n"),
            **post("after", 8, "part: epilogue\n"),
        },
    )
    page = read_page(output, "/2018/02/third/")
    assert previous(page) == [
        "Prologue Before", "Part 1 First", "Part 2 Second", "Interlude Between", "Part 3 Third",
    ]  # fmt: skip
    here = [link for link in page.one("section", class_="line").iter("a") if link.get("aria-current")]
    assert [link.text for link in here] == ["Third"]
    assert whole(output)[-1] == "Epilogue After"
    assert page.texts("h1") == ["Coast Part 3: Third"]
    assert read_page(output, "/2018/02/between/").texts("h1") == ["Coast Interlude: Between"]


def test_the_first_installment_has_no_previous_ones(tmp_path: Path) -> None:
    output = built(tmp_path, {**journey(), **post("first", 3), **post("second", 4)})
    page = read_page(output, "/2018/02/first/")
    assert "Previous installments" not in page.words
    assert "Previous installments" in read_page(output, "/2018/02/second/").words


def test_the_way_on_and_back_stays_within_the_journey(tmp_path: Path) -> None:
    output = built(
        tmp_path,
        {
            **journey(),
            **post("first", 3),
            **post("second", 5),
            **post("third", 7),
            "content/posts/2018-02-04-elsewhere.md": "# Elsewhere\n\nText.\n",
        },
    )
    page = read_page(output, "/2018/02/second/")
    ways = {
        link.attrib["rel"]: link.attrib["href"]
        for link in page.one("main").iter("a")
        if link.get("rel") in ("prev", "next")
    }
    assert ways == {"prev": "/2018/02/first/", "next": "/2018/02/third/"}
    assert "Elsewhere" not in page.words
    assert not read_page(output, "/2018/02/elsewhere/").all("section", class_="line")


def test_the_head_and_the_page_agree_on_what_is_next(tmp_path: Path) -> None:
    output = built(tmp_path, {**journey(), **post("first", 3), **post("second", 5), **post("third", 7)})
    page = read_page(output, "/2018/02/second/")
    for rel, wanted in (("prev", "/2018/02/first/"), ("next", "/2018/02/third/")):
        assert {link.attrib["href"] for tag in ("link", "a") for link in page.all(tag, rel=rel)} == {wanted}


def test_next_time_is_a_teaser_and_then_one_link(tmp_path: Path) -> None:
    files = {**journey(), **post("first", 3, "teaser: what the night train thinks a pillow is\n")}
    page = read_page(built(tmp_path, files), "/2018/02/first/")
    teaser = page.one("p", class_="teaser")
    assert "".join(teaser.itertext()) == "what the night train thinks a pillow is"
    assert list(teaser.iter("a")) == []
    assert page.texts("h2", id="post_next_time") == ["Next time"]

    output = built(tmp_path, {**files, **post("second", 5, "draft: true\n"), **post("third", 6)})
    teaser = read_page(output, "/2018/02/first/").one("p", class_="teaser")
    assert [link.attrib["href"] for link in teaser.iter("a")] == ["/2018/02/third/"]
    assert "".join(teaser.itertext()).strip() == "what the night train thinks a pillow is"


def test_the_journey_s_page_shows_the_last_teaser_only(tmp_path: Path) -> None:
    files = {
        **journey(),
        **post("first", 3, "teaser: the first riddle\n"),
        **post("second", 5, "teaser: the second riddle\n"),
    }
    words = read_page(built(tmp_path, files), "/journeys/coast/").words
    assert "the second riddle" in words
    assert "the first riddle" not in words


@pytest.mark.parametrize(
    ("more", "position", "parts"),
    [
        ("parts_planned: 4\n", "Second installment of 4", "2 of 4 parts"),
        ("status: finished\n", "Second installment of 2", "2 parts"),
        ("status: finished\nparts_planned: 1\n", "Second installment of 2", "2 of 2 parts"),
        ("", "Second installment so far", "2 parts so far"),
        ("status: under_way\n", "Second installment so far", "2 parts so far"),
    ],
)
def test_of_n_is_said_when_planned_or_finished(tmp_path: Path, more: str, position: str, parts: str) -> None:
    output = built(
        tmp_path, {**journey(more), **post("before", 1, "part: prologue\n"), **post("first", 3), **post("second", 5)}
    )
    assert read_page(output, "/2018/02/second/").text("span", class_="line-position") == position
    assert read_page(output, "/2018/02/before/").all("span", class_="line-position") == []
    facts = read_page(output, "/journeys/coast/")
    assert dict(zip(facts.texts("dt"), facts.texts("dd"), strict=True))["Installments"] == parts


def test_without_numbers_posts_are_numbered_by_date(tmp_path: Path) -> None:
    output = built(tmp_path, {**journey(), **post("c", 9), **post("a", 3), **post("b", 5)})
    assert whole(output) == ["Part 1 A", "Part 2 B", "Part 3 C"]


def test_posts_without_a_number_take_the_free_ones(tmp_path: Path) -> None:
    output = built(
        tmp_path,
        {**journey(), **post("a", 3), **post("b", 5, "part: 1\n"), **post("c", 7), **post("d", 9, "part: 3\n")},
    )
    assert whole(output) == ["Part 1 B", "Part 2 A", "Part 3 D", "Part 4 C"]


def test_an_interlude_stands_before_the_first_part_of_a_later_date(tmp_path: Path) -> None:
    output = built(
        tmp_path,
        {
            **journey(),
            **post("one", 5, "part: 1\n"),
            **post("two", 3, "part: 2\n"),
            **post("pause", 4, "part: interlude\n"),
            **post("same", 5, "part: interlude\n"),
            **post("three", 6, "part: 3\n"),
        },
    )
    assert whole(output) == ["Interlude Pause", "Part 1 One", "Part 2 Two", "Interlude Same", "Part 3 Three"]


def test_a_draft_takes_no_number_and_makes_no_gap(tmp_path: Path) -> None:
    files = {**journey(), **post("a", 3), **post("b", 5, "draft: true\n"), **post("c", 7)}
    assert whole(built(tmp_path / "free", files)) == ["Part 1 A", "Part 2 C"]
    numbered = {
        **journey(),
        **post("a", 3, "part: 1\n"),
        **post("b", 5, "part: 2\ndraft: true\n"),
        **post("c", 7, "part: 3\n"),
    }
    outcome = build_site(write_site(tmp_path / "numbered", numbered))
    assert told(outcome) == [
        f"{COAST}/2018-02-07-c.md:3: warning[part-gap]: Part 2 of 'coast' is missing before this one"
    ]
    assert held(outcome) == {f"{COAST}/2018-02-05-b.md": "draft"}
    twice = {**journey(), **post("a", 3, "part: 1\n"), **post("b", 5, "part: 1\ndraft: true\n")}
    assert whole(built(tmp_path / "twice", twice)) == ["Part 1 A"]


def test_a_preview_of_drafts_leaves_the_numbers_of_the_rest_alone(tmp_path: Path) -> None:
    files = {
        **journey("parts_planned: 4\n"),
        **post("a", 3),
        **post("b", 5, "draft: true\n"),
        **post("c", 7),
        **post("d", 8, "draft: true\npart: 2\n"),
    }
    output = built(tmp_path, files, drafts=True)
    assert whole(output) == ["Part 1 A", "Part ? B", "Part 2 C", "Part 2 D"]
    assert "2 of 4 parts" in read_page(output, "/journeys/coast/").words


def test_a_post_elsewhere_joins_a_journey_by_name(tmp_path: Path) -> None:
    files = {
        **journey(),
        **post("a", 3),
        "content/posts/2018-02-05-b.md": "---\ntitle: B\njourney: coast\n---\nText.\n",
    }
    assert whole(built(tmp_path, files)) == ["Part 1 A", "Part 2 B"]


def test_a_post_in_a_folder_of_its_own_inside_the_journey(tmp_path: Path) -> None:
    files = {**journey(), f"{COAST}/2018-02-05-b/index.md": "---\ntitle: B\n---\nText.\n"}
    assert whole(built(tmp_path, files)) == ["Part 1 B"]


def test_the_route_and_the_days(tmp_path: Path) -> None:
    more = (
        "start: 2018-02-01\nend: 2018-02-28\norigin: Ottawa\n"
        "destination: {name: Fuengirola, lat: 36.5417, lon: -4.6250}\n"
        "stops:\n- {name: Mijas, lat: 36.5958, lon: -4.6373, mode: train}\n"
        "modes: [plane, train]\ntravellers: [Ana, Bo]\n"
    )
    page = read_page(built(tmp_path, {**journey(more), **post("a", 3)}), "/journeys/coast/")
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts["When"] == "1–28 February 2018"
    assert facts["Route"].startswith("Ottawa → Mijas")
    assert facts["By"] == "plane, train"
    assert facts["With"] == "Ana, Bo"


def test_a_journey_without_a_file_gets_a_page_of_its_own(tmp_path: Path) -> None:
    outcome = build_site(write_site(tmp_path / "folder", {f"{COAST}/2018-02-03-a.md": "# A\n\nText.\n"}))
    assert told(outcome) == [
        f"{COAST}/2018-02-03-a.md: warning[unknown-journey]: There is no journey 'coast', so a bare page is made for it"
    ]
    assert whole(tmp_path / "folder" / "public") == ["Part 1 A"]
    named = {"content/posts/2018-02-03-a.md": "---\ntitle: A\njourney: Coast\n---\nText.\n"}
    outcome = build_site(write_site(tmp_path / "named", named))
    (line,) = told(outcome)
    assert line.startswith("content/posts/2018-02-03-a.md:3: warning[unknown-journey]: There is no journey 'Coast'")
    assert whole(tmp_path / "named" / "public") == ["Part 1 A"]


def test_two_equal_parts_are_an_error_that_names_both_files(tmp_path: Path) -> None:
    files = {**journey(), **post("a", 3, "part: 2\n"), **post("b", 5, "part: 2\n"), **post("c", 7, "part: 1\n")}
    outcome = build_site(write_site(tmp_path, files))
    assert told(outcome) == [
        f"{COAST}/2018-02-05-b.md:3: error[same-part]: {COAST}/2018-02-03-a.md is part 2 of 'coast' already"
    ]
    assert outcome.published is None


def test_sixty_parts(tmp_path: Path) -> None:
    files = journey("parts_planned: 60\n")
    for number in range(1, 61):
        files |= {
            f"{COAST}/{2018 + number // 28}-03-{number % 28 + 1:02}-p{number}.md": (
                f"---\ntitle: P{number}\npart: {number}\n---\nText.\n"
            )
        }
    output = built(tmp_path, files)
    assert whole(output) == [f"Part {number} P{number}" for number in range(1, 61)]
    (place,) = (one for one in places(output) if one.endswith("/p60/index.html"))
    page = read_page(output, "/" + place.removesuffix("index.html"))
    assert previous(page) == [f"Part {number} P{number}" for number in (1, *range(54, 61))]
    left_out = page.one("p", class_="line-skipped")
    assert text_of(left_out) == "52 more on the way"
    assert [link.attrib["href"] for link in left_out.iter("a")] == ["/journeys/coast/"]
    assert page.text("span", class_="line-position") == "60th installment of 60"
    (first,) = (one for one in places(output) if one.endswith("/p21/index.html"))
    assert (
        read_page(output, "/" + first.removesuffix("index.html")).text("span", class_="line-position")
        == "21st installment of 60"
    )
