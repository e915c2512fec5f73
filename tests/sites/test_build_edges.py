"""What a build says at its edges: check and build agree, and whatever only making shows is told in time."""

import io
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from PIL import Image
from site_tools import NOW, SETTINGS, build_site, built, read_page, snapshot, told, write_site

from journeyblog.build.outcome import Outcome
from journeyblog.build.run import BuildRequest, check
from journeyblog.build.targets import Sort, Target, find_collisions
from journeyblog.cli.report import EXIT_MISTAKES, EXIT_USAGE, exit_code
from journeyblog.site.visibility import Request

BROKEN_POST = {"content/posts/2018-02-14-a.md": "---\ntitle: A\nrating: 4\n---\nText.\n"}
FAULTY = "{{ 1 // 0 }}"


def checked(root: Path, *, strict: bool = False) -> Outcome:
    return check(BuildRequest(root=root, request=Request(now=NOW), strict=strict))


def torn_photo() -> bytes:
    """Its head can be read, so it is measured; the picture itself cannot."""
    kept = io.BytesIO()
    Image.effect_noise((64, 64), 90).convert("RGB").save(kept, "JPEG")
    return kept.getvalue()[:-900]


def test_check_tells_a_torn_picture_as_build_does_and_writes_nothing(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/static/a.jpg": torn_photo()})
    before = snapshot(tmp_path)
    said = checked(tmp_path)
    assert snapshot(tmp_path) == before
    assert [one.code for one in said.diagnostics] == ["bad-image"]
    assert told(build_site(tmp_path)) == told(said)


def test_a_torn_picture_is_told_with_the_other_mistakes(tmp_path: Path) -> None:
    write_site(tmp_path, {**BROKEN_POST, "content/static/a.jpg": torn_photo()})
    outcome = build_site(tmp_path)
    assert {one.code for one in outcome.diagnostics} == {"bad-image", "visit-without-business"}
    assert told(outcome) == told(checked(tmp_path))
    assert exit_code(outcome) == EXIT_MISTAKES


def test_check_rehearses_good_pictures_and_keeps_nothing(tmp_path: Path) -> None:
    kept = io.BytesIO()
    Image.new("RGB", (8, 8)).save(kept, "JPEG", comment=b"at home")
    write_site(tmp_path, {"content/static/a.jpg": kept.getvalue()})
    before = snapshot(tmp_path)
    assert told(checked(tmp_path)) == []
    assert snapshot(tmp_path) == before


def test_a_template_at_fault_is_told_as_one_beside_other_mistakes(tmp_path: Path) -> None:
    theme = {
        "themes/own/theme.yaml": "name: own\napi: 1\nextends: plain\n",
        "themes/own/templates/home.html": FAULTY,
        "content/site.yaml": SETTINGS.replace("theme: plain", "theme: own"),
    }
    outcome = build_site(write_site(tmp_path, {**BROKEN_POST, **theme}))
    assert {one.code for one in outcome.diagnostics} >= {"template-error", "visit-without-business"}
    assert exit_code(outcome) == EXIT_USAGE


@pytest.mark.parametrize("keep_going", [False, True])
def test_strict_warnings_in_the_settings_are_mistakes_in_the_settings(tmp_path: Path, *, keep_going: bool) -> None:
    write_site(tmp_path, {"content/site.yaml": f"{SETTINGS}tagilne: x\n"})
    outcome = build_site(tmp_path, strict=True, keep_going=keep_going)
    assert exit_code(outcome) == exit_code(checked(tmp_path, strict=True)) == EXIT_USAGE
    assert outcome.published is None
    assert exit_code(build_site(tmp_path)) == 0


def test_strict_warnings_in_a_text_are_the_texts(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/posts/2018-02-14-a.md": "---\ntitle: A\nbogus: 4\n---\nText.\n"})
    assert exit_code(build_site(tmp_path, strict=True)) == EXIT_MISTAKES


def test_a_cache_that_is_a_file_is_no_cache(tmp_path: Path) -> None:
    kept = io.BytesIO()
    Image.new("RGB", (8, 8)).save(kept, "JPEG", comment=b"at home")
    output = built(tmp_path, {"content/static/a.jpg": kept.getvalue(), ".journeyblog/cache": "not a folder"})
    assert (output / "a.jpg").is_file()


def test_a_feed_is_as_new_as_its_newest_instant(tmp_path: Path) -> None:
    output = built(
        tmp_path,
        {
            "content/posts/a.md": "---\ntitle: A\ndate: 2018-02-14T23:00:00+13:00\n---\n",
            "content/posts/b.md": "---\ntitle: B\ndate: 2018-02-14T12:00:00-08:00\n---\n",
        },
    )
    updated = fromstring((output / "feed.xml").read_bytes()).findtext("{http://www.w3.org/2005/Atom}updated")
    assert updated is not None
    assert datetime.fromisoformat(updated) == datetime(2018, 2, 14, 20, tzinfo=UTC)


@pytest.mark.parametrize("sources", [("the archive", "content/pages/archive.md"), ("content/pages/a.md", "a feed")])
def test_of_a_file_and_a_list_at_one_address_the_file_is_to_blame(sources: tuple[str, str]) -> None:
    targets = [Target(path="a", source=source, sort=Sort.TEXT, make=bytes) for source in sources]
    _, (found,) = find_collisions(targets)
    file, made = sorted(sources, key=lambda source: not source.startswith("content/"))
    assert found.span.path == file
    assert f"where {made} is" in found.message


def test_only_the_first_home_page_shows_the_journey(tmp_path: Path) -> None:
    posts = {f"content/journeys/j/2018-02-0{i}-a{i}.md": f"---\ntitle: A{i}\n---\nText.\n" for i in (1, 2)}
    index = {"content/journeys/j/index.md": "---\ntitle: Over land\n---\n"}
    output = built(tmp_path, {"content/site.yaml": f"{SETTINGS}pagination: 1\n", **index, **posts})
    shown = [
        [link for link in read_page(output, location).hrefs() if link == "/journeys/j/"]
        for location in ("/", "/page/2/")
    ]
    assert len(shown[0]) > len(shown[1])
