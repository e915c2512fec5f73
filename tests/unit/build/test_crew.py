"""A crew does what one process does, in the same order; and who is lost, or has lost its build, is not waited for."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from journeyblog.build.crew import ALONE, FEWEST, Crew, WorkerLost, crew_of
from journeyblog.build.publish import PublishFailed

HERE = os.getpid()


def squares(numbers: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), [number * number for number in numbers]


@pytest.mark.parametrize("size", [2, 3])
def test_results_come_in_order_from_other_processes(size: int) -> None:
    with Crew(size=size).share(squares, range(100)) as results:
        done = list(results)
    assert [square for _, some in done for square in some] == [number * number for number in range(100)]
    assert HERE not in {process for process, _ in done}


def test_a_mistake_travels_with_its_hint() -> None:
    def fail(_: Sequence[int]) -> None:
        raise PublishFailed("The disk is full", hint="Free some space")

    with pytest.raises(PublishFailed) as raised, Crew(size=2).share(fail, range(10)) as results:
        list(results)
    assert (raised.value.message, raised.value.hint) == ("The disk is full", "Free some space")


def test_a_bug_is_told_as_what_it_is() -> None:
    """An exception that cannot travel takes nobody with it."""

    class Odd(Exception):
        def __init__(self, *, what: str) -> None:
            super().__init__(what)

    def fail(_: Sequence[int]) -> None:
        raise Odd(what="the bug")

    with pytest.raises(RuntimeError, match="the bug"), Crew(size=2).share(fail, range(10)) as results:
        list(results)


def die(numbers: Sequence[int]) -> None:
    if 7 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_lost_worker_is_told() -> None:
    with pytest.raises(WorkerLost, match="memory"), Crew(size=2).share(die, range(10)) as results:
        list(results)


def test_a_crew_on_call_needs_to_inherit_nothing() -> None:
    crew = Crew(size=2, fewest=FEWEST).on_call()
    idle = threading.Event()
    with ThreadPoolExecutor(1) as executor:  # where there are threads nobody is forked
        executor.submit(idle.wait)
        assert not Crew(size=2).suits(FEWEST)
        assert (crew.suits(FEWEST - 1), crew.suits(FEWEST)) == (False, True)
        with crew.share(squares, range(100)) as results:
            done = list(results)
        idle.set()
    assert [square for _, some in done for square in some] == [number * number for number in range(100)]
    assert HERE not in {process for process, _ in done}
    crew.send_home()
    with crew.share(squares, range(100)) as results:
        assert list(results) == []
    crew.executor.shutdown()
    crew.send_home()


def test_of_a_crew_on_call_a_lost_worker_leaves_the_rest_undone() -> None:
    crew = Crew(size=2).on_call()
    with crew.share(die, range(10)) as results:
        assert len(list(results)) < 10
    crew.executor.shutdown()


def test_small_jobs_and_single_crews_stay_at_home() -> None:
    assert not ALONE.suits(10_000)
    assert not Crew(size=1).suits(10_000)
    assert not Crew(size=4, fewest=FEWEST).suits(FEWEST - 1)
    assert Crew(size=4, fewest=FEWEST).suits(FEWEST)
    assert crew_of(0).fewest == FEWEST
    assert crew_of(3) == Crew(size=3)


def test_nobody_is_forked_beside_other_threads() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert not Crew(size=2).suits(100)
    finally:
        over.set()
        thread.join()
    assert Crew(size=2).suits(100)


def test_workers_do_not_outlive_their_build(tmp_path: Path) -> None:
    """A build that is killed leaves nobody behind: when the last process is gone, the pipe that all hold is closed."""
    script = """
        import os, signal, time
        from journeyblog.build.crew import Crew
        with Crew(size=3).share(lambda some: time.sleep(some[0] and 60), [0, 1, 1, 1, 1]) as results:
            next(results)
            os.kill(os.getpid(), signal.SIGKILL)
    """
    reader, writer = os.pipe()
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], pass_fds=[writer], cwd=tmp_path, check=False)
    os.close(writer)
    assert done.returncode == -signal.SIGKILL
    assert os.read(reader, 1) == b""
    os.close(reader)
