"""All texts of a site, decoded."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from journeyblog.diagnostics import Diagnostic, has_errors
from journeyblog.model import model_shapes
from journeyblog.model.business import Business
from journeyblog.model.comment import Comments
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.schema import Shape
from journeyblog.source.discover import Sources
from journeyblog.source.entries import Entry, decode_entry, decode_list
from journeyblog.source.gpx import BadTrack, Track
from journeyblog.source.read import SiteFiles, Unreadable

Decode = Callable[[str, str, Shape], tuple[Entry[Any] | None, tuple[Diagnostic, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The decoded texts of a site, also those with mistakes: ``broken`` are the paths of all that have an error, and
    they are checked like the others, but never shown. ``files`` are the files beside texts.

    ``lost`` are the whole texts of those without an entry, as far as they can be read; ``unclear`` the texts of those
    broken ones that may have been meant as drafts; ``tracks`` are what the GPX files hold that texts name, by the file.
    ``comments`` are the files of comments, as far as they can be read, ``spoilt`` the paths of those with errors.
    """

    posts: tuple[Entry[Post], ...] = ()
    journeys: tuple[Entry[Journey], ...] = ()
    businesses: tuple[Entry[Business], ...] = ()
    pages: tuple[Entry[Page], ...] = ()
    broken: tuple[str, ...] = ()
    files: frozenset[str] = field(default_factory=frozenset)
    lost: Mapping[str, str] = field(default_factory=dict)
    unclear: Mapping[str, str] = field(default_factory=dict)
    tracks: Mapping[str, Track | BadTrack] = field(default_factory=dict)
    comments: tuple[Entry[Comments], ...] = ()
    spoilt: tuple[str, ...] = ()

    def every(self) -> tuple[Entry[Any], ...]:
        """All of them, of whatever kind."""
        return (*self.posts, *self.journeys, *self.businesses, *self.pages)


def without_texts(entries: Entries, paths: Collection[str]) -> Entries:
    """The entries with these texts counted as broken."""
    return replace(entries, broken=(*entries.broken, *sorted(paths)))


def without_settled(entries: Entries, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What was found later, but for what follows from a mistake that was told on the same line."""
    settled = {(entry.path, line) for entry in (*entries.every(), *entries.comments) for line in entry.settled}
    return tuple(one for one in found if (one.span.path, one.span.line) not in settled)


MAY_BE_DRAFT = ("unclear-draft", "front-matter-open")
"""Mistakes after which nobody can say whether the text was to be published."""
_SPEAKS_OF_IT = re.compile(r"^\W*(?:draft|publish|status\W*draft)", re.IGNORECASE | re.MULTILINE)
"""What a text with mistakes says when it may have been a draft."""


def load_entries(
    files: SiteFiles,
    sources: Sources,
    scale: Scale,
    dimensions: Collection[str] = (),
    decode: Decode = decode_entry,
) -> tuple[Entries, tuple[Diagnostic, ...]]:
    """Every text of ``sources``, and what is wrong with their fields.

    ``scale`` and ``dimensions`` are those of :func:`~journeyblog.model.model_shapes`; ``decode`` makes the entries,
    perhaps from memory.
    """
    shapes = model_shapes(scale, dimensions)
    found: list[Diagnostic] = []
    broken: list[str] = []
    lost: dict[str, str] = {}
    unclear: dict[str, str] = {}

    def load(paths: Iterable[str], shape: Shape) -> tuple[Entry[Any], ...]:
        entries = []
        for path in paths:
            entry, diagnostics = _load(files, path, shape, decode)
            found.extend(diagnostics)
            if entry is not None:
                entries.append(entry)
            if has_errors(diagnostics):
                broken.append(path)
                text = f"{entry.front}\n{entry.text}" if entry is not None else _whole_text(files, path)
                if entry is None:
                    lost[path] = text
                if any(one.code in MAY_BE_DRAFT for one in diagnostics) or _SPEAKS_OF_IT.search(text):
                    unclear[path] = text
        return tuple(entries)

    comments, spoilt = _load_comments(files, sources.comments, shapes.of(Comments), found)
    entries = Entries(
        posts=load(sources.posts, shapes.of(Post)),
        journeys=load(sources.journeys, shapes.of(Journey)),
        businesses=load(sources.businesses, shapes.of(Business)),
        pages=load(sources.pages, shapes.of(Page)),
        broken=tuple(broken),
        files=sources.media,
        lost=lost,
        unclear=unclear,
        comments=comments,
        spoilt=spoilt,
    )
    return entries, tuple(found)


def _load_comments(
    files: SiteFiles, paths: Iterable[str], shape: Shape, found: list[Diagnostic]
) -> tuple[tuple[Entry[Comments], ...], tuple[str, ...]]:
    """The files of comments, and the paths of those with errors."""
    read = {path: _load(files, path, shape, decode_list) for path in paths}
    for _, diagnostics in read.values():
        found.extend(diagnostics)
    entries = tuple(entry for entry, _ in read.values() if entry is not None)
    spoilt = (path for path, (entry, told) in read.items() if entry is None or has_errors(told))
    return entries, tuple(spoilt)


def _whole_text(files: SiteFiles, path: str) -> str:
    try:
        return files.read_text(path)
    except Unreadable:
        return ""


def _load(
    files: SiteFiles, path: str, shape: Shape, decode: Decode
) -> tuple[Entry[Any] | None, tuple[Diagnostic, ...]]:
    try:
        text = files.read_text(path)
    except Unreadable as unreadable:
        return None, (unreadable.diagnostic,)
    return decode(text, path, shape)
