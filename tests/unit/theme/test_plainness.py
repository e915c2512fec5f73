"""Which themes do nothing with the text of a page but print it: said only when it is certain."""

import pytest
from jinja2 import Environment

from journeyblog.diagnostics import Span
from journeyblog.theme import Renderer, ThemesFolder, built_in_themes, load_theme
from journeyblog.theme.plainness import prints_bodies_plainly

PLAIN = (
    "{{ page.title }}{{ page.body }}",
    "{% if page.body %}<div>{{ page.body }}</div>{% endif %}",
    "{% if not page.body or page.title %}-{% endif %}{{ page.title|upper }}",
    "{% block main %}{{ page.body }}{% endblock %}",
    "{% extends 'base.html' %}{% block main %}{{ super() }}!{% endblock %}",
    "{% for tag in page.tags %}{{ tag.label }}{% endfor %}{% include 'part.html' %}",
    "{% from 'part.html' import card %}{{ card(page.line) }}",
    "{% macro card(post) %}{{ post.body|striptags }}{% endmacro %}",
    "{% set line %}{{ page.title }}{% endset %}{{ line }}",
    "{{ site.body }}",
)
NOT = (
    "{{ page.body|striptags }}",
    "{{ page.body|length }}",
    "{{ page.body ~ '' }}",
    "{{ 'x' if page.body else '' }}",
    "{% if 'x' in page.body %}x{% endif %}",
    "{% if page.body == '' %}x{% endif %}",
    "{% for letter in page.body %}{{ letter }}{% endfor %}",
    "{% set text = page.body %}",
    "{% set text %}{{ page.body }}{% endset %}{{ text|upper }}",
    "{% filter upper %}{{ page.body }}{% endfilter %}",
    "{% filter upper %}{% include 'part.html' %}{% endfilter %}",
    "{% filter upper %}{% block main %}{% endblock %}{% endfilter %}",
    "{% set text %}{% block main %}{% endblock %}{% endset %}",
    "{% macro text() %}{{ page.body }}{% endmacro %}{{ text()|upper }}",
    "{% call card() %}{{ page.body }}{% endcall %}",
    "{% block main %}{{ super()|upper }}{% endblock %}",
    "{% block main %}{% set text = super() %}{% endblock %}",
    "{% block main %}{% set up = super %}{% endblock %}",
    "{% block main %}{{ super.super() }}{% endblock %}",
    "{{ self.main()|upper }}",
    "{% for tag in page.tags recursive %}{{ page.body }}{{ loop([])|length }}{% endfor %}",
    "{% for tag in page.tags recursive %}{% include 'part.html' %}{{ loop([])|upper }}{% endfor %}",
    "{% import 'part.html' as part with context %}{{ part|upper }}",
    "{% from 'part.html' import card with context %}{{ card() }}",
    "{% autoescape false %}{{ page.body }}{% endautoescape %}",
    "{{ page['body'] }}",
    "{{ page|attr('body') }}",
    "{{ page }}",
    "{{ card(page) }}",
    "{% set this = page %}",
    "{% with this = page %}{{ this.body|upper }}{% endwith %}",
    "{% for page in pages %}{{ page.body|upper }}{% endfor %}",
    "{% macro card(page) %}{{ page.body|upper }}{% endmacro %}",
)


def is_plain(text: str) -> bool:
    return prints_bodies_plainly([Environment().parse(text)])


@pytest.mark.parametrize("text", PLAIN)
def test_it_is_only_printed(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize("text", NOT)
def test_something_else_may_be_done_with_it(text: str) -> None:
    assert not is_plain(text)


@pytest.mark.parametrize("name", ["plain", "passport"])
def test_the_built_in_themes_only_print_it(name: str) -> None:
    folders = (ThemesFolder(built_in_themes(), built_in=True),)
    theme, _ = load_theme(name, folders, Span(path="content/site.yaml"))
    assert theme is not None
    renderer, other = Renderer(theme), Renderer(theme)
    assert renderer.check() == ()
    other.take(renderer.compiled())
    assert renderer.plainly
    assert other.plainly
