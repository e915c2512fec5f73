"""From the text an author wrote to a value: one function a type, each raising Refusal with the fix."""

import re
from collections.abc import Callable
from fractions import Fraction

from journeyblog.schema.reading import Refusal

_TRUE = frozenset(("true", "yes", "on"))
_FALSE = frozenset(("false", "no", "off"))
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
_COMMA = re.compile(r"([+-]?[0-9]+),([0-9]+)")

Parser = Callable[[str], object]


def parse_text(text: str) -> str:
    """Any text, exactly as written."""
    return text


def parse_bool(text: str) -> bool:
    """true/false/yes/no/on/off in any case, and nothing else."""
    word = text.strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise Refusal("not-a-boolean", f"'{text}' is neither true nor false", "Write true or false")


def parse_whole(text: str) -> int:
    """A whole number."""
    if _WHOLE.fullmatch(text.strip()):
        return int(text)
    raise Refusal("not-a-number", f"'{text}' is not a whole number", _number_hint(text) or "Write digits only, as in 3")


def parse_number(text: str) -> Fraction:
    """An exact number with a decimal point."""
    word = text.strip()
    if _NUMBER.fullmatch(word):
        return Fraction(word.rstrip("."))
    raise Refusal("not-a-number", f"'{text}' is not a number", _number_hint(text) or "Write it in digits, as in 4.5")


def _number_hint(text: str) -> str:
    word = text.strip()
    if (match := _COMMA.fullmatch(word)) is not None:
        return f"Write {match[1]}.{match[2]}, with a point"
    if (digits := re.match(r"[0-9]+(?:\.[0-9]+)?", word)) is not None and word[digits.end() :].strip().isalpha():
        return f"Write {digits[0]}"
    return ""
