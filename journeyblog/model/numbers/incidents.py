"""§7.9: what went wrong, and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from journeyblog.model.scores import mean
from journeyblog.model.visit import Complaint, Incident, Outcome

STAGES = ("acknowledged", "responded", "resolved", "followed_up")
"""What should follow a complaint once it was made, in order."""

_WORTH = {Outcome.RECOVERED: Fraction(1), Outcome.PARTIAL: Fraction(1, 2), Outcome.UNRESOLVED: Fraction(0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingStage:
    """The first stage that a complaint never reached."""

    what: str
    stage: str


def recovery(incidents: Iterable[Incident]) -> Fraction | None:
    """The mean over closed incidents of recovered 1, partial ½, unresolved 0; open ones don't count."""
    return mean([_WORTH[incident.outcome] for incident in incidents if incident.outcome is not Outcome.OPEN])


def open_incidents(incidents: Iterable[Incident]) -> tuple[str, ...]:
    """Those that are not over."""
    return tuple(incident.what for incident in incidents if incident.outcome is Outcome.OPEN)


def double_deviation(incidents: Sequence[Incident]) -> bool | None:
    """Whether any was complained of and still not resolved; None without incidents.

    The term is that of M. J. Bitner, B. H. Booms and M. S. Tetreault, "The service encounter", Journal of Marketing 54
    (1990): the service fails, and so does the answer to the complaint.
    """
    if not incidents:
        return None
    return any(one.was_complained_of and one.outcome is Outcome.UNRESOLVED for one in incidents)


def missing_stage(complaint: Complaint) -> str:
    """The first stage without a date; empty when all were reached. That it was made follows from its being there."""
    return next((stage for stage in STAGES if getattr(complaint, stage) is None), "")


def missing_stages(incidents: Iterable[Incident]) -> tuple[MissingStage, ...]:
    """For each incident that tells of its complaint, the first stage that is missing."""
    return tuple(
        MissingStage(what=incident.what, stage=stage)
        for incident in incidents
        if incident.complaint is not None and (stage := missing_stage(incident.complaint))
    )
