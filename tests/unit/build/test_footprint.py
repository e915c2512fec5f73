"""A footprint vouches for nothing that it cannot know: whatever could make a build give something else is a build."""

import json
import os
import shutil
import sys
from collections.abc import Callable
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
    Since,
    Visit,
    leave,
    look_back,
    renew,
    see_engine,
    see_inputs,
)
from journeyblog.build.glance import FORM, forget, python, state_of

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
        program="0" * 32,
        python=python(),
        engine=see_engine(),
        manifest=manifest,
        published=state_of(manifest),
        since=NOW,
        until=until,
        said=Said(posts=1, files=2, output="public", diagnostics=[], held=[]),
    )


def as_json(left: Footprint) -> Any:
    raw = json.loads(json.dumps({"form": FORM, **asdict(left)}))
    del raw["inputs"]["lines"]
    return raw


def is_still(site: Path, *, now: float = NOW, asked: Question | None = None) -> bool:
    since = look(site, now=now, asked=asked)
    return since is not None and not since.changed


def look(site: Path, *, now: float = NOW, asked: Question | None = None) -> Since | None:
    moment = datetime.fromtimestamp(now, UTC)
    return look_back(str(site / ".journeyblog"), Visit(question=asked or question(site), now=moment, clock=LATER))


def test_nothing_changed(site: Path) -> None:
    left = print_of(site)
    leave(str(site / ".journeyblog"), left)
    since = look(site)
    assert since is not None
    assert (since.seen, since.changed) == (as_json(left), frozenset())


def take_its_place(file: Path) -> None:
    other = file.with_name("other")
    other.write_text("b")
    shutil.copystat(file, other)
    other.replace(file)


EDITS: dict[str, Callable[[Path], object]] = {
    "content/posts/a.md": lambda site: (site / "content/posts/a.md").write_text("b"),
    "content/posts/a.md, longer": lambda site: (site / "content/posts/a.md").write_text("ab"),
    "content/posts/a.md, another file of the same age": lambda site: take_its_place(site / "content/posts/a.md"),
    "content/posts/a.md, touched": lambda site: os.utime(site / "content/posts/a.md", (5, 5)),
    "content/site.yaml": lambda site: (site / "content/site.yaml").write_text("title: U\n"),
    "themes/mine/theme.yaml": lambda site: (site / "themes/mine/theme.yaml").write_text("name: your\n"),
    "content/static/.well-known/x": lambda site: (site / "content/static/.well-known/x").write_text("y"),
}
CHANGES: dict[str, Callable[[Path], object]] = {
    "a new file": lambda site: (site / "content/posts/b.md").write_text("b"),
    "a new folder": lambda site: (site / "content/pages").mkdir(),
    "a file removed": lambda site: (site / "content/posts/a.md").unlink(),
    "a file renamed": lambda site: (site / "content/posts/a.md").rename(site / "content/posts/c.md"),
    "all themes removed": lambda site: shutil.rmtree(site / "themes"),
    "who may read a file": lambda site: (site / "content/posts/a.md").chmod(0o600),
    "a link for a file": lambda site: link_in_place_of(site / "content/posts/a.md"),
    "what was published": lambda site: (site / "public/.journeyblog-manifest").write_text("n"),
    "nothing is published any more": lambda site: (site / "public/.journeyblog-manifest").unlink(),
    "no states are kept": lambda site: change_states(site, (site / ".journeyblog/inputs.json").unlink),
    "other states are kept": lambda site: change_states(
        site, lambda: (site / ".journeyblog/inputs.json").write_text('{"content": []}')
    ),
}


def link_in_place_of(file: Path) -> None:
    file.rename(file.with_name("other.txt"))
    file.symlink_to("other.txt")


def change_states(site: Path, act: Callable[[], object]) -> None:
    """Nobody can tell which file it was then."""
    EDITS["content/posts/a.md"](site)
    act()


@pytest.mark.parametrize("what", EDITS)
def test_it_is_known_which_files_are_others(site: Path, what: str) -> None:
    leave(str(site / ".journeyblog"), print_of(site))
    EDITS[what](site)
    since = look(site)
    assert since is not None
    assert since.changed == {what.partition(",")[0]}
    renew(str(site / ".journeyblog"), since)
    assert is_still(site)


def test_two_edits_of_two_files(site: Path) -> None:
    leave(str(site / ".journeyblog"), print_of(site))
    EDITS["content/posts/a.md"](site)
    EDITS["content/site.yaml"](site)
    since = look(site)
    assert since is not None
    assert since.changed == {"content/posts/a.md", "content/site.yaml"}


@pytest.mark.parametrize("what", CHANGES)
def test_any_other_change_may_be_anything(site: Path, what: str) -> None:
    leave(str(site / ".journeyblog"), print_of(site))
    CHANGES[what](site)
    assert look(site) is None


def test_what_editors_leave_is_no_change(site: Path) -> None:
    leave(str(site / ".journeyblog"), print_of(site))
    (site / "content/posts/.a.md.swp").write_text("swap")
    (site / "content/.DS_Store").write_text("x")
    (site / "content/posts/a.md~").write_text("before")
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


def test_other_libraries_are_a_build(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave(str(site / ".journeyblog"), print_of(site))
    assert is_still(site)
    monkeypatch.setattr(sys, "path", [sys.path[0], "/elsewhere", *sys.path[1:]])
    assert not is_still(site)


@pytest.mark.parametrize(("name", "value"), [("said", None), ("program", 1), ("python", "3.14")])
def test_a_damaged_field_is_a_build(site: Path, name: str, value: object) -> None:
    leave(str(site / ".journeyblog"), print_of(site))
    path = site / ".journeyblog/footprint.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), name: value}))
    assert not is_still(site)


def test_a_young_file_is_compared_by_its_bytes(site: Path) -> None:
    """Its times could hide a change that came at once after the build read it."""
    place = site / "content/posts/a.md"
    left = print_of(site, clock=place.stat().st_mtime_ns)
    assert set(left.inputs.young) >= {"content/posts/a.md"}
    leave(str(site / ".journeyblog"), replace(left, inputs=replace(left.inputs, young={"content/posts/a.md": "other"})))
    since = look(site)
    assert since is not None
    assert since.changed == {"content/posts/a.md"}


def test_young_files_are_read_once_more_and_then_no_longer(site: Path) -> None:
    left = print_of(site, clock=(site / "content/posts/a.md").stat().st_mtime_ns)
    leave(str(site / ".journeyblog"), left)
    assert is_still(site)
    kept = json.loads((site / ".journeyblog/footprint.json").read_bytes())
    assert kept == as_json(replace(left, inputs=Inputs(digest=left.inputs.digest, young={}, lines={})))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b"\xff", b'{"form": 0}', b'{"form": 2}', b'{"form": 2, "question": 3}', b"1" * 5000],
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


def test_forgetting_what_killed_builds_left(site: Path) -> None:
    for name in ("footprint.json.1", "inputs.json.2"):
        (site / ".journeyblog" / name).write_text("half")
    forget(str(site / ".journeyblog"))
    assert [path.name for path in (site / ".journeyblog").iterdir()] == ["lock"]


@pytest.mark.parametrize("name", ["footprint.json.0", "footprint.json.folder", "inputs.json.1"])
def test_whatever_lies_beside_it_a_footprint_is_forgotten(site: Path, name: str) -> None:
    """What cannot be removed keeps nothing else, in whichever order the disk lists them."""
    leave(str(site / ".journeyblog"), print_of(site))
    (site / ".journeyblog" / name).mkdir()
    forget(str(site / ".journeyblog"))
    assert not (site / ".journeyblog/footprint.json").exists()
