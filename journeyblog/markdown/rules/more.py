"""``<!--more-->`` ends the summary: on a line of its own or inside a paragraph, whatever the HTML mode.

In: a line or an inline position. Out: a ``more`` token, which is never published.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

# WordPress lets the mark carry a text: `<!--more Read on-->`.
MORE = re.compile(r"<!--[ \t]{0,9}more(?:[ \t][^\n>]{0,200}?)?-->", re.IGNORECASE)
BLANK = " \t"


def block(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A line that holds the mark and nothing else; it may end a paragraph."""
    if state.is_code_block(start):
        return False
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<!--", position):
        return False
    found = MORE.match(state.src, position)
    if found is None or state.src[found.end() : state.eMarks[start]].strip(BLANK):
        return False
    if not silent:
        state.line = start + 1
        token = state.push("more", "", 0)
        token.map = [start, state.line]
    return True


def inline(state: StateInline, silent: bool) -> bool:
    """The mark inside a paragraph."""
    if not state.src.startswith("<!--", state.pos):
        return False
    found = MORE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("more", "", 0)
    state.pos = found.end()
    return True
