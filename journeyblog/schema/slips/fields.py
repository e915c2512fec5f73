"""Slips in how a field is written: its colon, its dash, whether it is one at all."""

import re
from collections.abc import Callable

from journeyblog.schema.slips.outline import Line
from journeyblog.schema.slips.slip import MACHINERY, Slip, in_quotes, short

_EQUALS = re.compile(r"(\w[\w-]{0,40})[ \t]*=[ \t]*(.*)")
_WIDE_COLON = re.compile(r"(\w[\w-]{0,40})\s*[：﹕︓](.*)")
_NO_SPACE = re.compile(r"([A-Za-z_][\w-]{0,40}):(?!//)([^ \t].*)")
_NO_COLON = re.compile(r"([A-Za-z_]\w{0,40})[ \t]+(.+)")
_SEMICOLON = re.compile(r"([A-Za-z_]\w{0,40})[ \t]*;(.*)")
_FENCE = re.compile(r"[-\u2010-\u2015\u2212_*=~+]+|\.{2,}|…")
_PROSE = re.compile(r"!?\[.*\]\(|<\w|\*\*|(?:[^\W\d_]\S*\s+){4}|[^\W\d_a-z]\S*\s+(?:[^\W\d_]\S*\s+){2}")
_SENTENCE = re.compile(r"(?:\S+\s+){4}\S")
_COLON = re.compile(r":(?=\s|$)")


def _field(line: Line, message: str, key: str, value: str, column: int) -> Slip:
    """A slip that another way of writing the whole field mends."""
    value = value.strip().strip("\xa0")
    mended = f"{key}: {in_quotes(value) if _COLON.search(value) else value}".rstrip()
    return Slip(code="yaml-syntax", message=message, hint=f"Write  {short(mended)}", line=line.number, column=column,
                mended=line.row[: line.column] + mended)  # fmt: skip


def _equals_sign(line: Line) -> Slip | None:
    if (match := _EQUALS.fullmatch(line.value)) is None:
        return None
    column = line.value_column + line.value.index("=")
    return _field(line, "A field is written with a colon, not with =", match[1], match[2], column)


def _wide_colon(line: Line) -> Slip | None:
    if (match := _WIDE_COLON.fullmatch(line.value)) is None:
        return None
    column = line.value_column + match.start(2) - 1
    return _field(line, "This colon is not the ordinary one", match[1], match[2], column)


def _semicolon(line: Line) -> Slip | None:
    if (match := _SEMICOLON.fullmatch(line.value)) is None:
        return None
    column = line.value_column + line.value.index(";")
    return _field(line, "A field is written with a colon, not with ;", match[1], match[2], column)


def _no_space(line: Line) -> Slip | None:
    if (match := _NO_SPACE.fullmatch(line.value)) is None:
        return None
    column = line.value_column + match.start(2)
    if match[2][0] == "\xa0":
        return _field(line, f"The blank after '{match[1]}:' is not an ordinary space", match[1], match[2], column)
    return _field(line, f"A space is missing after '{match[1]}:'", match[1], match[2], column)


def _hyphen(line: Line) -> Slip | None:
    if re.match(r"-[^\s-]", line.value) is None or _FENCE.fullmatch(line.value):
        return None
    mended = f"- {line.value[1:]}"
    return Slip(code="yaml-syntax", message="A space is missing after the hyphen", hint=f"Write  {short(mended)}",
                line=line.number, column=line.value_column,
                mended=line.row[: line.column] + mended)  # fmt: skip


def _fence(line: Line) -> Slip | None:
    if not _FENCE.fullmatch(line.value):
        return None
    return Slip(code="front-matter-open", message=f"'{line.value}' does not end the fields", hint="Write  ---",
                line=line.number, column=line.value_column, length=len(line.value))  # fmt: skip


def _no_colon(line: Line) -> Slip | None:
    if not line.column and _PROSE.match(line.value):
        return _text_begins(line)
    match = _NO_COLON.fullmatch(line.value)
    if match is None:
        hint = f"Write a key and a colon before it, as in  note: {short(line.value)}"
        if re.fullmatch(r"\w+", line.value):
            hint = f"Write  {line.value}: …  or remove the line"
        return Slip(code=MACHINERY.get(line.value[0], "yaml-syntax"), hint=hint, line=line.number,
                    message="This line has no key and colon, so it is no field",
                    column=line.value_column, length=len(line.value))  # fmt: skip
    column = line.value_column + len(match[1])
    return _field(line, f"A colon is missing after '{match[1]}'", match[1], match[2], column)


def _long_key(line: Line) -> Slip | None:
    """A sentence with a colon in it is no field."""
    return _text_begins(line) if not line.dashes and not line.column and _SENTENCE.match(line.key) else None


def _text_begins(line: Line) -> Slip:
    return Slip(code="front-matter-open", message="The text seems to begin here, but the fields have not ended",
                hint="Put a line of --- before the text; if this is a field, give it a short key and a colon",
                line=line.number, column=line.column, length=len(line.row.strip()))  # fmt: skip


LINE_RULES: tuple[Callable[[Line], Slip | None], ...] = (
    _fence,
    _hyphen,
    _equals_sign,
    _wide_colon,
    _semicolon,
    _no_space,
    _no_colon,
)
"""For a line without a key; each is asked in turn."""

KEY_RULES: tuple[Callable[[Line], Slip | None], ...] = (_long_key,)
"""For a line with a key or a dash."""

BELOW_RULES: tuple[Callable[[Line], Slip | None], ...] = (_hyphen, _no_space)
"""For the value of a key that stands on the line below it."""
