"""Everything that is written is a target: a page, a feed, the sitemap, a redirect, a copied file, a picture.

In: a laid-out site. Out: targets, each with its output path, its source (for telling two apart) and a function that
makes its bytes. Invariant: :func:`find_collisions` has seen them all before the first is made.
"""

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial
from html import escape
from urllib.parse import urlsplit

from journeyblog.build.publish import KEPT
from journeyblog.diagnostics import Diagnostic, Severity, Span
from journeyblog.output.data import FOLDER, SCHEMA, data_json, has_data, schema_json, site_data
from journeyblog.output.feeds import FILES, FORMATS, Feed, FeedItem
from journeyblog.output.figures import Figures
from journeyblog.output.headers import headers
from journeyblog.output.redirects import redirect
from journeyblog.output.robots import robots
from journeyblog.output.sitemap import sitemap
from journeyblog.output.tables import businesses_csv, journeys_csv, visits_csv
from journeyblog.site import phrases
from journeyblog.site.pages import Desk, Page
from journeyblog.site.pages.syndication import Channel, channels
from journeyblog.site.permalinks import clean_location
from journeyblog.site.policy import content_security_policy
from journeyblog.site.scorecards import VerdictChange
from journeyblog.site.site import SitePost
from journeyblog.site.views import HeadView, SiteView
from journeyblog.slugs import collision_key
from journeyblog.theme import ASSETS, Renderer
from journeyblog.urls import output_path

HEADERS = "_headers"
_ALIAS = " (alias)"


class Sort(Enum):
    """What a target is made of."""

    TEXT = "text"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One file of the output. ``source`` is a site path, or words for what is made of many.

    ``rehearse`` is there when making a file may fail: it finds out without keeping anything. A ``page`` is made of its
    view alone: :meth:`journeyblog.site.pages.Page.make` and then ``render`` are the two halves of ``make``.
    """

    path: str
    source: str
    sort: Sort
    make: Callable[[], bytes]
    rehearse: Callable[[], bytes] | None = None
    page: Page | None = None
    render: Callable[[object, HeadView], bytes] | None = None


def page_targets(pages: Iterable[Page], renderer: Renderer, site: SiteView) -> Iterator[Target]:
    """The pages, rendered with the theme."""
    for page in pages:
        render = partial(_render, renderer, page.template, site)
        make = partial(_make_page, page, render)
        yield Target(
            path=output_path(page.location), source=page.source, sort=Sort.TEXT, make=make, page=page, render=render
        )


def feed_targets(desk: Desk) -> Iterator[Target]:
    """The feeds, in every format wanted."""
    for channel in channels(desk):
        for format_ in channel.formats:
            yield Target(
                path=output_path(channel.location + FILES[format_]),
                source=f"the feed of {channel.title}",
                sort=Sort.TEXT,
                make=partial(_feed, desk, channel, format_),
            )


def data_targets(desk: Desk) -> Iterator[Target]:
    """The open data: one document, the same as tables, and what its members are. A site without visits has none."""
    if not has_data(desk):
        return
    files = {
        "site.json": data_json,
        "visits.csv": visits_csv,
        "businesses.csv": businesses_csv,
        "journeys.csv": journeys_csv,
    }
    document = _Document(desk, files)
    for name in files:
        yield Target(
            path=output_path(FOLDER + name), source="the open data", sort=Sort.TEXT, make=partial(document.file, name)
        )
    yield Target(path=output_path(FOLDER + SCHEMA), source="the open data", sort=Sort.TEXT, make=schema_json)


class _Document:
    """The open data, from the first of its ``files`` that is made to the last: it takes as much room as a site."""

    def __init__(self, desk: Desk, files: Mapping[str, Callable[[Figures], bytes]]) -> None:
        self._desk, self._files = desk, files
        self._figures: Figures | None = None
        self._left: set[str] = set()

    def file(self, name: str) -> bytes:
        """The bytes of a file."""
        if self._figures is None:
            self._figures, self._left = site_data(self._desk), set(self._files)
        made = self._files[name](self._figures)
        self._left.discard(name)
        if not self._left:
            self._figures = None
        return made


def redirect_targets(desk: Desk) -> Iterator[Target]:
    """A page at each alias that leads on."""
    site = desk.site
    named = [
        *((post.path, post.entry.fields.aliases, post.location) for post in site.posts),
        *((page.entry.path, page.entry.fields.aliases, page.location) for page in site.pages),
        *((one.entry.path, one.fields.aliases, one.location) for one in site.journeys.values() if one.entry),
        *((one.entry.path, one.fields.aliases, one.location) for one in site.businesses.values() if one.entry),
    ]
    for path, aliases, location in named:
        for alias in aliases:
            old = clean_location(alias)
            if old is not None and old != location:
                make = partial(redirect, desk.url(location), desk.absolute(location), site.settings.language)
                yield Target(path=output_path(old), source=path + _ALIAS, sort=Sort.TEXT, make=make)


def sitemap_targets(desk: Desk, pages: Sequence[Page]) -> Iterator[Target]:
    """The sitemap (with ``base_url``) and robots.txt."""
    settings = desk.site.settings
    if settings.origin:
        urls = [(desk.absolute(page.location), page.updated) for page in pages if page.listed]
        for name, data in sitemap(urls, desk.absolute("/")).items():
            yield Target(path=name, source="the sitemap", sort=Sort.TEXT, make=partial(bytes, data))
    address = desk.absolute("/sitemap.xml")
    yield Target(path="robots.txt", source="robots.txt", sort=Sort.TEXT, make=partial(robots, address))


def header_targets(desk: Desk, static: Collection[str]) -> Iterator[Target]:
    """What hosts are to send with the files; the author's own ``static/_headers`` stands instead of ours."""
    if HEADERS not in static:
        policy = content_security_policy(desk.site)
        make = partial(headers, policy, desk.atlas.base_path, ASSETS)
        yield Target(path=HEADERS, source="the headers", sort=Sort.TEXT, make=make)


def find_collisions(targets: Iterable[Target]) -> tuple[list[Target], tuple[Diagnostic, ...]]:
    """The targets without those whose place is taken, and an error for each of these.

    Places are compared as the least particular file system does: one Unicode form, no difference of case.
    """
    kept: list[Target] = []
    taken: dict[str, Target] = {}
    folders: dict[str, Target] = {}
    found: list[Diagnostic] = []
    for target in targets:
        key = collision_key(target.path)
        if key.startswith(KEPT):
            found.append(_kept_for_us(target))
            continue
        other = taken.get(key) or folders.get(key)
        parents = [key[:i] for i, char in enumerate(key) if char == "/"]
        other = other or next((taken[parent] for parent in parents if parent in taken), None)
        if other is not None:
            found.append(_collision(target, other))
            continue
        taken[key] = target
        folders.update(dict.fromkeys((parent for parent in parents if parent not in folders), target))
        kept.append(target)
    return kept, tuple(found)


def _kept_for_us(target: Target) -> Diagnostic:
    return Diagnostic(
        code="bad-path",
        severity=Severity.ERROR,
        message=f"This would be published as /{target.path}, and names that begin so are kept for journeyblog itself",
        span=Span(path=target.source.removesuffix(_ALIAS)),
        hint="Give it another name",
    )


def _collision(target: Target, other: Target) -> Diagnostic:
    if other.source.startswith("content/") and not target.source.startswith("content/"):
        target, other = other, target  # what is made of many cannot be mended; the file can
    return Diagnostic(
        code="same-output",
        severity=Severity.ERROR,
        message=_clash(target, other),
        span=Span(path=target.source.removesuffix(_ALIAS)),
        hint=_apart(target, other),
    )


def _clash(target: Target, other: Target) -> str:
    """Why two cannot both be published; an old address is only an address."""
    place = f"/{target.path.removesuffix('index.html')}"
    if target.source.endswith(_ALIAS):
        return f"The old address {place} is the address of {other.source.removesuffix(_ALIAS)}"
    if other.source.endswith(_ALIAS):
        return f"This would be published at {place}, which is an old address of {other.source.removesuffix(_ALIAS)}"
    if target.path != other.path and target.path.casefold() == other.path.casefold():
        return f"On many computers this and {other.source} are one file, so only one of them is published"
    return f"This would be published at {place}, where {other.source} is"


def _apart(target: Target, other: Target) -> str:
    """How to give one of two another place: a text by its fields, any other file by its name."""
    place = f"/{target.path.removesuffix('index.html')}"
    texts = [one for one in (target, other) if one.source.removesuffix(_ALIAS).endswith((".md", ".markdown"))]
    if target not in texts:
        name = posixpath.basename(target.source)
        hint = (
            "Remove it, or give it another name" if name != "index.html" else "Remove it, or put it into another folder"
        )
        if not texts:
            return hint
        text = texts[0].source.removesuffix(_ALIAS)
        way = f"remove {place} from aliases: in {text}" if text != texts[0].source else f"give {text} another slug:"
        return f"{hint}; or {way}"
    aliases = [one for one in texts if one.source.endswith(_ALIAS)]
    if target in aliases:
        return f"Remove {place} from aliases:"
    if other in aliases:
        return f"Remove {place} from the aliases: of {other.source.removesuffix(_ALIAS)}, or write another slug: here"
    if other in texts:
        return "Write  slug: another-name  in one of the two, or another  permalink:  if it has one"
    return "Write  slug: another-name  in this text, or another  permalink:  if it has one"


def _make_page(page: Page, render: Callable[[object, HeadView], bytes]) -> bytes:
    return render(*page.make())


def _render(renderer: Renderer, template: str, site: SiteView, view: object, head: HeadView) -> bytes:
    return renderer.render(template, site=site, page=view, head=head).encode()


def _feed(desk: Desk, channel: Channel, format_: str) -> bytes:
    settings = desk.site.settings
    posts = {post.path: post for post in desk.site.posts} if channel.changes else {}
    items = (
        *(_item(desk, post) for post in channel.posts),
        *(_change_item(desk, change, posts[change.post]) for change in channel.changes),
    )
    newest = max((item.updated for item in items), key=datetime.fromisoformat, default="1970-01-01T00:00:00+00:00")
    authors = dict.fromkeys(name for item in items for name in item.authors)
    feed = Feed(
        id=desk.absolute(channel.location),
        feed_url=desk.absolute(channel.location + FILES[format_]),
        home_url=desk.absolute(channel.location),
        title=channel.title,
        updated=newest,
        subtitle=channel.subtitle,
        language=settings.language,
        authors=tuple(authors),
        items=items,
    )
    return FORMATS[format_](feed)


def _item(desk: Desk, post: SitePost) -> FeedItem:
    settings, fields = desk.site.settings, post.entry.fields
    image = desk.image(fields.image, fields.image_alt, post.path)
    full = settings.feeds.content == "full"
    zone = settings.zone
    return FeedItem(
        id=desk.absolute(post.location),
        url=desk.absolute(post.location),
        title=desk.heading(post),
        published=post.date.iso(zone),
        updated=(fields.updated or post.date).iso(zone),
        authors=tuple(settings.authors[author].name for author in post.authors),
        summary=desk.summary(post),
        html=str(desk.html(post.body, post.path, absolute=True)) if full else "",
        categories=tuple(desk.site.categories[slug].name for slug in post.categories),
        image=desk.absolute_image(image),
        language=desk.language(post),
    )


def _change_item(desk: Desk, change: VerdictChange, post: SitePost) -> FeedItem:
    settings, business = desk.site.settings, desk.site.businesses[change.business]
    home, told = desk.absolute(business.location), desk.absolute(post.location)
    name, when = business.fields.name, change.date.iso(settings.zone)
    before, after = (phrases.verdict(desk.messages, word) for word in (change.before, change.after))
    now = desk.say("verdicts.feed_text", after=after, date=desk.messages.day(change.date.day), before=before)
    links = ((home, name), (told, desk.heading(post)))
    return FeedItem(
        id=f"tag:{urlsplit(home).hostname},{change.date.day}:verdicts/{business.slug}",
        url=told,
        title=desk.say("verdicts.feed_title", business=name, after=after, before=before),
        published=when,
        updated=when,
        authors=tuple(settings.authors[author].name for author in post.authors),
        summary=now,
        html=f"<p>{escape(now)}</p>"
        + "".join(f'<p><a href="{escape(url)}">{escape(label)}</a></p>' for url, label in links),
    )
