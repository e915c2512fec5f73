"""Making one edition after the other, as the files change.

In: hints that something happened. Out: editions, put on show. Two threads: one looks at the files, and shows at once
the page of a text of which only the words changed; the other puts the whole site together, one edition at a time, and
whatever is found meanwhile calls for the next. Invariant: whatever the files hold, both live; what is shown last is
made of the files as they were last.
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from journeyblog.diagnostics import Diagnostic, Severity
from journeyblog.serve.edition import Contents, Edition
from journeyblog.serve.lookout import GRACE, Changes, Lookout
from journeyblog.serve.making import Maker
from journeyblog.serve.manners import in_background, take_leave, tidy
from journeyblog.serve.settling import Look, Settling

IDLE = 3.0
POLLING = 0.5
"""Seconds between looks at everything without a hint; and where there are no hints."""
MOST_TRIES = 5
"""Editions that are begun in a row because a file with an error is still being written, or others have changed."""
SHARE = 20
"""Looking may take a twentieth of the time: on a site where it takes long it is done less often."""
REST = 10.0
"""Seconds without a change after which there is time to sweep."""
MOST_UNSWEPT = 4
"""Editions after which it is done all the same: a theme that changed leaves a megabyte or two."""
BREATH = 0.1
"""Seconds that the whole site waits for a page that was shown at once to reach its readers: one processor for both."""


class Teller(Protocol):
    """Who says at the terminal what happens. Called from any thread."""

    def made(self, edition: Edition, changes: Changes) -> None:
        """An edition of the whole site is on show."""

    def faulty(self, edition: Edition, fault: Diagnostic) -> None:
        """A page of the edition could not be made."""

    def failed(self, error: Exception) -> None:
        """A bug of ours."""

    def polls(self, reason: str) -> None:
        """The system does not tell of changes, so the files are looked at now and then."""


class Stopped(Exception):
    """There is no need to go on with what is being made."""


class Outdated(Exception):
    """What is being made is not what its author wants to see any more."""


class Works:
    """Begins with :meth:`start`, ends with :meth:`stop`. ``show`` is called with each edition, from its threads."""

    def __init__(self, maker: Maker, folders: Sequence[str], show: Callable[[Edition], None], teller: Teller) -> None:
        self._maker = maker
        self._folders = folders
        self._show = show
        self._teller = teller
        self._changed = threading.Condition()
        self._stopped = False
        self._settling = Settling(time.monotonic(), IDLE)
        self._looked = 0.0  # when the last look at everything began
        self._edition = Edition(Contents(number=0))
        self._showing = threading.Lock()  # held by who puts something on show, from reading the files on
        self._found = Changes()  # what the next edition will be made for
        self._urgent = False  # whether some of it is not on show yet
        self._due = False
        self._unswept = 0
        self._calm = 0.0  # when those have had their page who were shown it at once
        self._making = threading.Thread(target=self._run, name="journeyblog making", daemon=True)
        self._looking = threading.Thread(target=self._look_out, name="journeyblog looking", daemon=True)
        self.looks: Callable[[], None] = lambda: None
        """Called after each look at everything."""

    def start(self) -> None:
        """Make the first edition, and go on."""
        self._making.start()

    def stop(self, patience: float) -> None:
        """End; wait so many seconds for what is being made."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._making.join(patience)

    def hint(self, path: str) -> None:
        """Something happened at ``path``."""
        with self._changed:
            before = self._settling.due()
            self._settling.hint(time.monotonic(), path)
            if self._settling.due() < before:  # else whoever waits for it sees the change when that time has come
                self._changed.notify_all()

    def poll(self) -> None:
        """There will be no hints."""
        with self._changed:
            self._settling.idle = POLLING
            self._changed.notify_all()

    # ── Looking ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _look_out(self) -> None:
        lookout = Lookout(str(self._maker.root), self._folders)
        with self._changed:
            self._looked = time.monotonic()
            self._changed.notify_all()
        while (look := self._wait_for_look()) is not None:
            try:
                self._look(lookout, look)
            except Exception as error:  # noqa: BLE001  the last door: a bug of ours must not end the author's preview
                self._teller.failed(error)

    def _wait_for_look(self) -> Look | None:
        """The next look when its time has come; None at the end."""
        with self._changed:
            while not self._stopped and (left := self._settling.due() - time.monotonic()) > 0:
                self._changed.wait(left)
            return None if self._stopped else self._settling.take(time.monotonic())

    def _look(self, lookout: Lookout, look: Look) -> None:
        begun = time.monotonic()
        changes, again = lookout.look(begun, time.time(), look.paths, look.calm)
        took = time.monotonic() - begun
        with self._showing:
            at_once = self._reword(changes) if changes else changes
            with self._changed:
                self._found = self._found.and_then(changes)
                self._urgent |= at_once.paths != changes.paths
                self._due |= self._maker.is_due(self._edition)
                if again is not None:
                    self._settling.again(again)
                if look.paths is None:
                    self._settling.idle = max(self._settling.idle, SHARE * took)
                    self._settling.took = took
                    self._looked = begun
                self._changed.notify_all()
        if look.paths is None:
            self.looks()

    def _reword(self, changes: Changes) -> Changes:
        """Show at once what can be shown; the changes that are."""
        with self._changed:
            self._calm = float("inf")
        try:
            edition, reworded = self._reworded(self._edition, changes)
            if reworded:
                self._put(edition)
            return reworded
        finally:
            with self._changed:
                self._calm = time.monotonic() + BREATH

    def _reworded(self, edition: Edition, changes: Changes) -> tuple[Edition, Changes]:
        """The edition with what can be shown at once, and those of the changes."""
        try:
            return self._maker.reword(edition, changes)
        except Exception as error:  # noqa: BLE001  a bug on the short way must lose nobody's words: the whole site follows
            self._teller.failed(error)
            return edition, Changes()

    # ── Making ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _run(self) -> None:
        self._looking.start()
        with self._changed:  # what changes from the first look on is found
            self._changed.wait_for(lambda: self._looked or self._stopped)
        changes: Changes | None = Changes()
        while changes is not None:
            self._make(changes)
            changes = self._wait_for_changes()
        self._looking.join()
        take_leave()

    def _wait_for_changes(self) -> Changes | None:
        """What the next edition is to be made for; None at the end."""
        self._unswept += 1
        if self._unswept >= MOST_UNSWEPT or not self._is_wanted(REST):
            tidy()
            self._unswept = 0
        self._is_wanted()
        return None if self._stopped else self._take()

    def _is_wanted(self, patience: float | None = None) -> bool:
        """Wait so many seconds for something to do."""
        with self._changed:
            return self._changed.wait_for(lambda: self._stopped or bool(self._found) or self._due, patience)

    def _take(self) -> Changes:
        with self._changed:
            taken, self._found, self._urgent, self._due = self._found, Changes(), False, False
            return taken

    def _make(self, changes: Changes) -> None:
        """Make an edition and show it, unless a file with an error turns out to have been half written."""
        tries = MOST_TRIES
        try:
            while True:
                tries -= 1
                begun = time.monotonic()
                try:
                    with in_background():
                        edition = self._maker.make(
                            self._edition, changes, self._check if tries else self._check_for_end
                        )
                except Outdated:
                    changes = changes.and_then(self._take())
                    continue
                if not tries or not _is_at_fault(edition, changes) or not (more := self._look_again(begun + GRACE)):
                    break
                changes = changes.and_then(more)
        except Stopped:
            return
        except Exception as error:  # noqa: BLE001  the last door: a bug of ours must not end the author's preview
            with self._changed:
                self._edition = self._edition.waiting()
            self._teller.failed(error)
            return
        with self._showing:
            edition, _ = self._reworded(edition, self._found)  # what was shown at once stays on show
            edition = self._put(edition)
        self._teller.made(edition, changes)
        self._keep()

    def _keep(self) -> None:
        try:
            self._maker.keep()
        except Exception as error:  # noqa: BLE001  a bug here must not end the author's preview
            self._teller.failed(error)

    def _put(self, edition: Edition) -> Edition:
        """Show an edition under the next number."""
        with self._changed:
            edition = edition.numbered(self._edition.number + 1)
            self._edition = edition
            if not self._stopped:
                self._show(edition)
            return edition

    def _check(self, _: str = "") -> None:
        self._check_for_end()
        if self._urgent:
            raise Outdated

    def _check_for_end(self, _: str = "") -> None:
        with self._changed:
            while not self._stopped and (left := self._calm - time.monotonic()) > 0:
                self._changed.wait(None if left == float("inf") else left)
            if self._stopped:
                raise Stopped

    def _look_again(self, at: float) -> Changes:
        """What a look at everything finds at that time."""
        with self._changed:
            self._settling.again(at)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._stopped or self._looked >= at)
            if self._stopped:
                raise Stopped
        return self._take()


def _is_at_fault(edition: Edition, changes: Changes) -> bool:
    """Whether a file that has just changed has an error."""
    mistakes = edition.contents.mistakes
    return any(one.severity is Severity.ERROR and one.span.path in changes.here for one in mistakes)
