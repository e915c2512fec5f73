"""Dates are read as written, never converted, and refused with what to write instead."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.dates import Moment, UnclearDate, day_of_file, midnight, parse_moment

MADRID = ZoneInfo("Europe/Madrid")
ZONES = st.sampled_from(
    ("UTC", "Europe/Madrid", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Apia")
)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime.combine(date(year, month, day), time(hour, minute, second))


STRICT = [
    ("2018-02-14", at(2018, 2, 14), False, None),
    ("  2018-02-14  ", at(2018, 2, 14), False, None),
    ("2018-02-14 19:30", at(2018, 2, 14, 19, 30), True, None),
    ("2018-02-14 19:30:05", at(2018, 2, 14, 19, 30, 5), True, None),
    ("2018-02-14T19:30", at(2018, 2, 14, 19, 30), True, None),
    ("2018-02-14 19:30 +01:00", at(2018, 2, 14, 19, 30), True, timedelta(hours=1)),
    ("2018-02-14 19:30:05 -08:00", at(2018, 2, 14, 19, 30, 5), True, timedelta(hours=-8)),
    ("2018-02-14T19:30:05Z", at(2018, 2, 14, 19, 30, 5), True, timedelta(0)),
    ("2018-02-14t19:30:05z", at(2018, 2, 14, 19, 30, 5), True, timedelta(0)),
    ("2018-02-14T19:30:05.123+05:45", at(2018, 2, 14, 19, 30, 5), True, timedelta(hours=5, minutes=45)),
    ("2018-02-14T23:30:00-11:30", at(2018, 2, 14, 23, 30), True, -timedelta(hours=11, minutes=30)),
    ("2020-02-29", at(2020, 2, 29), False, None),
]


@pytest.mark.parametrize(("text", "local", "timed", "offset"), STRICT)
def test_a_date_in_the_documented_forms_is_read_without_a_word(
    text: str, local: datetime, timed: bool, offset: timedelta | None
) -> None:
    assert parse_moment(text) == (Moment(local=local, timed=timed, offset=offset), "")


LOOSE = [
    ("2018-2-4", at(2018, 2, 4), "2018-02-04"),
    ("2018-2-4 9:05", at(2018, 2, 4, 9, 5), "2018-02-04 09:05"),
    ("2018:02:14 10:00:00", at(2018, 2, 14, 10), "2018-02-14 10:00"),
    ("14 February 2018", at(2018, 2, 14), "2018-02-14"),
    ("4 feb 2018", at(2018, 2, 4), "2018-02-04"),
    ("1 May, 2018", at(2018, 5, 1), "2018-05-01"),
]


@pytest.mark.parametrize(("text", "local", "proper"), LOOSE)
def test_a_loose_date_is_read_and_the_proper_form_is_told(text: str, local: datetime, proper: str) -> None:
    moment, told = parse_moment(text)
    assert (moment.local, told) == (local, proper)
    assert parse_moment(proper) == (moment, ""), "the proper form means the same"


YEAR_FIRST = "Write the year first, as in 2018-02-14 or 2018-02-14 19:30"
REFUSED = [
    ("14/02/2018", "Write the year first: 2018-02-14"),
    ("02/14/2018", "Write the year first: 2018-02-14"),
    ("14.2.2018", "Write the year first: 2018-02-14"),
    ("14-02-2018", "Write the year first: 2018-02-14"),
    ("03/04/2018", "Write 2018-04-03 (3 April) or 2018-03-04 (4 March)"),
    ("03/03/2018", "Write the year first: 2018-03-03"),
    ("31/31/2018", YEAR_FIRST),
    ("14/02/18", "Write all four digits of the year, and the year first, as in 2018-02-14"),
    ("14.2.'18", "Write all four digits of the year, and the year first, as in 2018-02-14"),
    ("2018/02/14", "Write 2018-02-14"),
    ("2018/2/14 19:30", "Write 2018-02-14 19:30"),
    ("2018.02.14", "Write 2018-02-14"),
    ("20180214", "Write 2018-02-14"),
    ("20181314", YEAR_FIRST),
    ("2018-02", "Write the day too, as in 2018-02-14"),
    ("2018", "Write the month and the day too, as in 2018-02-14"),
    ("Feb 14, 2018", "Write 2018-02-14"),
    ("February 14th 2018", "Write 2018-02-14"),
    ("Wed, 14 Feb 2018 10:00", "Write 2018-02-14 10:00"),
    ("14. Februar 2018", "Write 2018-02-14"),
    ("yesterday", YEAR_FIRST),
    ("", YEAR_FIRST),
    ("14 Ju 2018", YEAR_FIRST),
    ("14 Mayo 2018", YEAR_FIRST),
    ("14 Jux 2018", YEAR_FIRST),
    ("٢٠١٨-٠٢-١٤", YEAR_FIRST),
    ("2018–02–14", "Write 2018-02-14, with plain digits and hyphens"),
    ("２０１８-02-14", "Write 2018-02-14, with plain digits and hyphens"),
    ("2018-02-30", "Write a day from 1 to 28, the last of February 2018"),
    ("2019-02-29", "Write a day from 1 to 28, the last of February 2019"),
    ("2018-13-01", "Write the month before the day: 2018-01-13"),
    ("2018-00-10", "Write a month from 01 to 12"),
    ("0000-01-01", "Write the year with four digits, as in 2018-02-14"),
    ("31 June 2018", "Write a day from 1 to 30, the last of June 2018"),
    ("2018-02-14 24:00", "Write 00:00 of the next day, or 23:59"),
    ("2018-02-14 19:60", "Write minutes and seconds from 00 to 59"),
    ("2018-2-4 25:00", "Write an hour from 00 to 23"),
    ("2018-02-14 7:30 pm", "Write 2018-02-14 19:30"),
    ("2018-02-14 12:15 am", "Write 2018-02-14 00:15"),
    ("2018-02-14 19h30", "Write 2018-02-14 19:30"),
    ("2018-02-14 at 19:30", "Write 2018-02-14 19:30"),
    ("2018-02-14 later", "Write the date alone, 2018-02-14, or with a time as in 2018-02-14 19:30"),
    (
        "2018-02-14 10:00 CET",
        "Leave the zone out (the site's is meant then), or write it as in 2018-02-14 19:30 +01:00",
    ),
    (
        "2018-02-14 10:00 Europe/Madrid",
        "Leave the zone out (the site's is meant then), or write it as in 2018-02-14 19:30 +01:00",
    ),
    ("2018-02-14 19:30 +24:00", "Write, for example,  +01:00, or leave it out"),
    ("2018-02-14 19:30 +01:75", "Write, for example,  +01:00, or leave it out"),
]


@pytest.mark.parametrize(("text", "hint"), REFUSED)
def test_what_is_no_date_is_refused_with_the_right_suggestion(text: str, hint: str) -> None:
    with pytest.raises(UnclearDate) as refused:
        parse_moment(text)
    assert refused.value.hint == hint
    assert f"'{text}'" in str(refused.value)


DATELIKE = st.from_regex(r"\A\d{4}-\d\d?-\d\d?(?:[ T]\d\d?:\d\d(?::\d\d)?(?: ?[+-]\d\d:\d\d)?)?\Z")


@given(DATELIKE | st.text(max_size=40))
def test_any_text_is_a_moment_or_refused(text: str) -> None:
    with suppress(UnclearDate):
        moment, _ = parse_moment(text)
        assert parse_moment(moment.machine.replace("T", " ")) == (
            Moment(local=moment.local.replace(second=0), timed=moment.timed, offset=moment.offset), ""
        )  # fmt: skip


@given(st.dates(), ZONES)
def test_the_day_is_never_converted(day: date, zone: str) -> None:
    moment, _ = parse_moment(day.isoformat())
    assert moment.day == day
    assert moment.iso(ZoneInfo(zone)).startswith(f"{day.isoformat()}T00:00:00")


def test_an_offset_does_not_move_the_day() -> None:
    moment, _ = parse_moment("2018-02-14 23:30 -11:00")
    assert moment.day == date(2018, 2, 14)
    assert moment.machine == "2018-02-14T23:30-11:00"


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2018-02-14", datetime(2018, 2, 13, 23, tzinfo=UTC)),
        ("2018-07-14 10:00", datetime(2018, 7, 14, 8, tzinfo=UTC)),
        ("2018-07-14 10:00 -04:00", datetime(2018, 7, 14, 14, tzinfo=UTC)),
        ("2018-07-14 10:00Z", datetime(2018, 7, 14, 10, tzinfo=UTC)),
        ("2018-03-25 02:30", datetime(2018, 3, 25, 1, 30, tzinfo=UTC)),  # this time was skipped in Madrid
        ("2018-10-28 02:30", datetime(2018, 10, 28, 0, 30, tzinfo=UTC)),  # this one came twice; the first is meant
    ],
)
def test_an_instant_is_by_the_written_offset_else_by_the_sites_zone(text: str, instant: datetime) -> None:
    assert parse_moment(text)[0].instant(MADRID) == instant


@given(st.datetimes(), ZONES, st.none() | st.timedeltas(timedelta(hours=-23), timedelta(hours=23)))
def test_every_moment_has_an_instant_and_a_written_form(local: datetime, zone: str, offset: timedelta | None) -> None:
    moment = Moment(local=local, timed=True, offset=offset)
    assert moment.instant(ZoneInfo(zone)).tzinfo is UTC
    assert moment.iso(ZoneInfo(zone)).startswith(local.strftime("%Y").zfill(4))


@pytest.mark.parametrize(
    ("text", "zone", "year"), [("0001-01-01", "Asia/Tokyo", 1), ("9999-12-31 23:00", "America/New_York", 9999)]
)
def test_the_ends_of_the_calendar_have_an_instant(text: str, zone: str, year: int) -> None:
    assert parse_moment(text)[0].instant(ZoneInfo(zone)).year == year


@pytest.mark.parametrize(
    ("stem", "day", "rest"),
    [
        ("2018-02-14-valentines", date(2018, 2, 14), "valentines"),
        ("2018-02-14_valentines", date(2018, 2, 14), "valentines"),
        ("2018-02-14 valentines", date(2018, 2, 14), "valentines"),
        ("2018-02-14", date(2018, 2, 14), ""),
        ("2018-02-14th", None, "2018-02-14th"),
        ("2018-02-30-no-such-day", None, "2018-02-30-no-such-day"),
        ("2018-2-4-short", None, "2018-2-4-short"),
        ("part-2018-02-14", None, "part-2018-02-14"),
        ("", None, ""),
    ],
)
def test_a_files_stem_may_start_with_its_day(stem: str, day: date | None, rest: str) -> None:
    assert day_of_file(stem) == (day, rest)


def test_moments_are_ordered_by_the_written_local_time() -> None:
    written = ["2018-02-13", "2018-02-14", "2018-02-14 09:00", "2018-02-14 10:00 +05:00", "2018-02-14 11:00 -05:00"]
    moments = [parse_moment(text)[0] for text in written]
    for shuffled in permutations(moments):
        assert sorted(shuffled) == moments


def test_one_local_time_with_and_without_an_offset_can_be_sorted() -> None:
    written = ["2018-02-14", "2018-02-14 00:00", "2018-02-14 00:00 -01:00", "2018-02-14 00:00 +01:00"]
    moments = [parse_moment(text)[0] for text in written]
    for shuffled in permutations(moments):
        assert sorted(shuffled) == moments
    assert len(set(moments)) == len(moments)


def test_midnight_is_a_date_alone() -> None:
    assert midnight(date(2018, 2, 14)) == parse_moment("2018-02-14")[0]
    assert midnight(date(2018, 2, 14)) != parse_moment("2018-02-14 00:00")[0]
