"""Bodies are made once, by helpers where it is worth it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from journeyblog.build.bodies import Bodies
from journeyblog.markdown import Options
from journeyblog.packing import pack

T = TypeVar("T")
R = TypeVar("R")
TEXTS = [f"Text {number}." for number in range(40)]


@dataclass(slots=True)
class Counting:
    """Helpers that do at once what they are given, and count the times."""

    begun: int = 0

    def suits(self, things: int) -> bool:
        """Always."""
        return things > 0

    def begin(self, act: Callable[[T], R], thing: T) -> Callable[[], R]:
        """Do it."""
        self.begun += 1
        made = act(thing)
        return lambda: made


def test_what_is_foreseen_is_made_by_helpers() -> None:
    helpers, bodies = Counting(), Bodies(engine="e")
    with bodies.helped_by(helpers):
        for text in TEXTS:
            bodies.foresee(pack(text), Options())
        assert helpers.begun == 2  # the last eight wait until they are asked for
        made = [bodies.render(text, Options()) for text in TEXTS]
    assert helpers.begun == 3
    assert [one.words for one in made] == [2] * 40
    assert (bodies.parsed, bodies.progress()) == (40, (40, 40))


def test_what_was_foreseen_and_never_asked_for_is_given_to_helpers_the_next_time() -> None:
    helpers, bodies = Counting(), Bodies(engine="e")
    for begun in (2, 4):  # the first time something else was at fault
        with bodies.helped_by(helpers):
            for text in TEXTS:
                bodies.foresee(pack(text), Options())
            assert helpers.begun == begun
    assert bodies.progress() == (0, 40)
