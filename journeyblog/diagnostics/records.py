"""Diagnostics as programs read them: plain values for JSON. The form is documented in docs/publishing.md and stable."""

from journeyblog.diagnostics.diagnostic import Diagnostic


def record(found: Diagnostic) -> dict[str, str | int | None]:
    """One mistake. Lines and columns count from 1 in characters, ``end_column`` is the one after the last that is
    marked; all three are None when the file as a whole is meant. ``explain`` is the command that tells more.
    """
    span = found.span
    return {
        "path": span.path,
        "line": span.line or None,
        "column": span.column if span.line else None,
        "end_column": span.column + span.length if span.line else None,
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
        "explain": f"journeyblog explain {found.code}",
    }
