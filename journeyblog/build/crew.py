"""Both cores: a job in chunks, for processes that inherit all they need by ``fork`` and send back little.

In: what to do with a chunk, and the things to do it with. Out: what came of each chunk, in their order. Nothing travels
to a worker but the number of a chunk: the rest was there when it was forked.

Invariant: who is in the crew shows in nothing but the time it takes. A worker that is lost ends the job with
:class:`WorkerLost`; one whose build is gone ends itself.
"""

import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from journeyblog.build.publish import PublishFailed

if TYPE_CHECKING:
    from concurrent.futures.process import ProcessPoolExecutor

FEWEST = 60
"""Texts or pages from which other processes are of use: starting them takes as long as making some twenty pages."""
LARGEST = 32
"""Of a chunk: small enough that all workers end together, and that Ctrl-C is heard soon."""

T = TypeVar("T")
R = TypeVar("R")


class WorkerLost(PublishFailed):
    """A worker ended before its work was done."""

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
        return wanted and hasattr(os, "fork") and sys.platform != "darwin" and _has_locks()

    @contextmanager
    def share(self, act: Callable[[Sequence[T]], R], things: Sequence[T]) -> Iterator[Iterator[R]]:
        """Begin the job, for what comes of each chunk. Raises :class:`WorkerLost`, and what ``act`` raises."""
        # What starts processes takes a moment to import, and most builds have too little to do for that.
        from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
        from multiprocessing import get_context

        chunks = self._chunks(things)
        workers = min(self.size, len(chunks))
        with ProcessPoolExecutor(workers, get_context("fork"), initializer=_begin, initargs=(act, chunks)) as executor:
            try:
                yield executor.map(_act, range(len(chunks)))
            except BrokenProcessPool as error:
                raise WorkerLost from error
            finally:
                executor.shutdown(cancel_futures=True)

    def _chunks(self, things: Sequence[T]) -> list[Sequence[T]]:
        size = max(1, min(LARGEST, len(things) // (4 * self.size)))
        return [things[start : start + size] for start in range(0, len(things), size)]

    def on_call(self) -> "OnCall":
        """The crew for a process that is going to have threads: forked now, at work later."""
        from concurrent.futures.process import ProcessPoolExecutor
        from multiprocessing import get_context

        executor = ProcessPoolExecutor(self.size, get_context("fork"), initializer=_stand_by)
        executor.submit(int).result()  # all of them are forked for the first thing there is to do
        return OnCall(size=self.size, fewest=self.fewest, executor=executor)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCall(Crew):
    """Inherited nothing of the job, so what to do and the things travel. For work that may be left undone: what comes
    back ends early when a worker is lost, or when they are sent home.
    """

    executor: "ProcessPoolExecutor"

    def suits(self, things: int) -> bool:
        """Whether a job of so many things is to be shared."""
        return things >= self.fewest

    @contextmanager
    def share(self, act: Callable[[Sequence[T]], R], things: Sequence[T]) -> Iterator[Iterator[R]]:
        """Begin the job, for what comes of each chunk."""
        yield self._results(act, self._chunks(things))

    def _results(self, act: Callable[[Sequence[T]], R], chunks: Sequence[Sequence[T]]) -> Iterator[R]:
        from concurrent.futures import CancelledError
        from concurrent.futures.process import BrokenProcessPool

        with suppress(BrokenProcessPool, CancelledError, RuntimeError):  # RuntimeError: they were sent home before
            yield from self.executor.map(act, chunks)

    def send_home(self) -> None:
        """They are not needed any more. May be called from any thread, and again."""
        self.executor.shutdown(wait=False, cancel_futures=True)


def _has_locks() -> bool:
    """Whether processes can wait for each other: some containers have no shared memory."""
    from multiprocessing import get_context

    try:
        get_context("fork").Lock()
    except (ImportError, OSError):
        return False
    return True


ALONE = Crew()
"""One process."""


def crew_of(size: int) -> Crew:
    """A crew of ``size``; 0: of as many as can run at once here, for jobs that are worth it."""
    if size:
        return Crew(size=size)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Crew(size=cores, fewest=FEWEST)


_job: tuple[Callable[[Any], Any], Sequence[Any]]
"""What a worker inherited: what to do, and the chunks."""


def _begin(act: Callable[[Any], Any], chunks: Sequence[Any]) -> None:
    """A worker begins."""
    global _job
    _job = act, chunks
    _stand_by()


def _stand_by() -> None:
    """Ctrl-C is for the build, which ends its workers; without a build there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_the_build, daemon=True).start()


def _leave_with_the_build() -> None:
    from multiprocessing import parent_process

    build = parent_process()
    assert build is not None
    build.join()
    os._exit(1)


def _act(number: int) -> Any:
    act, chunks = _job
    try:
        return act(chunks[number])
    except Exception as error:  # told as what it is, also when it cannot travel
        if not _travels(error):
            raise RuntimeError("".join(traceback.format_exception(error))) from None
        raise


def _travels(error: Exception) -> bool:
    """Whether an exception arrives where it is sent to; one that does not would take the whole crew with it."""
    try:
        return type(pickle.loads(pickle.dumps(error))) is type(error)  # noqa: S301  our own, of a moment ago
    except Exception:  # noqa: BLE001  whatever its making raises
        return False
