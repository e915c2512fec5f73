"""Output paths: relative, with ``/`` between the parts, like ``2018/02/part-3/index.html``.

In: strings from the build, from a manifest or from a journal. Out: the same strings, once they are known to
stay inside the output folder, and the folders above them.

Invariant: a path that passed ``check_path``, joined to a folder that holds no links, names something inside it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

MANIFEST = ".journeyblog-manifest.json"

KEPT = ".journeyblog"
"""Our own entries at the top of an output folder begin with this, whatever the case on a case-blind disk."""
_WORK = re.compile(r"\.journeyblog-(lock|stage-[0-9]+(-[0-9]+)?)")
# Nearly every path there is: no further question to ask (no dot begins a part, so none of our names fits).
_PART = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
_PLAIN = re.compile(rf"{_PART}(?:/{_PART})*")
_PLAINS = re.compile(rf"(?:{_PART}(?:/{_PART})*\n)*")
_DRIVE = re.compile(r"[A-Za-z]:")


def check_path(path: str) -> None:
    """Raise ``ValueError`` unless ``path`` is a plain relative output path that does not collide with our names."""
    if _PLAIN.fullmatch(path):
        return
    if not path or path.startswith("/") or "\\" in path or "\0" in path or _DRIVE.match(path):
        raise ValueError(f"not a relative output path: {path!r}")
    for part in path.split("/"):
        if part in ("", ".", ".."):
            raise ValueError(f"an output path must not hold an empty part, '.' or '..': {path!r}")
    if path.isascii():
        folded = path.lower()
    else:
        if not unicodedata.is_normalized("NFC", path):
            raise ValueError(f"an output path must be in Unicode's composed form (NFC): {path!r}")
        path.encode("utf-8")  # a lone surrogate has no bytes: UnicodeEncodeError is a ValueError
        folded = path.casefold()
    if folded.startswith(KEPT):
        raise ValueError(f"output paths that begin with {KEPT!r} are kept for journeyblog itself: {path!r}")


def check_paths(paths: Collection[str]) -> None:
    """Raise ``ValueError`` unless ``check_path`` lets all of them pass."""
    if not _PLAINS.fullmatch("\n".join((*paths, ""))):
        for path in paths:
            check_path(path)


def is_work_name(name: str) -> bool:
    """Tell whether an entry at the top of the output is a lock or stage of ours (neither site nor foreign)."""
    return _WORK.fullmatch(name) is not None


def climb(path: str) -> Iterator[str]:
    """Give the folders above ``path``, nearest first: ``a/b/c`` gives ``a/b``, ``a``."""
    end = path.rfind("/")
    while end > 0:
        path = path[:end]
        yield path
        end = path.rfind("/")


def collect_folders(paths: Iterable[str]) -> set[str]:
    """Give every folder that lies above one of the paths."""
    folders: set[str] = set()
    for path in paths:
        end = path.rfind("/")  # as climb() does it: a generator for each of 20,000 paths takes twice as long
        while end > 0:
            path = path[:end]
            if path in folders:
                break
            folders.add(path)
            end = path.rfind("/")
    return folders
