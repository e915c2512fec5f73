"""Mistakes found while rendering in, :class:`Problem` values with line, column and length out.

One for each fault: the same name on the same line is reported once.
"""

from journeyblog.markdown.body import Problem


class Problems:
    """The problems of one document so far; ``text`` is its source, lines ended by ``\\n``."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] | None = None
        self._found: dict[tuple[str, int, str], Problem] = {}

    def add(self, code: str, line: int, sought: str, message: str, hint: str = "") -> None:
        """Report ``message`` at the first place in ``line`` that reads ``sought`` in any case."""
        key = (code, line, sought)
        if key in self._found:
            return
        source = self.row(line)
        column = source.lower().find(sought.lower()) + 1 if sought else 0
        length = len(sought) if column else 1
        self._found[key] = Problem(code=code, line=line, column=column or 1, length=length, message=message, hint=hint)

    def row(self, line: int) -> str:
        """A line of the source, counted from 1."""
        if self._lines is None:
            self._lines = self._text.split("\n")
        return self._lines[line - 1] if 0 < line <= len(self._lines) else ""

    def all(self) -> tuple[Problem, ...]:
        """In the order of the lines."""
        return tuple(sorted(self._found.values(), key=lambda problem: (problem.line, problem.column)))
