"""The open data as tables: visits, businesses and journeys, a row each.

In: the document of :func:`journeyblog.output.data.site_data`. Out: CSV as in RFC 4180 (UTF-8, a header row, lines end
in CR LF). Column names are stable: people's scripts rely on them; new ones come last. An empty cell is no data.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from journeyblog.output.figures import Figures

VISITS: Mapping[str, str] = MappingProxyType(
    {
        "date": "date",
        "business": "business",
        "name": "about.name",
        "kind": "about.kind",
        "post": "post",
        "title": "told_in.heading",
        "journey": "told_in.journey",
        "authors": "authors",
        "score": "score",
        "rating": "rating",
        "ratings": "ratings",
        "processes": "four_ps.processes",
        "policies": "four_ps.policies",
        "practices": "four_ps.practices",
        "people": "four_ps.people",
        "answer": "answer",
        "inferred": "inferred",
        "condition": "condition",
        "would_recommend": "would_recommend",
        "told_friends": "told_friends",
        "provisional": "provisional",
        "counts": "counts",
        "expected": "expected",
        "effort": "effort",
        "price": "price.money",
        "price_currency": "price.currency",
        "price_per": "price.per",
        "cost": "cost.money",
        "cost_currency": "cost.currency",
        "cost_hours": "cost.hours",
        "cost_days": "cost.days",
        "ended": "ended",
        "disclosure": "disclosure",
        "occasion": "occasion",
        "why": "why",
    }
)

SHARES: Mapping[str, str] = MappingProxyType(
    {
        "would_return": "share.0",
        "answers": "share.1",
        "wilson_low": "wilson.0",
        "wilson_high": "wilson.1",
        "promises_kept": "promises.0",
        "promises": "promises.1",
        "incidents": "incidents",
        "recovery": "recovery",
        "expectation_gap": "expectation_gap",
        "effort": "effort",
    }
)
"""What businesses and journeys are both counted by."""

BUSINESSES: Mapping[str, str] = MappingProxyType(
    {
        "business": "slug",
        **{
            name: name
            for name in (
                *("name", "kind", "url", "locality", "region", "country", "lat", "lon", "price_range"),
                *("anonymous", "own", "fictional", "visits", "scored", "confidence", "overall", "consistency"),
                *("steadiness", "trend", "trend_delta"),
            )
        },
        **{name: f"groups.{name}" for name in ("product", "service", "process", "environment", "value")},
        "service_minus_product": "service_minus_product",
        **{name: f"four_ps.{name}" for name in ("processes", "policies", "practices", "people")},
        "four_ps_consistency": "four_ps_consistency",
        "return_index": "return_index",
        "verdict": "verdict",
        "authors_call": "authors_call",
        "inferred": "inferred",
        "so_far": "so_far",
        **SHARES,
        "double_deviation": "double_deviation",
        "cancelled_without_follow_up": "cancelled_without_follow_up",
        "front_door_passed": "front_door.0",
        "front_door_tests": "front_door.1",
        "rank_score": "rank_score",
        "standout": "standout",
        "let_down": "let_down",
    }
)

JOURNEYS: Mapping[str, str] = MappingProxyType(
    {
        "journey": "slug",
        **{
            name: name
            for name in (
                *("title", "url", "start", "end", "status", "installments", "visits", "businesses"),
                *("mean_visit_score", "mean_business_score"),
            )
        },
        "good_or_better": "good_or_better.0",
        "scored": "good_or_better.1",
        **SHARES,
        **{
            name: name
            for name in (
                *("standouts", "let_downs", "little_things", "days", "km", "places", "countries", "planned_cadence"),
                *("cadence_days", "recommendations", "net_recommend"),
            )
        },
    }
)
"""From the name of each column to where its value stands in a record."""

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def visits_csv(document: Figures) -> bytes:
    """``visits.csv``: oldest first."""
    return _written(VISITS, visit_records(document))


def businesses_csv(document: Figures) -> bytes:
    """``businesses.csv``: by rank."""
    return _written(BUSINESSES, named(document["businesses"]))


def journeys_csv(document: Figures) -> bytes:
    """``journeys.csv``."""
    return _written(JOURNEYS, named(document["journeys"]))


def visit_records(document: Figures) -> Iterable[Figures]:
    """Each visit with the business it is ``about`` and the post it is ``told_in``."""
    posts = {post["location"]: post for post in document["posts"]}
    for visit in document["visits"]:
        yield {**visit, "about": document["businesses"][visit["business"]], "told_in": posts[visit["post"]]}


def named(records: Mapping[str, Figures]) -> Iterable[Figures]:
    """Records that know their own slug."""
    return ({"slug": slug, **record} for slug, record in records.items())


def pick(record: Figures, path: str) -> Any:
    """The value at ``path`` (``share.0``), or None where the way there ends."""
    if "." not in path:
        return record.get(path)
    value: Any = record
    for step in path.split("."):
        if value is None:
            return None
        value = value[int(step)] if isinstance(value, list) else value.get(step)
    return value


def flat(value: Any) -> Any:
    """A list or a group of numbers as one text: ``a; b``, ``food=4.5; service=5.0``."""
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}={one}" for name, one in value.items())
    return value


def cell(value: Any) -> str:
    """What stands in a cell.

    A text that a spreadsheet would run as a formula (it begins with ``=``, ``+``, ``-`` or ``@``) gets an apostrophe
    before it, by which spreadsheets know a text; numbers never do. The JSON has the text as it was written.
    """
    if value is None:
        return ""
    value = flat(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.lstrip(" ").startswith(_STARTS_FORMULA):
        return f"'{value}"
    return str(value)


def _written(columns: Mapping[str, str], records: Iterable[Figures]) -> bytes:
    out = io.BytesIO()
    lines = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(lines)
    writer.writerow(columns)
    writer.writerows([cell(pick(record, path)) for path in columns.values()] for record in records)
    lines.flush()
    return out.getvalue()
