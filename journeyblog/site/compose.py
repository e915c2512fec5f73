"""The last step of assembling: everything has been checked, and the frozen :class:`Site` is made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from journeyblog.config import Kind, Settings
from journeyblog.markdown import Body
from journeyblog.model.business import Business, Verdict
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.scores import answer, overall, return_index, verdict, visit_score, would_return_share
from journeyblog.site.candidates import Candidate, stem_of
from journeyblog.site.directory import Directory
from journeyblog.site.held import Held
from journeyblog.site.line import order
from journeyblog.site.permalinks import clean_location, permalink
from journeyblog.site.site import (
    Site,
    SiteBusiness,
    SiteJourney,
    SitePage,
    SitePost,
    SiteVisit,
    Station,
    Term,
)
from journeyblog.site.tracks import track_km
from journeyblog.site.visibility import DRAFT
from journeyblog.slugs import slug, term_slug
from journeyblog.source.entries import Entry
from journeyblog.source.load import Entries

Kinds = Callable[[str], Kind]


def compose_site(
    settings: Settings,
    *,
    directory: Directory,
    posts: Sequence[Candidate],
    pages: Sequence[tuple[Entry[Page], Body, str]],
    bodies: Mapping[str, Body],
    stubs: Mapping[str, Business],
    visited: Mapping[str, tuple[str, ...]],
    mentioned: Mapping[str, tuple[str, ...]],
    held: tuple[Held, ...],
    entries: Entries,
) -> Site:
    """The site of these posts. ``visited`` and ``mentioned`` are the businesses of each post, by its file."""
    kinds = _kinds(settings, directory, stubs)
    stations = _stations(posts)
    made = [_post(settings, post, stations.get(post.path), visited[post.path], kinds, entries) for post in posts]
    made.sort(key=lambda post: (post.date.order, post.path), reverse=True)
    return Site(
        settings=settings,
        posts=tuple(made),
        journeys=_journeys(directory, made, bodies, entries),
        businesses=_businesses(settings, directory, stubs, made, bodies, mentioned, kinds),
        pages=_pages(pages),
        categories=_terms(made, lambda post: post.entry.fields.categories),
        tags=_terms(made, lambda post: post.entry.fields.tags),
        authors=_authors(settings, made),
        held=held,
    )


def _kinds(settings: Settings, directory: Directory, stubs: Mapping[str, Business]) -> Kinds:
    generic = settings.kinds["generic"]

    def kind_of(business: str) -> Kind:
        entry = directory.businesses.get(business)
        fields = entry.fields if entry is not None else stubs.get(business)
        return settings.kinds.get(fields.kind, generic) if fields is not None else generic

    return kind_of


def _stations(posts: Iterable[Candidate]) -> Mapping[str, Station]:
    groups: dict[str, list[Candidate]] = {}
    for post in posts:
        if post.journey:
            groups.setdefault(post.journey, []).append(post)
    return {group[i].path: station for group in groups.values() for i, station in order(group).stations}


def _post(
    settings: Settings,
    post: Candidate,
    station: Station | None,
    businesses: Sequence[str],
    kinds: Kinds,
    entries: Entries,
) -> SitePost:
    fields, body = post.entry.fields, post.body
    assert body is not None
    categories = tuple(dict.fromkeys(made for word in fields.categories if (made := term_slug(word))))
    location = clean_location(fields.permalink) if fields.permalink else None
    if location is None:
        location = permalink(
            settings.permalink,
            date=post.date,
            slug=post.slug,
            journey=post.journey,
            station=station,
            category=categories[0] if categories else "",
        )
    authors = fields.author or (settings.default_author,)
    return SitePost(
        entry=post.entry,
        body=body,
        title=fields.title or body.title,
        date=post.date,
        slug=post.slug,
        location=location,
        authors=authors,
        categories=categories,
        tags=tuple(dict.fromkeys(made for word in fields.tags if (made := term_slug(word)))),
        journey=post.journey,
        station=station,
        visits=tuple(_visits(settings, post, authors, businesses, kinds)),
        km=fields.distance if fields.distance is not None else track_km(post.entry, entries),
        hidden=post.status.reason,
    )


def _visits(
    settings: Settings, post: Candidate, authors: tuple[str, ...], businesses: Sequence[str], kinds: Kinds
) -> Iterable[SiteVisit]:
    for place, (visit, business) in enumerate(zip(post.entry.fields.visits, businesses, strict=True)):
        weights = {name: dimension.weight for name, dimension in kinds(business).dimensions.items()}
        score = visit_score(visit, weights)
        yield SiteVisit(
            visit=visit,
            business=business,
            date=visit.date or post.date,
            authors=visit.author or authors,
            disclosure=visit.disclosure or post.entry.fields.disclosure,
            post=post.path,
            place=place,
            score=score,
            answer=answer(visit, score, settings.rating, infer=settings.verdict.infer),
        )


def _journeys(
    directory: Directory, posts: Sequence[SitePost], bodies: Mapping[str, Body], entries: Entries
) -> Mapping[str, SiteJourney]:
    groups: dict[str, list[SitePost]] = {key: [] for key in directory.journeys}
    for post in posts:
        if post.journey:
            groups.setdefault(post.journey, []).append(post)
    journeys: dict[str, SiteJourney] = {}
    for key, group in groups.items():
        entry = directory.journeys.get(key)
        fields = entry.fields if entry is not None else Journey(title=_words(key))
        journeys[key] = SiteJourney(
            slug=key,
            fields=fields,
            entry=entry,
            body=bodies.get(entry.path) if entry is not None else None,
            title=fields.title or (bodies[entry.path].title if entry is not None else "") or _words(key),
            location=f"/journeys/{key}/",
            posts=_in_order(group),
            km=track_km(entry, entries),
        )
    return journeys


def _in_order(posts: Sequence[SitePost]) -> tuple[SitePost, ...]:
    views = [_AsInstallment(post) for post in posts]
    return tuple(posts[i] for i, _ in order(views).stations)


class _AsInstallment:
    """A post as the order of installments sees it."""

    __slots__ = ("date", "draft", "part", "path")

    def __init__(self, post: SitePost) -> None:
        self.path, self.date, self.part, self.draft = post.path, post.date, post.entry.fields.part, post.hidden == DRAFT


def _businesses(
    settings: Settings,
    directory: Directory,
    stubs: Mapping[str, Business],
    posts: Sequence[SitePost],
    bodies: Mapping[str, Body],
    mentioned: Mapping[str, tuple[str, ...]],
    kinds: Kinds,
) -> Mapping[str, SiteBusiness]:
    visits: dict[str, list[tuple[SiteVisit, SitePost]]] = {}
    mentions: dict[str, list[SitePost]] = {}
    for post in posts:
        for visit in post.visits:
            visits.setdefault(visit.business, []).append((visit, post))
        for business in dict.fromkeys(mentioned.get(post.path, ())):
            mentions.setdefault(business, []).append(post)
    made: dict[str, SiteBusiness] = {}
    for key in sorted({*directory.businesses, *visits}):
        entry = directory.businesses.get(key)
        fields = entry.fields if entry is not None else stubs.get(key) or Business(name=_words(key))
        history = sorted(
            visits.get(key, ()), key=lambda pair: (pair[0].date.order, pair[1].date.order, pair[1].path, pair[0].place)
        )
        made[key] = _business(
            settings,
            SiteBusiness(
                slug=key,
                fields=fields,
                entry=entry,
                body=bodies.get(entry.path) if entry is not None else None,
                kind=kinds(key),
                location=f"/businesses/{key}/",
                visits=tuple(visit for visit, _ in history),
                mentioned=tuple(mentions.get(key, ())),
                overall=None,
                verdict=Verdict.NOT_SAID,
                inferred=False,
                return_index=None,
                share=would_return_share(()),
            ),
        )
    return made


def _business(settings: Settings, business: SiteBusiness) -> SiteBusiness:
    counted = [visit for visit in business.visits if visit.visit.counts]
    answers = [visit.answer for visit in counted if visit.answer is not None]
    index = return_index([one.weight for one in answers], settings.verdict.decay)
    return replace(
        business,
        overall=overall(visit.score for visit in counted),
        return_index=index,
        verdict=business.fields.verdict or verdict(index, settings.verdict),
        inferred=bool(answers) and all(one.inferred for one in answers),
        share=would_return_share(answers),
    )


def _pages(pages: Iterable[tuple[Entry[Page], Body, str]]) -> tuple[SitePage, ...]:
    made = []
    for entry, body, hidden in pages:
        fields = entry.fields
        stem = stem_of(entry.path)[0]
        name = slug(fields.slug) or slug(stem) or "page"
        location = (clean_location(fields.permalink) if fields.permalink else None) or f"/{name}/"
        title = fields.title or body.title or _words(name)
        made.append(SitePage(entry=entry, body=body, title=title, location=location, hidden=hidden))
    return tuple(sorted(made, key=lambda page: (page.entry.fields.order or 0, page.location)))


def _terms(posts: Iterable[SitePost], words: Callable[[SitePost], Iterable[str]]) -> Mapping[str, Term]:
    names: dict[str, str] = {}
    groups: dict[str, list[SitePost]] = {}
    for post in posts:
        seen: set[str] = set()
        for word in words(post):
            key = term_slug(word)
            if key and key not in seen:
                seen.add(key)
                names.setdefault(key, word.strip())
                groups.setdefault(key, []).append(post)
    return {
        key: Term(name=names[key], slug=key, posts=tuple(groups[key]))
        for key in sorted(groups, key=lambda key: (names[key].casefold(), key))
    }


def _authors(settings: Settings, posts: Iterable[SitePost]) -> Mapping[str, tuple[SitePost, ...]]:
    groups: dict[str, list[SitePost]] = {}
    for post in posts:
        for author in dict.fromkeys(post.authors):
            groups.setdefault(author, []).append(post)
    return {author: tuple(groups[author]) for author in settings.authors if author in groups}


def _words(key: str) -> str:
    words = key.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
