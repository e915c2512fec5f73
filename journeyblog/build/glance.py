"""What changed, and mostly nothing did: told from the last build's footprint, before anything heavy is imported.

In: what is asked now, and the folder's state as the file system tells it. Out: what the last build left, and the files
that hold something else now; or nothing, when more than that changed.

Invariant: a footprint never vouches for what it cannot know. It holds the status of every input (mode, size, inode,
times of content and of status), the digest of those that were too young for their times to tell two versions apart,
the identity of the published manifest, of this program and of the libraries it uses, and the span of time in which no
post falls due. Any doubt is a build. Nothing here is run or unpacked: a footprint from a stranger can only be wrong.

All of a build that has nothing to do is the start of Python and this module: it names no type of ``typing`` and makes
no dataclass, since both take longer to import than the rest takes.
"""

import contextlib
import errno
import json
import os
import stat
import sys
from collections.abc import Collection, Iterator, Mapping

try:
    from _blake2 import blake2b  # as hashlib would give it, which loads OpenSSL for what nobody asks here
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FILE = "footprint.json"
LINES = "inputs.json"
FORM = 3
YOUNG = 2_000_000_000
"""Nanoseconds: a file system may tell times no better than this, so a younger file may change without a trace."""
THEMES = "themes"
INPUTS = ("content", THEMES)
KEEPS_HIDDEN = "content/static"
LITTER = ("~", ".swp", ".swo", ".swx", ".tmp", ".bak", ".orig")
"""How files end that editors leave beside a text, and that no build reads."""
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

Lines = dict[str, list[str]]
"""Of each folder its entries, a line each: the name, a slash, and the state."""
Found = tuple[dict[str, "Any"], frozenset[str], Lines]
"""A footprint with the inputs as they are now, the files that changed, and the states of all."""
State = tuple[int, ...]
NOWHERE: State = (0, 0, 0, 0, 0)
_DOUBTS = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading a footprint may come to that is damaged, or none of ours."""


class Look:
    """What :func:`glance` ``found``, and when it looked: its ``now`` and ``clock``."""

    __slots__ = ("clock", "found", "now")

    def __init__(self, now: float, clock: int, found: Found | None) -> None:
        self.now, self.clock, self.found = now, clock, found


def glance(cache: str, question: Mapping[str, object], now: float, clock: int) -> Found | None:
    """The footprint below ``cache`` as JSON has it, with the inputs as they are now; the files that are not as they
    were; and the states of all. None when a build would find anything else changed: a file more or less, a folder, a
    mode, the program, what is published. With no file changed it would find everything as it was.

    ``question`` are the fields of a :class:`~journeyblog.build.footprint.Question`, ``now`` is the instant to build
    for, in seconds, and ``clock`` the real time in nanoseconds since 1970. Files that were young then are compared by
    their bytes until they are old: from then on their times suffice.
    """
    try:
        seen = _last(cache, question, now)
        if seen is None:
            return None
        known = dict(seen["inputs"]["young"])
        digest, young, lines = look(str(question["root"]), clock - YOUNG, known)
        digests = {path: digest_of(f"{question['root']}/{path}") for path in young}
        changed = {path for path, had in known.items() if digests.get(path) != had}
        if digest != seen["inputs"]["digest"]:
            changed.update(_changed(cache, seen["inputs"]["digest"], lines))
        else:
            changed.update(digests.keys() - known.keys())  # of these nobody knows what they were
    except _DOUBTS:
        return None
    still = {path: digests[path] for path, newest in young.items() if newest >= clock - YOUNG}
    now_seen = {**seen, "inputs": {"digest": digest, "young": still}}
    if not changed and len(still) < len(known):
        leave(cache, now_seen)
    return now_seen, frozenset(changed), lines


def _last(cache: str, question: Mapping[str, object], now: float) -> "dict[str, Any] | None":
    """The footprint below ``cache``, if it was left by the same program for the same question, still holds at ``now``
    and what it saw published is what is published.
    """
    with open(f"{cache}/{FILE}", "rb") as file:
        seen = json.loads(file.read())
    if seen["form"] != FORM or seen["question"] != question:
        return None
    if not seen["since"] <= now or not _is_before(now, seen["until"]):
        return None
    if list(state_of(seen["manifest"])) != seen["published"] or not _is_same_program(seen["engine"]):
        return None
    if seen["python"] != python() or not isinstance(seen["program"], str) or not isinstance(seen["said"], dict):
        return None
    return dict(seen)


def _changed(cache: str, digest: str, lines: Lines) -> Iterator[str]:
    """The files whose states differ from those that the last build kept. Raises ``ValueError`` when anything else does,
    or when ``digest`` is not theirs.
    """
    with open(f"{cache}/{LINES}", "rb") as file:
        kept: Lines = json.loads(file.read())
    if _sum(kept) != digest or kept.keys() != lines.keys():
        raise ValueError("other folders")
    for folder, before in kept.items():
        for had, has in zip(before, lines[folder], strict=True):
            if had == has:
                continue
            (name, _, old), (same, _, new) = had.partition("/"), has.partition("/")
            mode = new.partition(" ")[0]
            if name != same or mode != old.partition(" ")[0] or not stat.S_ISREG(int(mode)):
                raise ValueError("another file")
            yield f"{folder}/{name}"


def nothing_changed(posts: object, files: object, output: str) -> str:
    """What a build says that had nothing to do; counts that are none raise ``ValueError``."""
    return f"Nothing changed: {posts:,} post{'' if posts == 1 else 's'}, {files:,} files in {output}"


def leave(cache: str, footprint: Mapping[str, object], lines: Lines | None = None) -> None:
    """Keep the footprint below ``cache``, and the inputs' states unless they are as they were.

    A cache that cannot be written is no cache.
    """
    if lines is not None:
        _keep(f"{cache}/{LINES}", lines)
    _keep(f"{cache}/{FILE}", footprint)


def _keep(path: str, value: object) -> None:
    temporary = f"{path}.{os.getpid()}"
    with contextlib.suppress(OSError):
        os.unlink(temporary)  # of a build that was killed; or a link that a stranger laid
    try:
        with open(temporary, "xb") as file:  # never through a link
            file.write(json.dumps(value, separators=(",", ":")).encode())
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def forget(cache: str) -> None:
    """Before a build: until it has ended well, nobody vouches for anything. What killed builds left goes too."""
    with contextlib.suppress(OSError):
        os.unlink(f"{cache}/{FILE}")
    with contextlib.suppress(OSError):
        for name in os.listdir(cache):
            if name.startswith((f"{FILE}.", f"{LINES}.")):
                os.unlink(f"{cache}/{name}")


def look(root: str, since: int, known: Collection[str]) -> tuple[str, Mapping[str, int], Lines]:
    """A digest of all inputs' states below ``root``; of each file that is ``known`` or as young as ``since``
    (nanoseconds) its newest time; and the states. Raises ``OSError`` for a folder that cannot be read, and for a link
    whose end cannot be watched.

    Of a folder only its place counts: its times change with files that nobody reads.
    """
    found_lines: Lines = {}
    young: dict[str, int] = {}
    lstat = os.lstat  # of ten thousand files: quicker than to ask the entries of os.scandir
    waiting = [folder for folder in INPUTS if os.path.isdir(f"{root}/{folder}")]
    while waiting:
        folder = waiting.pop()
        hidden = not f"{folder}/".startswith(f"{KEEPS_HIDDEN}/")
        lines = found_lines[folder] = []
        for name in sorted(os.listdir(f"{root}/{folder}")):
            if (hidden and name[0] == ".") or (name.endswith(LITTER) and folder[:7] == "content"):
                continue
            own = lstat(f"{root}/{folder}/{name}")
            mode, changed, turned = own.st_mode, own.st_mtime_ns, own.st_ctime_ns
            if stat.S_ISDIR(mode):
                waiting.append(f"{folder}/{name}")
                lines.append(f"{name}/{mode} {own.st_ino}")
                continue
            line = f"{name}/{mode} {own.st_size} {own.st_ino} {changed} {turned}"
            if stat.S_ISLNK(mode):
                end = _state_behind(f"{root}/{folder}/{name}", folder)
                line, changed, turned = f"{line} {end}", max(changed, end[-2]), max(turned, end[-1])
            lines.append(line)
            if changed >= since or turned >= since or (known and f"{folder}/{name}" in known):
                path = f"{folder}/{name}"
                if os.path.isfile(f"{root}/{path}"):
                    young[path] = max(changed, turned)
    return _sum(found_lines), young, found_lines


def _sum(found: Lines) -> str:
    digest = blake2b(digest_size=16)
    for folder, lines in found.items():
        digest.update("\0".join((folder, *lines, "", "")).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def digest_of(path: str) -> str:
    """The digest of a file's bytes."""
    with open(path, "rb") as file:
        return blake2b(file.read(), digest_size=16).hexdigest()


def state_of(path: str) -> State:
    """Of a file, following links; zeros when it is not there."""
    try:
        return _state(os.stat(path))
    except (OSError, ValueError):  # a path with a NUL, from a footprint that is none of ours
        return NOWHERE


def own_files() -> Iterator[str]:
    """The files of this program, its built-in themes included, without what Python makes of them."""
    for top in (PACKAGE, f"{os.path.dirname(PACKAGE)}/themes"):
        for folder, folders, files in os.walk(top):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            yield from (f"{folder}/{name}" for name in sorted(files))


def python() -> list[str]:
    """Which Python runs, and where it finds its libraries."""
    return [sys.version, *sys.path[1:]]  # the first is the folder of the program that was called


def _is_before(now: float, until: float | None) -> bool:
    return until is None or now < until


def _is_same_program(engine: Mapping[str, list[int]]) -> bool:
    if any(list(state_of(path)) != state for path, state in engine.items()):
        return False
    return not set(own_files()) - engine.keys()


def _state_behind(path: str, folder: str) -> State:
    """Of what a link leads to. Raises ``OSError`` for a folder below ``themes/``, which would have to be walked too."""
    try:
        found = os.stat(path)
    except OSError:
        return NOWHERE
    if folder.startswith(THEMES) and stat.S_ISDIR(found.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
    return _state(found)


def _state(found: os.stat_result) -> State:
    return (found.st_mode, found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
