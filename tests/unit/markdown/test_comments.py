"""What readers wrote: harmless whatever it holds, and as they meant it where that can be."""

import re

import pytest

from journeyblog.markdown import render_comment, shown
from journeyblog.markdown.comments import LINK_REL, TAGS

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="https://e.org" onclick="x()">a</a>',
    "<svg><script>alert(1)</script></svg>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:x)",
    "[a](//evil.example/x)",
    "[a](/journeys/)",
    "[a](../secret.md)",
    "[a](post:dinner)",
    "<javascript:alert(1)>",
    '[a](https://e.org"onmouseover="alert(1))',
    "![x](https://e.org/pixel.png)",
    "# Heading {#page_main .skip}",
    "text {#page_main style=x}",
    "[^1]\n\n[^1]: note",
    "<div id=page_main><h1>Not published</h1>",
    "<!-- comment",
    "<style>*{display:none}</style>",
    "<base href=https://e.org>",
    "[a]: https://e.org\n\n[a]",
    "\0\ufffd\u202e",
    "> " * 200 + "deep",
    "[" * 5000,
    "*_" * 3000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_comment_holds_nothing_but_text_and_marked_links(text: str) -> None:
    html = render_comment(text)
    tags = re.findall(r"<(/?)([a-zA-Z!][^\s>]*)([^>]*)>", html)
    assert {name for _, name, _ in tags} <= TAGS
    for _, name, attributes in tags:
        link = rf' (?:href="(?:https?|mailto):[^"\s]*" )?rel="{LINK_REL}"'
        assert attributes == "" or (name == "a" and re.fullmatch(link, attributes, re.IGNORECASE))


def test_html_is_shown_as_it_was_written() -> None:
    assert render_comment("a <b>b</b> & c") == "<p>a &lt;b&gt;b&lt;/b&gt; &amp; c</p>\n"


def test_what_people_write() -> None:
    html = render_comment(
        'We *did*, and it was **"good"** -- see https://example.org/a_b, `x`.\nBest,\nAnn\n\n- one\n- two'
    )
    assert "<em>did</em>" in html
    assert "<strong>“good”</strong> –" in html
    assert f'<a href="https://example.org/a_b" rel="{LINK_REL}">https://example.org/a_b</a>, <code>x</code>' in html
    assert "Best,<br>\nAnn" in html
    assert html.count("<li>") == 2
    assert '"good" --' in shown(render_comment('"good" --', typographer=False))
