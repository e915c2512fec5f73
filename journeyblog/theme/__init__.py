"""Themes: read once into memory, then a page's view in and its HTML out.

In: the folder of a theme and of those it extends; a view. Out: a frozen :class:`Theme`, and text. This package is the
one home of Jinja. Invariant: after :func:`load_theme` no file is read, so the same theme and view give the same text.
"""

from journeyblog.theme.assets import FOLDER as ASSETS
from journeyblog.theme.assets import Published, publish
from journeyblog.theme.faults import TemplateFault
from journeyblog.theme.load import ThemesFolder, load_theme, page_layouts
from journeyblog.theme.manifest import Manifest, read_manifest
from journeyblog.theme.options import Option, OptionKind, merge_options
from journeyblog.theme.renderer import Renderer, check_templates
from journeyblog.theme.theme import Layer, TemplateSource, Theme
from journeyblog.theme.wording import Wording, built_in_themes, english, told_missing, word

__all__ = [
    "ASSETS",
    "Layer",
    "Manifest",
    "Option",
    "OptionKind",
    "Published",
    "Renderer",
    "TemplateFault",
    "TemplateSource",
    "Theme",
    "ThemesFolder",
    "Wording",
    "built_in_themes",
    "check_templates",
    "english",
    "load_theme",
    "merge_options",
    "page_layouts",
    "publish",
    "read_manifest",
    "told_missing",
    "word",
]
