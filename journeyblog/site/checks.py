"""What is wrong with texts and with what they refer to, in the order in which it must be known.

Each function notes its findings on the workbench; the caller drops what is broken between them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from journeyblog.config import Settings
from journeyblog.config.schema_types import SCHEMA_TYPES, schema_type_hint
from journeyblog.diagnostics import Diagnostic, Span, did_you_mean, nearest
from journeyblog.model.business import Business
from journeyblog.model.journey import Journey
from journeyblog.model.post import Post
from journeyblog.site.attachments import check_attachments
from journeyblog.site.candidates import Candidate
from journeyblog.site.directory import Directory, name_key, name_slug
from journeyblog.site.line import order
from journeyblog.site.links import Names
from journeyblog.site.references import check_links, meant_post
from journeyblog.site.rules import check_business, check_journey, check_page, check_post
from journeyblog.site.tracks import track_file
from journeyblog.site.visit_keys import visit_keys
from journeyblog.site.visits import UNKNOWN, business_of, check_visits, unknown_kind
from journeyblog.site.workbench import Workbench
from journeyblog.source.entries import Entry
from journeyblog.source.gpx import BadTrack
from journeyblog.source.load import Entries


def check_hosts(settings: Settings, bench: Workbench) -> None:
    """Businesses and journeys come first: a mistake in one must not be told again by every post that names it."""
    for entry in bench.entries.businesses:
        bench.note(entry.path, _check_business(entry, bench.directory, settings))
    for entry in bench.directory.businesses.values():
        bench.note(entry.path, _check_namesakes(entry, bench.directory))
    for journey in bench.entries.journeys:
        bench.note(journey.path, check_journey(journey))


def check_posts(settings: Settings, bench: Workbench) -> None:
    """Check every shown post by itself, and its references; every business is met before the first check."""
    for candidate in bench.shown:
        bench.note(candidate.path, _meet(bench, candidate))
    for candidate in bench.shown:
        bench.note(candidate.path, _check_candidate(settings, bench, candidate))


def check_pages(bench: Workbench, layouts: frozenset[str]) -> None:
    """Check every shown page by itself."""
    for page, _, _ in bench.pages:
        bench.note(page.path, check_page(page, layouts))


def check_named(bench: Workbench) -> None:
    """Check what every shown text links to, and the files and posts that its front matter names."""
    names = bench.names()
    for one in bench.texts():
        found = (*check_links(one, bench.bodies[one.path], names), *check_attachments(one, names))
        bench.note(one.path, (*found, *_check_related(one, names), *_check_track(one, bench.entries)))


def _meet(bench: Workbench, candidate: Candidate) -> list[Diagnostic]:
    """Resolve the businesses of a post's visits; unknown ones become stubs."""
    entry = candidate.entry
    found: list[Diagnostic] = []
    slugs: list[str] = []
    for index, visit in enumerate(entry.fields.visits):
        keys = (*visit_keys(entry, index), "business")
        if entry.unread(*keys):
            slugs.append(UNKNOWN)
            continue
        slug, diagnostics = business_of(visit.business, entry, keys, bench.directory, bench.stubs, visit)
        slugs.append(slug)
        found += diagnostics
    bench.visited[entry.path] = tuple(slugs)
    return found


def _check_candidate(settings: Settings, bench: Workbench, candidate: Candidate) -> list[Diagnostic]:
    entry = candidate.entry
    found: list[Diagnostic] = []
    named: list[tuple[str | int, ...]] = [("author", index) for index in range(len(entry.fields.author))]
    authors = list(entry.fields.author)
    for index, visit in enumerate(entry.fields.visits):
        keys = visit_keys(entry, index)
        for number, other in enumerate(visit.compared_to):
            where = (*keys, "compared_to", number)
            if (known := _known(other, bench)) is None:
                found.append(_unknown_mention(entry, other, bench, entry.locate(*where), "compared_to"))
            elif known == bench.visited[entry.path][index]:
                span = entry.locate(*where)
                found.append(entry.warning("self-reference", f"This visit compares '{other}' to itself", span,
                                           "Name another business, or remove it"))  # fmt: skip
        if keys:  # at the top level the author is the post's
            named += [(*keys, "author", number) for number in range(len(visit.author))]
            authors += visit.author
    mentions = [_known(text, bench) for text in entry.fields.mentions]
    for index, (text, slug) in enumerate(zip(entry.fields.mentions, mentions, strict=True)):
        if slug is None:
            found.append(_unknown_mention(entry, text, bench, entry.locate("mentions", index), "mentions"))
    bench.mentioned[entry.path] = tuple(slug for slug in mentions if slug is not None)
    found += check_visits(entry, bench.visited[entry.path], bench.directory, bench.stubs, settings)
    found += check_post(entry, candidate.journey)
    for where, author in zip(named, authors, strict=True):
        if author not in settings.authors:
            found.append(_unknown_author(entry, author, settings, entry.locate(*where)))
    return found


def _known(text: str, bench: Workbench) -> str | None:
    """The business that ``text`` names, also one that has no file but was met."""
    slug = bench.directory.business(text)
    if slug is None and name_slug(text) in bench.stubs.found:
        return name_slug(text)
    return slug


def _check_business(entry: Entry[Business], directory: Directory, settings: Settings) -> Iterable[Diagnostic]:
    yield from check_business(entry)
    business = entry.fields
    if business.kind and business.kind not in settings.kinds:
        yield unknown_kind(entry, ("kind",), business.kind, settings)
    if business.schema_type and business.schema_type not in SCHEMA_TYPES:
        message = f"'{business.schema_type}' is not a type of business that search engines know"
        hint = schema_type_hint(business.schema_type)
        yield entry.warning("unknown-schema-type", message, entry.locate("schema_type"), hint)
    if business.parent:
        yield from _check_parent(entry, directory)


def _check_namesakes(entry: Entry[Business], directory: Directory) -> Iterable[Diagnostic]:
    """Two of one name in one place cannot be told apart; branches in several places can, by their slugs."""
    business = entry.fields
    for keys, name in (("name",), business.name), *((("aka", i), one) for i, one in enumerate(business.aka)):
        first = next((directory.businesses[one] for one in directory.shared.get(name_key(name), ())
                      if one in directory.businesses), entry)  # fmt: skip
        if first is not entry and first.fields.locality == business.locality:
            yield entry.warning("same-name", f"{first.path} goes by the name '{name}' too", entry.locate(*keys),
                                f"Say which is which, as in  name: {name} (old town),"
                                "  or remove one of the files")  # fmt: skip
            return


def _check_parent(entry: Entry[Business], directory: Directory) -> Iterable[Diagnostic]:
    parent = directory.business(entry.fields.parent)
    if parent is None:
        hint = (
            directory.meant(entry.fields.parent, "parent")
            or f'Make one with  journeyblog new business "{entry.fields.parent.strip()}"'
        )
        message = f"There is no business '{entry.fields.parent}'"
        yield entry.warning("unknown-business", message, entry.locate("parent"), hint)
        return
    line: list[Entry[Business]] = []
    while parent is not None and (above := directory.businesses.get(parent)) is not None and above not in line:
        line.append(above)
        if above is entry:
            break
        parent = directory.business(above.fields.parent) if above.fields.parent else None
    # A circle is one mistake, told at the first of its files.
    if line and line[-1] is entry and entry.path == min(one.path for one in line):
        way = f" by way of '{line[0].fields.name}'" if len(line) > 1 else ""
        hint = "Remove parent: from one of them" if way else "Remove this line, or name another business"
        message = f"'{entry.fields.name}' is its own parent{way}"
        yield entry.error("business-cycle", message, entry.locate("parent"), hint)


def _check_related(one: Entry[Any], names: Names) -> Iterable[Diagnostic]:
    """Posts that the front matter names."""
    if not isinstance(one.fields, Post):
        return
    for index, slug in enumerate(one.fields.related or ()):
        found = names.slugs.get(slug)
        if found is None:
            message = f"There is no post '{slug}', so it is left out"
            hint = meant_post(slug, names) or "Write the slug of a post"
            yield one.warning("unknown-post", message, one.locate("related", index), hint)
        elif found == one.path:
            message = f"'{slug}' is this post itself"
            yield one.warning(
                "self-reference", message, one.locate("related", index), "Remove it, or name another post"
            )
        elif slug in names.twins:
            message = f"Several posts have the slug '{slug}'; {found} is taken"
            hint = f"Give one of them a slug of its own, as in  slug: {slug}-2  in {names.twins[slug][0]}"
            yield one.warning("same-name", message, one.locate("related", index), hint)


def _check_track(entry: Entry[Any], entries: Entries) -> Iterable[Diagnostic]:
    if isinstance(entry.fields, Post | Journey):
        track = entries.tracks.get(track_file(entry))
        if isinstance(track, BadTrack):
            message = f"The track '{entry.fields.gpx}' {track.problem}"
            yield entry.error("bad-gpx", message, entry.locate("gpx"), track.hint)


def check_lines(bench: Workbench) -> None:
    """Part numbers of each journey: two equal ones are an error, which withholds the later post; a gap is told."""
    incomplete = bench.incomplete | {one.journey for one in bench.shown if one.path in bench.broken}
    for slug, posts in _by_journey(bench.shown).items():
        ordered = order(posts)
        taken = {one.entry.fields.part.number for one in posts if one.entry.fields.part is not None}
        for pair in ordered.same:
            first, second = sorted(pair, key=lambda i: posts[i].path in bench.broken)  # the sound one stays
            entry = posts[second].entry
            number = entry.fields.part.number if entry.fields.part else None
            message = f"{posts[first].path} is part {number} of '{slug}' already"
            free = next(one for one in range(1, len(posts) + 2) if one not in taken)
            bench.found.append(
                entry.error(
                    "same-part",
                    message,
                    entry.locate("part"),
                    f"Write  part: {free}  in one of the two, or make it  part: interlude",
                )
            )
            bench.broken.add(entry.path)
        for missing, after in ordered.gaps if slug not in incomplete else ():
            entry = posts[after].entry
            message = f"Part {missing} of '{slug}' is missing before this one"
            span = entry.locate("part") if entry.fields.part else entry.locate()
            bench.found.append(
                entry.warning("part-gap", message, span, "Renumber the parts, or publish the missing one")
            )


def _by_journey(posts: Iterable[Candidate]) -> Mapping[str, Sequence[Candidate]]:
    groups: dict[str, list[Candidate]] = {}
    for candidate in posts:
        entry = candidate.entry
        if candidate.journey and not (entry.unread("journey") or entry.unread("part")):
            groups.setdefault(candidate.journey, []).append(candidate)
    return groups


def _unknown_mention(entry: Entry[Post], text: str, bench: Workbench, span: Span, field: str) -> Diagnostic:
    message = f"There is no business '{text}', so it is left out"
    known = (*bench.directory.businesses, *bench.directory.names, *bench.stubs.found)
    hint = did_you_mean(text, known) or f'Make one with  journeyblog new business "{text.strip()}"'
    several = [name.strip() for name in text.split(",")]
    if len(several) > 1 and all(_known(name, bench) is not None for name in several):
        hint = f"Write  {field}: [{', '.join(several)}]"
        message = f"'{text}' is read as one name, and there is no such business"
    return entry.warning("unknown-business", message, span, hint)


def _unknown_author(entry: Entry[Post], author: str, settings: Settings, span: Span) -> Diagnostic:
    names = {profile.name.casefold(): key for key, profile in settings.authors.items()}
    meant = names.get(author.strip().casefold()) or nearest(author, (*settings.authors, *names)) or ""
    meant = names.get(meant, meant)
    hint = (
        f"Write  author: {meant}" if meant else f"Write one of the authors in site.yaml: {', '.join(settings.authors)}"
    )
    return entry.error("unknown-author", f"There is no author '{author}'", span, hint)
