"""Typographic quotes, apostrophes, dashes and ellipses.

In: the inline tokens of each block. Out: the same tokens with other characters in their text; code, raw HTML,
escaped characters and the text of autolinks are left alone. Whether a quote opens or closes follows markdown-it's
smartquotes (punctuation and spaces on either side, pairs on one level of nesting), but in one pass: each quote is
pushed once and popped once, so time is linear in the length. A quote without a partner becomes what it most
likely is: an apostrophe, a quotation that goes on in the next paragraph, or an inch.
"""

import re
from collections import Counter
from dataclasses import dataclass

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from journeyblog.markdown.characters import sort_of

_QUOTE = re.compile(r"['\"]")
_RUN = re.compile(r"[-.]{2,}")
_LONG = {"---": "—", "...": "…", "....": "…."}
# Words that begin with an apostrophe, and the years of a decade.
_ELISION = re.compile(r"'(?=\d\d(?:s\b|\b(?!'))|(?:tis|twas|twere|em|til|cause|bout|n)\b)", re.IGNORECASE)
_BREAKS = frozenset(["softbreak", "hardbreak"])
APOSTROPHE = "’"
_PAIRS = {'"': "“”", "'": "‘’"}


@dataclass(slots=True)
class _Opener:
    position: int
    quote: str
    level: int


def typography(state: StateCore) -> None:
    """Set the text of every block that has something to set."""
    for block in state.tokens:
        if block.type != "inline" or not block.children:
            continue
        content = block.content
        long = "--" in content or "..." in content
        quotes = "'" in content or '"' in content
        if not long and not quotes:
            continue
        texts = _texts(block.children)
        if long:
            for token in texts:
                token.content = _RUN.sub(_long, token.content)
        if quotes:
            _set_quotes(block.children, {id(token) for token in texts})


def typeset(text: str) -> str:
    """A plain text as a paragraph of it would be set, without any markup."""
    made = _RUN.sub(_long, text)
    quotes = [(at.start(), 0) for at in _QUOTE.finditer(made)]
    if not quotes:
        return made
    characters = list(made)
    _pair(made, quotes, characters)
    return "".join(characters)


def _long(run: re.Match[str]) -> str:
    """Dashes and ellipses; ``--`` is a dash between words or between spaces, not before an option's name."""
    if run[0] == "--":
        text = run.string
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        symmetric = not before or not after or before.isspace() == after.isspace()
        return "–" if symmetric else run[0]
    return _LONG.get(run[0], run[0])


def _texts(tokens: list[Token]) -> list[Token]:
    texts: list[Token] = []
    inside = 0
    for token in tokens:
        if token.type == "text" and not inside:
            texts.append(token)
        elif token.info == "auto":
            inside += token.nesting
    return texts


def _set_quotes(tokens: list[Token], settable: set[int]) -> None:
    """Work on the whole block's text at once, so that a neighbour is the next character even across tokens."""
    parts: list[str] = []
    spans: list[tuple[Token, int, int]] = []
    length = 0
    for token in tokens:
        part = "\n" if token.type in _BREAKS else token.content
        if id(token) in settable:
            spans.append((token, length, length + len(part)))
        parts.append(part)
        length += len(part)
    text = "".join(parts)
    quotes = [(at.start(), token.level) for token, start, end in spans for at in _QUOTE.finditer(text, start, end)]
    if not quotes:
        return
    characters = list(text)
    _pair(text, quotes, characters)
    for token, start, end in spans:
        token.content = "".join(characters[start:end])


def _pair(text: str, quotes: list[tuple[int, int]], characters: list[str]) -> None:
    openers: list[_Opener] = []
    waiting: Counter[tuple[str, int]] = Counter()

    def drop() -> _Opener:
        opener = openers.pop()
        waiting[opener.quote, opener.level] -= 1
        return opener

    for position, level in quotes:
        while openers and openers[-1].level > level:
            _settle(text, drop().position, characters)
        quote = text[position]
        opens, closes = _sides(text, position)
        if closes and waiting[quote, level]:
            opener = drop()
            while (opener.quote, opener.level) != (quote, level):
                _settle(text, opener.position, characters)
                opener = drop()
            characters[opener.position] = _PAIRS[quote][0]
            characters[position] = _PAIRS[quote][1]
        elif opens:
            openers.append(_Opener(position, quote, level))
            waiting[quote, level] += 1
        else:
            _settle(text, position, characters)
    while openers:
        _settle(text, drop().position, characters)


def _sides(text: str, position: int) -> tuple[bool, bool]:
    """Whether the quote at ``position`` can open and whether it can close a quotation."""
    if _ELISION.match(text, position):
        return False, False
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    if text[position] == after == '"' and "0" <= before <= "9":
        return False, False  # 1"" is an inch and the end of a quotation
    space_before, point_before = sort_of(before)
    space_after, point_after = sort_of(after)
    opens = not space_after and (not point_after or space_before or point_before)
    closes = not space_before and (not point_before or space_after or point_after)
    if opens and closes:
        # Inside a word it is neither; amid punctuation it is either.
        return point_before, point_after
    return opens, closes


def _settle(text: str, position: int, characters: list[str]) -> None:
    """A quote without a partner."""
    if text[position] == "'":
        characters[position] = APOSTROPHE
        return
    before = text[position - 1] if position else " "
    if sort_of(before)[0] and not sort_of(text[position + 1 : position + 2] or " ")[0]:
        characters[position] = "“"
