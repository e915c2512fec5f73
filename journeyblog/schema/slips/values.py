"""Slips in values: signs that YAML keeps for itself, quotes and brackets that do not pair."""

import re
from collections.abc import Callable
from dataclasses import replace

from journeyblog.schema.slips.endings import Ending
from journeyblog.schema.slips.outline import Line
from journeyblog.schema.slips.slip import MACHINERY, Slip, in_quotes, short, syntax_slip

_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])\s*(?:#.*)?")
_COLON = re.compile(r":(?=\s|$)")
_ITEMS = re.compile(r"\s+-\s+")


def _placeholder(line: Line, ending: Ending) -> Slip | None:  # noqa: ARG001  a rule of values
    if not line.value.startswith(("{{", "{%")):
        return None
    return Slip(code="yaml-syntax", message="This is a placeholder, and nothing fills it in here",
                hint=f"Write the value itself, as in  {line.written('…')}", line=line.number,
                column=line.value_column, length=len(line.value))  # fmt: skip


def _reserved(line: Line, ending: Ending) -> Slip | None:  # noqa: ARG001
    first = line.value[0]
    if first not in "@`%,]}" and not (first == "?" and line.value[1:2] in ("", " ")):
        return None
    return syntax_slip(line, f"A value that starts with {first} needs quotes", in_quotes(line.value))


def _machinery(line: Line, ending: Ending) -> Slip | None:
    first = line.value[0]
    if first not in "&*!":
        return None
    if re.fullmatch(r"\*+", line.value):
        return syntax_slip(line, "Stars of * cannot be read", "★" * len(line.value), length=len(line.value))
    name = {"&": "anchor", "*": "alias", "!": "tag"}[first]
    word, _, rest = line.value.partition(" ")
    code = MACHINERY[first]
    if first == "*" and not re.fullmatch(r"\*[\w-]+", word):
        code = "yaml-syntax"
    if ending.rest and not rest:
        return Slip(code=code, message=f"'{word}' is a YAML {name}, which is not read here", hint="Remove it",
                    line=line.number, column=line.value_column, length=len(word),
                    mended=line.with_value(""))  # fmt: skip
    if word.startswith("!!") and rest:
        made = syntax_slip(line, f"'{word}' is a YAML tag, which is not read here", rest.strip(), length=len(word))
        return replace(made, code=code)
    made = syntax_slip(line, f"A value that starts with {first} needs quotes", in_quotes(line.value), length=len(word))
    if code == "yaml-syntax":
        return made
    return replace(made, code=code, hint=f"{made.hint}  (YAML's {name} sign {first} is not read here)")


def _block(line: Line, ending: Ending) -> Slip | None:  # noqa: ARG001
    if line.value[0] not in "|>" or _HEADER.fullmatch(line.value):
        return None
    text = line.value[1:].strip() if line.value[1:2] == " " else line.value
    message = f"After {line.value[0]} the text starts on the next line; a value that starts with it needs quotes"
    return syntax_slip(line, message, in_quotes(text))


def _quotes(line: Line, ending: Ending) -> Slip | None:
    quote = line.value[0]
    if quote not in "'\"":
        return None
    inside = line.value[1:-1] if len(line.value) > 1 and line.value.endswith(quote) else line.value
    if ending.odd:
        column, escape = ending.odd
        message = f"In double quotes a backslash begins a sign of its own, and {escape} is none"
        if not ending.found or ending.row > line.number:
            return Slip(code="yaml-syntax", message=message, hint="Write two backslashes", line=line.number,
                        column=column, length=len(escape))  # fmt: skip
        return syntax_slip(line, message, in_quotes(inside), column=column, length=len(escape))
    if not ending.found:
        if quote in line.value[1:] and ending.row == line.number:
            return syntax_slip(line, f"The quotes of this value do not pair: there is one {quote} too many",
                           in_quotes(inside))  # fmt: skip
        if quote == "'" and ending.row == line.number:  # an apostrophe, or a quote begun
            made = syntax_slip(line, "This quote is never closed", in_quotes(line.value))
            return replace(made, hint=f"{made.hint}  or  {short(line.written(line.value + quote))}")
        if ending.row > line.number:
            return Slip(code="yaml-syntax", message="This quote is never closed", line=line.number,
                        hint=f"Add the missing {quote} at the end of the text", column=line.value_column)  # fmt: skip
        return syntax_slip(line, "This quote is never closed", f"{line.value}{quote}")
    if not ending.rest:
        return None
    message = f"The text goes on after the closing {quote}, so the quotes do not pair"
    if ending.row > line.number:
        return Slip(code="yaml-syntax", message=message, hint="Remove what stands after it, or put it inside",
                    line=ending.row, column=ending.column)  # fmt: skip
    return syntax_slip(line, message, in_quotes(inside), column=ending.column)


def _brackets(line: Line, ending: Ending) -> Slip | None:
    first = line.value[0]
    if first not in "[{":
        return None
    closing = "]" if first == "[" else "}"
    if ending.odd:
        column, sign = ending.odd
        if sign == ",":
            value = line.row[line.value_column : column].rstrip() + ", " + line.row[column:].lstrip()
            return syntax_slip(line, "A comma is missing before this", value.rstrip(), column=column)
        if sign in "]}":
            made = syntax_slip(line, f"{first} is closed with {sign}", line.row[line.value_column : column] + closing,
                           column=column)  # fmt: skip
            return (
                made
                if ending.row == line.number
                else replace(made, hint=f"Write {closing}", line=ending.row, mended=None)
            )
        word = re.match(r"[^,\]}]*", line.row[column:])
        assert word is not None
        text = word[0].rstrip()
        value = line.row[line.value_column : column] + in_quotes(text) + line.row[column + len(text) :]
        made = syntax_slip(line, f"A value that starts with {sign} needs quotes", value.rstrip(), column=column,
                       length=len(text))  # fmt: skip
        return replace(made, code=MACHINERY.get(sign, made.code))
    if not ending.found:
        if ending.row > line.number:
            return Slip(code="yaml-syntax", message=f"This {first} is never closed", hint=f"Add the missing {closing}",
                        line=line.number, column=line.value_column)  # fmt: skip
        return syntax_slip(line, f"This {first} is never closed", f"{line.value}{closing}")
    if not ending.rest:
        return None
    if ending.row > line.number:
        return Slip(code="yaml-syntax", message=f"The text goes on after the closing {closing}",
                    hint="Remove what stands after it", line=ending.row, column=ending.column)  # fmt: skip
    return syntax_slip(line, f"A value that starts with {first} and goes on after {closing} needs quotes",
                   in_quotes(line.value))  # fmt: skip


def _list_beside_key(line: Line, ending: Ending) -> Slip | None:  # noqa: ARG001
    if not line.key or line.value[:2] not in ("- ", "-"):
        return None
    items = [item for item in _ITEMS.split(f" {line.value}") if item.strip()]
    return syntax_slip(line, "A list starts on the line after its key, or stands in brackets", f"[{', '.join(items)}]")


def _colon(line: Line, ending: Ending) -> Slip | None:  # noqa: ARG001
    if line.value[0] in "'\"[{|>" or not line.key:
        return None
    if (colon := _COLON.search(line.value)) is None:
        return None
    column = line.value_column + colon.start()
    return syntax_slip(line, "A text with a colon and a space in it needs quotes", in_quotes(line.value), column=column)


VALUE_RULES: tuple[Callable[[Line, Ending], Slip | None], ...] = (
    _placeholder,
    _reserved,
    _machinery,
    _block,
    _quotes,
    _brackets,
    _list_beside_key,
    _colon,
)
"""For the value of a line; ``ending`` says where a value in quotes or brackets ends."""
