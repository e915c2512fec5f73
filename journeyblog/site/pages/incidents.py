"""What was promised and what went wrong, as rows and a timeline."""

from collections.abc import Iterator
from datetime import date

from journeyblog.model.numbers.incidents import STAGES, missing_stage
from journeyblog.model.visit import Complaint, Incident, Outcome, Promise
from journeyblog.site import phrases
from journeyblog.site.views import IncidentView, PromiseView, StageView

REACHED = {
    "made": "Complaint made",
    "acknowledged": "Acknowledged",
    "responded": "Answered",
    "resolved": "Resolved",
    "followed_up": "Followed up",
}
MISSED = {
    "acknowledged": "Not acknowledged",
    "responded": "Not answered",
    "resolved": "Not resolved",
    "followed_up": "Not followed up",
}
OUTCOMES = {
    Outcome.RECOVERED: "Recovered",
    Outcome.PARTIAL: "Partly recovered",
    Outcome.UNRESOLVED: "Unresolved",
    Outcome.OPEN: "Still open",
}
SEVERITIES = {None: "", 1: "Slight", 2: "Serious", 3: "Severe"}
KEPT = {True: ("Kept", "kept"), False: ("Broken", "broken"), None: ("Not said", "pending")}


def promise_view(promise: Promise) -> PromiseView:
    """A promise with what became of it."""
    kept, key = KEPT[promise.was_kept]
    return PromiseView(
        what=promise.what,
        promised=phrases.when_due(promise.promised),
        delivered=phrases.when_due(promise.delivered),
        kept=kept,
        key=key,
    )


def incident_view(incident: Incident) -> IncidentView:
    """An incident with the timeline of its complaint."""
    response = phrases.join(list(incident.response))
    satisfaction = incident.satisfaction
    return IncidentView(
        what=incident.what,
        outcome=OUTCOMES[incident.outcome],
        outcome_key=incident.outcome.value,
        complained=incident.was_complained_of,
        stages=tuple(_stages(incident.complaint)) if incident.complaint is not None else (),
        response=response[:1].upper() + response[1:],
        severity=SEVERITIES[incident.severity],
        satisfaction=f"{phrases.number(satisfaction)} of 5" if satisfaction is not None else "",
    )


def _stages(complaint: Complaint) -> Iterator[StageView]:
    """Every stage that has a date, and the first that has none."""
    missing = missing_stage(complaint)
    before: date | None = None
    for name in ("made", *STAGES):
        moment = getattr(complaint, name)
        if moment is not None:
            yield StageView(label=REACHED[name], date=moment, wait=_wait(before, moment.day))
            before = moment.day
        elif name == missing:
            yield StageView(label=MISSED[name], missing=True)


def _wait(before: date | None, day: date) -> str:
    if before is None:
        return ""
    days = (day - before).days
    return f"{phrases.count(days, 'day', 'days')} later" if days else "the same day"
