"""Files that front matter names, a picture or a track: is it one, is it there, may it be published."""

import posixpath
import re
from collections.abc import Collection, Iterator
from typing import Any

from journeyblog.diagnostics import Diagnostic, did_you_mean
from journeyblog.model.journey import Journey
from journeyblog.model.post import Post
from journeyblog.site.links import Names, Target, Way, parse_target
from journeyblog.source.discover import CONTENT
from journeyblog.source.entries import Entry

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg")
TRACKS = (".gpx",)
_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_NEARLY = re.compile(r"(?:https?:?/*)?(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]|$)", re.IGNORECASE)
_PHOTOS = (".heic", ".heif", ".tif", ".tiff", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf")
"""Photos that are told where they are published, with what to do."""


def check_attachments(entry: Entry[Any], names: Names) -> Iterator[Diagnostic]:
    """What is wrong with the ``image`` and the ``gpx`` of a text."""
    fields = entry.fields
    if fields.image:
        yield from _check(entry, "image", fields.image, (*PICTURES, *_PHOTOS), names)
    if isinstance(fields, Post | Journey) and fields.gpx:
        yield from _check(entry, "gpx", fields.gpx, TRACKS, names)


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


def _check(
    entry: Entry[Any], field: str, written: str, suffixes: tuple[str, ...], names: Names
) -> Iterator[Diagnostic]:
    target = parse_target(written, entry.path)
    what = "picture" if field == "image" else "track"
    beside = f"Name a file beside this text, as in  {field}: {'table.jpg' if field == 'image' else 'walk.gpx'}"
    if target.way is Way.ELSEWHERE or (target.way is Way.RELATIVE and written.lower().startswith("www.")):
        if field == "image" and _WEB.fullmatch(written):
            return
        made = mended_address(written) if field == "image" else ""
        yield entry.error("bad-url", f"'{written}' is not the address of a {what}", entry.locate(field),
                          f"Write  {field}: {made}" if made else beside)  # fmt: skip
    elif target.way in (Way.ANCHOR, Way.NAMED):
        yield entry.error("bad-url", f"'{written}' is not the address of a {what}", entry.locate(field), beside)
    elif target.way is Way.ROOT:
        return  # told when everything that the site publishes is known
    elif not target.path.startswith(f"{CONTENT}/") and _is_above(target, entry.path):
        yield entry.error("bad-path", f"'{written}' leads out of the {CONTENT} folder", entry.locate(field),
                          f"Copy the file beside this text, and write its name:  {field}: "
                          f"{posixpath.basename(written)}")  # fmt: skip
    elif (path := _path(target, entry.path)) in names.texts:
        yield entry.error("bad-image", f"'{written}' is a text, not a {what}", entry.locate(field), beside)
    elif path not in names.files:
        near = _near(path, names.files)
        yield entry.error("missing-file", f"There is no file '{written}' beside this text", entry.locate(field),
                          near or "Put the file there, or mend its name")  # fmt: skip
    elif not path.lower().endswith(suffixes):
        known = ", ".join(suffix[1:].upper() for suffix in (PICTURES if field == "image" else TRACKS))
        yield entry.error(
            "bad-image", f"'{written}' is no {what}", entry.locate(field), f"Name a file of the kind {known}"
        )


def _path(target: Target, path: str) -> str:
    """The site path of the file meant, also without a suffix."""
    if target.way is not Way.RELATIVE:
        return target.path
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target.path))


def _is_above(target: Target, path: str) -> bool:
    return not _path(target, path).startswith(f"{CONTENT}/")


def _near(path: str, files: Collection[str]) -> str:
    """*Did you mean* a file in the same folder, by its name or by its name without a suffix; else one of that name."""
    folder, name = posixpath.split(path)
    beside = {posixpath.basename(file) for file in files if posixpath.dirname(file) == folder}
    stems = {posixpath.splitext(other)[0].casefold(): other for other in sorted(beside)}
    if (same := stems.get(name.casefold())) is not None:
        return f"Did you mean '{same}'?"
    if near := did_you_mean(name, beside):
        return near
    elsewhere = sorted(file for file in files if posixpath.basename(file).casefold() == name.casefold())
    if not elsewhere:
        return ""
    return f"Did you mean '{posixpath.relpath(elsewhere[0], folder)}'?"
