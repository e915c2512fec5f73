"""Diagnostics as a person at a terminal reads them: place, message, the line with a caret, the fix."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from journeyblog.diagnostics.diagnostic import Diagnostic, Severity

Lines = Callable[[str], list[str]]
Paint = Callable[[str, str], str]
WIDEST = 100
"""Columns of an excerpt, unless the terminal is narrower."""
NARROWEST = 16
TAB = "    "


def plain(text: str, colour: str) -> str:  # noqa: ARG001  a Paint that does not
    """No colour."""
    return text


def format_diagnostics(
    diagnostics: Iterable[Diagnostic], lines_of: Lines, paint: Paint = plain, columns: int | None = None
) -> str:
    """All of them, separated by blank lines. ``lines_of`` gives a file's lines, none when it has none to show."""
    return "\n".join(format_diagnostic(found, lines_of, paint, columns) for found in diagnostics)


def format_diagnostic(found: Diagnostic, lines_of: Lines, paint: Paint = plain, columns: int | None = None) -> str:
    """One of them, ending with a newline; its excerpt fits a terminal of so many ``columns``."""
    return "\n".join([*_format(found, lines_of, paint, columns), ""])


def headline(found: Diagnostic, paint: Paint = plain) -> str:
    """Place, severity, code and message, on one line."""
    place = visible(place_of(found))
    label = paint(f"{found.severity.value}[{found.code}]", _colour(found))
    return f"{paint(place, 'bold')}: {label}: {visible(found.message)}"


def place_of(found: Diagnostic) -> str:
    """``path:line:column``, or the path alone when the file as a whole is meant."""
    span = found.span
    return f"{span.path}:{span.line}:{span.column}" if span.line else span.path


def visible(text: str) -> str:
    """``text`` with what a terminal would obey or hide (controls, bidi marks, lone surrogates) spelled out."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(char if not _hides(char) else f"\\u{{{ord(char):04x}}}" for char in text)


def _format(found: Diagnostic, lines_of: Lines, paint: Paint, columns: int | None) -> Iterator[str]:
    span = found.span
    yield headline(found, paint)
    lines = lines_of(span.path) if span.line else []
    gutter = len(str(span.line)) + 2
    if 0 < span.line <= len(lines):
        room = WIDEST if columns is None else max(NARROWEST, min(WIDEST, columns - gutter - 3))
        excerpt, caret = _excerpt(lines[span.line - 1], span.column, span.length, room)
        yield f"{paint(f'{span.line:>{gutter}} |', 'blue')} {excerpt}"
        yield f"{' ' * gutter} {paint('|', 'blue')} {paint(caret, _colour(found))}"
    if found.hint:
        first, *rest = found.hint.split("\n")
        yield f"{' ' * gutter} {paint('=', 'blue')} {visible(first)}"
        yield from (f"{' ' * gutter}   {visible(line)}" for line in rest)


def _colour(found: Diagnostic) -> str:
    return "red" if found.severity is Severity.ERROR else "yellow"


def _excerpt(line: str, column: int, length: int, room: int) -> tuple[str, str]:
    """The part of a line around the column that fits into ``room`` columns, and the caret under it."""
    cut = max(0, column - 1 - 2 * room)  # of a very long line only what may be shown is looked at
    shown = [_shown(char) for char in line[cut : cut + 4 * room]]
    widths = [_width(text) for text in shown]
    place = min(column - 1 - cut, len(shown))
    fits = not cut and sum(widths[: place + min(length, room // 2)]) < room
    start = 0 if fits else _start(widths, place, room)
    head = "…" if cut + start else ""
    end, used = start, len(head)
    while end < len(shown) and used + widths[end] <= room - (cut + end + 1 < len(line)):
        used += widths[end]
        end += 1
    tail = "…" if cut + end < len(line) else ""
    indent = len(head) + sum(widths[start:place])
    marked = sum(widths[place : min(end, place + length)])
    return f"{head}{''.join(shown[start:end])}{tail}", " " * indent + "^" * max(1, marked)


def _start(widths: Sequence[int], place: int, room: int) -> int:
    """From where a line is shown when its beginning must be left out: what is marked stands in the middle."""
    start, before = place, 0
    while start and before + widths[start - 1] <= room // 2:
        start -= 1
        before += widths[start]
    return start


def _shown(char: str) -> str:
    """A character of an excerpt: a tab is blank space there, as in an editor."""
    return TAB if char == "\t" else visible(char)


def _width(text: str) -> int:
    """How many columns printable text takes: wide letters take two, marks upon another letter none."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text if not unicodedata.combining(char)
    )


def _hides(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")
