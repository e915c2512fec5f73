"""Features in, a parser with their rules out; made when first needed, then kept.

A parser holds no state of a document: what a rule remembers is in the ``env`` of one call. Links keep the target
that the author wrote: it is looked up as a source file, so nothing is percent-encoded, and no scheme is judged
here but where the HTML is written.
"""

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore, text_join
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from journeyblog.markdown.block import Block
from journeyblog.markdown.features import Feature
from journeyblog.markdown.inline import Inline
from journeyblog.markdown.rules import addresses, attributes, emphasis, more
from journeyblog.markdown.rules.destinations import Helpers
from journeyblog.markdown.rules.paragraph import paragraph
from journeyblog.markdown.rules.placed import placed
from journeyblog.markdown.rules.typography import typography

DEEPEST = 20
"""Levels of nesting of blocks (a list is two); what lies deeper is left out."""


class Parser(MarkdownIt):
    """markdown-it with our loops and links as written."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": DEEPEST, "alerts": True})
        self.block: Block = Block()
        self.inline: Inline = Inline()
        self.helpers = Helpers  # type: ignore[assignment]  # a module there
        self.configure("commonmark", {"maxNesting": DEEPEST, "alerts": True})

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's name and signature
        """Every target is a link for now."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """The target as written."""
        return url

    def normalizeLinkText(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """An autolink's text as written."""
        return url


@lru_cache(maxsize=256)
def parser(features: Feature) -> Parser:
    """The parser for documents that need ``features``."""
    made = Parser()
    inline = made.inline.ruler
    inline.at("link", placed(link, "[", "[" * (DEEPEST + 1)))
    inline.at("image", placed(image, "!", "![" * (DEEPEST + 1)))
    inline.at("autolink", placed(autolink, "<"))
    inline.at("html_inline", placed(html_inline, "<"))
    inline.before("emphasis", "words", emphasis.words)
    made.block.ruler.at("paragraph", paragraph)
    made.core.ruler.at("text_join", _join_escaped)
    if Feature.TABLES in features:
        made.enable("table")
    if Feature.STRIKETHROUGH in features:
        made.enable("strikethrough")
    if Feature.DEFINITIONS in features:
        made.use(deflist_plugin)  # asked after underlined headings, and before paragraphs
    else:
        made.disable("lheading")
    if Feature.FOOTNOTES in features:
        _add_footnotes(made)
    if Feature.ATTRIBUTES in features:
        inline.push("attributes", attributes.inline)
        made.block.ruler.before("fence", "attributes", attributes.block)
        made.core.ruler.after("block", "attributes", attributes.resolve)
    made.inline.stops = addresses.STOPS
    if Feature.WEB in features:
        inline.push("web", addresses.address)
    if Feature.WWW in features:
        inline.push("www", addresses.address)
    if Feature.MAIL in features:
        made.core.ruler.before("text_join", "mail", addresses.mail)
    if Feature.TYPOGRAPHY in features:
        made.core.ruler.before("text_join", "typography", typography)
    made.options["tasklists"] = Feature.TASKS in features
    _set_angles(made, features)
    return made


def _join_escaped(state: StateCore) -> None:
    """Escaped signs, joined with the text around them in the blocks that have some."""
    escaped = [block for block in state.tokens if "&" in block.content or "\\" in block.content]
    text_join(StateCore(state.src, state.md, state.env, escaped))


def _add_footnotes(made: Parser) -> None:
    made.use(footnote_plugin, inline=False)
    define = next(
        rule
        for name, rule in zip(made.block.ruler.get_active_rules(), made.block.ruler.getRules(""), strict=True)
        if name == "footnote_def"
    )

    def noted(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """Note the line of each definition: the plugin forgets those that nothing refers to."""
        if not define(state, start, end, silent):
            return False
        if not silent:
            label = state.src[state.bMarks[start] + state.tShift[start] :].partition("]")[0].removeprefix("[^")
            state.env.setdefault("notes", []).append((label, start + 1))
        return True

    made.block.ruler.at("footnote_def", noted, {"alt": ["paragraph", "reference"]})
    original = next(
        rule
        for name, rule in zip(made.inline.ruler.get_active_rules(), made.inline.ruler.getRules(""), strict=True)
        if name == "footnote_ref"
    )

    def bounded(state: StateInline, silent: bool) -> bool:
        """A label is at most 999 characters, as CommonMark has it; the plugin looks for its end all the way."""
        if not state.src.startswith("[^", state.pos):
            return False
        return state.src.find("]", state.pos, state.pos + 1002) > 0 and original(state, silent)

    made.inline.ruler.at("footnote_ref", placed(bounded, "["))


def _set_angles(made: Parser, features: Feature) -> None:
    made.options["html"] = Feature.RAW in features
    if Feature.ANGLES not in features:
        made.disable(["html_inline", "html_block", "autolink"])
        return
    made.inline.ruler.before("autolink", "more", more.inline)
    made.block.ruler.before("html_block", "more", more.block, {"alt": ["paragraph", "reference", "blockquote"]})
