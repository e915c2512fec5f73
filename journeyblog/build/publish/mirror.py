"""The mirror: the published site under second names, so that the next site needs new names only for what is new.

In: a stage with new files. Out: the whole new site in the stage; after publication, a new mirror, made of the site that
was published before. So a page of a large site is published without naming every file anew, and every folder with it.

Invariant: a mirror is believed only when each of its files is the published one at the same path, and when neither it
nor the output folder holds anything else. A folder is as it was left when it is the same one and its time says so,
else it is read; a time says nothing after the clock was set. Without a mirror, or in doubt, files are named one by one.
"""

import errno
import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from journeyblog.build.publish.manifest import Record
from journeyblog.build.publish.paths import MANIFEST, collect_folders, is_work_name
from journeyblog.build.publish.place import Place, has_mounts_below
from journeyblog.build.publish.tree import make_folders, move_all, read_regular, remove_file, remove_tree, write_new
from journeyblog.build.publish.workshop import Workshop

NAME, NOTE = "mirror", "mirror.json"
FORM = 1
YOUNG = 2_000_000_000
"""Nanoseconds: a disk may tell times no better than this, so what changed later may bear an earlier time."""
STEP = 1_000_000_000
"""Nanoseconds by which a clock may go wrong and be put right without being set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """What is published and what shall be, as output paths, with all folders of both in order; ``written`` are those of
    the new site's files that have new bytes.
    """

    old: Mapping[str, Record]
    new: Mapping[str, Record]
    written: Set[str]
    old_folders: Sequence[str]
    new_folders: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """The whole new site in the stage's folder ``tree``; and the digests of which folders it and the published site are
    made, as long as nobody makes or removes one.
    """

    tree: str
    own: str
    published: str


class _Doubt(Exception):
    """Something is not as it was left."""


def compare_sites(old: Mapping[str, Record], new: Mapping[str, Record], written: Set[str]) -> Sites:
    """The two sites."""
    before = sorted(collect_folders(old))
    after = before if old.keys() == new.keys() else sorted(collect_folders(new))
    return Sites(old=old, new=new, written=written, old_folders=before, new_folders=after)


def take_mirror(workshop: Workshop, place: Place, seal: str, sites: Sites) -> Mirror | None:
    """Make the new site of the mirror and of what was written, in the stage. None: there is no mirror of the old site,
    whose manifest has the digest ``seal``, or the output folder holds something else; then nothing changed.
    """
    folder, note = f"{place.cache}/{NAME}", f"{place.cache}/{NOTE}"
    if not os.path.lexists(folder):
        return None
    try:
        left = _read_note(note, folder, place, seal)
        remove_file(note)  # from here on nobody vouches for it
        if not _lies_near(workshop, place):
            raise _Doubt
        _compare(folder, place.target, left, sites)
        os.rename(folder, f"{workshop.path}/site")
    except (OSError, _Doubt):
        drop_mirror(workshop, place)
        return None
    mirror = Mirror(tree=f"{workshop.path}/site", own=left["own_folders"], published=left["site_folders"])
    _remove_gone(mirror.tree, sites)
    made = set(sites.old_folders) & set(sites.new_folders)
    _carry((*sites.written, MANIFEST), workshop.tree, mirror.tree, made)
    return mirror


def drop_mirror(workshop: Workshop, place: Place) -> None:
    """Remove the mirror, if there is one; not what somebody mounted in it."""
    folder = f"{place.cache}/{NAME}"
    with suppress(OSError):
        remove_file(f"{place.cache}/{NOTE}")
        if not os.path.isdir(folder) or os.path.islink(folder):
            remove_file(folder)
        elif not has_mounts_below(folder):
            try:
                os.rename(folder, f"{workshop.path}/old-{NAME}")  # and it goes with the stage
            except OSError:
                remove_tree(folder)


def give_back(mirror: Mirror, workshop: Workshop, sites: Sites, made: set[str]) -> None:
    """Put what was written where it was before the mirror was taken; ``made`` are the folders there."""
    _carry((*sites.written, MANIFEST), mirror.tree, workshop.tree, made)


def leave_mirror(
    workshop: Workshop, place: Place, seal: str, since: int, sites: Sites, mirror: Mirror | None = None
) -> None:
    """Make of the old site, which lies in the stage now if there was one, the mirror of the new one, whose manifest has
    the digest ``seal``; what anybody did there from the instant ``since`` on will be seen. ``mirror`` is what was
    published.

    Only where disks tell capital letters from small ones, as nearly all do on Linux. The site's own folder, which
    somebody may hold open, is not used again.
    """
    folder, note = f"{place.cache}/{NAME}", f"{place.cache}/{NOTE}"
    tree = mirror.tree if mirror is not None else workshop.tree
    if sys.platform != "linux" or not _lies_near(workshop, place) or os.path.lexists(folder) or not os.path.isdir(tree):
        return
    with suppress(OSError):  # then there will be none, and all of the stage is removed
        _remove_gone(tree, sites)
        made = set(sites.old_folders) & set(sites.new_folders)
        for path in sites.written:
            remove_file(f"{tree}/{path}")
            make_folders(tree, path.rpartition("/")[0], made)
            os.link(f"{place.target}/{path}", f"{tree}/{path}", follow_symlinks=False)
        remove_file(f"{tree}/{MANIFEST}")
        remove_file(note)
        os.mkdir(folder, 0o700)
        move_all(tree, folder)
        same = mirror is not None and sites.old_folders == sites.new_folders
        left = {
            **_known(folder, place, seal),
            "since": since,
            "clock": _clock(),
            "site_folders": mirror.own if mirror and same else _look(place.target, sites.new_folders)[0],
            "own_folders": mirror.published if mirror and same else _look(folder, sites.new_folders)[0],
        }
        write_new(note, json.dumps(left).encode())


def _compare(mirror: str, target: str, left: Mapping[str, Any], sites: Sites) -> None:
    """Raise ``_Doubt`` or ``OSError`` unless both hold the old site, by the same files, and nothing else."""
    last = left["since"] - YOUNG
    own, mine = _look(mirror, sites.old_folders, last, mode=stat.S_IFDIR | 0o755)
    site, theirs = _look(target, sites.old_folders, last)
    if (own, site) != (left["own_folders"], left["site_folders"]) or has_mounts_below(mirror, target):
        raise _Doubt
    folders = set(sites.old_folders)
    for folder in {"", *mine, *theirs}:
        start, found = f"{folder}/" if folder else "", _entries(f"{target}/{folder}")
        if not folder:
            found = {name: inode for name, inode in found.items() if name != MANIFEST and not is_work_name(name)}
        if found != _entries(f"{mirror}/{folder}"):
            raise _Doubt
        if any(f"{start}{name}" not in (sites.old if inode else folders) for name, inode in found.items()):
            raise _Doubt


def _look(base: str, folders: Sequence[str], last: int = 0, *, mode: int = 0) -> tuple[str, list[str]]:
    """A digest of which folders these are, and those that changed from the instant ``last`` on. Raises ``OSError`` or
    ``_Doubt`` for one that is not there, lies on another disk, or was not made by us with that ``mode``.
    """
    lines, changed = [], []
    mine, disk, look = os.geteuid(), os.lstat(base).st_dev, os.lstat
    for folder in folders:
        found = look(f"{base}/{folder}")
        if not stat.S_ISDIR(found.st_mode) or found.st_dev != disk:
            raise _Doubt
        if mode and (found.st_mode != mode or found.st_uid != mine):
            raise _Doubt
        if found.st_ctime_ns >= last:
            changed.append(folder)
        lines.append(f"{folder}\0{found.st_ino}")
    return blake2b("\0".join(lines).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest(), changed


def _entries(path: str) -> dict[str, int]:
    """What a folder holds: by name the inode of a file, 0 for a folder. Raises ``_Doubt`` for anything else."""
    found: dict[str, int] = {}
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                found[entry.name] = 0
            elif entry.is_file(follow_symlinks=False):
                found[entry.name] = entry.stat(follow_symlinks=False).st_ino  # some disks list other numbers
            else:
                raise _Doubt
    return found


def _remove_gone(tree: str, sites: Sites) -> None:
    """Remove the files and folders that only the old site has."""
    for path in sites.old.keys() - sites.new.keys():
        with suppress(NotADirectoryError, IsADirectoryError):  # a file has come for a folder, or a folder for a file
            remove_file(f"{tree}/{path}")
    if sites.old_folders is sites.new_folders:
        return
    for folder in sorted(set(sites.old_folders) - set(sites.new_folders), reverse=True):
        try:
            os.rmdir(f"{tree}/{folder}")
        except OSError as error:
            if error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.ENOTEMPTY):
                raise


def _carry(paths: Iterable[str], source: str, target: str, made: set[str]) -> None:
    """Move files from one tree into another; ``made`` are the folders there."""
    for path in paths:
        make_folders(target, path.rpartition("/")[0], made)
        os.replace(f"{source}/{path}", f"{target}/{path}")


def _read_note(note: str, folder: str, place: Place, seal: str) -> Mapping[str, Any]:
    """What was noted when the mirror was left. Raises ``_Doubt`` if it was not left for what is published, or if the
    clock was set since.
    """
    try:
        left = json.loads(read_regular(note) or b"")
        boot, offset = left["clock"]
        known = _known(folder, place, seal)
        same = {name: left[name] for name in known} == known and type(left["since"]) is int
        now, moved = _clock()
        if not same or boot != now or abs(moved - offset) > STEP:
            raise _Doubt
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise _Doubt from error
    return dict(left)


def _known(folder: str, place: Place, seal: str) -> dict[str, object]:
    """What must not be another than when the mirror was left."""
    return {"form": FORM, "seal": seal, "site": _identity(place.target), "own": _identity(folder)}


def _clock() -> tuple[str, int]:
    """When this computer was started, by a name, and what the clock says of that moment, in nanoseconds."""
    with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
        boot = file.read().strip()
    return boot, time.time_ns() - time.clock_gettime_ns(time.CLOCK_BOOTTIME)


def _identity(path: str) -> list[int]:
    found = os.lstat(path)
    return [found.st_dev, found.st_ino]


def _lies_near(workshop: Workshop, place: Place) -> bool:
    """Whether the stage lies in the cache, from where a mirror may be moved into it and back."""
    return workshop.path.startswith(f"{place.cache}/")
