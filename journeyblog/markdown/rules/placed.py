"""Links, images and raw tags that know their line.

In: one of markdown-it's inline rules. Out: the same rule, whose tokens carry ``meta["down"]``: how many lines
below the start of their block they begin. It asks nothing but the first character of text it has no part in.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache

from markdown_it.rules_inline import StateInline

Rule = Callable[[StateInline, bool], bool]
_FEED = re.compile("\n")


def lines_above(source: str, position: int) -> int:
    """How many lines end before ``position``; a text of many links is looked through only once."""
    return bisect_left(_feeds(source), position)


@lru_cache(maxsize=4)
def _feeds(source: str) -> tuple[int, ...]:
    return tuple(feed.start() for feed in _FEED.finditer(source))


def placed(rule: Rule, opener: str, hopeless: str = "") -> Rule:
    """``rule``, which begins at the character ``opener``, noting the line of the token it makes.

    A rule for brackets is not asked where no ``]`` follows or at ``hopeless``: so many brackets that the limit of
    nesting makes it fail. It would say no, but look through all that follows each time.
    """

    def run(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if state.src[start] != opener:
            return False
        if hopeless and (state.src.rfind("]", start) < 0 or state.src.startswith(hopeless, start)):
            return False
        if silent:
            return rule(state, True)
        made = len(state.tokens)
        if not rule(state, False):
            return False
        down = lines_above(state.src, start)
        if down:
            # Text that was pending comes first.
            token = state.tokens[made]
            (state.tokens[made + 1] if token.type == "text" else token).meta["down"] = down
        return True

    return run
