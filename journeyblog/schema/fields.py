"""What a declaration may say about a field, inside ``Annotated[...]``."""

from dataclasses import dataclass


class Mark:
    """Anything that stands in ``Annotated[type, …]`` for the schema layer."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Range(Mark):
    """Bounds of a number, inclusive."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Guarded(Mark):
    """A key whose near misses are errors, because getting it wrong would publish what should not be.

    With ``near`` any near match is one (``drfat``); without, only another case and the words of ``also``.
    """

    near: bool = True
    also: tuple[str, ...] = ()
