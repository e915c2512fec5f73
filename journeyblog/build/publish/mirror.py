"""The mirror: the published site under second names, so that the next site needs new names only for what is new.

In: a stage's empty tree. Out: a tree that holds the published site already; after publication, a new mirror, made of
the site that was published before. So a page of a large site is published without naming every file anew, and every
folder with it.

Invariant: a mirror is believed only when each of its files is the published one at the same path, and when neither it
nor the output folder holds anything else. A folder is as it was left when its times say so, else it is read. Without a
mirror, or in doubt, files are named one by one.
"""

import errno
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass

from journeyblog.build.publish.manifest import Record
from journeyblog.build.publish.paths import MANIFEST, climb, collect_folders, is_work_name
from journeyblog.build.publish.place import Place, has_mounts_below
from journeyblog.build.publish.tree import (
    make_folder,
    make_folders,
    move_all,
    read_regular,
    remove_file,
    remove_tree,
    write_new,
)
from journeyblog.build.publish.workshop import MARK, Workshop

NAME, NOTE = "mirror", "mirror.json"
FORM = 1
YOUNG = 2_000_000_000
"""Nanoseconds: a disk may tell times no better than this, so what changed later may bear an earlier time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """What is published and what shall be, as output paths, with all folders of both; ``written`` are those of the new
    site's files that have new bytes.
    """

    old: Mapping[str, Record]
    new: Mapping[str, Record]
    written: Set[str]
    old_folders: Set[str]
    new_folders: Set[str]

    @property
    def gone(self) -> Set[str]:
        """The files of the old site that the new one has not."""
        return self.old.keys() - self.new.keys()


def compare_sites(old: Mapping[str, Record], new: Mapping[str, Record], written: Set[str]) -> Sites:
    """The two sites."""
    before = collect_folders(old)
    after = before if old.keys() == new.keys() else collect_folders(new)
    return Sites(old=old, new=new, written=written, old_folders=before, new_folders=after)


def take_mirror(workshop: Workshop, place: Place, seal: str, folders: Set[str]) -> int | None:
    """Put the mirror of the old site into the tree; ``seal`` is the digest of its manifest, ``folders`` are all it has.

    Gives the instant since when a published folder's time tells that it changed, in nanoseconds by the disk's clock.
    None: there is no such mirror, and the tree is empty.
    """
    mirror, note = f"{place.cache}/{NAME}", f"{place.cache}/{NOTE}"
    if not _lies_near(workshop, place) or not os.path.lexists(mirror):
        return None
    try:
        since = _read_note(note, mirror, place, seal)
        remove_file(note)  # from here on nobody vouches for it
        begun = os.lstat(
            f"{workshop.path}/{MARK}"
        ).st_ctime_ns  # earlier than that: the clock was set back
        if since is not None and since <= begun and _is_whole(mirror, place.target, since, folders):
            move_all(mirror, workshop.tree)
            os.rmdir(mirror)
            return since
    except OSError:  # somebody's, or somebody mounted a disk there
        start_over(workshop, ())
    with suppress(OSError):
        os.rename(mirror, f"{workshop.path}/old-{NAME}")  # and goes with the stage
    return None


def make_way(tree: str, path: str, old: Mapping[str, Record]) -> None:
    """Remove what the old site has where a file is about to be written; other processes may do the same above it."""
    for above in climb(path):
        if above in old:
            with suppress(IsADirectoryError):  # another process was here already
                remove_file(f"{tree}/{above}")
    if path in old:
        remove_file(f"{tree}/{path}")
    elif os.path.isdir(f"{tree}/{path}"):
        remove_tree(f"{tree}/{path}")


def remove_gone(tree: str, sites: Sites) -> None:
    """Remove the files and folders that only the old site has."""
    for path in sites.gone:
        with suppress(NotADirectoryError, IsADirectoryError):  # a file has come for a folder, or a folder for a file
            remove_file(f"{tree}/{path}")
    for folder in sorted(sites.old_folders - sites.new_folders, reverse=True):
        try:
            os.rmdir(f"{tree}/{folder}")
        except OSError as error:
            if error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.ENOTEMPTY):
                raise


def is_as_left(target: str, tree: str, since: int, sites: Sites) -> bool:
    """Whether the output folder holds nothing but the old site, and all that was not written is the same file there and
    in the tree, which held a mirror.
    """
    try:
        for folder in _find_changed(target, since, sites.old_folders):
            start = f"{folder}/" if folder else ""
            for name, inode in _entries(target, folder).items():
                path = f"{start}{name}"
                if path not in (sites.old if inode else sites.old_folders):
                    return False
                if inode and path in sites.new and path not in sites.written and inode != _inode(f"{tree}/{path}"):
                    return False
    except (OSError, _Odd):
        return False
    return not has_mounts_below(target, tree)


def start_over(workshop: Workshop, written: Iterable[str]) -> set[str]:
    """Leave nothing in the tree but the files that were ``written``, in folders of their own; gives these."""
    aside, made = f"{workshop.path}/old-tree", set[str]()
    os.rename(workshop.tree, aside)
    make_folder(workshop.tree)
    for path in written:
        make_folders(workshop.tree, path.rpartition("/")[0], made)
        os.rename(f"{aside}/{path}", f"{workshop.tree}/{path}")
    return made


def leave_mirror(workshop: Workshop, place: Place, seal: str, since: int, sites: Sites) -> None:
    """Make of the old site, which lies in the tree now if there was one, the mirror of the new one, whose manifest has
    the digest ``seal``; what anybody did there from the instant ``since`` on will be seen.

    Only where disks tell capital letters from small ones, as nearly all do on Linux. The site's own folder, which
    somebody may hold open, is not used again.
    """
    folder, note, tree = f"{place.cache}/{NAME}", f"{place.cache}/{NOTE}", workshop.tree
    if sys.platform != "linux" or not _lies_near(workshop, place) or os.path.lexists(folder) or not os.path.isdir(tree):
        return
    with suppress(OSError):  # then there will be none, and all of the stage is removed
        remove_gone(tree, sites)
        made = set(sites.old_folders & sites.new_folders)
        for path in sites.written:
            remove_file(f"{tree}/{path}")
            make_folders(tree, path.rpartition("/")[0], made)
            os.link(f"{place.target}/{path}", f"{tree}/{path}", follow_symlinks=False)
        remove_file(f"{tree}/{MANIFEST}")
        remove_file(note)
        os.mkdir(folder, 0o700)
        move_all(tree, folder)
        content = {
            "form": FORM,
            "seal": seal,
            "since": since,
            "site": _identity(place.target),
            "own": _identity(folder),
        }
        write_new(note, json.dumps(content).encode())


class _Odd(Exception):
    """A folder that is none, or with what is neither a file nor a folder."""


def _is_whole(mirror: str, target: str, since: int, folders: Set[str]) -> bool:
    """Whether the mirror has what the output folder has, and nothing else."""
    try:
        for folder in _find_changed(mirror, since, folders, mode=stat.S_IFDIR | 0o755):
            if _entries(mirror, folder) != _entries(target, folder):
                return False
    except _Odd:
        return False
    return not has_mounts_below(mirror)


def _find_changed(base: str, since: int, folders: Set[str], *, mode: int = 0) -> Iterator[str]:
    """The folders that have to be read, since their times do not say that they are as they were. Raises ``OSError`` or
    ``_Odd`` for one that is not there, lies on another disk, or was not made by us with that ``mode``.
    """
    mine, disk, look = os.geteuid(), os.lstat(base).st_dev, os.lstat
    yield ""
    for folder in folders:
        found = look(f"{base}/{folder}")
        if not stat.S_ISDIR(found.st_mode) or found.st_dev != disk:
            raise _Odd
        if mode and (found.st_mode != mode or found.st_uid != mine):
            raise _Odd
        if found.st_ctime_ns >= since - YOUNG:
            yield folder


def _entries(base: str, folder: str) -> dict[str, int]:
    """What a folder of a site holds: by name the inode of a file, 0 for a folder. Raises ``_Odd`` for anything else."""
    found: dict[str, int] = {}
    with os.scandir(f"{base}/{folder}") as entries:
        for entry in entries:
            if not folder and (entry.name == MANIFEST or is_work_name(entry.name)):
                continue
            if entry.is_dir(follow_symlinks=False):
                found[entry.name] = 0
            elif entry.is_file(follow_symlinks=False):
                found[entry.name] = entry.stat(follow_symlinks=False).st_ino  # some disks list other numbers
            else:
                raise _Odd
    return found


def _inode(path: str) -> int:
    return os.lstat(path).st_ino


def _read_note(note: str, folder: str, place: Place, seal: str) -> int | None:
    """When the mirror was left, if it is the one that was left for what is published."""
    try:
        content = json.loads(read_regular(note) or b"")
        known = {"form": FORM, "seal": seal, "site": _identity(place.target), "own": _identity(folder)}
        since = content.pop("since")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return since if content == known and type(since) is int else None


def _identity(path: str) -> list[int]:
    found = os.lstat(path)
    return [found.st_dev, found.st_ino]


def _lies_near(workshop: Workshop, place: Place) -> bool:
    """Whether the stage lies in the cache, from where a mirror may be moved into it and back."""
    return workshop.path.startswith(f"{place.cache}/")
