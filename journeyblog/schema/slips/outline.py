"""One line of YAML taken apart, and where lines may stand: the outline that their indents make.

In: rows of YAML that libyaml refused. Out: :class:`Line` values, and for one that stands where no line may the column
where it was meant to stand. It knows block YAML only; what is between brackets is one value here.
"""

import re
from dataclasses import dataclass, field

_LINE = re.compile(
    r"(?P<indent>[ \t\xa0]*)(?P<dashes>(?:-(?:[ \t]+|$))*)"
    r"(?:(?P<key>\"[^\"]{0,80}\"|'[^']{0,80}'|[^\s\-\"'\[\]{},&*!|>%@`#?:][^:#]{0,80}?)"
    r"[ \t]{0,80}:(?:[ \t]+|$))?"
    r"(?P<value>.*)"
)
_COMMENT = re.compile(r"[ \t]#.*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Columns count from 0. ``value`` ends before a comment; ``dashes`` are the marks of list items before the key."""

    number: int
    row: str
    column: int
    dashes: str
    key: str
    key_column: int
    value: str
    value_column: int

    @property
    def kind(self) -> str:
        """What the line belongs to by its beginning: a list, a group, or neither."""
        return "list" if self.dashes else "group" if self.key else ""

    def written(self, value: str) -> str:
        """The line with another value, as one would write it: without its indent."""
        lead = f"{self.key}: " if self.key else ""
        return f"{self.dashes}{lead}{value}"

    def with_value(self, value: str) -> str:
        """The whole row with another value; what follows the value, a comment, is kept."""
        return self.row[: self.value_column] + value + self.row[self.value_column + len(self.value) :]


def take_apart(row: str, number: int) -> Line | None:
    """The line; None for one that is blank or a comment."""
    found = _LINE.fullmatch(row)
    if found is None or not row.strip() or row.lstrip().startswith("#"):
        return None
    value = found["value"]
    if value[:1] not in ("'", '"', "[", "{"):
        value = _COMMENT.sub("", value)
    return Line(
        number=number,
        row=row,
        column=len(found["indent"]),
        dashes=found["dashes"],
        key=found["key"] or "",
        key_column=found.start("key") if found["key"] else -1,
        value="" if value.startswith("#") else value.rstrip(),
        value_column=found.start("value"),
    )


@dataclass(slots=True)
class Outline:
    """The groups and lists that are open at a line, outermost first, as (column, kind).

    ``opened``: the last line had no value, so something may stand deeper. ``goes_on``: it had a text that may go on.
    """

    levels: list[tuple[int, str]] = field(default_factory=list)
    opened: bool = True
    goes_on: bool = False

    def continues(self, line: Line) -> bool:
        """Whether the line is more of the text before it."""
        return not line.kind and self.goes_on and bool(self.levels) and line.column > self.levels[-1][0]

    def awaits(self, line: Line) -> bool:
        """Whether the line is the value of the key, or the item of the dash, on the line before it."""
        if not self.levels:
            return line.value[:1] in ("{", "[")  # all fields between braces
        return self.opened and line.column > self.levels[-1][0]

    def place(self, line: Line) -> int:
        """The column where the line should start: its own when that is right; -1 when it has no place at all."""
        column, kind = line.column, line.kind
        inner = [level for level in self.levels if level[0] > column]
        outer = [level for level in self.levels if level[0] <= column]
        if not self.levels or (not inner and self.opened and column > outer[-1][0]):
            return column
        if outer and outer[-1][0] == column:
            return self._beside(column, kind, outer)
        near = [level for level in (*inner[:1], *outer[-1:]) if level[1] == kind]
        if not near:
            return -1 if kind == "list" and not inner else (inner or outer[-1:])[0][0]
        return min(near, key=lambda level: (abs(level[0] - column), -level[0]))[0]

    def _beside(self, column: int, kind: str, outer: list[tuple[int, str]]) -> int:
        kinds = [level[1] for level in outer if level[0] == column]
        if kind in kinds or (kind == "list" and self.opened and outer[-1] == self.levels[-1]):
            return column
        return -1 if kind == "list" else column

    def enter(self, line: Line) -> None:
        """Take the line into the outline."""
        starts = [(line.column + i, "list") for i, char in enumerate(line.dashes) if char == "-"]
        if line.key:
            starts.append((line.key_column, "group"))
        if starts:
            column, first = line.column, starts[0]
            self.levels = [level for level in self.levels if level[0] < column or (level[0] == column and
                           (level[1] == first[1] or (first[1] == "list" and level[1] == "group")))]  # fmt: skip
            self.levels += [start for start in starts if start not in self.levels]
        self.opened = not line.value
        self.goes_on = bool(line.value) and line.value[0] not in "[{\"'|>"
