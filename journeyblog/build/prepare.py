"""From a folder to everything that would be written, with nothing written yet.

Reads top to bottom: settings, theme, texts, site, pictures, pages, targets. ``build``, ``check`` and the preview all
start here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from journeyblog import __version__
from journeyblog.build.bodies import Bodies
from journeyblog.build.cache import CACHE, Cache
from journeyblog.build.crew import ALONE, Crew
from journeyblog.build.dead_ends import check_settings, dead_ends
from journeyblog.build.digests import NONE
from journeyblog.build.dressing import checking, dress, links_of
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
from journeyblog.build.texts import Decoded, Texts
from journeyblog.config import Settings, load_settings
from journeyblog.config.naming import name_all
from journeyblog.diagnostics import Diagnostic, Severity, Span, has_errors
from journeyblog.markdown import Body, Labels, Options
from journeyblog.schema import Shape
from journeyblog.site import phrases
from journeyblog.site.assemble import Assembly, assemble
from journeyblog.site.atlas import files_used, make_atlas, with_pages
from journeyblog.site.candidates import Render, has_title_in_text, moments
from journeyblog.site.links import Atlas, Names
from journeyblog.site.pages import Desk, Page, lay_out
from journeyblog.site.pages.frame import site_view
from journeyblog.site.site import Site
from journeyblog.site.tracks import track_files
from journeyblog.site.views import SiteView
from journeyblog.site.visibility import Request, next_change
from journeyblog.source.discover import CONTENT, SETTINGS, sort_sources, unread_texts
from journeyblog.source.gpx import load_tracks
from journeyblog.source.load import Decode, Entries, load_entries, without_settled, without_texts
from journeyblog.source.read import SiteFiles, Unreadable
from journeyblog.theme import (
    Renderer,
    page_layouts,
)

OTHER_SETTINGS = ("content/site.yml", "content/Site.yaml", "site.yaml", "site.yml")
"""Where people look for the settings, and we do not."""
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A site ready to be written; ``withheld`` are the files with errors, which are not in it.

    ``entries`` are all texts that could be read, published or not, and ``options`` those with which their bodies are
    made; ``pages`` are the pages as laid out. ``until`` is the next instant at which the same files give another site;
    None when they never will.
    """

    entries: Entries
    options: Options
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
    renderer, options, faults, sound = dress(root, settings, text, found, (kept.sound_theme, kept.renderer))
    found += faults
    if renderer is None or has_errors(found):
        return Unusable(diagnostics=found)
    settings = name_all(settings, renderer.wording.messages)
    step("Reading the content")
    scanned, passed_over = files.scan(CONTENT)
    sources, stray = sort_sources(scanned)
    markdown = Options(
        html=settings.markdown.html,
        typographer=settings.markdown.typographer,
        labels=phrases.labels(renderer.wording.messages),
    )
    with kept.crew.stand_by(renderer) as helpers, kept.bodies.helped_by(helpers):
        look = checking(renderer, helpers, len(sources.posts), known=kept.sound_theme == sound != NONE)
        decode = _foreseeing(kept.texts.decoder(settings.rating, settings.dimensions), kept.bodies, markdown)
        entries, mistakes = load_entries(files, sources, settings.rating, settings.dimensions, decode)
        entries = replace(entries, tracks=load_tracks(files, track_files(entries)))
        faults = look()
        found += faults
        sound = NONE if faults else sound
        if has_errors(found):
            return Unusable(diagnostics=found)
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
    found += without_settled(entries, (*first.diagnostics, *dead_ends(first, layout.desk.atlas)))
    found += (*unshowable(sources.static), *renamed(sources.static))
    found += tuple(unread_texts(sorted(sources.media - layout.desk.atlas.files.keys() - first.private)))
    found += check_settings(settings, first, layout.desk.atlas, text, links_of(renderer.theme))
    losers = {one.span.path for one in layout.collisions} & set(first.names.texts)
    if losers:  # a text whose place is taken must not be in lists and scores either
        layout = _lay_out(workshop, without_texts(entries, losers))
    return Prepared(
        entries=entries,
        options=markdown,
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


def _foreseeing(decode: Decode, bodies: Bodies, options: Options) -> Decode:
    """The same, but that the body of each text will be asked for is said at once."""

    def decode_and_foresee(text: str, path: str, shape: Shape) -> Decoded:
        entry, found = decode(text, path, shape)
        if entry is not None:
            bodies.foresee(entry.packed, options, take_title=has_title_in_text(entry))
        return entry, found

    return decode_and_foresee


def labelled(bodies: Bodies, labels: Labels) -> Render:
    """What makes the bodies, with the program's labels in the site's language."""

    def render(text: str, options: Options, *, take_title: bool = False) -> Body:
        return bodies.render(text, replace(options, labels=labels), take_title=take_title)

    return render
