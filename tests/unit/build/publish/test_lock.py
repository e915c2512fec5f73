"""Two builds at once: whole results, a clear word to the one that waits in vain, no lock that outlives its build."""

import fcntl
import os
import signal
from pathlib import Path

import pytest

from journeyblog.build.publish import OutputBusy, Stage, lock

from .faults import NEW, OLD, build, find_litter, fork, picture, run_child


class Holder:
    """A child process that holds the lock until it is let go or killed."""

    def __init__(self, root: Path) -> None:
        ready, tell = os.pipe()
        wait, self.end = os.pipe()
        self.pid = fork()
        if self.pid == 0:
            os.close(self.end)
            with Stage(root, root / "public") as stage:
                stage.put("index.html", b"the other's")
                os.write(tell, b".")
                os.read(wait, 1)
            os._exit(0)
        os.close(tell)
        os.close(wait)
        assert os.read(ready, 1) == b"."
        os.close(ready)

    def let_go(self, *, kill: bool = False) -> None:
        if kill:
            os.kill(self.pid, signal.SIGKILL)
        os.close(self.end)
        os.waitpid(self.pid, 0)


def test_a_second_build_is_told_which_process_it_waits_for(tmp_path: Path) -> None:
    build(tmp_path, OLD)
    before = picture(tmp_path / "public")
    holder = Holder(tmp_path)
    try:
        with pytest.raises(OutputBusy, match=f"process {holder.pid}") as caught:
            build(tmp_path, NEW, wait=0.12)
        assert caught.value.pid == holder.pid
        assert caught.value.hint
        assert picture(tmp_path / "public") == before
        assert find_litter(tmp_path)  # the other's stage is alive and was not cleared away
    finally:
        holder.let_go()
    build(tmp_path, NEW, wait=0)
    assert find_litter(tmp_path) == []


def test_a_killed_build_leaves_no_lock(tmp_path: Path) -> None:
    holder = Holder(tmp_path)
    holder.let_go(kill=True)
    build(tmp_path, NEW, wait=0)
    assert (tmp_path / "public/index.html").read_bytes() == NEW["index.html"]
    assert find_litter(tmp_path) == []


def test_a_live_stage_is_not_taken_for_a_dead_one_by_a_build_with_another_lock(tmp_path: Path) -> None:
    """Two sites that share a cache folder by a link, say: the lock's file was removed under the first."""
    holder = Holder(tmp_path)
    (tmp_path / ".journeyblog/lock").unlink()
    build(tmp_path, NEW, wait=0)
    assert find_litter(tmp_path)
    holder.let_go()
    assert find_litter(tmp_path) == []


def test_eight_processes_publish_whole_sites(tmp_path: Path) -> None:
    sites = [{f"{n}/index.html": b"%d" % n, "index.html": b"%d" % n} for n in range(8)]

    def publish(number: int) -> None:
        for _ in range(4):
            with Stage(tmp_path, tmp_path / "public", wait=60) as stage:
                for path, data in sites[number].items():
                    stage.put(path, data)
                stage.commit()
                found = {name: data for name, (kind, _, data) in picture(tmp_path / "public").items() if kind == "file"}
                assert {path: found.get(path) for path in sites[number]} == sites[number]
                assert len(found) == len(sites[number]) + 1

    children = []
    for number in range(8):
        child = fork()
        if child == 0:
            code = 1
            try:
                publish(number)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 8
    assert find_litter(tmp_path) == []


def test_a_lock_that_was_removed_by_its_holder_is_not_taken_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between our opening the file and our locking it, its holder ended and removed it: nobody else sees that lock."""
    path = tmp_path / "lock"
    real = fcntl.flock

    def remove_first(handle: int, how: int) -> None:
        monkeypatch.undo()
        path.unlink()
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", remove_first)
    held = lock.take_lock([lock.LockFile(path=str(path), passing=True)], wait=5)
    assert path.stat().st_ino == os.fstat(held.handle).st_ino
    held.release()
    assert not path.exists()


def test_a_strangers_file_by_the_locks_name_keeps_its_content(tmp_path: Path) -> None:
    (tmp_path / ".journeyblog").mkdir()
    (tmp_path / ".journeyblog/lock").write_bytes(b"not a number")
    build(tmp_path, OLD)
    assert (tmp_path / ".journeyblog/lock").read_bytes() == b"not a number"


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".journeyblog").mkdir()
    (tmp_path / "letter").write_bytes(b"")
    (tmp_path / ".journeyblog/lock").symlink_to(tmp_path / "letter")
    build(tmp_path, OLD)
    assert (tmp_path / "letter").read_bytes() == b""
    assert find_litter(tmp_path) == []


def test_the_lock_does_not_pass_to_child_processes(tmp_path: Path) -> None:
    with Stage(tmp_path, tmp_path / "public"):
        held = {name: f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd")}  # noqa: PTH208 - names only
        locks = [int(name) for name, path in held.items() if os.path.realpath(path).endswith("/.journeyblog/lock")]
        assert [os.get_inheritable(handle) for handle in locks] == [False]


def test_run_child_tells_failure() -> None:
    assert run_child(lambda: None) == 0
    assert run_child(lambda: os.kill(os.getpid(), signal.SIGTERM)) == -signal.SIGTERM
