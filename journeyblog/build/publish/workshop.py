"""A stage on the disk: the folder in which one build is prepared.

In: the place of a site. Out: a folder with room for the new tree, for what it replaces and for a journal.

Invariant: every stage holds our mark from its first file to its last, so a folder that merely has such a name is
never taken for one; and it is locked while its build lives, so a stage that can be locked is a dead one.
"""

import itertools
import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass

from journeyblog.build.publish.lock import UNUSABLE, hold_folder
from journeyblog.build.publish.place import Place, list_near_prefixes, list_stage_prefixes
from journeyblog.build.publish.tree import make_folder, remove_file, remove_tree, write_new

MARK = "journeyblog-stage"
_NUMBER = re.compile(r"[0-9]+(-[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A stage: its folder and the handle that keeps it locked."""

    path: str
    handle: int

    @property
    def tree(self) -> str:
        """The new files; in exchange mode the whole new site."""
        return f"{self.path}/tree"

    @property
    def old(self) -> str:
        """In place: a second name for every old file that is about to be replaced or removed."""
        return f"{self.path}/old"

    @property
    def aside(self) -> str:
        """Where a pair of renames puts the old site for a moment."""
        return f"{self.path}/aside"


def open_workshop(place: Place) -> Workshop:
    """Create a stage at the best place that can be written."""
    unusable: OSError | None = None
    for prefix in list_near_prefixes(place):
        try:
            path = _claim(f"{prefix}{os.getpid()}")
        except OSError as error:
            if error.errno not in UNUSABLE:
                raise
            unusable = error
            continue
        return _furnish(path)
    raise unusable or FileNotFoundError(2, os.strerror(2), place.parent)


def find_workshops(place: Place) -> list[str]:
    """Give the stages that lie at any of the possible places, sorted by path within each."""
    found: list[str] = []
    for prefix in list_stage_prefixes(place):
        folder, start = os.path.split(prefix)
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            continue
        numbered = [name for name in names if name.startswith(start) and _NUMBER.fullmatch(name[len(start) :])]
        found.extend(f"{folder}/{name}" for name in numbered if _is_marked(f"{folder}/{name}"))
    return found


def remove_workshop(path: str) -> None:
    """Remove a stage, its mark last. What cannot be removed now is left to the next build."""
    try:
        _clear(path)
    except OSError:
        with suppress(OSError):  # an index service or a virus scanner often holds a file for a moment only
            _clear(path)


def _claim(path: str) -> str:
    for number in itertools.count(1):
        name = path if number == 1 else f"{path}-{number}"
        try:
            os.mkdir(name, 0o700)
        except FileExistsError:
            continue  # process numbers repeat, in containers above all
        return name
    raise AssertionError("count() does not end")


def _furnish(path: str) -> Workshop:
    handle: int | None = None
    try:
        handle = hold_folder(path)
        if handle is None:
            raise FileNotFoundError(2, "another build took the stage away", path)
        write_new(f"{path}/{MARK}", b"")
        make_folder(f"{path}/tree")
    except BaseException:
        if handle is not None and handle >= 0:
            os.close(handle)
        remove_workshop(path)
        raise
    return Workshop(path=path, handle=handle)


def _is_marked(path: str) -> bool:
    """Tell a stage from a folder that only bears such a name; one without anything in it was just begun."""
    try:
        names = os.listdir(path) if stat.S_ISDIR(os.lstat(path).st_mode) else [""]
    except OSError:
        return False
    return not names or MARK in names


def _clear(path: str) -> None:
    with os.scandir(path) as entries:
        found = [(entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries if entry.name != MARK]
    # The journal first: a site must never be worked on by a journal whose stage is half gone.
    for item, is_folder in sorted(found, key=lambda entry: (not entry[0].endswith(".json"), entry)):
        if is_folder:
            remove_tree(item)
        else:
            remove_file(item)
    remove_file(f"{path}/{MARK}")
    os.rmdir(path)
