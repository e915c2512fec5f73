"""Links: every way of writing one leads there, a dead one is told with its line and the near match."""

import shutil
from pathlib import Path

import pytest
from site_tools import CONTENT, build_site, built, dead_links, pages_of, photo, read_page, told, write_site

from journeyblog.build.outcome import Outcome

BASES = ["https://example.org", "https://example.org/some/path"]


def site(base_url: str, body: str) -> dict[str, str | bytes]:
    return {
        "content/site.yaml": f"title: T\nbase_url: {base_url}\n",
        "content/posts/2018-02-01-here.md": f"# Here\n\n## My corner\n\n{body}\n",
        "content/posts/2018-02-02-there.md": "# There\n\n## Late again\n\nText.\n",
        "content/posts/2018-02-03-folder/index.md": "# Folder\n\n![p](p.jpg)\n",
        "content/posts/2018-02-03-folder/p.jpg": photo(),
        "content/posts/track.gpx": "<gpx/>",
        "content/journeys/coast/index.md": "---\ntitle: Coast\n---\n",
        "content/journeys/coast/2018-02-04-one.md": "# One\n\nText.\n",
        "content/businesses/la-macheta.md": "---\nname: La Macheta\naka: Macheta\n---\n## Menu\n",
        "content/pages/about.md": "# About\n\nText.\n",
        "content/static/files/list.txt": "a list",
    }


# (as written, where it leads on the site)
WRITTEN = [
    ("[x](2018-02-02-there.md)", "/2018/02/there/"),
    ("[x](2018-02-02-there.md#late-again)", "/2018/02/there/#late-again"),
    ("[x](./2018-02-02-there.md)", "/2018/02/there/"),
    ("[x](../posts/2018-02-03-folder/index.md)", "/2018/02/folder/"),
    ("[x](../journeys/coast/index.md)", "/journeys/coast/"),
    ("[x](../journeys/coast/2018-02-04-one.md)", "/2018/02/one/"),
    ("[x](../businesses/la-macheta.md)", "/businesses/la-macheta/"),
    ("[x](../pages/about.md)", "/about/"),
    ("[x](business:la-macheta)", "/businesses/la-macheta/"),
    ("[x](business:la-macheta#menu)", "/businesses/la-macheta/#menu"),
    ("[x](<business:La Macheta>)", "/businesses/la-macheta/"),
    ("[x](journey:coast)", "/journeys/coast/"),
    ("[x](post:there)", "/2018/02/there/"),
    ("[x](post:there#late-again)", "/2018/02/there/#late-again"),
    ("[x](/about/)", "/about/"),
    ("[x](/about)", "/about/"),
    ("[x](/files/list.txt)", "/files/list.txt"),
    ("[x](track.gpx)", "/posts/track.gpx"),
    ("[x][ref]\n\n[ref]: 2018-02-02-there.md", "/2018/02/there/"),
    ('<a href="2018-02-02-there.md">x</a>', "/2018/02/there/"),
    ('<p>In a block: <a href="business:la-macheta">x</a></p>', "/businesses/la-macheta/"),
]


@pytest.mark.parametrize("base_url", BASES)
def test_every_way_of_writing_a_link(tmp_path: Path, base_url: str) -> None:
    base_path = base_url.removeprefix("https://example.org")
    body = "\n\n".join(text.replace("[ref]", f"[ref{i}]") for i, (text, _) in enumerate(WRITTEN))
    output = built(tmp_path, site(base_url, body))
    page = read_page(output, "/2018/02/here/")
    prose = [link.attrib["href"] for link in page.one("div", class_="e-content").iter("a")]
    assert prose == [base_path + target for _, target in WRITTEN]
    assert dead_links(output, base_url) == []


@pytest.mark.parametrize("base_url", BASES)
def test_an_anchor_on_the_same_page_stays_there(tmp_path: Path, base_url: str) -> None:
    page = read_page(built(tmp_path, site(base_url, "[x](#my-corner)")), "/2018/02/here/")
    assert page.one("div", class_="e-content").find(".//p/a") is not None
    assert [link.attrib["href"] for link in page.one("div", class_="e-content").iter("a")] == ["#my-corner"]


@pytest.mark.parametrize("base_url", BASES)
def test_feeds_hold_absolute_links_only(tmp_path: Path, base_url: str) -> None:
    body = "[a](2018-02-02-there.md) [b](#my-corner) [c](/about/) ![d](2018-02-03-folder/p.jpg)"
    output = built(tmp_path, site(base_url, body))
    feed = (output / "feed.xml").read_text()
    for target in ("/2018/02/there/", "/2018/02/here/#my-corner", "/about/", "/2018/02/folder/p.jpg"):
        assert f'"{base_url}{target}"' in feed or f"&quot;{base_url}{target}&quot;" in feed, target
    assert dead_links(output, base_url) == []


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/x", "//elsewhere.example/x", "mailto:me@example.org", "tel:+34600"]
)
def test_links_elsewhere_are_left_alone(tmp_path: Path, target: str) -> None:
    page = read_page(built(tmp_path, site(BASES[1], f"[x]({target})")), "/2018/02/here/")
    assert [link.attrib["href"] for link in page.one("div", class_="e-content").iter("a")] == [target]


# (as written, severity and code, message, hint)
DEAD = [
    (
        "[x](2018-02-02-ther.md)",
        "error[dead-link]",
        "There is no file '2018-02-02-ther.md'",
        "Did you mean '2018-02-02-there.md'?",
    ),
    (
        "[x](business:la-machetta)",
        "error[dead-link]",
        "There is no business 'la-machetta'",
        "Did you mean  [x](business:la-macheta)?",
    ),
    ("[x](journey:cost)", "error[dead-link]", "There is no journey 'cost'", "Did you mean  [x](journey:coast)?"),
    ("[x](post:their)", "error[dead-link]", "There is no post 'their'", "Did you mean  [x](post:there)?"),
    (
        "![x](2018-02-03-folder/q.jpg)",
        "error[missing-file]",
        "There is no file '2018-02-03-folder/q.jpg' beside this text",
        "Did you mean 'p.jpg'?",
    ),
    (
        "[x](#my-corna)",
        "warning[dead-anchor]",
        "There is no heading with the id 'my-corna' here",
        "Did you mean 'my-corner'?",
    ),
    (
        "[x](2018-02-02-there.md#late-agin)",
        "warning[dead-anchor]",
        "There is no heading with the id 'late-agin' in content/posts/2018-02-02-there.md",
        "Did you mean 'late-again'?",
    ),
    (
        "[x](post:there#late-agin)",
        "warning[dead-anchor]",
        "There is no heading with the id 'late-agin' in content/posts/2018-02-02-there.md",
        "Did you mean 'late-again'?",
    ),
    ("[x](/abuot/)", "warning[link-nowhere]", "'/abuot/' leads to no page of this site", ""),
    (
        "[x](https://example.org/abuot/)",
        "warning[link-nowhere]",
        "'https://example.org/abuot/' leads to no page of this site",
        "",
    ),
    (
        '<a href="2018-02-02-ther.md">x</a>',
        "error[dead-link]",
        "There is no file '2018-02-02-ther.md'",
        "Did you mean '2018-02-02-there.md'?",
    ),
]


@pytest.mark.parametrize(("written", "label", "message", "hint"), DEAD, ids=[case[0] for case in DEAD])
def test_a_dead_link_is_told_with_its_line(tmp_path: Path, written: str, label: str, message: str, hint: str) -> None:
    outcome = build_site(write_site(tmp_path, site(BASES[0], f"Before.\n\nAnd {written}.")))
    assert told(outcome) == [f"content/posts/2018-02-01-here.md:7: {label}: {message}"]
    (one,) = outcome.diagnostics
    if hint:
        assert one.hint == hint
    else:
        assert one.hint
    assert (outcome.published is None) == label.startswith("error")


def test_the_caret_stands_under_the_target(tmp_path: Path) -> None:
    for target in ("/abuot/", "business:nobody", "#my-corna", "gone.md"):
        outcome = build_site(write_site(tmp_path, site(BASES[0], f"And [x]({target}).")))
        (one,) = outcome.diagnostics
        assert (one.span.column, one.span.length) == (9, len(target)), target


def test_every_mistake_of_a_file_is_told_in_one_run(tmp_path: Path) -> None:
    outcome = build_site(write_site(tmp_path, site(BASES[0], "And [x](/abuot/) and [y](business:nobody).")))
    assert [one.code for one in outcome.diagnostics] == ["link-nowhere", "dead-link"]


def test_a_dead_link_in_a_business_a_page_and_a_journey(tmp_path: Path) -> None:
    files = {
        "content/posts/2018-02-01-here.md": "# Here\n\nText.\n",
        "content/businesses/a.md": "---\nname: A\n---\n[x](nothing.md)\n",
        "content/pages/b.md": "# B\n\n[x](nothing.md)\n",
        "content/journeys/c/index.md": "---\ntitle: C\nstatus: planned\n---\n\n[x](nothing.md)\n",
    }
    outcome = build_site(write_site(tmp_path, files))
    assert [line.split(" error")[0] for line in told(outcome)] == [
        "content/businesses/a.md:4:", "content/journeys/c/index.md:6:", "content/pages/b.md:3:",
    ]  # fmt: skip


def test_a_dead_menu_entry_is_told(tmp_path: Path) -> None:
    settings = "title: T\nmenu:\n  - {label: Home, url: /}\n  - {label: Gone, url: /gone/}\n"
    outcome = build_site(write_site(tmp_path, {"content/site.yaml": settings, "content/pages/about.md": "# About\n"}))
    assert told(outcome) == ["content/site.yaml:4: warning[link-nowhere]: '/gone/' leads to no page of this site"]


@pytest.mark.parametrize("base_url", BASES)
def test_every_link_of_the_sample_site_resolves(tmp_path: Path, base_url: str, sample: tuple[Path, Outcome]) -> None:
    output, outcome = sample
    if base_url != BASES[0]:
        shutil.copytree(CONTENT, tmp_path / "content")
        settings = (CONTENT / "site.yaml").read_text()
        assert "base_url: https://example.org\n" in settings
        (tmp_path / "content" / "site.yaml").write_text(
            settings.replace("base_url: https://example.org\n", f"base_url: {base_url}\n")
        )
        output, outcome = tmp_path / "public", build_site(tmp_path)
    assert told(outcome) == []
    assert dead_links(output, base_url) == []
    assert len(list(pages_of(output))) > 50


def test_the_link_check_itself_finds_what_is_dead(tmp_path: Path) -> None:
    """A check that finds nothing may be blind: break one thing of each sort."""
    output = built(tmp_path, site(BASES[1], "[x](#my-corner) ![d](2018-02-03-folder/p.jpg)"))
    page = output / "2018/02/here/index.html"
    text = page.read_text()
    for old, new in (
        ('href="#my-corner"', 'href="#my-corne"'),
        ("/some/path/theme/style.", "/some/path/theme/styel."),
        ('src="/some/path/2018', 'src="/2018'),
        ("/some/path/feed.xml", "/some/path/fed.xml"),
    ):
        assert old in text
        page.write_text(text.replace(old, new))
        assert dead_links(output, BASES[1]), new
    page.write_text(text)
    assert dead_links(output, BASES[1]) == []
