"""A hundred thousand mutated posts; ``make fuzz`` tries as many as one likes."""

import pytest
from hostile.fuzz import run, try_post
from hostile.mutation import mutant


def test_no_mutated_post_breaks_the_reader() -> None:
    found = run(try_post, seed=0, count=100_000)
    assert [f"{one.number} {mutant(0, one.number)!r}\n{one.what}" for one in found] == []


def _misbehave(_seed: int, number: int) -> None:
    if number == 3:
        raise LookupError("odd")
    if number == 5:
        while True:
            pass
    if number == 6:
        bytearray(2**30)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_fuzzer_finds_what_it_looks_for(jobs: int) -> None:
    """An exception, a loop without an end, too much memory; and it goes on after each."""
    found = run(_misbehave, seed=0, count=8, jobs=jobs)
    assert [one.number for one in found] == [3, 5, 6]
    assert "LookupError: odd" in found[0].what
    assert found[1].what == "took more than 2 s"
    assert "MemoryError" in found[2].what
