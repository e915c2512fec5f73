"""The open data as an SQLite database, for questions that no page answers.

In: the document of :func:`journeyblog.output.data.site_data`. Out: the bytes of a database whose tables are those of
``database.sql``; every reference in it holds. The same document makes the same bytes (with the same SQLite).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from importlib.resources import files
from typing import Any, BinaryIO

from journeyblog.output.figures import Figures
from journeyblog.output.tables import BUSINESSES, JOURNEYS, VISITS, flat, named, pick

Row = Mapping[str, Any]
SCHEMA = "database.sql"
APPLICATION = b"JBLG"
"""By which SQLite files of ours are known: the ``application_id`` in the header."""
HEADER = b"SQLite format 3\0"

_JOINED = ("name", "kind", "title", "journey", "authors", "ratings", "answer", "inferred", "condition")
"""Columns of ``visits.csv`` that stand in tables of their own here."""
_VISIT = {
    **{column: path for column, path in VISITS.items() if column not in _JOINED},
    **{name: name for name in ("place", "standout", "follow_up", "note", "context", "party")},
}
_BUSINESS = {
    **BUSINESSES,
    **{
        name: name
        for name in (
            *("street", "district", "postcode", "homepage", "phone", "opened", "closed", "parent", "verdict_reason"),
        )
    },
}
_LISTED = ("standouts", "let_downs", "places", "countries")
_JOURNEY = {
    **{column: path for column, path in JOURNEYS.items() if column not in _LISTED},
    **{name: name for name in ("label", "summary", "parts_planned")},
}
_REMARKS = {"good": "good", "bad": "bad", "little_things": "little thing", "warning_signs": "warning sign"}


def database(document: Figures) -> bytes:
    """The database, as the bytes of its file."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(files("journeyblog.output").joinpath(SCHEMA).read_text(encoding="utf-8"))
        connection.execute("PRAGMA foreign_keys = ON")
        with connection:
            for table, rows in _tables(document):
                _insert(connection, table, rows)
        return connection.serialize()


def is_ours(file: BinaryIO) -> bool:
    """Whether a file was exported by us and holds nothing that somebody added: tables, views, indexes of their own.

    Of a file that is no database of ours only the beginning is read, however large it is.
    """
    head = file.read(100)
    if not head.startswith(HEADER) or head[68:72] != APPLICATION:
        return False
    with closing(sqlite3.connect(":memory:")) as found, closing(sqlite3.connect(":memory:")) as empty:
        empty.executescript(files("journeyblog.output").joinpath(SCHEMA).read_text(encoding="utf-8"))
        try:
            found.deserialize(head + file.read())
            return _parts(found) <= _parts(empty)
        except sqlite3.Error:
            return False


def _parts(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(connection.execute("SELECT type, name FROM sqlite_schema"))


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Put ``rows`` into ``table``; all have the same columns. One that stands there twice is put once."""
    made = [tuple((name, _value(value)) for name, value in row.items()) for row in rows]
    if made:
        columns = ", ".join(f'"{name}"' for name, _ in made[0])
        marks = ", ".join("?" for _ in made[0])
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608  names of ours
        connection.executemany(statement, [tuple(value for _, value in row) for row in dict.fromkeys(made)])


def _value(value: Any) -> str | float | None:
    """What SQLite keeps; a list becomes a text."""
    flattened: str | float | None = flat(value)
    return flattened


def _tables(document: Figures) -> Iterator[tuple[str, Iterable[Row]]]:
    """Every table with its rows, each after the tables that it refers to."""
    posts, visits = list(document["posts"]), list(enumerate(document["visits"], 1))
    yield "site", [_site(document)]
    yield "authors", _keyed("author", document["authors"])
    yield (
        "kinds",
        [{"kind": name, "label": one["label"], "plural": one["plural"]} for name, one in document["kinds"].items()],
    )
    yield "dimensions", _dimensions(document)
    yield "businesses", [_picked(one, _BUSINESS) for one in named(document["businesses"])]
    yield "business_tags", _links(_keyed("business", document["businesses"]), "business", "tags", "tag")
    yield "dimension_means", _means(document)
    yield "journeys", [_picked(one, _JOURNEY) for one in named(document["journeys"])]
    yield "stops", _stops(document)
    yield "emotions", _numbered(_keyed("journey", document["journeys"]), "journey", "emotions")
    yield "verdict_changes", document["verdict_changes"]
    yield "posts", _posts(document)
    located = [{**post, "post": post["location"]} for post in posts]
    for names, name, linking in (("categories", "category", "post_categories"), ("tags", "tag", "post_tags")):
        yield names, [{name: word} for word in sorted({word for post in posts for word in post[names]})]
        yield linking, _links(located, "post", names, name)
    yield "post_authors", _links(located, "post", "authors", "author")
    yield "mentions", _links(located, "post", "mentions", "business")
    yield (
        "lessons",
        [
            {"post": post["location"], "position": place, "lesson": lesson}
            for post in posts
            for place, lesson in enumerate(post["lessons"], 1)
        ],
    )
    yield "playbook", _numbered(located, "post", "playbook")
    yield "visits", [{"visit": number, **_picked(visit, _VISIT)} for number, visit in visits]
    yield from _about_visits([{**visit, "visit": number} for number, visit in visits])
    yield "touchpoints", _touchpoints(document)


def _about_visits(visits: list[Row]) -> Iterator[tuple[str, Iterable[Row]]]:
    """What is told of each visit."""
    yield "visit_authors", _links(visits, "visit", "authors", "author")
    yield "comparisons", _links(visits, "visit", "compared_to", "business")
    yield (
        "answers",
        [
            {
                "visit": visit["visit"],
                "answer": visit["answer"],
                "weight": visit["answer_weight"],
                "inferred": visit["inferred"],
                "condition": visit["condition"],
            }
            for visit in visits
            if visit["answer"] is not None
        ],
    )
    yield (
        "ratings",
        [
            {"visit": visit["visit"], "dimension": name, "rating": value}
            for visit in visits
            for name, value in visit["ratings"].items()
        ],
    )
    yield (
        "lens_ratings",
        [
            {"visit": visit["visit"], "lens": lens, "dimension": name, "rating": value}
            for visit in visits
            for lens, ratings in visit["lenses"].items()
            for name, value in ratings.items()
        ],
    )
    yield (
        "remarks",
        [
            {"visit": visit["visit"], "sort": sort, "position": place, "remark": remark}
            for visit in visits
            for field, sort in _REMARKS.items()
            for place, remark in enumerate(visit[field], 1)
        ],
    )
    yield "staff", _numbered(visits, "visit", "staff")
    yield "promises", _numbered(visits, "visit", "promises")
    unasked = dict.fromkeys(("made", "acknowledged", "responded", "resolved", "followed_up"))
    yield (
        "incidents",
        [
            {name: value for name, value in {**row, **(row["complaint"] or unasked)}.items() if name != "complaint"}
            for row in _numbered(visits, "visit", "incidents")
        ],
    )


def _site(document: Figures) -> Row:
    about = {name: document[name] for name in ("title", "url", "language")}
    return {**about, **document["scale"], "prior": document["site_prior"]}


def _dimensions(document: Figures) -> Iterator[Row]:
    for kind, one in document["kinds"].items():
        for name, told in one["dimensions"].items():
            yield {"kind": kind, "dimension": name, "label": told["label"], "side": told["group"],
                   "weight": told["weight"]}  # fmt: skip


def _means(document: Figures) -> Iterator[Row]:
    for slug, business in document["businesses"].items():
        for name, (mean, count) in business["dimensions"].items():
            yield {"business": slug, "dimension": name, "mean": mean, "ratings": count}


def _stops(document: Figures) -> Iterator[Row]:
    for slug, journey in document["journeys"].items():
        ends = {"origin": [journey["origin"]], "stop": journey["stops"], "destination": [journey["destination"]]}
        for role, places in ends.items():
            for number, place in enumerate((place for place in places if place is not None), 1):
                yield {"journey": slug, "role": role, "position": number, "date": None, "mode": None, **place}


def _posts(document: Figures) -> Iterator[Row]:
    stations = {
        location: number
        for journey in document["journeys"].values()
        for number, location in enumerate(journey["posts"], 1)
    }
    plain = ("title", "heading", "url", "date", "updated", "language", "summary", "journey", "part", "number")
    for post in document["posts"]:
        yield {
            "post": post["location"],
            **{name: post[name] for name in (*plain, "contrast", "disclosure")},
            "station": stations.get(post["location"]),
            **{f"place_{name}": pick(post, f"place.{name}") for name in ("name", "lat", "lon", "country")},
        }


def _touchpoints(document: Figures) -> Iterator[Row]:
    for number, visit in enumerate(document["visits"], 1):
        for place, point in enumerate(visit["touchpoints"], 1):
            yield {"post": visit["post"], "visit": number, "position": place, **point}
    for post in document["posts"]:
        for place, point in enumerate(post["touchpoints"], 1):
            yield {"post": post["location"], "visit": None, "position": place, **point}


def _picked(record: Figures, columns: Mapping[str, str]) -> Row:
    return {column: pick(record, path) for column, path in columns.items()}


def _keyed(column: str, records: Mapping[str, Figures]) -> list[Row]:
    return [{column: key, **record} for key, record in records.items()]


def _links(records: Iterable[Row], key: str, field: str, column: str) -> list[Row]:
    """A row for each word of a list."""
    return [{key: record[key], column: word} for record in records for word in record[field]]


def _numbered(records: Iterable[Row], key: str, field: str) -> list[Row]:
    """A row for each member of a list, with its place there from 1."""
    return [
        {key: record[key], "position": place, **member}
        for record in records
        for place, member in enumerate(record[field], 1)
    ]
