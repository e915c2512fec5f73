"""Entries to the site.

In: the decoded entries of all files. Out: the :class:`Site` of what is published now, with every reference resolved;
all mistakes found on the way; what was held back. Invariant: a file with an error is checked to its end, but is not in
the site, and nothing in the site depends on it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from journeyblog.config import Settings
from journeyblog.diagnostics import Diagnostic, has_errors
from journeyblog.markdown import Body, render
from journeyblog.model.page import Page
from journeyblog.model.post import Post
from journeyblog.model.publication import says_draft
from journeyblog.site.candidates import (
    Candidate,
    Render,
    has_title_in_text,
    make_candidate,
    render_body,
    split_shown,
    stem_of,
    unknown_journeys,
)
from journeyblog.site.checks import check_hosts, check_lines, check_named, check_pages, check_posts
from journeyblog.site.chronology import post_dates_in_order
from journeyblog.site.comments import sort_comments
from journeyblog.site.compose import compose_site
from journeyblog.site.directory import make_directory
from journeyblog.site.held import Held
from journeyblog.site.holding import files_held_back, hold_back_drafts, hold_back_unused
from journeyblog.site.links import Names
from journeyblog.site.site import Site
from journeyblog.site.typesetting import Typeset, set_entry, set_prose
from journeyblog.site.visibility import Request, is_draft_path
from journeyblog.site.workbench import Workbench, without
from journeyblog.slugs import slug
from journeyblog.source.discover import CONTENT
from journeyblog.source.entries import Entry
from journeyblog.source.load import Entries

POSTS = (f"{CONTENT}/posts/", f"{CONTENT}/journeys/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """What came out.

    ``names`` serve to resolve links later; ``texts`` are the texts that were to be shown with their bodies, also the
    broken ones; ``withheld`` are the files with errors, ``private`` the files that held-back texts name.
    """

    site: Site
    names: Names
    texts: tuple[tuple[Entry[Any], Body], ...]
    diagnostics: tuple[Diagnostic, ...]
    withheld: tuple[str, ...]
    private: frozenset[str]


def assemble(
    settings: Settings,
    entries: Entries,
    request: Request,
    layouts: frozenset[str],
    render: Render = render,
    set_one: Typeset = set_entry,
) -> Assembly:
    """The site of these entries, as it is at ``request.now``. ``layouts`` are the templates that pages may name,
    ``render`` makes their bodies and ``set_one`` sets the prose of their fields.
    """
    if settings.markdown.typographer:
        entries = set_prose(entries, set_one)
    bench = _set_out(settings, entries, request)
    hold_back_drafts(bench, request)
    check_hosts(settings, bench)
    bench.drop_broken_hosts()
    check_posts(settings, bench)
    _render_all(settings, bench, request, render)  # as late as can be: they may be parsed elsewhere meanwhile
    check_pages(bench, layouts)
    hold_back_unused(bench, request)
    texts = tuple((entry, bench.bodies[entry.path]) for entry in bench.texts())
    check_named(bench)
    check_lines(bench)
    if bench.broken:
        bench.drop_broken()
        hold_back_unused(bench, request)
        bench.meet_again()
    names = bench.names()
    posts = {path: slug(stem_of(path)[0]) for path in (*entries.broken, *bench.broken) if path.startswith(POSTS)}
    posts |= {candidate.path: candidate.slug for candidate in (*bench.kept_back, *bench.shown)}
    comments = sort_comments(entries, {one.path for one in bench.shown}, posts, names, settings)
    site = compose_site(
        settings,
        directory=without(bench.directory, bench.held),
        posts=bench.shown,
        pages=bench.pages,
        bodies=bench.bodies,
        stubs=bench.stubs.found,
        visited=bench.visited,
        mentioned=bench.mentioned,
        held=tuple(sorted(bench.held.values(), key=lambda one: one.path)),
        entries=entries,
    )
    return Assembly(
        site=replace(site, comments=comments.of_posts),
        names=names,
        texts=texts,
        diagnostics=(*bench.found, *comments.found),
        withheld=tuple(sorted((*bench.broken, *entries.spoilt, *comments.broken))),
        private=files_held_back(bench),
    )


def _set_out(settings: Settings, entries: Entries, request: Request) -> Workbench:
    """Decide which posts are shown."""
    directory, found = make_directory(entries.businesses, entries.journeys, entries.broken, entries.unclear)
    bench = Workbench(
        entries=entries,
        directory=directory,
        hosts=(*entries.journeys, *entries.businesses),
        shown=[],
        kept_back=[],
        pages=[],
        bodies={},
        held_bodies={},
        held={},
        broken=set(entries.broken),
        found=[],
    )
    for twice in found:
        bench.note(twice.span.path, [twice])
    bench.incomplete = {directory.folders.get(folder, slug(folder)) for folder in _folders(entries.broken)}
    candidates: list[Candidate] = []
    for entry in entries.posts:
        candidate, mistakes = make_candidate(entry, directory, settings, request)
        bench.note(entry.path, mistakes)
        candidates.append(candidate)
    shown, kept_back = split_shown(candidates)
    shown += [one for one in kept_back if _is_late_by_a_slip(one)]
    bench.found += unknown_journeys(shown, directory)
    for candidate in kept_back:
        if candidate.path not in bench.broken and not _is_late_by_a_slip(candidate):
            bench.kept_back.append(candidate)
            bench.held[candidate.path] = Held(path=candidate.path, reason=candidate.status.reason)
            if candidate.entry.fields.expires is not None:
                bench.note(candidate.path, post_dates_in_order(candidate.entry))
    bench.shown += shown
    return bench


def _render_all(settings: Settings, bench: Workbench, request: Request, render: Render) -> None:
    """Render all bodies; what is wrong in a held-back one is not told."""
    for candidate in bench.kept_back:
        bench.held_bodies[candidate.path] = render_body(candidate.entry, settings, render, take_title=False)[0]
    bench.shown = [replace(one, body=_render_post(one.entry, bench, settings, render)) for one in bench.shown]
    for page in bench.entries.pages:
        _place_page(page, bench, settings, request, render)
    for host in bench.hosts:
        bench.bodies[host.path], mistakes = render_body(host, settings, render, take_title=False)
        bench.note(host.path, mistakes)


def _is_late_by_a_slip(candidate: Candidate) -> bool:
    """Whether a post expired before it was written: its error withholds it, and it is checked like the others."""
    return candidate.entry.fields.expires is not None and has_errors(post_dates_in_order(candidate.entry))


def _folders(paths: Iterable[str]) -> Iterator[str]:
    """The journeys' folders in which these files lie."""
    for path in paths:
        parts = path.split("/")
        if parts[1] == "journeys" and len(parts) > 3:
            yield parts[2]


def _render_post(entry: Entry[Post], bench: Workbench, settings: Settings, render: Render) -> Body:
    take_title = has_title_in_text(entry)
    body, mistakes = render_body(entry, settings, render, take_title=take_title)
    bench.note(entry.path, mistakes)
    if take_title and not body.title:
        bench.note(entry.path, [_untitled(entry)])
    bench.bodies[entry.path] = body
    return body


def _place_page(page: Entry[Page], bench: Workbench, settings: Settings, request: Request, render: Render) -> None:
    hidden = "draft" if says_draft(page.fields) or is_draft_path(page.path) else ""
    body, mistakes = render_body(page, settings, render, take_title=has_title_in_text(page))
    if hidden and not request.drafts:
        if page.path not in bench.broken:
            bench.held_bodies[page.path] = body
            bench.held[page.path] = Held(path=page.path, reason=hidden)
        return
    bench.note(page.path, mistakes)
    bench.bodies[page.path] = body
    bench.pages.append((page, body, hidden))


def _untitled(entry: Entry[Post]) -> Diagnostic:
    stem, _ = stem_of(entry.path)
    words = stem.replace("-", " ").replace("_", " ").strip().capitalize()
    return entry.error("missing-title", "This post has no title", entry.locate(),
                       f"Add  title: {words or '…'}, or start the text with a heading: # {words or '…'}")  # fmt: skip
