"""When to look at the files again, after hints that something happened to them.

The first hint is acted upon almost at once, for the files it names; what follows is gathered until it is quiet, and
then everything is looked at. The more files were named, the longer the silence must be: one that is saved is seen at
once, and a checkout of thousands, which pauses now and then, in one go. Time goes in with each call, so nothing here
waits.
"""

from dataclasses import dataclass

FIRST = 0.010
QUIET = 0.060
QUIET_EACH = 0.005
MOST_TAKEN = 1.0
"""Seconds: from the first hint to the look at what it names; of silence before the look at everything, and for each
file that was named, where that is more. It must be quiet as long as that look takes, too, though no longer than this:
while everything is looked at, who saved a single file would wait to see it.
"""
LONGEST = 16
"""How many times that silence a storm without silence may delay the look at everything: a second to begin with."""
MOST_NAMED = 200
"""Files named by hints; after more of them everything is looked at anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Look at ``paths``; at everything when None. ``calm`` are the seconds since a hint, when one called for it."""

    paths: frozenset[str] | None
    calm: float = 0.0


class Settling:
    """``idle`` are the seconds after which everything is looked at without a hint; ``took`` those that the last look at
    everything took.
    """

    def __init__(self, now: float, idle: float) -> None:
        self.idle = idle
        self.took = 0.0
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
        elif now - self._last >= QUIET and len(self._named) * QUIET_EACH <= QUIET:
            self._first = now  # another save, while all is quiet on a site that takes long to look at
        self._last = now
        if len(self._named) <= MOST_NAMED:
            self._named.add(path)

    def again(self, at: float) -> None:
        """A look was inconclusive: everything is looked at again at ``at``."""
        self._again = at if self._again is None else min(at, self._again)

    def due(self) -> float:
        """When the next look is due. While hints come nothing but them calls for one, lest a storm be looked at often:
        the look at everything that ends it answers all.
        """
        if self._first is not None:
            return self._first + FIRST
        if self._begun is not None:
            return min(self._last + self._quiet(), self._begun + LONGEST * self._quiet())
        times = (self._looked + self.idle, self._again)
        return min(time for time in times if time is not None)

    def take(self, now: float) -> Look:
        """The look that is due; ``now`` is when it begins."""
        if self._first is not None and len(self._named) <= MOST_NAMED:
            self._first = None
            return Look(paths=frozenset(self._named))
        calm = now - self._last if self._begun is not None else 0.0
        if self._begun is not None and now < self._last + self._quiet():
            self._begun, self._first = now, None  # in the middle of a storm: go on gathering
        else:
            self._named.clear()
            self._first = self._begun = None
        if self._again is not None and self._again <= now:
            self._again = None
        self._looked = now
        return Look(paths=None, calm=calm)

    def _quiet(self) -> float:
        return max(QUIET, min(self.took, MOST_TAKEN), QUIET_EACH * len(self._named))
