"""What is withheld leaves no trace, and one mistake is told once: also where texts name each other."""

from pathlib import Path

import pytest
from site_tools import build_site, built, held, places, read_page, snapshot, told, write_site

POST = "---\ntitle: {}\ndate: 2018-02-14\n{}\n---\n{}\n"


def post(title: str, front: str = "", body: str = "Text.") -> str:
    return POST.format(title, front, body)


def everything(output: Path) -> bytes:
    return b"\n".join(snapshot(output).values())


def test_a_broken_business_is_told_once_and_its_visitors_are_scored_without_it(tmp_path: Path) -> None:
    files = {
        "content/businesses/inn.md": "---\nname: Inn\nkind: restarant\n---\n",
        "content/posts/a.md": post("A", "business: inn\nratings: {food: 4}"),
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert [line.partition("[")[2].partition("]")[0] for line in told(outcome)] == ["unknown-kind"]
    assert read_page(tmp_path / "public", "/2018/02/a/").texts("h1") == ["A"]


@pytest.mark.parametrize(
    ("path", "front"),
    [("secret", "draft: true"), ("secret", "published: no"), ("secret", "status: draft"), ("_drafts/secret", "aka: x")],
)
def test_a_business_can_be_a_draft(tmp_path: Path, path: str, front: str) -> None:
    files = {
        f"content/businesses/{path}.md": f"---\nname: Secret place\n{front}\n---\nCANARY\n",
        "content/posts/a.md": post("A"),
    }
    outcome = build_site(write_site(tmp_path, files))
    assert held(outcome) == {f"content/businesses/{path}.md": "draft"}
    assert b"CANARY" not in everything(tmp_path / "public")


def test_future_posts_of_a_draft_journey_stay_back(tmp_path: Path) -> None:
    files = {
        "content/journeys/j/index.md": "---\ntitle: J\ndraft: true\n---\n",
        "content/journeys/j/2090-01-01-later.md": "# CANARY\n",
        "content/posts/a.md": post("A"),
    }
    build_site(write_site(tmp_path, files), future=True)
    assert b"CANARY" not in everything(tmp_path / "public")


def test_a_journey_that_may_be_a_draft_takes_its_posts_with_it(tmp_path: Path) -> None:
    files = {
        "content/journeys/j/index.md": "---\ntitle: J\ndraft: maybe\n---\n",
        "content/journeys/j/2018-02-14-a.md": "# CANARY\n",
        "content/posts/b.md": post("B"),
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert len(told(outcome)) == 1
    assert b"CANARY" not in everything(tmp_path / "public")


def test_a_text_that_may_be_a_draft_takes_along_what_only_it_uses(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post("A", "drfat: true\nbusiness: secret\nrating: 4", "[x](business:other)"),
        "content/businesses/secret.md": "---\nname: CANARY one\n---\n",
        "content/businesses/other.md": "---\nname: CANARY two\n---\n",
        "content/businesses/open.md": "---\nname: Open\n---\n",
        "content/posts/b.md": post("B"),
    }
    build_site(write_site(tmp_path, files), keep_going=True)
    assert b"CANARY" not in everything(tmp_path / "public")
    assert "businesses/open/index.html" in places(tmp_path / "public")


def test_files_of_a_draft_in_a_published_folder_stay_back(tmp_path: Path) -> None:
    files = {
        "content/posts/trip/index.md": post("Trip"),
        "content/posts/trip/notes.md": post("Notes", "draft: true\ngpx: home.gpx"),
        "content/posts/trip/home.gpx": "<gpx/>",
        "content/posts/trip/menu.txt": "soup",
    }
    output = built(tmp_path, files)
    assert "2018/02/trip/menu.txt" in places(output)
    assert not [path for path in places(output) if path.endswith(".gpx")]


def test_a_stub_says_nothing_that_only_a_withheld_post_said(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post("A", "author: nobody\nbusiness: X\nlocality: CANARY\nrating: 4"),
        "content/posts/b.md": post("B", "business: X\nrating: 4"),
    }
    build_site(write_site(tmp_path, files), keep_going=True)
    assert b"CANARY" not in everything(tmp_path / "public")


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_the_kind_of_a_business_without_a_file_may_be_said_anywhere(tmp_path: Path, names: tuple[str, str]) -> None:
    first, second = names
    files = {
        f"content/posts/{first}.md": post("One", "business: X\nratings: {food: 4}"),
        f"content/posts/{second}.md": post("Two", "business: X\nkind: restaurant\nratings: {food: 4}"),
    }
    outcome = build_site(write_site(tmp_path, files))
    assert [line.partition("[")[2].partition("]")[0] for line in told(outcome)] == ["unknown-business"]


def test_a_mention_finds_a_business_that_was_only_met(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post("A", "business: The Anchor\nrating: 4"),
        "content/posts/b.md": post("B", "mentions: [The Anchor]"),
    }
    outcome = build_site(write_site(tmp_path, files))
    assert len(told(outcome)) == 1
    assert "/businesses/the-anchor/" in read_page(tmp_path / "public", "/2018/02/b/").hrefs()


def test_the_author_of_a_visit_is_checked(tmp_path: Path) -> None:
    front = "visits:\n  - business: X\n    rating: 4\n    author: [nobody]"
    outcome = build_site(write_site(tmp_path, {"content/posts/a.md": post("A", front)}))
    (found,) = [one for one in outcome.diagnostics if one.code == "unknown-author"]
    assert (found.span.line, found.span.column) == (7, 14)


def test_the_parent_of_a_published_business_is_published(tmp_path: Path) -> None:
    files = {
        "content/businesses/shop.md": "---\nname: Shop\nparent: chain\n---\n",
        "content/businesses/chain.md": "---\nname: Chain\n---\n",
        "content/posts/a.md": post("A", "business: shop\nrating: 4"),
        "content/posts/b.md": post("B", "draft: true\nbusiness: chain\nrating: 4"),
        "content/posts/c.md": post("C", "draft: true\nbusiness: shop\nrating: 4"),
    }
    output = built(tmp_path, files)
    assert "/businesses/chain/" in read_page(output, "/businesses/shop/").hrefs()


def test_a_broken_post_is_not_dead_for_those_who_link_to_it(tmp_path: Path) -> None:
    files = {
        "content/posts/aa.md": "---\ntitle: AA\ndate: 2018-13-01\n---\n",
        "content/posts/bb.md": post("BB", "related: [aa]", "[x](post:aa) [y](aa.md)"),
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert len(told(outcome)) == 1
    assert "href" not in read_page(tmp_path / "public", "/2018/02/bb/").one("div", class_="e-content").attrib


def test_the_second_of_two_equal_slugs_is_withheld_and_known(tmp_path: Path) -> None:
    files = {
        "content/businesses/a.md": "---\nname: A\nslug: x\n---\n",
        "content/businesses/b.md": "---\nname: B\nslug: x\n---\n",
        "content/posts/p.md": post("P", "", "[b](../businesses/b.md)"),
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert len(told(outcome)) == 1
    assert outcome.withheld == ("content/businesses/b.md",)


def test_addresses_of_other_sites_and_queries_are_left_alone(tmp_path: Path) -> None:
    body = (
        "[a](https://example.org.uk/foo) [b](/2018/02/b/?utm=1) [c](git+ssh://x.y/z) "
        "![d](my%20photo.txt) [e](https://example.org/2018/02/b/)"
    )
    files = {
        "content/posts/a.md": post("A", "", body),
        "content/posts/b.md": post("B"),
        "content/posts/my photo.txt": "x",
    }
    output = built(tmp_path, files)
    hrefs = read_page(output, "/2018/02/a/").hrefs()
    assert {"https://example.org.uk/foo", "/2018/02/b/?utm=1", "git+ssh://x.y/z"} <= set(hrefs)
    assert "posts/my photo.txt" in places(output)


def test_the_caret_passes_over_the_label(tmp_path: Path) -> None:
    outcome = build_site(write_site(tmp_path, {"content/posts/a.md": post("A", "", "[gone.md](gone.md)")}))
    (found,) = outcome.diagnostics
    assert (found.span.line, found.span.column, found.span.length) == (6, 11, 7)


def test_a_post_whose_place_is_taken_is_in_no_list_and_no_score(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post("First", "slug: x\nbusiness: Inn\nrating: 2"),
        "content/posts/b.md": POST.replace("14", "15").format("CANARY", "slug: x\nbusiness: Inn\nrating: 5", "Text."),
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert [one.code for one in outcome.diagnostics] == ["unknown-business", "same-output"]
    assert outcome.withheld == ("content/posts/b.md",)
    assert b"CANARY" not in everything(tmp_path / "public")
    assert "2.0" in read_page(tmp_path / "public", "/businesses/inn/").words


def test_a_picture_that_cannot_be_read_is_not_linked(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/a.md": post("A", "", "![x](p.jpg)"),
        "content/posts/p.jpg": b"no picture",
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert [one.code for one in outcome.diagnostics] == ["bad-image"]
    assert "p.jpg" not in read_page(tmp_path / "public", "/2018/02/a/").source
