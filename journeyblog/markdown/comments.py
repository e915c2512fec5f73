"""A reader's comment: a stranger's Markdown in, harmless HTML out.

Paragraphs, emphasis, lists, quotes, code and links to the web: nothing that gets an id, loads anything or stands out
as the page's own does. HTML is shown as it is written. nh3 goes over the result all the same, and marks every link as
a stranger's. What the site's settings say of HTML in texts is not asked.
"""

from functools import cache

import nh3
from markdown_it import MarkdownIt

from journeyblog.markdown import schemes
from journeyblog.markdown.parser import Parser
from journeyblog.markdown.rules import addresses
from journeyblog.markdown.rules.typography import typography

TAGS = frozenset(["a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "s", "strong", "ul"])
LINK_REL = "nofollow ugc noopener"
_LINKS = frozenset(["http", "https", "mailto"])
_LEFT_OUT = ("heading", "lheading", "hr", "html_block", "reference", "image", "html_inline")


class _Strict(Parser):
    """Links to nothing but the web and mail addresses; every other is text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return schemes.scheme(url) in _LINKS

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return MarkdownIt.normalizeLink(self, url)


@cache
def _parser(*, typographer: bool) -> _Strict:
    made = _Strict()
    made.options["alerts"] = False
    made.options["html"] = False
    made.options["breaks"] = True
    made.disable(list(_LEFT_OUT)).enable("strikethrough")
    made.inline.stops = addresses.STOPS
    made.inline.ruler.push("web", addresses.address)
    if typographer:
        made.core.ruler.before("text_join", "typography", typography)
    return made


def render_comment(text: str, *, typographer: bool = True) -> str:
    """The HTML of a comment. A line of its own stays one, as in a letter."""
    html: str = _parser(typographer=typographer).render(text.replace("\0", "\ufffd"))
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=set(_LINKS),
        link_rel=LINK_REL,
    )
