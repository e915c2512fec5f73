"""Progress for long work at a terminal; nothing in pipes."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from journeyblog.build.outcome import Progress

PATIENCE = 0.7
"""Seconds before anything is shown: a build that is over sooner needs no bar."""
PAUSE = 0.1
"""Seconds between two looks of it."""


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
    # No thread may draw it: the crew of a build is forked, which is only safe without threads.
    bar = Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    task = bar.add_task("", total=None)
    last = time.monotonic() + PATIENCE - PAUSE
    shown = False

    def report(step: str, number: int, total: int) -> None:
        nonlocal last, shown
        if time.monotonic() - last < PAUSE:
            return
        if not shown:
            bar.start()
            shown = True
        bar.update(task, description=step, completed=number, total=total or None, refresh=True)
        last = time.monotonic()

    try:
        yield report
    finally:
        bar.stop()
