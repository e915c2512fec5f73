"""From a theme's name to the theme: its folder, the folders of those it extends, one value.

A name is looked for in the site's own themes first. A theme that has the name of the one it extends means the next of
that name, so a site may have a ``plain`` of its own that extends the built-in one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from journeyblog.diagnostics import Diagnostic, Severity, Span, did_you_mean, has_errors
from journeyblog.schema import place_of
from journeyblog.theme.folder import MANIFEST, FolderReading
from journeyblog.theme.manifest import Manifest, read_manifest
from journeyblog.theme.theme import Layer, Theme
from journeyblog.theme.wording import built_in_themes


@dataclass(frozen=True, slots=True)
class ThemesFolder:
    """A folder of themes. Mistakes name a theme in it ``themes/mine``, or ``<plain>`` when it is built in."""

    path: Path
    built_in: bool = False

    def names(self) -> tuple[str, ...]:
        """The themes in it, by name."""
        if not self.path.is_dir():
            return ()
        home = self.path.resolve()
        return tuple(
            sorted(
                path.name
                for path in self.path.iterdir()
                if not path.name.startswith(".") and path.is_dir() and path.resolve().is_relative_to(home)
            )
        )

    def shown(self, name: str) -> str:
        """The theme's folder as people see it."""
        return f"<{name}>" if self.built_in else f"themes/{name}"


def page_layouts(theme: Theme) -> frozenset[str]:
    """The templates that a page such as *About* may name: ``page.html``, and what no other page is made with.

    The built-in theme has a template for every other page, so that none of its names is free.
    """
    taken = {path.name for path in (built_in_themes() / "plain" / "templates").glob("*.html")} - {"page.html"}
    return frozenset(name for name in theme.templates if "/" not in name and name not in taken)


def load_theme(
    name: str, folders: Sequence[ThemesFolder], named_at: Span
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """The theme ``name`` of the first of ``folders`` that has it, with those it extends.

    ``named_at`` is where the site names it. None when a part of the chain is missing or cannot be used.
    """
    found: list[Diagnostic] = []
    layers: list[Layer] = []
    taken: set[tuple[int, str]] = set()
    start, wanted, asked_at = 0, name, named_at
    while wanted:
        at = next((i for i, folder in enumerate(folders) if i >= start and wanted in folder.names()), None)
        if at is None or (at, wanted) in taken:
            names = [layer.name for layer in layers]
            circle = names[names.index(wanted) :] if wanted in names else []
            found.append(_missing(wanted, folders[0 if circle else start :], asked_at, circle))
            break
        taken.add((at, wanted))
        layer, manifest, mistakes = _read_layer(folders[at], wanted)
        found += mistakes
        if layer is None or manifest is None:
            break
        layers.append(layer)
        start = at + (manifest.extends == wanted)
        wanted, asked_at = manifest.extends, place_of(manifest.root, ("extends",), manifest.reading)
    theme = None if has_errors(found) else Theme(tuple(layers))
    return theme, tuple(found)


def _read_layer(folder: ThemesFolder, name: str) -> tuple[Layer | None, Manifest | None, tuple[Diagnostic, ...]]:
    shown = folder.shown(name)
    reading = FolderReading(folder.path / name, shown)
    text = reading.manifest()
    if text is None:
        return None, None, tuple(reading.diagnostics)
    manifest, mistakes = read_manifest(text, f"{shown}/{MANIFEST}", name)
    if manifest is None:
        return None, None, (*mistakes, *reading.diagnostics)
    if not folder.built_in:
        reading.check_places()
    layer = Layer(
        name=name,
        shown=shown,
        version=manifest.version,
        templates=reading.templates(),
        assets=reading.assets(),
        options=manifest.options,
        messages=reading.messages(),
    )
    return layer, manifest, (*mistakes, *reading.diagnostics)


def _missing(name: str, folders: Sequence[ThemesFolder], asked_at: Span, circle: Sequence[str]) -> Diagnostic:
    if circle:
        message = f"Themes extend each other in a circle: {' → '.join((*circle, name))}"
        if len(circle) == 1:
            message = f"Theme '{name}' extends itself"
        return Diagnostic(code="theme-settings", severity=Severity.ERROR, message=message, span=asked_at,
                          hint="Write  extends: plain")  # fmt: skip
    known = sorted({theme for folder in folders for theme in folder.names()})
    hint = did_you_mean(name, known) or (f"Themes are {', '.join(known)}" if known else "There are no themes")
    return Diagnostic(code="theme-missing", severity=Severity.ERROR, message=f"There is no theme '{name}'",
                      span=asked_at, hint=hint)  # fmt: skip
