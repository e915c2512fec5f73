"""Pages that list posts: home, categories, tags, authors, years and months; each in as many pages as it needs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.furniture import promo_view, shelves_view
from journeyblog.site.pages.journeys import newest_first
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.paging import paged_head, paginate
from journeyblog.site.pages.structured.home import home_graph
from journeyblog.site.scorecards import counted
from journeyblog.site.site import SiteJourney, SitePost, Term
from journeyblog.site.views import (
    ArchiveView,
    BusinessCardView,
    CardView,
    FeedView,
    HeadView,
    HomeView,
    ListView,
    PagerView,
    ShelvesView,
    TermsView,
    TermView,
    YearView,
)

STANDOUTS = 4
"""How many stand-outs the home page shows: those visited last."""

Make = Callable[[tuple[CardView, ...], PagerView], tuple[object, HeadView]]


def home_pages(desk: Desk) -> Iterator[Page]:
    """The newest posts."""
    yield from _paginate(desk, "/", "home.html", "the home page", desk.site.posts, partial(_home, desk))


def category_pages(desk: Desk) -> Iterator[Page]:
    """The index of categories, and each category."""
    feeds = desk.site.settings.feeds.categories
    yield from _taxonomy(desk, "/categories/", "categories", "category", desk.site.categories, feeds)


def tag_pages(desk: Desk) -> Iterator[Page]:
    """The index of tags, and each tag."""
    yield from _taxonomy(desk, "/tags/", "tags", "tag", desk.site.tags, ())


def author_pages(desk: Desk) -> Iterator[Page]:
    """Each author's posts, and the index when there are several."""
    authors = desk.site.authors
    if len(authors) > 1:
        terms = tuple(
            TermView(name=desk.person(author).name, url=desk.person(author).url, count=len(posts))
            for author, posts in authors.items()
        )
        yield _terms_page(desk, "/authors/", "authors", terms)
    for author, posts in authors.items():
        location = f"/authors/{author}/"
        make = partial(_author, desk, author, location)
        yield from _paginate(desk, location, "list.html", f"author {author}", posts, make)


def archive_pages(desk: Desk) -> Iterator[Page]:
    """All years and months, and the posts of each."""
    months: dict[tuple[int, int], list[SitePost]] = {}
    for post in desk.site.posts:
        months.setdefault((post.date.local.year, post.date.local.month), []).append(post)
    if not months:
        return
    years: dict[int, list[tuple[int, int]]] = {}
    for year, month in sorted(months, reverse=True):
        years.setdefault(year, []).append((year, month))
    views = {key: _month_term(desk, key, len(posts)) for key, posts in months.items()}
    listed = tuple(
        YearView(
            year=TermView(
                name=_year(desk, year), url=desk.url(f"/{year:04}/"), count=sum(len(months[key]) for key in keys)
            ),
            months=tuple(views[key] for key in keys),
        )
        for year, keys in years.items()
    )
    yield Page(
        location="/archive/",
        template="archive.html",
        source="the archive",
        make=lambda: (
            ArchiveView(title=desk.say("archive.title"), years=listed),
            desk.head(desk.say("archive.title"), "/archive/", desk.say("archive.description")),
        ),
    )
    for year, keys in years.items():
        posts = [post for key in keys for post in months[key]]
        terms = tuple(views[key] for key in keys)
        make = partial(_period, desk, "year", _year(desk, year), f"/{year:04}/", terms)
        yield from _paginate(desk, f"/{year:04}/", "list.html", f"year {year}", posts, make)
    for (year, month), posts in months.items():
        location, title = f"/{year:04}/{month:02}/", desk.messages.month(year, month)
        make = partial(_period, desk, "month", title, location, ())
        yield from _paginate(desk, location, "list.html", f"month {year:04}-{month:02}", posts, make)


def _taxonomy(
    desk: Desk, folder: str, name: str, kind: str, terms: Mapping[str, Term], kinds: tuple[str, ...]
) -> Iterator[Page]:
    if not terms:
        return
    listed = tuple(
        TermView(name=term.name, url=desk.url(f"{folder}{term.slug}/"), count=len(term.posts))
        for term in terms.values()
    )
    yield _terms_page(desk, folder, name, listed)
    for term in terms.values():
        location = f"{folder}{term.slug}/"
        feeds = desk.feeds(kinds, location, term.name)
        make = partial(_term, desk, kind, term.name, location, feeds)
        yield from _paginate(desk, location, "list.html", f"{kind} '{term.name}'", term.posts, make)


def _terms_page(desk: Desk, location: str, name: str, terms: tuple[TermView, ...]) -> Page:
    def make() -> tuple[object, HeadView]:
        title = desk.say(f"terms.{name}")
        return TermsView(title=title, terms=terms), desk.head(title, location, desk.say(f"terms.all_{name}"))

    return Page(location=location, template="terms.html", source=f"the list of {name}", make=make)


def _paginate(
    desk: Desk, location: str, template: str, source: str, posts: Sequence[SitePost], make: Make
) -> Iterator[Page]:
    def made(some: Sequence[SitePost], pager: PagerView) -> tuple[object, HeadView]:
        return make(tuple(desk.card(post) for post in some), pager)

    size = desk.site.settings.pagination
    yield from paginate(desk, location, template, source, posts, size, made, lambda post: post.date.day.isoformat())


def _home(desk: Desk, cards: tuple[CardView, ...], pager: PagerView) -> tuple[HomeView, HeadView]:
    journeys = [journey for journey in newest_first(desk) if journey.posts] if pager.number == 1 else []
    view = HomeView(
        cards=cards,
        pager=pager,
        journey=desk.journey_card(journeys[0]) if journeys else None,
        stations=desk.stations(journeys[0]) if journeys else (),
        best=_best(desk, journeys[0]) if journeys else None,
        standouts=_latest_standouts(desk) if pager.number == 1 else (),
        all_standouts=desk.way(desk.say("home.all_standouts"), "/standouts/"),
        shelves=shelves_view(desk) if pager.number == 1 else ShelvesView(),
        promo=promo_view(desk, "/"),
    )
    settings = desk.site.settings
    title = settings.title if pager.number == 1 else desk.say("pager.title", number=pager.number)
    head = paged_head(desk, title, "/", settings.tagline, pager)
    newest = desk.site.posts[: settings.pagination]
    return view, replace(head, structured=home_graph(desk, newest)) if pager.number == 1 else head


def _latest_standouts(desk: Desk) -> tuple[BusinessCardView, ...]:
    cards, businesses = desk.scorecards(), desk.site.businesses
    found = [business for slug, business in businesses.items() if cards[slug].standout]
    found.sort(key=lambda one: [visit.date for visit in counted(one.visits)[-1:]], reverse=True)
    return tuple(desk.business_card(one) for one in found[:STANDOUTS])


def _best(desk: Desk, journey: SiteJourney) -> BusinessCardView | None:
    """Of the businesses met on a journey the one that lists put first; None when none has a score."""
    businesses, order = desk.site.businesses, desk.order()
    met = {visit.business for post in journey.posts for visit in post.visits}
    rated = [slug for slug in met if businesses[slug].overall is not None]
    return desk.business_card(businesses[min(rated, key=lambda slug: order[slug])]) if rated else None


def _term(
    desk: Desk,
    kind: str,
    name: str,
    location: str,
    feeds: tuple[FeedView, ...],
    cards: tuple[CardView, ...],
    pager: PagerView,
) -> tuple[ListView, HeadView]:
    view = ListView(
        kind=desk.say(f"terms.{kind}"),
        title=name,
        cards=cards,
        pager=pager,
        feeds=feeds,
        promo=promo_view(desk, location),
    )
    return view, paged_head(
        desk, name, location, desk.say("terms.description", kind=view.kind, name=name), pager, feeds
    )


def _author(
    desk: Desk, author: str, location: str, cards: tuple[CardView, ...], pager: PagerView
) -> tuple[ListView, HeadView]:
    person = desk.person(author)
    view = ListView(
        kind=desk.say("terms.author"),
        title=person.name,
        cards=cards,
        pager=pager,
        person=person,
        promo=promo_view(desk, location),
    )
    description = person.bio or desk.say("terms.posts_by", name=person.name)
    return view, paged_head(desk, person.name, location, description, pager)


def _period(
    desk: Desk,
    kind: str,
    title: str,
    location: str,
    months: tuple[TermView, ...],
    cards: tuple[CardView, ...],
    pager: PagerView,
) -> tuple[ListView, HeadView]:
    view = ListView(
        kind=desk.say(f"terms.{kind}"),
        title=title,
        cards=cards,
        pager=pager,
        months=months,
        promo=promo_view(desk, location),
    )
    return view, paged_head(desk, title, location, desk.say("terms.posts_of", time=title), pager)


def _month_term(desk: Desk, key: tuple[int, int], posts: int) -> TermView:
    year, month = key
    return TermView(name=desk.messages.month(year, month), url=desk.url(f"/{year:04}/{month:02}/"), count=posts)


def _year(desk: Desk, year: int) -> str:
    return desk.messages.day(date(year, 1, 1), "year")
