"""Files that front matter names, a picture or a track: is it one, is it there, may it be published."""

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from journeyblog.diagnostics import Diagnostic, nearest
from journeyblog.model.journey import Journey
from journeyblog.model.post import Post
from journeyblog.site.links import Names, Target, Way, parse_target
from journeyblog.source.discover import CONTENT
from journeyblog.source.entries import Entry

_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_NEARLY = re.compile(r"(?:https?:?/*)?(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]|$)", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:|\\\\")
_PHOTOS = (".heic", ".heif", ".tif", ".tiff", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf")
"""Photos that are told where they are published, with what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a field names: its own name, what an author calls the file, an example, how such files' names end, and the
    code of one that is none.
    """

    field: str
    code: str
    name: str
    example: str
    suffixes: tuple[str, ...]


PICTURE = Kind(
    field="image",
    code="bad-image",
    name="picture",
    example="table.jpg",
    suffixes=(".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg", *_PHOTOS),
)
TRACK = Kind(field="gpx", code="bad-gpx", name="track", example="walk.gpx", suffixes=(".gpx",))


def check_attachments(entry: Entry[Any], names: Names) -> Iterator[Diagnostic]:
    """What is wrong with the ``image`` and the ``gpx`` of a text."""
    fields = entry.fields
    tracks = fields.gpx if isinstance(fields, Post | Journey) else ""
    for kind, written in ((PICTURE, fields.image), (TRACK, tracks)):
        if written and (fault := _fault(entry.path, kind, written, names)) is not None:
            code, message, hint = fault
            yield entry.error(code, message, entry.locate(kind.field), hint)


def mended_address(written: str) -> str:
    """The right form of an address that is none; empty when it is one or nobody can know."""
    if _WEB.fullmatch(written):
        return ""
    made = written.replace(" ", "%20")
    if made.startswith("//"):
        made = f"https:{made}"
    elif _NEARLY.match(made):
        made = "https://" + re.sub(r"^https?:?/*", "", made, flags=re.IGNORECASE)
    return made if _WEB.fullmatch(made) else ""


def _fault(path: str, kind: Kind, written: str, names: Names) -> tuple[str, str, str] | None:
    """Code, message and hint of what is wrong with a file named in the text at ``path``."""
    target = parse_target(written, path)
    if "\\" in written and "://" not in written:
        plain = written.replace("\\", "/")
        if _DRIVE.match(written):
            hint = f"Copy the file beside this text, and write  {kind.field}: {posixpath.basename(plain)}"
            return "bad-path", f"'{written}' is a place on your computer, not in your blog", hint
        hint = f"Write  {kind.field}: {_as_on_disk(plain, path, names.files)}"
        return "bad-path", f"'{written}' has backslashes, and an address has slashes", hint
    example = f"Name a file beside this text, as in  {kind.field}: {kind.example}"
    file = _path_of(target, path)
    if target.way in (Way.ELSEWHERE, Way.ANCHOR, Way.NAMED) or written.lower().startswith("www."):
        made = mended_address(written) if kind is PICTURE else ""
        if kind is PICTURE and _WEB.fullmatch(written):
            return None
        return "bad-url", f"'{written}' is not the address of a {kind.name}", (
            f"Write  {kind.field}: {made}" if made else example
        )  # fmt: skip
    if target.way is Way.ROOT:
        return None  # told when everything that the site publishes is known
    if not file.startswith(f"{CONTENT}/"):
        return "bad-path", f"'{written}' leads out of the {CONTENT} folder", (
            f"Copy the file beside this text, and write its name:  {kind.field}: {posixpath.basename(written)}"
        )  # fmt: skip
    if file in names.texts:
        return kind.code, f"'{written}' is a text, not a {kind.name}", example
    if file not in names.files:
        near = _near(file, names.files)
        meant = posixpath.relpath(near, posixpath.dirname(path)) if near else ""
        return "missing-file", f"There is no file '{written}' beside this text", (
            f"Did you mean  {kind.field}: {meant}?" if near else "Put the file there, or mend its name"
        )  # fmt: skip
    if kind is PICTURE and not file.lower().endswith(kind.suffixes):  # what a track holds is told when it is read
        known = ", ".join(suffix[1:].upper() for suffix in kind.suffixes if suffix not in _PHOTOS)
        return kind.code, f"'{written}' is no {kind.name}", f"Name a file of the kind {known}"
    return None


def _path_of(target: Target, path: str) -> str:
    """The site path of the file meant, also of one without a suffix."""
    if target.way is not Way.RELATIVE:
        return target.path
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target.path))


def _as_on_disk(written: str, path: str, files: Collection[str]) -> str:
    """A path from the text's folder, with the capitals that its file has."""
    folder = posixpath.dirname(path)
    meant = posixpath.normpath(posixpath.join(folder, written)).casefold()
    there = next((file for file in sorted(files) if file.casefold() == meant), "")
    return posixpath.relpath(there, folder) if there else written


def _near(path: str, files: Collection[str]) -> str:
    """A file in the same folder, by its name or by its name without a suffix; else one of that name; else nothing."""
    folder, name = posixpath.split(path)
    beside = {posixpath.basename(file) for file in files if posixpath.dirname(file) == folder}
    stems = {posixpath.splitext(other)[0].casefold(): other for other in sorted(beside)}
    if (same := stems.get(name.casefold()) or nearest(name, beside)) is not None:
        return posixpath.join(folder, same)
    return next((file for file in sorted(files) if posixpath.basename(file).casefold() == name.casefold()), "")
