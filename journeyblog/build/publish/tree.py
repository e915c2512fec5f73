"""Files and folders on the disk: the few acts from which publishing is made.

In: absolute paths as strings (for speed: a site may hold 20,000 files) and bytes. Out: changes on the disk, or
what was found there. Errors leave as ``OSError``; the callers put them in words.

Invariant: no act here follows a link at the last part of a path, and files get 0644, folders 0755, whatever
the umask.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from journeyblog.build.publish.paths import is_work_name

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_SAFE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _SAFE  # a FIFO must not hold us up

ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""Errors that say: there is no such file here (ELOOP: a link where we asked for a file)."""

_NO_LINKS = (
    errno.EPERM,
    errno.EMLINK,
    errno.EXDEV,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.ENOSYS,
    errno.EACCES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a folder holds, as relative paths: regular files, folders, and everything else (links, sockets …)."""

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


def scan_tree(base: str) -> Scan:
    """List everything below ``base``; our own locks and stages at its top are passed over. Missing: empty."""
    found = Scan()
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            entries = os.scandir(f"{base}/{prefix}")
        except FileNotFoundError:
            if prefix:
                raise
            return found
        with entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if not prefix and is_work_name(entry.name):
                        continue
                    found.folders.add(path)
                    waiting.append(path + "/")
                elif entry.is_file(follow_symlinks=False):
                    if prefix or not is_work_name(entry.name):
                        found.files.add(path)
                else:
                    found.others.add(path)
    return found


def read_regular(path: str, *, size: int | None = None) -> bytes | None:
    """Give the bytes of a regular file; None when there is none, or when ``size`` is given and differs."""
    try:
        handle = os.open(path, _READ)
    except OSError as error:
        if error.errno in ABSENT:
            return None
        raise
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or (size is not None and found.st_size != size):
            return None
        # One byte more than the size: so a file that grew shows, and one read is nearly always enough.
        data = os.read(handle, found.st_size + 1)
        while len(data) != found.st_size and (more := os.read(handle, found.st_size + 1)):
            data += more
        return data
    finally:
        os.close(handle)


def write_new(path: str, data: bytes, *, sync: bool = False) -> None:
    """Create a file with exactly these bytes. Raises ``FileExistsError`` rather than touch what is there."""
    handle = os.open(path, _NEW | _SAFE, 0o644)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if sys.platform != "win32":
            os.fchmod(handle, 0o644)
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: str) -> None:
    """Create one folder, 0755."""
    os.mkdir(path, 0o755)
    os.chmod(path, 0o755)  # noqa: S103 - a web server reads the site as another user


def make_folders(base: str, folder: str, made: set[str]) -> None:
    """Create ``folder`` (relative to ``base``, which exists) and what is missing above it; ``made`` remembers."""
    if not folder or folder in made:
        return
    make_folders(base, folder.rpartition("/")[0], made)
    path = f"{base}/{folder}"
    try:
        make_folder(path)
    except FileExistsError:
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            raise
    made.add(folder)


def link_or_copy(source: str, target: str) -> bool:
    """Give ``target`` the content of ``source`` by a hard link, or by a copy (False) where the disk knows no links."""
    try:
        os.link(source, target, follow_symlinks=False)
        return True
    except NotImplementedError:
        pass
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    if os.path.islink(source):
        os.symlink(os.readlink(source), target)
        return False
    data = read_regular(source)
    if data is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), source)
    write_new(target, data)
    return False


def remove_tree(path: str) -> None:
    """Remove a folder with everything in it; links are removed, never followed. Missing is fine."""
    try:
        entries = list(os.scandir(path))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            remove_tree(entry.path)
        else:
            remove_file(entry.path)
    os.rmdir(path)


def move_all(source: str, target: str) -> None:
    """Move what lies in one folder into another."""
    for name in os.listdir(source):
        os.rename(f"{source}/{name}", f"{target}/{name}")


def remove_file(path: str) -> None:
    """Remove a file or a link. Missing is fine."""
    with suppress(FileNotFoundError):
        os.unlink(path)


def sync_disks() -> None:
    """Wait until everything written so far is on the disk: one call instead of thousands of ``fsync``."""
    if sys.platform != "win32":
        os.sync()


def sync_files(paths: Iterable[str]) -> None:
    """Wait until the bytes of these files are on the disk, and nobody else's."""
    for path in paths:
        handle = os.open(path, (os.O_RDWR if sys.platform == "win32" else os.O_RDONLY) | _SAFE)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_folder(path: str) -> None:
    """Put a folder's own entries on the disk (after a rename in it); where that cannot be asked, do nothing."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY | _SAFE)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some disks cannot sync a folder; then its rename has to do
            raise
    finally:
        os.close(handle)
