"""What a build leaves for the next one to tell that nothing changed (:mod:`journeyblog.build.glance` reads it).

In: what was asked, the state of the inputs before they were read, and what the build said. Out: a small file, and one
with the states of all inputs.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from journeyblog.build import glance
from journeyblog.build.engine import library_records
from journeyblog.build.glance import FORM, YOUNG, Lines, State, digest_of, look, own_files, state_of


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
    """The state of all that a build reads, at one moment: a digest of all states, and the young files' own digests.

    The states themselves, of each folder's entries a line each, are ``lines``.
    """

    digest: str
    young: Mapping[str, str]
    lines: Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """What the last build leaves. It holds from ``since`` to before ``until``, seconds since 1970, or for ever.
    ``program`` is the digest of what ``engine`` has the states of, ``python`` says where that was found.
    """

    question: Question
    inputs: Inputs
    program: str
    python: list[str]
    engine: Mapping[str, State]
    manifest: str
    published: State
    since: float
    until: float | None
    said: Said


def see_inputs(root: str, clock: int) -> Inputs:
    """The state of the inputs below ``root``; ``clock`` in nanoseconds since 1970 decides which files are young.

    Raises ``OSError`` for a folder or a young file that cannot be read, and for a link whose end it cannot watch.
    """
    digest, young, lines = look(root, clock - YOUNG, ())
    return Inputs(digest=digest, young={path: digest_of(f"{root}/{path}") for path in young}, lines=lines)


def see_engine() -> Mapping[str, State]:
    """The state of this program's files, of the libraries that are loaded now, and of the records of all on which the
    bytes of a page depend, by path.
    """
    libraries = (getattr(module, "__file__", None) for name, module in sorted(sys.modules.items()) if "." not in name)
    paths = [path for path in libraries if path is not None and f"{os.sep}site-packages{os.sep}" in path]
    return {path: state_of(path) for path in (sys.executable, *own_files(), *paths, *library_records())}


def leave(cache: str, footprint: Footprint) -> None:
    """Keep the footprint below ``cache``; a cache that cannot be written is no cache."""
    raw = asdict(replace(footprint, inputs=replace(footprint.inputs, lines={})))
    del raw["inputs"]["lines"]
    glance.leave(cache, {"form": FORM, **raw}, footprint.inputs.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since the last build: no more than the contents of these files. ``seen`` is its
    :class:`Footprint` as JSON has it, but with the inputs as they are now, whose states are ``lines``.
    """

    seen: Mapping[str, Any]
    changed: frozenset[str]
    lines: Lines


def renew(cache: str, since: Since) -> None:
    """Leave a footprint of what is published now, made of the inputs as they were when somebody looked back."""
    glance.leave(cache, {**since.seen, "published": state_of(since.seen["manifest"])}, since.lines)


def look_back(cache: str, visit: Visit) -> Since | None:
    """What changed since the last build left its footprint below ``cache``; None when it may be anything."""
    return as_seen(glance.glance(cache, asdict(visit.question), visit.now.timestamp(), visit.clock))


def as_seen(found: glance.Found | None) -> Since | None:
    """What somebody found who looked already."""
    if found is None:
        return None
    seen, changed, lines = found
    return Since(seen=seen, changed=changed, lines=lines)
