"""The manifest: which files of the output folder are ours, by path, size and digest.

In: the records of a build, or the bytes found in an output folder. Out: bytes, or records.

Invariant: the same records give the same bytes (no time, no host, no order of arrival), and records read from
a disk name only paths that stay inside the output. The digest is BLAKE2b with 16 bytes, in hex.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring

from journeyblog.build.publish.paths import MANIFEST, check_path
from journeyblog.build.publish.tree import read_regular

FORMAT = 1
_HEX = re.compile(r"[0-9a-f]{32}")


class ManifestUnreadable(Exception):
    """The file is there but is not a manifest that this version understands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One published file: its digest (32 hex digits) and its size in bytes."""

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
    records: dict[str, Record] = {}
    for path, value in files.items():
        try:
            check_path(path)
        except ValueError as error:
            raise ManifestUnreadable("it names a path outside the output folder") from error
        match value:
            case [str() as digest, int() as size] if _HEX.fullmatch(digest) and type(size) is int and size >= 0:
                records[path] = Record(digest=digest, size=size)
            case _:
                raise ManifestUnreadable("one of its entries is damaged")
    return records


def read_manifest(output: str) -> bytes | None:
    """Give the bytes of the manifest in ``output``; None when there is none (a link does not count)."""
    return read_regular(f"{output}/{MANIFEST}")
