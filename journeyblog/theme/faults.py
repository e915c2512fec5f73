"""A template's mistake as a diagnostic: the template's file and line, what is wrong, the near match.

In: whatever Jinja or the template's own code raised. Out: a :class:`TemplateFault`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

from jinja2 import TemplateNotFound, TemplatesNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from journeyblog.diagnostics import Diagnostic, Severity, Span, did_you_mean
from journeyblog.theme.environment import ThemeEnvironment, UndefinedName
from journeyblog.theme.filters import UnknownAsset

GIVEN = ("site", "page", "head")
"""The names that every template is given."""


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
    message, hint = explain(error, environment)
    diagnostic = Diagnostic(
        code="template-error",
        severity=Severity.ERROR,
        message=f"{message} (while rendering {page})",
        span=Span(path=path, line=line),
        hint=hint,
    )
    return TemplateFault(diagnostic)


def explain(error: Exception, environment: ThemeEnvironment) -> tuple[str, str]:
    """The sentence and the hint for one error."""
    match error:
        case UndefinedName():
            return _explain_name(error, environment)
        case TemplatesNotFound():
            return f"None of the templates {', '.join(map(str, error.templates))} exists", ""
        case TemplateNotFound():
            return missing_template(str(error.name), environment)
        case TemplateSyntaxError():
            return _explain_syntax(error, environment)
        case SecurityError():
            return f"This is not allowed in a template: {error}", "Templates read their view; they change nothing"
        case UnknownAsset():
            return str(error), error.hint
        case RecursionError():
            hint = 'A template that overrides one of the same name extends it by its theme, as in "plain:post.html"'
            return "Templates include or extend each other without end", hint
    return f"{type(error).__name__}: {error}", ""


def missing_template(name: str, environment: ThemeEnvironment) -> tuple[str, str]:
    """Message and hint for a template that does not exist."""
    theme = environment.theme
    names = [*theme.templates, *(f"{layer.name}:{file}" for layer in theme.layers for file in layer.templates)]
    chain = " → ".join(theme.chain)
    return f"There is no template '{name}' in theme {chain}", did_you_mean(name, names)


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


def _explain_name(error: UndefinedName, environment: ThemeEnvironment) -> tuple[str, str]:
    owner, name = error.owner, str(error.name)
    if owner is missing:
        known: tuple[str, ...] = (*GIVEN, *environment.globals)
        return f"'{name}' is not known here", did_you_mean(name, known) or f"A template is given {', '.join(GIVEN)}"
    if owner is None:
        return f"'{name}' is asked of something that is absent (None)", "Test it first with  {% if … %}"
    if is_dataclass(owner):
        return f"{type(owner).__name__} has no field '{name}'", _among(name, [field.name for field in fields(owner)])
    if isinstance(owner, Mapping):
        return f"'{name}' is not among the keys", _among(name, [str(key) for key in owner])
    return f"{type(owner).__name__} has nothing called '{name}'", ""


def _among(name: str, known: list[str]) -> str:
    return did_you_mean(name, known) or (f"There are {', '.join(known)}" if known else "")


def _explain_syntax(error: TemplateSyntaxError, environment: ThemeEnvironment) -> tuple[str, str]:
    message = (error.message or "This is not readable as a template").rstrip(".")
    known: Iterable[str] = ()
    if message.startswith("No filter named"):
        known = environment.filters
    elif message.startswith("No test named"):
        known = environment.tests
    parts = message.split("'")
    return message, did_you_mean(parts[1], known) if len(parts) > 2 else ""
