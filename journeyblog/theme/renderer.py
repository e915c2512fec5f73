"""The two things done with a theme's templates: check them all, render one.

In: a view. Out: HTML, or a :class:`TemplateFault`; nothing else is raised.
"""

import marshal
import re

from jinja2 import TemplateSyntaxError, nodes

from journeyblog.diagnostics import Diagnostic, sort_diagnostics
from journeyblog.site.views import HeadView, SiteView
from journeyblog.theme.assets import Published
from journeyblog.theme.checks import check_shown, check_tree, error_in
from journeyblog.theme.counting import walk
from journeyblog.theme.environment import MemoryLoader, ThemeEnvironment
from journeyblog.theme.explained import Explained
from journeyblog.theme.faults import explain, fault_of
from journeyblog.theme.plainness import prints_bodies_plainly
from journeyblog.theme.sayings import check_keys
from journeyblog.theme.theme import TemplateSource, Theme
from journeyblog.theme.wording import ENGLISH, Wording, word


class Renderer:
    """Renders pages with one theme. Every template is compiled once, when first needed or by :meth:`check`.

    ``base_url`` is the site's: ``https://host`` with an optional path and no slash at the end, or empty. ``wording`` is
    what the theme says, in English unless given.
    """

    def __init__(self, theme: Theme, *, base_url: str = "", wording: Wording | None = None) -> None:
        self.theme = theme
        self.wording = word(theme, ENGLISH) if wording is None else wording
        self._environment = ThemeEnvironment(theme, base_url, self.wording.messages)
        assert isinstance(self._environment.loader, MemoryLoader)
        self._loader = self._environment.loader
        self.plainly: bool | None = None
        """Whether the theme does nothing with bodies but print them; None before :meth:`check`."""

    @property
    def published(self) -> Published:
        """The theme's assets as they are to be written."""
        return self._environment.published

    def render(self, template: str, *, site: SiteView, page: object, head: HeadView) -> str:
        """The page. Raises :class:`TemplateFault` and nothing else."""
        self._environment.begin()
        try:
            return self._environment.get_template(template).render(site=site, page=page, head=head)
        except Exception as error:  # a template's own code may raise anything
            raise fault_of(error, self._environment, template, head.url) from error

    def check(self) -> tuple[Diagnostic, ...]:
        """Compile every template, overridden ones too; the mistakes that show without a page."""
        trees: dict[str, list[nodes.Node]] = {}
        found: list[Diagnostic] = []
        for source in self.theme.sources.values():
            tree = self._parse(source, found)
            if tree is not None:
                trees[source.path] = walk(tree)
        for path in trees:
            found += check_tree(path, trees, self._environment)
        found += check_shown(trees, self._environment)
        found += check_keys(trees, self.wording)
        templates = {path: template for path, (template, *_) in trees.items() if isinstance(template, nodes.Template)}
        self.plainly = not found and prints_bodies_plainly(templates.values())
        for path, template in templates.items():  # last, for it changes the trees
            self._compile(self.theme.sources[path], template, found)
        return sort_diagnostics(found)

    def compiled(self) -> bytes:
        """What :meth:`check` compiled and found out, for :meth:`take` of a renderer of the same theme in the process it
        was forked from.
        """
        return marshal.dumps((self._loader.compiled, self.plainly))

    def take(self, compiled: bytes) -> None:
        """Use what a forked process of our own has compiled. Never give it anything else: it is code, and will run."""
        codes, self.plainly = marshal.loads(compiled)  # noqa: S302 - see above
        self._loader.compiled.update(codes)

    def _parse(self, source: TemplateSource, found: list[Diagnostic]) -> nodes.Template | None:
        environment = self._environment
        try:
            return environment.parse(source.text, source.path, source.path)
        except TemplateSyntaxError as error:
            told = explain(error, environment, source.path, error.lineno)
            found.append(error_in(environment, source.path, error.lineno, told))
        except RecursionError:
            found.append(error_in(environment, source.path, 1, _TOO_DEEP))
        except ValueError:
            found.append(error_in(environment, source.path, _line_of_digits(source.text), _TOO_LONG))
        return None

    def _compile(self, source: TemplateSource, tree: nodes.Template, found: list[Diagnostic]) -> None:
        environment = self._environment
        known = {one.span.path for one in found if one.code == "template-error"}
        try:
            self._loader.compile(environment, source, tree)
        except TemplateSyntaxError as error:
            if source.path not in known:  # an unknown filter is told by now
                told = explain(error, environment, source.path, error.lineno)
                found.append(error_in(environment, source.path, error.lineno, told))
        except (RecursionError, SyntaxError, MemoryError):  # what Python's own compiler says of too many levels
            found.append(error_in(environment, source.path, 1, _TOO_DEEP))


_TOO_DEEP = Explained("Tags or brackets are nested too deeply in this template", "Move the inner ones into a macro")
_TOO_LONG = Explained("This number has too many digits", "Write a shorter one, or put it in quotes")


def _line_of_digits(text: str) -> int:
    longest = max(re.finditer(r"[0-9][0-9_]*", text), key=lambda found: len(found[0]))
    return text.count("\n", 0, longest.start()) + 1


def check_templates(theme: Theme) -> tuple[Diagnostic, ...]:
    """Every mistake in the theme's templates that shows without rendering a page."""
    return Renderer(theme).check()
