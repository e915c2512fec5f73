"""The code that templates become: no shorter way reaches what the sandbox refuses, and nothing is out of order."""

import builtins
import collections
import sys
import types
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.sandbox import ImmutableSandboxedEnvironment, modifies_known_mutable
from markupsafe import Markup

from journeyblog.theme import Renderer, TemplateFault
from journeyblog.theme.compiler import GUARDED
from journeyblog.theme.meter import ROOM

from .making import manifest, theme_of
from .samples import HEAD, POST, SITE


def values() -> list[object]:
    """A value of every type that Python has at hand, and of those that can be reached from functions and failures."""
    try:
        raise ValueError
    except ValueError as error:
        trace = error.__traceback__
    assert trace is not None

    async def waiting() -> None: ...

    async def giving() -> collections.abc.AsyncIterator[int]:
        yield 1

    coroutine = waiting()
    coroutine.close()
    found: list[object] = [
        *(trace, trace.tb_frame, values, values.__code__, [].append, "a".format, Markup("a"), coroutine, giving(), sys),
        *(
            (page for page in (POST,)),
            types.MappingProxyType({}),
            collections.deque(),
            collections.OrderedDict(),
            int,
            type,
        ),
    ]
    for one in vars(builtins).values():
        if isinstance(one, type):
            try:
                found.append(one())
            except (TypeError, RuntimeError):  # it asks for more
                found.append(one)
    return found


@pytest.mark.parametrize("value", values(), ids=lambda value: type(value).__name__)
def test_whatever_the_sandbox_refuses_is_guarded(value: object) -> None:
    sandbox = ImmutableSandboxedEnvironment()
    for name in dir(value):
        if name.startswith("_") or name in GUARDED:
            continue
        found = getattr(value, name, None)
        assert sandbox.is_safe_attribute(value, name, found)
        assert sandbox.wrap_str_format(found) is None
        assert not modifies_known_mutable(value, name)


def test_ordinary_names_take_the_short_way() -> None:
    fields = {name for view in (SITE, POST, HEAD) for name in dir(view) if not name.startswith("_")}
    assert not fields & GUARDED


PARTS = {
    "parts/mark.html": "[mark]",
    "parts/named.html": "[{{ x|default('nothing') }}]",
}
TEMPLATES = [
    "a{% include 'parts/named.html' without context %}b",
    "a{% include 'parts/nowhere.html' ignore missing without context %}b",
    "a{% include ['parts/nowhere.html', 'parts/mark.html'] ignore missing without context %}b",
    "{% set x = 1 %}a{% include 'parts/named.html' %}{% block b %}{{ x }}c{% block d %}d{% endblock %}{% endblock %}e",
    "{% block b %}a{% for x in [1, 2] %}{{ x }}{% include 'parts/named.html' %}{% endfor %}{% endblock %}",
    "a{{ self.b() }}{% block b %}({% set t %}in{% endset %}{{ t }}){% endblock %}z",
    "{% if x is defined %}{% extends 'parts/mark.html' %}{% endif %}a",
    "{% set o = {'title': 'own', 'x': {'y': 2}} %}{{ o.title }}{{ o.x.y }}{{ o.items()|length }}{{ o.z is defined }}",
    "{% filter upper %}a{% include 'parts/mark.html' %}{% endfilter %}b",
    "{% macro m(a, b=2) %}{{ a }}{{ b }}{{ kwargs.c }}{{ varargs|join }}{% endmacro %}{{ m(1, 3, 4, c=5) }}",
    "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(b=1, a=2) }}{{ m(3) }}{{ m(3, 4) }}",
    "{% macro say(key) %}<i>{{ key }}</i>{% endmacro %}{{ say('site.skip') }}{{ say('site.skip') }}",
    "{% macro say(key) %}{{ key }}{{ caller() }}{% endmacro %}{% call say('site.skip') %}&{% endcall %}",
]


@pytest.mark.parametrize("text", TEMPLATES)
def test_pages_are_what_jinja_makes(tmp_path: Path, text: str) -> None:
    named = {f"templates/{name}": part for name, part in PARTS.items()}
    theme = theme_of(tmp_path, mine={"theme.yaml": manifest("mine", "base"), "templates/post.html": text, **named})
    jinja = Environment(loader=DictLoader({**PARTS, "post.html": text}), autoescape=True)
    made = Renderer(theme).render("post.html", site=SITE, page=POST, head=HEAD)
    assert made == jinja.get_template("post.html").render()


def test_what_is_included_without_context_in_a_macro_stands_where_it_is_included(tmp_path: Path) -> None:
    text = "{% macro m() %}a{% include 'parts/mark.html' without context %}b{% endmacro %}{{ m() }}"
    named = {f"templates/{name}": part for name, part in PARTS.items()}
    theme = theme_of(tmp_path, mine={"theme.yaml": manifest("mine", "base"), "templates/post.html": text, **named})
    assert Renderer(theme).render("post.html", site=SITE, page=POST, head=HEAD) == "a[mark]b"


def test_a_text_that_is_said_again_costs_the_same(tmp_path: Path) -> None:
    text = "{{ say('site.skip') }}{% set say = [] %}{{ say|length }}"
    renderer = Renderer(theme_of(tmp_path, mine={"theme.yaml": manifest("mine", "base"), "templates/post.html": text}))
    meter = renderer._environment.meter
    made, left = [], []
    for _ in range(3):
        made.append(renderer.render("post.html", site=SITE, page=POST, head=HEAD))
        left.append((meter.steps, meter.room))
    assert made == ["Skip to the content0"] * 3
    assert left == [left[0]] * 3
    assert meter.room < ROOM


def test_what_may_not_be_called_is_not_called_under_the_name_of_say(tmp_path: Path) -> None:
    text = "{{ say('site.skip') }}{% for say in [''.encode] %}{{ say('site.skip') }}{% endfor %}"
    theme = theme_of(tmp_path, mine={"theme.yaml": manifest("mine", "base"), "templates/post.html": text})
    with pytest.raises(TemplateFault):
        Renderer(theme).render("post.html", site=SITE, page=POST, head=HEAD)
