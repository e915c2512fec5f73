"""A post's visits against the directory and the settings: which business, of which kind, and is all of it known."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from journeyblog.config import Kind, Settings
from journeyblog.diagnostics import Diagnostic, did_you_mean
from journeyblog.model.business import Business
from journeyblog.model.post import Post
from journeyblog.model.visit import CHANNEL_WORDS, STAGE_WORDS, Touchpoint, Visit
from journeyblog.schema import meanings, word_meant
from journeyblog.site.chronology import business_was_open
from journeyblog.site.directory import Directory, name_slug
from journeyblog.site.visit_keys import visit_keys
from journeyblog.source.entries import Entry

GENERIC = "generic"
UNKNOWN = ""
"""The slug of a business that could not be read."""
Keys = tuple[str | int, ...]
_MEANT: Mapping[str, Mapping[str, str]] = {"stage": meanings(STAGE_WORDS), "channel": meanings(CHANNEL_WORDS)}
_KINDS = meanings(
    "restaurant pub bar bistro tapas diner pizzeria tavern food | cafe coffee bakery tearoom patisserie"
    " | hotel hostel guesthouse b&b pension motel inn resort lodge | rental_home airbnb apartment flat villa cottage"
    " | transit train bus ferry taxi metro tram coach | attraction museum park castle gallery theatre zoo beach"
    " | shop store market supermarket boutique | home_service plumber electrician cleaner"
)
"""The nearest kind to what people call a business."""


@dataclass(slots=True)
class Stubs:
    """Businesses that are met but have no file; each is told once, where it is met first."""

    found: dict[str, Business] = field(default_factory=dict)
    misspelt: set[str] = field(default_factory=set)

    def meet(self, name: str, visit: Visit | None) -> tuple[str, bool]:
        """The stub's slug, and whether it is new. What the first visit with a kind says of it is kept."""
        slug = name_slug(name)
        known = self.found.get(slug)
        if known is None or (visit is not None and visit.kind and not known.kind):
            self.found[slug] = Business(
                name=known.name if known else name.strip(),
                kind=visit.kind if visit else "",
                locality=visit.locality if visit else "",
                country=visit.country if visit else None,
            )
        return slug, known is None


def business_of(
    text: str, entry: Entry[Post], keys: Keys, directory: Directory, stubs: Stubs, visit: Visit | None = None
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The slug of the business that ``text`` names; an unknown one becomes a stub, with a warning the first time."""
    slug = directory.business(text)
    if slug is not None:
        namesakes = directory.namesakes(text)
        return slug, (_shared_name(entry, keys, text, namesakes),) if namesakes else ()
    slug, new = stubs.meet(text, visit)
    if not new:
        return slug, ()
    hint = directory.meant(text, "business") if len(stubs.found) <= 200 else ""
    if hint:
        stubs.misspelt.add(slug)
    warning = entry.warning(
        "unknown-business",
        f"There is no business '{text.strip()}', so a bare page is made for it",
        entry.locate(*keys),
        hint or _several(text, directory) or f'Make one with  journeyblog new business "{text.strip()}"',
    )
    return slug, (warning,)


def _several(text: str, directory: Directory) -> str:
    """What to write for several businesses in one field, when one of them is known."""
    names = [name.strip() for name in re.split(r",|;| and | & |/", text)]
    known = len(names) > 1 and any(directory.business(name) is not None for name in names)
    return "For several businesses write an entry for each under  visits:" if known else ""


def _shared_name(entry: Entry[Post], keys: Keys, text: str, namesakes: Sequence[str]) -> Diagnostic:
    message = f"Several businesses are called '{text.strip()}'; '{namesakes[0]}' is taken"
    hint = f"Write the slug of the one you mean: {' or '.join(namesakes[:4])}"
    return entry.warning("same-name", message, entry.locate(*keys), hint)


def kind_of_business(slug: str, directory: Directory, stubs: Stubs, settings: Settings) -> Kind | None:
    """The kind that a business's file or its visits say, generic when they say none; None when nobody can know."""
    if slug == UNKNOWN or slug in directory.broken:
        return None
    entry = directory.businesses.get(slug)
    name = entry.fields.kind if entry is not None else stubs.found[slug].kind if slug in stubs.found else ""
    return settings.kinds.get(name or GENERIC)


def check_visits(
    entry: Entry[Post], slugs: Iterable[str], directory: Directory, stubs: Stubs, settings: Settings
) -> Iterator[Diagnostic]:
    """What the visits of a post say against what is known. ``slugs`` are the visits' businesses."""
    for index, (visit, slug) in enumerate(zip(entry.fields.visits, slugs, strict=True)):
        keys = visit_keys(entry, index)
        kind = kind_of_business(slug, directory, stubs, settings)
        sure = visit.kind in ("", *settings.kinds) and not entry.unread(*keys, "kind")
        if kind is not None and slug not in stubs.misspelt and sure:
            yield from _check_dimensions(entry, keys, visit, slug in directory.businesses, kind)
        yield from _check_lenses(entry, keys, visit, settings)
        yield from _check_points(entry, keys, visit.touchpoints, settings)
        for number, incident in enumerate(visit.incidents):
            yield from _check_word(
                entry, (*keys, "incidents", number, "stage"), incident.stage, settings.stages, "stage"
            )
        if visit.kind and visit.kind not in settings.kinds:
            yield unknown_kind(entry, (*keys, "kind"), visit.kind, settings)
        known = directory.businesses.get(slug)
        if known is not None:
            yield from _check_description(entry, keys, visit, known, settings)
            yield from business_was_open(entry, keys, visit, known)
    yield from _check_points(entry, (), entry.fields.touchpoints, settings)
    for number, item in enumerate(entry.fields.playbook):
        yield from _check_word(entry, ("playbook", number, "stage"), item.stage, settings.stages, "stage")


def _check_dimensions(entry: Entry[Post], keys: Keys, visit: Visit, has_file: bool, kind: Kind) -> Iterator[Diagnostic]:
    way_out = "" if has_file or visit.kind else "; say its kind, as in  kind: restaurant"
    for name in visit.ratings:
        if name not in kind.dimensions:
            hint = did_you_mean(name, kind.dimensions)
            yield entry.error(
                "unknown-dimension",
                f"'{name}' is not a dimension of {_article(kind.label)}",
                entry.locate(*keys, "ratings", name, key=True),
                hint or f"Its dimensions are {', '.join(kind.dimensions) or 'none'}{way_out}",
            )


def _check_lenses(entry: Entry[Post], keys: Keys, visit: Visit, settings: Settings) -> Iterator[Diagnostic]:
    for lens, ratings in visit.lenses.items():
        known = settings.lenses.get(lens)
        if known is None:
            hint = did_you_mean(lens, settings.lenses) or "Add it under lenses: in site.yaml"
            yield entry.error(
                "unknown-lens", f"There is no lens '{lens}'", entry.locate(*keys, "lenses", lens, key=True), hint
            )
            continue
        for name in ratings:
            if name not in known:
                span = entry.locate(*keys, "lenses", lens, name, key=True)
                hint = did_you_mean(name, known) or f"Its dimensions are {', '.join(known)}"
                yield entry.error("unknown-lens", f"'{name}' is not a dimension of lens '{lens}'", span, hint)


def _check_points(
    entry: Entry[Post], keys: Keys, points: Iterable[Touchpoint], settings: Settings
) -> Iterator[Diagnostic]:
    for number, point in enumerate(points):
        where = (*keys, "touchpoints", number)
        yield from _check_word(entry, (*where, "stage"), point.stage, settings.stages, "stage")
        yield from _check_word(entry, (*where, "channel"), point.channel, settings.channels, "channel")


def _check_word(entry: Entry[Post], keys: Keys, word: str, known: Iterable[str], what: str) -> Iterator[Diagnostic]:
    if word and word not in known:
        meant = word_meant(word, _MEANT[what])
        hint = f"Write  {what}: {meant}" if meant in known else did_you_mean(word, known, what)
        hint = hint or f"Write one of {', '.join(known)}; more can be added in site.yaml"
        yield entry.error(f"unknown-{what}", f"'{word}' is not a {what}", entry.locate(*keys), hint)


def unknown_kind(entry: Entry[Any], keys: Keys, word: str, settings: Settings) -> Diagnostic:
    """A kind that the settings do not have, nor by its label or plural."""
    labels = {said.casefold(): name for name, kind in settings.kinds.items() for said in (kind.label, kind.plural)}
    meant = labels.get(word.strip().casefold())
    hint = f"Write  kind: {meant}" if meant else did_you_mean(word, settings.kinds, "kind")
    if not hint:
        near = word_meant(word, _KINDS)
        hint = f"Kinds are {', '.join(settings.kinds)}; more can be added under kinds: in site.yaml"
        hint = f"Write the nearest kind, such as  kind: {near}\n{hint}" if near in settings.kinds else hint
    return entry.error("unknown-kind", f"'{word}' is not a kind of business", entry.locate(*keys), hint)


def _check_description(
    entry: Entry[Post], keys: Keys, visit: Visit, known: Entry[Business], settings: Settings
) -> Iterator[Diagnostic]:
    pairs: Mapping[str, tuple[str | None, str | None]] = {
        "kind": (visit.kind if visit.kind in settings.kinds else "", known.fields.kind),
        "locality": (visit.locality, known.fields.locality),
        "country": (visit.country, known.fields.country),
    }
    for name, (here, there) in pairs.items():
        if here and there and here != there:
            yield entry.warning(
                "stub-differs",
                f"Here {name} is '{here}', but {known.path} says '{there}'",
                entry.locate(*keys, name),
                f"The file counts: remove  {name}: {here}  here, or mend the file",
            )


def _article(label: str) -> str:
    return f"a{'n' if label[:1].lower() in 'aeiou' else ''} {label.lower()}"
