"""What is told of templates before a page is rendered."""

from pathlib import Path

import pytest

from journeyblog.diagnostics import Severity
from journeyblog.theme import Theme, check_templates

from .making import manifest, theme_of


def theme_with(home: Path, **templates: str) -> Theme:
    files = {f"templates/{name.replace('__', '/')}.html": text for name, text in templates.items()}
    return theme_of(home, mine={"theme.yaml": manifest("mine", "base"), **files})


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("{% if a %}\n{{ b|uper }}\n{% endif %}", 2, 6, "There is no filter 'uper'", "Did you mean 'upper'?"),
        ("{{ x|map('uper')|list }}", 1, 11, "There is no filter 'uper'", "Did you mean 'upper'?"),
        ("{{ x is defind }}", 1, 9, "There is no test 'defind'", "Did you mean 'defined'?"),
        ("{{ x|center }}", 1, 6, "There is no filter 'center'", "Centre texts in the style sheet"),
        (
            '{% from "parts/mark.html" import mrak %}',
            1,
            34,
            "'parts/mark.html' has no macro 'mrak'",
            "It has no macros",
        ),
        ("{{ '\\ud800' }}", 1, 1, "half a character", "Write the character itself"),
        ("{{ " + "9" * 5000 + " }}", 1, 1, "too many digits", ""),
        ("{% if x %}" * 120 + "{% endif %}" * 120, 1, 1, "nested too deeply", ""),
        ("{% for x in y %}" * 30 + "{% endfor %}" * 30, 1, 1, "nested too deeply", ""),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", 1, 1, "nested too deeply", ""),
        ("{{ a" + "|upper" * 3000 + " }}", 1, 1, "nested too deeply", ""),
        ("a\n{% if x %}\n{% for y in z %}\n{% endfor %}\n", 2, 4, "{% if %} is never closed", "{% endif %}"),
        ("{% if x %}\n{% endfor %}", 2, 4, "{% if %} on line 1, which is still open", "{% endif %}"),
        ("{% else %}", 1, 4, "{% else %} has nothing above it", "Remove it"),
        ("{% fori x in y %}{% endfor %}", 1, 4, "There is no tag {% fori %}", "Did you mean 'for'?"),
        ("<p>{{ x }</p>", 1, 4, "One } is not enough", "Write }}"),
        ("<p>{{ x</p>\n{{ y }}", 1, 4, "", ""),
        ("{{ x %}", 1, 1, "", ""),
        ("{% if x }}{% endif %}", 1, 1, "", ""),
        ("{% for x of y %}{% endfor %}", 1, 10, "'of' stands where 'in' should", "{% for tag in page.tags %}"),
        ("{{ x y }}", 1, 6, "'y' stands where '}}' should", "~ joins them"),
        ("{{ (x }}", 1, 1, "'}' closes what ')' should", "Write  )  first"),
        ("{% %}", 1, 1, "needs a word", "{% if page.image %}"),
        ("x\n{# never", 2, 1, "A comment is never closed", "#}"),
        ("x\n{% raw %}\ny", 2, 1, "{% raw %} is never closed", "{% endraw %}"),
        ("{{ x & y }}", 1, 6, "The character & cannot stand here", ""),
        ("{% block a %}{% endblock %}\n{% block a %}{% endblock %}", 2, 10, "two blocks 'a'", "another name"),
        ("{% set 1 = 2 %}", 1, 1, "need a name", "{% set title"),
    ],
)
def test_a_mistake_is_told_in_plain_words_at_its_place(
    tmp_path: Path, text: str, line: int, column: int, message: str, hint: str
) -> None:
    found = [one for one in check_templates(theme_with(tmp_path, post=text)) if one.severity is Severity.ERROR]
    assert [(one.code, one.span.line, one.span.column) for one in found] == [("template-error", line, column)]
    assert message in found[0].message
    assert hint in found[0].hint
    assert found[0].hint
    assert "expected" not in found[0].message
    assert "Jinja" not in found[0].message


@pytest.mark.parametrize(
    ("templates", "told"),
    [
        ({"post": '{% extends "base:post.html" %}{% block bdoy %}{% endblock %}'}, "no block 'bdoy'"),
        ({"post": '{% extends "base:post.html" %}\n\nHello'}, "stands outside the blocks"),
        ({"pots": "x"}, "uses 'pots.html'"),
        ({"parts__mrak": "x"}, "uses 'parts/mrak.html'"),
        ({"parts__weather": "x"}, "uses 'parts/weather.html'"),
    ],
)
def test_what_is_never_shown_is_a_warning(tmp_path: Path, templates: dict[str, str], told: str) -> None:
    (found,) = check_templates(theme_with(tmp_path, **templates))
    assert (found.code, found.severity) == ("template-unused", Severity.WARNING)
    assert told in found.message
    assert found.hint


@pytest.mark.parametrize(
    "templates",
    [
        {"post": '{% extends "base:post.html" %}\n{% block body %}{% block own %}x{% endblock %}{% endblock %}\n'},
        {"post": '{% include "parts/weather.html" %}', "parts__weather": "x"},
        {"post": '{% include "parts/" ~ page.title ~ ".html" %}', "parts__weather": "x"},
        {"post": "{% extends page.title %}{% block any %}{% endblock %}"},
        {
            "post": '{% from "parts/m.html" import a as b, c %}',
            "parts__m": "{% macro a() %}{% endmacro %}{% set c = 1 %}",
        },
        {"wide": "a layout that pages may name"},
    ],
)
def test_what_is_used_or_may_be_is_not_told(tmp_path: Path, templates: dict[str, str]) -> None:
    assert check_templates(theme_with(tmp_path, **templates)) == ()
