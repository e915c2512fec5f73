"""How much work one page may be, counted and not timed, so that a page fails on every machine or on none.

A *step* is one tag or expression of a template reached once; a value of many parts costs as many as it has parts.
*Room* is the text that templates make on the way to a page, in characters. Invariant: every value a template can make
was weighed when it was made and again when something goes through it, so work and memory stay within the two limits.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from markupsafe import Markup

from journeyblog.site.views.elements import Prose
from journeyblog.theme.mistake import TemplateMistake

STEPS = 2_000_000
"""Steps of one page. A post takes some 5,000, a list of 200 businesses some 25,000."""
ROOM = 20_000_000
"""Characters made for one page; what macros pass on to each other counts each time."""
LONG = 200
"""Characters from which a text that is printed is counted; shorter ones are paid for by their step."""
MOST_BITS = 4096
"""Of a whole number: some 1,200 digits."""


class Meter:
    """What is left for the page being rendered."""

    __slots__ = ("room", "steps")

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """A new page begins."""
        self.steps = STEPS
        self.room = ROOM

    def spend(self, steps: int) -> None:
        """Count steps. Raises TemplateMistake when there were too many."""
        self.steps -= steps
        if self.steps < 0:
            raise TemplateMistake(
                f"This page takes more than {STEPS // 1_000_000} million steps, so a loop here is out of hand",
                "Look for a loop inside a loop, a large range(), or a macro that calls itself",
            )

    def make(self, characters: int) -> None:
        """Count a text that was made."""
        self.room -= characters
        if self.room < 0:
            raise _too_much_text()

    def fits(self, characters: int) -> None:
        """Refuse a text of so many characters before it is made."""
        if characters > self.room:
            raise _too_much_text()

    def weigh(self, value: Any) -> Any:
        """Spend as many steps as going through ``value`` takes, with all that is in it; the same value."""
        cls = value.__class__
        if cls is str or cls is Markup or cls is Prose:
            self.spend(len(value))
        elif _SHAPES[cls] is not None:
            stack = [value]
            while stack:
                steps = 0
                for part in _parts(stack.pop()):
                    steps += 3
                    cls = part.__class__
                    if cls is str or cls is Markup or cls is Prose:
                        steps += len(part)
                    elif _SHAPES[cls] is not None:
                        stack.append(part)
                self.spend(steps)
        return value

    def took(self, value: Any) -> Any:
        """A value just made by an operator, a filter or a function: counted, and its parts as they come."""
        cls = value.__class__
        if cls is str or cls is Markup or cls is Prose:
            self.room -= len(value)
            if self.room < 0:
                raise _too_much_text()
        elif cls is int:
            if value.bit_length() > MOST_BITS:
                raise TemplateMistake("This number grows too large", "Templates count; leave large sums to the program")
        elif isinstance(value, Iterator):
            return tuple(self.counted(value))  # what comes once only would differ from page to page
        else:
            self.weigh(value)
        return value

    def counted(self, values: Iterable[Any], steps: int = 4) -> Iterator[Any]:
        """What comes one by one, each at so many steps."""
        for value in values:
            self.spend(steps)
            yield value


def _parts(value: Any) -> Iterable[Any]:
    return chain.from_iterable(value.items()) if _SHAPES[value.__class__] is dict else value


class _Shapes(dict[type, type | None]):
    """What values of a class are made of, worked out once for each: pages ask a thousand times."""

    def __missing__(self, cls: type) -> type | None:
        many = issubclass(cls, list | tuple | set | frozenset)
        shape = self[cls] = list if many else dict if issubclass(cls, Mapping) else None
        return shape


_SHAPES = _Shapes()


def _too_much_text() -> TemplateMistake:
    return TemplateMistake(
        f"This page makes more than {ROOM // 1_000_000} million characters of text",
        "Look for a text that is repeated, padded or joined to itself again and again",
    )
