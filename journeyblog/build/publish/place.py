"""Where a site is published to, and where the work for it may lie.

In: the site's folder and the output folder, as the user wrote them. Out: the same, resolved, with the places in
which a lock or a stage can be kept, best first.

Invariant: a stage is only offered on the mount that holds the output, so that files move there by a rename.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from journeyblog.build.publish.lock import LockFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Absolute paths: ``output`` may end in a link, ``target`` is the real folder behind it."""

    root: str
    output: str
    target: str
    cache: str

    @property
    def parent(self) -> str:
        """The folder that holds the real output folder."""
        return os.path.dirname(self.target)

    @property
    def address(self) -> str:
        """The output's name in a journal: relative inside the site, so that a site may be moved after a kill."""
        below = os.path.relpath(self.target, self.root) if _shares_drive(self.target, self.root) else ".."
        return self.target if below.split(os.sep)[0] == ".." else below.replace(os.sep, "/")


def locate(root: Path, output: Path, cache: Path | None) -> Place:
    """Resolve links and ``..`` as the system would. Raises ``ValueError`` for a path that cannot exist."""
    real_root = os.path.realpath(root)
    head, name = os.path.split(os.path.join(os.getcwd(), os.fspath(output)))
    named = name not in ("", ".", "..")
    location = os.path.join(os.path.realpath(head), name) if named else os.path.realpath(output)
    return Place(
        root=real_root,
        output=location,
        target=os.path.realpath(location),
        cache=os.path.realpath(os.path.join(real_root, ".journeyblog") if cache is None else cache),
    )


def list_locks(place: Place) -> list[LockFile]:
    """The files that may serve as the lock: the site's own, else one beside the output, else one inside it."""
    name = os.path.basename(place.target)
    locks = [
        LockFile(path=f"{place.cache}/lock", passing=False),
        LockFile(path=f"{place.parent}/.{name}.journeyblog-lock", passing=True),
    ]
    if os.path.isdir(place.target):
        locks.append(LockFile(path=f"{place.target}/.journeyblog-lock", passing=True))
    return locks


def list_stage_prefixes(place: Place) -> list[str]:
    """Every path that a stage's may begin with (a process number follows), best place first."""
    name = os.path.basename(place.target)
    return [
        f"{place.cache}/stage-",
        f"{place.parent}/.{name}.journeyblog-stage-",
        f"{place.target}/.journeyblog-stage-",
    ]


def list_near_prefixes(place: Place) -> list[str]:
    """Those of ``list_stage_prefixes`` that lie on the mount of the output."""
    home = find_mount(place.target)
    return [
        prefix
        for prefix in list_stage_prefixes(place)
        if os.path.isdir(os.path.dirname(prefix)) and find_mount(os.path.dirname(prefix)) == home
    ]


def must_stay(place: Place) -> bool:
    """Tell whether the output folder itself cannot be exchanged: a link to a folder, or a mount point."""
    if os.path.islink(place.output):
        return True
    return os.path.isdir(place.target) and find_mount(place.target) != find_mount(place.parent)


def find_mount(path: str) -> tuple[int, str]:
    """Name the mount that holds ``path``, or would hold it: device and, on Linux, the mount's number.

    The number tells a bind mount from the disk that it mirrors: they share a device, yet no rename crosses them.
    """
    while not os.path.exists(path) and os.path.dirname(path) != path:
        path = os.path.dirname(path)
    device = os.stat(path).st_dev
    if sys.platform != "linux":
        return device, ""
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        with open(f"/proc/self/fdinfo/{handle}", encoding="ascii") as info:
            return device, next((line for line in info if line.startswith("mnt_id:")), "")
    except OSError:  # no /proc in this container
        return device, ""
    finally:
        os.close(handle)


def has_mounts_below(*paths: str) -> bool:
    """Tell whether anything is mounted on a folder below one of the paths, or may be."""
    escaped = [os.fsencode(path) for path in paths]
    for sign in b"\\ \t\n":
        escaped = [path.replace(bytes([sign]), b"\\%03o" % sign) for path in escaped]
    try:
        with open("/proc/self/mountinfo", "rb") as info:
            points = [line.split()[4] for line in info]
    except (OSError, IndexError):  # no /proc in this container
        return True
    return any(point.startswith(path + b"/") for point in points for path in escaped)


def _shares_drive(first: str, second: str) -> bool:
    return os.path.splitdrive(first)[0].lower() == os.path.splitdrive(second)[0].lower()
