"""A tiny site in two versions, pictures of folders, and a way to stop the write door at its n-th system call."""

import errno
import os
import signal
import stat
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from journeyblog.build.publish import Published, Stage, exchange

Site = Mapping[str, bytes]
Picture = dict[str, tuple[str, int, bytes]]

# Between the two: a page, a feed and an asset change, a page goes, a page comes, a file becomes a folder and a
# folder a file.
OLD: Site = {
    "index.html": b"old home",
    "feed.xml": b"<old/>",
    "style.css": b"old style",
    "2018/one/index.html": b"one",
    "2018/two/index.html": b"two goes",
    "turn": b"a file that becomes a folder",
    "twist/x.html": b"in a folder that becomes a file",
}
NEW: Site = {
    "index.html": b"new home!",
    "feed.xml": b"<new/>",
    "style.css": b"new style",
    "2018/one/index.html": b"one",
    "2019/three/index.html": b"three comes",
    "turn/index.html": b"a folder now",
    "twist": b"a file now",
}
FOREIGN: Site = {".git/HEAD": b"ref: refs/heads/gh-pages\n", "CNAME": b"example.org\n", ".nojekyll": b""}

CALLS = (
    *("open", "write", "fchmod", "fsync", "ftruncate", "sync", "chmod"),
    *("link", "symlink", "rename", "replace", "unlink", "mkdir", "rmdir"),
)

Act = Callable[[int, str, tuple[Any, ...]], None]


def build(root: Path, site: Site, output: Path | None = None, **options: Any) -> Published:
    with Stage(root, output or root / "public", **options) as stage:
        for path, data in site.items():
            stage.put(path, data)
        return stage.commit()


def write_site(folder: Path, site: Site) -> None:
    for path, data in site.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def picture(folder: Path) -> Picture:
    """Everything below a folder: kind, mode and content of each entry."""
    found: Picture = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        name = path.relative_to(folder).as_posix()
        if stat.S_ISLNK(status.st_mode):
            found[name] = ("link", 0, os.fsencode(path.readlink()))
        elif stat.S_ISDIR(status.st_mode):
            found[name] = ("folder", stat.S_IMODE(status.st_mode), b"")
        elif stat.S_ISREG(status.st_mode):
            found[name] = ("file", stat.S_IMODE(status.st_mode), path.read_bytes())
        else:
            found[name] = ("other", stat.S_IMODE(status.st_mode), b"")
    return found


def find_litter(root: Path) -> list[str]:
    """What of ours is left besides the site itself and the lock's file."""
    return [path for path in picture(root) if "stage" in path or "journeyblog-lock" in path or path.endswith(".new")]


@contextmanager
def interpose(act: Act) -> Iterator[None]:
    """Call ``act(n, name, arguments)`` before the n-th system call that may change a disk; it may raise or kill."""
    count = 0

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            act(count, name, args)
            return None if name in ("sync", "fsync") else real(*args, **kwargs)  # a sync is slow and cannot be seen

        return called

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, wrap(name, getattr(os, name)))
        patch.setattr(exchange, "exchange", wrap("exchange", exchange.exchange))
        yield


def kill_at(number: int) -> Act:
    def act(count: int, _name: str, _args: tuple[Any, ...]) -> None:
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return act


def fail_at(number: int, code: int) -> Act:
    def act(count: int, _name: str, args: tuple[Any, ...]) -> None:
        if count == number:
            raise OSError(code, os.strerror(code), args[0] if args and isinstance(args[0], str) else None)

    return act


def fill_disk_at(number: int) -> Act:
    """From the n-th call on nothing that needs room succeeds; removing and renaming do, as on a real full disk."""

    def act(count: int, name: str, args: tuple[Any, ...]) -> None:
        creates = name == "open" and bool(args[1] & os.O_CREAT) and not os.path.lexists(args[0])
        if count >= number and (creates or name in ("write", "mkdir", "link", "symlink")):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return act


def refuse_exchange() -> None:
    """Let this process run as on a system that cannot exchange folders."""

    def exchange_nothing(first: str, _second: str) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), first)

    pytest.MonkeyPatch().setattr(exchange, "exchange", exchange_nothing)


def fork() -> int:
    """Fork, also where a test runner's own threads make newer Pythons warn of it (the children are plain)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def run_child(work: Callable[[], object]) -> int:
    """Run in a forked process; give its exit code, negative for a signal."""
    child = fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
