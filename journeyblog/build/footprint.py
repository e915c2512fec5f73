"""Nothing changed: told from the footprint that the last build left, before anything heavy is imported.

In: what is asked now, and the folder's state as the file system tells it. Out: what the last build said, if doing it
again could only give the same; else nothing, and the build runs.

Invariant: a footprint never vouches for what it cannot know. It holds the status of every input (mode, size, inode,
times of content and of status), the digest of those that were too young for their times to tell two versions apart,
the identity of the published manifest, of this program and of the libraries it uses, and the span of time in which no
post falls due. Any doubt is a build. Nothing here is run or unpacked: a footprint from a stranger can only be wrong.
"""

import contextlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from typing import Any, Self

FILE = "footprint.json"
FORM = 1
YOUNG = 2_000_000_000
"""Nanoseconds: a file system may tell times no better than this, so a younger file may change without a trace."""
INPUTS = ("content", "themes")
KEEPS_HIDDEN = "content/static"
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

State = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a build is asked: the site's real folder, the output as given, and the options that change what it does."""

    root: str
    output: str
    drafts: bool
    future: bool
    strict: bool
    keep_going: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A build about to begin: what it is asked, and the real time in nanoseconds since 1970."""

    question: Question
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
        return cls(**raw)

    def encode(self) -> bytes:
        """One line of JSON."""
        return json.dumps({"form": FORM, **asdict(self)}, separators=(",", ":")).encode()


def see_inputs(root: str, clock: int) -> Inputs:
    """The state of the inputs below ``root``; ``clock`` in nanoseconds since 1970 decides which files are young.

    Raises ``OSError`` for a folder or a young file that cannot be read.
    """
    digest = blake2b(digest_size=16)
    young: dict[str, str] = {}
    for folder in INPUTS:
        for path, state, newest in _walk(root, folder):
            digest.update(f"{path}\0{state}\n".encode("utf-8", "surrogateescape"))
            if newest >= clock - YOUNG and os.path.isfile(f"{root}/{path}"):
                young[path] = _digest_of(f"{root}/{path}")
    return Inputs(digest=digest.hexdigest(), young=young)


def see_engine() -> Mapping[str, State]:
    """The state of this program's files and of the libraries that are loaded now, by path."""
    libraries = (getattr(module, "__file__", None) for name, module in sorted(sys.modules.items()) if "." not in name)
    paths = [path for path in libraries if path is not None and f"{os.sep}site-packages{os.sep}" in path]
    return {path: state_of(path) for path in (sys.executable, *_own_files(), *paths)}


def state_of(path: str) -> State:
    """Of a file, following links; zeros when it is not there."""
    try:
        return _state(os.stat(path))
    except OSError:
        return (0,)


def glance(cache: str, question: Question, now: float, clock: int) -> Footprint | None:
    """The footprint below ``cache``, if a build for ``now`` (seconds since 1970) would find everything as it was.

    ``clock`` is the real time in nanoseconds since 1970: once the young files are old, their times alone suffice.
    """
    try:
        with open(f"{cache}/{FILE}", "rb") as file:
            seen = Footprint.decode(file.read())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if seen.question != question or not seen.since <= now or (seen.until is not None and now >= seen.until):
        return None
    if state_of(seen.manifest) != seen.published or any(state_of(p) != state for p, state in seen.engine.items()):
        return None
    if set(_own_files()) - seen.engine.keys():
        return None
    try:
        inputs = see_inputs(question.root, clock)
        same = inputs.digest == seen.inputs.digest and all(
            _digest_of(f"{question.root}/{path}") == digest for path, digest in seen.inputs.young.items()
        )
    except OSError:
        return None
    if not same:
        return None
    if len(inputs.young) < len(seen.inputs.young):
        leave(cache, replace(seen, inputs=inputs))
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


def _walk(root: str, folder: str) -> Iterator[tuple[str, State, int]]:
    """(path, state, newest time in nanoseconds) of everything below ``folder``, in order of names."""
    try:
        with os.scandir(f"{root}/{folder}") as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    hidden = not f"{folder}/".startswith(f"{KEEPS_HIDDEN}/")
    for entry in entries:
        if hidden and entry.name.startswith("."):
            continue
        path = f"{folder}/{entry.name}"
        own = entry.stat(follow_symlinks=False)
        state, newest = _state(own), max(own.st_mtime_ns, own.st_ctime_ns)
        if stat.S_ISDIR(own.st_mode):
            yield path, (own.st_mode, own.st_ino), 0
            yield from _walk(root, path)
            continue
        if stat.S_ISLNK(own.st_mode):
            with contextlib.suppress(OSError):
                led_to = os.stat(f"{root}/{path}")
                state += _state(led_to)
                newest = max(newest, led_to.st_mtime_ns, led_to.st_ctime_ns)
        yield path, state, newest


def _own_files() -> Iterator[str]:
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
