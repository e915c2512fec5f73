"""A character in, its sort out, as CommonMark tells them apart: white space, a point, or neither."""

from functools import lru_cache

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace


@lru_cache(maxsize=1024)
def sort_of(character: str) -> tuple[bool, bool]:
    """Whether it is white space, and whether it is punctuation or a symbol; a text has few different ones."""
    code = ord(character)
    return isWhiteSpace(code), isMdAsciiPunct(code) or isPunctChar(character)
