"""Switched-off rules and our loops change nothing but the time."""

import re
from collections.abc import Iterable
from functools import cache

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import helpers, rules_block, rules_core
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.token import Token

from journeyblog.markdown import Body, Options, block, render
from journeyblog.markdown.block import Block
from journeyblog.markdown.features import Feature, detect, every
from journeyblog.markdown.inline import OPENERS, Inline
from journeyblog.markdown.parser import Parser, parser
from journeyblog.markdown.render import render_with
from journeyblog.markdown.sanitiser import LINKS

FRAGMENTS = re.findall(
    r"\S+",
    "a b é 東 1. # ## > - + * ** _ ` ``` ~ ~~ ~~~ : | |-| |a|b| [ ] ( ) ! ![ [a](b) ![c](d) [^1] [^1]: x "
    "*a* **b** _c_ __d__ { } {.a} {#b} {{ ' \" -- --- ... .. www. www.example.org http:// https://example.org/a_b "
    "me@example.org '90s don't :// @ javascript: [!TIP] "
    "< > <b> </b> <br> <!-- --> <!--more--> <p> <https://a.b> <a & &amp; \\ \\* [x] --- === ",
)
FRAGMENTS += ["- [ ] ", "- [x] ", ": ", "~ ", "  ", "    ", "\t", "\n", "\n\n", " ", "\\\n", "  \n", "[a]: b\n"]
FRAGMENTS += ["> [!NOTE]\n", "|a|b|\n|-|-|\n", "a\n: b\n", "[^1]: y\n"]
documents = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=30).map("".join)
options = st.builds(Options, html=st.sampled_from(["safe", "off", "trusted"]), typographer=st.booleans())


@settings(max_examples=400)
@given(documents, options)
def test_rules_without_a_trigger_change_nothing(text: str, chosen: Options) -> None:
    assert render_with(detect(text, chosen), text, chosen) == render_with(every(chosen), text, chosen)


@settings(max_examples=400)
@given(documents.filter(lambda text: "www" not in text))
def test_our_loops_make_the_tokens_of_markdown_its(text: str) -> None:
    for features in (every(Options()), every(Options()) & ~Feature.DEFINITIONS):
        found = parser(features).parse(text, {})
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Inline, "tokenize", ParserInline.tokenize)
            patch.setattr(Inline, "parse", ParserInline.parse)
            patch.setattr(Block, "tokenize", ParserBlock.tokenize)
            expected = _with_the_rules_of_markdown_it(features).parse(text, {})
        assert _told(found) == _told(expected)


@cache
def _with_the_rules_of_markdown_it(features: Feature) -> Parser:
    made = parser.__wrapped__(features)
    made.disable("words").enable("lheading")
    made.block.ruler.at("paragraph", rules_block.paragraph)
    made.core.ruler.at("text_join", rules_core.text_join)
    made.helpers = helpers
    return made


def _told(tokens: Iterable[Token]) -> list[object]:
    """The tokens without the empty texts that are left over of paired delimiters."""
    told: list[object] = []
    for token in tokens:
        children = [child for child in token.children or () if child.type != "text" or child.content]
        told.append((token.copy(children=[]).as_dict(), [child.as_dict() for child in children]))
    return told


@settings(max_examples=300)
@given(documents, options, st.booleans())
def test_any_text_renders(text: str, chosen: Options, take_title: bool) -> None:
    body = render(text, chosen, take_title=take_title)
    assert len(body.pieces) == len(body.links) + 1
    assert body == render(text, chosen, take_title=take_title)
    assert all(1 <= link.line <= text.count("\n") + text.count("\r") + 1 for link in body.links)
    if chosen.html == "safe":
        _assert_no_link_is_left(body)
    else:
        assert {heading.id for heading in body.headings} <= body.ids


def _assert_no_link_is_left(body: Body) -> None:
    parsed = html5lib.parseFragment(body.html(lambda _: ""), namespaceHTMLElements=False)
    assert not any(LINKS & element.attrib.keys() for element in parsed.iter())


@pytest.mark.parametrize("html", ["safe", "off"])
def test_every_inline_rule_has_its_openers(html: str) -> None:
    made = parser(every(Options(html="off" if html == "off" else "safe")))
    assert set(made.inline.ruler.get_active_rules()) - {"text"} <= set(OPENERS)


def test_block_rules_with_openers_are_rules_and_the_others_are_always_asked() -> None:
    active = set(parser(every(Options())).block.ruler.get_active_rules())
    assert active - set(block.OPENERS) == {"table", "deflist", "lheading", "paragraph"}
    assert set(block.OPENERS) <= active


def test_a_plain_document_gets_plain_rules() -> None:
    assert detect("Just *text*.", Options()) == Feature(0)
    assert detect("It's <b>", Options(html="off", typographer=False)) == Feature.ANGLES
    assert isinstance(parser(Feature(0)), Parser)
    assert parser(Feature(0)) is parser(Feature(0))
