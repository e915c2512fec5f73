"""An executor whose workers are copies of this process, made by ``fork``: the one way in which work is shared.

In: what to call, with what. Out: futures, as :mod:`concurrent.futures` tells of them.

Each worker has a pipe of its own, and a thread here that gives it one task after the other and waits for what comes of
it. A task names what its workers ``inherits``, so that of it nothing travels but its number; the rest is pickled.

Invariant: a worker that is lost is noticed wherever it was, even in the midst of an answer (the standard library's
:class:`~concurrent.futures.ProcessPoolExecutor` waits for ever for the rest of that): workers share no lock, and a pipe
ends with its worker, since nobody else keeps that end open. The other end is kept open by this process alone: when it
is gone, a worker ends itself, whatever it does. Ctrl-C is for this process, which ends its workers.
"""

import os
import pickle
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from io import BytesIO
from multiprocessing import get_context
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

P = ParamSpec("P")
R = TypeVar("R")
AHEAD = 2
"""Tasks that a worker has at most: when it has done one the next lies there, so it never waits for this process."""
Task = tuple["Future[Any]", tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]]
"""What is promised, and the call that makes it."""


class Workers(Executor):
    """``size`` processes, forked now: there may be no other thread yet, and later no process is started any more.

    Raises ``BrokenExecutor`` when the system starts no more processes or threads. A worker that is lost fails its task
    and all that wait with ``BrokenExecutor``; what others do they end. What waits when this process ends is not done.
    """

    def __init__(self, size: int, inherits: Sequence[object] = ()) -> None:
        self._inherits = inherits  # kept, since a number stands for what lies where it lay
        self._numbers = {id(one): number for number, one in enumerate(inherits)}
        self._waiting: deque[Task] = deque()
        self._changed = threading.Condition()
        self._closed = self._broken = False
        self._workers: dict[ForkProcess, Connection] = {}
        self._threads: list[threading.Thread] = []
        try:
            with _deaf():  # all that begins here is so for good
                for _ in range(size):
                    self._fork()
                for one in self._workers.items():
                    thread = threading.Thread(target=self._attend, args=one, daemon=True)
                    thread.start()
                    self._threads.append(thread)
        except (OSError, RuntimeError) as error:
            self.kill_workers()
            raise BrokenExecutor("no process or no thread may be started any more") from error
        except KeyboardInterrupt:
            self.kill_workers()
            raise

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> "Future[R]":
        """The call, to be made by the next worker that has nothing to do."""
        future: Future[R] = Future()
        with self._changed:
            if self._broken:
                raise BrokenExecutor("a worker was lost")
            if self._closed:
                raise RuntimeError("cannot schedule new futures after shutdown")
            self._waiting.append((future, (fn, args, kwargs)))
            self._changed.notify()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks, and end the workers when all is done, without those that wait if they are cancelled."""
        with self._changed:
            self._closed = True
            for future, _ in self._take_all() if cancel_futures else ():
                future.cancel()
                future.set_running_or_notify_cancel()
            self._changed.notify_all()
        for thread in self._threads if wait else ():
            thread.join()

    def kill_workers(self) -> None:
        """Shut down at once, as in the standard library from Python 3.14 on: nobody is left when it returns."""
        with _deaf():
            self.shutdown(wait=False, cancel_futures=True)
            with self._changed:
                for worker in self._workers:
                    worker.kill()
            for thread in self._threads:
                thread.join()
            for worker, pipe in tuple(self._workers.items()):  # those that never got a thread
                self._dismiss(worker, pipe)

    def _fork(self) -> None:
        context = get_context("fork")
        pipe, theirs = context.Pipe()
        pipes = (*self._workers.values(), pipe)
        with theirs:
            worker = context.Process(target=_work, args=(theirs, pipes, self._inherits), daemon=True)
            worker.start()
        self._workers[worker] = pipe

    def _attend(self, worker: "ForkProcess", pipe: "Connection") -> None:
        """Give a worker one task after the other until there will be none."""
        asked: deque[Future[Any]] = deque()
        while True:
            while len(asked) < AHEAD and (task := self._next(wait=not asked)) is not None:
                self._ask(pipe, task, asked)
                del task  # nothing is held up by who waits for more to do
            if not asked:
                break
            self._hear(pipe, asked)
        self._dismiss(worker, pipe)

    def _next(self, *, wait: bool) -> Task | None:
        """What is to be done next. Without a ``wait`` it is done ahead, when there is enough for all others too."""
        with self._changed:
            while wait and not self._waiting and not self._closed:
                self._changed.wait()
            if not wait and len(self._waiting) <= len(self._workers):
                return None
            return self._waiting.popleft() if self._waiting else None

    def _ask(self, pipe: "Connection", task: Task, asked: "deque[Future[Any]]") -> None:
        future, call = task
        if not future.set_running_or_notify_cancel():
            return
        message = BytesIO()
        try:
            _Writer(message, self._numbers).dump(call)
        except Exception as error:  # noqa: BLE001  for who waits for the result
            future.set_exception(error)
            return
        asked.append(future)
        try:
            pipe.send_bytes(message.getbuffer())
        except (OSError, MemoryError):
            self._lose(asked)

    def _hear(self, pipe: "Connection", asked: "deque[Future[Any]]") -> None:
        """Take what the first task came to."""
        try:
            answer = pipe.recv_bytes()
        except (EOFError, OSError, MemoryError):  # after each of them the rest of an answer may be on its way
            self._lose(asked)
            return
        future = asked.popleft()
        try:
            fine, result = pickle.loads(answer)  # noqa: S301  of a process of our own
        except Exception as error:  # noqa: BLE001  for who waits for the result
            fine, result = False, error
        (future.set_result if fine else future.set_exception)(result)

    def _lose(self, asked: "deque[Future[Any]]") -> None:
        lost = self._break()
        while asked:
            asked.popleft().set_exception(lost)

    def _break(self) -> BrokenExecutor:
        lost = BrokenExecutor("a worker was lost")
        with self._changed:
            self._closed = self._broken = True
            for future, _ in self._take_all():
                if future.set_running_or_notify_cancel():
                    future.set_exception(lost)
            self._changed.notify_all()
        return lost

    def _take_all(self) -> Iterator[Task]:
        while self._waiting:
            yield self._waiting.popleft()

    def _dismiss(self, worker: "ForkProcess", pipe: "Connection") -> None:
        with self._changed:  # so that nobody kills another process, of the same number
            pipe.close()
            worker.kill()
            worker.join()
            with suppress(ValueError):  # a system may tell nothing of the end of a process
                worker.close()
            del self._workers[worker]


class _Writer(pickle.Pickler):
    """Writes numbers for what is inherited."""

    def __init__(self, file: BytesIO, numbers: Mapping[int, int]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._numbers = numbers

    def persistent_id(self, obj: object) -> int | None:
        """The number, if it has one."""
        return self._numbers.get(id(obj))


class _Reader(pickle.Unpickler):
    """Reads what was written so."""

    def __init__(self, file: BytesIO, inherited: Sequence[object]) -> None:
        super().__init__(file)
        self._inherited = inherited

    def persistent_load(self, pid: int) -> object:
        """What has this number."""
        return self._inherited[pid]


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C waits; threads and processes that begin here never hear it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: "Connection", not_ours: Sequence["Connection"], inherited: Sequence[object]) -> None:
    """A worker, which is ended by who made it."""
    for one in not_ours:
        one.close()
    asked: SimpleQueue[bytes] = SimpleQueue()
    try:
        threading.Thread(target=_listen, args=(pipe, asked), daemon=True).start()
    except RuntimeError:  # no thread may be started any more: nobody stays without one
        return
    with suppress(OSError):  # they are gone, and so is this process in a moment
        while True:
            pipe.send_bytes(_answer(asked.get(), inherited))


def _listen(pipe: "Connection", asked: "SimpleQueue[bytes]") -> None:
    """Take what is asked, also while something is done, and leave when nobody will ask any more."""
    with suppress(EOFError, OSError):
        while True:
            asked.put(pipe.recv_bytes())
    os._exit(1)


def _answer(asked: bytes, inherited: Sequence[object]) -> bytes:
    try:
        function, args, kwargs = _Reader(BytesIO(asked), inherited).load()
        return pickle.dumps((True, function(*args, **kwargs)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001  raised again where it was asked
        return pickle.dumps((False, _travelling(error)))


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
