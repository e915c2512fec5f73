"""What is done in the background holds nobody up, and leaves Python as it was."""

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest

from journeyblog.serve.manners import NEVER, TURN, in_background, take_leave, tidy


class Ring:
    """Goes only when it is searched for."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def own_manners() -> Iterator[None]:
    yield
    take_leave()


def habits() -> tuple[float, tuple[int, int, int]]:
    return sys.getswitchinterval(), gc.get_threshold()


def test_others_come_first_and_afterwards_all_is_as_it_was() -> None:
    before = habits()
    with in_background():
        turn, (young, middle, all_) = habits()
        assert turn == pytest.approx(TURN)
        assert (young, middle, all_) == (*before[1][:2], NEVER)
    assert habits() == before
    with pytest.raises(KeyError), in_background():
        raise KeyError
    assert habits() == before


def test_what_was_made_is_passed_over_until_somebody_sweeps() -> None:
    with in_background():
        ring = Ring()
    gone = weakref.ref(ring)
    del ring
    gc.collect()
    assert gone() is not None
    tidy()
    assert gone() is None
    assert gc.get_freeze_count() > 0
    take_leave()
    assert gc.get_freeze_count() == 0


def test_what_was_given_up_is_not_passed_over() -> None:
    def give_up() -> weakref.ref[Ring]:
        ring = Ring()
        try:
            with in_background():
                ring.me = Ring()
                raise KeyError
        except KeyError:
            return weakref.ref(ring.me)

    gone = give_up()
    gc.collect()
    assert gone() is None
