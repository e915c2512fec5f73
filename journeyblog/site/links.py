"""Links in a body: what they name, and the attribute that a page prints for them.

Two steps, because a mistake must be known before anything is laid out: :mod:`journeyblog.site.references` needs only
:class:`Names`; :class:`Atlas` turns a link into an attribute once every location is known.
"""

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from html import escape
from urllib.parse import unquote

from journeyblog.markdown import Link, written
from journeyblog.site.directory import Directory, name_slug
from journeyblog.urls import href

NAMED = ("business", "journey", "post")
TEXTS = (".md", ".markdown")
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
    if bare.lower().endswith(TEXTS):
        return Target(Way.SOURCE, joined, anchor)
    if "." in posixpath.basename(bare) and not bare.endswith("/") and posixpath.basename(bare) != "..":
        return Target(Way.FILE, joined, anchor)
    return Target(Way.RELATIVE, bare, anchor, query=mark + query)


def named_business(target: Target, directory: Directory, stubs: Mapping[str, object]) -> str | None:
    """The business that a ``business:`` link names."""
    found = directory.business(target.path)
    if found is not None:
        return found
    return name_slug(target.path) if name_slug(target.path) in stubs else None


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
        if target.way in (Way.FILE, Way.SOURCE, Way.NAMED, Way.RELATIVE) and not path.endswith(TEXTS):
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
