"""Edit after edit leaves nothing behind: no thread, and none of our objects (``soak.py`` does it a thousand times)."""

import gc
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from preview_tools import Said, running

from journeyblog.serve.edition import Edition
from journeyblog.serve.lookout import Changes

from .edits import Desk, at_desk, write

ROUND = 8
"""Edits until each kind was made."""


@dataclass
class Forgetful(Said):
    """A terminal that keeps only the last edition."""

    def made(self, edition: Edition, changes: Changes) -> None:
        with self.news:
            self.editions.clear()
        super().made(edition, changes)


def test_edits_leave_no_thread_and_no_object(tmp_path: Path) -> None:
    with running(write(tmp_path, 5), said=Forgetful()) as one, at_desk(one) as desk:
        edits = desk.edits()
        after(desk, edits, 2 * ROUND)
        early, threads = ours(), set(threading.enumerate())
        after(desk, edits, 4 * ROUND)
        late = ours()
        assert {name: (early[name], late[name]) for name in late if late[name] > early[name]} == {}
        assert "journeyblog.serve.edition.Edition" in late  # it looks where they are
        assert len(threading.enumerate()) <= len(threads)


def after(desk: Desk, edits: Iterator[None], count: int) -> None:
    """Make so many, and wait until nothing more is on its way."""
    list(islice(edits, count))
    desk.rest()


def ours() -> Counter[str]:
    """How many live objects there are of each of our classes."""
    gc.unfreeze()  # what the preview passes over
    gc.collect()
    names = (f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.get_objects())
    return Counter(name for name in names if name.startswith("journeyblog."))
