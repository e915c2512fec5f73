"""The inline parser: markdown-it's, asking at each character only the rules that can begin there.

Its tokens are those of markdown-it's own loop (a test compares them); what is saved is the asking of ten rules
at every ``-`` and ``:``. The invariant: :data:`OPENERS` names every character at which a rule can succeed.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from journeyblog.markdown.characters import sort_of

OPENERS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "words": "*_",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "more": "<",
    "entity": "&",
    "attributes": "{",
    "web": ":",
    "www": "w",
}
"""The characters that each rule begins with."""


class State(StateInline):
    """markdown-it's, which knows a character's sort once it has met it."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - markdown-it's names
        """Whether the run of signs at ``start`` can open and close emphasis, and its length (CommonMark 0.31, 6.2)."""
        source, end, sign = self.src, self.posMax, self.src[start]
        after = start + 1
        while after < end and source[after] == sign:
            after += 1
        space_before, point_before = sort_of(source[start - 1] if start else " ")
        space_after, point_after = sort_of(source[after] if after < end else " ")
        left = not space_after and (not point_after or space_before or point_before)
        right = not space_before and (not point_before or space_after or point_after)
        opens = left and (canSplitWord or not right or point_before)
        closes = right and (canSplitWord or not left or point_after)
        return Scanned(opens, closes, after - start)


class Inline(ParserInline):
    """Set up like its base class; the rules may not change after the first document."""

    stops: Mapping[str, str] = {}
    """For an opener that is mostly text: what must be around it to be one."""

    @cached_property
    def _rules(self) -> dict[str, list[RuleFuncInlineType]]:
        rules: defaultdict[str, list[RuleFuncInlineType]] = defaultdict(list)
        for name, rule in zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True):
            for opener in OPENERS.get(name, ""):
                rules[opener].append(rule)
        return dict(rules)

    @cached_property
    def _next(self) -> re.Pattern[str]:
        # A set of characters comes first: the regex engine skips to one of it in no time.
        openers = f"[{re.escape(''.join(self._rules))}]"
        stops = {opener: around for opener, around in self.stops.items() if opener in self._rules}
        if not stops:
            return re.compile(openers)
        around = "|".join(f"(?<={opener})(?:{pattern})" for opener, pattern in stops.items())
        return re.compile(f"{openers}(?:(?<![{''.join(stops)}])|{around})")

    def next_sign(self, source: str, start: int, end: int) -> int:
        """The first place from ``start`` at which a rule can begin; ``end`` when there is none before it."""
        found = self._next.search(source, start)
        return min(found.start(), end) if found else end

    def tokenize(self, state: StateInline) -> None:
        """Make tokens of ``state.src`` from ``state.pos`` to ``state.posMax``."""
        source, end, search = state.src, state.posMax, self._next.search
        rules, deepest = self._rules, state.md.options.maxNesting
        while state.pos < end:
            found = search(source, state.pos)
            position = found.start() if found else end
            if position > state.pos:
                state.append_pending(source[state.pos : min(position, end)])
                state.pos = position
                if position >= end:
                    state.pos = end
                    break
            if state.level < deepest:
                for rule in rules[source[position]]:
                    if rule(state, False):
                        break
                else:
                    state.append_pending(source[position])
                    state.pos = position + 1
            else:
                state.append_pending(source[position])
                state.pos = position + 1
        if state.pending:
            state.pushPending()

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """The tokens of a block; one at which no rule begins is a single text."""
        if self._next.search(src) is None:
            if src:
                tokens.append(Token("text", "", 0, content=src))
            return tokens
        state = State(src, md, env, tokens)
        self.tokenize(state)
        if state.delimiters or any(inside and inside["delimiters"] for inside in state.tokens_meta):
            for rule in self.ruler2.getRules(""):  # all that they do is to pair delimiters
                rule(state)
        return state.tokens
