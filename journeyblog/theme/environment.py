"""Jinja, set up for themes: sandboxed, escaping, strict about names, reading from memory.

In: a theme. Out: an environment whose templates are compiled once, when first asked for.
"""

import re
from collections.abc import Mapping, MutableMapping
from dataclasses import is_dataclass
from functools import partial
from types import CodeType
from typing import Any, cast

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, UndefinedError, nodes
from jinja2.exceptions import TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import escape

from journeyblog.theme import filters
from journeyblog.theme.assets import publish
from journeyblog.theme.theme import TemplateSource, Theme

_search_special = re.compile("[&<>\"']").search


def escape_quickly(value: Any) -> str:
    """``markupsafe.escape`` for what is printed: most texts hold nothing to escape and need no copy.

    Compiled templates call it by the name ``escape``; a page of a theme prints some hundred texts.
    """
    if value.__class__ is str and _search_special(value) is None:
        text: str = value
        return text
    return escape(value)


class UndefinedName(UndefinedError):
    """An undefined name was used; ``owner`` is what it was looked for in, Jinja's ``missing`` for a variable."""

    def __init__(self, message: str | None, owner: object, name: object) -> None:
        super().__init__(message)
        self.owner, self.name = owner, name


class Missing(StrictUndefined):
    """StrictUndefined, whose error remembers the object and the name."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if exc is UndefinedError and hint is None:
            exc = cast("type[TemplateRuntimeError]", partial(UndefinedName, owner=obj, name=name))
        super().__init__(hint, obj, name, exc)


class ThemeEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, with a short way to the public attributes of views, and ``theme:name`` for templates."""

    def __init__(self, theme: Theme, base_url: str) -> None:
        super().__init__(
            loader=MemoryLoader(theme),
            autoescape=True,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.theme = theme
        self.published = publish(theme.assets)
        self.filters |= {
            "day": filters.day,
            "short_day": filters.short_day,
            "absolute": filters.make_absolute(base_url),
        }
        self.globals["asset"] = filters.make_asset(base_url, self.published.names)
        self._public: dict[type, frozenset[str]] = {}
        self._joined: dict[tuple[str, str], str] = {}
        self._loaded: dict[tuple[str | Template, str | None], Template] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute``; of a dataclass the sandbox allows the same names, only slower."""
        cls = obj.__class__
        public = self._public.get(cls)
        if public is None:
            # Of an instance of a dataclass, every name without a leading underscore is safe.
            names = [name for name in dir(cls) if name[0] != "_"] if is_dataclass(cls) else []
            public = self._public[cls] = frozenset(names)
        if attribute in public:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """The template of a name, as asked for in ``parent``; asked for again, it costs one look."""
        found = self._loaded.get((name, parent))
        if found is None:
            found = self._loaded[name, parent] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dictionary: Jinja's chain of them is slow, and nothing is added here after the set-up."""
        return {**self.globals, **(d or {})}

    def join_path(self, template: str, parent: str) -> str:
        """``theme:name``, written in the template ``parent``, as the path of the one it means."""
        if ":" not in template:
            return template
        joined = self._joined.get((template, parent))
        if joined is None:
            theme, _, name = template.partition(":")
            source = self.theme.template_of(theme, name, self.source_of(parent).path)
            joined = self._joined[template, parent] = template if source is None else source.path
        return joined

    def source_of(self, name: str) -> TemplateSource:
        """The template of a name, a path, or ``theme:name``. Raises TemplateNotFound."""
        assert isinstance(self.loader, MemoryLoader)
        return self.loader.source_of(name)


class MemoryLoader(BaseLoader):
    """Templates of a theme by name (``post.html``) or by path (``<plain>/templates/post.html``).

    Each source is compiled once, whatever the names it is asked for by.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._sources: Mapping[str, TemplateSource] = {**theme.sources, **theme.templates}
        self._compiled: dict[str, CodeType] = {}

    def source_of(self, name: str) -> TemplateSource:
        """The template of a name. Raises TemplateNotFound."""
        source = self._sources.get(name)
        if source is None:
            theme, _, rest = name.partition(":")
            source = self._theme.template_of(theme, rest)
        if source is None:
            raise TemplateNotFound(name)
        return source

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  Jinja's name
    ) -> Template:
        """The template of a name, compiled."""
        source = self.source_of(name)
        code = self._compiled.get(source.path)
        if code is None:
            code = self.compile(environment, source, environment.parse(source.text, source.path, source.path))
        template = environment.template_class.from_code(environment, code, globals or {})
        template.root_render_func.__globals__["escape"] = escape_quickly
        return template

    def compile(self, environment: Environment, source: TemplateSource, tree: nodes.Template) -> CodeType:
        """Compile what was parsed, and keep it. Raises TemplateSyntaxError."""
        code = self._compiled[source.path] = environment.compile(tree, source.path, source.path)
        return code
