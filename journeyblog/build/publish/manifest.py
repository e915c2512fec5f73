"""The manifest: which files of the output folder are ours, by path, size and digest.

In: the records of a build, or the bytes found in an output folder. Out: bytes, or records.

Invariant: the same records give the same bytes (no time, no host, no order of arrival), and records read from
a disk name only paths that stay inside the output. The digest is BLAKE2b with 16 bytes, in hex.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from journeyblog.build.publish.paths import MANIFEST, check_paths
from journeyblog.build.publish.tree import read_regular

FORMAT = 1
_DIGESTS = re.compile(r"(?:[0-9a-f]{32}\n)*")


class ManifestUnreadable(Exception):
    """The file is there but is not a manifest that this version understands."""


class Record(NamedTuple):
    """One published file: its digest (32 hex digits) and its size in bytes. A tuple, as 20,000 are made at a time."""

    digest: str
    size: int


def digest_bytes(data: bytes) -> str:
    """Give the digest by which the manifest knows a file."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def encode_manifest(records: Mapping[str, Record]) -> bytes:
    """Write the records as JSON, sorted by path, one file a line so that a diff stays readable."""
    lines = [
        f'  {encode_basestring(path)}: ["{record.digest}", {record.size}]' for path, record in sorted(records.items())
    ]
    files = "{\n" + ",\n".join(lines) + "\n }" if lines else "{}"
    return f'{{"format": {FORMAT},\n "files": {files}\n}}\n'.encode()


def decode_manifest(data: bytes) -> dict[str, Record]:
    """Read the records back. Raises ``ManifestUnreadable`` for anything that ``encode_manifest`` cannot have made."""
    try:
        content = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ManifestUnreadable("it is not valid JSON") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ManifestUnreadable("its format is not one that this version of journeyblog knows")
    files = content.get("files")
    if not isinstance(files, dict):
        raise ManifestUnreadable("it has no list of files")
    try:
        check_paths(files)
    except ValueError as error:
        raise ManifestUnreadable("it names a path outside the output folder") from error
    try:
        return dict(zip(files, map(Record, *_columns(tuple(files.values()))), strict=True))
    except (ValueError, TypeError) as error:
        raise ManifestUnreadable("one of its entries is damaged") from error


def _columns(entries: Sequence[Any]) -> tuple[Sequence[str], Sequence[int]]:
    """The digests and the sizes. All are looked at together, which takes a third of the time of one after the other;
    raises ``ValueError`` or ``TypeError`` if one is none.
    """
    digests, sizes = zip(*entries, strict=True) if entries else ((), ())
    lines = "\n".join((*digests, ""))
    if set(map(type, entries)) - {list} or len(lines) != 33 * len(digests) or not _DIGESTS.fullmatch(lines):
        raise ValueError("no digests")
    if set(map(type, sizes)) - {int} or min(sizes, default=0) < 0:
        raise ValueError("no sizes")
    return digests, sizes


def read_manifest(output: str) -> bytes | None:
    """Give the bytes of the manifest in ``output``; None when there is none (a link does not count)."""
    return read_regular(f"{output}/{MANIFEST}")
