"""The limits of a page: whatever could take a build down is refused before it is done, by counting."""

from pathlib import Path

import pytest
from markupsafe import Markup

from journeyblog.theme import Renderer, TemplateFault
from journeyblog.theme.meter import ROOM, STEPS, Meter
from journeyblog.theme.mistake import TemplateMistake

from . import samples
from .making import manifest, plain, theme_of
from .samples import HEAD, POST, SITE

STEPS_OUT = "million steps"
ROOM_OUT = "million characters"
PADDED = "padded to 1,000"
LARGE = "grows too large"
ENDLESS = "without end"
GROWING = "{%% set ns = namespace(s=%s) %%}{%% for i in range(60) %%}{%% set ns.s = %s %%}{%% endfor %%}{{ ns.s|%s }}"
MANY = "{%% set s = 'a' * 1000000 %%}{%% for i in range(100000) %%}%s{%% endfor %%}"

ROUNDS = "{% for i in range(100000) %}{% for j in range(100000) %}"
END = "{% endfor %}{% endfor %}"

BOMBS = {
    "loops": (ROUNDS + END, STEPS_OUT),
    "printing": (ROUNDS + "{{ i ~ j }}" + END, STEPS_OUT),
    "own text": ("{% for i in range(100000) %}" + "lorem ipsum " * 10_000 + "{% endfor %}", STEPS_OUT),
    "range": ("{% for i in range(1000000000) %}{% endfor %}", "goes up to 100,000"),
    "times": ("{{ 'a' * 10**10 }}", ROOM_OUT),
    "times, turned": ("{{ 10000000000 * 'a' }}", ROOM_OUT),
    "list times": ("{{ ([1] * 10**9)|length }}", STEPS_OUT),
    "power": ("{{ 2 ** 100000 }}", LARGE),
    "squares": (GROWING % ("3", "ns.s * ns.s", "length"), LARGE),
    "tilde": (GROWING % ("'ab'", "ns.s ~ ns.s", "length"), ROOM_OUT),
    "plus": (GROWING % ("'ab'", "ns.s + ns.s", "length"), ROOM_OUT),
    "lists": (GROWING % ("[1]", "ns.s + ns.s", "length"), STEPS_OUT),
    "list in list": (GROWING % ("[1]", "[ns.s, ns.s]", "string"), STEPS_OUT),
    "groups": (GROWING % ("1", "{'a': ns.s, 'b': ns.s}", "tojson"), STEPS_OUT),
    "dict()": (GROWING % ("1", "dict(a=ns.s, b=ns.s)", "tojson"), STEPS_OUT),
    "set block": (
        (
            "{% set ns = namespace(s='a' * 300) %}{% for i in range(60) %}"
            "{% set x %}{{ ns.s }}{{ ns.s }}{% endset %}{% set ns.s = x %}{% endfor %}"
        ),
        ROOM_OUT,
    ),
    "width": ("{{ '%1000000000d'|format(1) }}", PADDED),
    "width by %": ("{{ '%1000000000d' % 1 }}", PADDED),
    "width as a value": ("{{ '%*d' % (1000000000, 1) }}", PADDED),
    "places": ("{{ '%.1000000000f' % 1 }}", PADDED),
    "width in a list": ("{{ ['%1000000000d']|map('format', 1)|list }}", PADDED),
    "indent": ("{{ 'a\\nb'|indent(1000000000) }}", ROOM_OUT),
    "batch": ("{{ [1]|batch(1000000000, 0)|list|length }}", STEPS_OUT),
    "slice": ("{% for x in [1]|slice(1000000000) %}{% endfor %}", STEPS_OUT),
    "slice as a list": ("{{ [1]|slice(1000000000)|list|length }}", STEPS_OUT),
    "join": ("{{ range(100000)|join('a' * 10000) }}", ROOM_OUT),
    "join()": ("{{ ('a' * 10000).join(['b'] * 100000) }}", ROOM_OUT),
    "replace": ("{{ ('a' * 100000)|replace('a', 'b' * 100000) }}", ROOM_OUT),
    "replace()": ("{{ ('a' * 100000).replace('a', 'b' * 100000) }}", ROOM_OUT),
    "round": ("{{ 1.5|round(1000000000, 'floor') }}", "15 places"),
    "tojson": ("{{ [1]|tojson(1000000000) }}", "indents by 8"),
    "sum of lists": ("{{ range(3000)|batch(1)|sum(start=[]) }}", "adds numbers"),
    "urlize": ("{{ ('http://x.example/((((( ' * 100000)|urlize }}", STEPS_OUT),
    "upper": (MANY % "{% if s|upper %}{% endif %}", STEPS_OUT),
    "upper()": (MANY % "{% if s.upper() %}{% endif %}", STEPS_OUT),
    "compared": ("{% set t = 'a' * 1000000 %}" + MANY % "{% if s == t %}{% endif %}", STEPS_OUT),
    "searched": (MANY % "{% if 'b' in s %}{% endif %}", STEPS_OUT),
    "tested": (MANY % "{% if 'b' is in s %}{% endif %}", STEPS_OUT),
    "cut": (MANY % "{% set t = s[1:] %}", STEPS_OUT),
    "sorted": ("{% for i in range(1000) %}{% set x = range(100000)|sort %}{% endfor %}", STEPS_OUT),
    "macro": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", ENDLESS),
    "branching macro": (
        "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        STEPS_OUT,
    ),
    "branching call": (
        (
            "{% macro m(n) %}{% if n %}{% call m(n-1) %}{% endcall %}{% call m(n-1) %}{% endcall %}{% endif %}"
            "{{ caller() }}{% endmacro %}{% call m(60) %}{% endcall %}"
        ),
        STEPS_OUT,
    ),
    "no caller": ("{% macro m() %}{% endmacro %}{% call m() %}{% endcall %}", "{% call %}"),
    "recursive loop": ("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", ENDLESS),
    "branching loop": (
        "{% for x in [1, 1] recursive %}{% if loop.depth < 60 %}{{ loop([1, 1]) }}{% endif %}{% endfor %}",
        STEPS_OUT,
    ),
    "block": ("{% block a %}{{ self.a() }}{% endblock %}", ENDLESS),
    "include": ("{% include 'post.html' %}", ENDLESS),
    "branching include": (
        "{% set n = (n|default(60)) - 1 %}{% if n %}{% include 'post.html' %}{% include 'post.html' %}{% endif %}",
        STEPS_OUT,
    ),
    "extends": ("{% extends 'post.html' %}", ENDLESS),
    "import": ("{% import 'post.html' as me %}", ENDLESS),
    "str.format": ("{{ '{0:1000000000}'.format(1) }}", "no format()"),
    "attr": ("{{ ('{0.__class__}'|attr('format'))(page) }}", "no format()"),
    "ljust": ("{{ 'a'.ljust(1000000000) }}", "no ljust()"),
    "to_bytes": ("{{ (1).to_bytes(1000000000, 'big') }}", "may not be called"),
    "clock": ("{{ page.date.local.now() }}", "may not be called"),
    "not a function": ("{{ page.title() }}", "cannot be called"),
    "generator's insides": ("{{ (page.tags|map('upper')).gi_frame }}", "has nothing called"),
    "autoescape off": (
        "{% autoescape false %}{% for i in range(100000) %}{{ 'a' * 1000 }}{% endfor %}{% endautoescape %}",
        ROOM_OUT,
    ),
}
AT_THE_TOP = ("branching include", "extends")
"""Those whose own first line is where they go wrong."""


def rendered(home: Path, text: str) -> str:
    theme = theme_of(home, mine={"theme.yaml": manifest("mine", "base"), "templates/post.html": text})
    return Renderer(theme, base_url="https://example.org").render("post.html", site=SITE, page=POST, head=HEAD)


@pytest.mark.parametrize("name", BOMBS)
def test_what_could_take_a_build_down_is_refused_at_its_line(tmp_path: Path, name: str) -> None:
    text, told = BOMBS[name]
    with pytest.raises(TemplateFault) as caught:
        rendered(tmp_path, f"\n{text}" if name not in AT_THE_TOP else text)
    found = caught.value.diagnostic
    assert told in found.message
    assert found.hint
    assert found.span.path == "themes/mine/templates/post.html"
    assert found.span.line == (1 if name in AT_THE_TOP else 2)


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("{% for i in range(3) %}{{ i * 2 }}{{ ', ' if not loop.last }}{% endfor %}", "0, 2, 4"),
        ("{% for a, b in [(1, 2), (3, 4)] if a > 1 %}{{ a }}-{{ b }}{% endfor %}", "3-4"),
        ("{% for row in [1, 2, 3]|batch(2, '-') %}{{ row|join(' ') }};{% endfor %}", "1 2;3 -;"),
        ("{% for x in [[1, [2]], 3] recursive %}{{ loop(x) if x is sequence else x }}{% endfor %}", "123"),
        ("{{ 'a-b'.split('-')|join('+') }} {{ ', '.join(['x', 'y']) }} {{ 'aba'.replace('a', 'c') }}", "a+b x, y cbc"),
        ("{{ 'a\nb'|indent(2) }} {{ '%s of %02d'|format('two', 3) }} {{ '%s!' % 'Go' }}", "a\n  b two of 03 Go!"),
        (
            "{{ {'a': 1}.get('a') }} {{ [3, 1]|sort|first }} {{ (1, 2)[1:]|length }} {{ 2 ** 10 }} {{ 7 // 2 }}",
            "1 1 1 1024 3",
        ),
        (
            "{{ page.date.local.strftime('%d/%m/%y') }} {{ page.tags|map(attribute='label')|join(' ') }}",
            "14/02/18 dinner hills",
        ),
        ("{{ page.tags|selectattr('url')|list|length }}{{ range(0, 6, 2)|sum }}{{ 1.26|round(1) }}", "161.3"),
        ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{% set j = joiner() %}{{ j() }}{{ j() }}", "ab, "),
        ("{% macro m(x) %}<{{ caller() }}{{ x }}>{% endmacro %}{% call m(1) %}in{% endcall %}", "&lt;in1&gt;"),
        ("{{ none }}{{ true }}{{ 1.5 }}", "NoneTrue1.5"),
        ("{% set n = site.extra.get('x') %}[{{ n }}{{ n ~ 'y' }}]", "[y]"),
    ],
)
def test_ordinary_work_is_done(tmp_path: Path, text: str, output: str) -> None:
    assert rendered(tmp_path, text) == (output if "macro" not in text else Markup(output).unescape())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{{ page.date }}", "a date"),
        ("{{ page }}", "a PostView"),
        ("{{ page.tags }}", "a list"),
        ("{{ page.tags|map(attribute='label') }}", "a list"),
        ("{{ site.options }}", "a group of named values"),
        ("{{ range }}", "a macro or function"),
        ("{{ 'a' ~ page.date }}", "a date"),
        ("{% autoescape false %}{{ page.date }}{% endautoescape %}", "a date"),
    ],
)
def test_what_has_no_form_for_readers_is_not_printed(tmp_path: Path, text: str, kind: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        rendered(tmp_path, text)
    assert caught.value.diagnostic.message.startswith(f"This is {kind}, which cannot be printed as it is")
    assert caught.value.diagnostic.hint


def test_each_page_has_the_limits_for_itself(tmp_path: Path) -> None:
    text = "{% for i in range(100000) %}{{ i }}{% endfor %}"
    theme = theme_of(tmp_path, mine={"theme.yaml": manifest("mine", "base"), "templates/post.html": text})
    renderer = Renderer(theme)
    pages = {renderer.render("post.html", site=SITE, page=POST, head=HEAD) for _ in range(9)}
    assert pages == {"".join(map(str, range(100000)))}


def test_the_pages_of_plain_stay_far_below_the_limits() -> None:
    renderer = Renderer(plain(), base_url="https://example.org")
    meter = renderer._environment.meter
    for template, view in samples.FULL.items():
        renderer.render(template, site=SITE, page=view, head=HEAD)
        assert STEPS - meter.steps < STEPS / 100, template
        assert ROOM - meter.room < ROOM / 100, template


def test_a_meter_counts_down_and_stops() -> None:
    meter = Meter()
    meter.spend(STEPS)
    with pytest.raises(TemplateMistake):
        meter.spend(1)
    meter.start()
    meter.make(ROOM)
    with pytest.raises(TemplateMistake):
        meter.make(1)
    meter.start()
    assert list(meter.counted(iter("ab"), steps=STEPS // 2)) == ["a", "b"]
    assert meter.steps == 0


def test_a_value_is_weighed_with_all_that_is_in_it() -> None:
    meter = Meter()
    flat, nested = ["abc", 1], {"k": [["abc"], ("abc",)]}
    assert meter.weigh(flat) is flat
    spent = STEPS - meter.steps
    meter.start()
    meter.weigh(nested)
    assert STEPS - meter.steps > spent
    meter.start()
    meter.weigh(1)
    meter.weigh(None)
    assert meter.steps == STEPS
