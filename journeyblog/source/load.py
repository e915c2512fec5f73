"""All texts of a site, decoded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from journeyblog.diagnostics import Diagnostic
from journeyblog.model import model_shapes
from journeyblog.model.business import Business
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.schema import Shape
from journeyblog.source.discover import Sources
from journeyblog.source.entries import Entry, decode_entry
from journeyblog.source.read import SiteFiles, Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The decoded texts of a site. ``broken`` are the paths of those with errors, ``files`` the files beside texts."""

    posts: tuple[Entry[Post], ...] = ()
    journeys: tuple[Entry[Journey], ...] = ()
    businesses: tuple[Entry[Business], ...] = ()
    pages: tuple[Entry[Page], ...] = ()
    broken: tuple[str, ...] = ()
    files: frozenset[str] = field(default_factory=frozenset)


def load_entries(files: SiteFiles, sources: Sources, scale: Scale) -> tuple[Entries, tuple[Diagnostic, ...]]:
    """Every text of ``sources``; one with an error is in ``broken`` instead."""
    shapes = model_shapes(scale)
    found: list[Diagnostic] = []
    broken: list[str] = []

    def load(paths: Iterable[str], shape: Shape) -> tuple[Entry[Any], ...]:
        entries = []
        for path in paths:
            entry, diagnostics = _load(files, path, shape)
            found.extend(diagnostics)
            if entry is None:
                broken.append(path)
            else:
                entries.append(entry)
        return tuple(entries)

    entries = Entries(
        posts=load(sources.posts, shapes.of(Post)),
        journeys=load(sources.journeys, shapes.of(Journey)),
        businesses=load(sources.businesses, shapes.of(Business)),
        pages=load(sources.pages, shapes.of(Page)),
        broken=tuple(broken),
        files=sources.media,
    )
    return entries, tuple(found)


def _load(files: SiteFiles, path: str, shape: Shape) -> tuple[Entry[Any] | None, tuple[Diagnostic, ...]]:
    try:
        text = files.read_text(path)
    except Unreadable as unreadable:
        return None, (unreadable.diagnostic,)
    return decode_entry(text, path, shape)
