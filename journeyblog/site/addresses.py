"""Addresses on this site as authors write them (``/archive/``): do they lead to a page, and to a heading there.

Known only when everything is laid out; :mod:`journeyblog.site.references` checks what names are enough for.
"""

import posixpath
import unicodedata
from collections.abc import Mapping
from typing import Any

from journeyblog.diagnostics import Diagnostic, did_you_mean
from journeyblog.markdown import Link
from journeyblog.site.links import Atlas
from journeyblog.site.references import meant_heading, span_of_link
from journeyblog.source.discover import CONTENT
from journeyblog.source.entries import Entry


def check_address(entry: Entry[Any], link: Link, atlas: Atlas, ids: Mapping[str, frozenset[str]]) -> Diagnostic | None:
    """A warning when the link leads nowhere on this site. ``ids`` are those of each text, by its location."""
    if atlas.leads_nowhere(link, entry.path):
        hint = meant_location(link.target, atlas) or "Link to the file instead, as in [part 2](02-trains.md)"
        if "." in posixpath.basename(link.target.partition("#")[0].partition("?")[0]):
            hint = f"Put the file into {CONTENT}/static/, or beside this text and write its name alone"
        return entry.warning("link-nowhere", f"'{link.target}' leads to no page of this site",
                             span_of_link(entry, link), hint)  # fmt: skip
    anchor = unicodedata.normalize("NFC", link.target).partition("#")[2]
    location = atlas.location_on_site(link, entry.path) or "" if anchor else ""
    if location in ids and anchor not in ids[location]:
        return entry.warning("dead-anchor", f"There is no heading with the id '{anchor}' at {location}",
                             span_of_link(entry, link), meant_heading(anchor, ids[location]))  # fmt: skip
    return None


def meant_location(written: str, atlas: Atlas) -> str:
    """*Did you mean* a page of this site: one whose last part is the same, else one that is spelt alike."""
    path = written.partition("#")[0].partition("?")[0]
    if atlas.origin:
        path = path.removeprefix(atlas.origin + atlas.base_path)
    name = posixpath.basename(path.rstrip("/")).removesuffix(".md").removesuffix(".html").casefold()
    pages = [page for page in atlas.pages if page.endswith("/") and page != "/"]
    same = sorted(page for page in pages if posixpath.basename(page.rstrip("/")) == name)
    return f"Did you mean '{same[0]}'?" if len(same) == 1 else did_you_mean(path, same or pages)


def page_for(address: str) -> str:
    """The file of a page with this address, and what it becomes."""
    name = address.partition("#")[0].partition("?")[0].strip("/").removesuffix(".html")
    example = name if name and "/" not in name else "about"
    return f"{CONTENT}/pages/{example}.md becomes /{example}/"


def as_link(address: str) -> Link:
    """An address that stands in no text, as a link."""
    return Link(target=address, line=0, attribute="href")
