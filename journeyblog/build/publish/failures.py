"""What publishing may raise, and how an operating system error becomes plain words.

In: what was being done and the ``OSError`` that stopped it. Out: one exception with a message that names
the file or folder and a hint that says what to do next.

Invariant: whoever catches these needs no traceback; ``str(error)`` is the sentence to print.
"""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass


class OutputRefused(Exception):
    """The output folder is one we must not write to. Nothing was touched; commands end with exit code 2."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class PublishFailed(Exception):
    """The new site could not be published. The old one stands; commands end with exit code 1."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[Callable[[str, str], "PublishFailed"], tuple[str, str]]:
        """Travels from a worker to its build with its hint."""
        return _failed, (self.message, self.hint)


def _failed(message: str, hint: str) -> PublishFailed:
    return PublishFailed(message, hint=hint)


class OutputBusy(PublishFailed):
    """Another build held the lock for longer than we were willing to wait; ``pid`` is its process, if known."""

    def __init__(self, message: str, *, hint: str = "", pid: int | None = None) -> None:
        super().__init__(message, hint=hint)
        self.pid = pid


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a build has asked of the disk so far: bytes of content and number of new files."""

    size: int
    files: int


_INTACT = "The published site is as it was."


def explain(error: OSError, *, folder: str, need: Need | None = None) -> PublishFailed:
    """Turn an ``OSError`` met while writing for ``folder`` into a ``PublishFailed``."""
    where = show(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else show(folder)
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            full = "The disk is full" if error.errno == errno.ENOSPC else "Your share of the disk is used up"
            return PublishFailed(
                f"{full}: {_describe_need(need, folder)}. {_INTACT}",
                hint="Free some space (or some file entries) there, then build again.",
            )
        case errno.EACCES | errno.EPERM:
            return PublishFailed(
                f"No permission to write {where}. {_INTACT}",
                hint="Check who owns the output folder and the folder above it.",
            )
        case errno.EROFS:
            return PublishFailed(
                f"The disk that holds {where} can only be read. {_INTACT}",
                hint="Choose an output folder on a disk that can be written.",
            )
        case errno.EIO:
            return PublishFailed(
                f"The disk reported an error at {where}. {_INTACT}",
                hint="Check the disk, or choose an output folder on another one.",
            )
        case errno.ENAMETOOLONG:
            return PublishFailed(
                f"The name is too long for this disk: {where}. {_INTACT}",
                hint="Shorten the slug or the file's name.",
            )
    reason = error.strerror or "an unknown reason"
    return PublishFailed(f"Could not write {where}: {reason}. {_INTACT}", hint="Fix the cause, then build again.")


def show(path: str) -> str:
    """Spell a path for a message: control and unencodable characters are escaped, so a name cannot forge one."""
    text = path.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def _describe_need(need: Need | None, folder: str) -> str:
    want = "publishing needs more room"
    if need is not None and need.files:
        files = "1 file" if need.files == 1 else f"{need.files} files"
        want = f"publishing needs at least {need.size} bytes in {files}"
    free = _measure_free(folder)
    if free is None:
        return f"{want} at {show(folder)}"
    return f"{want}, and {show(folder)} has {free[0]} bytes and {free[1]} file entries free"


def _measure_free(folder: str) -> tuple[int, int] | None:
    if not hasattr(os, "statvfs"):
        return None
    while not os.path.exists(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    try:
        disk = os.statvfs(folder)
    except OSError:
        return None
    return disk.f_bavail * disk.f_frsize, disk.f_favail
