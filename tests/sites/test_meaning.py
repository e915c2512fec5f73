"""YAML is read as travellers write it: what a page shows is what the author wrote."""

from pathlib import Path

import pytest
from site_tools import build_site, built, read_page, told, write_site


@pytest.mark.parametrize(
    "title", ["2012", "12:30", "NO", "null", "~x", "1e3", "0x1F", "2018-02-14", "1_000", ".inf", "=", "true"]
)
def test_a_title_is_the_text_that_was_written(tmp_path: Path, title: str) -> None:
    output = built(tmp_path, {"content/posts/a.md": f"---\ntitle: {title}\ndate: 2018-02-14\n---\nX.\n"})
    assert read_page(output, "/2018/02/a/").texts("h1") == [title]
    assert title in read_page(output, "/").words


def test_would_return_no_means_no(tmp_path: Path) -> None:
    post = "---\ntitle: A\ndate: 2018-02-14\nbusiness: sierra\nwould_return: no\n---\nX.\n"
    output = built(tmp_path, {"content/posts/a.md": post, "content/businesses/sierra.md": "---\nname: Sierra\n---\n"})
    for location in ("/2018/02/a/", "/businesses/sierra/"):
        verdicts = read_page(output, location).all("p", class_="verdict-no")
        assert verdicts, location
    page = read_page(output, "/businesses/sierra/")
    assert set(page.texts("strong", class_="stamp")) == {"No"}
    assert "0 of 1" in page.words


def test_country_no_is_norway_and_opens_2230_is_half_past_ten(tmp_path: Path) -> None:
    business = "---\nname: Lofoten Rorbu\ncountry: NO\nlocality: Reine\nopens: 22:30\nphone: 0047\n---\n"
    output = built(tmp_path, {"content/businesses/rorbu.md": business})
    page = read_page(output, "/businesses/rorbu/")
    assert "Norway" in page.words
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts["Opens"] == "22:30"
    assert facts["Phone"] == "0047"


def test_country_no_in_a_visit_that_describes_a_stub(tmp_path: Path) -> None:
    post = "---\ntitle: A\ndate: 2018-02-14\nbusiness: Fjord Line\nkind: transit\ncountry: no\nrating: 4\n---\nX.\n"
    outcome = build_site(write_site(tmp_path, {"content/posts/a.md": post}))
    assert [line.split(": ")[1] for line in told(outcome)] == ["warning[unknown-business]"]
    assert "Norway" in read_page(tmp_path / "public", "/businesses/fjord-line/").words


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("8/10", "4.0"),
        ("★★★★½", "4.5"),
        ("4", "4.0"),
        ("4.0", "4.0"),
        ('"3.5"', "3.5"),
        ("★★★☆☆", "3.0"),
        ("0/10", "1.0"),
    ],
)
def test_ratings_in_every_habit(tmp_path: Path, written: str, shown: str) -> None:
    post = f"---\ntitle: A\ndate: 2018-02-14\nbusiness: bar\nrating: {written}\n---\nX.\n"
    output = built(tmp_path, {"content/posts/a.md": post, "content/businesses/bar.md": "---\nname: Bar\n---\n"})
    assert read_page(output, "/businesses/bar/").texts("data", class_="score-value")[0] == shown


@pytest.mark.parametrize(
    ("word", "shown"),
    [("yes", "Definitely"), ("Maybe", "Unsure"), ("never", "No"), ("UNLIKELY", "No"), ("probably", "Probably")],
)
def test_synonyms_of_answers(tmp_path: Path, word: str, shown: str) -> None:
    post = f"---\ntitle: A\ndate: 2018-02-14\nbusiness: bar\nwould_return: {word}\n---\nX.\n"
    output = built(tmp_path, {"content/posts/a.md": post, "content/businesses/bar.md": "---\nname: Bar\n---\n"})
    assert read_page(output, "/businesses/bar/").texts("strong", class_="stamp")[0] == shown


def test_a_missing_rating_is_not_a_zero(tmp_path: Path) -> None:
    post = "---\ntitle: A\ndate: 2018-02-14\nbusiness: bar\nrating:\nwould_return: probably\n---\nX.\n"
    output = built(tmp_path, {"content/posts/a.md": post, "content/businesses/bar.md": "---\nname: Bar\n---\n"})
    page = read_page(output, "/businesses/bar/")
    assert page.all("data", class_="score-value") == []
    assert page.texts("strong", class_="stamp")[0] == "Probably"


def test_the_author_s_own_verdict_replaces_the_word(tmp_path: Path) -> None:
    post = "---\ntitle: A\ndate: 2018-02-14\nbusiness: bar\nwould_return: definitely\n---\nX.\n"
    bar = "---\nname: Bar\nverdict: No\nverdict_reason: it burnt down\n---\n"
    output = built(tmp_path, {"content/posts/a.md": post, "content/businesses/bar.md": bar})
    page = read_page(output, "/businesses/bar/")
    assert page.texts("strong", class_="stamp")[0] == "No"
    assert "the author’s call: it burnt down" in page.words
    assert "1 of 1" in page.words
