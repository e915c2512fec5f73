"""What commands say, and the exit codes they end with."""

import os
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import click

from journeyblog.build.outcome import Outcome
from journeyblog.diagnostics import CODES, Diagnostic, Severity
from journeyblog.diagnostics.terminal import Paint, format_diagnostics, headline, plain, visible
from journeyblog.site.held import Held
from journeyblog.source.discover import SETTINGS
from journeyblog.source.lines import lines_in

EXIT_FINE = 0
EXIT_MISTAKES = 1
EXIT_USAGE = 2
EXIT_BUG = 70
IN_FULL = 50
"""Mistakes that are told with their line and their fix; of more, each of the others takes one line."""
LAST_SECOND = 253_370_764_800
"""The year 9999 begins: times a little later cannot be told in every time zone."""


def now() -> datetime:
    """The instant at which this command runs; SOURCE_DATE_EPOCH (seconds since 1970) replaces it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not fixed:
        return datetime.now(UTC)
    if not (fixed.isascii() and fixed.isdecimal() and len(fixed) <= len(str(LAST_SECOND)) and int(fixed) < LAST_SECOND):
        message = f"SOURCE_DATE_EPOCH is '{visible(fixed)}', which is no moment that can be built for."
        raise click.UsageError(f"{message} Write it in seconds since 1970, as in 1795348800, or unset it.")
    return datetime.fromtimestamp(int(fixed), UTC)


def painter(stream: TextIO) -> Paint:
    """Colours for a person at a terminal; none in pipes, with NO_COLOR, or where the terminal has none."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return plain

    def paint(text: str, colour: str) -> str:
        return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour)

    return paint


def say_diagnostics(root: Path, diagnostics: Sequence[Diagnostic], *, advice: bool = True) -> None:
    """Every mistake with its line, then how many there are and (``advice``) how to learn more.

    Of very many only the first are told in full, and last, where the eye falls; errors before warnings.
    """
    if not diagnostics:
        return
    paint = painter(sys.stderr)
    columns = shutil.get_terminal_size().columns if sys.stderr.isatty() else None
    errors = [found for found in diagnostics if found.severity is Severity.ERROR]
    in_full = diagnostics if len(diagnostics) <= IN_FULL else (errors or diagnostics)[:IN_FULL]
    brief = [found for found in diagnostics if found not in in_full]
    if brief:
        click.echo("\n".join([*(headline(found, paint) for found in brief), ""]), err=True)
    click.echo(format_diagnostics(with_folder(root, in_full), lines_in(root), paint, columns), err=True)
    if brief:
        click.echo(_tally(diagnostics), err=True)
    parts = [_count(len(errors), "error"), _count(len(diagnostics) - len(errors), "warning")]
    click.echo(paint(" and ".join(part for part in parts if part), "bold"), err=True)
    if advice:
        click.echo(f"Learn more with  journeyblog explain {(errors or diagnostics)[0].code}", err=True)


def _tally(diagnostics: Sequence[Diagnostic]) -> str:
    """How often each mistake was made, the most frequent first."""
    counts = Counter(found.code for found in diagnostics)
    return "".join(f"{number:>6}  {code:<22}  {CODES[code]}\n" for code, number in counts.most_common())


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
        "This is a bug in journeyblog, not a mistake of yours.\n"
        "Please report it with the lines above and the file it was working on.",
        err=True,
    )


def with_folder(root: Path, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The mistakes; that of a missing site says where it was looked for."""
    return [_with_folder(root, found) if found.code == "site-missing" else found for found in diagnostics]


def _with_folder(root: Path, missing: Diagnostic) -> Diagnostic:
    if not os.path.exists(root):  # noqa: PTH110  Path.exists raises where it may not look
        return replace(missing, message=f"There is no folder {root.resolve()}", hint="Mend the name after --site")
    return replace(missing, message=f"There is no site in {root.resolve()}", hint=_way_to_site(root) or missing.hint)


def _way_to_site(root: Path) -> str:
    """How to get to a site from a folder inside or just above it."""
    here = root.resolve()
    above = next((folder for folder in here.parents if os.path.isfile(folder / SETTINGS)), None)  # noqa: PTH113  likewise
    if above is not None:
        way = f"Go up with  cd {os.path.relpath(above, here)}" if root == Path() else f"Say  --site {above}"
        return f"This folder lies inside a site. {way}"
    below = sorted(found.parent.parent for found in here.glob(f"*/{SETTINGS}"))
    if len(below) == 1:
        way = f"Go there with  cd {below[0].name}" if root == Path() else f"Say  --site {root / below[0].name}"
        return f"There is a site in the folder {below[0].name}. {way}"
    return ""


def _count(number: int, word: str) -> str:
    if not number:
        return ""
    return f"{number} {word}{'' if number == 1 else 's'}"
