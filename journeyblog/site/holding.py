"""What is held back with a draft: the businesses and journeys that nothing published uses, and its files.

A host (a business or a journey) that only held-back texts use is held back with them. One that a published text uses
is published, and what that host's own text uses too. A journey appears with its first post, or at once when it is
planned; one that says it is a draft is held back in any case.
"""

import posixpath
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from journeyblog.markdown import Body
from journeyblog.model.business import Business
from journeyblog.model.post import Post
from journeyblog.model.publication import says_draft
from journeyblog.site.directory import Directory
from journeyblog.site.held import Held
from journeyblog.site.links import Way, named_business, parse_target
from journeyblog.site.visibility import Request, is_draft_path
from journeyblog.site.workbench import Workbench
from journeyblog.source.entries import Entry

UNUSED = "only posts that are held back use it"
EMPTY = "no post of it is published yet"


def hold_back_drafts(bench: Workbench, request: Request) -> None:
    """Hold back the journeys and businesses that say they are drafts."""
    hosts: tuple[Entry[Any], ...] = (*bench.directory.journeys.values(), *bench.directory.businesses.values())
    for path, fields in ((host.path, host.fields) for host in hosts):
        if (says_draft(fields) or is_draft_path(path)) and not request.drafts:
            bench.held[path] = Held(path=path, reason="draft")


def hold_back_unused(bench: Workbench, request: Request) -> None:
    """Hold back the businesses and journeys that only held-back texts use."""
    directory = bench.directory
    hosts = {entry.path for entry in directory.businesses.values()}
    hosts |= {entry.path for entry in directory.journeys.values()}
    empty = {
        entry.path for entry in directory.journeys.values() if entry.fields.status != "planned" and not request.drafts
    }
    suspects = {path for path in (*_used_by_held(bench), *empty) if path in hosts and path not in bench.held}
    used = set(_used_by_shown(bench))
    suspects -= used
    fresh = {path for path in hosts if path not in suspects and path not in bench.held}
    while fresh:  # what a published host's text links to is published too, and so on
        for path in fresh:
            used.update(linked_texts(path, bench.bodies[path], directory))
        used |= {
            path for host in directory.businesses.values() if host.path in fresh for path in _parent(host, directory)
        }
        fresh = suspects & used
        suspects -= fresh
    for path in suspects:
        bench.held[path] = Held(path=path, reason=EMPTY if path in empty else UNUSED)


def files_held_back(bench: Workbench) -> frozenset[str]:
    """The files beside texts whose names stand in a held-back text, or in one that is withheld for its mistakes."""
    entries = bench.entries
    hidden = bench.broken | bench.held.keys()
    every_entry: tuple[Entry[Any], ...] = (*entries.posts, *entries.pages, *entries.journeys, *entries.businesses)
    texts = [f"{entry.front}\n{entry.text}" for entry in every_entry if entry.path in hidden]
    texts += entries.lost.values()
    every = unicodedata.normalize("NFC", "\n".join(texts))
    every += unquote(every) if "%" in every else ""
    return frozenset(file for file in bench.entries.files if every and posixpath.basename(file) in every)


def linked_texts(path: str, body: Body, directory: Directory) -> Iterator[str]:
    """The files of the businesses and journeys that a body links to, and whatever other texts."""
    for link in body.links:
        target = parse_target(link.target, path)
        if target.way is Way.SOURCE:
            yield target.path
        elif target.scheme == "business":
            slug = named_business(target, directory, {})
            if slug is not None and slug in directory.businesses:
                yield directory.businesses[slug].path
        elif target.scheme == "journey" and target.path in directory.journeys:
            yield directory.journeys[target.path].path


def _parent(host: Entry[Business], directory: Directory) -> Iterator[str]:
    slug = directory.business(host.fields.parent) if host.fields.parent else None
    if slug is not None and slug in directory.businesses:
        yield directory.businesses[slug].path


def _used_by_shown(bench: Workbench) -> Iterator[str]:
    directory = bench.directory
    for candidate in bench.shown:
        yield from _named(candidate.entry, directory)
        if candidate.journey in directory.journeys:
            yield directory.journeys[candidate.journey].path
        yield from linked_texts(candidate.path, bench.bodies[candidate.path], directory)
    for page, body, _ in bench.pages:
        yield from linked_texts(page.path, body, directory)


def _used_by_held(bench: Workbench) -> Iterator[str]:
    directory = bench.directory
    for candidate in bench.kept_back:
        yield from _named(candidate.entry, directory)
        if candidate.journey in directory.journeys:
            yield directory.journeys[candidate.journey].path
    for path, body in bench.held_bodies.items():
        yield from linked_texts(path, body, directory)
    # What cannot be decoded is searched: better to hold back too much than to tell what may be a secret.
    unclear = "\n".join(bench.entries.unclear.values()).casefold()
    for slug, business in directory.businesses.items():
        if unclear and (slug in unclear or business.fields.name.casefold() in unclear):
            yield business.path


def _named(entry: Entry[Post], directory: Directory) -> Iterator[str]:
    """The files of the businesses that a post's front matter names."""
    fields = entry.fields
    words = [*fields.mentions, *(word for visit in fields.visits for word in (visit.business, *visit.compared_to))]
    for word in words:
        slug = directory.business(word)
        if slug is not None and slug in directory.businesses:
            yield directory.businesses[slug].path
