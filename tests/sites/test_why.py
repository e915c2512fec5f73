"""What `journeyblog why` says of a text is what the built site shows."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from site_tools import CONTENT, NOW, build_site, pages_of, parse, snapshot, text_of, write_site

from journeyblog.build.account import Account, account
from journeyblog.build.prepare import Prepared, prepare
from journeyblog.build.register import Known, find, kind_of, near, register
from journeyblog.site.visibility import Request


def prepared_site(root: Path, *, now: datetime = NOW, drafts: bool = False) -> Prepared:
    made = prepare(root, Request(now=now, drafts=drafts))
    assert isinstance(made, Prepared)
    return made


def told_of(root: Path, words: str, *, now: datetime = NOW, drafts: bool = False) -> Account:
    made = prepared_site(root, now=now, drafts=drafts)
    (known,) = find(words, register(made), made.site.settings.base_path)
    return account(made, known, now)


EXPLAINED = "How the numbers are made"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, Path]:
    root = tmp_path_factory.mktemp("why")
    shutil.copytree(CONTENT, root / "content")
    assert build_site(root).published is not None
    return prepared_site(root), root / "public"


def test_the_pages_that_show_a_text_are_those_on_which_readers_find_its_address(site: tuple[Prepared, Path]) -> None:
    prepared, output = site
    linked: dict[str, set[str]] = {}
    for page in pages_of(output):
        explained = [link.attrib["href"] for link in page.one("main").iter("a") if text_of(link) == EXPLAINED]
        shown = page.hrefs("main")
        for target in explained:  # a theme's option, which no view of a page holds
            shown.remove(target)
        for target in shown:
            linked.setdefault(urlsplit(target).path, set()).add(page.path)
    on_the_site = [one for one in register(prepared) if one.location]
    assert {one.kind for one in on_the_site} == {"post", "journey", "business", "page"}
    for one in on_the_site:
        told = account(prepared, one, NOW)
        own = {one.location}
        assert {showing.location for showing in told.shown_on} == linked.get(one.location, set()) - own, one.name


def test_feeds_sitemap_file_and_menu_are_those_of_the_built_site(site: tuple[Prepared, Path]) -> None:
    prepared, output = site
    files = {
        name: data.decode() for name, data in snapshot(output).items() if name.endswith((".xml", ".json", ".html"))
    }
    for one in register(prepared):
        told = account(prepared, one, NOW)
        if not one.location:
            assert (told.url, told.file, told.shown_on, told.feeds, told.sitemap) == ("", "", (), (), False)
            continue
        assert told.file.removeprefix("public/") in files
        assert told.sitemap == (f"<loc>{told.url}</loc>" in files["sitemap.xml"])
        if one.kind == "post":
            named = {
                f"/{name}"
                for name, text in files.items()
                if name.endswith("feed.xml") and f"<id>{told.url}</id>" in text
            }
            assert named == {feed for feed in told.feeds if feed.endswith("feed.xml")}
        menu = parse(files["index.html"].encode()).hrefs("nav")
        assert told.menu == (one.location in [urlsplit(link).path for link in menu])


@pytest.mark.parametrize("address", ["/fish&chips/", "/o'clock/", "/über uns/"])
def test_links_to_an_odd_address_are_found_too(tmp_path: Path, address: str) -> None:
    write_site(
        tmp_path,
        {
            "content/pages/a.md": f'---\ntitle: A\npermalink: "{address}"\n---\n',
            "content/pages/b.md": "# B\n\n[x](a.md#y)\n",
            "content/pages/c.md": f"# C\n\n`{address}`\n",
        },
    )
    assert [(one.location, one.parts) for one in told_of(tmp_path, "A").shown_on] == [("/b/", ("body",))]


def test_every_alias_is_a_redirect(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/pages/a.md": "---\ntitle: A\naliases: [/b/, /c.html, /a/]\n---\n"})
    assert told_of(tmp_path, "a").redirects == ("/b/", "/c.html")


@pytest.mark.parametrize(
    ("path", "text", "reason", "line"),
    [
        ("content/posts/2018-01-01-a.md", "---\ntitle: A\ndraft: yes\n---\n", "it is a draft", 3),
        ("content/posts/2018-01-01-a.md", "---\npublished: false\ntitle: A\n---\n", "it is a draft", 2),
        ("content/posts/2018-01-01-a.md", "---\ntitle: A\n\nstatus: draft\n---\n", "it is a draft", 4),
        ("content/posts/_drafts/2018-01-01-a.md", "# A\n", "it lies in a folder of drafts", None),
        ("content/pages/a.md", "---\ntitle: A\ndraft: yes\n---\n", "it is a draft", 3),
        ("content/businesses/a.md", "---\nname: A\ndraft: yes\n---\n", "it is a draft", 3),
        (
            "content/posts/a.md",
            "---\ntitle: A\ndate: 9999-12-31 23:59 -12:00\n---\n",
            "it is due on 31 December 9999, 23:59 (Europe/Madrid), in 2,912,117 days",
            3,
        ),
        ("content/journeys/a/index.md", "---\ntitle: A\n---\n", "no post of it is published yet", None),
        (
            "content/posts/a.md",
            "---\ntitle: A\ndate: 2026-11-22 15:30\n---\n",
            "it is due on 22 November 2026, 15:30 (Europe/Madrid), in 3 hours",
            3,
        ),
        (
            "content/posts/a.md",
            "---\ntitle: A\ndate: 2026-11-25 00:00 -05:00\n---\n",
            "it is due on 25 November 2026, 06:00 (Europe/Madrid), in 2 days",
            3,
        ),
        (
            "content/posts/2026-11-23-a.md",
            "# A\n",
            "it is due on 23 November 2026, 00:00 (Europe/Madrid), in 11 hours",
            0,
        ),
        (
            "content/posts/a.md",
            "---\ntitle: A\ndate: 2018-01-01\nexpires: 2026-11-22\n---\n",
            "it expired on 22 November 2026, 00:00 (Europe/Madrid)",
            4,
        ),
    ],
)
def test_why_a_text_is_held_back(tmp_path: Path, path: str, text: str, reason: str, line: int | None) -> None:
    settings = "title: T\ntimezone: Europe/Madrid\n"
    told = told_of(write_site(tmp_path, {"content/site.yaml": settings, path: text}), path)
    assert (told.state, told.reason, told.text.location) == ("held back", reason, "")
    assert (told.said_at.line if told.said_at is not None else None) == line


def test_a_post_is_published_at_the_very_instant_it_is_due(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/posts/a.md": "---\ntitle: A\ndate: 2030-01-01 00:00\n---\n"})
    assert told_of(tmp_path, "a", now=datetime(2029, 12, 31, 23, 59, 59, tzinfo=UTC)).state == "held back"
    assert told_of(tmp_path, "a", now=datetime(2030, 1, 1, tzinfo=UTC)).state == "published"


def test_what_has_errors_shows_them_and_the_others_say_that_they_wait(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        {
            "content/posts/2018-01-01-a.md": "# A\n\n[x](nowhere.md)\n",
            "content/posts/2018-01-02-b.md": "---\ntitle: [\n---\n",
            "content/posts/2018-01-03-c.md": "# C\n",
            "content/posts/more/2018-01-04-c.md": "# C once more\n",
        },
    )
    told = {words: told_of(tmp_path, words) for words in ("A", "b", "content/posts/2018-01-03-c.md", "C once more")}
    assert [one.state for one in told.values()] == ["withheld", "withheld", "published", "withheld"]
    assert [[found.code for found in one.mistakes] for one in told.values()] == [
        ["dead-link"], ["yaml-syntax"], [], ["same-output"],
    ]  # fmt: skip
    assert [one.errors_elsewhere for one in told.values()] == [2, 2, 3, 2]


def test_a_preview_says_what_it_would_not_publish(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/posts/2018-01-01-a.md": "---\ntitle: A\ndraft: yes\n---\n"})
    told = told_of(tmp_path, "a", drafts=True)
    assert (told.state, told.reason, told.sitemap) == ("preview", "draft", False)
    assert told.said_at is not None
    assert told.said_at.line == 3


def test_a_business_without_a_file(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/posts/2018-01-01-a.md": "---\ntitle: A\nbusiness: Bar Paco\nrating: 4\n---\n"})
    for words in ("Bar Paco", "bar-paco", "business:bar-paco", "/businesses/bar-paco/"):
        told = told_of(tmp_path, words)
        assert (told.text.name, told.text.path, told.state) == ("business:bar-paco", "", "published")
        assert {showing.location for showing in told.shown_on} == {
            "/businesses/",
            "/businesses/kind/generic/",
            "/return-list/",
            "/2018/01/a/",
        }


def one(kind: str, path: str, slug: str, title: str = "", location: str = "") -> Known:
    return Known(kind=kind, path=path, slug=slug, title=title, location=location)


KNOWN = (
    one("post", "content/posts/2018-02-14-dinner.md", "dinner", "Dinner for two", "/2018/02/dinner/"),
    one("post", "content/journeys/coast/part-1/index.md", "part-1", "Cádiz", "/2018/02/part-1/"),
    one("journey", "content/journeys/coast/index.md", "coast", "The coast", "/journeys/coast/"),
    one("business", "content/businesses/coast.md", "coast", "Coast Hotel", "/businesses/coast/"),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("content/posts/2018-02-14-dinner.md", [0]),
        ("./content//posts/2018-02-14-dinner.md", [0]),
        ("posts/2018-02-14-dinner.md", [0]),
        ("2018-02-14-dinner.md", [0]),
        ("2018-02-14-dinner", [0]),
        ("dinner", [0]),
        ("dinner for TWO", [0]),
        ("dinner-for-two", [0]),
        ("/2018/02/dinner", [0]),
        ("/blog/2018/02/dinner/index.html#late", [0]),
        ("https://example.org/blog/2018/02/dinner/?x=1", [0]),
        ("post:dinner", [0]),
        ("business:dinner", []),
        ("Cadiz", [1]),
        ("coast", [2, 3]),
        ("journey:coast", [2]),
        ("Coast Hotel", [3]),
        ("", []),
        (":", []),
        ("/", []),
        ("\udcff", []),
    ],
)
def test_a_text_has_many_names(words: str, found: list[int]) -> None:
    assert find(words, KNOWN, "/blog") == tuple(KNOWN[i] for i in found)


def test_a_misspelt_name_is_told_the_nearest() -> None:
    assert near("diner", KNOWN) == "dinner"
    assert near("2018-02-14-diner.md", KNOWN) == "2018-02-14-dinner.md"
    assert near("qqqq", KNOWN) == ""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("content/posts/a/b.md", "post"),
        ("content/journeys/a/index.md", "journey"),
        ("content/journeys/a/b.md", "post"),
        ("content/journeys/a/b/index.md", "post"),
        ("content/businesses/a.md", "business"),
        ("content/pages/a.md", "page"),
        ("content/notes.md", "file"),
    ],
)
def test_a_file_is_what_its_folder_says(path: str, kind: str) -> None:
    assert kind_of(path) == kind
