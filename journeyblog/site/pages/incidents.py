"""What was promised and what went wrong, as rows and a timeline."""

from collections.abc import Iterator
from datetime import date

from journeyblog.messages import Messages
from journeyblog.model.numbers.incidents import STAGES, missing_stage
from journeyblog.model.visit import Complaint, Incident, Promise
from journeyblog.site import phrases
from journeyblog.site.views import IncidentView, PromiseView, StageView

SEVERITIES = ("slight", "serious", "severe")
KEPT = {True: "kept", False: "broken", None: "pending"}


def promise_view(messages: Messages, promise: Promise) -> PromiseView:
    """A promise with what became of it."""
    key = KEPT[promise.was_kept]
    return PromiseView(
        what=promise.what,
        promised=phrases.when_due(messages, promise.promised),
        delivered=phrases.when_due(messages, promise.delivered),
        kept=messages.say(f"promises.{key}"),
        key=key,
    )


def incident_view(messages: Messages, incident: Incident) -> IncidentView:
    """An incident with the timeline of its complaint."""
    say, satisfaction = messages.say, incident.satisfaction
    response = messages.join([say(f"responses.{one}") for one in incident.response])
    return IncidentView(
        what=incident.what,
        outcome=say(f"incidents.{incident.outcome.value}"),
        outcome_key=incident.outcome.value,
        complained=incident.was_complained_of,
        stages=tuple(_stages(messages, incident.complaint)) if incident.complaint is not None else (),
        response=response,
        severity=say(f"incidents.{SEVERITIES[incident.severity - 1]}") if incident.severity else "",
        satisfaction=say("incidents.satisfaction", number=satisfaction) if satisfaction is not None else "",
    )


def _stages(messages: Messages, complaint: Complaint) -> Iterator[StageView]:
    """Every stage that has a date, and the first that has none."""
    missing = missing_stage(complaint)
    before: date | None = None
    for name in ("made", *STAGES):
        moment = getattr(complaint, name)
        if moment is not None:
            wait = _wait(messages, before, moment.day)
            yield StageView(label=messages.say(f"incidents.{name}"), date=moment, wait=wait)
            before = moment.day
        elif name == missing:
            yield StageView(label=messages.say(f"incidents.not_{name}"), missing=True)


def _wait(messages: Messages, before: date | None, day: date) -> str:
    if before is None:
        return ""
    days = (day - before).days
    return messages.say("incidents.later", n=days) if days else messages.say("incidents.same_day")
