"""What open pages are told of an edition, and how an edition finds and keeps what it shows."""

from collections.abc import Callable
from typing import Any

import pytest

from journeyblog.build.targets import Sort, Target
from journeyblog.diagnostics import Diagnostic, Severity, Span
from journeyblog.serve.content_types import content_type
from journeyblog.serve.edition import Contents, Edition, shown
from journeyblog.serve.editor import editor_command
from journeyblog.serve.insertion import with_preview
from journeyblog.serve.news import MOST_MISTAKES, Reader, news
from journeyblog.site.held import Held
from journeyblog.theme import TemplateFault


def mistake(line: int = 1, column: int = 1, length: int = 1, severity: Severity = Severity.ERROR) -> Diagnostic:
    span = Span(path="content/a.md", line=line, column=column, length=length)
    return Diagnostic(code="unknown-key", severity=severity, message="It is wrong", span=span, hint="Mend it")


def target(path: str, make: Callable[[], bytes], sort: Sort = Sort.TEXT) -> Target:
    return Target(path=path, source=f"content/{path}", sort=sort, make=make)


def edition(**more: Any) -> Edition:
    made = {"/": target("index.html", lambda: b"home"), "/a/": target("a/index.html", lambda: b"a")}
    return Edition(Contents(number=2, **{"targets": made, **more}))


def test_a_place_is_found_among_those_there_are() -> None:
    one = edition()
    assert [one.find(path) for path in ("/", "/index.html", "/a/", "/a/index.html")] == ["/", "/", "/a/", "/a/"]
    assert [one.find(path) for path in ("", "/a", "a/", "//", "/a/../", "/A/", "/a//", "/a/index.htm")] == [None] * 8
    assert (one.leads_to("/a"), one.leads_to("/b"), one.leads_to("//a")) == ("/a/", None, None)


def test_a_site_below_a_path_is_found_from_the_top() -> None:
    one = Edition(Contents(number=1, base_path="/blog", targets={"/blog/": target("index.html", lambda: b"home")}))
    assert (one.find("/"), one.leads_to("/"), one.leads_to("/blog")) == (None, "/blog/", "/blog/")


def test_a_page_is_made_once_and_only_when_it_is_asked_for() -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append("a")
        return b"a"

    one = edition(targets={"/a/": target("a/index.html", make)})
    assert made == []
    assert [one.show("/a/").data for _ in range(3)] == [b"a"] * 3
    assert made == ["a"]


def test_a_page_that_cannot_be_made_shows_what_was_good_last() -> None:
    def fail() -> bytes:
        raise TemplateFault(mistake())

    good = shown(b"before", "text/html; charset=utf-8")
    one = edition(targets={"/a/": target("a/index.html", fail)}, good={"/a/": good})
    assert one.show("/a/").data == b"before"
    assert one.mistakes() == (mistake(),)
    assert one.last_good() == {"/a/": good}


@pytest.mark.parametrize(
    ("page", "digest", "state"),
    [
        ("/a/", shown(b"a", "").digest, "here"),
        ("/a/", "other", "changed"),
        ("/b/", "other", "gone"),
        ("/b/", "", "here"),
    ],
)
def test_a_page_is_told_whether_it_changed(page: str, digest: str, state: str) -> None:
    assert news(edition(), Reader(page=page, digest=digest))["state"] == state


def test_a_page_that_is_gone_is_told_where_it_went_however_often_it_moved() -> None:
    moved = {"/b/": "/c/", "/c/": "/d/", "/d/": "/a/", "/x/": "/y/", "/y/": "/x/"}
    one = edition(moved=moved, left={"/z/": "content/z.md"}, held=(Held(path="content/z.md", reason="draft"),))
    told = {page: news(one, Reader(page=page, digest="old")) for page in ("/b/", "/x/", "/z/")}
    assert [told[page]["went"] for page in told] == ["/a/", "", ""]
    assert [told[page]["reason"] for page in told] == ["", "", "draft"]


def test_errors_are_told_before_warnings_and_of_very_many_only_the_first() -> None:
    many = tuple(mistake(line) for line in range(1, 40))
    told = news(edition(mistakes=(mistake(99, severity=Severity.WARNING), *many)), Reader(page="/"))
    assert (told["errors"], told["warnings"], len(told["mistakes"])) == (39, 1, MOST_MISTAKES)
    assert {one["severity"] for one in told["mistakes"]} == {"error"}


@pytest.mark.parametrize(
    ("line", "column", "length", "parts"),
    [
        ("food: x", 7, 1, ["food: ", "x", ""]),
        ("food: x", 8, 1, ["food: x", " ", ""]),
        ("a" * 400, 300, 5, ["…" + "a" * 59, "a" * 5, "a" * 95 + "…"]),
        ("", 1, 1, ["", " ", ""]),
    ],
)
def test_the_line_of_a_mistake_is_shown_round_what_is_meant(
    line: str, column: int, length: int, parts: list[str]
) -> None:
    one = edition(mistakes=(mistake(1, column, length),), lines=lambda _: [line])
    told = news(one, Reader(page="/"))["mistakes"][0]["excerpt"]
    assert told[1] == parts[1]
    assert len(told[0]) <= 161
    if len(line) < 100:
        assert told == parts


def test_the_script_goes_into_the_page_and_no_value_out_of_its_attribute() -> None:
    page = with_preview(b"<body>x</body></html>", '/"><script>alert(1)</script>/', "d", 3, "t")
    assert page.startswith(b"<body>x<script src=")
    assert page.endswith(b"</body></html>")
    assert b"alert(1)</script>/" not in page
    assert with_preview(b"no body", "/", "d", 3, "t").startswith(b"no body<script")


@pytest.mark.parametrize(
    ("path", "kind"),
    [("feed.xml", "application/atom+xml; charset=utf-8"), ("a/b.CSS", "text/css; charset=utf-8"),
     ("x.avif", "image/avif"),
     ("x.js", "text/javascript; charset=utf-8"), ("x", "application/octet-stream"),
     ("CNAME", "application/octet-stream"),
     ("x.tar.gz", "application/octet-stream"), ("x.jpg", "image/jpeg"), ("x.svg", "image/svg+xml; charset=utf-8")],
)  # fmt: skip
def test_files_have_their_types(path: str, kind: str) -> None:
    assert content_type(path) == kind


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({}, None),
        ({"VISUAL": "vim"}, None),
        ({"VISUAL": "code --wait"}, ["code", "-g", "a b.md:3:7"]),
        ({"VISUAL": "/usr/bin/subl -w"}, ["/usr/bin/subl", "a b.md:3:7"]),
        ({"VISUAL": "code", "JOURNEYBLOG_EDITOR": "kate"}, ["kate", "--line", "3", "--column", "7", "a b.md"]),
        ({"JOURNEYBLOG_EDITOR": "mine"}, ["mine", "a b.md"]),
        ({"JOURNEYBLOG_EDITOR": "mine +{line} '{file}'"}, ["mine", "+3", "a b.md"]),
        ({"JOURNEYBLOG_EDITOR": "mine '"}, None),
    ],
)
def test_the_editor_is_the_authors(environment: dict[str, str], command: list[str] | None) -> None:
    open_at = editor_command(environment)
    assert (open_at and open_at("a b.md", 3, 7)) == command


def test_what_a_files_name_holds_is_not_filled_in() -> None:
    open_at = editor_command({"JOURNEYBLOG_EDITOR": "code"})
    assert open_at is not None
    assert open_at("{line}; rm -rf", 3, 7) == ["code", "-g", "{line}; rm -rf:3:7"]
