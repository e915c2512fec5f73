"""The values: a theme with the layers it is made of.

``post.html`` is looked up in the theme itself, then in the one it extends, and so on; ``plain:post.html`` is the file
of one theme of the chain.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from journeyblog.theme.options import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSource:
    """A template's text, and the path by which mistakes name it."""

    text: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What one theme of the chain brings itself.

    ``shown`` is its folder as people see it: ``themes/mine``, or ``<plain>`` for a built-in theme. ``messages`` are its
    messages files by their languages.
    """

    name: str
    shown: str
    version: str
    templates: Mapping[str, TemplateSource]
    assets: Mapping[str, bytes]
    options: Mapping[str, Option]
    messages: Mapping[str, TemplateSource] = field(default_factory=lambda: MappingProxyType({}))

    def __reduce__(self) -> tuple[Callable[..., "Layer"], tuple[Any, ...]]:
        """Read-only mappings do not travel to another process by themselves."""
        parts = (self.templates, self.assets, self.options, self.messages)
        return _layer, (self.name, self.shown, self.version, *map(dict, parts))


def _layer(name: str, shown: str, version: str, *parts: dict[str, Any]) -> Layer:
    templates, assets, options, messages = map(MappingProxyType, parts)
    return Layer(name=name, shown=shown, version=version, templates=templates, assets=assets, options=options,
                 messages=messages)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme over those it extends (``layers``, the theme itself first); everything else follows from them."""

    layers: tuple[Layer, ...]
    templates: Mapping[str, TemplateSource] = field(init=False, repr=False, compare=False)
    assets: Mapping[str, bytes] = field(init=False, repr=False, compare=False)
    options: Mapping[str, Option] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("templates", "assets", "options"):
            merged: dict[str, Any] = {}
            for layer in reversed(self.layers):
                merged |= getattr(layer, name)
            object.__setattr__(self, name, MappingProxyType(dict(sorted(merged.items()))))

    @property
    def name(self) -> str:
        """The name that the site gives in ``theme:``."""
        return self.layers[0].name

    @property
    def chain(self) -> tuple[str, ...]:
        """The names of its layers."""
        return tuple(layer.name for layer in self.layers)

    @property
    def sources(self) -> Mapping[str, TemplateSource]:
        """Every template of every layer by its path, overridden ones too."""
        return {source.path: source for layer in self.layers for source in layer.templates.values()}

    def template_of(self, theme: str, name: str, asking: str = "") -> TemplateSource | None:
        """``theme:name``, as written in the template with the path ``asking``.

        Where two themes of the chain have one name, it is the next one down from the asking template.
        """
        below = 0
        for index, layer in enumerate(self.layers):
            if any(source.path == asking for source in layer.templates.values()):
                below = index + 1
        for layer in (*self.layers[below:], *reversed(self.layers[:below])):
            if layer.name == theme:
                return layer.templates.get(name)
        return None

    def __reduce__(self) -> tuple[type["Theme"], tuple[tuple[Layer, ...]]]:
        """Travels as its layers."""
        return Theme, (self.layers,)
