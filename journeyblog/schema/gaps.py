"""What of a text could not be read, so that nothing is made of its absence.

A text with a mistake keeps every field that can be read. Its gaps are the ways to the others, each a tuple of keys and
of places in lists as they were written; the empty way is the whole text. They are kept as a tree, since a text may have
thousands.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Way = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What could not be read of a value: all of it when it is ``lost``, else something of each of its ``parts``.

    ``shifts`` are the places of a list's lost items, each less the number of those before it, in order: the items that
    were read have moved up by them.
    """

    lost: bool = False
    parts: Mapping[str | int, "Gaps"] = field(default_factory=lambda: MappingProxyType({}))
    shifts: tuple[int, ...] = ()

    def touch(self, *keys: str | int) -> bool:
        """Whether the value under ``keys``, or a part of it, could not be read."""
        return self._under(keys) is not None

    def shorten(self, *keys: str | int) -> bool:
        """Whether the list or group under ``keys`` could not be read, or lacks an entry that could not."""
        found = self._under(keys)
        return found is not None and (found.lost or any(part.lost for part in found.parts.values()))

    def as_written(self, keys: Way) -> Way:
        """The way in the text to a value that stands under ``keys`` in what was read."""
        way: Way = ()
        here: Gaps | None = self
        for key in keys:
            place = key + bisect_right(here.shifts, key) if here is not None and isinstance(key, int) else key
            here = here.parts.get(place) if here is not None else None
            way = (*way, place)
        return way

    def _under(self, keys: Way) -> "Gaps | None":
        here: Gaps | None = self
        for key in self.as_written(keys):
            if here is None or here.lost:
                break
            here = here.parts.get(key)
        return here if here is not None and (here.lost or here.parts) else None


NO_GAPS = Gaps()


def gaps_of(ways: Iterable[Way]) -> Gaps:
    """The gaps to which these ways lead."""
    below: dict[str | int, list[Way]] = {}
    for way in ways:
        if not way:
            return Gaps(lost=True)
        below.setdefault(way[0], []).append(way[1:])
    parts = {step: gaps_of(rest) for step, rest in below.items()}
    places = sorted(step for step, part in parts.items() if isinstance(step, int) and part.lost)
    return Gaps(parts=MappingProxyType(parts), shifts=tuple(place - i for i, place in enumerate(places)))
