"""Every text of a site by all the names that an author may know it by.

In: a prepared site. Out: :class:`Known` texts, and those that some words mean. What could not be decoded is known by
its file alone; a business or journey without a file by its slug.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from journeyblog.build.prepare import Prepared
from journeyblog.config import Settings
from journeyblog.diagnostics import nearest
from journeyblog.markdown import render
from journeyblog.site.candidates import render_body, stem_of
from journeyblog.slugs import slug
from journeyblog.source.discover import COMMENTS, CONTENT
from journeyblog.source.entries import Entry

KINDS = {"posts": "post", "journeys": "journey", "businesses": "business", "pages": "page"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A text. ``location`` is empty when it is not on the site, ``entry`` None when it could not be read, ``path`` when
    it has no file.
    """

    kind: str
    path: str
    slug: str
    title: str
    location: str = ""
    entry: Entry[Any] | None = None

    @property
    def name(self) -> str:
        """What to call it in a list: its file, else its kind and slug."""
        return self.path or f"{self.kind}:{self.slug}"


def register(prepared: Prepared) -> tuple[Known, ...]:
    """Every text, also those that are held back or broken."""
    published = {one.path or one.name: one for one in _published(prepared)}
    everything = dict(published)
    entries = prepared.entries
    groups: tuple[tuple[str, Iterable[Entry[Any]]], ...] = (
        ("post", entries.posts),
        ("journey", entries.journeys),
        ("business", entries.businesses),
        ("page", entries.pages),
    )
    for kind, group in groups:
        for entry in group:
            if entry.path not in everything:
                title = _title(entry, prepared.site.settings)
                known = Known(kind=kind, path=entry.path, slug=_slug(entry), title=title, entry=entry)
                everything[entry.path] = known
    for path in (*entries.broken, *prepared.withheld):
        if path not in everything and not path.startswith(COMMENTS):
            everything[path] = Known(kind=kind_of(path), path=path, slug=slug(stem_of(path)[0]), title="")
    return tuple(sorted(everything.values(), key=lambda one: one.name))


def find(words: str, known: Iterable[Known], base: str) -> tuple[Known, ...]:
    """The texts that ``words`` mean: a file, a slug, an address or a title; several when that is not clear.

    ``base`` is what stands before every address of the site. ``post:``, ``journey:``, ``business:`` and ``page:``
    before a slug choose the kind.
    """
    everything = tuple(known)
    kind, _, rest = words.partition(":")
    if not words:
        return ()
    if kind in KINDS.values() and rest:
        return tuple(one for one in everything if one.kind == kind and one.slug == rest.strip())
    path = posixpath.normpath(words)
    address = urlsplit(words).path if "://" in words else words.partition("#")[0].partition("?")[0]
    location = unquote(address).removesuffix("index.html").removeprefix(base).strip("/")
    tests: tuple[Callable[[Known], bool], ...] = (
        lambda one: one.path in (path, f"{CONTENT}/{path}"),
        lambda one: bool(one.location) and one.location.strip("/") == location and "/" in words,
        lambda one: one.slug == words,
        lambda one: bool(one.path) and words in (PurePosixPath(one.path).name, PurePosixPath(one.path).stem),
        lambda one: one.title.casefold() == words.casefold(),
        lambda one: bool(slug(words)) and slug(words) in (one.slug, slug(one.title)),
    )
    for fits in tests:
        found = tuple(one for one in everything if fits(one))
        if found:
            return found
    return ()


def near(words: str, known: Iterable[Known]) -> str:
    """The nearest name of any text, or nothing."""
    everything = tuple(known)
    names = (
        name for one in everything for name in (one.slug, one.title, PurePosixPath(one.path).name, one.path) if name
    )
    return nearest(words, names) or ""


def kind_of(path: str) -> str:
    """What a file is by the folder in which it lies."""
    parts = path.split("/")
    section = parts[1] if len(parts) > 2 else ""
    if section == "journeys" and not (len(parts) == 4 and PurePosixPath(path).stem.lower() == "index"):
        return "post"
    return KINDS.get(section, "file")


def _published(prepared: Prepared) -> Iterator[Known]:
    site = prepared.site
    for post in site.posts:
        yield Known(kind="post", path=post.path, slug=post.slug, title=post.title, location=post.location,
                    entry=post.entry)  # fmt: skip
    for page in site.pages:
        yield Known(kind="page", path=page.entry.path, slug=_slug(page.entry), title=page.title,
                    location=page.location, entry=page.entry)  # fmt: skip
    for journey in site.journeys.values():
        yield Known(kind="journey", path=journey.entry.path if journey.entry else "", slug=journey.slug,
                    title=journey.title, location=journey.location, entry=journey.entry)  # fmt: skip
    for business in site.businesses.values():
        yield Known(kind="business", path=business.entry.path if business.entry else "", slug=business.slug,
                    title=business.fields.name, location=business.location, entry=business.entry)  # fmt: skip


def _title(entry: Entry[Any], settings: Settings) -> str:
    """The title or name, else the text's first heading."""
    written: str = getattr(entry.fields, "title", "") or getattr(entry.fields, "name", "")
    return written or render_body(entry, settings, render, take_title=True)[0].title


def _slug(entry: Entry[Any]) -> str:
    return slug(getattr(entry.fields, "slug", "")) or slug(stem_of(entry.path)[0])
