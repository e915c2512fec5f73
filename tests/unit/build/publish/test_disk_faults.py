"""A full disk, a broken disk, an interrupt at any system call: the last good site, byte for byte, and no litter."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from journeyblog.build.publish import OutputRefused, PublishFailed, Stage
from journeyblog.build.publish.failures import explain

from .faults import NEW, OLD, Act, build, fail_at, fill_disk_at, find_litter, interpose
from .test_kills import ENOUGH, WAYS, Bed


def publish_with(bed: Bed, act: Act, monkeypatch: pytest.MonkeyPatch) -> BaseException | None:
    """Publish in this process, give what it raised."""
    bed.reset()
    with monkeypatch.context() as patch:
        if bed.way == "two renames":
            from journeyblog.build.publish import exchange

            def refuse(first: str, _second: str) -> None:
                raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), first)

            patch.setattr(exchange, "exchange", refuse)
        with interpose(act):
            try:
                build(bed.site, NEW)
            except (PublishFailed, OutputRefused, KeyboardInterrupt) as error:
                return error
    return None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["no space", "I/O error"])
def test_an_error_at_every_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, code: int) -> None:
    bed = Bed(tmp_path, way)
    failures = 0
    for number in range(1, ENOUGH):
        reached = False

        def act(count: int, name: str, args: tuple[Any, ...], number: int = number) -> None:
            nonlocal reached
            reached = reached or count == number
            fail_at(number, code)(count, name, args)

        error = publish_with(bed, act, monkeypatch)
        where = f"{way}, {errno.errorcode[code]} at call {number}"
        assert bed.see() == (bed.new if error is None else bed.old), where
        assert find_litter(bed.base) == [], where
        if isinstance(error, PublishFailed):
            assert "as it was" in error.message, where
            assert error.hint, where
            failures += 1
        if not reached:
            assert failures > 30
            return
    pytest.fail("the build never came to its end")


@pytest.mark.parametrize("way", WAYS)
def test_a_disk_that_is_full_from_some_call_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    bed = Bed(tmp_path, way)
    for number in range(1, ENOUGH):
        error = publish_with(bed, fill_disk_at(number), monkeypatch)
        where = f"{way}, full from call {number}"
        assert bed.see() == (bed.new if error is None else bed.old), where
        assert find_litter(bed.base) == [], where
        if error is None:
            assert number > 30
            return
        assert isinstance(error, PublishFailed), where
        assert "disk is full" in error.message, where
    pytest.fail("the build never came to its end")


@pytest.mark.parametrize("way", WAYS)
def test_an_interrupt_at_every_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    bed = Bed(tmp_path, way)
    for number in range(1, ENOUGH):

        def act(count: int, _name: str, _args: tuple[Any, ...], number: int = number) -> None:
            if count == number:
                raise KeyboardInterrupt

        error = publish_with(bed, act, monkeypatch)
        where = f"{way}, Ctrl-C at call {number}"
        if way != "two renames":
            assert bed.see() in (bed.old, bed.new), where
        bed.check_whole_after_recovery(where)
        if error is None:
            assert number > 40
            return
    pytest.fail("the build never came to its end")


def test_a_full_disk_is_told_with_what_is_needed(tmp_path: Path) -> None:
    build(tmp_path, OLD)

    def act(_count: int, name: str, args: tuple[Any, ...]) -> None:
        if name == "write" and bytes(args[1]) == NEW["feed.xml"]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with interpose(act), pytest.raises(PublishFailed) as caught:
        build(tmp_path, {"index.html": NEW["index.html"], "feed.xml": NEW["feed.xml"]})
    size = len(NEW["index.html"]) + len(NEW["feed.xml"])
    assert f"needs at least {size} bytes in 2 files" in caught.value.message
    assert f"{tmp_path}/public has " in caught.value.message
    free = shutil.disk_usage(tmp_path).free
    assert str(free)[:1] in caught.value.message
    assert "Free some space" in caught.value.hint


def test_what_is_needed_counts_the_files_of_all_processes(tmp_path: Path) -> None:
    build(tmp_path, OLD)
    with Stage(tmp_path, tmp_path / "public") as stage:
        assert stage.open_to_others()
        child = os.fork()
        if not child:
            stage.put("2019/three/index.html", NEW["2019/three/index.html"])
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0

        def act(_count: int, name: str, _args: tuple[Any, ...]) -> None:
            if name == "write":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with interpose(act), pytest.raises(PublishFailed) as caught:
            stage.put("feed.xml", NEW["feed.xml"])
    size = len(NEW["2019/three/index.html"]) + len(NEW["feed.xml"])
    assert f"needs at least {size} bytes in 2 files" in caught.value.message


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "share of the disk"),
        (errno.EACCES, "No permission to write /www/a"),
        (errno.EPERM, "No permission to write /www/a"),
        (errno.EROFS, "can only be read"),
        (errno.EIO, "disk reported an error at /www/a"),
        (errno.ENAMETOOLONG, "name is too long"),
        (errno.EMFILE, "Too many open files"),
    ],
)
def test_every_error_has_its_words(code: int, words: str) -> None:
    error = explain(OSError(code, os.strerror(code), "/www/a"), folder="/www")
    assert words in error.message
    assert error.message.endswith("The published site is as it was.")
    assert error.hint
    assert str(error) == error.message


def test_a_name_that_is_too_long_for_the_disk(tmp_path: Path) -> None:
    build(tmp_path, OLD)
    with pytest.raises(PublishFailed, match="too long"):
        build(tmp_path, {**OLD, "x" * 300 + ".html": b""})
    assert find_litter(tmp_path) == []


def test_what_can_be_neither_finished_nor_undone_is_said_and_then_mended(tmp_path: Path) -> None:
    bed = Bed(tmp_path, "in place")
    replaced = 0

    def act(_count: int, name: str, args: tuple[Any, ...]) -> None:
        nonlocal replaced
        if name == "replace" and "/public/" in args[1]:
            replaced += 1
            if replaced > 3:
                raise OSError(errno.EIO, os.strerror(errno.EIO), args[1])

    with interpose(act), pytest.raises(PublishFailed, match="only partly changed") as caught:
        build(bed.site, NEW)
    assert "build again" in caught.value.hint
    assert bed.see() not in (bed.old, bed.new)
    bed.check_whole_after_recovery("after a broken undoing")
    assert bed.see() == bed.old
