"""Why a YAML text cannot be read, told by looking at its lines; libyaml's own words are for programmers.

In: a text that libyaml refused. Out: a :class:`Slip` for each line that an author got wrong, most with the line as it
should be, so that the rest can be read and checked in the same run. A rule is a function from a line to a slip; the
first that finds something wins.
"""

from collections.abc import Sequence
from dataclasses import replace

from journeyblog.schema.slips.endings import Ending, ending_of
from journeyblog.schema.slips.fields import BELOW_RULES, KEY_RULES, LINE_RULES
from journeyblog.schema.slips.outline import Line, Outline, take_apart
from journeyblog.schema.slips.slip import Slip, short
from journeyblog.schema.slips.values import VALUE_RULES

MOST = 20
"""Slips that are told of one text."""


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
        return Slip(code="yaml-tab", message="This line starts with a tab", hint="Delete it, and type spaces instead",
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
