"""Chains of themes, and what a theme's folder may hold."""

import pickle
from pathlib import Path

import pytest

from journeyblog.diagnostics import Severity

from .making import BASE, NAMED_AT, load, manifest, plain, theme_of, write


def test_a_chain_is_the_theme_and_those_it_extends(tmp_path: Path) -> None:
    theme = theme_of(
        tmp_path, top={"theme.yaml": manifest("top", "mine")}, mine={"theme.yaml": manifest("mine", "base")}
    )
    assert theme.name == "top"
    assert theme.chain == ("top", "mine", "base")
    assert [layer.shown for layer in theme.layers] == ["themes/top", "themes/mine", "<base>"]


def test_a_template_a_part_and_an_asset_are_overridden_by_name(tmp_path: Path) -> None:
    theme = theme_of(
        tmp_path,
        mine={
            "theme.yaml": manifest("mine", "base"),
            "templates/parts/mark.html": "[my mark]",
            "static/style.css": "body{color:red}",
            "static/photo.svg": "<svg/>",
        },
    )
    assert theme.templates["parts/mark.html"].text == "[my mark]"
    assert theme.templates["parts/mark.html"].path == "themes/mine/templates/parts/mark.html"
    assert theme.templates["post.html"].path == "<base>/templates/post.html"
    assert theme.assets == {"photo.svg": b"<svg/>", "style.css": b"body{color:red}"}


def test_a_site_theme_named_like_a_built_in_one_wins_and_may_extend_it(tmp_path: Path) -> None:
    theme = theme_of(tmp_path, base={"theme.yaml": manifest("base", "base")})
    assert [layer.shown for layer in theme.layers] == ["themes/base", "<base>"]


def test_a_built_in_theme_never_extends_a_theme_of_the_site(tmp_path: Path) -> None:
    write(tmp_path / "built-in" / "base", BASE)
    write(tmp_path / "built-in" / "child", {"theme.yaml": manifest("child", "base")})
    write(tmp_path / "site" / "base", {"theme.yaml": manifest("base")})
    theme, found = load(tmp_path, "child")
    assert theme is not None
    assert not found
    assert [layer.shown for layer in theme.layers] == ["<child>", "<base>"]


@pytest.mark.parametrize("name", ["bsae", "Base "])
def test_a_missing_theme_is_told_where_the_site_names_it(tmp_path: Path, name: str) -> None:
    write(tmp_path / "built-in" / "base", BASE)
    theme, (found,) = load(tmp_path, name)
    assert theme is None
    assert (found.code, found.span, found.hint) == ("theme-missing", NAMED_AT, "Did you mean 'base'?")


@pytest.mark.parametrize("name", ["..", "../site", ".", "/", ".hidden", "base/templates"])
def test_a_theme_is_a_name_and_never_a_path(tmp_path: Path, name: str) -> None:
    write(tmp_path / "built-in" / "base", BASE)
    write(tmp_path / "built-in" / ".hidden", BASE)
    theme, found = load(tmp_path, name)
    assert theme is None
    assert [mistake.code for mistake in found] == ["theme-missing"]


def test_a_missing_parent_is_told_in_the_manifest(tmp_path: Path) -> None:
    write(tmp_path / "built-in" / "base", BASE)
    write(tmp_path / "site" / "mine", {"theme.yaml": manifest("mine", "bas")})
    theme, (found,) = load(tmp_path, "mine")
    assert theme is None
    assert (found.span.path, found.span.line, found.span.column) == ("themes/mine/theme.yaml", 3, 10)
    assert found.hint == "Did you mean 'base'?"


@pytest.mark.parametrize("extends", [{"a": "b", "b": "a"}, {"a": "a"}, {"a": "b", "b": "b"}])
def test_a_circle_is_an_error_where_it_closes(tmp_path: Path, extends: dict[str, str]) -> None:
    for name, parent in extends.items():
        write(tmp_path / "site" / name, {"theme.yaml": manifest(name, parent)})
    theme, (found,) = load(tmp_path, "a")
    assert theme is None
    assert found.code == "theme-settings"
    assert "in a circle" in found.message or "extends itself" in found.message
    assert found.span.line == 3


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "theme-settings", 1),
        ("api: 1\n", "missing-field", 1),
        ("name: mine\n", "missing-field", 1),
        ("name: mine\napi: 2\n", "theme-settings", 2),
        ("name: mine\napi: one\n", "not-a-number", 2),
        ("name: mine\napi: 1\noptions:\n  tone: {type: colour}\n", "unknown-word", 4),
        ("name: mine\napi: 1\noptions:\n  tone: {type: choice}\n", "theme-settings", 4),
        ("name: mine\napi: 1\noptions:\n  tone: {choices: [a, b]}\n", "theme-settings", 4),
        ("name: mine\napi: 1\noptions:\n  n: {type: number, default: many}\n", "theme-settings", 4),
        ("name: mine\napi: 1\noptions:\n  items: {default: x}\n", "theme-settings", 4),
        ("name: mine\napi: 1\noptions:\n  my-tone: {default: x}\n", "theme-settings", 4),
        ("name: [mine\n", "yaml-syntax", 1),
    ],
)
def test_a_manifest_that_cannot_be_used(tmp_path: Path, text: str, code: str, line: int) -> None:
    write(tmp_path / "site" / "mine", {"theme.yaml": text})
    theme, found = load(tmp_path, "mine")
    assert theme is None
    assert [(mistake.code, mistake.span.line) for mistake in found] == [(code, line)]


def test_an_unknown_key_and_another_name_are_warnings(tmp_path: Path) -> None:
    write(tmp_path / "site" / "mine", {"theme.yaml": "name: yours\napi: 1\nextend: base\n"})
    theme, found = load(tmp_path, "mine")
    assert theme is not None
    assert [(mistake.code, mistake.severity) for mistake in found] == [
        ("unknown-key", Severity.WARNING),
        ("theme-settings", Severity.WARNING),
    ]
    assert "extends" in found[0].hint


def test_a_folder_without_a_manifest_is_no_theme(tmp_path: Path) -> None:
    (tmp_path / "site" / "mine").mkdir(parents=True)
    theme, (found,) = load(tmp_path, "mine")
    assert theme is None
    assert (found.code, found.span.path) == ("theme-settings", "themes/mine/theme.yaml")


def test_templates_are_utf8_without_a_mark(tmp_path: Path) -> None:
    folder = tmp_path / "site" / "mine"
    write(folder, {"theme.yaml": manifest("mine"), "templates/a.html": "\ufeffcafé"})
    (folder / "templates" / "b.html").write_bytes(b"one\ncaf\xe9\n")
    _, (found,) = load(tmp_path, "mine")
    assert (found.code, found.span.path, found.span.line) == ("not-utf8", "themes/mine/templates/b.html", 2)
    (folder / "templates" / "b.html").unlink()
    theme, _ = load(tmp_path, "mine")
    assert theme is not None
    assert theme.templates["a.html"].text == "café"


def test_hidden_files_and_links_that_lead_out_are_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "site" / "mine"
    write(folder, {"theme.yaml": manifest("mine"), "static/.env": "x", "static/a.css": "", "static/deep/b.css": ""})
    write(tmp_path, {"secret.txt": "secret", "out/c.css": ""})
    static = folder / "static"
    (static / "secret.txt").symlink_to(tmp_path / "secret.txt")
    (static / "out").symlink_to(tmp_path / "out")
    (static / "inside.css").symlink_to("a.css")
    (static / "again").symlink_to("deep")
    (static / "deep" / "round").symlink_to("..")
    (static / "itself").symlink_to("itself")
    theme, found = load(tmp_path, "mine")
    assert theme is not None
    assert sorted(theme.assets) == ["a.css", "again/b.css", "deep/b.css", "inside.css"]
    assert {mistake.code for mistake in found} == {"link-outside"}
    assert [mistake.span.path for mistake in found] == [
        "themes/mine/static/itself",
        "themes/mine/static/out",
        "themes/mine/static/secret.txt",
    ]


def test_a_theme_linked_from_elsewhere_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", BASE)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine").symlink_to(tmp_path / "elsewhere")
    assert load(tmp_path, "mine")[0] is None


def test_a_theme_is_a_value_that_travels() -> None:
    theme = plain()
    copy = pickle.loads(pickle.dumps(theme))
    assert copy == theme
    assert copy.templates == theme.templates
    assert hasattr(theme, "__slots__")
