"""The order and numbers of a journey's installments (content model, section 5).

Prologues, then numbered parts by number with each interlude before the first part of a later date, then epilogues.
Drafts, which only a preview shows, change nothing of this: they take no free number, and neither make nor fill a gap.
One without a number of its own stands by its date, unnumbered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from journeyblog.dates import Moment
from journeyblog.messages import Messages
from journeyblog.model.post import Part, PartKind
from journeyblog.site.site import Station


class Installment(Protocol):
    """What the order needs to know of a post."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def date(self) -> Moment: ...  # noqa: D102
    @property
    def part(self) -> Part | None: ...  # noqa: D102
    @property
    def draft(self) -> bool: ...  # noqa: D102


I = TypeVar("I", bound=Installment)  # noqa: E741  the type's whole meaning is Installment


@dataclass(frozen=True, slots=True)
class Ordered:
    """``stations`` in reading order as (index into the given posts, station); what is wrong with the numbers.

    ``same`` are pairs (first, second) of posts with one number, ``gaps`` pairs (missing number, post after it).
    """

    stations: tuple[tuple[int, Station], ...]
    same: tuple[tuple[int, int], ...]
    gaps: tuple[tuple[int, int], ...]


def order(posts: Sequence[I]) -> Ordered:
    """The reading order of a journey's posts."""
    by_date = sorted(range(len(posts)), key=lambda i: (posts[i].date.order, posts[i].path))
    numbers, same = _number(posts, by_date)
    kinds = {i: _kind(posts[i].part) for i in by_date}
    numbered = sorted(numbers, key=lambda i: (numbers[i], posts[i].date.order, posts[i].path))
    dated = [i for i in by_date if kinds[i] in (PartKind.INTERLUDE, PartKind.NUMBERED) and i not in numbers]
    middle: list[int] = []
    for i in numbered:
        while dated and posts[dated[0]].date.day < posts[i].date.day:
            middle.append(dated.pop(0))
        middle.append(i)
    middle += dated
    sequence = [
        *(i for i in by_date if kinds[i] is PartKind.PROLOGUE),
        *middle,
        *(i for i in by_date if kinds[i] is PartKind.EPILOGUE),
    ]
    stations = tuple((i, Station(kind=kinds[i], number=numbers.get(i))) for i in sequence)
    return Ordered(stations=stations, same=same, gaps=_gaps(numbers, [i for i in numbered if not posts[i].draft]))


def position(messages: Messages, station: Station, planned: int | None, highest: int, *, finished: bool) -> str:
    """``Third installment of 4``, or ``Third installment so far``; empty for an unnumbered one and for part 0."""
    if not station.number:
        return ""
    which = messages.say("ordinals.installment", n=station.number)
    if planned is None and not finished:
        return messages.say("line.position_so_far", installment=which)
    return messages.say("line.position_of", installment=which, total=str(max(planned or 0, highest)))


def _kind(part: Part | None) -> PartKind:
    return PartKind.NUMBERED if part is None else part.kind


def _number(posts: Sequence[I], by_date: Sequence[int]) -> tuple[dict[int, int], tuple[tuple[int, int], ...]]:
    """Explicit numbers first; the rest take the free numbers from 1 in date order."""
    numbers: dict[int, int] = {}
    taken: dict[int, int] = {}
    same: list[tuple[int, int]] = []
    for i in by_date:
        part = posts[i].part
        if part is not None and part.number is not None:
            numbers[i] = part.number
            if posts[i].draft:
                continue
            if part.number in taken:
                same.append((taken[part.number], i))
            taken.setdefault(part.number, i)
    free = 1
    for i in by_date:
        if posts[i].part is None and not posts[i].draft:
            while free in taken:
                free += 1
            numbers[i] = free
            taken[free] = i
    return numbers, tuple(same)


def _gaps(numbers: dict[int, int], numbered: Sequence[int]) -> tuple[tuple[int, int], ...]:
    gaps: list[tuple[int, int]] = []
    expected = 1
    for i in numbered:
        if numbers[i] > expected:
            gaps.append((expected, i))
        expected = numbers[i] + 1
    return tuple(gaps)
