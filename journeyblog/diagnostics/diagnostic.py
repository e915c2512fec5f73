"""The values: a place in a file, a mistake there, and the order in which mistakes are told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

LONGEST_MESSAGE = 200
LONGEST_HINT = 400
_LONG_QUOTE = re.compile(r"(?<='[^'\n]{24})[^'\n]{20,}(?=[^'\n]{12}')")


class Severity(StrEnum):
    """An error withholds the file; a warning does not (unless the build is strict)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of one line of a file.

    ``path`` is relative to the site's folder, with ``/``. ``line`` and ``column`` count from 1, columns in
    characters; line 0 means the file as a whole. ``length`` is how many characters the caret underlines.
    """

    path: str
    line: int = 0
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One mistake: its permanent code, one sentence saying what is wrong, and (``hint``) what to write instead.

    Both may quote the author: of a long value the middle is left out, so that a message stays a sentence.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    hint: str = ""

    def __post_init__(self) -> None:
        """Keep within the bounds."""
        if len(self.message) > LONGEST_MESSAGE or len(self.hint) > LONGEST_HINT:
            object.__setattr__(self, "message", _shorten(self.message, LONGEST_MESSAGE))
            object.__setattr__(self, "hint", _shorten(self.hint, LONGEST_HINT))

    def as_error(self) -> "Diagnostic":
        """The same mistake, told as an error (for strict builds)."""
        return replace(self, severity=Severity.ERROR)


def _shorten(text: str, longest: int) -> str:
    if len(text) > longest:
        text = _LONG_QUOTE.sub("…", text)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In the order of files, lines and columns; the same mistake at the same place is told once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span.path, d.span.line, d.span.column, d.code, d.message)))
