"""``theme.yaml``: what a theme is called, what it extends, what a site may choose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from yaml.nodes import Node

from journeyblog.diagnostics import Diagnostic, Severity, has_errors
from journeyblog.schema import FAILED, About, Gaps, Reading, Refusal, Shapes, compose, gaps_of, place_of
from journeyblog.theme.options import Option, OptionKind, OptionValue

API = 1
"""The version of the views, filters and functions that templates are written against."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_ZERO: Mapping[OptionKind, str] = MappingProxyType({OptionKind.NUMBER: "0", OptionKind.BOOLEAN: "false"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """An option as written."""

    type: OptionKind = OptionKind.TEXT
    default: str = ""
    choices: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenManifest:
    """The keys of ``theme.yaml``."""

    CALLED: ClassVar[str] = "theme.yaml"
    name: Annotated[str, About("What the theme is called: the name of its folder.", "mine")]
    api: Annotated[int, About("The version of what templates are given.", "1")]
    version: str = ""
    description: str = ""
    extends: Annotated[str, About("The theme that it takes everything else from.", "plain", also="parent base")] = ""
    options: Mapping[str, Declaration] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """``theme.yaml``, read; ``reading`` and ``root`` find the place of a key for later mistakes."""

    name: str
    version: str
    extends: str
    options: Mapping[str, Option]
    reading: Reading
    root: Node


def read_manifest(text: str, path: str, folder: str) -> tuple[Manifest | None, tuple[Diagnostic, ...]]:
    """The manifest of the theme in the folder of the name ``folder``; None when it holds an error."""
    reading = Reading(path)
    root = compose(text, reading)
    if root is None:
        if not reading.diagnostics:
            hint = f"Write this:\nname: {folder}\napi: {API}\nextends: plain"
            reading.error_at("theme-settings", "theme.yaml is empty", 0, 0, hint)
        return None, tuple(reading.diagnostics)
    written = Shapes().of(WrittenManifest).read(root, reading)
    if written is FAILED:
        return None, tuple(reading.diagnostics)
    gaps = gaps_of(reading.gaps)
    if written.api != API and not gaps.touch("api"):
        if written.api > API:
            message = f"This theme is made for a newer journeyblog: it needs api {written.api}, and this one has {API}"
            _note(reading, root, ("api",), message, "Upgrade journeyblog, or take an older version of the theme")
        else:
            _note(reading, root, ("api",), f"There is no api {written.api}", f"Write  api: {API}\nextends: plain")
    if written.name != folder and not gaps.touch("name"):
        _note(reading, root, ("name",), f"The theme is called '{written.name}', but its folder is called '{folder}'",
              f"The folder's name counts: write  name: {folder}", Severity.WARNING)  # fmt: skip
    options = {name: _declared(name, made, reading, root, gaps) for name, made in written.options.items()}
    if has_errors(reading.diagnostics):
        return None, tuple(reading.diagnostics)
    manifest = Manifest(
        name=folder,
        version=written.version,
        extends=written.extends,
        options=MappingProxyType(options),
        reading=reading,
        root=root,
    )
    return manifest, tuple(reading.diagnostics)


def _declared(name: str, made: Declaration, reading: Reading, root: Node, gaps: Gaps) -> Option:
    keys = ("options", name)
    if hasattr(_NOTHING, name) or not name.isidentifier():
        _note(reading, root, keys, f"'{name}' cannot be the name of an option",
              "Templates write site.options.name: use letters, digits and _, and not a word such as items or keys",
              key=True)  # fmt: skip
    if gaps.touch(*keys):
        made = Declaration(description=made.description)
    elif (made.type is OptionKind.CHOICE) != bool(made.choices):
        hint = "Add  choices: [one, other]" if made.type is OptionKind.CHOICE else "Write  type: choice"
        lacking = "has no choices" if made.type is OptionKind.CHOICE else f"has choices, but is a {made.type}"
        _note(reading, root, keys, f"Option '{name}' {lacking}", hint, key=True)
        made = Declaration(description=made.description)
    option = Option(kind=made.type, default="", choices=made.choices, description=made.description)
    default: OptionValue = ""
    try:
        default = option.parse(made.default or (made.choices[0] if made.choices else _ZERO.get(made.type, "")))
    except Refusal as refused:
        _note(reading, root, (*keys, "default"), f"The default of '{name}': {refused.message}", refused.hint)
    return Option(kind=made.type, default=default, choices=made.choices, description=made.description)


def _note(
    reading: Reading,
    root: Node,
    keys: tuple[str, ...],
    message: str,
    hint: str,
    severity: Severity = Severity.ERROR,
    *,
    key: bool = False,
) -> None:
    span = place_of(root, keys, reading, key=key)
    reading.note(Diagnostic(code="theme-settings", severity=severity, message=message, span=span, hint=hint))
