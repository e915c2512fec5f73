"""From a folder to everything that would be written, with nothing written yet.

Reads top to bottom: settings, theme, texts, site, pictures, pages, targets. ``build``, ``check`` and the preview all
start here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from journeyblog import __version__
from journeyblog.build.bodies import Bodies
from journeyblog.build.cache import CACHE, Cache
from journeyblog.build.crew import ALONE, Crew
from journeyblog.build.digests import NONE, digest_of
from journeyblog.build.engine import engine_digest
from journeyblog.build.icons import icon_targets, icon_views
from journeyblog.build.media import (
    asset_targets,
    measure_pictures,
    media_targets,
    renamed,
    static_name,
    static_targets,
    unshowable,
)
from journeyblog.build.targets import (
    Target,
    data_targets,
    feed_targets,
    find_collisions,
    header_targets,
    page_targets,
    redirect_targets,
    sitemap_targets,
)
from journeyblog.build.texts import Texts
from journeyblog.config import Settings, load_settings
from journeyblog.config.naming import name_all
from journeyblog.diagnostics import Diagnostic, Severity, Span, has_errors
from journeyblog.markdown import Body, Labels, Options
from journeyblog.schema import Reading, compose, place_of
from journeyblog.site import phrases
from journeyblog.site.addresses import as_link, check_address, meant_location, page_for
from journeyblog.site.assemble import Assembly, assemble
from journeyblog.site.atlas import files_used, make_atlas, with_pages
from journeyblog.site.candidates import Render, moments
from journeyblog.site.links import Atlas, Names
from journeyblog.site.pages import Desk, Page, lay_out
from journeyblog.site.pages.frame import site_view
from journeyblog.site.references import meant_post
from journeyblog.site.site import Site
from journeyblog.site.tracks import track_files
from journeyblog.site.views import SiteView
from journeyblog.site.visibility import Request, next_change
from journeyblog.source.discover import CONTENT, SETTINGS, sort_sources, unread_texts
from journeyblog.source.entries import Entry
from journeyblog.source.gpx import load_tracks
from journeyblog.source.load import Entries, load_entries, without_settled, without_texts
from journeyblog.source.read import SiteFiles, Unreadable
from journeyblog.theme import (
    OptionKind,
    Renderer,
    Theme,
    ThemesFolder,
    built_in_themes,
    load_theme,
    merge_options,
    page_layouts,
    told_missing,
    word,
)
from journeyblog.urls import link_href

OTHER_SETTINGS = ("content/site.yml", "content/Site.yaml", "site.yaml", "site.yml")
"""Where people look for the settings, and we do not."""
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A site ready to be written; ``withheld`` are the files with errors, which are not in it.

    ``entries`` are all texts that could be read, published or not; ``pages`` are the pages as laid out. ``until`` is
    the next instant at which the same files give another site; None when they never will.
    """

    entries: Entries
    site: Site
    names: Names
    atlas: Atlas
    desk: Desk
    renderer: Renderer
    sound_theme: str
    site_view: SiteView
    pages: tuple[Page, ...]
    targets: tuple[Target, ...]
    diagnostics: tuple[Diagnostic, ...]
    withheld: tuple[str, ...]
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """The settings or the theme are at fault: nothing can be built at all."""

    diagnostics: tuple[Diagnostic, ...]


def read_settings(files: SiteFiles) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """The settings of the site, or None when they hold an error; and what is wrong with them."""
    settings, _, found = _read_settings(files)
    return (None if has_errors(found) else settings), found


def _read_settings(files: SiteFiles) -> tuple[Settings | None, str, tuple[Diagnostic, ...]]:
    """What can be read of the settings of the site, the text they were read from, and what is wrong with them."""
    if not files.exists(SETTINGS):
        other = next((name for name in OTHER_SETTINGS if files.exists(name)), "")
        hint = "Go to the folder that holds content/, or make a new site with  journeyblog init my-site"
        missing = Diagnostic(
            code="site-missing",
            severity=Severity.ERROR,
            message="There is no site here",
            span=Span(path=SETTINGS),
            hint=f"Rename {other} to {SETTINGS}" if other else hint,
        )
        return None, "", (missing,)
    try:
        text = files.read_text(SETTINGS)
    except Unreadable as unreadable:
        return None, "", (unreadable.diagnostic,)
    settings, diagnostics = load_settings(text, SETTINGS)
    return settings, text, diagnostics


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an earlier build leaves to be used again: bodies, and a digest of a theme that has no mistake (with the
    program and the settings), so that nobody need look for one; and who makes what is new. In the same process also
    entries, and the renderer of that theme with its templates compiled.
    """

    bodies: Bodies
    texts: Texts = field(default_factory=Texts)
    sound_theme: str = ""
    crew: Crew = ALONE
    renderer: Renderer | None = None


def prepare(root: Path, request: Request, step: Step = lambda _: None, kept: Kept | None = None) -> Prepared | Unusable:
    """Everything that the site in ``root`` would publish at ``request.now``. ``step`` is told what begins."""
    kept = kept or Kept(bodies=Bodies())
    files = SiteFiles(root)
    settings, text, found = _read_settings(files)
    if settings is None:
        return Unusable(diagnostics=found)
    step("Reading the theme")
    renderer, options, faults, sound = _theme(root, settings, text, found, kept)
    found += faults
    if renderer is None or has_errors(found):
        return Unusable(diagnostics=found)
    settings = name_all(settings, renderer.wording.messages)
    step("Reading the content")
    scanned, passed_over = files.scan(CONTENT)
    sources, stray = sort_sources(scanned)
    with _checking(renderer, kept.crew, len(sources.posts), known=kept.sound_theme == sound != NONE) as look:
        decode = kept.texts.decoder(settings.rating, settings.dimensions)
        entries, mistakes = load_entries(files, sources, settings.rating, settings.dimensions, decode)
        entries = replace(entries, tracks=load_tracks(files, track_files(entries)))
        faults = look()
    found += faults
    sound = NONE if faults else sound
    if has_errors(found):
        return Unusable(diagnostics=found)
    step("Reading the texts")
    kept.bodies.foresee(_texts(entries, settings, phrases.labels(renderer.wording.messages)), kept.crew)
    step("Putting the site together")
    workshop = Workshop(
        files=files,
        settings=settings,
        request=request,
        renderer=renderer,
        options=options,
        static=sources.static,
        cache=Cache(root / CACHE / "cache"),
        bodies=kept.bodies,
        texts=kept.texts,
    )
    layout = _lay_out(workshop, entries)
    first = layout.assembly
    found += (*passed_over, *stray, *mistakes, *layout.bad, *layout.collisions)
    found += without_settled(entries, (*first.diagnostics, *_dead_ends(first, layout.desk.atlas)))
    found += (*unshowable(sources.static), *renamed(sources.static))
    found += tuple(unread_texts(sorted(sources.media - layout.desk.atlas.files.keys() - first.private)))
    found += _check_settings(settings, first, layout.desk.atlas, text, _links(renderer.theme))
    losers = {one.span.path for one in layout.collisions} & set(first.names.texts)
    if losers:  # a text whose place is taken must not be in lists and scores either
        layout = _lay_out(workshop, without_texts(entries, losers))
    return Prepared(
        entries=entries,
        site=layout.assembly.site,
        names=layout.assembly.names,
        atlas=layout.desk.atlas,
        desk=layout.desk,
        renderer=renderer,
        sound_theme=sound,
        site_view=layout.view,
        pages=layout.pages,
        targets=layout.targets,
        diagnostics=found,
        withheld=layout.assembly.withheld,
        until=next_change((moment for entry in entries.posts for moment in moments(entry)), request.now, settings.zone),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What laying out needs beside the texts."""

    files: SiteFiles
    settings: Settings
    request: Request
    renderer: Renderer
    options: Mapping[str, object]
    static: tuple[str, ...]
    cache: Cache
    bodies: Bodies
    texts: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The site and its targets, without those whose place is taken."""

    assembly: Assembly
    desk: Desk
    view: SiteView
    pages: tuple[Page, ...]
    targets: tuple[Target, ...]
    bad: tuple[Diagnostic, ...]
    collisions: tuple[Diagnostic, ...]


def _lay_out(shop: Workshop, entries: Entries) -> Layout:
    """Put the site together and lay it out. The pages are laid out before the atlas knows them all."""
    messages = shop.renderer.wording.messages
    render = labelled(shop.bodies, phrases.labels(messages))
    layouts = page_layouts(shop.renderer.theme)
    assembly = assemble(shop.settings, entries, shop.request, layouts, render, shop.texts.set_entry)
    used = files_used(assembly.site, assembly.names, assembly.private)
    sizes, bad = measure_pictures(shop.files, used)
    unusable = frozenset(one.span.path for one in bad)
    atlas = make_atlas(assembly.site, assembly.names, [path for path in used if path not in unusable], sizes)
    desk = Desk(site=assembly.site, atlas=atlas, messages=messages)
    pages = lay_out(desk)
    static = {static_name(path) for path in shop.static}
    others = [
        *feed_targets(desk),
        *data_targets(desk),
        *redirect_targets(desk),
        *sitemap_targets(desk, pages),
        *asset_targets(shop.renderer.published),
        *icon_targets(static, shop.renderer.published),
        *header_targets(desk, static),
        *media_targets(shop.files, atlas, shop.cache),
        *static_targets(shop.files, shop.static, shop.cache),
    ]
    locations = (*(page.location for page in pages), *(f"/{target.path}" for target in others))
    folders = (f"/{target.path}".removesuffix("index.html") for target in others if target.path.endswith("index.html"))
    desk.atlas = with_pages(atlas, (*locations, *folders))
    icons = icon_views(static, shop.renderer.published, atlas.base_path)
    view = site_view(desk, shop.options, f"journeyblog {__version__}", icons)
    targets, collisions = find_collisions((*page_targets(pages, shop.renderer, view), *others))
    return Layout(
        assembly=assembly,
        desk=desk,
        view=view,
        pages=pages,
        targets=tuple(targets),
        bad=bad,
        collisions=collisions,
    )


def _texts(entries: Entries, settings: Settings, labels: Labels) -> Iterator[tuple[str, Options, bool]]:
    """The texts whose bodies will be asked for, and how: without a title the first heading is it."""
    options = Options(html=settings.markdown.html, typographer=settings.markdown.typographer, labels=labels)
    titled: tuple[Entry[Any], ...] = (*entries.posts, *entries.pages)
    hosts: tuple[Entry[Any], ...] = (*entries.journeys, *entries.businesses)
    yield from ((entry.text, options, not entry.fields.title) for entry in titled)
    yield from ((host.text, options, False) for host in hosts)


def labelled(bodies: Bodies, labels: Labels) -> Render:
    """What makes the bodies, with the program's labels in the site's language."""

    def render(text: str, options: Options, *, take_title: bool = False) -> Body:
        return bodies.render(text, replace(options, labels=labels), take_title=take_title)

    return render


def _theme(
    root: Path, settings: Settings, text: str, told: tuple[Diagnostic, ...], kept: Kept
) -> tuple[Renderer | None, Mapping[str, object], tuple[Diagnostic, ...], str]:
    """The renderer, its options, the mistakes in these, and the digest of all that its templates are checked with."""
    reading = Reading(SETTINGS)
    tree = compose(text, reading)
    folders = (ThemesFolder(root / "themes"), ThemesFolder(built_in_themes(), built_in=True))
    named_at = place_of(tree, ("theme",), reading)
    if named_at != place_of(tree, (), reading) and any(one.span == named_at for one in told):
        return None, {}, (), ""  # nobody knows which theme is meant
    theme, found = load_theme(settings.theme, folders, named_at)
    if theme is None:
        return None, {}, found, ""
    options, mistakes = merge_options(
        theme.options,
        settings.theme_options,
        lambda name, key: place_of(tree, ("theme_options", name), reading, key=key),
    )
    wording = word(theme, settings.language)
    mistakes += wording.diagnostics or told_missing(wording, theme, place_of(tree, ("language",), reading))
    hrefs = {name: link_href(options[name], settings.base_path) for name in _links(theme)}
    digest = digest_of(engine_digest(), theme.layers, settings)
    known = kept.renderer if NONE != digest == kept.sound_theme else None
    renderer = known or Renderer(theme, base_url=settings.base_url, wording=wording)
    return renderer, {**options, **hrefs}, (*found, *mistakes), digest


@contextmanager
def _checking(
    renderer: Renderer, crew: Crew, posts: int, *, known: bool
) -> Iterator[Callable[[], tuple[Diagnostic, ...]]]:
    """Look for mistakes in the templates, on a large site while something else is done; for what was found.

    Of a theme that is ``known`` to have none they are compiled when a page needs them.
    """
    if known:
        yield tuple
    elif not crew.suits(posts):
        yield renderer.check
    else:
        with crew.share(_check, (renderer,)) as results:

            def wait() -> tuple[Diagnostic, ...]:
                faults, compiled = next(results)
                renderer.take(compiled)
                return faults

            yield wait


def _check(renderers: Sequence[Renderer]) -> tuple[tuple[Diagnostic, ...], bytes]:
    (renderer,) = renderers
    return renderer.check(), renderer.compiled()


def _links(theme: Theme) -> tuple[str, ...]:
    """The options of a theme that are links."""
    return tuple(name for name, option in theme.options.items() if option.kind is OptionKind.LINK)


def _dead_ends(assembly: Assembly, atlas: Atlas) -> tuple[Diagnostic, ...]:
    """What leads nowhere on this site: a warning each, also in texts that have errors besides."""
    ids = {atlas.texts[path]: found for path, found in assembly.names.ids.items() if path in atlas.texts}
    links = (
        found
        for entry, body in assembly.texts
        for link in body.links
        if (found := check_address(entry, link, atlas, ids)) is not None
    )
    pictures = (
        entry.warning("missing-file", f"There is no file '{entry.fields.image}' on this site", entry.locate("image"),
                      f"Put it into {CONTENT}/static/, or name a file beside this text")
        for entry, _ in assembly.texts
        if entry.fields.image.startswith("/") and atlas.leads_nowhere(as_link(entry.fields.image), entry.path)
    )  # fmt: skip
    return (*links, *pictures)


def _pictures_named(settings: Settings) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key, author in settings.authors.items():
        yield ("authors", key, "image"), author.image
    for index, promo in enumerate(settings.promos):
        yield ("promos", index, "image"), promo.image
    yield ("image",), settings.image


def _check_settings(
    settings: Settings, assembly: Assembly, atlas: Atlas, text: str, options: tuple[str, ...]
) -> tuple[Diagnostic, ...]:
    """Pages, posts and pictures that the settings name: a warning for each that is not there."""
    reading = Reading(SETTINGS)
    tree = compose(text, reading)

    def warn(code: str, message: str, hint: str, *keys: str | int) -> Diagnostic:
        span = place_of(tree, keys, reading)
        return Diagnostic(code=code, severity=Severity.WARNING, message=message, span=span, hint=hint)

    named = [
        *((("menu", index, "url"), link.url) for index, link in enumerate(settings.menu)),
        *((("promos", index, "url"), promo.url) for index, promo in enumerate(settings.promos)),
        *((("theme_options", name), str(settings.theme_options.get(name, ""))) for name in options),
    ]
    links = tuple(
        warn("link-nowhere", f"'{url}' leads to no page of this site",
             meant_location(url, atlas) or f"Mend the address, or make a page for it: {page_for(url)}", *keys)
        for keys, url in named
        if atlas.leads_nowhere(as_link(url), SETTINGS)
    )  # fmt: skip
    pictures = tuple(
        warn("missing-file", f"There is no file '{image}' on this site",
             f"Put the file at {CONTENT}/static/{image.lstrip('/')}, or mend its name", *keys)
        for keys, image in _pictures_named(settings)
        if image and atlas.leads_nowhere(as_link(image), SETTINGS)
    )  # fmt: skip
    slugs = assembly.names.slugs
    popular = tuple(
        warn("unknown-post", f"There is no post '{slug}', so it is left out",
             meant_post(slug, assembly.names) or "Write the slug of a post", "popular", index)
        for index, slug in enumerate(settings.popular)
        if slug not in slugs
    )  # fmt: skip
    return (*links, *pictures, *popular)
