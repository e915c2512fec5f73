"""Nothing changed: told from the footprint that the last build left, before anything heavy is imported.

In: what is asked now, and the folder's state as the file system tells it. Out: what the last build left, if doing it
again could only give the same; else nothing, and the build runs.

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
from collections.abc import Collection, Iterator, Mapping
from hashlib import blake2b
from operator import attrgetter

FILE = "footprint.json"
FORM = 1
YOUNG = 2_000_000_000
"""Nanoseconds: a file system may tell times no better than this, so a younger file may change without a trace."""
THEMES = "themes"
INPUTS = ("content", THEMES)
KEEPS_HIDDEN = "content/static"
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

State = tuple[int, ...]
NOWHERE: State = (0, 0, 0, 0, 0)
_name_of = attrgetter("name")


def glance(cache: str, question: Mapping[str, object], now: float, clock: int) -> dict[str, object] | None:
    """The footprint below ``cache``, as JSON has it, if a build would find everything as it was.

    ``question`` are the fields of a :class:`~journeyblog.build.footprint.Question`, ``now`` is the instant to build
    for, in seconds, and ``clock`` the real time in nanoseconds since 1970. Files that were young then are compared by
    their bytes until they are old: from then on their times suffice.
    """
    try:
        with open(f"{cache}/{FILE}", "rb") as file:
            seen = json.loads(file.read())
        inputs, since, until = seen["inputs"], seen["since"], seen["until"]
        known = dict(inputs["young"])
        if seen["form"] != FORM or seen["question"] != question or not since <= now or not _is_before(now, until):
            return None
        if list(state_of(seen["manifest"])) != seen["published"] or not _is_same_program(seen["engine"]):
            return None
        digest, young = look(str(question["root"]), clock - YOUNG, known)
        if digest != inputs["digest"] or any(
            digest_of(f"{question['root']}/{path}") != known.get(path) for path in young
        ):
            return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    still = {path: known[path] for path, newest in young.items() if newest >= clock - YOUNG}
    if len(still) < len(known):
        leave(cache, {**seen, "inputs": {**inputs, "young": still}})
    return dict(seen)


def nothing_changed(posts: object, files: object, output: str) -> str:
    """What a build says that had nothing to do; counts that are none raise ``ValueError``."""
    return f"Nothing changed: {posts:,} post{'' if posts == 1 else 's'}, {files:,} files in {output}"


def leave(cache: str, footprint: Mapping[str, object]) -> None:
    """Keep the footprint below ``cache``; a cache that cannot be written is no cache."""
    temporary = f"{cache}/{FILE}.{os.getpid()}"
    with contextlib.suppress(OSError):
        os.unlink(temporary)  # of a build that was killed; or a link that a stranger laid
    try:
        with open(temporary, "xb") as file:  # never through a link
            file.write(json.dumps(footprint, separators=(",", ":")).encode())
        os.replace(temporary, f"{cache}/{FILE}")
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def forget(cache: str) -> None:
    """Before a build: until it has ended well, nobody vouches for anything."""
    with contextlib.suppress(OSError):
        os.unlink(f"{cache}/{FILE}")


def look(root: str, since: int, known: Collection[str]) -> tuple[str, Mapping[str, int]]:
    """A digest of all inputs' states below ``root``; and of each file that is ``known`` or as young as ``since``
    (nanoseconds) its newest time. Raises ``OSError`` for a folder that cannot be read, and for a link whose end cannot
    be watched.

    Of a folder only its place counts: its times change with files that nobody reads.
    """
    digest = blake2b(digest_size=16)
    young: dict[str, int] = {}
    waiting = [folder for folder in INPUTS if os.path.isdir(f"{root}/{folder}")]
    while waiting:
        folder = waiting.pop()
        hidden = not f"{folder}/".startswith(f"{KEEPS_HIDDEN}/")
        with os.scandir(f"{root}/{folder}") as found:
            entries = sorted(found, key=_name_of)
        lines = [folder]
        for entry in entries:
            name = entry.name
            if hidden and name[0] == ".":
                continue
            own = entry.stat(follow_symlinks=False)
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
        digest.update("\0".join(lines).encode("utf-8", "surrogateescape"))
        digest.update(b"\0\0")
    return digest.hexdigest(), young


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
