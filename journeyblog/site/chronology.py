"""Dates that must follow each other: within one text, and between a visit and the business visited."""

from collections.abc import Iterator
from itertools import pairwise

from journeyblog.dates import Moment
from journeyblog.diagnostics import Diagnostic
from journeyblog.model.business import Business
from journeyblog.model.journey import Journey
from journeyblog.model.post import Post
from journeyblog.model.visit import Incident, Visit
from journeyblog.site.candidates import stem_of
from journeyblog.site.visit_keys import visit_keys
from journeyblog.source.entries import Entry

COMPLAINT_STAGES = ("made", "acknowledged", "responded", "resolved", "followed_up")
CODE = "dates-out-of-order"
Keys = tuple[str | int, ...]


def post_dates_in_order(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """``updated`` and ``expires`` are not before ``date``; a visit is not after it."""
    post = entry.fields
    date = _date_of(entry)
    if date is None:
        return
    for name, later in (("updated", post.updated), ("expires", post.expires)):
        if later is not None and later.day < date.day:
            yield _out_of_order(entry, (name,), later, "date", date)
    for index, visit in enumerate(post.visits):
        keys = visit_keys(entry, index)
        if visit.date is not None and keys and visit.date.day > date.day:
            yield entry.warning(CODE, f"This visit ({visit.date.day}) lies after its post ({date.day})",
                                entry.locate(*keys, "date"),
                                "Write the day of the visit, or mend the date of the post")  # fmt: skip


def complaints_in_order(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """The stages of a complaint follow each other."""
    for index, visit in enumerate(entry.fields.visits):
        for number, incident in enumerate(visit.incidents):
            yield from _complaint_in_order(entry, (*visit_keys(entry, index), "incidents", number), incident)


def business_was_open(entry: Entry[Post], keys: Keys, visit: Visit, business: Entry[Business]) -> Iterator[Diagnostic]:
    """A visit lies between the days on which its business opened and closed."""
    date = None if entry.unread(*keys, "date") else visit.date or _date_of(entry)
    opened, closed = business.fields.opened, business.fields.closed
    if date is None:
        return
    if opened is not None and date.day < opened.day:
        said = f"before '{business.fields.name}' opened ({opened.day})"
    elif closed is not None and date.day > closed.day:
        said = f"after '{business.fields.name}' closed ({closed.day})"
    else:
        return
    where = (*keys, "date") if visit.date else ("date",) if entry.fields.date else (*keys, "business")
    yield entry.warning(CODE, f"This visit ({date.day}) lies {said}", entry.locate(*where),
                        f"Mend the date here, or the one in {business.path}")  # fmt: skip


def business_dates_in_order(entry: Entry[Business]) -> Iterator[Diagnostic]:
    """A business does not close before it opens."""
    business = entry.fields
    if business.opened and business.closed and business.closed.day < business.opened.day:
        yield _out_of_order(entry, ("closed",), business.closed, "opened", business.opened)


def journey_dates_in_order(entry: Entry[Journey]) -> Iterator[Diagnostic]:
    """A journey does not end before it starts, and its stops follow each other."""
    journey = entry.fields
    if journey.start and journey.end and journey.end.day < journey.start.day:
        yield _out_of_order(entry, ("end",), journey.end, "start", journey.start)
    dated = [(index, stop.name, stop.date) for index, stop in enumerate(journey.stops) if stop.date is not None]
    for (_, before, earlier), (index, after, later) in pairwise(dated):
        if later.day < earlier.day:
            yield entry.warning(CODE, f"The stop '{after}' ({later.day}) lies before '{before}' ({earlier.day})",
                                entry.locate("stops", index, "date"),
                                "List the stops in the order of the way, or mend one of the dates")  # fmt: skip


def _date_of(entry: Entry[Post]) -> Moment | None:
    return None if entry.unread("date") else entry.fields.date or stem_of(entry.path)[1]


def _complaint_in_order(entry: Entry[Post], keys: Keys, incident: Incident) -> Iterator[Diagnostic]:
    if incident.complaint is None:
        return
    complaint = incident.complaint
    dated = [(name, getattr(complaint, name)) for name in COMPLAINT_STAGES if getattr(complaint, name) is not None]
    for (before, earlier), (after, later) in pairwise(dated):
        if later.day < earlier.day:
            yield _out_of_order(entry, (*keys, "complaint", after), later, before, earlier)


def _out_of_order(
    entry: Entry[Post] | Entry[Business] | Entry[Journey], keys: Keys, later: Moment, first: str, earlier: Moment
) -> Diagnostic:
    name = keys[-1]
    message = f"'{name}' ({later.day}) lies before '{first}' ({earlier.day})"
    hint = f"Mend one of the two dates: '{name}' must not be before '{first}'"
    return entry.error(CODE, message, entry.locate(*keys), hint)
