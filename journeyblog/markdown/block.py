"""The block parser: markdown-it's, asking at each line only the rules that can begin there.

Its tokens are those of markdown-it's own loop (a test compares them); most lines begin paragraphs, and eight rules
need not be asked to know it. The invariant: :data:`OPENERS` names every sign with which a block of a rule can begin,
and lacks the rules that must always be asked.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.rules_block import StateBlock

OPENERS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "reference": "[",
    "footnote_def": "[",
    "html_block": "<",
    "more": "<",
    "heading": "#",
    "attributes": "{",
    "code": "",
}
"""The signs that each rule begins with. Code begins with an indent, and there all rules are asked."""
INDENT = 4


class Block(ParserBlock):
    """Set up like its base class; the rules may not change after the first document."""

    @cached_property
    def _rules(self) -> Mapping[str, Sequence[RuleFuncBlockType]]:
        """The rules by the first sign of a line."""
        return {sign: self._asked(sign) for sign in "".join(OPENERS.values())}

    @cached_property
    def _always(self) -> Sequence[RuleFuncBlockType]:
        """The rules for a line that begins with any other sign."""
        return self._asked("\n")

    @cached_property
    def _ending(self) -> Mapping[str, Sequence[RuleFuncBlockType]]:
        """The rules whose blocks end a paragraph, by the first sign of their line."""
        ending = self.ruler.getRules("paragraph")
        return {sign: [rule for rule in rules if rule in ending] for sign, rules in self._rules.items()}

    @cached_property
    def _always_ending(self) -> Sequence[RuleFuncBlockType]:
        ending = self.ruler.getRules("paragraph")
        return [rule for rule in self._always if rule in ending]

    def _asked(self, sign: str) -> Sequence[RuleFuncBlockType]:
        active = zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True)
        return [rule for name, rule in active if sign in OPENERS.get(name, sign)]

    def ends_paragraph(self, state: StateBlock, line: int) -> bool:
        """Whether a block begins in a line that is not indented, which so belongs to no paragraph above it."""
        sign = state.src[state.bMarks[line] + state.tShift[line]]
        return any(rule(state, line, state.lineMax, True) for rule in self._ending.get(sign, self._always_ending))

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - markdown-it's names
        """Make tokens of the lines from the first to the one before the last."""
        every, rules, always = self.ruler.getRules(""), self._rules, self._always
        deepest = state.md.options.maxNesting
        line, loose = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= deepest:
                state.line = endLine
                break
            sign = state.src[state.bMarks[line] + state.tShift[line]]
            indented = state.sCount[line] - state.blkIndent >= INDENT
            for rule in every if indented else rules.get(sign, always):
                if rule(state, line, endLine, False):
                    break
            state.tight = not loose
            line = state.line
            loose = loose or (line - 1 < endLine and state.isEmpty(line - 1))
            if line < endLine and state.isEmpty(line):
                loose = True
                line += 1
                state.line = line
