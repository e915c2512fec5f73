"""When the files are looked at, by a clock that the tests turn."""

from journeyblog.serve.settling import FIRST, LONGEST, MOST_NAMED, QUIET, Settling


def test_without_a_hint_everything_is_looked_at_now_and_then() -> None:
    settling = Settling(100.0, idle=3.0)
    assert settling.due() == 103.0
    assert settling.take(103.0).paths is None
    assert settling.due() == 106.0


def test_the_first_hint_is_acted_upon_at_once_and_everything_when_it_is_quiet() -> None:
    settling = Settling(100.0, idle=3.0)
    settling.hint(101.0, "a")
    assert settling.due() == 101.0 + FIRST
    assert settling.take(101.0 + FIRST).paths == frozenset({"a"})
    assert settling.due() == 101.0 + QUIET
    settling.hint(101.05, "b")
    assert settling.due() == 101.05 + QUIET
    assert settling.take(101.2).paths is None
    assert settling.due() == 104.2


def test_a_storm_of_ten_thousand_hints_is_two_looks() -> None:
    settling, now, looks = Settling(0.0, idle=1000.0), 0.0, 0
    for number in range(10_000):
        now = 1.0 + number * 0.00009
        while settling.due() <= now:
            settling.take(now)
            looks += 1
        settling.hint(now, f"file-{number}")
    while settling.due() < 1000:
        settling.take(settling.due())
        looks += 1
    assert looks == 2


def test_a_storm_that_never_ends_is_looked_at_all_the_same() -> None:
    settling = Settling(0.0, idle=1000.0)
    settling.hint(1.0, "a")
    settling.take(1.0 + FIRST)
    for number in range(1, 300):
        settling.hint(1.0 + number * 0.01, "a")
    assert settling.due() == 1.0 + LONGEST


def test_of_many_files_everything_is_looked_at() -> None:
    settling = Settling(0.0, idle=1000.0)
    for number in range(MOST_NAMED + 1):
        settling.hint(1.0, f"file-{number}")
    assert settling.take(1.0 + FIRST).paths is None
    assert settling.due() == 1.0 + FIRST + 1000.0


def test_what_is_unclear_is_looked_at_again_in_time() -> None:
    settling = Settling(0.0, idle=3.0)
    settling.again(1.5)
    settling.again(2.5)
    assert settling.due() == 1.5
    assert settling.take(1.5).paths is None
    assert settling.due() == 4.5
