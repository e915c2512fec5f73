"""When the files are looked at, by a clock that the tests turn."""

from collections.abc import Iterable

from journeyblog.serve.settling import FIRST, LONGEST, MOST_NAMED, MOST_TAKEN, QUIET, QUIET_EACH, Look, Settling


def looks(hints: Iterable[tuple[float, str]]) -> list[tuple[float, Look]]:
    """When which looks are taken, of these hints from second 1 on."""
    settling, taken = Settling(0.0, idle=1000.0), []
    for now, path in (*hints, (900.0, "")):
        while settling.due() <= now:
            taken.append((at := settling.due(), settling.take(at)))
        if path:
            settling.hint(now, path)
    return taken


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


def test_where_looking_takes_long_it_is_quiet_for_as_long_and_saves_are_seen_meanwhile() -> None:
    settling = Settling(100.0, idle=3.0)
    settling.took = 0.5
    settling.hint(101.0, "a")
    assert settling.take(101.0 + FIRST).paths == frozenset({"a"})
    assert settling.due() == 101.5
    settling.hint(101.3, "b")
    assert settling.due() == 101.3 + FIRST
    assert settling.take(101.3 + FIRST).paths == frozenset({"a", "b"})
    assert settling.due() == 101.8
    settling.took = 60.0
    assert settling.due() == 101.3 + MOST_TAKEN


def test_where_looking_takes_long_a_storm_is_looked_at_no_more_often() -> None:
    settling = Settling(0.0, idle=1000.0)
    settling.took, looks = 1.0, 0
    for number in range(1000):
        settling.hint(1.0 + number * 0.1, f"file-{number}")
        while settling.due() <= 1.0 + number * 0.1 + 0.09:
            settling.take(settling.due())
            looks += 1
    assert looks < 25


def test_a_storm_of_ten_thousand_hints_is_two_looks() -> None:
    for seconds in (0.5, 5.0, 15.0):
        taken = looks((1.0 + number * seconds / 10_000, f"file-{number}") for number in range(10_000))
        assert len(taken) == 2
        (_, soon), (last, whole) = taken
        assert soon.paths is not None
        assert whole.paths is None
        assert 1.0 + seconds < last < 1.0 + seconds + 1.5


def test_a_checkout_that_pauses_is_one_storm() -> None:
    hints = [
        (1.0 + folder * 0.6 + number * 0.001, f"{folder}/{number}") for folder in range(5) for number in range(300)
    ]
    assert [look.paths is None for _, look in looks(hints)] == [False, True]


def test_the_more_files_the_longer_the_silence() -> None:
    for count, quiet in ((1, QUIET), (12, QUIET), (40, 40 * QUIET_EACH)):
        (_, soon), (at, whole) = looks((1.0, f"file-{number}") for number in range(count))
        assert len(soon.paths or ()) == count
        assert whole == Look(paths=None, calm=at - 1.0)
        assert at == 1.0 + quiet


def test_a_storm_that_never_ends_is_looked_at_all_the_same() -> None:
    one_file = looks((1.0 + number * 0.01, "a") for number in range(1000))
    silence = LONGEST * QUIET
    assert [round(at, 2) for at, _ in one_file[:4]] == [1.01, *(round(1.0 + silence * n, 2) for n in (1, 2, 3))]
    assert [look.paths is None for _, look in one_file] == [False, *[True] * (len(one_file) - 1)]
    assert len(one_file) <= 10 / silence + 3
    many = looks((1.0 + number * 0.01, f"file-{number}") for number in range(10_000))
    assert len(many) < 10


def test_in_a_storm_no_other_reason_calls_for_a_look() -> None:
    settling = Settling(0.0, idle=3.0)
    for number in range(500):
        settling.hint(2.9 + number * 0.001, f"file-{number}")
    settling.again(3.0)
    settling.take(2.9 + FIRST)
    assert settling.due() > 3.399 + 1.0
    settling.take(settling.due())
    assert settling.due() > 6.0


def test_a_look_before_its_time_does_not_answer_what_is_unclear() -> None:
    settling = Settling(0.0, idle=1000.0)
    settling.hint(1.0, "a")
    settling.take(1.0 + FIRST)
    settling.again(1.3)
    assert settling.take(1.0 + QUIET).paths is None
    assert settling.due() == 1.3
    assert settling.take(1.3).paths is None
    assert settling.due() > 1000


def test_of_many_files_everything_is_looked_at() -> None:
    taken = looks((1.0, f"file-{number}") for number in range(MOST_NAMED + 1))
    assert [look.paths for _, look in taken] == [None, None]
    assert [at for at, _ in taken] == [1.0 + FIRST, 1.0 + QUIET_EACH * (MOST_NAMED + 1)]


def test_what_is_unclear_is_looked_at_again_in_time() -> None:
    settling = Settling(0.0, idle=3.0)
    settling.again(1.5)
    settling.again(2.5)
    assert settling.due() == 1.5
    assert settling.take(1.5).paths is None
    assert settling.due() == 4.5
