"""Promises, incidents, complaints, the front-door check."""

from fractions import Fraction

import pytest

from journeyblog.config import Channel
from journeyblog.config.load import CHANNELS
from journeyblog.dates import parse_moment
from journeyblog.model.numbers.doors import front_door
from journeyblog.model.numbers.incidents import (
    MissingStage,
    double_deviation,
    missing_stage,
    missing_stages,
    open_incidents,
    recovery,
)
from journeyblog.model.numbers.promises import promises_kept, promises_pending
from journeyblog.model.scores import Share
from journeyblog.model.visit import Complaint, Due, Incident, Outcome, Promise, Touchpoint

DAY, _ = parse_moment("2018-02-09")
LATER, _ = parse_moment("2018-02-10")


def incident(outcome: Outcome, *, complained: bool | None = None, complaint: Complaint | None = None) -> Incident:
    return Incident(what=outcome.value, outcome=outcome, complained=complained, complaint=complaint)


def test_promises_are_kept_by_word_or_by_date() -> None:
    said = [
        Promise(what="by word", kept=True),
        Promise(what="broken", kept=False),
        Promise(what="in time", promised=Due(DAY), delivered=Due(DAY)),
        Promise(what="late", promised=Due(DAY), delivered=Due(LATER)),
        Promise(what="no end known", promised=Due(LATER)),
    ]
    assert promises_kept(said) == Share(part=2, whole=4)
    assert promises_pending(said) == ("no end known",)
    assert promises_kept([]) is None
    assert promises_kept(said[-1:]) is None


@pytest.mark.parametrize(
    ("outcomes", "value"),
    [
        ([], None),
        ([Outcome.OPEN], None),
        ([Outcome.RECOVERED], "1"),
        ([Outcome.PARTIAL], "1/2"),
        ([Outcome.UNRESOLVED, Outcome.OPEN], "0"),
        ([Outcome.RECOVERED, Outcome.PARTIAL, Outcome.UNRESOLVED, Outcome.OPEN], "1/2"),
    ],
)
def test_recovery_is_of_closed_incidents(outcomes: list[Outcome], value: str | None) -> None:
    incidents = [incident(one) for one in outcomes]
    assert recovery(incidents) == (None if value is None else Fraction(value))
    assert len(open_incidents(incidents)) == outcomes.count(Outcome.OPEN)


@pytest.mark.parametrize(
    ("incidents", "found"),
    [
        ([], None),
        ([incident(Outcome.UNRESOLVED, complained=True)], True),
        ([incident(Outcome.UNRESOLVED, complaint=Complaint(made=DAY))], True),
        ([incident(Outcome.UNRESOLVED)], False),
        ([incident(Outcome.PARTIAL, complained=True), incident(Outcome.UNRESOLVED, complained=False)], False),
        ([incident(Outcome.OPEN, complained=True)], False),
    ],
)
def test_double_deviation_is_a_complaint_left_unresolved(incidents: list[Incident], found: bool | None) -> None:
    assert double_deviation(incidents) is found


def test_the_first_missing_stage_of_a_complaint_is_named() -> None:
    assert missing_stage(Complaint(made=DAY)) == "acknowledged"
    assert missing_stage(Complaint(made=DAY, acknowledged=DAY)) == "responded"
    assert missing_stage(Complaint(made=DAY, acknowledged=DAY, responded=DAY, resolved=LATER)) == "followed_up"
    whole = Complaint(made=DAY, acknowledged=DAY, responded=DAY, resolved=DAY, followed_up=LATER)
    assert missing_stage(whole) == ""
    silent = [incident(Outcome.OPEN, complained=True), incident(Outcome.PARTIAL, complaint=whole)]
    assert missing_stages(silent) == ()
    told = incident(Outcome.UNRESOLVED, complaint=Complaint(made=DAY))
    assert missing_stages([*silent, told]) == (MissingStage(what="unresolved", stage="acknowledged"),)


def point(channel: str, *, hours: str | None = None, wait: str | None = None, person: bool | None = None) -> Touchpoint:
    return Touchpoint(
        channel=channel,
        response_hours=Fraction(hours) if hours else None,
        wait_minutes=Fraction(wait) if wait else None,
        real_person=person,
    )


@pytest.mark.parametrize(
    ("touchpoint", "result"),
    [
        (point("email", hours="24"), (1, 1)),
        (point("email", hours="24.1"), (0, 1)),
        (point("post", hours="120"), (1, 1)),
        (point("phone", wait="5"), (1, 1)),
        (point("phone", wait="5.5", person=True), (1, 2)),
        (point("phone", person=False), (0, 1)),
        (point("counter", wait="10"), (1, 1)),
        (point("kiosk", wait="10"), (1, 1)),
        (point("kiosk", wait="11"), (0, 1)),
        (point("", wait="11"), (0, 1)),
        (point("email", wait="30"), (1, 1)),  # in the other unit: half an hour of a day
        (point("phone", hours="1"), (0, 1)),
        (point("email", hours="3", wait="2", person=True), (3, 3)),
        (point("email"), None),
    ],
)
def test_a_touchpoint_makes_a_test_of_each_thing_it_states(
    touchpoint: Touchpoint, result: tuple[int, int] | None
) -> None:
    made = front_door([touchpoint], CHANNELS)
    assert made == (None if result is None else Share(part=result[0], whole=result[1]))


def test_a_site_may_set_its_own_standards() -> None:
    strict = {"email": Channel(hours=Fraction(1))}
    assert front_door([point("email", hours="2")], strict) == Share(part=0, whole=1)
    assert front_door([], strict) is None
