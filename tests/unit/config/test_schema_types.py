"""Types of schema.org: every kind that is built in has one, and a slip gets a way out."""

import pytest

from journeyblog.config.load import built_in_kinds
from journeyblog.config.schema_types import LOCAL, ORGANISATIONS, PLACES, SCHEMA_TYPES, fitting_type, schema_type_hint


def test_every_built_in_kind_has_a_type_that_there_is() -> None:
    assert [name for name, kind in built_in_kinds().items() if kind.schema not in SCHEMA_TYPES] == []


def test_a_local_business_is_a_place_and_an_organization() -> None:
    assert LOCAL == ORGANISATIONS & PLACES
    assert "Airline" not in PLACES
    assert "Museum" not in ORGANISATIONS
    assert len(SCHEMA_TYPES) > 150


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (("", "Hotel"), "Hotel"),
        (("Hostel", "Hotel"), "Hostel"),
        (("Hotell", "Hotel"), "Hotel"),
        (("x", "y"), "LocalBusiness"),
    ],
)
def test_the_first_type_that_there_is(wanted: tuple[str, ...], found: str) -> None:
    assert fitting_type(*wanted) == found


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Restorant", "Did you mean 'Restaurant'?"),
        ("https://schema.org/Museum", "Write  Museum"),
        ("schema:Museum", "Write  Museum"),
        ("qqqqqqqq", "Write one as in Restaurant or Museum; see https://schema.org/LocalBusiness"),
    ],
)
def test_a_slip_gets_a_way_out(written: str, hint: str) -> None:
    assert schema_type_hint(written) == hint
