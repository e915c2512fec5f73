"""The JSON Schemas: they take what we take, as an editor's YAML parser hands it over, and refuse what they can."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any

import core_yaml
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from journeyblog.config.load import load_settings, settings_shapes
from journeyblog.model import model_shapes
from journeyblog.model.comment import Comment
from journeyblog.model.place import Place, Stop
from journeyblog.model.post import PlaybookEntry
from journeyblog.model.scale import Scale
from journeyblog.model.visit import Complaint, Cost, FourPs, Incident, Price, Promise, Staff, Touchpoint, Visit
from journeyblog.reference import SUBJECTS
from journeyblog.reference.schemas import schema_of
from journeyblog.scaffold import starter_files, write_files
from journeyblog.schema import FAILED, Field, Reading, RecordShape, compose
from journeyblog.source.discover import sort_sources
from journeyblog.source.front_matter import Parts, split
from journeyblog.source.read import SiteFiles

HERE = Path(__file__).parent
ROOT = Path(__file__).resolve().parents[3]
FIVE = Scale()
MODEL, SETTINGS = model_shapes(FIVE), settings_shapes()
KINDS = {"posts": "post", "journeys": "journey", "businesses": "business", "pages": "page"}


@cache
def validator(subject: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(subject, FIVE))


def mistakes(subject: str, text: str) -> list[str]:
    """What an editor would mark in a YAML text."""
    found = validator(subject).iter_errors(core_yaml.load(text))
    return sorted(f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in found)


def is_read(subject: str, text: str) -> bool:
    """Whether our own decoder takes the text without a word."""
    if subject == "settings":
        settings, found = load_settings(text, "site.yaml")
        return settings is not None and not found
    reading = Reading("a.md")
    root = compose(text, reading)
    if root is None:
        return False
    value = MODEL.of(SUBJECTS[subject].record).read(root, reading)
    return value is not FAILED and not reading.diagnostics


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_schema_is_one(subject: str) -> None:
    Draft202012Validator.check_schema(schema_of(subject, FIVE))


def texts_of(content: Path) -> Iterator[tuple[str, str, str]]:
    """(subject, path, YAML) of every text of a site."""
    files = SiteFiles(content.parent)
    scanned, _ = files.scan("content")
    sources, _ = sort_sources(scanned)
    yield "settings", "site.yaml", files.read_text("content/site.yaml")
    for group, subject in KINDS.items():
        for path in getattr(sources, group):
            parts = split(files.read_text(path), path)
            assert isinstance(parts, Parts)
            yield subject, path, parts.front


def test_the_sample_site_has_nothing_to_mark() -> None:
    texts = list(texts_of(ROOT / "content"))
    assert len(texts) > 20
    assert {subject for subject, _, _ in texts} == set(SUBJECTS) - {"comments"}
    assert [(path, found) for subject, path, text in texts if (found := mistakes(subject, text))] == []


def test_the_starter_has_nothing_to_mark(tmp_path: Path) -> None:
    write_files(tmp_path, starter_files(date(2026, 11, 22)))
    texts = list(texts_of(tmp_path / "content"))
    assert len(texts) > 3
    assert [(path, found) for subject, path, text in texts if (found := mistakes(subject, text))] == []


def test_the_examples_of_the_documentation_have_nothing_to_mark() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    posts = re.findall(r"^```markdown\n---\n(.*?)^---$", readme, re.MULTILINE | re.DOTALL)
    content = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
    sections = {"Posts": "post", "Visits": "post", "Journeys": "journey", "Businesses": "business"}
    texts = [("post", text) for text in posts]
    for heading, subject in (*sections.items(), ("site.yaml", "settings")):
        found = re.search(rf"^## {heading}\n.*?^```yaml\n(.*?)^```$", content, re.MULTILINE | re.DOTALL)
        assert found is not None
        texts.append((subject, found[1]))
    assert len(texts) == 8
    assert [found for subject, text in texts for found in mistakes(subject, text)] == []


@dataclass(frozen=True)
class Spot:
    """Where a record may stand: in a text of ``subject`` that starts with ``top``, below the keys ``above``.

    A key that ends with - holds a list. ``beside`` are fields that the record needs.
    """

    subject: str
    shape: RecordShape
    above: tuple[str, ...] = ()
    top: str = ""
    beside: tuple[str, ...] = ()

    def text(self, name: str, written: str) -> str:
        """The text with the field of this name, as written."""
        block = "\n".join([*(line for line in self.beside if not line.startswith(f"{name}:")), written])
        for key in reversed(self.above):
            inner = indent(block, "    " if key.startswith(" ") else "  ")
            block = f"{key.removesuffix('-')}:\n" + (f"- {inner[2:]}" if key.endswith("-") else inner)
        return f"{self.top}{block}\n"


def spots() -> dict[str, Spot]:
    """Every record that authors write, by a name for the test's id."""
    what = ("what: x",)
    parts = {
        "post": Spot("post", RecordShape(SUBJECTS["post"].record, MODEL)),
        "visit-at-the-top": Spot("post", RecordShape(Visit, MODEL), beside=("business: x",)),
        "visit": Spot("post", RecordShape(Visit, MODEL), ("visits-",), beside=("business: x",)),
        "touchpoint": Spot("post", RecordShape(Touchpoint, MODEL), ("touchpoints-",)),
        "playbook": Spot("post", RecordShape(PlaybookEntry, MODEL), ("playbook-",), beside=("entry: x",)),
        "place": Spot("post", RecordShape(Place, MODEL), ("location",)),
        "stop": Spot("journey", RecordShape(Stop, MODEL), ("stops-",), beside=("name: x",)),
    }
    for key, record, beside in (
        ("promises-", Promise, what),
        ("incidents-", Incident, what),
        ("four_ps", FourPs, ()),
        ("price", Price, ("amount: 4",)),
        ("staff-", Staff, ()),
        ("cost", Cost, ()),
    ):
        parts[key] = Spot("post", RecordShape(record, MODEL), (key,), "business: x\n", beside)
    incident = "business: x\nincidents:\n- what: x\n"
    parts["complaint"] = Spot("post", RecordShape(Complaint, MODEL), ("  complaint",), incident)
    parts |= {
        name: Spot(name, RecordShape(SUBJECTS[name].record, MODEL), beside=("name: x",) if name == "business" else ())
        for name in ("journey", "business", "page")
    }
    comment = ("name: x", "date: 2018-03-01", "text: x")
    parts["comments"] = Spot("comments", RecordShape(Comment, MODEL), beside=comment)
    site = RecordShape(SUBJECTS["settings"].record, SETTINGS)
    needed = ("title: x", "base_url: https://example.org", "authors: {traveller: {name: X}}")
    return {**parts, "settings": Spot("settings", site, beside=needed)}


SPOTS = spots()
FIELDS = [(name, field) for name, spot in SPOTS.items() for field in spot.shape.declared]


@pytest.mark.parametrize(("name", "field"), FIELDS, ids=lambda one: one.name if isinstance(one, Field) else one)
def test_the_example_of_a_field_is_read_and_has_nothing_to_mark(name: str, field: Field) -> None:
    text = SPOTS[name].text(field.name, field.written())
    assert is_read(SPOTS[name].subject, text), text
    assert mistakes(SPOTS[name].subject, text) == [], text


SPELLINGS = (HERE / "spellings.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", SPOTS)
def test_what_we_take_is_not_marked_whatever_way_it_is_written(name: str) -> None:
    """Each spelling in each field; only a text that is nothing for an editor may not stand where one is needed."""
    spot = SPOTS[name]
    taken = 0
    for field in spot.shape.declared:
        for spelling in SPELLINGS:
            text = spot.text(field.name, f"{field.name}: {spelling}")
            if is_read(spot.subject, text) and not (field.required and spelling in ("~", "null")):
                assert mistakes(spot.subject, text) == [], text
                taken += 1
    assert taken > len(spot.shape.declared) * 3


WORDS = st.text("abcdeinorsty ,:/-0123456789.★½NO", min_size=1, max_size=12)
VALUES = st.sampled_from(SPELLINGS) | WORDS.map(lambda word: f'"{word}"') | WORDS


@given(st.data())
def test_front_matter_without_a_mistake_is_not_marked(data: st.DataObject) -> None:
    subject = data.draw(st.sampled_from(("post", "journey", "business", "page")))
    fields = {one.name: one for one in RecordShape(SUBJECTS[subject].record, MODEL).declared}
    if subject == "post" and data.draw(st.booleans()):
        fields |= {one.name: one for one in RecordShape(Visit, MODEL).declared}
    names = data.draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=6, unique=True))
    lines = [fields[name].written() if data.draw(st.booleans()) else f"{name}: {data.draw(VALUES)}" for name in names]
    text = "\n".join(lines) + "\n"
    if is_read(subject, text):
        null = [name for name in names if fields[name].required and core_yaml.load(text)[name] is None]
        assert null or mistakes(subject, text) == [], text


def wrong_texts() -> list[tuple[str, str]]:
    """(subject, YAML) of each line of wrong.txt."""
    subject, texts = "", []
    for line in (HERE / "wrong.txt").read_text(encoding="utf-8").splitlines():
        if line in [f"[{name}]" for name in SUBJECTS]:
            subject = line[1:-1]
        elif not line.startswith("#"):
            texts.append((subject, line.replace("\\n", "\n")))
    return texts


@pytest.mark.parametrize(("subject", "text"), wrong_texts())
def test_what_we_refuse_is_marked(subject: str, text: str) -> None:
    assert not is_read(subject, text), "the decoder takes it"
    assert mistakes(subject, text) != []


def test_a_schema_follows_the_scale_of_the_site() -> None:
    ten: Any = schema_of("post", Scale(worst=Scale().worst, best=Scale().best * 2, step=Scale().step))
    assert list(Draft202012Validator(ten).iter_errors({"business": "x", "rating": 8})) == []
    assert mistakes("post", "business: x\nrating: 8") != []


def test_every_field_has_a_sentence_and_each_ends_with_a_stop() -> None:
    told = {(spot.shape.noun, one.name): one.about for spot in SPOTS.values() for one in spot.shape.declared}
    assert [key for key, about in told.items() if not re.fullmatch(r"[`A-Z].*[.?]", about)] == []


def test_a_description_reaches_the_schema() -> None:
    for subject in SUBJECTS:
        for name, definition in schema_of(subject, FIVE)["$defs"].items():
            for key, schema in definition["properties"].items():
                assert schema.get("description"), f"{name}.{key}"
