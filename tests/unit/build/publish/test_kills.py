"""A build killed at any system call: the next one finds, or makes, one whole site.

Each way of publishing is run once for every call that may change the disk, in a child that kills itself there.
"""

import errno
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeyblog.build.publish import MANIFEST, Stage

from .faults import (
    FOREIGN,
    NEW,
    OLD,
    Act,
    Site,
    build,
    fail_at,
    find_litter,
    interpose,
    kill_at,
    picture,
    refuse_exchange,
    run_child,
    write_site,
)

WAYS = ("exchange", "mirror", "two renames", "in place", "first", "first into a link")
BEFORE: Site = {**OLD, "index.html": b"the home before", "turn": b"a file", "old/gone.html": b"gone"}
"""What was published before the old site: then that is published with a mirror."""
ENOUGH = 1000


class Bed:
    """A site in its old version, copied afresh for every kill, with the pictures of both versions."""

    def __init__(self, base: Path, way: str) -> None:
        self.base, self.way, self.site = base, way, base / "site"
        self.foreign: Site = FOREIGN if way == "in place" else {}
        self.kept = base / "kept"
        (self.kept / "site").mkdir(parents=True)
        if way != "mirror" and not way.startswith("first"):
            build(self.kept / "site", OLD)
            write_site(self.kept / "site/public", self.foreign)
        if way.endswith("link"):
            (self.kept / "www").mkdir()
            (self.kept / "site/public").symlink_to("../www")
        self.reset()
        self.old = self.see()
        build(self.site, NEW)
        self.new = self.see()
        assert self.old != self.new
        self.reset()

    def reset(self) -> None:
        for name in ("site", "www"):
            shutil.rmtree(self.base / name, ignore_errors=True)
        shutil.copytree(self.kept, self.base, symlinks=True, dirs_exist_ok=True)
        if self.way == "mirror":  # which is not one any more when it is copied
            build(self.site, BEFORE)
            build(self.site, OLD)
            assert (self.site / ".journeyblog/mirror.json").exists()

    def see(self) -> dict[str, tuple[str, int, bytes]]:
        return picture((self.site / "public").resolve())

    def publish(self, act: Act) -> None:
        if self.way == "two renames":
            refuse_exchange()
        with interpose(act):
            build(self.site, NEW)

    def recover(self, act: Act) -> None:
        with interpose(act), Stage(self.site, self.site / "public"):
            pass

    def run(self, act: Act, work: Callable[[Act], None] | None = None) -> bool:
        """Run in a child; True if it was killed."""
        code = run_child(lambda: (work or self.publish)(act))
        assert code in (0, -signal.SIGKILL)
        return code != 0

    def check_whole_after_recovery(self, where: str) -> None:
        with Stage(self.site, self.site / "public"):
            assert self.see() in (self.old, self.new), where
        assert find_litter(self.base) == [], where
        assert self.see() in (self.old, self.new), where

    def check_next_build(self, where: str) -> None:
        build(self.site, NEW)
        assert self.see() == self.new, where
        assert find_litter(self.base) == [], where


@pytest.mark.parametrize("way", WAYS)
def test_killed_at_every_call(tmp_path: Path, way: str) -> None:
    bed = Bed(tmp_path, way)
    for number in range(1, ENOUGH):
        bed.reset()
        where = f"{way}, killed at call {number}"
        killed = bed.run(kill_at(number))
        if way in ("exchange", "mirror", "first"):
            assert bed.see() in (bed.old, bed.new), where
        bed.check_whole_after_recovery(where)
        bed.check_next_build(where)
        if not killed:
            assert number > 40, "too few calls to mean anything"
            return
    pytest.fail("the build never came to its end")


@pytest.mark.parametrize("way", WAYS)
def test_killed_and_then_built_without_a_look(tmp_path: Path, way: str) -> None:
    """The next build after a kill is often an ordinary one: it has to recover and publish in one go."""
    bed = Bed(tmp_path, way)
    number = 1
    while bed.run(kill_at(number)):
        bed.check_next_build(f"{way}, killed at call {number}")
        number += 3
        bed.reset()
    assert number > 40


def count_calls(bed: Bed, wanted: Callable[[str, tuple[Any, ...]], bool]) -> list[int]:
    """Give the numbers of the calls of one publication that fit."""
    found: list[int] = []

    def note(count: int, name: str, args: tuple[Any, ...]) -> None:
        if wanted(name, args):
            found.append(count)

    bed.reset()
    bed.publish(note)
    bed.reset()
    return found


def find_replacements(bed: Bed) -> list[int]:
    return count_calls(bed, lambda name, args: name == "replace" and args[1].startswith(f"{bed.site}/public/"))


def test_killed_in_place_and_killed_again_while_recovering(tmp_path: Path) -> None:
    bed = Bed(tmp_path, "in place")
    replacements = find_replacements(bed)
    first = replacements[len(replacements) // 2]
    for second in range(1, ENOUGH):
        bed.reset()
        assert bed.run(kill_at(first))
        assert bed.see() not in (bed.old, bed.new)
        killed = bed.run(kill_at(second), bed.recover)
        where = f"killed at call {first}, then at call {second} of the recovery"
        with Stage(bed.site, bed.site / "public"):
            assert bed.see() == bed.new, where  # what was begun is completed
        assert find_litter(bed.base) == [], where
        if not killed:
            assert second > 10
            return
    pytest.fail("the recovery never came to its end")


def test_killed_while_an_error_is_taken_back(tmp_path: Path) -> None:
    bed = Bed(tmp_path, "in place")
    failing = find_replacements(bed)[-2]
    for last in range(failing + 1, ENOUGH):
        bed.reset()
        fail, kill = fail_at(failing, errno.ENOSPC), kill_at(last)

        def act(count: int, name: str, args: tuple[Any, ...], fail: Act = fail, kill: Act = kill) -> None:
            fail(count, name, args)
            kill(count, name, args)

        code = run_child(lambda act=act: bed.publish(act))  # type: ignore[misc]
        bed.check_whole_after_recovery(f"failed at call {failing}, killed at call {last}")
        if code == 1:
            assert last > failing + 10
            assert bed.see() == bed.old
            return
        assert code == -signal.SIGKILL
    pytest.fail("the build never came to its end")


def test_an_adopted_folder_is_finished_without_adopting_it_again(tmp_path: Path) -> None:
    """Half published and without a manifest it looks foreign; the journal says that it is ours."""
    root = tmp_path / "site"
    write_site(root / "public", FOREIGN)

    def publish(act: Act) -> None:
        with interpose(act):
            build(root, NEW, adopt=True)

    seen_half = False
    for number in range(1, ENOUGH):
        shutil.rmtree(root)
        write_site(root / "public", FOREIGN)
        killed = run_child(lambda number=number: publish(kill_at(number)))  # type: ignore[misc]
        names = {name for name in picture(root / "public") if name not in FOREIGN and name != ".git"}
        if names and MANIFEST not in names:
            seen_half = True
            with Stage(root, root / "public"):
                assert MANIFEST in picture(root / "public")
        if not killed:
            assert seen_half
            return
    pytest.fail("the build never came to its end")


def test_a_site_that_was_moved_after_a_kill_recovers(tmp_path: Path) -> None:
    bed = Bed(tmp_path, "in place")
    assert bed.run(kill_at(find_replacements(bed)[3]))
    (tmp_path / "site").rename(tmp_path / "moved")
    with Stage(tmp_path / "moved", tmp_path / "moved/public"):
        assert picture(tmp_path / "moved/public") == bed.new


def test_a_journal_waits_for_its_own_output_folder(tmp_path: Path) -> None:
    bed = Bed(tmp_path, "in place")
    assert bed.run(kill_at(find_replacements(bed)[3]))
    half = bed.see()
    build(bed.site, OLD, bed.site / "preview")
    assert bed.see() == half
    bed.check_whole_after_recovery("after a build to another folder")
    assert bed.see() == bed.new


def test_a_folder_that_only_has_a_stages_name_is_left_alone(tmp_path: Path) -> None:
    write_site(tmp_path, {".journeyblog/stage-12/photo.jpg": b"mine", ".public.journeyblog-stage-3/x": b"mine"})
    (tmp_path / ".journeyblog/stage-13").symlink_to(tmp_path / ".journeyblog/stage-12")
    before = picture(tmp_path)
    build(tmp_path, OLD)
    after = picture(tmp_path)
    assert {name: after.get(name) for name in before} == before


def test_a_process_number_that_comes_again_finds_another_name(tmp_path: Path) -> None:
    write_site(tmp_path, {f".journeyblog/stage-{os.getpid()}/photo.jpg": b"mine"})
    build(tmp_path, OLD)
    assert (tmp_path / f".journeyblog/stage-{os.getpid()}/photo.jpg").read_bytes() == b"mine"
    assert (tmp_path / "public/index.html").read_bytes() == OLD["index.html"]
