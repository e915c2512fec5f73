"""A look at the output folder before it changes: what goes, and what others put there, which stays.

In: the records of the published site and of the new one, and the folder as it is. Out: what a publication has to mind.

Invariant: reads only. What was not made by us, or was changed by others since, is never among what goes.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from journeyblog.build.publish.failures import PublishFailed, show
from journeyblog.build.publish.manifest import Record, digest_bytes
from journeyblog.build.publish.paths import MANIFEST
from journeyblog.build.publish.plan import find_clashes, find_foreign
from journeyblog.build.publish.tree import Scan, read_regular, scan_tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The output folder as found: files of ours to remove, and entries that have to stay."""

    scan: Scan
    removed: frozenset[str]
    foreign: frozenset[str]


def survey(target: str, *, old: Mapping[str, Record], new: Mapping[str, Record], written: Set[str]) -> Survey:
    """Look at the output folder. Raises ``PublishFailed`` when something of others is where we have to write."""
    scan = scan_tree(target)
    leftover = (old.keys() - new.keys()) & scan.files
    edited = {path for path in leftover if not is_as_made(target, path, old[path])}
    foreign = find_foreign(old.keys(), new.keys(), scan, edited)
    clashes = set(find_clashes(new.keys() | {MANIFEST}, foreign, scan))
    claimed = (scan.files - old.keys()) & new.keys()
    clashes.update(path for path in claimed if not is_as_made(target, path, new[path]))
    if clashes:
        first, more = min(clashes), len(clashes) - 1
        others = f" (and {more} more)" if more else ""
        raise PublishFailed(
            f"{show(target)}/{show(first)}{others} was not made by journeyblog, and this build needs its place.",
            hint="Move it away, or give the page or file another address.",
        )
    lost = (new.keys() - written) - scan.files
    if lost:
        raise PublishFailed(
            f"{show(target)}/{show(min(lost))} was changed by something else during this build.",
            hint="Build again.",
        )
    return Survey(scan=scan, removed=frozenset(leftover - edited), foreign=frozenset(foreign))


def is_as_made(base: str, path: str, record: Record) -> bool:
    """Whether the file has the bytes that we wrote."""
    data = read_regular(f"{base}/{path}", size=record.size)
    return data is not None and digest_bytes(data) == record.digest
