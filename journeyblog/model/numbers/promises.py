"""§7.9: promises and whether they were kept."""

from collections.abc import Iterable

from journeyblog.model.scores import Share
from journeyblog.model.visit import Promise


def promises_kept(promises: Iterable[Promise]) -> Share | None:
    """Kept of all whose end is known; None without any."""
    known = [promise.was_kept for promise in promises if promise.was_kept is not None]
    return Share(part=sum(known), whole=len(known)) if known else None


def promises_pending(promises: Iterable[Promise]) -> tuple[str, ...]:
    """Those of which nobody has said yet whether they were kept."""
    return tuple(promise.what for promise in promises if promise.was_kept is None)
