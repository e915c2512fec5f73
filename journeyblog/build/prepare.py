"""From a folder to everything that would be written, with nothing written yet.

Reads top to bottom: settings, theme, texts, site, pictures, pages, targets. ``build``, ``check`` and the preview all
start here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from journeyblog import __version__
from journeyblog.build.cache import Cache
from journeyblog.build.media import asset_targets, measure_pictures, media_targets, static_targets, unshowable
from journeyblog.build.targets import (
    Target,
    feed_targets,
    find_collisions,
    page_targets,
    redirect_targets,
    sitemap_targets,
)
from journeyblog.config import Settings, load_settings
from journeyblog.diagnostics import Diagnostic, Severity, Span, did_you_mean, has_errors
from journeyblog.schema import Reading, compose, place_of
from journeyblog.site.assemble import Assembly, assemble
from journeyblog.site.atlas import files_used, make_atlas, with_pages
from journeyblog.site.links import Atlas, span_of_link
from journeyblog.site.pages import Desk, lay_out
from journeyblog.site.pages.frame import site_view
from journeyblog.site.site import Site
from journeyblog.site.visibility import Request
from journeyblog.source.discover import CONTENT, SETTINGS, sort_sources
from journeyblog.source.load import load_entries
from journeyblog.source.read import SiteFiles, Unreadable
from journeyblog.theme import Renderer, ThemesFolder, built_in_themes, load_theme, merge_options

CACHE = ".journeyblog"
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A site ready to be written; ``withheld`` are the files with errors, which are not in it."""

    site: Site
    atlas: Atlas
    targets: tuple[Target, ...]
    diagnostics: tuple[Diagnostic, ...]
    withheld: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """The settings or the theme are at fault: nothing can be built at all."""

    diagnostics: tuple[Diagnostic, ...]


def read_settings(files: SiteFiles) -> tuple[Settings | None, str, tuple[Diagnostic, ...]]:
    """The settings of the site, the text they were read from, and what is wrong with them."""
    if not files.exists(SETTINGS):
        missing = Diagnostic(
            code="site-missing",
            severity=Severity.ERROR,
            message="There is no site here",
            span=Span(path=SETTINGS),
            hint="Go to the folder that holds content/, or make a new site with  journeyblog init my-site",
        )
        return None, "", (missing,)
    try:
        text = files.read_text(SETTINGS)
    except Unreadable as unreadable:
        return None, "", (unreadable.diagnostic,)
    settings, diagnostics = load_settings(text, SETTINGS)
    return settings, text, diagnostics


def prepare(root: Path, request: Request, step: Step = lambda _: None) -> Prepared | Unusable:
    """Everything that the site in ``root`` would publish at ``request.now``. ``step`` is told what begins."""
    files = SiteFiles(root)
    settings, text, found = read_settings(files)
    if settings is None:
        return Unusable(diagnostics=found)
    step("Reading the theme")
    renderer, options, faults = _theme(root, settings, text)
    found += faults
    if renderer is None or has_errors(found):
        return Unusable(diagnostics=found)
    step("Reading the content")
    scanned, passed_over = files.scan(CONTENT)
    sources, stray = sort_sources(scanned)
    entries, mistakes = load_entries(files, sources, settings.rating)
    step("Putting the site together")
    assembly = assemble(settings, entries, request, frozenset(renderer.theme.templates))
    found += (*passed_over, *stray, *mistakes, *assembly.diagnostics)
    used = files_used(assembly.site, assembly.names, assembly.private)
    sizes, bad = measure_pictures(files, used)
    unusable = {one.span.path for one in bad}
    atlas = make_atlas(assembly.site, assembly.names, [path for path in used if path not in unusable], sizes)
    cache = Cache(root / CACHE / "cache")
    targets, desk, collisions = _targets(files, sources.static, assembly, atlas, renderer, options, cache, bad)
    found += (
        *bad,
        *unshowable(sources.static),
        *collisions,
        *_dead_ends(assembly, desk.atlas),
        *_check_settings(settings, assembly, desk.atlas, text),
    )
    return Prepared(
        site=assembly.site,
        atlas=desk.atlas,
        targets=targets,
        diagnostics=found,
        withheld=assembly.withheld,
    )


def _theme(
    root: Path, settings: Settings, text: str
) -> tuple[Renderer | None, Mapping[str, object], tuple[Diagnostic, ...]]:
    reading = Reading(SETTINGS)
    tree = compose(text, reading)
    folders = (ThemesFolder(root / "themes"), ThemesFolder(built_in_themes(), built_in=True))
    theme, found = load_theme(settings.theme, folders, place_of(tree, ("theme",), reading))
    if theme is None:
        return None, {}, found
    options, mistakes = merge_options(
        theme.options, settings.theme_options, lambda name: place_of(tree, ("theme_options", name), reading)
    )
    renderer = Renderer(theme, base_url=settings.base_url)
    return renderer, options, (*found, *mistakes, *renderer.check())


def _targets(
    files: SiteFiles,
    static: tuple[str, ...],
    assembly: Assembly,
    atlas: Atlas,
    renderer: Renderer,
    options: Mapping[str, object],
    cache: Cache,
    bad: tuple[Diagnostic, ...],
) -> tuple[tuple[Target, ...], Desk, tuple[Diagnostic, ...]]:
    """All targets, without those whose place is taken. The pages are laid out before the atlas knows them all."""
    desk = Desk(site=assembly.site, atlas=atlas)
    pages = lay_out(desk)
    others = [
        *feed_targets(desk),
        *redirect_targets(desk),
        *sitemap_targets(desk, pages),
        *asset_targets(renderer.published),
        *media_targets(files, atlas, cache, frozenset(one.span.path for one in bad)),
        *static_targets(files, static, cache),
    ]
    locations = (*(page.location for page in pages), *(f"/{target.path}" for target in others))
    folders = (f"/{target.path}".removesuffix("index.html") for target in others if target.path.endswith("index.html"))
    desk.atlas = with_pages(atlas, (*locations, *folders))
    view = site_view(desk, options, f"journeyblog {__version__}")
    targets, collisions = find_collisions((*page_targets(pages, renderer, view), *others))
    return tuple(targets), desk, collisions


def _dead_ends(assembly: Assembly, atlas: Atlas) -> tuple[Diagnostic, ...]:
    """Links to this site that lead nowhere: a warning each, also in texts that have errors besides."""
    return tuple(
        entry.warning(
            "link-nowhere",
            f"'{link.target}' leads to no page of this site",
            span_of_link(entry, link),
            "Link to the file instead, as in [part 2](02-trains.md)",
        )
        for entry, body in assembly.texts
        for link in body.links
        if atlas.leads_nowhere(link, entry.path)
    )


def _check_settings(settings: Settings, assembly: Assembly, atlas: Atlas, text: str) -> tuple[Diagnostic, ...]:
    """Pages and posts that the settings name: a warning for each that is not there."""
    reading = Reading(SETTINGS)
    tree = compose(text, reading)

    def warn(code: str, message: str, hint: str, *keys: str | int) -> Diagnostic:
        span = place_of(tree, keys, reading)
        return Diagnostic(code=code, severity=Severity.WARNING, message=message, span=span, hint=hint)

    menu = tuple(
        warn("link-nowhere", f"'{link.url}' leads to no page of this site", "Mend the address, or remove the entry",
             "menu", index, "url")
        for index, link in enumerate(settings.menu)
        if link.url.startswith("/") and link.url.partition("#")[0] not in atlas.pages
    )  # fmt: skip
    slugs = assembly.names.slugs
    popular = tuple(
        warn("unknown-post", f"There is no post '{slug}', so it is left out",
             did_you_mean(slug, slugs) or "Write the slug of a post", "popular", index)
        for index, slug in enumerate(settings.popular)
        if slug not in slugs
    )  # fmt: skip
    return (*menu, *popular)
