"""One file that somebody asked for, put where they asked.

In: a path and the bytes. Invariants: whoever looks there sees the old file or the new one, never half of one; a file
that journeyblog did not export itself is never replaced, and neither is one to which somebody has added something.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

_BESIDE = ("-wal", "-journal")
"""What SQLite keeps beside a database that a program is writing to, or was when it fell over."""


class ExportRefused(Exception):
    """The file cannot be written; ``message`` says why, ``hint`` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def check_export(path: Path, is_ours: Callable[[BinaryIO], bool]) -> Path:
    """The real place behind ``path``, when it is free or holds a file of ours. Raises :class:`ExportRefused`."""
    try:
        place = Path(os.path.realpath(path))
        if place.is_dir():
            raise ExportRefused(f"{path} is a folder", "Name a file in it, as in site.db")
        if not place.parent.is_dir():
            raise ExportRefused(f"There is no folder {place.parent}", "Make it first, or name a file elsewhere")
        for ending in _BESIDE:
            if (beside := place.with_name(place.name + ending)).exists():
                raise ExportRefused(
                    f"{path} is open in another program: {beside.name} lies beside it",
                    "Close that program and try again, or name another file",
                )
        if place.exists() and not _is_replaceable(place, is_ours):
            raise ExportRefused(
                f"{path} is there already, and is not as journeyblog exported it", "Name another file, or move that one"
            )
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from error
    return place


def put_export(place: Path, data: bytes) -> None:
    """Write ``data`` beside ``place``, and then put it there in one step. Raises :class:`ExportRefused`."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(_mode(place))
            temporary.replace(place)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise _refusal(place, error) from error


def _is_replaceable(place: Path, is_ours: Callable[[BinaryIO], bool]) -> bool:
    """An empty file, or one of ours; never a device or a pipe."""
    if not place.is_file():
        return False
    with place.open("rb") as file:
        return not place.stat().st_size or is_ours(file)


def _mode(place: Path) -> int:
    """The permissions of the file that is replaced, else those that the user gives new files."""
    if place.exists():
        return place.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _refusal(path: Path, error: OSError | ValueError) -> ExportRefused:
    reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
    return ExportRefused(f"{path} cannot be written: {reason}", "Name a file in a folder that you may write to")
