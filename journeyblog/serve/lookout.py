"""Which files of the site are no longer what they were.

In: folders, and now and then a look at them. Out: what was changed, added, removed or moved. Hints and times of
change only say where to look; two files are the same when their bytes are. A file that is empty or gone may be one that
is just being saved: it gets a moment of grace.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from journeyblog.source.read import KEEPS_HIDDEN, is_litter

GRACE = 0.3
"""Seconds that a file may be empty or gone before that is taken for what its author wants."""
RACY = 2.0
"""Seconds: a file that was changed so lately may change again without its size or times telling it."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a file's folder tells of it; ``digest`` is that of its bytes, once they were read."""

    size: int
    modified: int
    changed: int
    inode: int
    digest: bytes = field(default=b"", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Paths from the site's folder. ``moved`` leads from old to new, which are among ``gone`` and ``here``, too."""

    here: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.here or self.gone)

    @property
    def paths(self) -> frozenset[str]:
        """All of them."""
        return self.here | self.gone

    def and_then(self, later: "Changes") -> "Changes":
        """Both, one after the other."""
        return Changes(
            here=(self.here - later.gone) | later.here,
            gone=(self.gone - later.here) | later.gone,
            moved={**self.moved, **later.moved},
        )


class Lookout:
    """Remembers the files below ``folders``, which are paths from ``root``."""

    def __init__(self, root: str, folders: Sequence[str]) -> None:
        self._root = os.path.realpath(root)
        self._folders = tuple(folders)
        self._known = dict(self._all())
        self._doubtful: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self._known)

    def look(
        self, now: float, clock: float, paths: Iterable[str] | None = None, calm: float = 0.0
    ) -> tuple[Changes, float | None]:
        """What changed since the last look, everywhere or at ``paths``; and when to look again, if that is not clear.

        ``now`` is a time that only counts on; ``clock`` is what files are dated with, in seconds since 1970. For
        ``calm`` seconds nothing happened to any file, so what is empty or gone has been so at least as long.
        """
        seen = dict(self._all()) if paths is None else self._named(paths)
        here, gone = set[str](), set[str]()
        for path, stamp in seen.items():
            if self._is_changed(path, stamp, clock):
                here.add(path)
        if paths is None:
            gone = self._known.keys() - seen.keys()
        else:
            gone = {path for path in map(self._inside, paths) if path in self._known and path not in seen}
            gone |= set(self._left({seen[path].inode for path in here if path not in self._known}))
        moved = self._moves(gone, here, seen)
        again = self._doubt(now, now - calm, here, gone - moved.keys(), seen)
        if again is not None:
            here -= self._doubtful.keys()
            gone -= self._doubtful.keys()
        for path in here:
            self._known[path] = seen[path] if seen[path].digest else self._with_digest(path, seen[path])
        for path in gone:
            del self._known[path]
        return Changes(here=frozenset(here), gone=frozenset(gone), moved=moved), again

    def _is_changed(self, path: str, stamp: Stamp, clock: float) -> bool:
        known = self._known.get(path)
        if known is None:
            return True
        racy = clock - stamp.changed / 1e9 < RACY or clock - stamp.modified / 1e9 < RACY
        if known == stamp and not (racy and known.digest):
            return False
        read = self._with_digest(path, stamp)
        if known.digest and known.digest == read.digest:
            self._known[path] = read
            return False
        return True

    def _doubt(
        self, now: float, latest: float, here: Iterable[str], gone: Iterable[str], seen: Mapping[str, Stamp]
    ) -> float | None:
        """Note which of the changed files may be in the middle of being saved; when the first of them is believed.

        ``latest`` is when that may have begun at the latest.
        """
        odd = {*(path for path in here if not seen[path].size), *gone}
        since = {path: self._doubtful.get(path, latest) for path in odd}
        self._doubtful = {path: begun for path, begun in since.items() if begun + GRACE > now}
        return min(self._doubtful.values()) + GRACE if self._doubtful else None

    def _left(self, inodes: Set[int]) -> Iterator[str]:
        """The known files with one of these inodes that are no longer there: they have another name now, and the word
        of that may come first.
        """
        if inodes:
            yield from (
                path for path, stamp in self._known.items()
                if stamp.inode in inodes and not os.path.lexists(self._full(path))
            )  # fmt: skip

    def _moves(self, gone: Iterable[str], here: Iterable[str], seen: Mapping[str, Stamp]) -> dict[str, str]:
        """A file that is gone is the same as a new one that has its inode and its size and time, or its bytes."""
        new = [path for path in here if path not in self._known]
        inodes = {(seen[path].inode, seen[path].size, seen[path].modified): path for path in new}
        digests: dict[bytes, str] | None = None
        found: dict[str, str] = {}
        for path in gone:
            was = self._known[path]
            now = inodes.get((was.inode, was.size, was.modified))
            if now is None and was.digest:
                if digests is None:
                    digests = {self._with_digest(one, seen[one]).digest: one for one in new}
                now = digests.get(was.digest)
            if now is not None:
                found[path] = now
        return found

    def _with_digest(self, path: str, stamp: Stamp) -> Stamp:
        digest = blake2b(digest_size=16)
        try:
            with open(self._full(path), "rb", opener=_open_regular) as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
        except OSError:
            return stamp  # gone or locked: it will look changed again
        return Stamp(size=stamp.size, modified=stamp.modified, changed=stamp.changed, inode=stamp.inode,
                     digest=digest.digest())  # fmt: skip

    def _named(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """The files at ``paths``, and below those that are folders."""
        found: dict[str, Stamp] = {}
        for path in map(self._inside, paths):
            folder = next((one for one in self._folders if path == one or path.startswith(f"{one}/")), None)
            if folder is None or any(_passed_over(step, path) for step in path[len(folder) :].split("/") if step):
                continue
            try:
                status = Path(self._full(path)).stat()
            except OSError:
                continue
            if stat.S_ISREG(status.st_mode):
                found[path] = _stamp(status)
            elif stat.S_ISDIR(status.st_mode):
                found.update(self._below(path))
        return found

    def _all(self) -> Iterator[tuple[str, Stamp]]:
        for folder in self._folders:
            yield from self._below(folder)

    def _below(self, folder: str) -> Iterator[tuple[str, Stamp]]:
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            try:
                with os.scandir(self._full(here)) as entries:
                    found = list(entries)
            except OSError:
                continue
            for entry in found:
                path = f"{here}/{entry.name}"
                if _passed_over(entry.name, path):
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(path)
                    elif entry.is_file():
                        yield path, _stamp(entry.stat())
                except OSError:
                    continue

    def _inside(self, path: str) -> str:
        return path.removeprefix(f"{self._root}/").replace(os.sep, "/")

    def _full(self, path: str) -> str:
        return f"{self._root}/{path}"


def _passed_over(name: str, path: str) -> bool:
    return is_litter(name, hidden=not path.startswith(KEEPS_HIDDEN))


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(
        size=status.st_size, modified=status.st_mtime_ns, changed=status.st_ctime_ns, inode=status.st_ino
    )  # fmt: skip


def _open_regular(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe that took a file's place."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
