"""HTML text in, its tags out, in one pass over the text.

Tokenises as HTML5 does: quotes count only after ``=``, the content of a script is no markup, a tag without its
``>`` takes the rest. The standard library's parser takes quadratic time over broken markup in the Pythons we
support (CVE-2025-6069); each character is looked at a bounded number of times here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN = re.compile(r"<(?:(/?)([a-zA-Z][^\t\n\f\r />]*+)|(!--)|[!?/])")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*+(?:(>)|([^\t\n\f\r />][^\t\n\f\r />=]*+)"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|([^\t\n\f\r >\"'][^\t\n\f\r >]*+)))?)"
)
_COMMENT_END = re.compile(r"--!?>")
RAW_TEXT = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"])
_RAW_TEXT_END = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in RAW_TEXT}
COMMENT = "!"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: ``start`` and ``end`` delimit ``name="value"`` in the text; the value is as written."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag, an end tag (``closing``), or a comment (its name is :data:`COMMENT`).

    ``ended`` is false for the last tag of a text that stops inside it.
    """

    name: str
    start: int
    end: int
    closing: bool = False
    ended: bool = True
    attributes: tuple[Attribute, ...] = ()


def scan(html: str) -> Iterator[Tag]:
    """Every tag and comment of ``html`` in order."""
    position = 0
    while opening := _OPEN.search(html, position):
        name = (opening[2] or "").lower()
        tag = _tag(html, opening, name) if name else _comment(html, opening)
        yield tag
        position = tag.end
        if name in RAW_TEXT and not tag.closing:
            closing = _RAW_TEXT_END[name].search(html, position)
            if closing is None:
                return
            position = closing.start()


def _comment(html: str, opening: re.Match[str]) -> Tag:
    if opening[3]:
        # `<!-->` and `<!--->` are whole comments, so the end may overlap the start.
        closing = _COMMENT_END.search(html, opening.start() + 2)
        end = closing.end() if closing else -1
    else:
        end = html.find(">", opening.end()) + 1 or -1
    return Tag(COMMENT, opening.start(), end if end > 0 else len(html), ended=end > 0)


def _tag(html: str, opening: re.Match[str], name: str) -> Tag:
    attributes: list[Attribute] = []
    position = opening.end()
    while found := _ATTRIBUTE.match(html, position):
        position = found.end()
        if found[1]:
            return Tag(name, opening.start(), position, bool(opening[1]), attributes=tuple(attributes))
        value = found[3] or found[4] or found[5] or ""
        attributes.append(Attribute(found[2].lower(), value, found.start(2), position))
    return Tag(name, opening.start(), len(html), bool(opening[1]), ended=False, attributes=tuple(attributes))
