"""The two ways in which a finished stage becomes the published site.

In: a place and a stage whose tree holds the new files. Out: the new site in the output folder.

Invariant: after any exception the old site stands, byte for byte; after a kill the next build can make it, or the
new one, whole. By exchange there is no moment in between; in place it is the journal that keeps the promise.
"""

import errno
import os
import stat
from collections.abc import Iterable, Sequence

from journeyblog.build.publish import exchange
from journeyblog.build.publish.failures import PublishFailed, show
from journeyblog.build.publish.journal import (
    REDO,
    SWAP,
    UNDO,
    Bench,
    Journal,
    Step,
    complete,
    take_back,
    write_journal,
)
from journeyblog.build.publish.place import Place
from journeyblog.build.publish.tree import (
    link_or_copy,
    make_folder,
    make_folders,
    remove_file,
    sync_disks,
    write_new,
)
from journeyblog.build.publish.workshop import Workshop

# The folder itself cannot be moved, though the files in it may be: a mount point, a lower layer of a container's
# file system, a parent folder that we must not write to.
_IMMOVABLE = (errno.EXDEV, errno.EBUSY, errno.EACCES, errno.EPERM, errno.EROFS)


def fill_tree(place: Place, workshop: Workshop, paths: Iterable[str], made: set[str]) -> bool:
    """Bring the unchanged files into the stage, as second names of the published ones. False: not all could be that,
    so there are new bytes.
    """
    linked = True
    for path in paths:
        make_folders(workshop.tree, path.rpartition("/")[0], made)
        linked &= link_or_copy(f"{place.target}/{path}", f"{workshop.tree}/{path}")
    return linked


def publish_by_exchange(place: Place, workshop: Workshop, tree: str) -> bool:
    """Let a tree of the stage and the published one change places. False: this output folder cannot be moved."""
    if workshop.path.startswith(place.target + "/"):
        return False
    if os.path.isdir(place.target):
        # The owner may have opened or closed the folder to others on purpose.
        os.chmod(tree, stat.S_IMODE(os.stat(place.target).st_mode))
    if not os.path.lexists(place.target):
        os.rename(tree, place.target)
        return True
    try:
        exchange.exchange(tree, place.target)
    except OSError as error:
        if error.errno in _IMMOVABLE:
            return False
        if error.errno not in exchange.UNSUPPORTED:
            raise
        return _rename_twice(place, workshop, tree)
    return True


def publish_in_place(place: Place, workshop: Workshop, steps: Sequence[Step]) -> None:
    """Replace file by file, under a journal; an error on the way takes everything back."""
    bench = Bench(published=place.target, tree=workshop.tree, old=workshop.old)
    _keep_old(steps, bench)
    # Before the journal, so that no journal can outlive a power cut that its files did not.
    sync_disks()
    try:
        write_journal(workshop.path, REDO, Journal(address=place.address, steps=tuple(steps)))
        complete(steps, bench)
    except BaseException:
        _withdraw(workshop, steps, bench)
        raise


def is_pending(place: Place, workshop: Workshop) -> bool:
    """Tell whether the output folder still needs this stage: its journal, or the old site put aside in it."""
    if any(os.path.lexists(f"{workshop.path}/{name}") for name in (REDO, UNDO)):
        return True
    return os.path.lexists(workshop.aside) and not os.path.lexists(place.target)


def stage_manifest(workshop: Workshop, name: str, data: bytes) -> None:
    """Lay the manifest beside the new files: it is published with them, never before or after."""
    write_new(f"{workshop.tree}/{name}", data)


def _keep_old(steps: Iterable[Step], bench: Bench) -> None:
    """Give every old file that is about to go a second name in the stage; costs no room for content."""
    make_folder(bench.old)
    made: set[str] = set()
    for step in steps:
        if step.act == "remove" or step.replaces:
            make_folders(bench.old, step.path.rpartition("/")[0], made)
            link_or_copy(f"{bench.published}/{step.path}", f"{bench.old}/{step.path}")


def _withdraw(workshop: Workshop, steps: Sequence[Step], bench: Bench) -> None:
    redo, undo = f"{workshop.path}/{REDO}", f"{workshop.path}/{UNDO}"
    try:
        if os.path.lexists(redo):
            os.rename(redo, undo)  # from here on a kill leads back, not forward
        take_back(steps, bench)
        remove_file(undo)
    except OSError as error:
        raise PublishFailed(
            f"{show(bench.published)} is only partly changed: an error stopped the work, and then its undoing.",
            hint="Free some space or check the disk, then build again: that puts it right before anything else.",
        ) from error


def _rename_twice(place: Place, workshop: Workshop, tree: str) -> bool:
    """Without an exchange: for a moment there is no site; a kill just then is mended by the next build."""
    write_journal(workshop.path, SWAP, Journal(address=place.address, steps=()))
    try:
        os.rename(place.target, workshop.aside)
        os.rename(tree, place.target)
    except BaseException as error:
        if os.path.lexists(workshop.aside) and not os.path.lexists(place.target):
            os.rename(workshop.aside, place.target)
        if isinstance(error, OSError) and error.errno in _IMMOVABLE:
            return False
        raise
    return True
