"""What all tests share: the sample site built once, and the flag that rewrites expectations."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from types import CodeType

import hypothesis
import pytest
from jinja2 import nodes

pytest.register_assert_rewrite("site_tools")

from site_tools import CONTENT, build_site  # noqa: E402  after the line above, or its asserts say nothing

from journeyblog.build.outcome import Outcome  # noqa: E402
from journeyblog.diagnostics import Diagnostic  # noqa: E402
from journeyblog.theme import checks  # noqa: E402
from journeyblog.theme.checks import Trees  # noqa: E402
from journeyblog.theme.environment import MemoryLoader, ThemeEnvironment  # noqa: E402
from journeyblog.theme.theme import TemplateSource  # noqa: E402

hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no mistake
hypothesis.settings.load_profile("untimed")

MANY_BUILDS = {"sites", "errors", "cli", "hostile", "property"}
_trees: dict[tuple[str, str], nodes.Template] = {}
_codes: dict[tuple[str, str], CodeType] = {}
_references: dict[tuple[str, ...], tuple[Diagnostic, ...]] = {}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="Rewrite what tests/errors and tests/cli expect. Read the difference before you keep it.",
    )


@pytest.fixture
def update_expected(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-expected"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The sample site's output folder and how its build went, in the theme plain, whose markup tests know."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(CONTENT, root / "content")
    settings = root / "content" / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    assert "\ntheme: passport\n" in text
    settings.write_text(text.replace("\ntheme: passport\n", "\ntheme: plain\n"), encoding="utf-8")
    return root / "public", build_site(root)


@pytest.fixture(autouse=True)
def _built_in_templates_compiled_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of tiny sites share the built-in theme; compiling and checking it is most of a tiny build's time.

    A site's own templates, and every build in a process of its own, go the whole way.
    """
    if not MANY_BUILDS & set(request.path.parts):
        return
    parse, compile_one = ThemeEnvironment.parse, MemoryLoader.compile
    look = checks.check_tree

    def parse_once(
        self: ThemeEnvironment, source: str, name: str | None = None, filename: str | None = None
    ) -> nodes.Template:
        if name is None or not name.startswith("<"):
            return parse(self, source, name, filename)
        if (name, source) not in _trees:
            _trees[name, source] = parse(self, source, name, filename)
        return _trees[name, source]

    def compile_once(
        self: MemoryLoader, environment: ThemeEnvironment, source: TemplateSource, tree: nodes.Template
    ) -> CodeType:
        if not source.path.startswith("<"):
            return compile_one(self, environment, source, tree)
        key = (source.path, source.text)
        if key not in _codes:
            _codes[key] = compile_one(self, environment, source, tree)
        self.compiled[source.path] = _codes[key]
        return _codes[key]

    def look_once(path: str, trees: Trees, environment: ThemeEnvironment) -> Iterable[Diagnostic]:
        if not path.startswith("<"):
            return look(path, trees, environment)
        theme = environment.theme
        key = (path, theme.sources[path].text, *theme.templates, *theme.assets)
        if key not in _references:
            _references[key] = tuple(look(path, trees, environment))
        return _references[key]

    monkeypatch.setattr("journeyblog.theme.renderer.check_tree", look_once)
    monkeypatch.setattr(ThemeEnvironment, "parse", parse_once)
    monkeypatch.setattr(MemoryLoader, "compile", compile_once)
