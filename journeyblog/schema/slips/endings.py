"""Where a value in quotes or brackets that starts at a line ends, and what cannot stand in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from journeyblog.schema.slips.outline import Line

LOOK_AHEAD = 200
"""Rows in which the end of a quote or bracket is looked for."""
_ESCAPES = frozenset('0abtnvfre "/\\N_LPxuU\t')
_FIELD = re.compile(r"( *)(?:[\w\"'][\w \"'-]{0,40}:(?:\s|$)|- )")
_SIGNS = re.compile(r"(?<=[\[{,:\s])\"(?:[^\"\\]|\\.)*\"?|(?<=[\[{,:\s])'(?:[^']|'')*'?|(?<=\s)#.*|[\[\]{}]|[@`%*&!]")
"""What counts between brackets: quoted texts, comments, brackets, and signs that may stand in the wrong place."""
_HEX = {"x": 2, "u": 4, "U": 8}
_SECOND_KEY = re.compile(r"[\w\"'.★½]\s+([A-Za-z_]\w*:)(?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The row and column after the value's closing quote or bracket (``found``), and whether more follows (``rest``).

    ``odd`` is what cannot stand within, as (column, sign): a bad escape, a wrong bracket, a missing comma.
    """

    row: int
    column: int = 0
    found: bool = True
    rest: bool = False
    odd: tuple[int, str] | None = None


def ending_of(rows: Sequence[str], line: Line) -> Ending:
    """Where the value of the line ends; ``row`` is the last row that belongs to it."""
    first = line.value[:1]
    if first in ("'", '"'):
        return _end_of_quotes(rows, line)
    if first in ("[", "{"):
        return _end_of_brackets(rows, line)
    if first in ("|", ">"):
        return Ending(row=_end_of_block(rows, line))
    after = rows[line.number + 1] if line.number + 1 < len(rows) else ""
    return Ending(row=line.number, rest=bool(after.strip()) and _belongs(after, line.column))


def _belongs(row: str, column: int) -> bool:
    """Whether a row can be more of a value that started in a line at ``column``."""
    field = _FIELD.match(row)
    return field is None or len(field[1]) > column


def _end_of_quotes(rows: Sequence[str], line: Line) -> Ending:
    quote, column = line.value[0], line.value_column + 1
    for number in range(line.number, min(line.number + LOOK_AHEAD, len(rows))):
        row = rows[number]
        if number > line.number:
            if not _belongs(row, line.column):
                break
            column = 0
        while column < len(row):
            char = row[column]
            if char == "\\" and quote == '"':
                if (escape := _bad_escape(row, column)) and number == line.number:
                    closed = line.value.endswith(quote) and len(line.value) > 1
                    return Ending(row=number, found=closed, odd=(column, escape))
                column += 2
            elif char == quote and quote == "'" and row[column + 1 : column + 2] == "'":
                column += 2
            elif char == quote:
                return _closed(row, number, column + 1)
            else:
                column += 1
    return _unclosed(rows, line)


def _bad_escape(row: str, column: int) -> str:
    """The escape at the column if YAML does not know it."""
    letter = row[column + 1 : column + 2]
    if letter and letter not in _ESCAPES:
        return f"\\{letter}"
    digits = row[column + 2 : column + 2 + _HEX.get(letter, 0)]
    if letter not in _HEX:
        return ""
    code = int(digits, 16) if re.fullmatch(f"[0-9A-Fa-f]{{{_HEX[letter]}}}", digits) else -1
    return "" if 0 <= code < 0xD800 or 0xDFFF < code <= 0x10FFFF else f"\\{letter}"


def _end_of_brackets(rows: Sequence[str], line: Line) -> Ending:
    open_: list[str] = []
    for number in range(line.number, min(line.number + LOOK_AHEAD, len(rows))):
        row = rows[number]
        if number > line.number and not _belongs(row, line.column) and len(open_) < 2 and "}" not in row:
            break
        start = line.value_column if number == line.number else 0
        for sign in _SIGNS.finditer(row, start):
            if sign[0][0] in "[{":
                open_.append("]" if sign[0] == "[" else "}")
            elif sign[0][0] in "]}":
                if sign[0] != open_.pop():
                    return Ending(row=number, odd=(sign.start(), sign[0]), found=False)
                if not open_:
                    odd = _missing_comma(row, start, sign.start()) if number == line.number else None
                    return Ending(row=number, odd=odd) if odd else _closed(row, number, sign.end())
            elif number == line.number and (odd := _odd_sign(row, sign)):
                return Ending(row=number, odd=odd)
    return _unclosed(rows, line)


def _odd_sign(row: str, sign: re.Match[str]) -> tuple[int, str] | None:
    """A quote right after another, or a sign that no value may begin with."""
    if sign[0][0] in "\"'":
        follows = re.match(r"\s*([\"'])", row[sign.end() :])
        return (sign.end() + follows.start(1), ",") if follows is not None and sign[0][-1] == sign[0][0] else None
    begins = row[: sign.start()].rstrip()[-1:] in tuple("[{,:")
    return (sign.start(), sign[0]) if begins and sign[0] in "@`%*&!" else None


def _unclosed(rows: Sequence[str], line: Line) -> Ending:
    """On the line itself when the row after it is a field or nothing: then the value was meant to end there."""
    after = rows[line.number + 1] if line.number + 1 < len(rows) else ""
    alone = not after.strip() or not _belongs(after, line.column)
    return Ending(row=line.number if alone else line.number + 1, found=False)


def _missing_comma(row: str, start: int, end: int) -> tuple[int, str] | None:
    """Two fields between braces without a comma between them."""
    inside = re.sub(r"\"[^\"]*\"|'[^']*'", lambda match: "x" * len(match[0]), row[start:end])
    if not inside.startswith("{"):
        return None
    for piece in re.finditer(r"[^,{}\[\]]+", inside):
        second = _SECOND_KEY.search(piece[0])
        if second is not None and ":" in piece[0][: second.start(1)]:
            return start + piece.start() + second.start(1), ","
    return None


def _end_of_block(rows: Sequence[str], line: Line) -> int:
    """The last row of a text block: every one that is blank or deeper than its key."""
    column = line.key_column if line.key else line.column
    last = line.number
    for number in range(line.number + 1, len(rows)):
        row = rows[number]
        if row.strip() and len(row) - len(row.lstrip(" ")) <= column:
            break
        last = number
    return last


def _closed(row: str, number: int, column: int) -> Ending:
    rest = row[column:]
    ended = not rest.strip() or (rest.lstrip() != rest and rest.lstrip().startswith("#"))
    return Ending(row=number, column=column + len(rest) - len(rest.lstrip()), rest=not ended)
