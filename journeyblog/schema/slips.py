"""Why a YAML text cannot be read, told by looking at its lines; libyaml's own words are for programmers.

In: a text that libyaml refused. Out: a :class:`Slip` for each line that an author got wrong, most with the line as it
should be, so that the rest can be read and checked in the same run. A rule is a function from a line to a slip, and
stands in :data:`LINE_RULES` or :data:`VALUE_RULES`; the first that finds something wins.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from journeyblog.schema.outline import Line, Outline, take_apart
from journeyblog.schema.values import Ending, ending_of, in_quotes, short

MOST = 20
"""Slips that are told of one text."""

_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])\s*(?:#.*)?")
_EQUALS = re.compile(r"(\w[\w-]{0,40})[ \t]*=[ \t]*(.*)")
_WIDE_COLON = re.compile(r"(\w[\w-]{0,40})\s*[：﹕︓](.*)")
_NO_SPACE = re.compile(r"([A-Za-z_][\w-]{0,40}):(?!//)([^ \t].*)")
_NO_COLON = re.compile(r"([A-Za-z_]\w{0,40})[ \t]+(.+)")
_SEMICOLON = re.compile(r"([A-Za-z_]\w{0,40})[ \t]*;(.*)")
_FENCE = re.compile(r"[-\u2010-\u2015\u2212_*=~+]+|\.{2,}|…")
_PROSE = re.compile(r"!?\[.*\]\(|<\w|\*\*|(?:[^\W\d_]\S*\s+){4}|[^\W\d_a-z]\S*\s+(?:[^\W\d_]\S*\s+){2}")
_SENTENCE = re.compile(r"(?:\S+\s+){4}\S")
_COLON = re.compile(r":(?=\s|$)")
_MACHINERY = {"&": "yaml-anchor", "*": "yaml-anchor", "!": "yaml-tag"}
_ITEMS = re.compile(r"\s+-\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A line that cannot be read. ``mended`` is the whole line as it was meant, None when nobody can know.

    A slip with no ``message`` is one with the slip before it: only mended.
    """

    code: str
    message: str
    hint: str
    line: int
    column: int
    length: int = 1
    mended: str | None = None


def find_slips(text: str) -> tuple[Slip, ...]:
    """What is wrong in the lines of ``text``: one slip a line at most, in their order, and :data:`MOST` in all."""
    rows = text.split("\n")
    outline = Outline()
    found: list[Slip] = []
    number = 0
    while number < len(rows) and len(found) < MOST:
        line = take_apart(rows[number], number)
        number += 1
        if line is None or (line.row.rstrip() in ("---", "...")):
            continue
        if outline.continues(line):
            continue
        slip = _tab(line, outline) or _misplaced(line, outline)
        ending = Ending(row=line.number)
        if slip is None:
            slip, ending = _in_line(line, rows, outline)
        if slip is not None:
            again = slip.code == "yaml-tab" and any(one.code == "yaml-tab" for one in found)
            found.append(replace(slip, message="") if again else slip)
            if slip.code == "front-matter-open":
                break  # what follows is no YAML
        meant = take_apart(slip.mended, line.number) if slip is not None and slip.mended is not None else None
        outline.enter(meant or line)
        outline.goes_on = outline.goes_on or not ending.found
        number = max(ending.row, slip.line if slip is not None else 0) + 1
    return tuple(found)


def mend(text: str, slips: Sequence[Slip]) -> str | None:
    """The text with its slips mended; None when there are none, or one that cannot be."""
    rows = text.split("\n")
    for slip in slips:
        if slip.mended is None:
            return None
        rows[slip.line] = slip.mended
    return "\n".join(rows) if slips else None


def _in_line(line: Line, rows: Sequence[str], outline: Outline) -> tuple[Slip | None, Ending]:
    """What is wrong within the line, and where its value ends."""
    ending = ending_of(rows, line)
    rules = KEY_RULES if line.kind else BELOW_RULES if outline.awaits(line) else LINE_RULES
    slip = next((slip for rule in rules if (slip := rule(line)) is not None), None)
    if slip is None and line.value:
        slip = next((slip for rule in VALUE_RULES if (slip := rule(line, ending)) is not None), None)
    if slip is None or (ending.found and rules is not LINE_RULES):
        return slip, ending
    return slip, replace(ending, row=slip.line)


def _tab(line: Line, outline: Outline) -> Slip | None:
    indent = line.row[: line.column]
    if "\t" not in indent and "\xa0" not in indent:
        return None
    odd = min(indent.index(char) for char in "\t\xa0" if char in indent)
    here = outline.levels[-1][0] if outline.levels else 0
    same = [column for column, kind in outline.levels if kind == line.kind]
    column = here + 2 if outline.opened and outline.levels else same[-1] if same else 0
    mended = " " * column + line.row[line.column :]
    if indent[odd] == "\t":
        return Slip(code="yaml-tab", message="This line starts with a tab", hint="Use spaces before a key",
                    line=line.number, column=odd, mended=mended)  # fmt: skip
    return Slip(code="yaml-syntax", message="The blank at the start of this line is not an ordinary space",
                hint="Delete it, and type spaces instead", line=line.number, column=odd, mended=mended)  # fmt: skip


def _misplaced(line: Line, outline: Outline) -> Slip | None:
    """A line that starts further left or right than those it belongs to."""
    if not line.kind:
        return None
    column = outline.place(line)
    if column == line.column:
        return None
    what = "list item" if line.dashes else "field"
    content = short(line.row[line.column :].strip())
    if column < 0:
        return Slip(code="yaml-syntax", message="A list item stands here, but no key above asks for a list",
                    hint=f"Put a key and a colon on the line above, as in  tags:  and below it  {content}",
                    line=line.number, column=line.column)  # fmt: skip
    if outline.goes_on and " " in line.key and not line.dashes:
        return Slip(code="yaml-syntax",
                    message="This line goes on with the text above, but a colon in a text needs quotes",
                    hint='Put a double quote " before the first word of the text, and another after its last',
                    line=line.number, column=line.row.index(":", line.key_column))  # fmt: skip
    side = "right" if column < line.column else "left"
    blanks = f"{column} space{'' if column == 1 else 's'}" if column else "no space"
    return Slip(code="yaml-syntax", message=f"This {what} starts further {side} than those it belongs to",
                hint=f"Write  {content}  with {blanks} before it", line=line.number, column=line.column,
                length=len(line.key or "-"), mended=" " * column + line.row[line.column :])  # fmt: skip


def _syntax(line: Line, message: str, value: str, *, column: int | None = None, length: int = 1) -> Slip:
    """A slip that another value mends."""
    return Slip(code="yaml-syntax", message=message, hint=f"Write  {short(line.written(value))}", line=line.number,
                column=line.value_column if column is None else column, length=length,
                mended=line.with_value(value))  # fmt: skip


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
        return Slip(code=_MACHINERY.get(line.value[0], "yaml-syntax"), hint=hint, line=line.number,
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
    return _syntax(line, f"A value that starts with {first} needs quotes", in_quotes(line.value))


def _machinery(line: Line, ending: Ending) -> Slip | None:
    first = line.value[0]
    if first not in "&*!":
        return None
    if re.fullmatch(r"\*+", line.value):
        return _syntax(line, "Stars of * cannot be read", "★" * len(line.value), length=len(line.value))
    name = {"&": "anchor", "*": "alias", "!": "tag"}[first]
    word, _, rest = line.value.partition(" ")
    code = _MACHINERY[first]
    if first == "*" and not re.fullmatch(r"\*[\w-]+", word):
        code = "yaml-syntax"
    if ending.rest and not rest:
        return Slip(code=code, message=f"'{word}' is a YAML {name}, which is not read here", hint="Remove it",
                    line=line.number, column=line.value_column, length=len(word),
                    mended=line.with_value(""))  # fmt: skip
    if word.startswith("!!") and rest:
        made = _syntax(line, f"'{word}' is a YAML tag, which is not read here", rest.strip(), length=len(word))
        return replace(made, code=code)
    made = _syntax(line, f"A value that starts with {first} needs quotes", in_quotes(line.value), length=len(word))
    if code == "yaml-syntax":
        return made
    return replace(made, code=code, hint=f"{made.hint}  (YAML's {name} sign {first} is not read here)")


def _block(line: Line, ending: Ending) -> Slip | None:  # noqa: ARG001
    if line.value[0] not in "|>" or _HEADER.fullmatch(line.value):
        return None
    text = line.value[1:].strip() if line.value[1:2] == " " else line.value
    message = f"After {line.value[0]} the text starts on the next line; a value that starts with it needs quotes"
    return _syntax(line, message, in_quotes(text))


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
        return _syntax(line, message, in_quotes(inside), column=column, length=len(escape))
    if not ending.found:
        if quote in line.value[1:] and ending.row == line.number:
            return _syntax(line, f"The quotes of this value do not pair: there is one {quote} too many",
                           in_quotes(inside))  # fmt: skip
        if quote == "'" and ending.row == line.number:  # an apostrophe, or a quote begun
            made = _syntax(line, "This quote is never closed", in_quotes(line.value))
            return replace(made, hint=f"{made.hint}  or  {short(line.written(line.value + quote))}")
        if ending.row > line.number:
            return Slip(code="yaml-syntax", message="This quote is never closed", line=line.number,
                        hint=f"Add the missing {quote} at the end of the text", column=line.value_column)  # fmt: skip
        return _syntax(line, "This quote is never closed", f"{line.value}{quote}")
    if not ending.rest:
        return None
    message = f"The text goes on after the closing {quote}, so the quotes do not pair"
    if ending.row > line.number:
        return Slip(code="yaml-syntax", message=message, hint="Remove what stands after it, or put it inside",
                    line=ending.row, column=ending.column)  # fmt: skip
    return _syntax(line, message, in_quotes(inside), column=ending.column)


def _brackets(line: Line, ending: Ending) -> Slip | None:
    first = line.value[0]
    if first not in "[{":
        return None
    closing = "]" if first == "[" else "}"
    if ending.odd:
        column, sign = ending.odd
        if sign == ",":
            value = line.row[line.value_column : column].rstrip() + ", " + line.row[column:].lstrip()
            return _syntax(line, "A comma is missing before this", value.rstrip(), column=column)
        if sign in "]}":
            made = _syntax(line, f"{first} is closed with {sign}", line.row[line.value_column : column] + closing,
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
        made = _syntax(line, f"A value that starts with {sign} needs quotes", value.rstrip(), column=column,
                       length=len(text))  # fmt: skip
        return replace(made, code=_MACHINERY.get(sign, made.code))
    if not ending.found:
        if ending.row > line.number:
            return Slip(code="yaml-syntax", message=f"This {first} is never closed", hint=f"Add the missing {closing}",
                        line=line.number, column=line.value_column)  # fmt: skip
        return _syntax(line, f"This {first} is never closed", f"{line.value}{closing}")
    if not ending.rest:
        return None
    if ending.row > line.number:
        return Slip(code="yaml-syntax", message=f"The text goes on after the closing {closing}",
                    hint="Remove what stands after it", line=ending.row, column=ending.column)  # fmt: skip
    return _syntax(line, f"A value that starts with {first} and goes on after {closing} needs quotes",
                   in_quotes(line.value))  # fmt: skip


def _list_beside_key(line: Line, ending: Ending) -> Slip | None:  # noqa: ARG001
    if not line.key or line.value[:2] not in ("- ", "-"):
        return None
    items = [item for item in _ITEMS.split(f" {line.value}") if item.strip()]
    return _syntax(line, "A list starts on the line after its key, or stands in brackets", f"[{', '.join(items)}]")


def _colon(line: Line, ending: Ending) -> Slip | None:  # noqa: ARG001
    if line.value[0] in "'\"[{|>" or not line.key:
        return None
    if (colon := _COLON.search(line.value)) is None:
        return None
    column = line.value_column + colon.start()
    return _syntax(line, "A text with a colon and a space in it needs quotes", in_quotes(line.value), column=column)


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
