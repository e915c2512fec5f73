"""A footprint vouches for nothing that it cannot know: whatever could make a build give something else is a build."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from journeyblog.build.cache import Cache
from journeyblog.build.footprint import (
    Footprint,
    Inputs,
    Question,
    Said,
    Visit,
    leave,
    look_back,
    see_engine,
    see_inputs,
)
from journeyblog.build.glance import forget, state_of

NOW = 1_000.0
LATER = 1 << 62
"""A real time at which every file is old."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in {
        "content/site.yaml": "title: T\n",
        "content/posts/a.md": "a",
        "content/static/.well-known/x": "x",
        "themes/mine/theme.yaml": "name: mine\n",
        "public/.journeyblog-manifest": "m",
        ".journeyblog/lock": "",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def question(site: Path) -> Question:
    return Question(root=str(site), output="", drafts=False, future=False, strict=False, keep_going=False)


def print_of(site: Path, *, clock: int = LATER, until: float | None = None) -> Footprint:
    manifest = str(site / "public/.journeyblog-manifest")
    return Footprint(
        question=question(site),
        inputs=see_inputs(str(site), clock),
        engine=see_engine(),
        manifest=manifest,
        published=state_of(manifest),
        since=NOW,
        until=until,
        said=Said(posts=1, files=2, output="public", diagnostics=[], held=[]),
    )


def as_json(left: Footprint) -> Any:
    return json.loads(json.dumps({"form": 1, **asdict(left)}))


def is_still(site: Path, *, now: float = NOW, asked: Question | None = None) -> bool:
    return look(site, now=now, asked=asked) is not None


def look(site: Path, *, now: float = NOW, asked: Question | None = None) -> Mapping[str, Any] | None:
    moment = datetime.fromtimestamp(now, UTC)
    return look_back(str(site / ".journeyblog"), Visit(question=asked or question(site), now=moment, clock=LATER))


def test_nothing_changed(site: Path) -> None:
    left = print_of(site)
    leave(str(site / ".journeyblog"), left)
    assert look(site) == as_json(left)


def take_its_place(file: Path) -> None:
    other = file.with_name("other")
    other.write_text("b")
    shutil.copystat(file, other)
    other.replace(file)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda site: (site / "content/posts/a.md").write_text("b"),
    "a longer text": lambda site: (site / "content/posts/a.md").write_text("ab"),
    "a new file": lambda site: (site / "content/posts/b.md").write_text("b"),
    "a new folder": lambda site: (site / "content/pages").mkdir(),
    "a file removed": lambda site: (site / "content/posts/a.md").unlink(),
    "a file renamed": lambda site: (site / "content/posts/a.md").rename(site / "content/posts/c.md"),
    "another file in its place, of the same age": lambda site: take_its_place(site / "content/posts/a.md"),
    "the settings": lambda site: (site / "content/site.yaml").write_text("title: U\n"),
    "a theme": lambda site: (site / "themes/mine/theme.yaml").write_text("name: your\n"),
    "all themes removed": lambda site: shutil.rmtree(site / "themes"),
    "a hidden file that is published": lambda site: (site / "content/static/.well-known/x").write_text("y"),
    "who may read a file": lambda site: (site / "content/posts/a.md").chmod(0o600),
    "what was published": lambda site: (site / "public/.journeyblog-manifest").write_text("n"),
    "nothing is published any more": lambda site: (site / "public/.journeyblog-manifest").unlink(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_is_a_build(site: Path, what: str) -> None:
    leave(str(site / ".journeyblog"), print_of(site))
    CHANGES[what](site)
    assert not is_still(site)


def test_what_editors_leave_is_no_change(site: Path) -> None:
    leave(str(site / ".journeyblog"), print_of(site))
    (site / "content/posts/.a.md.swp").write_text("swap")
    (site / "content/.DS_Store").write_text("x")
    assert is_still(site)


def test_a_link_changes_with_what_it_leads_to(site: Path) -> None:
    (site / "shared.md").write_text("s")
    (site / "content/posts/link.md").symlink_to("../../shared.md")
    leave(str(site / ".journeyblog"), print_of(site))
    assert is_still(site)
    (site / "shared.md").write_text("changed")
    assert not is_still(site)
    (site / "shared.md").unlink()
    leave(str(site / ".journeyblog"), print_of(site))
    assert is_still(site)


@pytest.mark.parametrize("option", ["drafts", "future", "strict", "keep_going"])
def test_another_question_is_a_build(site: Path, option: str) -> None:
    leave(str(site / ".journeyblog"), print_of(site))
    other = replace(question(site))
    object.__setattr__(other, option, True)
    assert not is_still(site, asked=other)


def test_another_folder_is_a_build(site: Path) -> None:
    leave(str(site / ".journeyblog"), print_of(site))
    assert not is_still(site, asked=replace(question(site), output="elsewhere"))
    assert not is_still(site, asked=replace(question(site), root=str(site / "moved")))


def test_time_counts_only_until_something_falls_due(site: Path) -> None:
    leave(str(site / ".journeyblog"), print_of(site, until=NOW + 10))
    assert is_still(site, now=NOW + 9.9)
    assert not is_still(site, now=NOW + 10)
    assert not is_still(site, now=NOW - 1), "a clock that was put back"


def test_a_new_version_is_a_build(site: Path) -> None:
    left = print_of(site)
    some = next(path for path in left.engine if path.endswith("run.py"))
    leave(str(site / ".journeyblog"), replace(left, engine={**left.engine, some: (1, 2, 3, 4, 5)}))
    assert not is_still(site)
    leave(str(site / ".journeyblog"), replace(left, engine={p: s for p, s in left.engine.items() if p != some}))
    assert not is_still(site)


def test_a_young_file_is_compared_by_its_bytes(site: Path) -> None:
    """Its times could hide a change that came at once after the build read it."""
    place = site / "content/posts/a.md"
    left = print_of(site, clock=place.stat().st_mtime_ns)
    assert set(left.inputs.young) >= {"content/posts/a.md"}
    leave(str(site / ".journeyblog"), replace(left, inputs=replace(left.inputs, young={"content/posts/a.md": "other"})))
    assert not is_still(site)


def test_young_files_are_read_once_more_and_then_no_longer(site: Path) -> None:
    left = print_of(site, clock=(site / "content/posts/a.md").stat().st_mtime_ns)
    leave(str(site / ".journeyblog"), left)
    assert is_still(site)
    kept = json.loads((site / ".journeyblog/footprint.json").read_bytes())
    assert kept == as_json(replace(left, inputs=Inputs(digest=left.inputs.digest, young={})))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b"\xff", b'{"form": 0}', b'{"form": 1}', b'{"form": 1, "question": 3}', b"1" * 5000],
)
def test_what_is_no_footprint_is_a_build(site: Path, data: bytes) -> None:
    (site / ".journeyblog/footprint.json").write_bytes(data)
    assert not is_still(site)


def test_nothing_is_written_through_a_link(site: Path) -> None:
    (site / "victim").write_text("mine")
    (site / f".journeyblog/footprint.json.{os.getpid()}").symlink_to(site / "victim")
    leave(str(site / ".journeyblog"), print_of(site))
    assert (site / "victim").read_text() == "mine"
    assert is_still(site)
    place = site / ".journeyblog/cache/ke/key"
    place.parent.mkdir(parents=True)
    place.with_name(f"key.{os.getpid()}").symlink_to(site / "victim")
    cache = Cache(site / ".journeyblog/cache")
    cache.put("key", b"kept")
    assert cache.get("key") == b"kept"
    assert (site / "victim").read_text() == "mine"


@pytest.mark.parametrize("link", ["cache", "cache/ke"])
def test_no_cache_lies_behind_a_link(site: Path, link: str) -> None:
    outside = site / "outside"
    (outside / "ke").mkdir(parents=True)
    place = site / ".journeyblog" / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside, target_is_directory=True)
    Cache(site / ".journeyblog/cache").put("key", b"kept")
    assert not [path for path in outside.rglob("*") if path.is_file()]


def test_a_cache_that_cannot_be_written_is_no_cache(site: Path) -> None:
    leave(str(site / "nowhere"), print_of(site))
    forget(str(site / "nowhere"))
    assert not (site / "nowhere").exists()


def test_forgetting(site: Path) -> None:
    leave(str(site / ".journeyblog"), print_of(site))
    forget(str(site / ".journeyblog"))
    assert not is_still(site)
