"""Where posts stand, and which written locations can be published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.dates import parse_moment
from journeyblog.model.post import PartKind
from journeyblog.site.permalinks import clean_location, permalink
from journeyblog.site.site import Station
from journeyblog.urls import output_path

DATE = parse_moment("2018-02-04")[0]
THIRD = Station(kind=PartKind.NUMBERED, number=3)


@pytest.mark.parametrize(
    ("pattern", "location"),
    [
        ("/:year/:month/:slug/", "/2018/02/trains/"),
        ("/:year/:month/:day/:slug/", "/2018/02/04/trains/"),
        ("/:year-:month-:day-:slug/", "/2018-02-04-trains/"),
        ("/:journey/:part/", "/costa/3/"),
        ("/:category/:slug/", "/food/trains/"),
        ("/blog/:slug/", "/blog/trains/"),
    ],
)
def test_a_pattern_is_filled_in(pattern: str, location: str) -> None:
    assert permalink(pattern, date=DATE, slug="trains", journey="costa", station=THIRD, category="food") == location


@pytest.mark.parametrize(
    ("pattern", "location"),
    [
        ("/:journey/:slug/", "/trains/"),
        ("/:category/:year/:slug/", "/2018/trains/"),
        ("/:journey/:part/", "/trains/"),
        ("/:journey-:category/:slug/", "/trains/"),
        ("/a//:slug/", "/a/trains/"),
        ("/:slug.:category/", "/trains/"),
    ],
)
def test_a_token_without_a_value_drops_out(pattern: str, location: str) -> None:
    assert permalink(pattern, date=DATE, slug="trains", journey="", station=None, category="") == location


@pytest.mark.parametrize("kind", [PartKind.PROLOGUE, PartKind.INTERLUDE, PartKind.EPILOGUE])
def test_an_extra_is_called_by_its_kind(kind: PartKind) -> None:
    made = permalink("/:part/", date=DATE, slug="x", journey="", station=Station(kind=kind), category="")
    assert made == f"/{kind.value}/"


def test_a_slug_that_looks_like_a_token_stays() -> None:
    made = permalink("/:slug/", date=DATE, slug="year", journey="", station=None, category="")
    assert made == "/year/"


@pytest.mark.parametrize(
    ("written", "location"),
    [
        ("/2018/02/a-day/", "/2018/02/a-day/"),
        ("old/page", "/old/page/"),
        ("  /old/page  ", "/old/page/"),
        ("/", "/"),
        ("", "/"),
        ("/old//page/", "/old/page/"),
        ("/old/page.html", "/old/page.html"),
        ("/old.d/", "/old.d/"),
        ("old?page=3#top", "/old/"),
        ("/old.html\u3000#top", "/old.html"),
        ("/caf\u00e9/", "/caf\u00e9/"),
        ("/東京/", "/東京/"),
        ("/two words/", "/two words/"),
        ("/100%/", "/100%/"),
    ],
)
def test_a_written_path_is_a_location(written: str, location: str) -> None:
    assert clean_location(written) == location


@pytest.mark.parametrize(
    "written",
    [
        "/../secret/", "a/../../b", "..", "/a/./b/", "/.../", "/a/..\\b", "\\\\host\\share", "a\\b", "//host/path",
        "https://example.org/a", "javascript:alert(1)", "mailto:a@b", "C:/Windows", "file:///etc/passwd", "/a\tb/",
        "/a\nb/", "/a\0b/", "/con/", "/aux.html", "/COM1/", "/trailing./", "/trailing /x/", '/a"b/', "/a<b>/", "/a|b/",
        "/a*/", "/" + "x" * 121 + "/", "/" + "é" * 61 + "/",
    ],
)  # fmt: skip
def test_what_cannot_be_published_everywhere_is_refused(written: str) -> None:
    assert clean_location(written) is None


@given(st.text(max_size=40) | st.text("./\\ab:%?# é-", max_size=40))
def test_no_location_leads_out_of_the_site(written: str) -> None:
    location = clean_location(written)
    if location is None:
        return
    assert location.startswith("/")
    assert not location.startswith("//")
    assert "\\" not in location
    parts = output_path(location).split("/")
    assert all(part and part.strip(".") and len(part.encode()) <= 120 for part in parts)
    assert clean_location(location) == location
