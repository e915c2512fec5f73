"""How a large piece of work is done beside others in one process: the threads that answer come first.

Two habits of Python's are in their way. A thread that wants to go on waits until the busy one lets go, and again each
time it has waited for a file or a socket; and now and then all objects are searched for garbage, for which everybody
waits: half a second where there are five million. An edition that has had its day goes without that. So while one is
made only what is new is searched, and from then on it is passed over, until :func:`tidy`.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

TURN = 0.0005
"""Seconds after which the busy thread lets another go on; Python's own measure is ten times that."""
NEVER = 1_000_000_000


@contextmanager
def in_background() -> Iterator[None]:
    """Do what is done here so that others hardly notice. Not for two threads at once."""
    turn, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(TURN)
    gc.set_threshold(*thresholds[:2], NEVER)
    try:
        yield
        gc.freeze()
    finally:
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(turn)


def tidy() -> None:
    """Search everything, for which everybody waits."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def take_leave() -> None:
    """Leave Python's habits as they were found."""
    gc.unfreeze()
