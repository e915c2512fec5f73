"""A template's mistake as a diagnostic: the template's file, line and column, what is wrong, the near match.

In: whatever Jinja or the template's own code raised. Out: a :class:`TemplateFault`.
"""

import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from jinja2 import TemplateNotFound, TemplatesNotFound, TemplateSyntaxError, UndefinedError
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.utils import missing

from journeyblog.diagnostics import Diagnostic, Severity, Span, did_you_mean, nearest
from journeyblog.theme.environment import ThemeEnvironment, UndefinedName
from journeyblog.theme.explained import Explained
from journeyblog.theme.filters import UnknownAsset, UnknownMessage
from journeyblog.theme.mistake import TemplateMistake, kind_of
from journeyblog.theme.sandbox import LEFT_OUT
from journeyblog.theme.syntax import explain_syntax

GIVEN = ("site", "page", "head")
"""The names that every template is given."""
_KINDS = {"str": "a text", "int": "a number", "float": "a number", "NoneType": "nothing", "tuple": "a list",
          "list": "a list", "Markup": "HTML", "Moment": "a date", "dict": "a group of named values"}  # fmt: skip
_PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    (r"parameter '(\w+)' was not provided", "The macro was called without '{0}'", "Give it a value where it is called"),
    (r"the template '(.+?)' .* does not export the requested name '(\w+)'", "'{0}' has no macro '{1}'", ""),
    (r"No (first|last) item, sequence was empty", "The list is empty, so it has no {0} one",
     "Test it first, as in {{% if page.tags %}}"),
    (r"cannot assign attribute on non-namespace object", "{{% set %}} cannot change what a template is given",
     "Set a name of your own, as in {{% set title = page.title %}}"),
    (r"access to attribute '(\w+)'", "'{0}' is not for templates",
     "Templates read the fields of their views; docs/themes.md lists them"),
    (r"(.+ may not be called)", "Here {0}", "Templates read what they are given and change nothing"),
    (r"there is no parent block called '(\w+)'", "super() has no block '{0}' of another template to show",
     "Remove super(), or extend a template that has this block"),
    (r"'(\w+)' object is not subscriptable", "This cannot be taken apart with [ ]",
     "Ask for a field, as in page.title"),
)  # fmt: skip


class TemplateFault(Exception):
    """A template could not be rendered; ``diagnostic`` says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type["TemplateFault"], tuple[Diagnostic]]:
        """Travels between processes as its diagnostic."""
        return TemplateFault, (self.diagnostic,)


def fault_of(error: Exception, environment: ThemeEnvironment, template: str, page: str) -> TemplateFault:
    """What ``error`` was, raised while rendering ``template`` for the page named ``page``."""
    path, line = _place(error, environment, template)
    told = explain(error, environment, path, line)
    while_rendering = f" (while rendering {page if len(page) <= 60 else page[:59] + '…'})"
    return TemplateFault(
        Diagnostic(
            code="template-error",
            severity=Severity.ERROR,
            message=_cut(told.message, 200 - len(while_rendering)) + while_rendering,
            span=span_in(environment, path, told.line or line, told.word),
            hint=told.hint,
        )
    )


def explain(error: Exception, environment: ThemeEnvironment, path: str, line: int) -> Explained:
    """The sentence and the hint for one error of the template at ``path``."""
    match error:
        case TemplateMistake():
            return Explained(str(error), error.hint)
        case UndefinedName():
            return _explain_name(error, environment)
        case TemplatesNotFound():
            names = [str(name) for name in error.templates]
            first = missing_template(names[0], environment) if names else Explained("An include without a name")
            return Explained(f"None of the templates {', '.join(names)} exists", first.hint)
        case TemplateNotFound():
            return missing_template(str(error.name), environment)
        case TemplateSyntaxError():
            at, message, hint, word = explain_syntax(error, _text(environment, path))
            return Explained(message, hint or unknown_name(message, word, environment), word, at)
        case UnknownAsset():
            return Explained(str(error), error.hint, error.name)
        case UnknownMessage():
            return Explained(str(error), error.hint, error.key)
        case RecursionError():
            return _explain_recursion(_line(environment, path, line))
        case UndefinedError() | SecurityError() | TemplateRuntimeError() | TypeError():
            return _explain_words(str(error))
    return Explained(
        f"This cannot be worked out with the values it is given here: {error}", "Test them with {% if … %}"
    )


def missing_template(name: str, environment: ThemeEnvironment) -> Explained:
    """Message and hint for a template that does not exist."""
    theme = environment.theme
    names = [*theme.templates, *(f"{layer.name}:{file}" for layer in theme.layers for file in layer.templates)]
    chain = " → ".join(theme.chain)
    if (inside := name.removeprefix("templates/")) in theme.templates:
        return Explained(f"There is no template '{name}' in theme {chain}", f"Did you mean '{inside}'?", name)
    near = nearest(name.removesuffix(".html"), [one.removesuffix(".html") for one in names])  # the ending says nothing
    such = "base.html" if "base.html" in names else next(iter(names), "post.html")
    hint = f"Did you mean '{near}.html'?" if near is not None else f"Write one that exists, such as {such}"
    return Explained(f"There is no template '{name}' in theme {chain}", hint, name)


def unknown_name(message: str, name: str, environment: ThemeEnvironment) -> str:
    """The hint for a filter or test that does not exist."""
    if name in LEFT_OUT:
        return LEFT_OUT[name]
    known: Mapping[str, Any] = environment.tests if "test" in message else environment.filters
    return did_you_mean(name, known) or "docs/themes.md lists them"


def span_in(environment: ThemeEnvironment, path: str, line: int, word: str) -> Span:
    """The place of ``word`` in a template's line, else where the line's text begins."""
    text = _line(environment, path, line)
    edges = (r"(?<!\w)" if word[:1].isalnum() else "", r"(?!\w)" if word[-1:].isalnum() else "")
    found = re.search(re.escape(word).join(edges), text) if word else None
    if found is not None:
        return Span(path=path, line=line, column=found.start() + 1, length=len(word))
    inside = re.search(r"\{[{%]", text) or re.search(r"\S", text)
    return Span(path=path, line=line, column=inside.start() + 1 if inside else 1)


def _text(environment: ThemeEnvironment, path: str) -> str:
    source = environment.theme.sources.get(path)
    return source.text if source is not None else ""


def _line(environment: ThemeEnvironment, path: str, line: int) -> str:
    lines = _text(environment, path).split("\n")
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _place(error: Exception, environment: ThemeEnvironment, template: str) -> tuple[str, int]:
    """The innermost line of a template that was being rendered, else the template as a whole."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    paths = environment.theme.sources
    try:
        place = environment.source_of(template).path, 0
    except TemplateNotFound:
        place = f"{environment.theme.layers[0].shown}/templates/{template}", 0
    trace = error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if path in paths:
            place = path, trace.tb_lineno
        trace = trace.tb_next
    return place


def _explain_name(error: UndefinedName, environment: ThemeEnvironment) -> Explained:
    owner, name = error.owner, str(error.name)
    if owner is missing:
        known: tuple[str, ...] = (*GIVEN, *environment.globals)
        hint = LEFT_OUT.get(name) or did_you_mean(name, known) or f"A template is given {', '.join(GIVEN)}"
        return Explained(f"'{name}' is not known here", hint, name)
    if owner is None:
        return Explained(f"'{name}' is asked of something that is absent", "Test it first with  {% if … %}", name)
    if is_dataclass(owner):
        fields = [field for field in dir(owner) if not field.startswith("_") and not callable(getattr(owner, field))]
        return Explained(f"{type(owner).__name__} has no field '{name}'", _among(name, fields), name)
    if isinstance(owner, Mapping):
        message = f"There is nothing called '{name}' here"
        return Explained(message, _among(name, [str(key) for key in owner]) or 'Ask for it with .get("…")', name)
    if isinstance(owner, TemplateModule):
        macros = [one for one in vars(owner) if not one.startswith("_")]
        return Explained(f"The template that is imported here has no macro '{name}'", _among(name, macros), name)
    if isinstance(owner, list | tuple):
        hint = "Go through it with {% for … %}, or take one, as in page.tags[0]"
        if isinstance(error.name, int):
            return Explained(f"The list has {len(owner)}, so there is no number {name}", "Numbers start at 0", name)
        return Explained(f"A list has nothing called '{name}'", hint, name)
    kind = kind_of(owner)
    return Explained(f"{kind[:1].upper()}{kind[1:]} has nothing called '{name}'", "Use it as it is", name)


def _explain_recursion(line: str) -> Explained:
    if "extends" in line or "include" in line:
        hint = 'To extend one of the same name in another theme, write that theme first, as in "plain:post.html"'
        return Explained("Templates include or extend each other without end", hint)
    return Explained("A macro or block calls itself without end", "Put {% if … %} round the call, or remove it")


def _explain_words(said: str) -> Explained:
    for pattern, message, hint in _PLAIN_WORDS:
        if (found := re.search(pattern, said)) is not None:
            return Explained(message.format(*found.groups()), hint.format(), (found.groups() or ("",))[-1])
    if (found := re.search(r"'(\S+)' not supported between instances of '(\w+)' and '(\w+)'", said)) is not None:
        one, other = (_KINDS.get(name, name) for name in (found[2], found[3]))
        hint = "Test first that both are there; |int makes a number of a text"
        return Explained(f"{found[1]} cannot compare {one} with {other}", hint, found[1])
    return Explained(f"This is not allowed in a template: {said.rstrip('.')}", "docs/themes.md says what is")


def _among(name: str, known: list[str]) -> str:
    return did_you_mean(name, known) or _cut(f"There are {', '.join(known)}" if known else "", 300)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
