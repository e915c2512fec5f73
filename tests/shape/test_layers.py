"""The house: a module imports only from its own layer's siblings and from lower layers, and never inside a function
(but for the few lazy imports of heavy libraries, each at its one home)."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "journeyblog"

LAYERS = (
    ("diagnostics", "dates", "packing", "slugs", "urls"),
    ("schema",),
    ("messages",),
    ("model",),
    ("config",),
    ("markdown",),
    ("source",),
    ("site",),
    ("theme",),
    ("output",),
    ("build",),
    ("scaffold",),
    ("reference",),
    ("serve",),
    ("cli",),
)
"""Low to high."""

HOMES = {
    "yaml": {
        "schema",
        "source",
        "model",
        "config",
        "theme",
        "messages",
    },  # the parser itself only in schema: see the next test
    "markdown_it": {"markdown"},
    "mdit_py_plugins": {"markdown"},
    "mdurl": {"markdown"},
    "nh3": {"markdown"},
    "pygments": {"markdown"},
    "babel": {"messages"},
    "jinja2": {"theme"},
    "PIL": {"output"},
    "slugify": {"slugs"},
    "click": {"cli"},
    "rich": {"cli"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "watchdog": {"serve"},
    "markupsafe": {"site", "theme"},
}
"""Each outside library has one home, so that replacing it touches one folder."""

LAZY = {
    ("cli/progress.py", "rich"),
    ("cli/build.py", "journeyblog"),
    ("markdown/highlight.py", "pygments"),
    ("output/pictures/publishing.py", "journeyblog"),
    ("build/engine.py", "importlib"),
    ("build/crew.py", "journeyblog"),
    ("build/crew.py", "concurrent"),
    ("build/publish/exchange.py", "ctypes"),
    ("__main__.py", "journeyblog"),
}
"""Imports inside functions: (file, top-level name)."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def rank(name: str) -> int:
    return next(i for i, layer in enumerate(LAYERS) if name in layer)


def imports(tree: ast.AST) -> list[tuple[str, ast.stmt]]:
    found: list[tuple[str, ast.stmt]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports hide layers"
            found.append((node.module or "", node))
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_arrows_point_down(path: Path) -> None:
    here = room(path)
    if here in ("__init__", "__main__"):
        return
    for name, _ in imports(ast.parse(path.read_text(encoding="utf-8"))):
        parts = name.split(".")
        if parts[0] == "journeyblog" and len(parts) > 1:
            assert rank(parts[1]) <= rank(here), f"{here} imports from {parts[1]}, which lies above it"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_each_library_has_one_home(path: Path) -> None:
    for name, _ in imports(ast.parse(path.read_text(encoding="utf-8"))):
        top = name.split(".", maxsplit=1)[0]
        if top in HOMES:
            assert room(path) in HOMES[top], f"{top} belongs to {', '.join(sorted(HOMES[top]))}"


def test_yaml_is_parsed_in_one_place() -> None:
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {name for name, _ in imports(tree) if name.split(".")[0] == "yaml"}
        if room(path) != "schema":
            assert names <= {"yaml.nodes", "yaml.error"}, f"{path.name} imports {names}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_import_hides_in_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        statement
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in ast.walk(node)
        if isinstance(statement, ast.Import | ast.ImportFrom)
    }
    file = path.relative_to(PACKAGE).as_posix()
    for name, statement in imports(tree):
        if statement in inside:
            assert (file, name.split(".")[0]) in LAZY, f"{file}: {name} is imported inside a function"


def test_no_cycles_between_modules() -> None:
    names = {path: _module_name(path) for path in modules()}
    graph = {
        names[path]: {
            target
            for name, _ in imports(ast.parse(path.read_text(encoding="utf-8")))
            for target in (name,)
            if target in names.values() and target != names[path]
        }
        for path in modules()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join([*trail, name])
        if name in done:
            return
        for target in sorted(graph[name]):
            if not name.startswith(f"{target}."):  # a package re-exports its own modules
                visit(target, (*trail, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())


def _module_name(path: Path) -> str:
    dotted = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    return dotted.removesuffix(".__init__")
