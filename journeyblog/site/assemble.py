"""Entries to the site.

In: the decoded entries of all files. Out: the :class:`Site` of what is published now, with every reference resolved;
all mistakes found on the way; what was held back. Invariant: a file with an error is not in the site, and nothing in
the site depends on one that is not.
"""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from journeyblog.config import Settings
from journeyblog.diagnostics import Diagnostic, Span, did_you_mean, has_errors
from journeyblog.markdown import Body
from journeyblog.model.business import Business
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.post import Post
from journeyblog.site.candidates import (
    Candidate,
    make_candidate,
    render_body,
    split_shown,
    stem_of,
    unknown_journeys,
)
from journeyblog.site.compose import compose_site
from journeyblog.site.directory import Directory, make_directory
from journeyblog.site.line import order
from journeyblog.site.links import Names, State, Way, check_links, named_business, parse_target
from journeyblog.site.rules import check_business, check_journey, check_page, check_post, visit_keys
from journeyblog.site.site import Held, Site
from journeyblog.site.visibility import Request, is_draft_path
from journeyblog.site.visits import Stubs, business_of, check_visits
from journeyblog.source.entries import Entry
from journeyblog.source.load import Entries


@dataclass(slots=True)
class Draft:
    """The site while it is being put together."""

    directory: Directory
    shown: list[Candidate]
    held: list[Candidate]
    pages: list[tuple[Entry[Page], Body, str]]
    unpublished: list[Held]
    bodies: dict[str, Body]
    stubs: Stubs
    visited: dict[str, tuple[str, ...]]
    mentioned: dict[str, tuple[str, ...]]
    broken: set[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """What came out. ``names`` serve to resolve links later; ``withheld`` are the files with errors."""

    site: Site
    names: Names
    diagnostics: tuple[Diagnostic, ...]
    withheld: tuple[str, ...]


def assemble(settings: Settings, entries: Entries, request: Request) -> Assembly:
    """The site of these entries, as it is at ``request.now``."""
    found: list[Diagnostic] = []
    directory, twice = make_directory(entries.businesses, entries.journeys, entries.broken)
    found += twice
    draft = _start(settings, entries, directory, request, found)
    _check_hosts(settings, draft, found)
    _drop_broken(draft)
    _check_files(settings, entries, draft, found)
    _drop_broken(draft)
    _check_lines(draft, found)
    _drop_broken(draft)
    held = _hold_back_unused(draft)
    site = compose_site(
        settings,
        directory=draft.directory,
        posts=draft.shown,
        pages=draft.pages,
        bodies=draft.bodies,
        stubs=draft.stubs.found,
        visited=draft.visited,
        mentioned=draft.mentioned,
        held=held,
    )
    return Assembly(
        site=site, names=_names(entries, draft), diagnostics=tuple(found), withheld=tuple(sorted(draft.broken))
    )


def _start(
    settings: Settings, entries: Entries, directory: Directory, request: Request, found: list[Diagnostic]
) -> Draft:
    """Decide what is shown, and render its bodies."""
    candidates: list[Candidate] = []
    broken = set(entries.broken)
    for entry in entries.posts:
        candidate, diagnostics = make_candidate(entry, directory, settings, request)
        found += diagnostics
        if candidate is None:
            broken.add(entry.path)
        else:
            candidates.append(candidate)
    shown, held = split_shown(candidates)
    found += unknown_journeys(shown, directory)
    bodies: dict[str, Body] = {}
    ready: list[Candidate] = []
    for candidate in shown:
        body, diagnostics = render_body(candidate.entry, settings, take_title=not candidate.entry.fields.title)
        found += diagnostics
        if not (candidate.entry.fields.title or body.title):
            found.append(_untitled(candidate.entry))
            broken.add(candidate.path)
        bodies[candidate.path] = body
        ready.append(replace(candidate, body=body))
    pages: list[tuple[Entry[Page], Body, str]] = []
    unpublished: list[Held] = []
    for page in entries.pages:
        hidden = "draft" if page.fields.draft or is_draft_path(page.path) else ""
        if hidden and not request.drafts:
            unpublished.append(Held(path=page.path, reason=hidden))
            continue
        body, diagnostics = render_body(page, settings, take_title=not page.fields.title)
        found += diagnostics
        bodies[page.path] = body
        pages.append((page, body, hidden))
    others: tuple[Entry[Any], ...] = (*directory.journeys.values(), *directory.businesses.values())
    for other in others:
        bodies[other.path], diagnostics = render_body(other, settings, take_title=False)
        found += diagnostics
    return Draft(
        directory=directory,
        shown=ready,
        held=held,
        pages=pages,
        unpublished=unpublished,
        bodies=bodies,
        stubs=Stubs(),
        visited={},
        mentioned={},
        broken=broken,
    )


def _check_hosts(settings: Settings, draft: Draft, found: list[Diagnostic]) -> None:
    """Businesses and journeys come first: a mistake in one must not be told again by every post that names it."""
    for entry in draft.directory.businesses.values():
        _keep(draft, entry.path, list(_check_business(entry, draft.directory, settings)), found)
    for journey in draft.directory.journeys.values():
        _keep(draft, journey.path, list(check_journey(journey)), found)


def _check_files(settings: Settings, entries: Entries, draft: Draft, found: list[Diagnostic]) -> None:
    """Check every shown file by itself and against the others; note which are broken."""
    for candidate in draft.shown:
        _keep(draft, candidate.path, _check_candidate(settings, draft, candidate), found)
    for page, _, _ in draft.pages:
        _keep(draft, page.path, list(check_page(page)), found)
    names = _names(entries, draft)
    everyone: Iterable[Entry[Post] | Entry[Journey] | Entry[Business] | Entry[Page]] = (
        *(candidate.entry for candidate in draft.shown),
        *(page for page, _, _ in draft.pages),
        *draft.directory.journeys.values(),
        *draft.directory.businesses.values(),
    )
    for one in everyone:
        _keep(draft, one.path, [*check_links(one, draft.bodies[one.path], names), *_check_fields(one, names)], found)


def _check_candidate(settings: Settings, draft: Draft, candidate: Candidate) -> list[Diagnostic]:
    entry, directory = candidate.entry, draft.directory
    found: list[Diagnostic] = []
    slugs: list[str] = []
    for index, visit in enumerate(entry.fields.visits):
        keys = (*visit_keys(entry, index), "business")
        slug, diagnostics = business_of(visit.business, entry, keys, directory, draft.stubs, visit)
        slugs.append(slug)
        found += diagnostics
        for number, other in enumerate(visit.compared_to):
            if directory.business(other) is None:
                span = entry.locate(*keys[:-1], "compared_to", number)
                found.append(_unknown_mention(entry, other, directory, span))
    draft.visited[entry.path] = tuple(slugs)
    mentions: list[str] = []
    for index, text in enumerate(entry.fields.mentions):
        known = directory.business(text)
        if known is None:
            found.append(_unknown_mention(entry, text, directory, entry.locate("mentions", index)))
        else:
            mentions.append(known)
    draft.mentioned[entry.path] = tuple(mentions)
    found += check_visits(entry, slugs, directory, draft.stubs, settings)
    found += check_post(entry, candidate.journey)
    for index, author in enumerate(entry.fields.author):
        if author not in settings.authors:
            hint = did_you_mean(author, settings.authors) or f"Authors in site.yaml are {', '.join(settings.authors)}"
            found.append(
                entry.error("unknown-author", f"There is no author '{author}'", entry.locate("author", index), hint)
            )
    return found


def _check_business(entry: Entry[Business], directory: Directory, settings: Settings) -> Iterable[Diagnostic]:
    yield from check_business(entry)
    business = entry.fields
    if business.kind and business.kind not in settings.kinds:
        hint = did_you_mean(business.kind, settings.kinds) or f"Kinds are {', '.join(settings.kinds)}"
        yield entry.error("unknown-kind", f"'{business.kind}' is not a kind of business", entry.locate("kind"), hint)
    if business.parent:
        yield from _check_parent(entry, directory)


def _check_parent(entry: Entry[Business], directory: Directory) -> Iterable[Diagnostic]:
    parent = directory.business(entry.fields.parent)
    if parent is None:
        hint = did_you_mean(entry.fields.parent, directory.businesses) or "Write the slug of its file"
        message = f"There is no business '{entry.fields.parent}'"
        yield entry.warning("unknown-business", message, entry.locate("parent"), hint)
        return
    seen: set[str] = set()
    while parent is not None and parent not in seen:
        seen.add(parent)
        above = directory.businesses.get(parent)
        if above is entry:
            yield entry.error("business-cycle", f"'{entry.fields.name}' is its own parent by way of {parent}",
                              entry.locate("parent"), "Remove parent: from one of them")  # fmt: skip
            return
        parent = directory.business(above.fields.parent) if above is not None and above.fields.parent else None


def _check_fields(
    one: Entry[Post] | Entry[Journey] | Entry[Business] | Entry[Page], names: Names
) -> Iterable[Diagnostic]:
    """Files and posts that the front matter names."""
    fields = one.fields
    yield from _check_file(one, "image", fields.image, names)
    if isinstance(fields, Post | Journey):
        yield from _check_file(one, "gpx", fields.gpx, names)
    if isinstance(fields, Post):
        for index, slug in enumerate(fields.related or ()):
            if slug not in names.slugs:
                hint = did_you_mean(slug, names.slugs) or "Write the slug of a post"
                message = f"There is no post '{slug}', so it is left out"
                yield one.warning("unknown-post", message, one.locate("related", index), hint)


def _check_file(entry: Entry[Any], field: str, written: str, names: Names) -> Iterable[Diagnostic]:
    target = parse_target(written, entry.path)
    if target.way is not Way.FILE or target.path in names.files:
        return
    folder = posixpath.dirname(target.path)
    beside = [posixpath.basename(path) for path in names.files if posixpath.dirname(path) == folder]
    near = did_you_mean(posixpath.basename(target.path), beside)
    message = f"There is no file '{written}' beside this text"
    yield entry.error("missing-file", message, entry.locate(field), near or "Put the file there, or mend its name")


def _check_lines(draft: Draft, found: list[Diagnostic]) -> None:
    """Part numbers of each journey: two equal ones are an error, which withholds the later post; a gap is told."""
    for slug, posts in _by_journey(draft.shown).items():
        ordered = order(posts)
        for first, second in ordered.same:
            entry = posts[second].entry
            number = entry.fields.part.number if entry.fields.part else None
            message = f"Part {number} of '{slug}' is already {posts[first].path}"
            found.append(entry.error("same-part", message, entry.locate("part"), "Give one of the two another number"))
            draft.broken.add(entry.path)
        for missing, after in ordered.gaps:
            entry = posts[after].entry
            message = f"Part {missing} of '{slug}' is missing before this one"
            span = entry.locate("part") if entry.fields.part else entry.locate()
            found.append(entry.warning("part-gap", message, span, "Renumber the parts, or publish the missing one"))


def _by_journey(posts: Iterable[Candidate]) -> Mapping[str, Sequence[Candidate]]:
    groups: dict[str, list[Candidate]] = {}
    for candidate in posts:
        if candidate.journey:
            groups.setdefault(candidate.journey, []).append(candidate)
    return groups


def _keep(draft: Draft, path: str, diagnostics: list[Diagnostic], found: list[Diagnostic]) -> None:
    found += diagnostics
    if has_errors(diagnostics):
        draft.broken.add(path)


def _drop_broken(draft: Draft) -> None:
    broken = draft.broken
    draft.shown = [candidate for candidate in draft.shown if candidate.path not in broken]
    draft.pages = [page for page in draft.pages if page[0].path not in broken]
    directory = draft.directory
    gone = {key for key, entry in directory.businesses.items() if entry.path in broken}
    gone |= {key for key, journey in directory.journeys.items() if journey.path in broken}
    draft.directory = replace(
        directory,
        businesses={key: entry for key, entry in directory.businesses.items() if key not in gone},
        journeys={key: entry for key, entry in directory.journeys.items() if key not in gone},
        broken=directory.broken | gone,
    )


def _hold_back_unused(draft: Draft) -> tuple[Held, ...]:
    """Businesses and journeys that only held-back posts use are held back with them."""
    held = [Held(path=candidate.path, reason=candidate.status.reason) for candidate in draft.held]
    held += draft.unpublished
    directory = draft.directory
    used = {
        slug for candidate in draft.shown for slug in (*draft.visited[candidate.path], *draft.mentioned[candidate.path])
    }
    travelled = {candidate.journey for candidate in draft.shown}
    shown = {candidate.path for candidate in draft.shown} | {page.path for page, _, _ in draft.pages}
    for path in shown:
        for link in draft.bodies[path].links:
            target = parse_target(link.target, path)
            if target.scheme == "business":
                used.add(named_business(target, directory, draft.stubs.found) or "")
            elif target.scheme == "journey":
                travelled.add(target.path)
    for candidate in draft.held:
        for visit in candidate.entry.fields.visits:
            slug = directory.business(visit.business)
            _hold(directory.businesses, slug, used, held)
        for name in candidate.entry.fields.mentions:
            _hold(directory.businesses, directory.business(name), used, held)
        _hold(directory.journeys, candidate.journey, travelled, held)
    for key, journey in directory.journeys.items():
        if journey.fields.draft and key not in travelled:
            held.append(Held(path=journey.path, reason="draft"))
    gone = {one.path for one in held}
    draft.directory = replace(
        directory,
        businesses={key: entry for key, entry in directory.businesses.items() if entry.path not in gone},
        journeys={key: entry for key, entry in directory.journeys.items() if entry.path not in gone},
    )
    return tuple(sorted(set(held), key=lambda one: one.path))


def _hold(
    entries: Mapping[str, Entry[Business]] | Mapping[str, Entry[Journey]],
    slug: str | None,
    used: set[str],
    held: list[Held],
) -> None:
    if slug is not None and slug in entries and slug not in used:
        held.append(Held(path=entries[slug].path, reason="only posts that are held back use it"))


def _names(entries: Entries, draft: Draft) -> Names:
    texts = dict.fromkeys(entries.broken, State.BROKEN) | dict.fromkeys(draft.broken, State.BROKEN)
    texts |= {candidate.path: State.HELD for candidate in draft.held}
    texts |= {page.path: State.HELD for page in entries.pages}
    texts |= {path: State.SHOWN for path in draft.bodies if path not in draft.broken}
    slugs = {candidate.slug: candidate.path for candidate in (*draft.held, *draft.shown)}
    return Names(
        texts=texts,
        ids={path: body.ids for path, body in draft.bodies.items()},
        slugs=slugs,
        directory=draft.directory,
        stubs=draft.stubs.found,
        files=entries.files,
    )


def _untitled(entry: Entry[Post]) -> Diagnostic:
    stem, _ = stem_of(entry.path)
    words = stem.replace("-", " ").replace("_", " ").strip().capitalize()
    return entry.error("missing-title", "This post has no title", entry.locate(),
                       f"Add  title: {words or '…'}, or start the text with a heading: # {words or '…'}")  # fmt: skip


def _unknown_mention(entry: Entry[Post], text: str, directory: Directory, span: Span) -> Diagnostic:
    hint = did_you_mean(text, (*directory.businesses, *directory.names)) or "Write the slug of its file"
    return entry.warning("unknown-business", f"There is no business '{text}', so it is left out", span, hint)
