"""Bytes that cost much to make, kept by what they were made of. It may be deleted at any time.

A cache that cannot be read or written is no cache: nothing fails because of it.
"""

import contextlib
import os
import re
import stat
from hashlib import blake2b
from pathlib import Path

CACHE = ".journeyblog"
"""The folder below a site's own that holds what helps to build it again."""
UNUSED = 30 * 24 * 60 * 60
"""Seconds after which what no build used is given up."""
_MAY_GO = re.compile(r"[0-9a-f]{32}|.*\.[0-9]+")
"""A picture, and what a killed build left; the other files, some 257, hold what the last builds needed."""


class Cache:
    """Files named by digest below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """What was kept under ``key``, if it is whole."""
        try:
            stored = (self._folder / key[:2] / key).read_bytes()
        except (OSError, ValueError):  # a key that is no name
            return None
        seal, data = stored[:16], stored[16:]
        return data if seal == _seal(data) else None

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``."""
        place = self._folder / key[:2] / key
        if self._folder.is_symlink() or place.parent.is_symlink():
            return  # a stranger's site could lead us out of it
        temporary = place.with_name(f"{key}.{os.getpid()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary.unlink(missing_ok=True)  # of a build that was killed; or a link that a stranger laid
            with temporary.open("xb") as file:  # never through a link
                file.write(_seal(data) + data)
            temporary.replace(place)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()

    def touch(self, key: str) -> None:
        """Note that what is kept under ``key`` was used."""
        with contextlib.suppress(OSError):
            os.utime(self._folder / key[:2] / key, follow_symlinks=False)

    def prune(self, newest: str) -> None:
        """Give up pictures that no build has used for :data:`UNUSED`. ``newest`` is the key of what was kept just now:
        its time is that of this disk. Builds that run at the same time make what they miss once more.
        """
        with contextlib.suppress(OSError):
            before = (self._folder / newest[:2] / newest).lstat().st_mtime - UNUSED
            folders = (
                () if self._folder.is_symlink() else [place for place in self._folder.iterdir() if _is_folder(place)]
            )
            for place in (place for folder in folders for place in folder.iterdir()):
                if _MAY_GO.fullmatch(place.name) and place.lstat().st_mtime < before:
                    place.unlink()


def _is_folder(place: Path) -> bool:
    """Whether it is one, and no link to one."""
    return stat.S_ISDIR(place.lstat().st_mode)


def key_of(*parts: bytes | str) -> str:
    """The key of a value made of ``parts``."""
    digest = blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def _seal(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
