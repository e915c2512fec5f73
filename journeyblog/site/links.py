"""Links in a body: what they name, whether it is there, and the attribute that a page prints for them.

Two steps, because a mistake must be known before anything is laid out: :func:`check_links` needs only names;
:class:`Atlas` turns a link into an attribute once every location is known.
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import unquote

from journeyblog.dates import day_of_file
from journeyblog.diagnostics import Diagnostic, Span, did_you_mean, nearest
from journeyblog.markdown import Body, Link, written
from journeyblog.site.directory import Directory, name_slug
from journeyblog.slugs import slug
from journeyblog.source.entries import Entry
from journeyblog.urls import href

NAMED = ("business", "journey", "post")
KNOWN = ("http", "https", "mailto", "tel", "sms", "geo", "xmpp")
"""Schemes that are never a slip of one of ours."""
_EXAMPLES = {"business": "la-macheta", "journey": "costa", "post": "a-day-in-mijas"}
HEADING_IDS = "A heading's id is its text in lower case, with - for spaces"
_TEXTS = (".md", ".markdown")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class Way(Enum):
    """How a target is written."""

    ANCHOR = "anchor"
    ELSEWHERE = "elsewhere"
    NAMED = "named"
    SOURCE = "source"
    FILE = "file"
    ROOT = "root"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Target:
    """A link's target taken apart. ``path`` is a site path for sources and files, else as written."""

    way: Way
    path: str
    anchor: str = ""
    scheme: str = ""
    query: str = ""


class State(Enum):
    """What became of a text."""

    SHOWN = "shown"
    HELD = "held"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Everything that a link may name. ``slugs`` leads from a post's slug to its file, ``twins`` from a slug that
    several posts have to the files of all but that one. ``journeys`` are the slugs of all journeys, also of those
    without a file, and what became of them.
    """

    texts: Mapping[str, State]
    ids: Mapping[str, frozenset[str]]
    slugs: Mapping[str, str]
    twins: Mapping[str, tuple[str, ...]]
    journeys: Mapping[str, State]
    directory: Directory
    stubs: Mapping[str, object]
    files: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """A published file beside a text; sizes in pixels, 0 when it is no picture."""

    location: str
    width: int = 0
    height: int = 0


def parse_target(target: str, path: str) -> Target:
    """What ``target``, written in the file ``path``, names: in composed Unicode, as files and headings are."""
    bare, _, anchor = unicodedata.normalize("NFC", target).partition("#")
    if not bare:
        return Target(Way.ANCHOR, "", anchor)
    if bare.startswith("//"):
        return Target(Way.ELSEWHERE, target)
    if (scheme := _SCHEME.match(bare)) is not None:
        name = scheme[1].lower()
        return (
            Target(Way.NAMED, bare[scheme.end() :].strip(), anchor, name)
            if name in NAMED
            else Target(Way.ELSEWHERE, target)
        )
    bare, mark, query = bare.partition("?")
    bare = unicodedata.normalize("NFC", unquote(bare))
    if bare.startswith("/"):
        return Target(Way.ROOT, bare, anchor, query=mark + query)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))
    if bare.lower().endswith(_TEXTS):
        return Target(Way.SOURCE, joined, anchor)
    if "." in posixpath.basename(bare) and not bare.endswith("/") and posixpath.basename(bare) != "..":
        return Target(Way.FILE, joined, anchor)
    return Target(Way.RELATIVE, bare, anchor, query=mark + query)


def check_links(entry: Entry[Any], body: Body, names: Names) -> Iterator[Diagnostic]:
    """The dead links of a body, each at its line."""
    for link in body.links:
        target = parse_target(link.target, entry.path)
        if target.way is Way.NAMED:
            yield from _check_named(entry, link, target, names)
        elif target.way is Way.ELSEWHERE:
            yield from _check_scheme(entry, link)
        elif target.way is Way.SOURCE:
            yield from _check_source(entry, link, target, names)
        elif target.way is Way.FILE and target.path not in names.files:
            near = did_you_mean(posixpath.basename(target.path), _neighbours(target.path, names.files))
            message = f"There is no file '{link.target}' beside this text"
            hint = near or "Put the file there, or mend its name"
            yield entry.error("missing-file", message, span_of_link(entry, link), hint)
        elif target.way is Way.ANCHOR and target.anchor and target.anchor not in body.ids:
            near = did_you_mean(target.anchor, body.ids)
            yield entry.warning("dead-anchor", f"There is no heading with the id '{target.anchor}' here",
                                span_of_link(entry, link), near or HEADING_IDS)  # fmt: skip


def named_business(target: Target, directory: Directory, stubs: Mapping[str, object]) -> str | None:
    """The business that a ``business:`` link names."""
    found = directory.business(target.path)
    if found is not None:
        return found
    return name_slug(target.path) if name_slug(target.path) in stubs else None


def meant_post(written: str, names: Names) -> str:
    """*Did you mean* a post, by its slug or by its file's name; empty when nothing is close."""
    stem = posixpath.basename(written).removesuffix(".md")
    without_date = slug(day_of_file(stem)[1])
    if without_date in names.slugs and without_date != written:
        return f"Did you mean '{without_date}'?"
    return did_you_mean(written, names.slugs)


def _check_scheme(entry: Entry[Any], link: Link) -> Iterator[Diagnostic]:
    """A slip in ``business:``, ``journey:`` or ``post:`` would be a link that no browser knows."""
    scheme, _, rest = link.target.partition(":")
    if rest.startswith("//") or scheme.lower() in KNOWN or (near := nearest(scheme, NAMED)) is None:
        return
    yield entry.error("dead-link", f"'{scheme}:' is not a kind of link", span_of_link(entry, link),
                      f"Did you mean '{near}:{rest.strip()}'?")  # fmt: skip


def _check_named(entry: Entry[Any], link: Link, target: Target, names: Names) -> Iterator[Diagnostic]:
    directory, wanted = names.directory, target.path
    if target.scheme == "business":
        found = named_business(target, directory, names.stubs)
        if found is None:
            near = did_you_mean(wanted, (*directory.businesses, *directory.names, *names.stubs))
            yield _dead(entry, link, "business", near)
        elif len(namesakes := directory.namesakes(wanted)) > 1:
            yield _ambiguous(entry, link, f"Several businesses are called '{wanted}'", namesakes)
        elif found in directory.businesses:
            yield from _check_text(entry, link, directory.businesses[found].path, target.anchor, names)
    elif target.scheme == "journey":
        if wanted in directory.journeys:
            yield from _check_text(entry, link, directory.journeys[wanted].path, target.anchor, names)
        elif names.journeys.get(wanted) is State.HELD:
            yield _held_back(entry, link)
        elif wanted not in names.journeys and slug(wanted) not in directory.broken:
            yield _dead(entry, link, "journey", did_you_mean(wanted, names.journeys))
    elif wanted not in names.slugs:
        yield _dead(entry, link, "post", meant_post(wanted, names))
    elif wanted in names.twins:
        files = (names.slugs[wanted], *names.twins[wanted])
        yield _ambiguous(entry, link, f"Several posts have the slug '{wanted}'", sorted(files))
    else:
        yield from _check_text(entry, link, names.slugs[wanted], target.anchor, names)


def _ambiguous(entry: Entry[Any], link: Link, message: str, choices: Sequence[str]) -> Diagnostic:
    if choices[0].endswith(_TEXTS):
        folder = posixpath.dirname(entry.path)
        choices = [posixpath.relpath(choice, folder) for choice in choices]
        hint = "Link to the file instead: "
    else:
        hint = "Write the slug of the one you mean: "
    return entry.error("same-name", message, span_of_link(entry, link), hint + " or ".join(choices[:4]))


def _check_source(entry: Entry[Any], link: Link, target: Target, names: Names) -> Iterator[Diagnostic]:
    if target.path not in names.texts:
        near = did_you_mean(posixpath.basename(target.path), _neighbours(target.path, names.texts))
        yield entry.error("dead-link", f"There is no file '{link.target.partition('#')[0]}'", span_of_link(entry, link),
                          near or "The path starts from the folder of this file")  # fmt: skip
    else:
        yield from _check_text(entry, link, target.path, target.anchor, names)


def _check_text(entry: Entry[Any], link: Link, path: str, anchor: str, names: Names) -> Iterator[Diagnostic]:
    state = names.texts[path]
    if state is State.HELD:
        yield _held_back(entry, link)
    elif anchor and state is State.SHOWN and anchor not in names.ids.get(path, frozenset()):
        near = did_you_mean(anchor, names.ids.get(path, frozenset()))
        message = f"There is no heading with the id '{anchor}' in {path}"
        yield entry.warning("dead-anchor", message, span_of_link(entry, link), near or HEADING_IDS)


def _held_back(entry: Entry[Any], link: Link) -> Diagnostic:
    return entry.warning("link-held-back", f"'{link.target}' is not published yet, so its link is left out",
                         span_of_link(entry, link), "The link appears once it is published")  # fmt: skip


def _dead(entry: Entry[Any], link: Link, what: str, near: str) -> Diagnostic:
    name = link.target.partition(":")[2].partition("#")[0]
    hint = near or f"Write the slug of a {what}, as in {what}:{_EXAMPLES[what]}, or link to its file"
    return entry.error("dead-link", f"There is no {what} '{name}'", span_of_link(entry, link), hint)


def _neighbours(path: str, paths: Mapping[str, object] | frozenset[str]) -> list[str]:
    folder = posixpath.dirname(path)
    return [posixpath.basename(other) for other in paths if posixpath.dirname(other) == folder]


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def span_of_link(entry: Entry[Any], link: Link) -> Span:
    """Where the target of a link stands in its file; the start of its line when it is not found there."""
    lines = _lines(entry.text)
    line = lines[link.line - 1] if 0 < link.line <= len(lines) else ""
    column = line.find(f"]({link.target}") + 2
    if column == 1:
        column = line.find(link.target)
    return entry.in_body(link.line, column + 1 if column >= 0 else 1, len(link.target) if column >= 0 else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """Every location of the site, for turning links into attributes.

    ``pages`` are the locations that exist; ``texts`` leads from a text's file to its location, and lacks what is not
    shown. ``base_path`` and ``origin`` come from the site's ``base_url``.
    """

    base_path: str
    origin: str
    texts: Mapping[str, str]
    slugs: Mapping[str, str]
    businesses: Mapping[str, str]
    journeys: Mapping[str, str]
    directory: Directory
    files: Mapping[str, MediaFile]
    pages: frozenset[str] = field(default_factory=frozenset)

    def attribute(self, link: Link, path: str, *, absolute: bool = False) -> str:
        """The whole attribute for a link written in the file ``path``; empty when it leads nowhere published."""
        target = parse_target(link.target, path)
        if target.way is Way.ELSEWHERE:
            return written(link)
        if target.way is Way.ANCHOR:
            here = self.origin + href(self.texts.get(path, "/"), self.base_path) if absolute else ""
            return f'{link.attribute}="{here}#{escape(target.anchor)}"'
        if target.way is Way.FILE:
            return self._file(link, target, absolute)
        location = self._location(target, path)
        if location is None:
            return ""
        return f'{link.attribute}="{self.url(location, absolute)}{escape(target.query)}{_fragment(target.anchor)}"'

    def url(self, location: str, absolute: bool = False) -> str:
        """A location as printed, escaped for an attribute."""
        return escape((self.origin if absolute else "") + href(location, self.base_path))

    def leads_nowhere(self, link: Link, path: str) -> bool:
        """Whether a root-relative, relative or same-site link names a page that is not there.

        In what is no text, the settings say, any other link than such a one leads nowhere as well.
        """
        target = parse_target(link.target, path)
        if target.way in (Way.FILE, Way.SOURCE, Way.NAMED, Way.RELATIVE) and not path.endswith(_TEXTS):
            return True
        location = self.location_on_site(link, path)
        return location is not None and location not in self.pages

    def location_on_site(self, link: Link, path: str) -> str | None:
        """The location that an address on this site means, in whichever way it is written; None for other links."""
        target = parse_target(link.target, path)
        if target.way is Way.RELATIVE and path not in self.texts:
            return None  # a broken text has no place to start from
        if target.way in (Way.ROOT, Way.RELATIVE):
            return self._location(target, path)
        if target.way is Way.ELSEWHERE and self.origin:
            home, _, rest = link.target.partition(self.origin + self.base_path)
            if not home and rest != link.target and rest[:1] in ("", "/", "#", "?"):
                return self._as_page(unquote(rest.partition("#")[0].partition("?")[0]) or "/")
        return None

    def _location(self, target: Target, path: str) -> str | None:
        if target.way is Way.SOURCE:
            return self.texts.get(target.path)
        if target.way is Way.ROOT:
            return self._as_page(target.path)
        if target.way is Way.RELATIVE:
            here = self.texts.get(path, "/")
            joined = posixpath.normpath(posixpath.join(here, target.path))
            return self._as_page(joined + "/" if target.path.endswith(("/", "..", ".")) else joined)
        if target.scheme == "business":
            found = named_business(target, self.directory, self.businesses)
            return self.businesses.get(found) if found is not None else None
        if target.scheme == "journey":
            return self.journeys.get(target.path)
        return self.texts.get(self.slugs.get(target.path, ""))

    def _as_page(self, location: str) -> str:
        """The location, with the slash that its page has."""
        folder = location.rstrip("/") + "/"
        return folder if location not in self.pages and folder in self.pages else location

    def _file(self, link: Link, target: Target, absolute: bool) -> str:
        file = self.files.get(target.path)
        if file is None:
            return ""
        made = f'{link.attribute}="{self.url(file.location, absolute)}{_fragment(target.anchor)}"'
        if link.attribute == "src" and file.width and not link.sized:
            made += f' width="{file.width}" height="{file.height}"'
        return made


def _fragment(anchor: str) -> str:
    return f"#{escape(anchor)}" if anchor else ""
