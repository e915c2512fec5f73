"""Nothing that an author writes can run: checked by parsing what comes out as a browser does."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from journeyblog.markdown import Options, render, shown, written
from journeyblog.markdown.sanitiser import LINKS, TAGS
from journeyblog.markdown.schemes import RAW, UNSAFE, scheme

PAYLOADS = (Path(__file__).parents[2] / "cases" / "markdown" / "payloads.txt").read_text("utf-8").splitlines()
PLACES = (
    "{}",
    "a {} b",
    "> - {}\n",
    "| a |\n|---|\n| {} |",
    "*{}*\n\n[b](c) <i>d</i>",
    "[a {} b](c)",
    "- [ ] {}",
    "a[^1] <b>\n\n[^1]: {}",
    "<div>\n{}\n</div>\n\n**e**",
)
OWN = {("input", "type"), ("input", "checked"), ("input", "disabled")}


def _elements(html: str) -> Iterator[Element]:
    yield from html5lib.parseFragment(html, namespaceHTMLElements=False).iter()


def _assert_harmless(html: str) -> None:
    for element in _elements(html):
        tag = element.tag
        if tag == "DOCUMENT_FRAGMENT" or not isinstance(tag, str):
            continue
        assert tag in TAGS | {"input", "tbody"}, html
        if tag == "input":
            assert element.get("type") == "checkbox", html
            assert "disabled" in element.attrib, html
        for name, value in element.attrib.items():
            assert not name.startswith("on"), html
            assert name not in {"style", "srcdoc", "srcset", "formaction", "action", "xlink:href"}, html
            if name in LINKS:
                found = scheme(unescape(value))
                assert found not in UNSAFE, html
                assert not found or found in RAW, html


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("mode", ["safe", "off"])
def test_payload_cannot_run(payload: str, mode: str) -> None:
    options = Options(html="safe" if mode == "safe" else "off")
    for place in PLACES:
        _assert_harmless(render(place.format(payload), options).html(written))


@pytest.mark.parametrize("payload", [p for p in PAYLOADS if "onerror" in p and not p.startswith(("<!", "```"))])
def test_what_is_dropped_is_reported(payload: str) -> None:
    body = render(payload, Options())
    assert body.problems or "onerror" in shown(body.html(written)) or "&quot; onerror" in body.html(written)


def test_no_mark_is_left_over() -> None:
    text = 'a <i>b</i> [c](d)\n\n<div title="\n\n[e](f) - [ ] g\n\n"></div>\n\n- [ ] <textarea>\n- [x] h'
    html = render(text, Options()).html(written)
    assert "jb" not in html


def test_nothing_of_ours_is_lost_in_the_sanitiser() -> None:
    """Beside raw HTML, a document of every feature is what it is without."""
    text = (
        "# A {.b lang=fr}\n\n[c](d 'e'){rel=me hreflang=fr}[^1] ~~f~~ `g` **h**  \ni\n\n"
        "- [ ] j\n- [x] k\n\n3. l\n\n> [!WARNING]\n> m\n\n| | n |\n|---|:-:|\n| o | p |\n\n"
        "```python\nprint(1 < 2 & 3)\n```\n\n![q](r 's'){width=3}\n![t](u)\n\nv\n: w\n\n---\n\n[^1]: x\n"
    )
    plain = render(text, Options())
    beside = render(f"{text}\n<i></i>\n", Options())
    expected = plain.html(written).replace("&quot;", '"')
    assert beside.html(written).replace("<p><i></i></p>\n", "") == expected
    assert beside.links == plain.links
    assert beside.headings == plain.headings
    assert beside.ids == plain.ids
