"""What a killed build left behind is finished or cleared away before the next one begins.

In: the place of a site, with its lock held. Out: no dead stage, and an output folder that is one whole build.

Invariant: a journal is only followed for the very output folder of this build. One for another folder (the same
site published elsewhere) waits for the next build to that folder.
"""

import os

from journeyblog.build.publish.journal import REDO, SWAP, UNDO, Bench, complete, read_journal, take_back
from journeyblog.build.publish.lock import hold_folder
from journeyblog.build.publish.place import Place
from journeyblog.build.publish.workshop import find_workshops, remove_workshop


def awaits_recovery(place: Place) -> bool:
    """Tell, by reading only, whether a killed build left the output folder half changed."""
    for path in find_workshops(place):
        found = read_journal(path)
        if found is not None and found[0] in (REDO, UNDO) and found[1].address == place.address:
            return True
    return False


def recover(place: Place) -> None:
    """Finish what a killed build began and remove its stage."""
    for path in find_workshops(place):
        try:
            handle = hold_folder(path)
        except OSError:
            continue  # not ours to open, or gone already
        if handle is None:
            continue  # alive: another site's build to the same folder
        try:
            if _settle(path, place):
                remove_workshop(path)
        finally:
            if handle >= 0:
                os.close(handle)


def _settle(path: str, place: Place) -> bool:
    """Act on the stage's journal, if it has one. False: the stage has to stay."""
    found = read_journal(path)
    if found is None:
        return True
    kind, journal = found
    if journal.address != place.address:
        return False
    bench = Bench(published=place.target, tree=f"{path}/tree", old=f"{path}/old")
    if kind == SWAP:
        aside = f"{path}/aside"
        if os.path.isdir(aside) and not os.path.islink(aside) and not os.path.lexists(place.target):
            os.rename(aside, place.target)
    elif os.path.isdir(place.target):
        if kind == REDO:
            complete(journal.steps, bench)
        else:
            take_back(journal.steps, bench)
    return True
