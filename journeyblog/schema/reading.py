"""One file's reading: where its YAML starts, which field is being read, and what was found wrong."""

from enum import Enum
from typing import Final

from yaml.nodes import Node, ScalarNode

from journeyblog.diagnostics import Diagnostic, Severity, Span
from journeyblog.schema.fields import Field, shown
from journeyblog.schema.gaps import Way


class _Failed(Enum):
    """The single value :data:`FAILED`."""

    FAILED = "failed"


FAILED: Final = _Failed.FAILED
"""What a shape returns for a value that cannot be used; the mistake has been noted."""


QUOTES = "yaml-quotes"


class Refusal(Exception):
    """A scalar's text does not fit its declared type.

    ``mended`` is the value as it should be written, when that is clear; ``hint`` then only leads up to it. A
    ``general`` hint is of the type alone: a field that is being read can say more.
    """

    def __init__(self, code: str, message: str, hint: str = "", *, mended: str = "", general: bool = False) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.mended, self.general = code, message, hint, mended, general


class Reading:
    """Collects the mistakes of one file.

    ``first_line`` is the line of the file on which the YAML text starts, counted from 1. Records and lists set
    ``field`` to what is being read, and ``within`` to the key below it, or to nothing for an entry of its list; both
    are there only for the words of a mistake. ``gaps`` are the ways to what could not be read, from what is being read.
    What else is found on a line that was ``settled`` follows from the mistake told there, and is not told again.
    """

    __slots__ = ("_told", "_wrong", "field", "first_line", "gaps", "path", "settled", "within")

    def __init__(self, path: str, first_line: int = 1) -> None:
        self.path = path
        self.first_line = first_line
        self._told: list[Diagnostic] = []
        self.field: Field | None = None
        self.within: str | None = None
        self.gaps: list[Way] = []
        self.settled: set[int] = set()
        self._wrong: set[Span] = set()

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What was found, as a list of its own. An error says what a value should be: its quotes need no word more."""
        return [one for one in self._told if one.code != QUOTES or one.span not in self._wrong]

    def settle(self, line: int) -> None:
        """Tell nothing more of a line, given in the YAML text's own lines, from 0."""
        self.settled.add(self.first_line + line)

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

    def warn_at(self, code: str, message: str, line: int, column: int, hint: str = "", length: int = 1) -> None:
        """Note a warning, likewise."""
        span = Span(path=self.path, line=self.first_line + line, column=column + 1, length=length)
        self._note(Severity.WARNING, code, message, span, hint)

    def note(self, diagnostic: Diagnostic) -> None:
        """Note what was found, unless its line is settled."""
        if diagnostic.span.line not in self.settled:
            self._told.append(diagnostic)

    def harden(self, span: Span) -> None:
        """Make errors of the warnings at a place."""
        self._told = [one.as_error() if one.span == span else one for one in self._told]

    def refuse(self, refused: Refusal, node: Node) -> None:
        """Note what a scalar's text is not; a mended value is shown with its key, ready to be copied."""
        hint = refused.hint
        field = self.field if self.within is None else None
        if field is not None and (meant := field.meaning(node)):
            hint = f"Write  {self.written(meant)}{f'  ({field.scale})' if field.scale else ''}"
        elif refused.mended:
            hint = f"{hint or 'Write'}  {self.written(refused.mended)}"
        elif refused.general and field is not None:
            scale = f"  ({field.scale})" if field.scale else ""
            hint = f"Write {field.expects}, as in  {field.written()}{scale}"
        self.error(refused.code, refused.message, node, hint)

    def wrong_shape(
        self, node: Node, expected: str, example: str, found: str, *, needs: str = "", note: str = "", meant: str = ""
    ) -> None:
        """Note that ``found`` stands where ``expected`` belongs, and show how it should look: ``meant``, if known.

        ``needs`` says better than ``expected`` what is missing; a ``note`` with a fix of its own begins with Write.
        """
        if self.field is not None and not self.within:
            expected = self.field.expects if self.within is None else expected
            example = self.field.written()
        else:
            example = self.written(example) if example else self.field.written() if self.field is not None else ""
        hint = f"Write it like this:\n{example}" if "\n" in example else f"Write, for example,  {example}"
        if meant:
            hint = f"Write this:\n{made}" if "\n" in (made := self.written(meant)) else f"Write  {made}"
        if note.startswith("Write"):
            hint = note
        elif note:
            hint = f"{hint}\n{note}"
        message = f"{self.subject} needs {needs}" if needs else f"{self.subject} should be {expected}, not {found}"
        self.error("wrong-shape", message, node, hint)

    @property
    def subject(self) -> str:
        """What is being read, as a sentence starts with it."""
        if self.field is None:
            return "This"
        return f"'{self.within or self.field.name}'" if self.within != "" else f"Each entry of '{self.field.name}'"

    def written(self, value: str) -> str:
        """The value as it would be written where it is being read: after its key, unless in a list."""
        if self.field is None or self.within == "":
            return value
        return shown(self.within or self.field.name, value)

    def span(self, node: Node) -> Span:
        """Where the node stands in the file."""
        start, end = node.start_mark, node.end_mark
        length = max(1, end.column - start.column) if isinstance(node, ScalarNode) and end.line == start.line else 1
        return Span(path=self.path, line=self.first_line + start.line, column=start.column + 1, length=length)

    def _note(self, severity: Severity, code: str, message: str, span: Span, hint: str) -> None:
        if severity is Severity.ERROR and code != QUOTES:
            self._wrong.add(span)
        self.note(Diagnostic(code=code, severity=severity, message=message, span=span, hint=hint))
