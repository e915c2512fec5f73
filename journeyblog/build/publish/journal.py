"""The journal: an in-place publication written down before it begins, so that it can be finished or taken back.

In: the steps of a plan and three folders: the published one, the stage's new files, the stage's second names of
old files. Out: the published folder after all steps, or as it was before the first.

Invariant: every step may be repeated, forward or back, from any point at which a process may have died. A step
whose new file has left the stage has been done.
"""

import errno
import json
import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from journeyblog.build.publish.manifest import digest_bytes
from journeyblog.build.publish.paths import MANIFEST, check_path, climb
from journeyblog.build.publish.tree import (
    ABSENT,
    make_folder,
    make_folders,
    read_regular,
    sync_folder,
    write_new,
)

Direction = Literal["redo.json", "undo.json", "swap.json"]
REDO: Final = "redo.json"
UNDO: Final = "undo.json"
SWAP: Final = "swap.json"

FORMAT = 1
Act = Literal["make", "put", "remove", "drop"]
_DIGEST = re.compile(r"([0-9a-f]{32})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of the published folder: make or drop a folder, put or remove a file.

    ``digest`` is what a file to be removed must still hold; ``replaces`` tells that a put has something to
    put back.
    """

    act: Act
    path: str
    digest: str = ""
    replaces: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The steps for the output folder with this address (see ``Place.address``)."""

    address: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The three folders between which files move; all on one mount."""

    published: str
    tree: str
    old: str


class LinkInTheWay(OSError):
    """A folder on the way to a file is a link: following it would lead out of the output folder."""


def write_journal(folder: str, name: Direction, journal: Journal) -> None:
    """Write a journal so that it is there either whole or not at all, even after a power cut."""
    steps = [[step.act, step.path, step.digest, step.replaces] for step in journal.steps]
    data = json.dumps({"format": FORMAT, "address": journal.address, "steps": steps}, ensure_ascii=True).encode()
    write_new(f"{folder}/{name}.new", data, sync=True)
    os.rename(f"{folder}/{name}.new", f"{folder}/{name}")
    sync_folder(folder)


def read_journal(folder: str) -> tuple[Direction, Journal] | None:
    """Give the journal of a stage; None when it has none, or one that we cannot have written."""
    for name in get_args(Direction):
        data = read_regular(f"{folder}/{name}")
        if data is not None:
            try:
                return name, _decode(data)
            except (ValueError, TypeError, RecursionError):
                return None
    return None


def complete(steps: Iterable[Step], bench: Bench) -> None:
    """Do all steps, in order; those that were done already change nothing."""
    safe: set[str] = set()
    for step in steps:
        target = _open_way(bench.published, step.path, safe)
        match step.act:
            case "make":
                _make(target)
            case "put":
                staged = _open_way(bench.tree, step.path, safe)
                if os.path.lexists(staged):
                    os.replace(staged, target)
            case "remove":
                data = read_regular(target)
                if data is not None and digest_bytes(data) == step.digest:
                    os.unlink(target)
            case "drop":
                _drop(target)
                safe.clear()


def take_back(steps: Sequence[Step], bench: Bench) -> None:
    """Undo what was done of the steps, last first."""
    safe: set[str] = set()
    for step in reversed(steps):
        target = _open_way(bench.published, step.path, safe)
        kept = _open_way(bench.old, step.path, safe)
        match step.act:
            case "make":
                _drop(target)
                safe.clear()
            case "put":
                if os.path.lexists(_open_way(bench.tree, step.path, safe)):
                    continue  # never done
                if not step.replaces:
                    _unlink(target)
                elif os.path.lexists(kept):
                    os.replace(kept, target)
            case "remove":
                if os.path.lexists(kept) and not os.path.lexists(target):
                    os.replace(kept, target)
            case "drop":
                if not os.path.isdir(target):  # asked first: a full disk may refuse even what is there
                    make_folders(bench.published, step.path, set())


def _open_way(base: str, path: str, safe: set[str]) -> str:
    """Join the two, having made sure that no folder between them is a link (journals may come from a stranger)."""
    for folder in climb(path):
        way = f"{base}/{folder}"
        if way in safe:
            break
        try:
            if stat.S_ISLNK(os.lstat(way).st_mode):
                raise LinkInTheWay(errno.ELOOP, "a folder on the way is a link", way)
            safe.add(way)
        except FileNotFoundError:
            pass
        except NotADirectoryError:
            pass
    return f"{base}/{path}"


def _make(path: str) -> None:
    try:
        make_folder(path)
    except FileExistsError:
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            raise


def _drop(path: str) -> None:
    """Remove a folder if it is empty; somebody else's entries keep it."""
    try:
        os.rmdir(path)
    except OSError as error:
        if error.errno not in (*ABSENT, errno.ENOTEMPTY, errno.EEXIST):
            raise


def _unlink(path: str) -> None:
    try:
        os.unlink(path)
    except OSError as error:
        if error.errno not in (*ABSENT, errno.EISDIR):
            raise


def _decode(data: bytes) -> Journal:
    content = json.loads(data)
    if content["format"] != FORMAT or not isinstance(content["address"], str):
        raise ValueError("not a journal of this version")
    return Journal(address=content["address"], steps=tuple(_decode_step(*fields) for fields in content["steps"]))


def _decode_step(act: Act, path: str, digest: str, replaces: bool) -> Step:
    if path != MANIFEST:
        check_path(path)
    if act not in get_args(Act) or not _DIGEST.fullmatch(digest) or not isinstance(replaces, bool):
        raise ValueError("not a step")
    return Step(act=act, path=path, digest=digest, replaces=replaces)
