"""When to look at the files again, after hints that something happened to them.

The first hint is acted upon almost at once, for the files it names; what follows is gathered until it is quiet, and
then everything is looked at. Time goes in with each call, so nothing here waits.
"""

from dataclasses import dataclass

FIRST = 0.010
QUIET = 0.060
LONGEST = 1.0
"""Seconds: from the first hint to the look at what it names; of silence before the look at everything; and the most
that a storm without silence may delay that.
"""
MOST_NAMED = 200
"""Files named by hints; after more of them everything is looked at anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Look at ``paths``; at everything when None."""

    paths: frozenset[str] | None


class Settling:
    """``idle`` are the seconds after which everything is looked at without a hint."""

    def __init__(self, now: float, idle: float) -> None:
        self.idle = idle
        self._named: set[str] = set()
        self._first: float | None = None  # of the hints that no look has answered at all
        self._begun: float | None = None  # of the hints that no whole look has answered
        self._last = now
        self._looked = now
        self._again: float | None = None

    def hint(self, now: float, path: str) -> None:
        """Something happened at ``path``."""
        if self._begun is None:
            self._begun = self._first = now
        self._last = now
        if len(self._named) <= MOST_NAMED:
            self._named.add(path)

    def again(self, at: float) -> None:
        """A look was inconclusive: everything is looked at again at ``at``."""
        self._again = at if self._again is None else min(at, self._again)

    def due(self) -> float:
        """When the next look is due."""
        times = [self._looked + self.idle]
        if self._first is not None:
            times.append(self._first + FIRST)
        elif self._begun is not None:
            times.append(min(self._last + QUIET, self._begun + LONGEST))
        if self._again is not None:
            times.append(self._again)
        return min(times)

    def take(self, now: float) -> Look:
        """The look that is due; ``now`` is when it begins."""
        if self._first is not None and len(self._named) <= MOST_NAMED:
            paths = frozenset(self._named)
            self._first = None
            return Look(paths=paths)
        self._named.clear()
        self._first = self._begun = self._again = None
        self._looked = now
        return Look(paths=None)
