"""Both cores: a job in chunks, for processes that inherit all they need by ``fork`` and send back little.

In: what to do with a chunk, and the things to do it with. Out: what came of each chunk, in their order. Nothing travels
to a worker but the number of a chunk: the rest was there when it was forked.

Invariant: who is in the crew shows in nothing but the time it takes. A worker that is lost ends the job with
:class:`WorkerLost`, wherever it was: workers share no lock, and each has a pipe of its own, which ends with it. One
whose build is gone ends itself.
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
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar, cast

from journeyblog.build.publish import PublishFailed

if TYPE_CHECKING:
    from concurrent.futures.process import ProcessPoolExecutor
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, ForkProcess

FEWEST = 60
"""Texts or pages from which other processes are of use: starting them takes as long as making some twenty pages."""
LARGEST = 32
"""Of a chunk: small enough that all workers end together."""
MOST = 10_000
"""Chunks: the numbers of all of them fit into a pipe."""
TICKET = 4
"""Bytes of the number of a chunk."""

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
        # What starts processes takes a moment to import, and most builds have too little to do for that.
        from multiprocessing import get_context

        chunks = self._chunks(things)
        arrived: SimpleQueue[bytes] = SimpleQueue()
        readers: list[Connection] = []
        workers: list[ForkProcess] = []
        # Not the pool of the standard library: a worker that dies while it sends leaves that waiting for ever.
        reading = threading.Thread(target=_read, args=(readers, arrived), daemon=True)
        try:
            try:
                with _deaf():
                    _start(get_context("fork"), act, chunks, min(self.size, len(chunks)), workers, readers)
                    reading.start()
            except (OSError, RuntimeError) as error:  # no process, or no thread, may be started any more
                raise WorkerLost from error
            yield _in_order(arrived, len(chunks))
        finally:
            with _deaf():
                for worker in workers:
                    worker.kill()
                for worker in workers:
                    worker.join()
                if reading.ident is not None:
                    reading.join()
                for reader in readers:
                    reader.close()

    def _chunks(self, things: Sequence[T]) -> list[Sequence[T]]:
        size = max(1, min(LARGEST, len(things) // (4 * self.size)), len(things) // MOST)
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


ALONE = Crew()
"""One process."""


def crew_of(size: int) -> Crew:
    """A crew of ``size``; 0: of as many as can run at once here, for jobs that are worth it."""
    if size:
        return Crew(size=size)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Crew(size=cores, fewest=FEWEST)


_END, _LOST = b"end", b"lost"
"""In the place of a pickle: a worker has done its part; it is gone and has not."""


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C waits."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(
    context: "ForkContext",
    act: Callable[[Any], Any],
    chunks: Sequence[Any],
    many: int,
    workers: "list[ForkProcess]",
    readers: "list[Connection]",
) -> None:
    """Fork the workers. Each takes the number of a chunk from the pipe that all share, until there is none left."""
    tickets, writer = os.pipe()
    try:
        os.write(writer, b"".join(number.to_bytes(TICKET, "big") for number in range(len(chunks))))
    finally:
        os.close(writer)
    try:
        for _ in range(many):
            ours, theirs = context.Pipe(duplex=False)
            readers.append(ours)
            with theirs:  # nobody but the worker keeps it open
                worker = context.Process(target=_work, args=(act, chunks, tickets, theirs), daemon=True)
                worker.start()
                workers.append(worker)
    finally:
        os.close(tickets)


def _work(act: Callable[[Any], Any], chunks: Sequence[Any], tickets: int, results: "Connection") -> None:
    """A worker."""
    try:
        _stand_by()
    except RuntimeError:  # no thread may be started any more: nobody stays without one
        return
    while ticket := os.read(tickets, TICKET):
        number = int.from_bytes(ticket, "big")
        try:
            message = pickle.dumps((number, True, act(chunks[number])))
        except Exception as error:  # noqa: BLE001  raised again in the build
            message = pickle.dumps((number, False, _travelling(error)))
        try:
            results.send_bytes(message)
        except OSError:  # the build is gone
            return
    with suppress(OSError):
        results.send_bytes(_END)


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


def _travelling(error: Exception) -> Exception:
    """An exception that arrives where it is sent to, with the place where it was raised."""
    told = "".join(traceback.format_exception(error))
    try:
        error.add_note(told)
        if type(pickle.loads(pickle.dumps(error))) is type(error):  # noqa: S301  our own, of a moment ago
            return error
    except Exception:  # noqa: BLE001  whatever its making raises
        return RuntimeError(told)
    return RuntimeError(told)


def _read(readers: "Sequence[Connection]", arrived: "SimpleQueue[bytes]") -> None:
    """Take what the workers send as it comes, so that none of them waits until somebody asks for it."""
    from multiprocessing.connection import wait

    left = list(readers)
    while left:
        for reader in cast("list[Connection]", wait(left)):
            try:
                message = reader.recv_bytes()
            except (EOFError, OSError):  # in the midst of a message, or before the last
                message = _LOST
            arrived.put(message)
            if message in (_LOST, _END):
                left.remove(reader)


def _in_order(arrived: "SimpleQueue[bytes]", many: int) -> Iterator[Any]:
    """What came of each chunk."""
    early: dict[int, tuple[bool, Any]] = {}
    for number in range(many):
        while number not in early:
            message = arrived.get()
            if message == _LOST:
                raise WorkerLost
            if message != _END:
                which, fine, result = pickle.loads(message)  # noqa: S301  of a process of our own
                early[which] = fine, result
        fine, result = early.pop(number)
        if not fine:
            raise result
        yield result
