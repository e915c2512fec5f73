"""Where things stand: permalinks, aliases, collisions, and the files that tell robots of them."""

import json
import unicodedata
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from site_tools import build_site, built, places, read_page, snapshot, told, write_site

POST = "---\ntitle: A day\n{}---\nText.\n"


def one_post(settings: str, front: str, path: str = "content/posts/2018-02-04-a-day.md") -> dict[str, str]:
    return {"content/site.yaml": f"title: T\nbase_url: https://example.org\n{settings}", path: POST.format(front)}


@pytest.mark.parametrize(
    ("pattern", "front", "location"),
    [
        ("/:year/:month/:slug/", "", "/2018/02/a-day/"),
        ("/:year/:month/:day/:slug/", "", "/2018/02/04/a-day/"),
        ("blog/:slug", "", "/blog/a-day/"),
        ("/:slug/", "slug: Über den Berg\n", "/uber-den-berg/"),
        ("/:category/:slug/", "categories: [Good Food, b]\n", "/good-food/a-day/"),
        ("/:category/:slug/", "", "/a-day/"),
        ("/:year-:month/:slug/", "", "/2018-02/a-day/"),
        ("/:journey/:slug/", "", "/a-day/"),
        ("/x/:part/", "", "/x/a-day/"),
    ],
)
def test_permalink_patterns(tmp_path: Path, pattern: str, front: str, location: str) -> None:
    output = built(tmp_path, one_post(f"permalink: {pattern}\n", front))
    assert read_page(output, location).texts("h1") == ["A day"]


@pytest.mark.parametrize(
    ("front", "location"),
    [("part: 2\n", "/coast/2/"), ("part: prologue\n", "/coast/prologue/"), ("", "/coast/1/")],
)
def test_permalinks_of_a_journey(tmp_path: Path, front: str, location: str) -> None:
    files = one_post("permalink: /:journey/:part/\n", front, "content/journeys/coast/2018-02-04-a-day.md")
    build_site(write_site(tmp_path, {**files, "content/journeys/coast/index.md": "---\ntitle: C\n---\n"}))
    assert read_page(tmp_path / "public", location).all("article", class_="post")


def test_a_permalink_of_its_own_and_mending_a_title_keeps_the_address(tmp_path: Path) -> None:
    output = built(tmp_path, one_post("", "permalink: /special/place\n"))
    assert "special/place/index.html" in places(output)
    output = built(
        tmp_path, {**one_post("", ""), "content/posts/2018-02-04-a-day.md": "---\ntitle: Another title\n---\nX\n"}
    )
    assert read_page(output, "/2018/02/a-day/").texts("h1") == ["Another title"]
    assert "special/place/index.html" not in places(output)


def test_aliases_lead_on(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": "title: T\nbase_url: https://example.org/blog\n",
        "content/posts/2018-02-04-a.md": "---\ntitle: A\naliases: [/old/, old/page.html, /2018/02/a/]\n---\nX\n",
        "content/pages/about.md": "---\ntitle: About\naliases: /who/\n---\nX\n",
        "content/journeys/j/index.md": "---\ntitle: J\nstatus: planned\naliases: /trip/\n---\nX\n",
        "content/businesses/b.md": "---\nname: B\naliases: /shop/\n---\nX\n",
    }
    output = built(tmp_path, files)
    for alias, location in (
        ("/old/", "/2018/02/a/"),
        ("/old/page.html", "/2018/02/a/"),
        ("/who/", "/about/"),
        ("/trip/", "/journeys/j/"),
        ("/shop/", "/businesses/b/"),
    ):
        page = read_page(output, alias)
        assert page.one("meta", http_equiv="refresh").attrib["content"] == f"0; url=/blog{location}"
        assert page.one("link", rel="canonical").attrib["href"] == f"https://example.org/blog{location}"
        assert [link.attrib["href"] for link in page.all("a")] == [f"/blog{location}"]
        assert page.one("meta", name="robots").attrib["content"] == "noindex"
    assert read_page(output, "/2018/02/a/").texts("h1") == ["A"]


COLLISIONS = {
    "two posts": (
        {"content/posts/2018-02-04-a.md": "# A\n", "content/posts/more/2018-02-05-a.md": "# A\n"},
        "content/posts/2018-02-04-a.md",
        "content/posts/more/2018-02-05-a.md",
    ),
    "a post and an alias": (
        {
            "content/posts/2018-02-04-a.md": "# A\n",
            "content/posts/2018-02-05-b.md": "---\ntitle: B\naliases: /2018/02/a/\n---\n",
        },
        "content/posts/2018-02-04-a.md",
        "content/posts/2018-02-05-b.md",
    ),
    "two aliases": (
        {
            "content/posts/2018-02-04-a.md": "---\ntitle: A\naliases: /x/\n---\n",
            "content/posts/2018-02-05-b.md": "---\ntitle: B\naliases: x\n---\n",
        },
        "content/posts/2018-02-04-a.md (alias)",
        "content/posts/2018-02-05-b.md",
    ),
    "a page and a list": (
        {"content/pages/tags.md": "# Tags\n", "content/posts/2018-02-04-a.md": "---\ntitle: A\ntags: x\n---\n"},
        "the list of tags",
        "content/pages/tags.md",
    ),
    "a static file over a page": (
        {"content/pages/about.md": "# About\n", "content/static/about/index.html": "mine"},
        "content/pages/about.md",
        "content/static/about/index.html",
    ),
    "case": (
        {
            "content/pages/a.md": "---\ntitle: A\npermalink: /Mijas/\n---\n",
            "content/pages/b.md": "---\ntitle: B\npermalink: /mijas/\n---\n",
        },
        "content/pages/a.md",
        "content/pages/b.md",
    ),
    "two ways to write é": (
        {
            "content/pages/a.md": f"---\ntitle: A\npermalink: /{unicodedata.normalize('NFC', 'café')}/\n---\n",
            "content/static/" + unicodedata.normalize("NFD", "café") + "/index.html": "mine",
        },
        "content/pages/a.md",
        "content/static/" + unicodedata.normalize("NFC", "café") + "/index.html",
    ),
    "static files that differ in case": (
        {"content/static/Map.gpx": "x", "content/static/map.gpx": "y", "content/pages/a.md": "# A\n"},
        "content/static/Map.gpx",
        "content/static/map.gpx",
    ),
    "a file where a folder must be": (
        {"content/static/about": "x", "content/pages/about.md": "# About\n"},
        "content/pages/about.md",
        "content/static/about",
    ),
    "a static file over the sitemap": (
        {"content/static/sitemap.xml": "x", "content/pages/a.md": "# A\n"},
        "the sitemap",
        "content/static/sitemap.xml",
    ),
}


@pytest.mark.parametrize("case", COLLISIONS)
def test_two_outputs_at_one_place_are_an_error_that_names_both(tmp_path: Path, case: str) -> None:
    files, first, second = COLLISIONS[case]
    outcome = build_site(write_site(tmp_path, files))
    (one,) = [found for found in outcome.diagnostics if found.severity.value == "error"]
    assert one.code == "same-output"
    assert one.span.path in (first.removesuffix(" (alias)"), second)
    assert (first if one.span.path == second else second) in one.message
    assert outcome.published is None
    assert not (tmp_path / "public").exists()


def test_robots_the_sitemap_and_the_page_for_lost_readers(tmp_path: Path) -> None:
    files = {
        "content/posts/2018-02-04-a.md": "---\ntitle: A\ntags: x\naliases: /old/\n---\nText.\n",
        "content/posts/2018-02-05-b.md": "---\ntitle: B\ndraft: true\n---\nText.\n",
        "content/posts/2018-02-06-c.md": "---\ntitle: C\nupdated: 2018-03-01\n---\nText.\n",
        "content/pages/about.md": "# About\n",
    }
    output = built(tmp_path, files)
    assert (
        output / "robots.txt"
    ).read_text() == "User-agent: *\nDisallow:\n\nSitemap: https://example.org/sitemap.xml\n"
    listed = {
        url.findtext("{*}loc"): url.findtext("{*}lastmod")
        for url in fromstring((output / "sitemap.xml").read_bytes()).findall(".//{*}url")
    }
    pages = {
        "https://example.org/" + place.removesuffix("index.html") for place in places(output) if place.endswith(".html")
    }
    assert set(listed) == pages - {"https://example.org/404.html", "https://example.org/old/"}
    assert listed["https://example.org/2018/02/c/"] == "2018-03-01"
    assert listed["https://example.org/2018/02/a/"] == "2018-02-04"
    lost = read_page(output, "/404.html")
    assert "Page not found" in lost.words
    assert all(link.startswith("/") for link in lost.hrefs())


def test_404_leads_back_from_any_depth_under_a_path(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": "title: T\nbase_url: https://example.org/b\n",
        "content/posts/2018-02-04-a.md": "# A\n",
    }
    lost = read_page(built(tmp_path, files), "/404.html")
    sheet = lost.one("link", rel="stylesheet").attrib["href"]
    assert sheet.startswith("/b/theme/")
    assert "/b/" in lost.hrefs("header")


def test_without_a_base_url_there_are_no_feeds_and_no_sitemap(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/site.yaml": "title: T\n", "content/posts/2018-02-04-a.md": "# A\n"})
    assert not [place for place in places(output) if place.endswith((".xml", ".json"))]
    assert (output / "robots.txt").read_text() == "User-agent: *\nDisallow:\n"
    page = read_page(output, "/2018/02/a/")
    assert page.all("link", rel="alternate") == []
    assert page.all("link", rel="canonical") == []


def test_the_static_folder_is_copied_as_it_is(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/static/CNAME": "example.org\n",
        "content/static/a/b.bin": bytes(range(256)),
        "content/pages/a.md": "# A\n",
    }
    made = snapshot(built(tmp_path, files))
    assert made["CNAME"] == b"example.org\n"
    assert made["a/b.bin"] == bytes(range(256))


def test_pagination(tmp_path: Path) -> None:
    files: dict[str, str] = {"content/site.yaml": "title: T\nbase_url: https://example.org/b\npagination: 3\n"}
    for day in range(1, 9):
        files[f"content/posts/2018-02-{day:02}-p{day}.md"] = f"---\ntitle: P{day}\ntags: walk\n---\nText.\n"
    output = built(tmp_path, files)
    for base, level in (
        ("/", "h3"),
        ("/tags/walk/", "h2"),
        ("/2018/", "h2"),
        ("/2018/02/", "h2"),
        ("/authors/author/", "h2"),
    ):
        shown = []
        for number in (1, 2, 3):
            page = read_page(output, base if number == 1 else f"{base}page/{number}/")
            shown.append(page.texts(level, class_="card-title"))
            assert f"Page {number} of 3" in page.words
            ways = {link.get("rel"): link.get("href") for link in page.one("nav", class_="pager").iter("a")}
            wanted = {}
            if number > 1:
                wanted["prev"] = f"/b{base}" + ("" if number == 2 else f"page/{number - 1}/")
            if number < 3:
                wanted["next"] = f"/b{base}page/{number + 1}/"
            assert ways == wanted
        assert shown == [["P8", "P7", "P6"], ["P5", "P4", "P3"], ["P2", "P1"]], base
        assert not (output / base.lstrip("/") / "page/4").exists()


def test_feeds_hold_the_newest_with_their_whole_text(tmp_path: Path) -> None:
    settings = "title: T\nbase_url: https://example.org\nfeeds: {items: 2, journeys: [json], categories: []}\n"
    files = {
        "content/site.yaml": settings,
        "content/journeys/j/index.md": "---\ntitle: J\n---\n",
        "content/journeys/j/2018-02-01-a.md": "# A\n\nFirst.\n\n<!--more-->\n\nThe very end of A.\n",
        "content/journeys/j/2018-02-02-b.md": "---\ntitle: B\ncategories: food\n---\nFirst.\n\nThe very end of B.\n",
        "content/posts/2018-02-03-c.md": "# C\n\nFirst.\n\nThe very end of C.\n",
    }
    output = built(tmp_path, files)
    assert {place for place in places(output) if place.endswith((".json", ".xml"))} == {
        "feed.json", "feed.xml", "rss.xml", "sitemap.xml", "journeys/j/feed.json",
    }  # fmt: skip
    feed = json.loads((output / "feed.json").read_text())
    assert [item["title"] for item in feed["items"]] == ["C", "B"]
    assert "The very end of C." in feed["items"][0]["content_html"]
    assert feed["feed_url"] == "https://example.org/feed.json"
    atom = fromstring((output / "feed.xml").read_bytes())
    assert [entry.findtext("{*}title") for entry in atom.findall("{*}entry")] == ["C", "B"]
    assert all("The very end of" in (entry.findtext("{*}content") or "") for entry in atom.findall("{*}entry"))
    rss = fromstring((output / "rss.xml").read_bytes())
    assert [item.findtext("title") for item in rss.iter("item")] == ["C", "B"]
    journey = json.loads((output / "journeys/j/feed.json").read_text())
    assert [item["title"] for item in journey["items"]] == ["B", "A"]
    assert "The very end of A." in journey["items"][1]["content_html"]


def test_feeds_with_summaries_only(tmp_path: Path) -> None:
    settings = "title: T\nbase_url: https://example.org\nfeeds: {content: summary}\n"
    output = built(
        tmp_path, {"content/site.yaml": settings, "content/posts/2018-02-01-a.md": "# A\n\nFirst.\n\nThe very end.\n"}
    )
    for name in ("feed.xml", "rss.xml", "feed.json"):
        assert "First." in (output / name).read_text()
        assert "The very end" not in (output / name).read_text()


def test_two_collisions_are_two_errors(tmp_path: Path) -> None:
    files = {
        f"content/posts/{folder}/2018-02-0{day}-{name}.md": "# A\n"
        for folder, day in (("x", 1), ("y", 2))
        for name in "ab"
    }
    outcome = build_site(write_site(tmp_path, files))
    assert [line.split(": ")[1] for line in told(outcome)] == ["error[same-output]"] * 2
    assert [line.count(f"-{name}.md") for line, name in zip(told(outcome), "ab", strict=True)] == [2, 2]
