"""What is published now: no draft in any spelling, nothing early, nothing expired."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from journeyblog.dates import parse_moment
from journeyblog.diagnostics import has_errors
from journeyblog.model import model_shapes
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.site.visibility import Request, Visibility, is_draft_path, visibility
from journeyblog.source.entries import decode_entry

POST = model_shapes(Scale()).of(Post)
NOW = datetime(2018, 3, 1, 12, tzinfo=UTC)


def post(front: str) -> Post:
    entry, found = decode_entry(f"---\n{front}\n---\n", "content/posts/a.md", POST)
    assert entry is not None, found
    fields = entry.fields
    assert isinstance(fields, Post)
    return fields


def seen(front: str, date: str = "2018-02-14", path: str = "content/posts/a.md", zone: str = "UTC", *,
         now: datetime = NOW, drafts: bool = False, future: bool = False) -> Visibility:  # fmt: skip
    request = Request(now=now, drafts=drafts, future=future)
    return visibility(post(front), path, parse_moment(date)[0], request, ZoneInfo(zone))


@pytest.mark.parametrize(
    "front",
    ["draft: true", "draft: True", "draft: YES", "draft: on", 'draft: "true"', "draft: 'yes'", "published: false",
     "published: no", 'published: "False"', "published: off", "status: draft", "status: Draft", "status: ' DRAFT '"],
)  # fmt: skip
def test_every_spelling_of_a_draft_is_held_back(front: str) -> None:
    assert seen(front) == Visibility(shown=False, reason="draft")
    assert seen(front, drafts=True) == Visibility(shown=True, reason="draft")
    assert seen(front, future=True) == Visibility(shown=False, reason="draft")


@pytest.mark.parametrize(
    "front",
    [
        "draft: false",
        'draft: "false"',
        "draft: No",
        "published: true",
        "published:",
        "status: published",
        "status:",
        "title: x",
    ],
)
def test_what_is_no_draft_is_published(front: str) -> None:
    assert seen(front) == Visibility(shown=True)


@pytest.mark.parametrize(
    "line",
    [
        "draft:",
        "draft: maybe",
        "Draft: false",
        "drfat: true",
        "drafts: no",
        "draft: 1",
        "status: drfat",
        "status: private",
        "status: [draft]",
        "Status: draft",
        "STATUS: published",
        "published: perhaps",
        "Published: no",
        "unpublished: true",
    ],
)
def test_an_unclear_draft_never_becomes_a_post(line: str) -> None:
    entry, found = decode_entry(f"---\ntitle: x\n{line}\n---\n", "content/posts/a.md", POST)
    assert entry is not None
    assert not entry.fields.draft
    assert [one.span.line for one in found] == [3]
    assert has_errors(found)


@pytest.mark.parametrize(
    ("path", "draft"),
    [
        ("content/posts/_drafts/a.md", True),
        ("content/posts/2018/_drafts/deep/a.md", True),
        ("content/journeys/costa/_drafts/05.md", True),
        ("content/pages/_drafts/about.md", True),
        ("content/posts/_drafts.md", False),
        ("content/posts/my_drafts/a.md", False),
        ("content/posts/a.md", False),
    ],
)
def test_a_folder_of_drafts_holds_drafts(path: str, draft: bool) -> None:
    assert is_draft_path(path) is draft
    assert seen("draft: false", path=path).shown is not draft


@pytest.mark.parametrize(
    ("date", "zone", "now", "shown"),
    [
        ("2018-03-01", "UTC", "2018-02-28T23:59:59", False),
        ("2018-03-01", "UTC", "2018-03-01T00:00:00", True),
        ("2018-03-01", "Europe/Madrid", "2018-02-28T22:59:59", False),
        ("2018-03-01", "Europe/Madrid", "2018-02-28T23:00:00", True),
        ("2018-03-01", "America/New_York", "2018-03-01T04:59:59", False),
        ("2018-03-01", "America/New_York", "2018-03-01T05:00:00", True),
        ("2018-07-01 10:00", "Europe/Madrid", "2018-07-01T07:59:59", False),
        ("2018-07-01 10:00", "Europe/Madrid", "2018-07-01T08:00:00", True),
        ("2018-07-01 10:00 -04:00", "Europe/Madrid", "2018-07-01T13:59:59", False),
        ("2018-07-01 10:00 -04:00", "Europe/Madrid", "2018-07-01T14:00:00", True),
    ],
)
def test_a_post_is_due_at_its_local_time_in_its_zone(date: str, zone: str, now: str, shown: bool) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert seen("title: x", date, zone=zone, now=moment).shown is shown


def test_a_future_post_says_when_it_is_due_and_shows_on_demand() -> None:
    assert seen("title: x", "2030-03-01 09:30") == Visibility(shown=False, reason="future, due 2030-03-01 09:30")
    assert seen("title: x", "2030-03-01") == Visibility(shown=False, reason="future, due 2030-03-01")
    assert seen("title: x", "2030-03-01", future=True).shown
    assert not seen("title: x", "2030-03-01", drafts=True).shown


@pytest.mark.parametrize(
    ("expires", "zone", "shown"),
    [
        ("2018-03-01 12:00", "UTC", False),
        ("2018-03-01 12:01", "UTC", True),
        ("2018-03-01 13:00", "Europe/Madrid", False),
        ("2018-03-01 13:01", "Europe/Madrid", True),
        ("2018-03-01", "UTC", False),
        ("2018-03-02", "UTC", True),
        ("2018-03-01 07:00 -05:00", "Europe/Madrid", False),
    ],
)
def test_a_post_is_gone_from_the_moment_it_expires(expires: str, zone: str, shown: bool) -> None:
    assert seen(f"expires: {expires}", zone=zone).shown is shown


def test_an_expired_post_is_shown_in_no_preview() -> None:
    assert seen("expires: 2018-02-20", drafts=True, future=True) == Visibility(
        shown=False, reason="expired on 2018-02-20"
    )


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_the_ends_of_the_calendar_are_dates_like_any_other(date: str, zone: str) -> None:
    assert seen("title: x", date, zone=zone).shown is (date < "2018")
