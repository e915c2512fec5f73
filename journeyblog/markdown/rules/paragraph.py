"""Paragraphs, and headings that are underlined: both are lines up to a blank one, so they are looked for together.

In: a line at which no other block begins. Out: the tokens of markdown-it's two rules, ``lheading`` and ``paragraph``,
which walk over the lines one after the other and ask every rule at each of them whether it ends the paragraph.
"""

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

from journeyblog.markdown.block import INDENT, Block

_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block that begins in line ``start``. Lines from ``end`` may go on with a paragraph, but underline nothing."""
    assert isinstance(state.md.block, Block)
    assert not silent  # nothing is ended by a paragraph
    outside, state.parentType = state.parentType, "paragraph"
    ends = state.md.block.ends_paragraph
    line, underline = start + 1, ""
    while line < state.lineMax and not state.isEmpty(line):
        # A line that is indented goes on, whatever it holds; in a quotation, so does one that its rule has taken.
        if state.sCount[line] - state.blkIndent < INDENT:
            underline = _underline(state, line) if line < end else ""
            if underline or (state.sCount[line] >= 0 and ends(state, line)):
                break
        line += 1
    state.parentType = outside
    state.line = line + 1 if underline else line
    kind, tag = ("heading", "h1" if underline == "=" else "h2") if underline else ("paragraph", "p")
    opening = state.push(f"{kind}_open", tag, 1)
    opening.map, opening.markup = [start, state.line], underline
    content = state.push("inline", "", 0)
    content.content = mdTrim(state.getLines(start, line, state.blkIndent, False))
    content.map, content.children = [start, line], []
    state.push(f"{kind}_close", tag, -1).markup = underline
    return True


def _underline(state: StateBlock, line: int) -> str:
    """The sign with which a line underlines those above; empty when it is none."""
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    sign = state.src[begin]
    if sign not in "=-" or state.sCount[line] < state.blkIndent:
        return ""
    return sign if _UNDERLINE.fullmatch(state.src, begin, end) else ""
