"""Jinja, set up for themes: sandboxed, escaping, strict about names, reading from memory.

In: a theme. Out: an environment whose templates are compiled once, when first asked for.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import partial
from types import CodeType
from typing import Any, cast

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    UndefinedError,
    nodes,
)
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from journeyblog.messages import Messages
from journeyblog.theme import filters
from journeyblog.theme.assets import publish
from journeyblog.theme.compiler import Compiler
from journeyblog.theme.counting import CUT, ENTER, LOOP, WEIGH, count_steps
from journeyblog.theme.meter import LONG, Meter
from journeyblog.theme.mistake import TemplateMistake, kind_of
from journeyblog.theme.printing import printing
from journeyblog.theme.recall import Recall, ThemeMacro, counts
from journeyblog.theme.sandbox import LEFT_OUT, OPERATORS, Sandbox, misused
from journeyblog.theme.theme import TemplateSource, Theme


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


class ThemeTemplate(Template):
    """A template that is made into a module once, whoever imports it: all have the same globals."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        module = self._module
        if module is None:
            module = super()._get_default_module()
            cast("ThemeEnvironment", self.environment).learn(module)
        return module

    def forget(self) -> None:
        """Whoever imports it next has it from the start."""
        self._module = None


class ThemeEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, with ``theme:name`` for templates. ``words`` are what compiled templates call.

    ``meter`` counts the work of the page being rendered: one page at a time.
    """

    intercepted_binops = OPERATORS
    template_class = ThemeTemplate
    code_generator_class = Compiler

    def __init__(self, theme: Theme, base_url: str, messages: Messages) -> None:
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
        self.meter = Meter()
        self._sandbox = sandbox = Sandbox(self.meter)
        own: dict[str, Any] = {
            **filters.make_days(messages),
            "unbroken": filters.unbroken,
            "lang": filters.lang,
            "absolute": filters.make_absolute(base_url),
        }
        self.filters: dict[str, Any] = sandbox.filters(own)
        self.tests: dict[str, Any] = sandbox.tests()
        self.messages = messages
        functions: dict[str, Callable[..., Any]] = {
            "range": sandbox.range,
            "asset": filters.make_asset(base_url, self.published.names),
            "say": filters.make_say(messages),
        }
        sandbox.allow(functions.values())
        self._say = functions["say"]
        self._said: dict[str, str] = {}
        self.globals = {name: one for name, one in self.globals.items() if name not in LEFT_OUT} | functions
        self.words = {
            **printing(self.meter),
            **_counters(self.meter),
            "call": self.call,
            "said": self.said,
            "item": self.item,
            "Macro": ThemeMacro,
        }
        self._joined: dict[tuple[str, str], str] = {}
        self._loaded: dict[tuple[str | Template, str | None], ThemeTemplate] = {}
        counting = counts(source.text for source in theme.sources.values())
        self._recall = Recall(self.meter) if not counting else None

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """``called(…)``; macros, which are most of it, without detours."""
        if called.__class__ is not ThemeMacro:
            return self._sandbox.call(context, called, args, kwargs)
        try:
            if self._recall is None:
                return called.run(context.eval_ctx, args, kwargs)
            return self._recall.call(called, context.eval_ctx, args, kwargs)
        except TypeError as error:
            raise misused(called, args, kwargs) or error from error

    def said(self, context: Context, called: Any, key: str) -> Any:
        """``say("key")``: the same on every page. A template may have something else under that name."""
        text = self._said.get(key)
        if text is None or called is not self._say:
            made = self.call(context, called, key)
            if called is self._say:
                self._said[key] = made
            return made
        self.meter.spend(2 + len(key))
        self.meter.make(len(text))
        return text

    def item(self, owner: Any, name: str) -> Any:
        """What a group of values holds under a name that is no attribute of it."""
        try:
            return owner[name]
        except (TypeError, LookupError):
            return self.undefined(obj=owner, name=name)

    def begin(self) -> None:
        """A page begins, with nothing left of the one before."""
        self.meter.start()
        if self._recall is None:
            for template in self._loaded.values():
                template.forget()

    def learn(self, module: TemplateModule) -> None:
        """A template was imported, and will not be imported again."""
        if self._recall is not None:
            self._recall.learn(vars(module))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """``left operator right``, within the limits."""
        return self._sandbox.binary(operator, left, right)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """The template of a name, as asked for in ``parent``; asked for again, it costs one look."""
        found = self._loaded.get((name, parent))
        if found is None:
            found = self._loaded[name, parent] = cast("ThemeTemplate", super().get_template(name, parent, globals))
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
        self.compiled: dict[str, CodeType] = {}

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
        code = self.compiled.get(source.path)
        if code is None:
            code = self.compile(environment, source, environment.parse(source.text, source.path, source.path))
        template = environment.template_class.from_code(environment, code, globals or {})
        template.root_render_func.__globals__.update(cast("ThemeEnvironment", environment).words)
        return template

    def compile(self, environment: Environment, source: TemplateSource, tree: nodes.Template) -> CodeType:
        """Compile what was parsed, and keep it. Raises TemplateSyntaxError."""
        meter = cast("ThemeEnvironment", environment).meter
        left = meter.steps, meter.room
        count_steps(tree)
        code = self.compiled[source.path] = environment.compile(tree, source.path, source.path)
        meter.steps, meter.room = left  # Jinja tries out what is constant; that is no page's work
        return code


def _counters(meter: Meter) -> dict[str, Callable[..., Any]]:
    """The functions that ``counting`` puts into templates."""
    spend, weigh = meter.spend, meter.weigh

    def loop(values: Any, steps: int) -> Any:
        try:
            rounds = len(values)
        except TypeError:
            if not isinstance(values, Iterable):
                raise TemplateMistake(
                    f"{{% for %}} goes through a list, and this is {kind_of(values)}", "Name a list, as in page.tags"
                ) from None
            return meter.counted(values, steps)
        spend(rounds * steps)
        return values

    def weighed(value: Any) -> Any:
        return value if value.__class__ is str and len(value) < LONG else weigh(value)

    def cut(value: Any) -> Any:
        spend(len(value))
        return value

    return {ENTER: spend, LOOP: loop, WEIGH: weighed, CUT: cut}
