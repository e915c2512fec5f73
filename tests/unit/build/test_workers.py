"""Workers are an executor as the standard library tells it; who is lost, or has lost its maker, is not waited for."""

import errno
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import time
import weakref
from collections.abc import Iterator
from concurrent.futures import ALL_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from journeyblog.build.workers import Workers

HERE = os.getpid()


def processes() -> set[str]:
    """Those that this one began, also those not waited for when they ended. Other tests may have a browser there."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """No thread, no process and no open file."""
    before = processes(), sorted(Path("/dev/fd").iterdir())
    yield
    assert threading.active_count() == 1
    assert (processes(), sorted(Path("/dev/fd").iterdir())) == before


def square(number: int) -> tuple[int, int]:
    return os.getpid(), number * number


def end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def await_file(path: Path) -> None:
    while not path.exists():
        time.sleep(0.001)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_results_come_in_order_from_so_many_processes(size: int) -> None:
    with Workers(size) as workers:
        done = list(workers.map(square, range(200)))
    assert [squared for _, squared in done] == [number * number for number in range(200)]
    processes = {process for process, _ in done}
    assert HERE not in processes
    assert 1 <= len(processes) <= size


def test_leaving_waits_until_all_is_done() -> None:
    with Workers(2) as workers:
        futures = [workers.submit(pow, 2, number, mod=7) for number in range(20)]
    assert [future.result(timeout=0) for future in futures] == [2**number % 7 for number in range(20)]


def test_what_is_inherited_does_not_travel() -> None:
    """A copied thing would lie elsewhere, and a function without a name could not even be sent."""
    things = [[number] * 1000 for number in range(9)]

    def place(thing: list[int]) -> tuple[int, int]:
        return id(thing), sum(thing)

    with Workers(2, inherits=(place, *things)) as workers:
        assert list(workers.map(place, things)) == [(id(thing), sum(thing)) for thing in things]
        assert workers.submit(sum, [7, 7]).result() == 14  # others travel as they always do
        assert workers.submit(place, [7, 7]).result()[1] == 14


def test_what_cannot_travel_is_told_to_who_asked_for_it() -> None:
    with Workers(1) as workers:
        there = workers.submit(lambda: 1)
        back = workers.submit(threading.Lock)
        assert isinstance(there.exception(), pickle.PicklingError | AttributeError)
        assert isinstance(back.exception(), TypeError)
        assert workers.submit(square, 3).result()[1] == 9


class Closed:
    """It can be sent, but not received."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("closed",)


def test_what_cannot_be_received_is_told_to_who_asked_for_it() -> None:
    with Workers(1) as workers:
        assert isinstance(workers.submit(Closed).exception(), ValueError)
        assert isinstance(workers.submit(len, (Closed(),)).exception(), ValueError)  # nor by the worker
        assert workers.submit(square, 3).result()[1] == 9


def test_an_exception_says_where_it_was_raised() -> None:
    with Workers(2) as workers:
        future = workers.submit(int, "seven")
        assert isinstance(error := future.exception(), ValueError)
        assert "in _answer" in "".join(error.__notes__)
        assert workers.submit(square, 3).result()[1] == 9  # and work goes on


def test_an_exception_that_cannot_travel_is_told_in_words() -> None:
    class Odd(Exception):
        def __init__(self, *, what: str) -> None:
            super().__init__(what)

    def fail() -> None:
        raise Odd(what="the bug")

    with Workers(1, inherits=(fail,)) as workers:
        assert isinstance(error := workers.submit(fail).exception(), RuntimeError)
        assert "the bug" in str(error)
        assert "in fail" in str(error)


def test_a_lost_worker_fails_its_task_and_those_that_wait(tmp_path: Path) -> None:
    def busy() -> str:
        (tmp_path / "busy").touch()
        await_file(tmp_path / "lost")
        return "done"

    with Workers(2, inherits=(busy,)) as workers:
        going = workers.submit(busy)
        await_file(tmp_path / "busy")
        lost = workers.submit(end)
        waiting = [workers.submit(square, number) for number in range(5)]
        assert isinstance(lost.exception(), BrokenExecutor)
        assert {type(future.exception()) for future in waiting} == {BrokenExecutor}
        (tmp_path / "lost").touch()
        assert going.result() == "done"
        with pytest.raises(BrokenExecutor):
            workers.submit(square, 1)


@pytest.mark.parametrize("whole", [False, True], ids=["in the midst of an answer", "after one"])
def test_a_worker_that_is_lost_while_it_sends_is_noticed(whole: bool) -> None:
    """Nobody waits for the rest of the answer."""

    def send(pipe: Connection, data: bytes) -> None:
        message = len(data).to_bytes(4, "big") + data
        left = memoryview(message if whole else message[:-1])
        while left:
            left = left[os.write(pipe.fileno(), left) :]
        end()

    with Workers(1, inherits=(Connection, send)) as workers:
        workers.submit(
            setattr, Connection, "send_bytes", send
        ).result()  # in this worker alone, from its next answer on
        first, second = workers.submit(bytes, 5_000_000), workers.submit(square, 2)
        assert type(first.exception()) is (type(None) if whole else BrokenExecutor)
        assert isinstance(second.exception(), BrokenExecutor)


def test_a_worker_that_is_lost_while_it_waits_is_noticed_by_who_asks_next() -> None:
    with Workers(1) as workers:
        process, _ = workers.submit(square, 1).result()
        os.kill(process, signal.SIGKILL)
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        assert isinstance(workers.submit(square, 2).exception(), BrokenExecutor)


def test_results_that_nobody_asks_for_yet_keep_no_worker_waiting(tmp_path: Path) -> None:
    """A pipe holds far less than the workers send while the build is at something else."""

    def long(number: int) -> bytes:
        (tmp_path / f"{number}").touch()
        return b"x" * 1_000_000

    with Workers(2, inherits=(long,)) as workers:
        results = workers.map(long, range(8))
        for number in range(8):
            await_file(tmp_path / f"{number}")
        assert [len(one) for one in results] == [1_000_000] * 8


def test_what_was_taken_is_not_held_up() -> None:
    with Workers(1) as workers:
        first = workers.submit(square, 1)
        assert first.result()[1] == 1
        seen = weakref.ref(first)
        del first
        while seen() is not None:  # its thread may be about to forget it
            time.sleep(0.001)


def begin_long(workers: Workers, started: Path) -> "Future[None]":
    """A task that its only worker is at."""
    future = workers.submit(touch_and_sleep, started)
    await_file(started)
    return future


def touch_and_sleep(path: Path) -> None:
    path.touch()
    time.sleep(600)


def test_what_waits_can_be_cancelled_and_what_is_begun_cannot(tmp_path: Path) -> None:
    workers = Workers(1)
    begun = begin_long(workers, tmp_path / "begun")
    waiting = [workers.submit(square, number) for number in range(3)]
    assert waiting[1].cancel()
    assert not begun.cancel()
    workers.shutdown(wait=False, cancel_futures=True)
    assert all(future.cancelled() for future in waiting)
    assert wait(waiting, timeout=0, return_when=ALL_COMPLETED).not_done == set()
    assert not begun.done()
    workers.kill_workers()
    assert isinstance(begun.exception(timeout=0), BrokenExecutor)


def test_a_cancelled_task_is_not_done(tmp_path: Path) -> None:
    with Workers(1) as workers:
        begun = workers.submit(await_file, tmp_path / "go")
        cancelled, other = workers.submit((tmp_path / "cancelled").touch), workers.submit(square, 3)
        assert cancelled.cancel()
        (tmp_path / "go").touch()
        assert (begun.result(), other.result()[1]) == (None, 9)
    with pytest.raises(CancelledError):
        cancelled.result(timeout=0)
    assert not (tmp_path / "cancelled").exists()


def test_after_the_end_nothing_is_begun() -> None:
    workers = Workers(2)
    future = workers.submit(square, 2)
    workers.shutdown()
    assert future.result(timeout=0)[1] == 4
    with pytest.raises(RuntimeError, match="after shutdown"):
        workers.submit(square, 3)
    workers.shutdown()
    workers.shutdown(wait=False, cancel_futures=True)
    workers.kill_workers()


def test_an_end_that_is_not_waited_for_lets_what_was_asked_be_done() -> None:
    workers = Workers(2)
    futures = [workers.submit(square, number) for number in range(50)]
    workers.shutdown(wait=False)
    assert [future.result()[1] for future in futures] == [number * number for number in range(50)]
    workers.shutdown()


def test_who_is_killed_is_gone_at_once(tmp_path: Path) -> None:
    workers = Workers(2)
    begun = begin_long(workers, tmp_path / "begun")
    other = begin_long(workers, tmp_path / "other")
    waiting = workers.submit(square, 3)
    workers.kill_workers()
    assert waiting.cancelled()
    assert [type(future.exception(timeout=0)) for future in (begun, other)] == [BrokenExecutor] * 2
    workers.kill_workers()


def test_a_system_without_another_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    forks: list[int] = []
    pipes: list[tuple[int, int]] = []
    fork, pipe = os.fork, os.pipe

    def refuse_the_second() -> int:
        if forks:
            for end in (one for pair in pipes[-2:] for one in pair):
                os.close(end)  # which the standard library forgets then
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        forks.append(fork())
        return forks[0]

    def remember() -> tuple[int, int]:
        pipes.append(pipe())
        return pipes[-1]

    monkeypatch.setattr(os, "fork", refuse_the_second)
    monkeypatch.setattr(os, "pipe", remember)
    with pytest.raises(BrokenExecutor):
        Workers(3)
    assert len(forks) == 1


@pytest.mark.parametrize("which", [1, 2, 3])
def test_a_system_without_another_thread_is_told(monkeypatch: pytest.MonkeyPatch, which: int) -> None:
    start, asked = threading.Thread.start, []

    def refuse(thread: threading.Thread) -> None:
        if os.getpid() == HERE:
            asked.append(thread)
            if len(asked) == which:
                raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with pytest.raises(BrokenExecutor):
        Workers(3)


def test_a_worker_without_a_thread_of_its_own_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    start = threading.Thread.start

    def refuse(thread: threading.Thread) -> None:
        if os.getpid() != HERE:
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with Workers(1) as workers:
        assert isinstance(workers.submit(square, 1).exception(), BrokenExecutor)


def test_ctrl_c_while_they_begin_leaves_nobody() -> None:
    """In a process of its own: a thread of whoever runs the tests could hear it, and then it comes in the midst."""
    script = """
        import os, signal
        from journeyblog.build.workers import Workers
        here, fork, processes = os.getpid(), os.fork, []
        def press():
            process = fork()
            if process:
                processes.append(process)
                os.kill(here, signal.SIGINT)
            return process
        os.fork = press
        try:
            Workers(2)
        except KeyboardInterrupt:
            print(len(processes))
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            print("nobody")
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("2\nnobody\n", "")


def test_a_system_that_tells_nothing_of_the_end_of_a_process() -> None:
    """Whoever began this one may have asked for that, and it is inherited."""
    script = """
        import os, signal
        from journeyblog.build.workers import Workers
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        with Workers(2) as workers:
            print(*workers.map(abs, range(3)), type(workers.submit(os._exit, 1).exception()).__name__)
    """
    words = [sys.executable, "-c", textwrap.dedent(script)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("0 1 2 BrokenExecutor\n", "")


def test_workers_do_not_hear_ctrl_c() -> None:
    def press() -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return 7

    with Workers(1, inherits=(press,)) as workers:
        assert workers.submit(press).result() == 7


@pytest.mark.parametrize("when", ["at work", "idle"])
def test_workers_do_not_outlive_their_maker(when: str, tmp_path: Path) -> None:
    """When the last process is gone, the pipe that all hold is closed."""
    script = """
        import os, signal, sys, time
        from journeyblog.build.workers import Workers
        workers = Workers(3)
        if sys.argv[1] == "at work":
            for _ in range(3):
                workers.submit(time.sleep, 600)
        else:
            list(workers.map(abs, range(9)))
        os.kill(os.getpid(), signal.SIGKILL)
    """
    reader, writer = os.pipe()
    words = [sys.executable, "-c", textwrap.dedent(script), when]
    done = subprocess.run(words, pass_fds=[writer], cwd=tmp_path, check=False)
    os.close(writer)
    assert done.returncode == -signal.SIGKILL
    assert os.read(reader, 1) == b""
    os.close(reader)
