"""Nothing changed: told from the footprint that the last build left, before anything heavy is imported.

In: what is asked now, and the folder's state as the file system tells it. Out: what the last build said, if doing it
again could only give the same; else nothing, and the build runs.

Invariant: a footprint never vouches for what it cannot know. It holds the status of every input (mode, size, inode,
times of content and of status), the digest of those that were too young for their times to tell two versions apart,
the identity of the published manifest, of this program and of the libraries it uses, and the span of time in which no
post falls due. Any doubt is a build. Nothing here is run or unpacked: a footprint from a stranger can only be wrong.
"""

import contextlib
import errno
import json
import os
import stat
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Self

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a build is asked: the site's real folder, the output folder (empty: the settings say it), and the options
    that change what it does.
    """

    root: str
    output: str
    drafts: bool
    future: bool
    strict: bool
    keep_going: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A build about to begin: what it is asked, the instant it is to be built for, and the real time in nanoseconds
    since 1970.
    """

    question: Question
    now: datetime
    clock: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the build told, as plain values; ``held`` are (path, reason)."""

    posts: int
    files: int
    output: str
    diagnostics: list[Mapping[str, Any]]
    held: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The state of all that a build reads, at one moment: a digest of all states, and the young files' own digests."""

    digest: str
    young: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """What the last build leaves. It holds from ``since`` to before ``until``, seconds since 1970, or for ever."""

    question: Question
    inputs: Inputs
    engine: Mapping[str, State]
    manifest: str
    published: State
    since: float
    until: float | None
    said: Said

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """Raises ``ValueError``, ``KeyError`` or ``TypeError`` for what is no footprint of this form."""
        raw = json.loads(data)
        if raw.pop("form") != FORM:
            raise ValueError("another form")
        raw["question"] = Question(**raw["question"])
        raw["inputs"] = Inputs(**raw["inputs"])
        raw["said"] = Said(**{**raw["said"], "held": [(path, reason) for path, reason in raw["said"]["held"]]})
        raw["engine"] = {path: tuple(state) for path, state in raw["engine"].items()}
        raw["published"] = tuple(raw["published"])
        made = cls(**raw)
        times = (made.since, 0.0 if made.until is None else made.until)
        if not (all(isinstance(time, float) for time in times) and isinstance(made.manifest, str)):
            raise TypeError("no times, or no path")
        if not isinstance(made.inputs.young, dict):
            raise TypeError("no digests by path")
        return made

    def encode(self) -> bytes:
        """One line of JSON."""
        return json.dumps({"form": FORM, **asdict(self)}, separators=(",", ":")).encode()


def see_inputs(root: str, clock: int) -> Inputs:
    """The state of the inputs below ``root``; ``clock`` in nanoseconds since 1970 decides which files are young.

    Raises ``OSError`` for a folder or a young file that cannot be read, and for a link whose end it cannot watch.
    """
    digest, young = _look(root, clock - YOUNG, ())
    return Inputs(digest=digest, young={path: _digest_of(f"{root}/{path}") for path in young})


def see_engine() -> Mapping[str, State]:
    """The state of this program's files and of the libraries that are loaded now, by path."""
    libraries = (getattr(module, "__file__", None) for name, module in sorted(sys.modules.items()) if "." not in name)
    paths = [path for path in libraries if path is not None and f"{os.sep}site-packages{os.sep}" in path]
    return {path: state_of(path) for path in (sys.executable, *own_files(), *paths)}


def state_of(path: str) -> State:
    """Of a file, following links; zeros when it is not there."""
    try:
        return _state(os.stat(path))
    except (OSError, ValueError):  # a path with a NUL, from a footprint that is none of ours
        return NOWHERE


def glance(cache: str, visit: Visit) -> Footprint | None:
    """The footprint below ``cache``, if a build would find everything as it was.

    Files that were young then are compared by their bytes until they are old: from then on their times suffice.
    """
    question, now = visit.question, visit.now.timestamp()
    try:
        with open(f"{cache}/{FILE}", "rb") as file:
            seen = Footprint.decode(file.read())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if seen.question != question or not seen.since <= now or (seen.until is not None and now >= seen.until):
        return None
    if state_of(seen.manifest) != seen.published or any(state_of(p) != state for p, state in seen.engine.items()):
        return None
    if set(own_files()) - seen.engine.keys():
        return None
    known = seen.inputs.young
    try:
        digest, young = _look(question.root, visit.clock - YOUNG, known)
        same = digest == seen.inputs.digest and all(
            _digest_of(f"{question.root}/{path}") == known.get(path) for path in young
        )
    except OSError:
        return None
    if not same:
        return None
    still = {path: known[path] for path, newest in young.items() if newest >= visit.clock - YOUNG}
    if len(still) < len(known):
        leave(cache, replace(seen, inputs=replace(seen.inputs, young=still)))
    return seen


def leave(cache: str, footprint: Footprint) -> None:
    """Keep the footprint below ``cache``; a cache that cannot be written is no cache."""
    temporary = f"{cache}/{FILE}.{os.getpid()}"
    try:
        with open(temporary, "wb") as file:
            file.write(footprint.encode())
        os.replace(temporary, f"{cache}/{FILE}")
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def forget(cache: str) -> None:
    """Before a build: until it has ended well, nobody vouches for anything."""
    with contextlib.suppress(OSError):
        os.unlink(f"{cache}/{FILE}")


def _look(root: str, since: int, known: Collection[str]) -> tuple[str, Mapping[str, int]]:
    """A digest of all inputs' states; and of each file that is ``known`` or as young as ``since`` its newest time.

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


def _state_behind(path: str, folder: str) -> State:
    """Of what a link leads to. Raises ``OSError`` for a folder below ``themes/``, which would have to be walked too."""
    try:
        found = os.stat(path)
    except OSError:
        return NOWHERE
    if folder.startswith(THEMES) and stat.S_ISDIR(found.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
    return _state(found)


def own_files() -> Iterator[str]:
    """The files of this program, its built-in themes included, without what Python makes of them."""
    for top in (PACKAGE, f"{os.path.dirname(PACKAGE)}/themes"):
        for folder, folders, files in os.walk(top):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            yield from (f"{folder}/{name}" for name in sorted(files))


def _state(found: os.stat_result) -> State:
    return (found.st_mode, found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)


def _digest_of(path: str) -> str:
    with open(path, "rb") as file:
        return blake2b(file.read(), digest_size=16).hexdigest()
