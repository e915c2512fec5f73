"""Emphasis of mere words, as in ``*slow*`` and ``**the bill**``: made at once, without markdown-it's delimiters.

In: an inline position with a run of signs. Out: the tokens that markdown-it makes of it in three walks over the block,
or nothing, and then its own rule is asked. The invariant: the run can close nothing before it, and the next sign of any
rule is a run as long that can close it; so it is the partner by CommonMark's rules, whatever stands around them.
"""

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from journeyblog.markdown.inline import Inline

_TAGS = {1: "em", 2: "strong"}


def words(state: StateInline, silent: bool) -> bool:
    """A run, words, and the run that ends it."""
    source, start, inline = state.src, state.pos, state.md.inline
    sign = source[start]
    if silent or sign not in "*_" or not isinstance(inline, Inline):
        return False
    opening = state.scanDelims(start, sign == "*")
    tag = _TAGS.get(opening.length)
    if tag is None or opening.can_close or not opening.can_open:
        return False
    inside = start + opening.length
    end = inline.next_sign(source, inside, state.posMax)
    if end == state.posMax or source[end] != sign:
        return False
    closing = state.scanDelims(end, sign == "*")
    if closing.length != opening.length or not closing.can_close:
        return False
    if state.pending:
        state.pushPending()
    markup, level = source[start:inside], state.level
    state.tokens += (
        Token(f"{tag}_open", tag, 1, level=level, markup=markup),
        Token("text", "", 0, level=level + 1, content=source[inside:end]),
        Token(f"{tag}_close", tag, -1, level=level, markup=markup),
    )
    state.pos = end + closing.length
    return True
