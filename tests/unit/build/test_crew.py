"""A crew does what one process does, in the same order; and who is lost is told of."""

import errno
import os
import signal
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

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
        waits = [crew.begin(squares, [number]) for number in range(100)]
        done = [wait() for wait in waits]
        idle.set()
    assert [one[1] for one in done if one is not None] == [[number * number] for number in range(100)]
    assert HERE not in {one[0] for one in done if one is not None}
    crew.send_home()
    assert crew.begin(squares, [1])() is None
    crew.workers.shutdown()
    crew.send_home()


def squares_or_death(numbers: Sequence[int]) -> tuple[int, list[int]]:
    die(numbers)
    return squares(numbers)


def test_of_a_crew_on_call_a_lost_worker_leaves_the_rest_undone() -> None:
    crew = Crew(size=2).on_call()
    waits = [crew.begin(squares_or_death, [number]) for number in range(7, 1000)]
    assert waits[0]() is None
    assert None in [wait() for wait in waits[1:]]
    assert crew.begin(squares, [1])() is None
    crew.workers.shutdown()


def test_helpers_are_forked_for_the_first_thing_to_do(forks: list[int]) -> None:
    with Crew(size=2, fewest=10).stand_by() as helpers:
        assert (helpers.suits(9), helpers.suits(10)) == (False, True)
        assert forks == []
        waits = [helpers.begin(squares, [number]) for number in range(100)]
        assert helpers.suits(1)
        done = [wait() for wait in waits]
    assert [one[1] for one in done if one is not None] == [[number * number] for number in range(100)]
    assert forks == [HERE, HERE]


def test_a_lost_helper_is_told() -> None:
    with pytest.raises(WorkerLost), Crew(size=2).stand_by() as helpers:
        helpers.begin(die, [7])()


def test_nobody_is_left_at_work(tmp_path: Path) -> None:
    """When the build stops in the midst, by a mistake or by Ctrl-C, its workers are gone before it goes on."""

    def work(_: Sequence[int]) -> None:
        while True:
            (tmp_path / str(os.getpid())).write_text("")

    with suppress(KeyboardInterrupt), Crew(size=3).share(work, range(9)):
        while len(list(tmp_path.iterdir())) < 3:
            time.sleep(0.001)
        raise KeyboardInterrupt
    for process in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(process.name), 0)


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Who forked, each time."""
    fork, told = os.fork, list[int]()

    def tell() -> int:
        told.append(os.getpid())
        return fork()

    monkeypatch.setattr(os, "fork", tell)
    return told


def refuse(*_: object) -> NoReturn:
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def test_a_system_without_another_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", refuse)
    with pytest.raises(WorkerLost), Crew(size=2).share(squares, range(100)):
        pass
    with pytest.raises(WorkerLost):
        Crew(size=2).on_call()


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
