"""One file's reading: where its YAML starts, and what was found wrong in it."""

from enum import Enum
from typing import Final

from yaml.nodes import Node, ScalarNode

from journeyblog.diagnostics import Diagnostic, Severity, Span


class _Failed(Enum):
    """The single value :data:`FAILED`."""

    FAILED = "failed"


FAILED: Final = _Failed.FAILED
"""What a shape returns for a value that cannot be used; the mistake has been noted."""


class Refusal(Exception):
    """A scalar's text does not fit its declared type.

    ``mended`` is the value as it should be written, when that is clear.
    """

    def __init__(self, code: str, message: str, hint: str = "", *, mended: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.mended = code, message, hint, mended


class Reading:
    """Collects the mistakes of one file.

    ``first_line`` is the line of the file on which the YAML text starts, counted from 1.
    """

    __slots__ = ("diagnostics", "first_line", "path")

    def __init__(self, path: str, first_line: int = 1) -> None:
        self.path = path
        self.first_line = first_line
        self.diagnostics: list[Diagnostic] = []

    def error(self, code: str, message: str, node: Node, hint: str = "") -> None:
        """Note an error at the node."""
        self._note(Severity.ERROR, code, message, self.span(node), hint)

    def warn(self, code: str, message: str, node: Node, hint: str = "") -> None:
        """Note a warning at the node."""
        self._note(Severity.WARNING, code, message, self.span(node), hint)

    def error_at(self, code: str, message: str, line: int, column: int, hint: str = "", length: int = 1) -> None:
        """Note an error at a place given in the YAML text's own lines and columns, both from 0."""
        span = Span(path=self.path, line=self.first_line + line, column=column + 1, length=length)
        self._note(Severity.ERROR, code, message, span, hint)

    def span(self, node: Node) -> Span:
        """Where the node stands in the file."""
        start, end = node.start_mark, node.end_mark
        length = max(1, end.column - start.column) if isinstance(node, ScalarNode) and end.line == start.line else 1
        return Span(path=self.path, line=self.first_line + start.line, column=start.column + 1, length=length)

    def _note(self, severity: Severity, code: str, message: str, span: Span, hint: str) -> None:
        self.diagnostics.append(Diagnostic(code=code, severity=severity, message=message, span=span, hint=hint))
