"""Diagnostics as a person at a terminal reads them: place, message, the line with a caret, the fix."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from journeyblog.diagnostics.diagnostic import Diagnostic, Severity

Lines = Callable[[str], list[str]]
Paint = Callable[[str, str], str]
WIDEST = 100


def plain(text: str, colour: str) -> str:  # noqa: ARG001  a Paint that does not
    """No colour."""
    return text


def format_diagnostics(diagnostics: Iterable[Diagnostic], lines_of: Lines, paint: Paint = plain) -> str:
    """All of them, separated by blank lines. ``lines_of`` gives a file's lines, none when it has none to show."""
    return "\n".join(format_diagnostic(found, lines_of, paint) for found in diagnostics)


def format_diagnostic(found: Diagnostic, lines_of: Lines, paint: Paint = plain) -> str:
    """One of them, ending with a newline."""
    return "\n".join([*_format(found, lines_of, paint), ""])


def visible(text: str) -> str:
    """``text`` with what a terminal would obey or hide (controls, bidi marks, lone surrogates) spelled out."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(char if not _hides(char) else f"\\u{{{ord(char):04x}}}" for char in text)


def _format(found: Diagnostic, lines_of: Lines, paint: Paint) -> Iterator[str]:
    span = found.span
    place = visible(span.path) + (f":{span.line}:{span.column}" if span.line else "")
    colour = "red" if found.severity is Severity.ERROR else "yellow"
    label = paint(f"{found.severity.value}[{found.code}]", colour)
    yield f"{paint(place, 'bold')}: {label}: {visible(found.message)}"
    lines = lines_of(span.path) if span.line else []
    gutter = len(str(span.line)) + 2
    if 0 < span.line <= len(lines):
        excerpt, caret = _excerpt(lines[span.line - 1], span.column, span.length)
        yield f"{paint(f'{span.line:>{gutter}} |', 'blue')} {excerpt}"
        yield f"{' ' * gutter} {paint('|', 'blue')} {paint(caret, colour)}"
    if found.hint:
        yield f"{' ' * gutter} {paint('=', 'blue')} {visible(found.hint)}"


def _excerpt(line: str, column: int, length: int) -> tuple[str, str]:
    """The part of a line around the column, and the caret under it; wide letters take two places."""
    start = max(0, column - 1 - WIDEST // 2) if column > WIDEST - 20 else 0
    shown = line[start : start + WIDEST]
    before = shown[: column - 1 - start]
    marked = shown[column - 1 - start : column - 1 - start + length]
    head = "…" if start else ""
    tail = "…" if len(line) > start + WIDEST else ""
    return f"{head}{visible(shown)}{tail}", " " * (_width(before) + len(head)) + "^" * max(1, _width(marked))


def _width(text: str) -> int:
    width = 0
    for char in text:
        if _hides(char):
            width += len(visible(char))
        elif not unicodedata.combining(char):
            width += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return width


def _hides(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")
