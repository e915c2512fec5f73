"""Options: typed by the theme, chosen by the site."""

from decimal import Decimal
from pathlib import Path

import pytest

from journeyblog.diagnostics import Severity, Span
from journeyblog.theme import Theme, merge_options

from .making import manifest, theme_of

DECLARED = """\
options:
  motto: {default: Go back, description: A line}
  columns: {type: number, default: 2}
  dates: {type: boolean, default: "yes"}
  tone: {type: choice, choices: [Sea, Sand]}
  numbers: {type: link}
"""


def place(name: str, key: bool) -> Span:
    return Span(path="content/site.yaml", line=len(name), column=1 if key else 9)


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    return theme_of(
        tmp_path,
        mine={"theme.yaml": manifest("mine", "under", "options:\n  columns: {type: number, default: 3}\n")},
        under={"theme.yaml": manifest("under", more=DECLARED)},
    )


def test_defaults_have_their_types_and_the_child_redeclares(theme: Theme) -> None:
    values, found = merge_options(theme.options, {}, place)
    assert not found
    assert values == {"motto": "Go back", "columns": 3, "dates": True, "tone": "Sea", "numbers": ""}


def test_the_site_chooses(theme: Theme) -> None:
    written = {"motto": "", "columns": "1.50", "dates": "off", "tone": "sand", "numbers": " /how/ "}
    values, found = merge_options(theme.options, written, place)
    assert not found
    assert values == {"motto": "", "columns": Decimal("1.50"), "dates": False, "tone": "Sand", "numbers": "/how/"}


def test_nothing_written_is_the_default(theme: Theme) -> None:
    values, found = merge_options(theme.options, {"columns": "", "tone": ""}, place)
    assert not found
    assert (values["columns"], values["tone"]) == (3, "Sea")


def test_an_unknown_option_is_a_warning_with_a_near_match(theme: Theme) -> None:
    values, (found,) = merge_options(theme.options, {"colums": "2"}, place)
    assert "colums" not in values
    assert (found.code, found.severity) == ("unknown-key", Severity.WARNING)
    assert found.hint == "Did you mean 'columns'?"
    assert (found.span.line, found.span.column) == (len("colums"), 1)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("columns", "many", "not-a-number"),
        ("dates", "perhaps", "not-a-boolean"),
        ("tone", "sae", "unknown-word"),
        ("numbers", "//other.example", "bad-url"),
        ("numbers", "javascript:alert(1)", "bad-url"),
        ("numbers", "how-we-score", "bad-url"),
        ("motto", ("a", "b"), "wrong-shape"),
    ],
)
def test_a_wrong_type_is_an_error_and_the_default_stands(theme: Theme, name: str, value: object, code: str) -> None:
    values, (found,) = merge_options(theme.options, {name: value}, place)
    assert (found.code, found.severity, found.span.column) == (code, Severity.ERROR, 9)
    assert found.hint
    assert values == merge_options(theme.options, {}, place)[0]
