"""Sites at the edge: nothing, next to nothing, very much, and text that would like to be markup."""

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from site_tools import (
    SETTINGS,
    build_site,
    built,
    dead_links,
    pages_of,
    places,
    read_page,
    snapshot,
    told,
    told_visits,
    write_site,
)

EVIL = "Fish & <b>chips</b> \"fried\" 'n' <script>alert(1)</script>"
QUOTED = EVIL.replace("'", "''")


def test_a_site_with_nothing_but_its_settings(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/site.yaml": SETTINGS})
    assert {"index.html", "404.html", "robots.txt", "feed.xml"} <= places(output)
    assert dead_links(output, "https://example.org") == []
    assert read_page(output, "/").all("article") == []
    for name in ("feed.xml", "rss.xml", "sitemap.xml"):
        fromstring((output / name).read_bytes())
    assert json.loads((output / "feed.json").read_text())["items"] == []


def test_a_site_with_a_title_only(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/site.yaml": "title: T\n"})
    assert read_page(output, "/").texts("h1") == ["T"]
    assert dead_links(output, "https://example.org") == []


def test_a_site_with_pages_only(tmp_path: Path) -> None:
    files = {
        "content/pages/about.md": "---\ntitle: About\nmenu: yes\norder: 2\n---\nUs.\n",
        "content/pages/contact.md": "---\nmenu: true\norder: 1\n---\n# Write to us\n\nHere.\n",
        "content/pages/hidden/index.md": "---\ntitle: Not in the menu\n---\n",
    }
    output = built(tmp_path, files)
    menu = read_page(output, "/about/").one("nav", class_="menu")
    assert [(link.text, link.attrib["href"]) for link in menu.iter("a")] == [
        ("Write to us", "/contact/"),
        ("About", "/about/"),
    ]
    assert read_page(output, "/hidden/").texts("h1") == ["Not in the menu"]
    assert dead_links(output, "https://example.org") == []


def test_an_empty_post_and_an_empty_business(tmp_path: Path) -> None:
    files = {"content/posts/2018-02-04-a.md": "---\ntitle: A\n---\n", "content/businesses/b.md": "---\nname: B\n---"}
    output = built(tmp_path, files)
    assert read_page(output, "/2018/02/a/").texts("h1") == ["A"]
    assert read_page(output, "/businesses/b/").texts("h1") == ["B"]


def test_markup_in_texts_is_text_everywhere(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": (
            f"title: '{QUOTED}'\nbase_url: https://example.org\ntagline: '{QUOTED}'\n"
            "markdown: {typographer: no}\n"  # so that what is found is what was written
            f"authors: {{me: {{name: '{QUOTED}', bio: '{QUOTED}'}}}}\n"
        ),
        "content/journeys/j/index.md": (
            f"---\ntitle: '{QUOTED}'\nlabel: '{QUOTED}'\nsummary: '{QUOTED}'\nstops: ['{QUOTED}']\n---\n"
        ),
        "content/journeys/j/2018-02-04-a.md": (
            f"---\ntitle: '{QUOTED}'\nsummary: '{QUOTED}'\nteaser: '{QUOTED}'\nepigraph: '{QUOTED}'\n"
            f"tags: ['{QUOTED}']\ncategories: ['{QUOTED}']\nlocation: '{QUOTED}'\nlessons: ['{QUOTED}']\n"
            f"playbook: [{{entry: '{QUOTED}', at_home: '{QUOTED}'}}]\n"
            f"visits:\n- business: b\n  rating: 4\n  why: '{QUOTED}'\n  good: ['{QUOTED}']\n  occasion: '{QUOTED}'\n"
            f"  staff: [{{name: '{QUOTED}'}}]\n  promises: [{{what: '{QUOTED}', promised: '{QUOTED}'}}]\n"
            f"  incidents: [{{what: '{QUOTED}'}}]\n---\nText.\n"
        ),
        "content/businesses/b.md": (
            f"---\nname: '{QUOTED}'\nopens: '{QUOTED}'\nstreet: '{QUOTED}'\naka: ['{QUOTED}']\n---\n"
        ),
        "content/pages/p.md": f"---\ntitle: '{QUOTED}'\nmenu: true\n---\nText.\n",
    }
    output = built(tmp_path, files)
    seen = 0
    for page in pages_of(output):
        run = [one for one in page.all("script") if one.get("type") != "application/ld+json"]
        assert [(one.text, one.get("src", "").partition(".")[0]) for one in run] == [(None, "/theme/passport")], (
            page.path
        )
        assert page.all("b") == [], page.path
        assert page.text("title").count(EVIL) >= 1
        seen += page.words.count(EVIL)
    assert seen > 40
    atom = fromstring((output / "feed.xml").read_bytes())
    (entry,) = atom.findall("{*}entry")
    assert EVIL in (atom.findtext("{*}title") or "")
    title = entry.find("{*}title")
    assert title is not None
    assert title.get("type", "text") in ("text", "html")
    plain = (
        EVIL
        if title.get("type", "text") == "text"
        else EVIL.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )
    assert (title.text or "").endswith(plain)
    rss = fromstring((output / "rss.xml").read_bytes())
    assert rss.findtext("channel/title") is not None
    assert "<script>" not in (rss.findtext("channel/item/title") or "").replace(EVIL, "")
    feed = json.loads((output / "feed.json").read_text())
    assert feed["title"] == EVIL
    assert feed["items"][0]["title"].endswith(EVIL)
    for name, data in snapshot(output).items():
        if name.endswith((".html", ".xml")):
            assert b"<script>" not in data, name


def test_content_is_never_a_template(tmp_path: Path) -> None:
    files = {"content/posts/2018-02-04-a.md": "---\ntitle: '{{ 7 * 7 }}'\n---\n{{ 7 * 7 }} {% raw %} {# x #}\n"}
    outcome = build_site(write_site(tmp_path, files))
    assert [one.code for one in outcome.diagnostics] == ["placeholder", "placeholder"]
    page = read_page(tmp_path / "public", "/2018/02/a/")
    assert page.texts("h1") == ["{{ 7 * 7 }}"]
    assert "{{ 7 * 7 }} {% raw %} {# x #}" in page.words


def test_two_hundred_visits(tmp_path: Path) -> None:
    files = {"content/businesses/bar.md": "---\nname: Bar\n---\n"}
    for number in range(200):
        year, month, day = 2000 + number // 50, number % 50 % 12 + 1, number % 28 + 1
        files[f"content/posts/{year}-{month:02}-{day:02}-v{number}.md"] = (
            f"---\ntitle: V{number}\nbusiness: bar\n"
            f"rating: {1 + number % 9 / 2}\nwould_return: definitely\n---\nText.\n"
        )
    output = built(tmp_path, files)
    page = read_page(output, "/businesses/bar/")
    lines = told_visits(page)
    assert len(lines) == 200
    stamps = [time.attrib["datetime"] for line in lines for time in line.iter("time")]
    assert stamps == sorted(stamps, reverse=True)
    assert "200 of 200" in page.words
    exact = sum(1 + number % 9 / 2 for number in range(200)) / 200
    assert page.all("data", class_="score-value")[0].attrib["value"] == f"{exact:.1f}"


def test_two_authors_of_one_post(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": (
            "title: T\nbase_url: https://example.org\ndefault_author: bo\n"
            "authors: {ana: {name: Ana, bio: Walks.}, bo: {name: Bo}, cy: {name: Cy}}\n"
        ),
        "content/posts/2018-02-04-both.md": "---\ntitle: Both\nauthor: [ana, bo]\n---\nX\n",
        "content/posts/2018-02-05-one.md": "---\ntitle: One\n---\nX\n",
    }
    output = built(tmp_path, files)
    page = read_page(output, "/2018/02/both/")
    assert [link.attrib["href"] for link in page.all("a", rel="author")] == ["/authors/ana/", "/authors/bo/"]
    assert [link.attrib["href"] for link in read_page(output, "/2018/02/one/").all("a", rel="author")] == [
        "/authors/bo/"
    ]
    assert read_page(output, "/authors/bo/").texts("h2", class_="card-title") == ["One", "Both"]
    assert "Walks." in read_page(output, "/authors/ana/").words
    assert not (output / "authors/cy").exists()
    items = {item["title"]: item for item in json.loads((output / "feed.json").read_text())["items"]}
    assert [author["name"] for author in items["Both"]["authors"]] == ["Ana", "Bo"]


@pytest.mark.parametrize(
    ("mode", "kept", "dropped"),
    [("safe", "<mark>", "onclick"), ("trusted", "onclick", ""), ("off", "&lt;mark", "<mark")],
)
def test_raw_html_in_three_modes(tmp_path: Path, mode: str, kept: str, dropped: str) -> None:
    files = {
        "content/site.yaml": f"title: T\nmarkdown: {{html: {mode}}}\n",
        "content/posts/2018-02-04-a.md": '# A\n\nSee <mark onclick="x()">this</mark>.\n',
    }
    outcome = build_site(write_site(tmp_path, files))
    assert [one.code for one in outcome.diagnostics] == (["unsafe-html"] if mode == "safe" else [])
    page = read_page(tmp_path / "public", "/2018/02/a/").source
    assert kept in page
    assert not dropped or dropped not in page


def test_a_moved_post_folder_takes_its_files_along(tmp_path: Path) -> None:
    files = {
        "content/posts/2018-02-04-a/index.md": "---\ntitle: A\npermalink: /x/y/\n---\n[t](t.txt) [sub](sub/u.txt)\n",
        "content/posts/2018-02-04-a/t.txt": "t",
        "content/posts/2018-02-04-a/sub/u.txt": "u",
    }
    output = built(tmp_path, files)
    assert {"x/y/index.html", "x/y/t.txt", "x/y/sub/u.txt"} <= places(output)
    assert dead_links(output, "https://example.org") == []


def test_a_stub_collects_visits_by_name_and_slug(tmp_path: Path) -> None:
    files = {
        "content/posts/2018-02-04-a.md": "---\ntitle: A\nbusiness: Bar Paco\nrating: 4\n---\nX\n",
        "content/posts/2018-02-05-b.md": (
            "---\ntitle: B\nbusiness: bar-paco\nrating: 5\nkind: cafe\n---\nX [p](business:bar-paco)\n"
        ),
    }
    outcome = build_site(write_site(tmp_path, files))
    assert [line.split(": ")[1] for line in told(outcome)] == ["warning[unknown-business]"]
    page = read_page(tmp_path / "public", "/businesses/bar-paco/")
    assert len(told_visits(page)) == 2
    assert page.texts("h1") == ["Bar Paco"]
    assert "Café" in page.words
    assert page.all("data", class_="score-value")[0].attrib["value"] == "4.5"


def test_a_mention_is_linked_and_not_scored(tmp_path: Path) -> None:
    files = {
        "content/posts/2018-02-04-a.md": "---\ntitle: A\nmentions: [Bar Paco]\n---\nX\n",
        "content/businesses/paco.md": "---\nname: Bar Paco\n---\n",
    }
    output = built(tmp_path, files)
    assert "/businesses/paco/" in read_page(output, "/2018/02/a/").hrefs()
    page = read_page(output, "/businesses/paco/")
    assert "Mentioned in" in page.words
    assert told_visits(page) == []


def test_a_visit_that_does_not_count_is_shown_and_not_scored(tmp_path: Path) -> None:
    visits = (
        "visits:\n- {business: bar, rating: 5, would_return: definitely}\n"
        "- {business: bar, rating: 1, would_return: no, counts: no}\n"
    )
    files = {
        "content/posts/2018-02-04-a.md": f"---\ntitle: A\n{visits}---\nX\n",
        "content/businesses/bar.md": "---\nname: Bar\n---\n",
    }
    page = read_page(built(tmp_path, files), "/businesses/bar/")
    assert len(told_visits(page)) == 2
    assert page.all("data", class_="score-value")[0].attrib["value"] == "5.0"
    assert "1 of 1" in page.words
