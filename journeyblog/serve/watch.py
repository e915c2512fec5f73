"""Hints from the operating system that something happened to the files.

In: folders. Out: calls of ``hint``. Invariant: it only says where to look. Whether the system tells anything at all is
proved with a sentinel file, since it may be silent: out of watches, or a file system that has none.
"""

import contextlib
import errno
import logging
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""Not that a file was opened or read, which is what we do ourselves."""
PATIENCE = 2.0
"""Seconds in which the sentinel must be heard of."""
FULL = "the system watches as many folders as it may already"
DEAF = "the system does not tell of changes here"
logging.getLogger("watchdog").addHandler(logging.NullHandler())
"""That hints were lost in a storm is no news for an author: everything is looked at after it."""


class Watch(FileSystemEventHandler):
    """Watches ``folders``, those that are there and those that come."""

    def __init__(self, folders: Sequence[Path], hint: Callable[[str], None]) -> None:
        self._folders = folders
        self._hint = hint
        self._observer: BaseObserver | None = None
        self._watched: dict[Path, tuple[int, ObservedWatch]] = {}
        self._sentinel = ""
        self._heard = threading.Event()

    def start(self, workshop: Path) -> str:
        """Begin; why that cannot be relied on, or nothing. The sentinel is put into ``workshop``."""
        try:
            self._observer = Observer()  # has a thread and an inotify instance from the first moment
            self._observer.start()
            self.renew()
            return self._prove(workshop)
        except OSError as error:
            return reason(error)

    def stop(self) -> None:
        """End."""
        if self._observer is not None and self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def renew(self) -> None:
        """Watch what came or took a folder's place since."""
        assert self._observer is not None
        for folder in self._folders:
            inode = _inode(folder)
            was, watch = self._watched.get(folder, (0, None))
            if inode == was:
                continue
            if watch is not None:
                self._observer.unschedule(watch)
                del self._watched[folder]
            if inode:
                watch = self._observer.schedule(self, str(folder), recursive=True, event_filter=EVENTS)
                self._watched[folder] = (inode, watch)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass a hint on."""
        for path in (event.src_path, event.dest_path):
            name = os.fsdecode(path)
            if name and name == self._sentinel:
                self._heard.set()
            elif name:
                self._hint(name)

    def _prove(self, workshop: Path) -> str:
        """Write a file and wait to be told of it."""
        assert self._observer is not None
        made = not workshop.exists()
        workshop.mkdir(parents=True, exist_ok=True)
        sentinel = workshop / f"watch-{os.getpid()}"
        self._sentinel = str(sentinel)
        watch = self._observer.schedule(self, str(workshop), event_filter=EVENTS)
        try:
            sentinel.write_bytes(b"")
            heard = self._heard.wait(PATIENCE)
        finally:
            self._observer.unschedule(watch)
            sentinel.unlink(missing_ok=True)
            if made:
                with contextlib.suppress(OSError):  # a picture was kept there meanwhile
                    workshop.rmdir()
        return "" if heard else DEAF


def reason(error: OSError) -> str:
    """Why folders cannot be watched, as the end of a sentence."""
    if error.errno in (errno.ENOSPC, errno.EMFILE):  # of inotify's, which are not those of disk and process
        return FULL
    return (error.strerror or "the system does not allow it").lower()


def _inode(folder: Path) -> int:
    try:
        return folder.stat().st_ino
    except OSError:
        return 0
