"""The lock: at most one build writes an output folder.

In: the files that may serve as the lock, best first, and how long to wait. Out: a held lock.

Invariant: the lock is an open file, so it ends with the process that holds it, however that ends; the number
inside is only for the message to a build that waits in vain.
"""

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from journeyblog.build.publish.failures import OutputBusy, PublishFailed, show
from journeyblog.build.publish.tree import remove_file

if sys.platform != "win32":
    import fcntl

UNUSABLE = (
    *(errno.EACCES, errno.EPERM, errno.EROFS),
    *(errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ELOOP, errno.ENAMETOOLONG),
)
"""Errors that say: not in this folder, try the next one."""

_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
_POLL = 0.05  # seconds
_PID = re.compile(rb"[0-9]{0,20}\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class LockFile:
    """A place for the lock; ``passing`` ones lie beside a user's files and are removed after the build."""

    path: str
    passing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A lock that is held until ``release``."""

    file: LockFile
    handle: int

    def release(self) -> None:
        """Let the next build in. Errors are nothing to the build that just ended."""
        try:
            if self.file.passing:
                remove_file(self.file.path)
        except OSError:
            pass
        finally:
            os.close(self.handle)


def take_lock(candidates: Sequence[LockFile], *, wait: float) -> Lock:
    """Take the first usable lock. Raises ``OutputBusy`` when another build keeps it for ``wait`` seconds."""
    until = time.monotonic() + wait
    unusable: OSError | None = None
    for file in candidates:
        try:
            while (handle := _try_lock(file.path)) is None:
                if time.monotonic() >= until:
                    raise _busy(file.path, wait)
                time.sleep(_POLL)
        except OSError as error:
            if error.errno not in UNUSABLE:
                raise
            if unusable is None or error.errno != errno.ENOENT:  # "read-only" says more than "not there"
                unusable = error
            continue
        try:
            _note_pid(handle)
        except BaseException:  # Ctrl-C just then
            os.close(handle)
            raise
        return Lock(file=file, handle=handle)
    raise unusable or PublishFailed("There is no folder in which to keep the build's lock.")


def hold_folder(path: str) -> int | None:
    """Mark a folder as in use by this process: an open handle, or None when another process holds it.

    Where folders cannot be locked (Windows) the handle is -1 and the build's own lock has to do.
    """
    if sys.platform == "win32":
        return -1
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | _FLAGS)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except OSError:
        pass  # a disk without flock
    return handle


def _try_lock(path: str) -> int | None:
    """Try once: an open, locked handle, or None when somebody else has it."""
    if sys.platform == "win32":
        # No flock there, but a file that a process holds open cannot be removed.
        try:
            remove_file(path)
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS, 0o644)
        except (PermissionError, FileExistsError):
            return None
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _FLAGS, 0o644)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        try:
            handle = os.open(path, os.O_RDONLY | _FLAGS)  # another user's lock file serves as well
        except FileNotFoundError:
            raise error from None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EEXIST, "something that is not a file stands there", path)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The holder before us may have removed the file: then what we locked has no name any more.
        if not os.path.samestat(os.fstat(handle), os.lstat(path)):
            raise FileNotFoundError
    except (BlockingIOError, FileNotFoundError):
        os.close(handle)
        return None
    except BaseException:
        os.close(handle)
        raise
    return handle


def _note_pid(handle: int) -> None:
    """Write our number into the lock, unless the file holds something that is no lock's (a stranger's file)."""
    try:
        if _PID.fullmatch(os.pread(handle, 64, 0) if sys.platform != "win32" else b""):
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
    except OSError:
        pass  # a courtesy only: the lock itself is the open handle


def _busy(path: str, wait: float) -> OutputBusy:
    pid: int | None = None
    try:
        with open(path, "rb") as file:
            text = file.read(64).strip()
        pid = int(text) if text.isdigit() else None
    except OSError:
        pass
    other = f"process {pid}" if pid is not None else "another process"
    return OutputBusy(
        f"Another build is writing this site ({other}); waited {wait:g} s for {show(path)}.",
        hint="Let the other build end, or stop it, then build again.",
        pid=pid,
    )
