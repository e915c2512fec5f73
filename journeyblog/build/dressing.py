"""The theme of a site: read with its options and words, checked, and ready to render.

In: the settings, the site's own themes and the built-in ones. Out: a renderer, or what is wrong.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from journeyblog.build.crew import Helpers
from journeyblog.build.digests import NONE, digest_of
from journeyblog.build.engine import engine_digest
from journeyblog.config import Settings
from journeyblog.diagnostics import Diagnostic
from journeyblog.schema import Reading, compose, place_of
from journeyblog.source.discover import SETTINGS
from journeyblog.theme import (
    OptionKind,
    Renderer,
    Theme,
    ThemesFolder,
    built_in_themes,
    load_theme,
    merge_options,
    told_missing,
    word,
)
from journeyblog.urls import link_href


def dress(
    root: Path,
    settings: Settings,
    text: str,
    told: tuple[Diagnostic, ...],
    kept: tuple[str, Renderer | None],
) -> tuple[Renderer | None, Mapping[str, object], tuple[Diagnostic, ...], str]:
    """The renderer, its options, the mistakes in these, and the digest of all that its templates are checked with.

    ``text`` is that of the settings, ``told`` what is wrong with them, ``kept`` the digest of a theme that is known to
    have no mistakes, with its renderer.
    """
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
    hrefs = {name: link_href(options[name], settings.base_path) for name in links_of(theme)}
    digest = digest_of(engine_digest(), theme.layers, settings)
    sound, known = kept
    same = known if NONE != digest == sound else None
    renderer = same or Renderer(theme, base_url=settings.base_url, wording=wording)
    return renderer, {**options, **hrefs}, (*found, *mistakes), digest


def checking(renderer: Renderer, helpers: Helpers, posts: int, *, known: bool) -> Callable[[], tuple[Diagnostic, ...]]:
    """Look for mistakes in the templates, on a large site while something else is done; for what waits and tells them.

    Of a theme that is ``known`` to have none they are compiled when a page needs them.
    """
    if known:
        return tuple
    if not helpers.suits(posts):
        return renderer.check
    wait = helpers.begin(_check, renderer)

    def take() -> tuple[Diagnostic, ...]:
        checked = wait()
        if checked is None:
            return renderer.check()
        faults, compiled = checked
        renderer.take(compiled)
        return faults

    return take


def _check(renderer: Renderer) -> tuple[tuple[Diagnostic, ...], bytes]:
    return renderer.check(), renderer.compiled()


def links_of(theme: Theme) -> tuple[str, ...]:
    """The options of a theme that are links."""
    return tuple(name for name, option in theme.options.items() if option.kind is OptionKind.LINK)
