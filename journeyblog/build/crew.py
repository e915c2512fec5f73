"""Both cores: a job in chunks, for processes that inherit all they need by ``fork`` and send back little.

In: what to do with a chunk, and the things to do it with. Out: what came of each chunk, in their order.

Invariant: who is in the crew shows in nothing but the time it takes. A worker that is lost ends the job with
:class:`WorkerLost`.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from journeyblog.build.publish import PublishFailed

if TYPE_CHECKING:
    from journeyblog.build.workers import Workers

FEWEST = 60
"""Texts or pages from which other processes are of use: starting them takes as long as making some twenty pages."""
LARGEST = 32
"""Of a chunk: small enough that all workers end together."""

T = TypeVar("T")
R = TypeVar("R")


class WorkerLost(PublishFailed):
    """A worker ended before its work was done, or could not even begin."""

    def __init__(self) -> None:
        super().__init__(
            "A process at work was ended by the system, most likely because memory ran out. "
            "The published site is as it was.",
            hint="Say  --workers 1  which takes longer and needs less memory.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """``size`` processes that work; a job of fewer than ``fewest`` things is not worth them."""

    size: int = 1
    fewest: int = 2

    def suits(self, things: int) -> bool:
        """Whether a job of so many things is to be shared, and can be: not where other threads run, nor on systems
        without a fork that is safe.
        """
        wanted = self.size > 1 and things >= self.fewest and threading.active_count() == 1
        return wanted and hasattr(os, "fork") and sys.platform != "darwin"

    @contextmanager
    def share(self, act: Callable[[Sequence[T]], R], things: Sequence[T]) -> Iterator[Iterator[R]]:
        """Begin the job, for what comes of each chunk. Raises :class:`WorkerLost`, and what ``act`` raises."""
        chunks = self._chunks(things)
        with _lost_is_told():
            workers = _hire(min(self.size, len(chunks)), (act, *chunks))
            try:
                yield workers.map(act, chunks)
            finally:
                workers.kill_workers()

    @contextmanager
    def stand_by(self, *inherits: object) -> Iterator["Helpers"]:
        """Helpers for what turns up bit by bit; nothing of what they inherit travels. Raises :class:`WorkerLost`."""
        helpers = Hired(crew=self, inherits=inherits)
        with _lost_is_told():
            try:
                yield helpers
            finally:
                helpers.leave()

    def _chunks(self, things: Sequence[T]) -> list[Sequence[T]]:
        size = max(1, min(LARGEST, len(things) // (4 * self.size)))
        return [things[start : start + size] for start in range(0, len(things), size)]

    def on_call(self) -> "OnCall":
        """The crew for a process that is going to have threads: forked now, at work later. Raises
        :class:`WorkerLost`.
        """
        with _lost_is_told():
            return OnCall(fewest=self.fewest, workers=_hire(self.size))


class Helpers(Protocol):
    """Who does what turns up."""

    def suits(self, things: int) -> bool:
        """Whether so many things are worth their while."""

    def begin(self, act: Callable[[T], R], thing: T) -> Callable[[], R | None]:
        """Have something done, for what waits until it is; that gives None if it was left undone."""


@dataclass(slots=True, kw_only=True)
class Hired:
    """Of a crew: forked when there is something for them to do, and then worth any while. They leave nothing undone."""

    crew: Crew
    inherits: Sequence[object]
    workers: "Workers | None" = None

    def suits(self, things: int) -> bool:
        """Whether so many things are worth their while."""
        return self.workers is not None or self.crew.suits(things)

    def begin(self, act: Callable[[T], R], thing: T) -> Callable[[], R]:
        """Have something done, for what waits until it is."""
        if self.workers is None:
            self.workers = _hire(self.crew.size, self.inherits)
        return self.workers.submit(act, thing).result

    def leave(self) -> None:
        """Nobody is at work any more."""
        if self.workers is not None:
            self.workers.kill_workers()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCall:
    """Forked before there was anything to do, so they inherited nothing of it. What they do may be left undone: when
    one of them is lost, or when they are sent home.
    """

    fewest: int
    workers: "Workers"

    def suits(self, things: int) -> bool:
        """Whether so many things are worth their while."""
        return things >= self.fewest

    def begin(self, act: Callable[[T], R], thing: T) -> Callable[[], R | None]:
        """Have something done, for what waits until it is; that gives None if it was left undone."""
        from concurrent.futures import BrokenExecutor, CancelledError

        def wait() -> R | None:
            try:
                return future.result()
            except (BrokenExecutor, CancelledError):
                return None

        try:
            future = self.workers.submit(act, thing)
        except RuntimeError:  # one was lost before, or they are at home
            return lambda: None
        return wait

    def send_home(self) -> None:
        """They are not needed any more. May be called from any thread, and again."""
        self.workers.shutdown(wait=False, cancel_futures=True)


ALONE = Crew()
"""One process."""


def crew_of(size: int) -> Crew:
    """A crew of ``size``; 0: of as many as can run at once here, for jobs that are worth it."""
    if size:
        return Crew(size=size)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Crew(size=cores, fewest=FEWEST)


def _hire(size: int, inherits: Sequence[object] = ()) -> "Workers":
    # What starts processes takes a moment to import, and most builds have too little to do for that.
    from journeyblog.build.workers import Workers

    return Workers(size, inherits)


@contextmanager
def _lost_is_told() -> Iterator[None]:
    from concurrent.futures import BrokenExecutor

    try:
        yield
    except BrokenExecutor as lost:
        raise WorkerLost from lost
