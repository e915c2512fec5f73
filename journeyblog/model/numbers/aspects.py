"""§7.2, §7.3, §7.16: means of what was rated apart: dimensions, their groups, the four Ps, lenses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from journeyblog.model.scale import Scale
from journeyblog.model.scores import mean, weighted_mean

Ratings = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Average:
    """A mean and how many values it is of, which is at least one."""

    mean: Fraction
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """The means of a lens's dimensions, and the mean of these."""

    mean: Fraction
    dimensions: Mapping[str, Average]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What a dimension weighs in its visit's score, and the group it belongs to."""

    weight: Fraction
    group: str


def averages(ratings: Iterable[Ratings], order: Iterable[str] = ()) -> Mapping[str, Average]:
    """The mean of each name over the visits that rated it: names of ``order`` first, the others as first met."""
    found: dict[str, list[Fraction]] = {name: [] for name in order}
    for one in ratings:
        for name, value in one.items():
            found.setdefault(name, []).append(value)
    return {
        name: Average(mean=middle, count=len(values))
        for name, values in found.items()
        if (middle := mean(values)) is not None
    }


def group_means(
    visits: Iterable[Ratings], weighing: Mapping[str, Weighing], order: Iterable[str]
) -> Mapping[str, Fraction]:
    """§7.3: for each group the weighted mean Σwr/Σw of each visit, then the plain mean over visits."""
    by_visit = [_groups(ratings, weighing) for ratings in visits]
    return {name: one.mean for name, one in averages(by_visit, order).items()}


def service_minus_product(groups: Mapping[str, Fraction]) -> Fraction | None:
    """§7.3: how much better the service is than the product; None unless both were rated."""
    if "service" not in groups or "product" not in groups:
        return None
    return groups["service"] - groups["product"]


def leading_side(gap: Fraction | None, scale: Scale) -> Literal["service", "product", ""]:
    """§7.3: which of the two is clearly ahead, from |gap| ≥ R/4; empty when neither is."""
    if gap is None or abs(gap) < scale.half_range / 4:
        return ""
    return "service" if gap > 0 else "product"


def lens_means(visits: Iterable[Mapping[str, Ratings]], lenses: Mapping[str, Iterable[str]]) -> Mapping[str, Lens]:
    """§7.16: for each lens that was used the mean of each dimension, and the plain mean of these means."""
    said = list(visits)
    made = {}
    for lens, names in lenses.items():
        dimensions = averages((one[lens] for one in said if lens in one), names)
        middle = mean([one.mean for one in dimensions.values()])
        if middle is not None:
            made[lens] = Lens(mean=middle, dimensions=dimensions)
    return made


def _groups(ratings: Ratings, weighing: Mapping[str, Weighing]) -> Ratings:
    rated: dict[str, list[tuple[Fraction, Fraction]]] = {}
    for name, value in ratings.items():
        if name not in weighing:  # of a business whose kind nobody can know
            continue
        rated.setdefault(weighing[name].group, []).append((weighing[name].weight, value))
    return {group: middle for group, pairs in rated.items() if (middle := weighted_mean(pairs)) is not None}
