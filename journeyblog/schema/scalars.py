"""From the text an author wrote to a value: one function a type, each raising Refusal with the fix."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from journeyblog.schema.reading import Refusal

_TRUE = frozenset(("true", "yes", "on"))
_FALSE = frozenset(("false", "no", "off"))
_NEARLY = {
    **dict.fromkeys(("y", "t", "1", "x", "si", "sí", "oui", "ja"), "true"),
    **dict.fromkeys(("n", "f", "0", "non", "nein"), "false"),
}
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
_COMMA = re.compile(r"([+-]?[0-9]+),([0-9]+)")
_EXPONENT = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?[eE][+-]?[0-9]")
_ALONE = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?")
_COMPASS = re.compile(r"(-?[0-9]{1,3}(?:[.,][0-9]{1,9})?)\s*°?\s*([NSEWnsew])")
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

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
    mended = _NEARLY.get(word, "")
    hint = "" if mended else "Write true or false"
    raise Refusal("not-a-boolean", f"'{text}' is neither true nor false", hint, mended=mended)


def parse_whole(text: str) -> int:
    """A whole number."""
    if _WHOLE.fullmatch(text.strip()):
        return int(text)
    lead, mended = mend_number(text)
    if not _WHOLE.fullmatch(mended):
        lead, mended = "Write it in digits, without a fraction, as in 3", ""
    raise Refusal("not-a-number", f"'{text}' is not a whole number", lead, mended=mended, general=True)


def parse_number(text: str) -> Fraction:
    """An exact number with a decimal point."""
    word = text.strip()
    if _NUMBER.fullmatch(word):
        return Fraction(word.rstrip("."))
    lead, mended = mend_number(text)
    lead = lead or "Write it in digits, as in 4.5"
    raise Refusal("not-a-number", f"'{text}' is not a number", lead, mended=mended, general=True)


def mend_number(text: str) -> tuple[str, str]:
    """What leads up to the number that was probably meant, and that number; two empty texts when nobody knows."""
    word = text.strip()
    if (match := _COMMA.fullmatch(word)) is not None:
        return "Write it with a point:", f"{match[1]}.{match[2]}"
    if _EXPONENT.fullmatch(word):
        return "Write it out:", f"{Decimal(word):f}"
    if re.fullmatch(r"0[xX][0-9a-fA-F]{1,9}", word):
        return "Write it out:", str(int(word, 16))
    if re.fullmatch(r"[0-9][0-9_]{1,18}", word):
        return "Write it without underscores:", word.replace("_", "")
    if word.lower() in _WORDS:
        return "Write it in digits:", str(_WORDS.index(word.lower()))
    if (mended := _in_plain_digits(word)) and mended != word:
        return "Write it in plain digits:", mended
    if (match := _COMPASS.fullmatch(word)) is not None:
        minus = "-" if match[2].upper() in ("S", "W") and not match[1].startswith("-") else ""
        lead = "in the south and in the west it is below 0: " if minus else ""
        return f"Write the number alone{', ' if lead else ':'}{lead}".rstrip(), minus + match[1].replace(",", ".")
    numbers = _ALONE.findall(word)
    if len(numbers) == 1 and sum(map(str.isdigit, word)) == sum(map(str.isdigit, numbers[0])) and "-" not in word:
        return "Write the number alone:", numbers[0].replace(",", ".")
    return "", ""


def _in_plain_digits(word: str) -> str:
    """``４`` and ``٤`` are 4, ``½`` is 0.5, ``4½`` is 4.5; nothing when there is anything else in the word."""
    whole = word[:-1] if word and not word[-1].isdecimal() and word[-1].isnumeric() else word
    if not 0 < len(word) <= 9 or (whole and not whole.isdecimal()):
        return ""
    rest = Fraction(unicodedata.numeric(word[-1])).limit_denominator(10) if whole != word else Fraction(0)
    number = (int(whole) if whole else 0) + rest
    return str(number) if number.denominator == 1 else str(float(number)) if number.denominator in (2, 4, 5, 8) else ""
