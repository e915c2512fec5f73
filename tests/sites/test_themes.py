"""A site's own theme: one file overridden, and what a template's mistake says."""

from pathlib import Path

import pytest
from site_tools import build_site, built, read_page, snapshot, told, write_site

SETTINGS = "title: T\nbase_url: https://example.org\ntheme: mine\n"
MANIFEST = "name: mine\napi: 1\nextends: plain\n"
POST = "---\ntitle: A & B\ntags: x\n---\nText.\n"


def site(files: dict[str, str]) -> dict[str, str]:
    return {
        "content/site.yaml": SETTINGS,
        "themes/mine/theme.yaml": MANIFEST,
        "content/posts/2018-02-04-a.md": POST,
        **{f"themes/mine/{path}": text for path, text in files.items()},
    }


def test_one_template_overridden(tmp_path: Path) -> None:
    template = '{% extends "plain:post.html" %}{% block post_header %}<h1>Mine: {{ page.title }}</h1>{% endblock %}'
    output = built(tmp_path, site({"templates/post.html": template}))
    page = read_page(output, "/2018/02/a/")
    assert page.texts("h1") == ["Mine: A & B"]
    assert "Text." in page.words
    assert read_page(output, "/tags/").texts("h1") == ["Tags"]
    assert "Mine: A &amp; B" in page.source


def test_one_part_overridden(tmp_path: Path) -> None:
    part = "{% macro pager(at) %}{% endmacro %}"
    card = '{% macro card(post, level=2) %}<p class="mine">{{ post.heading }}</p>{% endmacro %}'
    output = built(tmp_path, site({"templates/parts/card.html": card, "templates/parts/pager.html": part}))
    assert read_page(output, "/").texts("p", class_="mine") == ["A & B"]


def test_one_asset_overridden(tmp_path: Path) -> None:
    files = {"static/style.css": "body { background: url(sea.png) }\n", "static/sea.png": "not really", "content": ""}
    del files["content"]
    output = built(tmp_path, site(files))
    sheet = read_page(output, "/").one("link", rel="stylesheet").attrib["href"]
    text = (output / sheet.lstrip("/")).read_text()
    (sea,) = (name for name in snapshot(output) if name.startswith("theme/sea."))
    assert text == f'body {{ background: url("{sea.removeprefix("theme/")}") }}\n'
    assert len([name for name in snapshot(output) if name.startswith("theme/style.")]) == 1
    assert any(name.startswith("theme/icon.") for name in snapshot(output))


def test_options_of_the_theme(tmp_path: Path) -> None:
    files = site({})
    files["content/site.yaml"] += "theme_options: {colophon: Made in Mijas & elsewhere, scheme: dark}\n"
    output = built(tmp_path, files)
    page = read_page(output, "/")
    assert "Made in Mijas & elsewhere" in page.text("footer")
    assert page.one("html").attrib["data-scheme"] == "dark"


def test_a_theme_of_the_site_may_carry_the_name_of_a_built_in_one(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": "title: T\ntheme: plain\n",
        "content/posts/2018-02-04-a.md": POST,
        "themes/plain/theme.yaml": "name: plain\napi: 1\nextends: plain\n",
        "themes/plain/templates/post.html": (
            '{% extends "plain:post.html" %}{% block post_header %}<h1>Over</h1>{% endblock %}'
        ),
    }
    assert read_page(built(tmp_path, files), "/2018/02/a/").texts("h1") == ["Over"]


def test_a_part_that_another_theme_of_the_site_replaces_is_no_mistake(tmp_path: Path) -> None:
    part = "{% macro mark() %}mark{% endmacro %}"
    using = '{% from "parts/mark.html" import mark %}{{ mark() }}'
    files = site({"templates/parts/mark.html": part, "templates/post.html": using})
    files["themes/mine/theme.yaml"] = "name: mine\napi: 1\nextends: yours\n"
    files["themes/yours/theme.yaml"] = "name: yours\napi: 1\nextends: plain\n"
    files["themes/yours/templates/parts/mark.html"] = part
    assert build_site(write_site(tmp_path, files)).diagnostics == ()


def test_extra_fields_reach_the_template(tmp_path: Path) -> None:
    template = '{% extends "plain:post.html" %}{% block post_header %}<h1>{{ page.extra.mood }}</h1>{% endblock %}'
    files = site({"templates/post.html": template})
    files["content/posts/2018-02-04-a.md"] = "---\ntitle: A\nextra: {mood: NO}\n---\nText.\n"
    assert read_page(built(tmp_path, files), "/2018/02/a/").texts("h1") == ["NO"]


FAULTS = {
    "unknown field": (
        {"templates/post.html": "<p>\n{{ page.titel }}\n</p>"},
        "themes/mine/templates/post.html:2",
        "PostView has no field 'titel'",
        "Did you mean 'title'?",
        "/2018/02/a/",
    ),
    "unknown name": (
        {"templates/post.html": "\n\n{{ pages.title }}"},
        "themes/mine/templates/post.html:3",
        "'pages' is not known here",
        "Did you mean 'page'?",
        "/2018/02/a/",
    ),
    "in a part": (
        {"templates/parts/card.html": "{% macro card(post, level=2) %}\n{{ post.headnig }}\n{% endmacro %}"},
        "themes/mine/templates/parts/card.html:2",
        "CardView has no field 'headnig'",
        "Did you mean 'heading'?",
        "/",
    ),
    "syntax": (
        {"templates/post.html": "<p>\n{% if page.title %}\n</p>"},
        "themes/mine/templates/post.html:2",
        "{% if %} is never closed",
        "{% endif %}",
        "",
    ),
    "unknown filter": (
        {"templates/post.html": "\n{{ page.title|uper }}"},
        "themes/mine/templates/post.html:2",
        "uper",
        "Did you mean 'upper'?",
        "",
    ),
    "missing template": (
        {"templates/post.html": '\n{% include "parts/crad.html" %}'},
        "themes/mine/templates/post.html:2",
        "There is no template 'parts/crad.html'",
        "Did you mean 'parts/card.html'?",
        "",
    ),
    "missing asset": (
        {"templates/post.html": "\n{{ asset('stlye.css') }}"},
        "themes/mine/templates/post.html:2",
        "no asset 'stlye.css'",
        "Did you mean 'style.css'?",
        "",
    ),
    "reaching out of the sandbox": (
        {"templates/post.html": "{{ page.__class__.__mro__ }}"},
        "themes/mine/templates/post.html:1",
        "",
        "",
        "/2018/02/a/",
    ),
    "changing what it is given": (
        {"templates/post.html": "{{ page.extra.update({'a': 1}) }}"},
        "themes/mine/templates/post.html:1",
        "",
        "",
        "/2018/02/a/",
    ),
    "division by zero": (
        {"templates/post.html": "\n\n{{ 1 / (page.minutes - page.minutes) }}"},
        "themes/mine/templates/post.html:3",
        "divides by 0",
        "Test the number first",
        "/2018/02/a/",
    ),
    "without end": (
        {"templates/post.html": '{% extends "post.html" %}'},
        "themes/mine/templates/post.html",
        "without end",
        "plain:post.html",
        "",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_template_s_mistake_names_file_line_and_page_and_touches_nothing(tmp_path: Path, case: str) -> None:
    files, place, message, hint, page = FAULTS[case]
    output = built(tmp_path, site({}))
    before = snapshot(output)
    outcome = build_site(write_site(tmp_path, site(files)))
    (one,) = outcome.diagnostics
    assert one.code == "template-error"
    assert told(outcome)[0].startswith(f"{place}:")
    assert message in one.message
    assert hint in one.hint
    assert page in one.message
    assert not outcome.usable
    assert outcome.published is None
    assert snapshot(output) == before


def test_a_page_s_layout_that_the_theme_does_not_have(tmp_path: Path) -> None:
    """The author's slip in a page, not the theme's fault: it should be told at the page's own line."""
    files = {"content/pages/about.md": "---\ntitle: About\nlayout: wide\n---\nX\n"}
    outcome = build_site(write_site(tmp_path, files))
    (one,) = outcome.diagnostics
    assert (one.span.path, one.span.line) == ("content/pages/about.md", 3)
    assert "'wide" in one.message


def test_a_page_s_layout_of_the_site_s_own(tmp_path: Path) -> None:
    files = site({"templates/wide.html": "<h1>Wide {{ page.title }}</h1>"})
    files["content/pages/about.md"] = "---\ntitle: About\nlayout: wide\n---\nX\n"
    assert read_page(built(tmp_path, files), "/about/").texts("h1") == ["Wide About"]


THEME_FAULTS = {
    "no such theme": (
        {"content/site.yaml": "title: T\ntheme: plian\n"},
        "content/site.yaml:2",
        "theme-missing",
        "Did you mean 'plain'?",
    ),
    "extends nothing that exists": (
        {"themes/mine/theme.yaml": "name: mine\napi: 1\nextends: plian\n"},
        "themes/mine/theme.yaml:3",
        "theme-missing",
        "Did you mean 'plain'?",
    ),
    "a circle": (
        {
            "themes/mine/theme.yaml": "name: mine\napi: 1\nextends: yours\n",
            "themes/yours/theme.yaml": "name: yours\napi: 1\nextends: mine\n",
        },
        "themes/yours/theme.yaml:3",
        "theme-settings",
        "",
    ),
    "no manifest": (
        {"themes/other/templates/post.html": "x", "content/site.yaml": "title: T\ntheme: other\n"},
        "themes/other/theme.yaml",
        "theme-settings",
        "",
    ),
    "another interface": (
        {"themes/mine/theme.yaml": "name: mine\napi: 7\nextends: plain\n"},
        "themes/mine/theme.yaml:2",
        "theme-settings",
        "",
    ),
    "a wrong option": (
        {"content/site.yaml": SETTINGS + "theme_options: {scheme: drak}\n"},
        "content/site.yaml:4",
        "unknown-word",
        "Did you mean 'dark'?",
    ),
}


@pytest.mark.parametrize("case", THEME_FAULTS)
def test_a_theme_that_cannot_be_used(tmp_path: Path, case: str) -> None:
    files, place, code, hint = THEME_FAULTS[case]
    outcome = build_site(write_site(tmp_path, {**site({}), **files}))
    (line,) = told(outcome)
    assert line.startswith(f"{place}: error[{code}]: ")
    assert hint in outcome.diagnostics[0].hint
    assert not outcome.usable
    assert not (tmp_path / "public").exists()


def test_an_option_that_is_a_link_gets_the_path_of_the_site(tmp_path: Path) -> None:
    manifest = "name: mine\napi: 1\nextends: plain\noptions: {help: {type: link}, shop: {type: link}}\n"
    files = {
        "content/site.yaml": "title: T\nbase_url: https://example.org/blog\ntheme: mine\n"
        "theme_options: {help: /help/, shop: https://shop.example/}\n",
        "content/pages/help.md": "---\ntitle: Help\n---\n\nText.\n",
        "themes/mine/theme.yaml": manifest,
        "themes/mine/templates/page.html": "{{ site.options.help }} {{ site.options.shop }}",
    }
    page = (built(tmp_path, files) / "help" / "index.html").read_text(encoding="utf-8")
    assert page == "/blog/help/ https://shop.example/"
