"""The open data of whole sites: the document against its schema, the tables, the database; what is in none of them."""

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from site_tools import CONTENT, NOW, built, places, snapshot, write_site

from journeyblog.build.prepare import Prepared, prepare
from journeyblog.cli import cli
from journeyblog.output.data import site_data
from journeyblog.output.database import database, is_ours
from journeyblog.output.tables import BUSINESSES, JOURNEYS, VISITS, cell
from journeyblog.site.visibility import Request

Document = dict[str, Any]
FILES = {"data/site.json", "data/site.schema.json", "data/visits.csv", "data/businesses.csv", "data/journeys.csv"}

HARD = {
    "content/site.yaml": """title: =Hard
base_url: https://example.org/blog
authors: {ann: {name: Ann}, bob: {name: Bob}}
rating: {worst: 0, best: 100, step: 1}
lenses: {"rater": [reliability, empathy]}
kinds: {stall: {label: Stall, dimensions: {taste: 0, queue: [1, process]}}}
""",
    "content/businesses/stall.md": "---\nname: =SUM(A1)\nkind: stall\nparent: chain\ntags: ['@home', '@home', plain]\n"
    "phone: +47 1\nlocality: Reine\nlat: -67.9\nlon: -13.1\nopened: 2001-01-01\nverdict: Probably\n"
    "verdict_reason: -1 for the queue\n---\n",
    "content/businesses/chain.md": "---\nname: Chain\n---\n",
    "content/businesses/secret.md": "---\nname: A place\nkind: stall\nanonymous: true\nstreet: Secret Street\n"
    "locality: Reine\nregion: Secret Region\ndistrict: Secret District\npostcode: Secret 1\ncountry: NO\nlat: 1.25\n"
    "lon: 2.5\nurl: https://secret.example\nphone: 'Secret 2'\naka: [Secret name]\nopened: 1999-09-09\n"
    "tags: [secret-tag]\nparent: chain\n---\n",
    "content/businesses/unmet.md": "---\nname: Never met\n---\n",
    "content/journeys/north/index.md": "---\ntitle: North\nstart: 2024-05-01\nend: 2024-05-09\nstatus: finished\n"
    "origin: {name: Bodø, lat: 67.28, lon: 14.40, country: NO}\nstops: [{name: Reine, date: 2024-05-02, mode: ferry}]\n"
    "destination: Å\nmodes: [ferry]\n---\n",
    "content/journeys/north/2024-05-02-a.md": """---
title: "@first"
date: 2024-05-02 19:30 +02:00
location: {name: Reine, lat: 67.93, lon: 13.09}
mentions: [unmet, unmet]
lessons: [-one]
playbook: [{entry: Ask, stage: book, at_home: Do we?, status: todo, pin: 1}]
touchpoints: [{channel: kiosk, emotion: -2}]
visits:
  - business: stall
    ratings: {taste: 90, queue: 10}
    four_ps: {people: 100, policies: 0, practices: 50}
    lenses: {rater: {empathy: 33}}
    would_return_if: +the queue
    would_recommend: 7
    author: [ann, ann, bob]
    expected: 50
    effort: 7
    price: {amount: 4.10, currency: NOK, per: person}
    cost: {money: 12.5, currency: NOK, hours: 1}
    staff: [{role: cook}]
    good: ['=1+1', "a \\"quote\\", a comma"]
    why: "two\\nlines"
    touchpoints: [{stage: use, channel: counter, wait_minutes: 4, real_person: true, emotion: 2}]
    promises: [{what: hot, promised: 2024-05-02, delivered: 2024-05-03}, {what: soon, promised: by noon}]
    incidents:
      - what: cold
        severity: 3
        complaint: {made: 2024-05-02, acknowledged: 2024-05-03}
        response: [apology, fix]
        outcome: partial
      - {what: late}
    compared_to: [unmet, Nobody]
    ended: cancelled
    follow_up: false
    disclosure: hosted
  - business: secret
    rating: 70
  - business: stall
    rating: 0
    counts: false
  - business: secret
    would_return: no
    provisional: true
---
""",
    "content/posts/2024-05-03-kept.md": "---\ntitle: Kept back\ndraft: true\nbusiness: stall\nrating: 1\n---\n",
}  # fmt: skip


def document_of(root: Path) -> Document:
    prepared = prepare(root, Request(now=NOW))
    assert isinstance(prepared, Prepared)
    return site_data(prepared.desk)


def published(root: Path) -> Document:
    told: Document = json.loads((root / "data" / "site.json").read_bytes())
    return told


def faults(output: Path) -> Iterator[str]:
    schema = json.loads((output / "data" / "site.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    for error in Draft202012Validator(schema).iter_errors(published(output)):
        yield f"{list(error.absolute_path)}: {error.message}"


def table(output: Path, name: str) -> list[dict[str, str]]:
    text = (output / "data" / name).read_bytes().decode()
    assert "\n" not in text.replace("\r\n", "").replace('"two\nlines"', "")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    shutil.copytree(CONTENT, root / "content")
    return built(root, {"content/site.yaml": (CONTENT / "site.yaml").read_text(encoding="utf-8")})


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_site(tmp_path_factory.mktemp("hard"), HARD)
    run = CliRunner().invoke(cli, ["build", "--site", str(root), "-q"], catch_exceptions=False)
    assert run.exit_code == 0, run.output
    return root / "public"


@pytest.mark.parametrize("site", ["sample", "hard"])
def test_the_document_is_as_its_schema_says(site: str, request: pytest.FixtureRequest) -> None:
    output = request.getfixturevalue(site)
    assert list(faults(output)) == []
    assert published(output)["$schema"].endswith("/data/site.schema.json")


def test_the_schema_sees_a_slip_and_explains_every_member(sample: Path) -> None:
    schema = json.loads((sample / "data" / "site.schema.json").read_bytes())
    document = published(sample)
    document["businesses"]["la-macheta"]["overal"] = 1
    document["visits"][0]["score"] = "4"
    assert len(list(Draft202012Validator(schema).iter_errors(document))) == 2
    for name, one in [("document", schema), *schema["$defs"].items()]:
        for member, told in one.get("properties", {}).items():
            assert told.get("description") or "$ref" in told, f"{name}.{member}"


def test_the_document_says_what_stats_says(sample: Path) -> None:
    run = CliRunner().invoke(cli, ["stats", "--site", str(sample.parent), "--json"], catch_exceptions=False)
    stats, document = json.loads(run.stdout), published(sample)
    for part in ("businesses", "journeys"):
        assert list(document[part]) == list(stats[part])
        for slug, figures in stats[part].items():
            assert {key: document[part][slug][key] for key in figures} == figures
    assert document["verdict_changes"] == stats["verdict_changes"]
    assert (len(document["posts"]), len(document["visits"])) == (9, 14)


def test_a_site_without_visits_has_no_data(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/posts/2024-05-01-a.md": "---\ntitle: A\n---\n\nText.\n"})
    assert not {path for path in places(output) if path.startswith("data/")}


def test_one_visit_is_enough(sample: Path) -> None:
    assert {path for path in places(sample) if path.startswith("data/")} == FILES


def test_an_unnamed_business_has_a_label_and_no_address(hard: Path) -> None:
    secret = published(hard)["businesses"]["secret"]
    assert (secret["name"], secret["country"], secret["anonymous"]) == ("A place", "NO", True)
    named = (
        "street",
        "district",
        "locality",
        "region",
        "postcode",
        "lat",
        "lon",
        "homepage",
        "phone",
        "opened",
        "parent",
    )
    assert [name for name in named if secret[name] is not None] == []
    assert (secret["aka"], secret["tags"]) == ([], [])
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(document_of(hard.parent)))
        dump = "\n".join(connection.iterdump())
    for data in (*(snapshot(hard)[path].decode() for path in FILES), dump):
        assert "Secret" not in data
        assert "secret.example" not in data
        assert "1999-09-09" not in data


def test_where_an_unnamed_business_lies_cannot_be_told_from_its_peers(tmp_path: Path) -> None:
    files = {
        f"content/businesses/{name}.md": f"---\nname: {name}\nkind: cafe\nlocality: Reine\n{more}---\n"
        for name, more in (("one", ""), ("two", ""), ("three", ""), ("secret", "anonymous: true\n"))
    }
    visits = ", ".join(f"{{business: {name}, rating: 4}}" for name in ("one", "two", "three", "secret"))
    files["content/posts/2024-05-01-a.md"] = f"---\ntitle: A\nvisits: [{visits}]\n---\n"
    businesses = document_of(write_site(tmp_path, files))["businesses"]
    assert businesses["one"]["peers"][0] == "locality"
    assert businesses["secret"]["peers"] is None


def test_drafts_are_not_in_the_data_of_a_preview_either(tmp_path: Path) -> None:
    draft = "---\ntitle: Kept back\ndraft: true\nbusiness: inn\nrating: 1\n---\n"
    files = {
        "content/businesses/inn.md": "---\nname: Inn\nkind: hotel\n---\n",
        "content/posts/2024-05-01-a.md": "---\ntitle: A\nbusiness: inn\nrating: 4\n---\n",
        "content/posts/2024-05-02-b.md": draft,
    }
    output = built(tmp_path, files, drafts=True)
    for path in FILES:
        assert b"Kept back" not in snapshot(output)[path]
    document = published(output)
    assert [post["location"] for post in document["posts"]] == ["/2024/05/a/"]
    assert [visit["score"] for visit in document["visits"]] == [4.0]
    assert list(faults(output)) == []


def test_the_tables_have_their_columns_and_rows(sample: Path) -> None:
    visits, businesses = table(sample, "visits.csv"), table(sample, "businesses.csv")
    (journey,) = table(sample, "journeys.csv")
    assert (list(visits[0]), list(businesses[0]), list(journey)) == (list(VISITS), list(BUSINESSES), list(JOURNEYS))
    assert (len(visits), len(businesses)) == (14, 10)
    assert (journey["visits"], journey["would_return"], journey["answers"], journey["km"]) == (
        "8", "5", "7", "5863.056325031401",
    )  # fmt: skip
    (macheta,) = (row for row in businesses if row["business"] == "la-macheta")
    assert (macheta["overall"], macheta["consistency"], macheta["standout"]) == ("4.611111111111111", "", "true")


def test_a_spreadsheet_runs_nothing(hard: Path) -> None:
    (stall,) = (row for row in table(hard, "businesses.csv") if row["business"] == "stall")
    assert stall["name"] == "'=SUM(A1)"
    assert (stall["lat"], stall["lon"]) == ("-67.9", "-13.1")
    first = table(hard, "visits.csv")[0]
    assert (first["title"], first["condition"], first["why"]) == ("'@first", "'+the queue", "two\nlines")
    for name in ("visits.csv", "businesses.csv", "journeys.csv"):
        for row in table(hard, name):
            assert [value for value in row.values() if value[:1] in "=+@\t\r" and value] == []


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""), (True, "true"), (-1.5, "-1.5"), (0, "0"), ("plain", "plain"), ("=1", "'=1"), ("+1", "'+1"),
        ("-1", "'-1"), ("@a", "'@a"), ("\t=1", "'\t=1"), ("  =1", "'  =1"), (["a", "b"], "a; b"), (["=a"], "'=a"),
        ({"food": 4.5}, "food=4.5"), ([], ""),
    ],
)  # fmt: skip
def test_a_cell(value: object, written: str) -> None:
    assert cell(value) == written


def connected(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    return connection


@pytest.mark.parametrize("site", ["sample", "hard"])
def test_the_database_is_whole(site: str, request: pytest.FixtureRequest) -> None:
    output = request.getfixturevalue(site)
    document = document_of(output.parent)
    data = database(document)
    assert database(document) == data
    assert is_ours(io.BytesIO(data))
    with closing(connected(data)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM visits").fetchone() == (len(document["visits"]),)
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        empty = {name for name in tables if connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,)}
    if site == "hard":
        assert empty == {"categories", "post_categories", "tags", "post_tags"}


def test_the_database_tells_the_hard_visit(hard: Path) -> None:
    with closing(connected(database(document_of(hard.parent)))) as connection:
        ask = connection.execute
        assert ask("SELECT author FROM visit_authors WHERE visit = 1").fetchall() == [("ann",), ("bob",)]
        assert ask("SELECT dimension, rating FROM ratings ORDER BY 1").fetchall() == [("queue", 10.0), ("taste", 90.0)]
        assert ask("SELECT made, acknowledged, resolved, response FROM incidents WHERE position = 1").fetchall() == [
            ("2024-05-02", "2024-05-03", None, "apology; fix")
        ]
        assert ask("SELECT what, kept FROM promises").fetchall() == [("hot", 0), ("soon", None)]
        assert ask("SELECT counts FROM visits").fetchall() == [(1,), (1,), (0,), (1,)]
        assert ask("SELECT role, name FROM stops ORDER BY role").fetchall() == [
            ("destination", "Å"), ("origin", "Bodø"), ("stop", "Reine"),
        ]  # fmt: skip


def export(root: Path, file: Path) -> tuple[int, str]:
    run = CliRunner().invoke(cli, ["export", "--site", str(root), "--sqlite", str(file)], catch_exceptions=False)
    return run.exit_code, run.output


def test_a_second_export_replaces_the_first_in_one_step(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "site.db"
    assert export(sample.parent, file)[0] == 0
    first = file.read_bytes()
    file.chmod(0o600)
    with file.open("rb") as reader:  # somebody who reads the old one keeps it whole
        assert export(sample.parent, file) == (0, f"Exported 9 posts, 10 businesses, 14 visits to {file}\n")
        assert reader.read() == first
    assert file.read_bytes() == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["site.db"]


def test_somebody_s_database_is_never_replaced(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE notes (note TEXT)")
    before = file.read_bytes()
    assert export(sample.parent, file)[0] == 2
    assert file.read_bytes() == before


def test_neither_is_an_export_with_something_added(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "site.db"
    assert export(sample.parent, file)[0] == 0
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE VIEW best AS SELECT * FROM businesses WHERE standout")
    before = file.read_bytes()
    code, told = export(sample.parent, file)
    assert (code, file.read_bytes()) == (2, before)
    assert "is not as journeyblog exported it" in told


@pytest.mark.parametrize("data", [b"SQLite format 3\0", b"SQLite format 3\0" + b"x" * 52 + b"JBLG" + b"x" * 4000, b"x"])
def test_a_damaged_file_is_not_ours(data: bytes) -> None:
    assert not is_ours(io.BytesIO(data))


def test_an_empty_file_and_a_link_to_an_export_may_be_replaced(sample: Path, tmp_path: Path) -> None:
    file, link = tmp_path / "site.db", tmp_path / "link.db"
    file.touch()
    link.symlink_to(file)
    assert export(sample.parent, link)[0] == 0
    assert link.is_symlink()
    assert is_ours(io.BytesIO(file.read_bytes()))


def test_a_full_disk_is_told(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, told = export(sample.parent, tmp_path / "site.db")
    assert code == 2
    assert "cannot be written: No space left on device" in told
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_appears_meanwhile_stays(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "site.db"

    def make(document: Document) -> bytes:
        file.write_bytes(b"Somebody's notes.")
        return database(document)

    monkeypatch.setattr("journeyblog.cli.export.database", make)
    assert export(sample.parent, file)[0] == 2
    assert file.read_bytes() == b"Somebody's notes."


def test_of_a_large_file_only_the_beginning_is_read() -> None:
    file = io.BytesIO(b"x" * 1_000_000)
    assert not is_ours(file)
    assert file.tell() == 100
