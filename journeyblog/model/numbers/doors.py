"""§7.10: the front-door check: how a business answers those who get in touch."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Protocol

from journeyblog.model.scores import Share
from journeyblog.model.visit import Touchpoint

MINUTES = Fraction(10)
"""The standard of a channel that has none."""


class Standard(Protocol):
    """How soon a channel should answer: hours, minutes, or neither."""

    @property
    def hours(self) -> Fraction | None: ...  # noqa: D102
    @property
    def minutes(self) -> Fraction | None: ...  # noqa: D102


def front_door(touchpoints: Iterable[Touchpoint], standards: Mapping[str, Standard]) -> Share | None:
    """Tests passed of those made; None when nothing could be tested.

    A touchpoint makes a test of each thing that it states: ``response_hours`` and ``wait_minutes`` are not above the
    channel's standard, and ``real_person`` is true.
    """
    tests = [test for point in touchpoints for test in _tests(point, standards.get(point.channel))]
    return Share(part=sum(tests), whole=len(tests)) if tests else None


def _tests(point: Touchpoint, standard: Standard | None) -> Iterator[bool]:
    hours = standard.hours if standard is not None else None
    minutes = standard.minutes if standard is not None else None
    if point.response_hours is not None:
        yield point.response_hours * 60 <= _first(_times(hours, 60), minutes)
    if point.wait_minutes is not None:
        yield point.wait_minutes <= _first(minutes, _times(hours, 60))
    if point.real_person is not None:
        yield point.real_person


def _times(value: Fraction | None, factor: int) -> Fraction | None:
    return value * factor if value is not None else None


def _first(*limits: Fraction | None) -> Fraction:
    """The limit in the touchpoint's own unit, else in the other one, else the standard of all."""
    return next((limit for limit in limits if limit is not None), MINUTES)
