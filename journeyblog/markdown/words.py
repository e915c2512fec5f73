"""Plain text in, its number of words out; tokens in, their plain text out."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

# Kana and Han are written without spaces, so each character counts; Hangul has spaces.
_CHARACTER = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WIDE_POINT = re.compile("[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]")


def count(text: str) -> int:
    """Words of ``text``: CJK characters count one each, the rest goes by white space."""
    if text.isascii():
        return len(text.split())
    rest, characters = _CHARACTER.subn(" ", text)
    if characters:
        rest = _WIDE_POINT.sub(" ", rest)
    return characters + len(rest.split())


def plain(tokens: Sequence[Token] | None) -> str:
    """The text that ``tokens`` show; an image shows its alternative text."""
    parts: list[str] = []
    for token in tokens or ():
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type == "image":
            parts.append(plain(token.children))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)
