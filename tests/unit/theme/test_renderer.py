"""Rendering: what templates are given and refused, and where their mistakes are told."""

from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from journeyblog.diagnostics import Diagnostic
from journeyblog.theme import Renderer, TemplateFault, Theme, check_templates

from .making import manifest, theme_of
from .samples import HEAD, POST, SITE, moment


def theme_with(home: Path, *, extends: str = "base", **templates: str) -> Theme:
    files = {f"templates/{name.replace('__', '/')}.html": text for name, text in templates.items()}
    return theme_of(home, mine={"theme.yaml": manifest("mine", extends), "static/style.css": "b{}", **files})


def render(theme: Theme, template: str = "post.html", page: object = POST) -> str:
    return Renderer(theme, base_url="https://example.org/blog").render(template, site=SITE, page=page, head=HEAD)


def fault(theme: Theme, template: str = "post.html") -> Diagnostic:
    with pytest.raises(TemplateFault) as caught:
        render(theme, template)
    found = caught.value.diagnostic
    assert found.code == "template-error"
    return found


def test_a_part_of_the_child_is_used_by_a_template_of_the_parent(tmp_path: Path) -> None:
    theme = theme_with(tmp_path, parts__mark="[mine]")
    assert render(theme) == "base post [mine]A table uphill"


def test_a_file_extends_the_one_it_overrides(tmp_path: Path) -> None:
    theme = theme_with(
        tmp_path,
        post='{% extends "base:post.html" %}{% block body %}<{{ super() }}>{% endblock %}',
        parts__mark='<{% include "base:parts/mark.html" %}>',
    )
    assert render(theme) == "base post <[base mark]><A table uphill>"


def test_a_theme_named_like_the_one_it_extends_addresses_it(tmp_path: Path) -> None:
    text = '{% extends "base:post.html" %}{% block body %}over {{ super() }}{% endblock %}'
    theme = theme_of(tmp_path, base={"theme.yaml": manifest("base", "base"), "templates/post.html": text})
    assert render(theme) == "base post [base mark]over A table uphill"
    assert not check_templates(theme)


def test_a_number_stays_with_the_word_before_it(tmp_path: Path) -> None:
    text = "{{ 'Walk Part 3: 2 cafés & 4 <b>'|unbroken }}"
    assert render(theme_with(tmp_path, post=text)) == "Walk Part\xa03: 2 cafés &amp; 4 &lt;b&gt;"


def test_dates_urls_and_assets(tmp_path: Path) -> None:
    text = (
        "{{ page.date|day }}|{{ page.date|day(time=true) }}|{{ page.updated|day(true) }}|{{ page.date|short_day }}|"
        "{{ page.url|absolute }}|{{ 'https://x.example/'|absolute }}|{{ '//x.example/'|absolute }}|"
        "{{ asset('style.css') }}"
    )
    parts = render(theme_with(tmp_path, post=text), page=replace(POST, updated=moment(5, 1))).split("|")
    assert parts[:4] == ["14 February 2018", "14 February 2018, 19:30", "1 May 2018", "14 Feb 2018"]
    assert parts[4:7] == ["https://example.org/blog/costa/3/", "https://x.example/", "//x.example/"]
    published = Renderer(theme_with(tmp_path)).published
    assert parts[7] == f"/blog/{published.names['style.css']}"


def test_without_a_base_url_absolute_leaves_urls_alone(tmp_path: Path) -> None:
    renderer = Renderer(theme_with(tmp_path, post="{{ page.url|absolute }} {{ asset('style.css') }}"))
    text = renderer.render("post.html", site=SITE, page=POST, head=HEAD)
    assert text.startswith("/blog/costa/3/ /theme/style.")


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "\"'&", "</title><img src=x onerror=alert(1)>"])
def test_texts_are_escaped_and_markup_is_not(tmp_path: Path, title: str) -> None:
    text = (
        '{{ page.title }}|{{ page.title|upper }}|{% set t %}{{ page.title }}{% endset %}{{ t }}|{{ "a" ~ page.title }}'
    )
    page = replace(POST, title=title, body=Markup("<b>"))
    output = render(theme_with(tmp_path, post=f"{text}|{{{{ page.body }}}}"), page=page)
    assert output.endswith("|<b>")
    assert not any(character in output.removesuffix("|<b>") for character in "<>\"'")


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("one\n{{ page.titel }}", 2, "PostView has no field 'titel'", "Did you mean 'title'?"),
        ("{% if page.titel %}{% endif %}", 1, "PostView has no field 'titel'", "Did you mean 'title'?"),
        ("{% for x in page.tgs %}{% endfor %}", 1, "PostView has no field 'tgs'", "Did you mean 'tags'?"),
        ("{{ page.date.machin }}", 1, "Moment has no field 'machin'", "Did you mean 'machine'?"),
        ("\n\n{{ pgae.title }}", 3, "'pgae' is not known here", "Did you mean 'page'?"),
        ("{{ site.options.schem }}", 1, "There is nothing called 'schem' here", "Did you mean 'scheme'?"),
        ("{{ page.line.teaser.x }}", 1, "A text has nothing called 'x'", ""),
        ("{% set x = site.extra.get('x') %}{{ x.y }}", 1, "'y' is asked of something that is absent", "Test it"),
        ("\n{{ asset('stlye.css') }}", 2, "The theme has no asset 'stlye.css'", "Did you mean 'style.css'?"),
        ("\n{{ 1 // 0 }}", 2, "This divides by 0", "Test the number first"),
        ("\n{{ page.title + 1 }}", 2, "+ does not go between a text and a number", "with ~"),
        ("{{ page.title|day }}", 1, "'day' cannot work on a text", "Give it a date"),
        ("{% for i in range(1000000) %}{% endfor %}", 1, "range() is given 1,000,000 numbers", ""),
        (
            '\n{% include "prats/mark.html" %}',
            2,
            "There is no template 'prats/mark.html'",
            "Did you mean 'parts/mark.html'?",
        ),
        (
            '{% include "bsae:post.html" %}',
            1,
            "There is no template 'bsae:post.html'",
            "Did you mean 'base:post.html'?",
        ),
        ('{% include ["a.html", "b.html"] %}', 1, "None of the templates a.html, b.html exists", ""),
        ("\n{% if %}", 2, "Something is missing before '%}'", "{% if page.image %}"),
        ("\n{{ page.date|shortdy }}", 2, "There is no filter 'shortdy'", "Did you mean 'short_day'?"),
        ('{% extends "post.html" %}', 1, "without end", 'as in "plain:post.html"'),
        ("\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 2, "A macro or block calls itself without end", ""),
    ],
)
def test_a_mistake_is_told_with_file_line_and_page(
    tmp_path: Path, text: str, line: int, message: str, hint: str
) -> None:
    found = fault(theme_with(tmp_path, post=text))
    assert found.span.path == "themes/mine/templates/post.html"
    assert found.span.line == line
    assert message in found.message
    assert found.message.endswith(f"(while rendering {HEAD.url})")
    assert hint in found.hint


def test_a_mistake_in_a_part_is_told_in_the_part(tmp_path: Path) -> None:
    part = "{% macro m(x) %}\n{{ x.nothing }}{% endmacro %}"
    text = '{% from "parts/m.html" import m %}\n\n\n{{ m(page) }}'
    found = fault(theme_with(tmp_path, post=text, parts__m=part))
    assert (found.span.path, found.span.line) == ("themes/mine/templates/parts/m.html", 2)


def test_a_mistake_in_a_built_in_template_names_it(tmp_path: Path) -> None:
    theme = theme_with(tmp_path)
    with pytest.raises(TemplateFault) as caught:
        Renderer(theme).render("post.html", site=SITE, page=SITE.menu[0], head=HEAD)
    assert caught.value.diagnostic.span.path == "<base>/templates/post.html"


def test_a_page_whose_template_is_missing(tmp_path: Path) -> None:
    found = fault(theme_with(tmp_path), "pots.html")
    assert found.span.path == "themes/mine/templates/pots.html"
    assert found.message.startswith("There is no template 'pots.html' in theme mine → base")
    assert found.hint == "Did you mean 'post.html'?"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ page.__class__ }}",
        "{{ page.__init__.__globals__ }}",
        "{{ page['__class__'] }}",
        "{{ page|attr('__class__') }}",
        "{{ page.date.local.__reduce__() }}",
        "{{ asset.__globals__ }}",
        "{{ asset.__closure__ }}",
        "{{ '{0.__class__}'.format(page) }}",
        "{{ '{0.__class__}'|format(page) }}{{ ('{0.__class__}'|attr('format'))(page) }}",
        "{% set t = page._private %}{{ t }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ [].append(1) }}",
        "{{ {}.update({1: 2}) }}",
        "{% set page.title = 'x' %}",
        "{{ site.options.clear() }}",
        "{% set ns = namespace() %}{% set ns.__class__ = 1 %}{{ ns.__class__.__name__ }}",
        "{% import 'os' as os %}",
    ],
)
def test_ways_out_of_the_sandbox_are_refused(tmp_path: Path, text: str) -> None:
    fault(theme_with(tmp_path, post=text))
    assert POST.title == "A table uphill"


def test_every_mistake_that_shows_without_a_page_is_told_at_once(tmp_path: Path) -> None:
    theme = theme_with(
        tmp_path,
        a="\n{% block %}",
        b="{{ x|dya }}",
        c='{% extends "nowhere.html" %}\n{{ asset("stlye.css") }}{{ asset("style.css") }}',
        d='{% include "nowhere.html" ignore missing %}{% import "base:parts/mark.html" as mark %}',
        post="{% endif %}",
    )
    found = check_templates(theme)
    assert [(mistake.span.path.removeprefix("themes/mine/templates/"), mistake.span.line) for mistake in found] == [
        ("a.html", 2),
        ("b.html", 1),
        ("c.html", 1),
        ("c.html", 2),
        ("post.html", 1),
    ]


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renderer = Renderer(theme_with(tmp_path))
    assert not renderer.check()

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(renderer._environment, "_generate", refuse)
    first = renderer.render("post.html", site=SITE, page=POST, head=HEAD)
    assert renderer.render("post.html", site=SITE, page=POST, head=HEAD) == first
