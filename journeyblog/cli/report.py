"""What commands say, and the exit codes they end with."""

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TextIO

import click

from journeyblog.build.run import Outcome
from journeyblog.diagnostics import Diagnostic, Severity
from journeyblog.diagnostics.terminal import Paint, format_diagnostics, plain, visible
from journeyblog.site.site import Held
from journeyblog.source.read import SiteFiles, Unreadable

EXIT_FINE = 0
EXIT_MISTAKES = 1
EXIT_USAGE = 2
EXIT_BUG = 70


def now() -> datetime:
    """The instant at which this command runs; SOURCE_DATE_EPOCH (seconds since 1970) replaces it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(fixed), UTC) if fixed.isdecimal() else datetime.now(UTC)


def painter(stream: TextIO) -> Paint:
    """Colours for a person at a terminal; none in pipes or with NO_COLOR."""
    if os.environ.get("NO_COLOR") or not stream.isatty():
        return plain

    def paint(text: str, colour: str) -> str:
        return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour)

    return paint


def say_diagnostics(root: Path, diagnostics: Sequence[Diagnostic]) -> None:
    """Every mistake with its line, then how many there are."""
    if not diagnostics:
        return
    files = SiteFiles(root)

    @lru_cache(maxsize=8)
    def lines_of(path: str) -> list[str]:
        try:
            return files.read_text(path).split("\n")
        except Unreadable:
            return []

    paint = painter(sys.stderr)
    click.echo(format_diagnostics(diagnostics, lines_of, paint), err=True)
    errors = sum(found.severity is Severity.ERROR for found in diagnostics)
    warnings = len(diagnostics) - errors
    parts = [_count(errors, "error"), _count(warnings, "warning")]
    click.echo(paint(" and ".join(part for part in parts if part), "bold"), err=True)


def say_held(held: Sequence[Held]) -> None:
    """What is not published, and why."""
    for one in held:
        click.echo(f"Held back: {visible(one.path)} ({one.reason})")


def exit_code(outcome: Outcome) -> int:
    """0 fine, 1 the author's mistakes, 2 settings or theme."""
    if not outcome.usable:
        return EXIT_USAGE
    return EXIT_MISTAKES if outcome.failed else EXIT_FINE


def say_error(error: Exception) -> None:
    """A bug of ours: what happened, and what to send us."""
    click.echo("".join(traceback.format_exception(error)), err=True)
    click.echo(
        "This is a bug in journeyblog, not a mistake of yours; nothing was published.\n"
        "Please report it with the lines above and the file it was working on.",
        err=True,
    )


def _count(number: int, word: str) -> str:
    if not number:
        return ""
    return f"{number} {word}{'' if number == 1 else 's'}"
