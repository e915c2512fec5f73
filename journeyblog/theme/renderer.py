"""The two things done with a theme's templates: check them all, render one.

In: a view. Out: HTML, or a :class:`TemplateFault`; nothing else is raised.
"""

from collections.abc import Iterator

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes

from journeyblog.diagnostics import Diagnostic, Severity, Span, sort_diagnostics
from journeyblog.site.views import HeadView, SiteView
from journeyblog.theme.assets import Published
from journeyblog.theme.environment import MemoryLoader, ThemeEnvironment
from journeyblog.theme.faults import explain, fault_of, missing_template
from journeyblog.theme.filters import UnknownAsset
from journeyblog.theme.theme import TemplateSource, Theme


class Renderer:
    """Renders pages with one theme. Every template is compiled once, when first needed or by :meth:`check`.

    ``base_url`` is the site's: ``https://host`` with an optional path and no slash at the end, or empty.
    """

    def __init__(self, theme: Theme, *, base_url: str = "") -> None:
        self.theme = theme
        self._environment = ThemeEnvironment(theme, base_url)

    @property
    def published(self) -> Published:
        """The theme's assets as they are to be written."""
        return self._environment.published

    def render(self, template: str, *, site: SiteView, page: object, head: HeadView) -> str:
        """The page. Raises :class:`TemplateFault` and nothing else."""
        self._environment.meter.start()
        try:
            return self._environment.get_template(template).render(site=site, page=page, head=head)
        except Exception as error:  # a template's own code may raise anything
            raise fault_of(error, self._environment, template, head.url) from error

    def check(self) -> tuple[Diagnostic, ...]:
        """Compile every template, overridden ones too; the mistakes that show without a page."""
        found: list[Diagnostic] = []
        for source in self.theme.sources.values():
            found += self._check_one(source)
        return sort_diagnostics(found)

    def _check_one(self, source: TemplateSource) -> Iterator[Diagnostic]:
        environment = self._environment
        loader = environment.loader
        assert isinstance(loader, MemoryLoader)
        try:
            tree = environment.parse(source.text, source.path, source.path)
            mistakes = list(_dead_references(tree, source, environment))
            loader.compile(environment, source, tree)
        except TemplateSyntaxError as error:
            yield _error(source, error.lineno, *explain(error, environment))
        except RecursionError as error:
            yield _error(source, 0, *explain(error, environment))
        else:
            yield from mistakes


def check_templates(theme: Theme) -> tuple[Diagnostic, ...]:
    """Every mistake in the theme's templates that shows without rendering: syntax, dead references, dead assets."""
    return Renderer(theme).check()


def _dead_references(
    tree: nodes.Template, source: TemplateSource, environment: ThemeEnvironment
) -> Iterator[Diagnostic]:
    """Templates and assets that are named outright and do not exist."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        name = named.value if isinstance(named, nodes.Const) else None
        if not isinstance(name, str) or getattr(node, "ignore_missing", False):
            continue
        try:
            environment.source_of(environment.join_path(name, source.path))
        except TemplateNotFound:
            yield _error(source, node.lineno, *missing_template(name, environment))
    for call in tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name == "asset" and call.args):
            continue
        argument = call.args[0]
        if isinstance(argument, nodes.Const) and argument.value not in environment.theme.assets:
            error = UnknownAsset(str(argument.value), environment.published.names)
            yield _error(source, call.lineno, str(error), error.hint)


def _error(source: TemplateSource, line: int, message: str, hint: str) -> Diagnostic:
    span = Span(path=source.path, line=line)
    return Diagnostic(code="template-error", severity=Severity.ERROR, message=message, span=span, hint=hint)
