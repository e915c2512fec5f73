"""What is not to be published leaves no trace: a canary word in every place, and no byte of the output holds it."""

import io
from pathlib import Path

import pytest
from PIL import Image
from site_tools import (
    MANIFEST,
    build_site,
    built,
    held,
    photo,
    places,
    read_page,
    snapshot,
    told,
    told_visits,
    write_site,
)

CANARY = "xylocopa"

# Each as (path, front matter that holds the post back, reason told).
SPELLINGS = {
    "true": ("posts/2018-02-14-a.md", "draft: true", "draft"),
    "yes": ("posts/2018-02-14-a.md", "draft: yes", "draft"),
    "On": ("posts/2018-02-14-a.md", "draft: On", "draft"),
    "quoted": ("posts/2018-02-14-a.md", 'draft: "TRUE"', "draft"),
    "blanks": ("posts/2018-02-14-a.md", "draft:    yes   ", "draft"),
    "published": ("posts/2018-02-14-a.md", "published: false", "draft"),
    "published-no": ("posts/2018-02-14-a.md", "published: 'no'", "draft"),
    "status": ("posts/2018-02-14-a.md", "status: draft", "draft"),
    "Status": ("posts/2018-02-14-a.md", "status: Draft", "draft"),
    "_drafts": ("posts/_drafts/2018-02-14-a.md", "author: me", "draft"),
    "_drafts-deep": ("posts/2018/_drafts/more/2018-02-14-a.md", "author: me", "draft"),
    "_drafts-journey": ("journeys/coast/_drafts/2018-02-14-a.md", "author: me", "draft"),
    "future": ("posts/2018-02-14-a.md", "date: 2026-11-23", "future, due 2026-11-23"),
    "future-hour": ("posts/2018-02-14-a.md", "date: 2026-11-22 14:30 +02:00", "future, due 2026-11-22 14:30"),
    "expired": ("posts/2018-02-14-a.md", "expires: 2026-11-22", "expired on 2026-11-22"),
    "draft-journey": ("journeys/hidden/2018-02-14-a.md", "author: me", "its journey is a draft"),
}

# The near misses of the key: an error that withholds the post, even with --keep-going.
UNCLEAR = [
    "Draft: true",
    "drfat: true",
    "draft:",
    "draft: maybe",
    "drafts: yes",
    "DRAFT: 1",
    "draft: [true]",
    "draft : ~",
]


def secret_post(line: str) -> str:
    """A post that uses everything a post can use, every word of it secret. It is dated unless ``line`` dates it."""
    return f"""---
title: {CANARY} title
{line}
slug: {CANARY}-slug
aliases: /{CANARY}-alias/
tags: {CANARY}tag
categories: {CANARY}category
teaser: {CANARY} teaser
summary: {CANARY} summary
epigraph: {CANARY} epigraph
lessons: {CANARY} lesson
location: {CANARY} place
image: {CANARY}.jpg
image_alt: {CANARY} alt
mentions: {CANARY}-mentioned
visits:
  - business: {CANARY}-filed
    rating: 4
  - business: {CANARY} stub
    kind: cafe
    rating: 3
  - business: known
    rating: 1
    why: {CANARY} why
    compared_to: {CANARY}-mentioned
---
{CANARY} body with a [file]({CANARY}.pdf) and a [place](business:{CANARY}-filed).
"""


def site(path: str, line: str) -> dict[str, str | bytes]:
    folder = path.rpartition("/")[0]
    return {
        "content/site.yaml": "title: T\nbase_url: https://example.org\nauthors: {me: {name: Me}}\n",
        "content/posts/2018-02-10-open.md": "---\ntitle: Open\nbusiness: known\nrating: 5\n---\nText.\n",
        "content/journeys/coast/index.md": "---\ntitle: Coast\n---\n",
        "content/journeys/coast/2018-02-01-one.md": "---\ntitle: One\nteaser: more of it\n---\nText.\n",
        "content/journeys/hidden/index.md": f"---\ntitle: {CANARY} journey\ndraft: true\n---\n{CANARY} journey body\n",
        "content/businesses/known.md": "---\nname: Known\n---\n",
        f"content/businesses/{CANARY}-filed.md": (
            f"---\nname: {CANARY} filed\nimage: {CANARY}.jpg\nimage_alt: x\n---\n{CANARY}\n"
        ),
        f"content/businesses/{CANARY}.jpg": photo(),
        f"content/businesses/{CANARY}-mentioned.md": f"---\nname: {CANARY} mentioned\n---\n",
        f"content/{folder}/{CANARY}.jpg": photo(),
        f"content/{folder}/{CANARY}.pdf": f"{CANARY} pdf",
        f"content/{path}": secret_post(line),
    }


def assert_no_trace(output: Path, canary: str = CANARY) -> None:
    word = canary.encode()
    files = snapshot(output)
    assert MANIFEST in files
    leaks = [name for name, data in files.items() if word in name.encode().lower() or word in data.lower()]
    assert leaks == []


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_byte_of_the_output_knows_what_is_held_back(tmp_path: Path, spelling: str) -> None:
    path, line, reason = SPELLINGS[spelling]
    files = site(path, line)
    outcome = build_site(write_site(tmp_path, files))
    assert told(outcome) == []
    assert held(outcome)[f"content/{path}"] == reason
    assert held(outcome)["content/journeys/hidden/index.md"] == "draft"
    output = tmp_path / "public"
    assert_no_trace(output)
    known = read_page(output, "/businesses/known/")
    assert "1 of 1" not in known.words
    assert known.texts("data", class_="score-value")[0] == "5.0"


@pytest.mark.parametrize("spelling", [name for name in SPELLINGS if name not in ("future", "future-hour", "expired")])
def test_drafts_are_shown_and_marked_when_asked_for(tmp_path: Path, spelling: str) -> None:
    path, line, reason = SPELLINGS[spelling]
    outcome = build_site(write_site(tmp_path, site(path, line)), drafts=True)
    assert f"content/{path}" not in held(outcome)
    page = read_page(tmp_path / "public", f"/2018/02/{CANARY}-slug/")
    assert page.text("p", class_="hidden-notice") == f"Not published: {reason[:1].upper()}{reason[1:]}"
    assert page.one("meta", name="robots").attrib["content"] == "noindex"
    home = read_page(tmp_path / "public", "/")
    assert any(f"{CANARY} title" in card and reason in card.lower() for card in home.texts("article", class_="card"))


def test_a_draft_journey_is_shown_and_marked_when_asked_for(tmp_path: Path) -> None:
    """Also one without posts, which is how every journey starts."""
    files = {
        "content/journeys/full/index.md": "---\ntitle: Full\ndraft: true\n---\n",
        "content/journeys/full/2018-02-14-a.md": "# A\n\nText.\n",
        "content/journeys/empty/index.md": "---\ntitle: Empty\ndraft: true\n---\n",
    }
    outcome = build_site(write_site(tmp_path, files), drafts=True)
    assert "draft" in read_page(tmp_path / "public", "/journeys/full/").words
    assert held(outcome) == {}
    assert "draft" in read_page(tmp_path / "public", "/journeys/empty/").words.lower()


def test_a_preview_of_drafts_keeps_them_out_of_feeds_and_the_sitemap(tmp_path: Path) -> None:
    path, line, _ = SPELLINGS["true"]
    build_site(write_site(tmp_path, site(path, line)), drafts=True)
    files = snapshot(tmp_path / "public")
    for name in files:
        if name.endswith(("feed.xml", "rss.xml", "feed.json")):
            assert f"{CANARY} title".encode() not in files[name], name
    assert f"{CANARY}-slug".encode() not in files["sitemap.xml"]


@pytest.mark.parametrize("spelling", ["future", "future-hour"])
def test_future_posts_are_shown_and_marked_when_asked_for(tmp_path: Path, spelling: str) -> None:
    path, line, reason = SPELLINGS[spelling]
    outcome = build_site(write_site(tmp_path, site(path, line)), future=True)
    assert held(outcome) == {"content/journeys/hidden/index.md": "draft"}
    page = read_page(tmp_path / "public", f"/2026/11/{CANARY}-slug/")
    assert page.text("p", class_="hidden-notice") == f"Not published: {reason[:1].upper()}{reason[1:]}"


@pytest.mark.parametrize("line", UNCLEAR)
def test_an_unclear_draft_is_an_error_and_is_not_published(tmp_path: Path, line: str) -> None:
    path = "posts/2018-02-14-a.md"
    outcome = build_site(write_site(tmp_path, site(path, line)), keep_going=True)
    (found,) = [one for one in outcome.diagnostics if one.code != "unknown-business"]
    assert found.code in ("unclear-draft", "not-a-boolean", "wrong-shape")
    assert found.span.path == f"content/{path}"
    assert found.span.line == 3
    assert outcome.published is not None
    for name, data in snapshot(tmp_path / "public").items():
        assert f"{CANARY} title".encode() not in data, name
        assert f"{CANARY} body".encode() not in data, name


def test_what_only_held_back_posts_use_is_told(tmp_path: Path) -> None:
    path, line, _ = SPELLINGS["true"]
    outcome = build_site(write_site(tmp_path, site(path, line)))
    only = "only posts that are held back use it"
    assert held(outcome) == {
        f"content/{path}": "draft",
        "content/journeys/hidden/index.md": "draft",
        f"content/businesses/{CANARY}-filed.md": only,
        f"content/businesses/{CANARY}-mentioned.md": only,
    }


def test_a_business_that_a_draft_links_or_compares_is_held_back_with_it(tmp_path: Path) -> None:
    post = (
        f"---\ntitle: A\ndate: 2018-02-14\ndraft: true\nbusiness: known\nrating: 4\ncompared_to: {CANARY}-compared\n"
        f"---\nSee [it](business:{CANARY}-linked) and [that](../businesses/{CANARY}-path.md).\n"
    )
    files = {
        "content/posts/a.md": post,
        "content/businesses/known.md": "---\nname: Known\n---\n",
        **{
            f"content/businesses/{CANARY}-{one}.md": f"---\nname: {CANARY}\n---\n"
            for one in ("compared", "linked", "path")
        },
    }
    build_site(write_site(tmp_path, files))
    assert_no_trace(tmp_path / "public")


def test_a_link_to_a_held_back_post_is_left_out_with_a_warning(tmp_path: Path) -> None:
    files = {
        "content/posts/2018-02-01-open.md": "# O\n\n[Soon](2018-02-14-xylocopa.md#late) and [again](post:xylocopa).\n",
        "content/posts/2018-02-14-xylocopa.md": "---\ntitle: T\ndraft: true\n---\n## Late\n",
    }
    outcome = build_site(write_site(tmp_path, files))
    label = "content/posts/2018-02-01-open.md:3: warning[link-held-back]:"
    assert told(outcome) == [
        f"{label} '2018-02-14-xylocopa.md#late' is not published yet, so its link is left out",
        f"{label} 'post:xylocopa' is not published yet, so its link is left out",
    ]
    page = read_page(tmp_path / "public", "/2018/02/open/")
    assert "Soon and again." in page.words
    assert_no_trace(tmp_path / "public")


def test_a_link_to_a_draft_journey_is_left_out_and_told(tmp_path: Path) -> None:
    """A link must neither publish the journey nor vanish without a word."""
    files = {
        "content/posts/2018-02-01-open.md": "# Open\n\n[Next](journey:far) [path](../journeys/far/index.md)\n",
        "content/journeys/far/index.md": f"---\ntitle: {CANARY}\ndraft: true\n---\n{CANARY}\n",
        "content/journeys/far/2018-02-14-a.md": f"# {CANARY}\n\n{CANARY}\n",
    }
    outcome = build_site(write_site(tmp_path, files))
    assert_no_trace(tmp_path / "public")
    assert [one.code for one in outcome.diagnostics] == ["link-held-back", "link-held-back"]


def test_a_business_that_a_published_journey_s_text_links_is_published(tmp_path: Path) -> None:
    """Though only a draft tells of a visit to it."""
    files = {
        "content/journeys/coast/index.md": "---\ntitle: Coast\n---\n[Inn](business:inn)\n",
        "content/journeys/coast/2018-02-01-one.md": "# One\n",
        "content/posts/2018-02-14-a.md": "---\ntitle: A\ndraft: true\nbusiness: inn\nrating: 4\n---\n",
        "content/businesses/inn.md": "---\nname: Inn\n---\n",
    }
    outcome = build_site(write_site(tmp_path, files))
    assert told(outcome) == []
    assert "/businesses/inn/" in read_page(tmp_path / "public", "/journeys/coast/").hrefs()
    assert "0 of 1" not in read_page(tmp_path / "public", "/businesses/inn/").words
    assert told_visits(read_page(tmp_path / "public", "/businesses/inn/")) == []


def test_a_path_to_a_business_counts_as_a_use_like_its_name(tmp_path: Path) -> None:
    files = {
        "content/posts/2018-02-01-open.md": "# Open\n\n[Inn](../businesses/inn.md)\n",
        "content/posts/2018-02-14-a.md": "---\ntitle: A\ndraft: true\nbusiness: inn\nrating: 4\n---\n",
        "content/businesses/inn.md": "---\nname: Inn\n---\n",
    }
    outcome = build_site(write_site(tmp_path, files))
    assert told(outcome) == []
    assert "/businesses/inn/" in read_page(tmp_path / "public", "/2018/02/open/").hrefs()


def test_a_post_folder_that_is_a_draft_takes_its_photos_with_it(tmp_path: Path) -> None:
    folder = f"content/posts/2018-02-14-{CANARY}"
    out = io.BytesIO()
    Image.new("RGB", (9, 9), "teal").save(out, "PNG")
    files: dict[str, str | bytes] = {
        f"{folder}/index.md": f"---\ntitle: A\ndraft: true\n---\n![x]({CANARY}.jpg)\n",
        f"{folder}/{CANARY}.jpg": photo(),
        f"{folder}/sub/{CANARY}.png": out.getvalue(),
        "content/posts/2018-02-01-open.md": "# Open\n\nText.\n",
    }
    build_site(write_site(tmp_path, files))
    assert_no_trace(tmp_path / "public")
    assert {place for place in places(tmp_path / "public") if place.endswith((".jpg", ".png"))} == set()


@pytest.mark.parametrize("inner", ["_drafts", "inner"])
def test_drafts_inside_a_published_post_s_folder_keep_their_photos_to_themselves(tmp_path: Path, inner: str) -> None:
    folder = "content/posts/2018-02-14-trip"
    files: dict[str, str | bytes] = {
        f"{folder}/index.md": "# Trip\n\nText.\n",
        f"{folder}/{inner}/index.md": (
            f"---\ntitle: A\ndate: 2018-02-15\nslug: {CANARY}\ndraft: true\n---\n![x]({CANARY}.jpg)\n"
        ),
        f"{folder}/{inner}/{CANARY}.jpg": photo(),
    }
    build_site(write_site(tmp_path, files))
    assert_no_trace(tmp_path / "public")


def test_a_draft_page_is_held_back_and_told(tmp_path: Path) -> None:
    files = {
        "content/pages/secret.md": (
            f"---\ntitle: {CANARY}\ndraft: yes\nmenu: true\naliases: /{CANARY}/\n---\n{CANARY}\n"
        ),
        "content/pages/_drafts/later.md": f"# {CANARY}\n",
        "content/pages/about.md": "# About\n\n[Later](secret.md)\n",
    }
    outcome = build_site(write_site(tmp_path, files))
    assert_no_trace(tmp_path / "public")
    assert held(outcome) == {"content/pages/secret.md": "draft", "content/pages/_drafts/later.md": "draft"}
    assert [one.code for one in outcome.diagnostics] == ["link-held-back"]


@pytest.mark.parametrize("line", ["published: false", "status: draft", "Draft: yes"])
@pytest.mark.parametrize("place", ["pages/secret.md", "journeys/secret/index.md"])
def test_other_tools_spellings_hold_back_pages_and_journeys_too(tmp_path: Path, place: str, line: str) -> None:
    """With ``--keep-going``: whether by being understood, or by an error that withholds the file."""
    files = {
        f"content/{place}": f"---\ntitle: {CANARY}\n{line}\n---\n{CANARY}\n",
        "content/pages/about.md": "# About\n",
    }
    build_site(write_site(tmp_path, files), keep_going=True)
    assert_no_trace(tmp_path / "public")


def test_a_post_that_becomes_a_draft_again_disappears(tmp_path: Path) -> None:
    text = f"---\ntitle: {CANARY}\ndate: 2018-02-14\ntags: {CANARY}\n---\n{CANARY}\n"
    build_site(write_site(tmp_path, {"content/posts/a.md": text, "content/posts/2018-02-01-b.md": "# B\n"}))
    assert CANARY.encode() in (tmp_path / "public" / "index.html").read_bytes()
    build_site(write_site(tmp_path, {"content/posts/a.md": text.replace("tags", "draft: true\ntags")}))
    assert_no_trace(tmp_path / "public")


def test_nothing_but_drafts(tmp_path: Path) -> None:
    outcome = build_site(
        write_site(tmp_path, {"content/posts/2018-02-14-a.md": f"---\ntitle: {CANARY}\ndraft: true\n---\n"})
    )
    assert told(outcome) == []
    assert outcome.posts == 0
    assert_no_trace(tmp_path / "public")


def test_a_journey_appears_with_its_first_post_and_a_planned_one_at_once(tmp_path: Path) -> None:
    files = {
        "content/journeys/later/index.md": "---\ntitle: Later\nstatus: under_way\n---\n",
        "content/journeys/soon/index.md": "---\ntitle: Soon\nstatus: planned\n---\n",
    }
    outcome = build_site(write_site(tmp_path, files))
    assert held(outcome) == {"content/journeys/later/index.md": "no post of it is published yet"}
    assert read_page(tmp_path / "public", "/journeys/soon/").texts("h1") == ["Soon"]


def test_front_matter_whose_first_fence_is_forgotten_is_not_published_as_text(tmp_path: Path) -> None:
    for first in ("", "--\n", "----\n", "—\n"):
        text = f"{first}title: Secret\ndraft: true\n---\nNobody may read this.\n"
        outcome = build_site(write_site(tmp_path, {"content/posts/2018-02-14-a.md": text}), keep_going=True)
        (line,) = told(outcome)
        assert "error[front-matter-open]" in line
        assert not [path for path, data in snapshot(tmp_path / "public").items() if b"Nobody" in data]


def test_a_text_that_merely_has_a_colon_and_a_rule_is_a_text(tmp_path: Path) -> None:
    text = "Note: this is prose.\n\nIt goes on.\n\n---\n\nAnd on.\n"
    output = built(
        tmp_path, {"content/posts/2018-02-14-a.md": f"# A\n\n{text}", "content/posts/2018-02-15-b.md": "# B\n"}
    )
    assert "this is prose" in read_page(output, "/2018/02/a/").source
