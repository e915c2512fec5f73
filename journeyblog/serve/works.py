"""Making one edition after the other, as the files change; one at a time, in a thread of its own.

In: hints that something happened. Out: editions, put on show. While one is made the one before is shown. Invariant:
whatever the files hold, the thread lives; what is shown last is made of the files as they were last.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from journeyblog.diagnostics import Diagnostic, Severity
from journeyblog.serve.edition import Contents, Edition
from journeyblog.serve.lookout import GRACE, Changes, Lookout
from journeyblog.serve.making import Maker
from journeyblog.serve.settling import Look, Settling

IDLE = 3.0
POLLING = 0.5
"""Seconds between looks at everything without a hint; and where there are no hints."""
MOST_TRIES = 5
"""Editions that are made in a row because a file with an error is still being written."""
SHARE = 20
"""Looking may take a twentieth of the time: on a site where it takes long it is done less often."""


class Teller(Protocol):
    """Who says at the terminal what happens. Called from any thread."""

    def made(self, edition: Edition, changes: Changes) -> None:
        """An edition is on show."""

    def faulty(self, edition: Edition, fault: Diagnostic) -> None:
        """A page of the edition could not be made."""

    def failed(self, error: Exception) -> None:
        """A bug of ours."""

    def polls(self, reason: str) -> None:
        """The system does not tell of changes, so the files are looked at now and then."""


class Stopped(Exception):
    """There is no need to go on with what is being made."""


class Works:
    """Begins with :meth:`start`, ends with :meth:`stop`. ``show`` is called with each edition, from its thread."""

    def __init__(self, maker: Maker, folders: Sequence[str], show: Callable[[Edition], None], teller: Teller) -> None:
        self._maker = maker
        self._folders = folders
        self._show = show
        self._teller = teller
        self._changed = threading.Condition()
        self._stopped = False
        self._settling = Settling(time.monotonic(), IDLE)
        self._edition = Edition(Contents(number=0))
        self._thread = threading.Thread(target=self._run, name="journeyblog works", daemon=True)
        self.looks: Callable[[], None] = lambda: None
        """Called after each look at everything."""

    def start(self) -> None:
        """Make the first edition, and go on."""
        self._thread.start()

    def stop(self, patience: float) -> None:
        """End; wait so many seconds for what is being made."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._thread.join(patience)

    def hint(self, path: str) -> None:
        """Something happened at ``path``."""
        with self._changed:
            self._settling.hint(time.monotonic(), path)
            self._changed.notify()

    def poll(self) -> None:
        """There will be no hints."""
        with self._changed:
            self._settling.idle = POLLING
            self._changed.notify()

    def _run(self) -> None:
        lookout = Lookout(str(self._maker.root), self._folders)
        self._make(lookout, Changes())
        while (look := self._wait()) is not None:
            if (changes := self._look(lookout, look)) or self._maker.is_due(self._edition):
                self._make(lookout, changes)

    def _wait(self) -> Look | None:
        """The next look when its time has come; None at the end."""
        with self._changed:
            while not self._stopped and (left := self._settling.due() - time.monotonic()) > 0:
                self._changed.wait(left)
            return None if self._stopped else self._settling.take(time.monotonic())

    def _look(self, lookout: Lookout, look: Look) -> Changes:
        paths = look.paths
        begun = time.monotonic()
        changes, again = lookout.look(begun, time.time(), paths)
        with self._changed:
            if again is not None:
                self._settling.again(again)
            if paths is None:
                took = time.monotonic() - begun
                self._settling.idle = max(self._settling.idle, SHARE * took)
        if paths is None:
            self.looks()
        return changes

    def _make(self, lookout: Lookout, changes: Changes) -> None:
        """Make an edition and show it, unless a file with an error turns out to have been half written."""
        try:
            for _ in range(MOST_TRIES):
                begun = time.monotonic()
                edition = self._maker.make(self._edition, changes, self._check)
                if not _is_at_fault(edition, changes):
                    break
                self._pause(begun + GRACE)
                more = self._look(lookout, Look(paths=None))
                if not more:
                    break
                changes = changes.and_then(more)
        except Stopped:
            return
        except Exception as error:  # noqa: BLE001  the last door: a bug of ours must not end the author's preview
            self._edition = self._edition.again(replace(self._edition.contents, until=None))  # wait for a change
            self._teller.failed(error)
            return
        if self._stopped:
            return
        self._edition = edition
        self._show(edition)
        self._teller.made(edition, changes)

    def _check(self, _: str) -> None:
        if self._stopped:
            raise Stopped

    def _pause(self, until: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._stopped, max(0.0, until - time.monotonic()))


def _is_at_fault(edition: Edition, changes: Changes) -> bool:
    """Whether a file that has just changed has an error."""
    mistakes = edition.contents.mistakes
    return any(one.severity is Severity.ERROR and one.span.path in changes.here for one in mistakes)
