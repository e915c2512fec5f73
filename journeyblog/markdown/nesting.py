"""The author's tags in, whether an HTML parser would blow up over them out.

HTML5's rules repair anything, at a price: nesting takes quadratic time, and a formatting tag that is left open is
opened again in each block that follows (100 kB of them made 40 MB in 30 s). What is counted here is never less
than what the parser would have open: an end tag counts only where HTML5 lets it end something.
"""

from journeyblog.markdown.tags import COMMENT, Tag

DEEPEST = 100
"""Tags that may be open at once."""
FORMATTING_FREE = 4
"""Formatting tags that may be open at once in a document of any length."""
REOPENED = 50_000
"""How often more of them may be opened again."""
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
CLOSED_BY_OTHERS = frozenset(
    [
        *("p", "li", "dt", "dd", "rt", "rp", "option", "optgroup", "thead", "tbody", "tfoot", "tr", "td", "th"),
        *("colgroup", "caption", "html", "head", "body"),
    ]
)
"""Tags that the next of their kind or their parent's end closes; they need no end tag."""
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
# An end tag ends nothing outside the nearest of these.
_BOUNDARIES = frozenset(["table", "applet", "marquee", "object", "template", "svg", "math"])


class Nesting:
    """What the tags given so far leave open."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._deepest = 0
        self._formatting = 0
        self._count = 0

    def add(self, tag: Tag) -> None:
        """The next tag of the document."""
        self._count += 1
        name = tag.name
        if self._deepest > DEEPEST or name in _VOID or name in CLOSED_BY_OTHERS or name == COMMENT:
            return
        if tag.closing:
            self._close(name)
            return
        self._open.append(name)
        self._deepest = max(self._deepest, len(self._open))
        self._formatting = max(self._formatting, sum(other in _FORMATTING for other in self._open))

    def _close(self, name: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index] == name:
                del self._open[index]
                return
            if self._open[index] in _BOUNDARIES:
                return

    def is_excessive(self, blocks: int) -> bool:
        """Whether the tags, in a document of ``blocks`` blocks of Markdown, are too much for the sanitiser."""
        reopened = self._formatting * (self._count + blocks)
        return self._deepest > DEEPEST or (self._formatting > FORMATTING_FREE and reopened > REOPENED)
