"""Progress for long work at a terminal; nothing in pipes."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from journeyblog.build.outcome import Progress

PATIENCE = 0.7
"""Seconds before anything is shown: a build that is over sooner needs no bar."""


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A function to call with (step, number, total)."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda *_: None
        return
    from rich.console import Console  # rich takes 40 ms to import, and only people at a terminal see it
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=None)
    begun, shown = time.monotonic(), False

    def report(step: str, number: int, total: int) -> None:
        nonlocal shown
        if not shown and time.monotonic() - begun < PATIENCE:
            return
        if not shown:
            bar.start()
            shown = True
        bar.update(task, description=step, completed=number, total=total or None)

    try:
        yield report
    finally:
        bar.stop()
