"""A text with places for values, perhaps in several forms by a number.

In: what stands in a messages file. Out: frozen values that know their places.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
Pieces = tuple[str, ...]
"""Literal texts with the name of a place between each two of them."""
Rule = Callable[[Decimal], str]
"""From a number to the name of the form that goes with it."""


def split(text: str) -> Pieces:
    """``Part {n}`` as literals and places, by turns."""
    return tuple(PLACE.split(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text, or a form of it for each category of numbers; ``rule`` chooses the form by the value of ``n``.

    A form may also stand for one number alone, under that number.
    """

    forms: Mapping[str, Pieces]
    rule: Rule

    @property
    def places(self) -> frozenset[str]:
        """The names of all places, in whatever form."""
        return frozenset(name for pieces in self.forms.values() for name in pieces[1::2])

    def form(self, n: Decimal | None) -> Pieces:
        """The form that goes with ``n``."""
        if n is None or len(self.forms) == 1:
            return self.forms.get("other") or next(iter(self.forms.values()))
        exact = self.forms.get(str(n))
        return exact or self.forms.get(self.rule(n)) or self.forms["other"]


def fill(pieces: Pieces, values: Mapping[str, str]) -> str:
    """The text with its places filled."""
    if len(pieces) == 1:
        return pieces[0]
    parts = list(pieces)
    parts[1::2] = [values[name] for name in pieces[1::2]]
    return "".join(parts)


def written(pieces: Sequence[str]) -> str:
    """The text as it stands in the file."""
    return "".join(f"{{{piece}}}" if i % 2 else piece for i, piece in enumerate(pieces))
