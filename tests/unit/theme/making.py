"""Themes on disk for tests: a dictionary of files in, a loaded theme out."""

from pathlib import Path

from journeyblog.diagnostics import Diagnostic, Span
from journeyblog.theme import Theme, ThemesFolder, built_in_themes, load_theme

NAMED_AT = Span(path="content/site.yaml", line=4, column=8, length=4)
BASE = {
    "theme.yaml": "name: base\napi: 1\n",
    "templates/post.html": 'base post {% include "parts/mark.html" %}{% block body %}{{ page.title }}{% endblock %}',
    "templates/parts/mark.html": "[base mark]",
    "static/style.css": "body{}",
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def manifest(name: str, extends: str = "", more: str = "") -> str:
    return f"name: {name}\napi: 1\n" + (f"extends: {extends}\n" if extends else "") + more


def load(home: Path, name: str) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """From ``home/site`` and then ``home/built-in``."""
    return load_theme(name, [ThemesFolder(home / "site"), ThemesFolder(home / "built-in", built_in=True)], NAMED_AT)


def theme_of(home: Path, **themes: dict[str, str]) -> Theme:
    """The first of the given themes, which lie in the site's folder; ``base`` is built in."""
    write(home / "built-in" / "base", BASE)
    for name, files in themes.items():
        write(home / "site" / name, files)
    theme, found = load(home, next(iter(themes)))
    assert not found, found
    assert theme is not None
    return theme


def plain() -> Theme:
    theme, found = load_theme("plain", [ThemesFolder(built_in_themes(), built_in=True)], NAMED_AT)
    assert not found, found
    assert theme is not None
    return theme
