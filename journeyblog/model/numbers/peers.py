"""§7.13: a business against others of its kind, as near to it as there are any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

LEVELS = ("locality", "region", "country", "everywhere")
LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the comparison needs of a business; ``places`` are keys by level, empty where not known."""

    kind: str
    places: Mapping[str, str]
    overall: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """On which level, how many others, the mean of their overalls, and the business's own less that mean."""

    level: str
    count: int
    mean: Fraction
    difference: Fraction


def compare_peers(standings: Sequence[Standing]) -> tuple[Peers | None, ...]:
    """For each rated business the first level with at least two other rated ones of its kind; else None.

    A level whose place is not known is passed over. One pass over all: sums by kind, level and place.
    """
    sums: dict[tuple[str, str, str], tuple[Fraction, int]] = {}
    for standing in standings:
        if standing.overall is None:
            continue
        for key in _keys(standing):
            total, count = sums.get(key, (Fraction(0), 0))
            sums[key] = (total + standing.overall, count + 1)
    return tuple(_peers(standing, sums) for standing in standings)


def _peers(standing: Standing, sums: Mapping[tuple[str, str, str], tuple[Fraction, int]]) -> Peers | None:
    if standing.overall is None:
        return None
    for key in _keys(standing):
        total, count = sums[key]
        others = count - 1
        if others >= LEAST:
            middle = (total - standing.overall) / others
            return Peers(level=key[1], count=others, mean=middle, difference=standing.overall - middle)
    return None


def _keys(standing: Standing) -> list[tuple[str, str, str]]:
    places = {**standing.places, "everywhere": "everywhere"}
    return [(standing.kind, level, places[level]) for level in LEVELS if places.get(level)]
