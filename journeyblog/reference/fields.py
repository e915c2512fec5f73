"""``docs/reference.md``: every field of front matter and settings, from its declaration."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from journeyblog.config import AuthorProfile, Channel, Kind, Settings
from journeyblog.config.load import settings_shapes
from journeyblog.config.settings import Feeds, Link, Markdown, Newsletter, Prior, Promo, Related, StructuredData
from journeyblog.model import model_shapes
from journeyblog.model.business import Business
from journeyblog.model.comment import Comment
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.place import Place, Stop
from journeyblog.model.post import PlaybookEntry, Post
from journeyblog.model.scale import Scale
from journeyblog.model.scores import VerdictRule
from journeyblog.model.visit import Complaint, Cost, FourPs, Incident, Price, Promise, Staff, Touchpoint, Visit
from journeyblog.schema import Field, RecordShape, Shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A record's part of the page; ``parts`` are the records that stand only within it."""

    title: str
    record: type
    intro: str = ""
    parts: "tuple[Section, ...]" = ()


TEXTS = (
    Section(
        title="Posts",
        record=Post,
        intro="A single visit may stand at the top level of a post: then the fields of [visits](#visits) go here too.",
        parts=(Section(title="Playbook entries", record=PlaybookEntry), Section(title="Places", record=Place)),
    ),
    Section(
        title="Visits",
        record=Visit,
        intro="A visit says of one business how it went. Only `business` is needed; with `would_return`, `rating`, "
        "`ratings` or `four_ps` it is scored. Ratings are on the scale of the site, from 1 to 5 unless `site.yaml` has "
        "another.",
        parts=(
            Section(title="Touchpoints", record=Touchpoint),
            Section(title="Promises", record=Promise),
            Section(title="Incidents", record=Incident),
            Section(title="Complaints", record=Complaint),
            Section(title="Four Ps", record=FourPs),
            Section(title="Prices", record=Price),
            Section(title="Costs", record=Cost),
            Section(title="Staff", record=Staff),
        ),
    ),
    Section(title="Journeys", record=Journey, parts=(Section(title="Stops", record=Stop),)),
    Section(title="Businesses", record=Business),
    Section(title="Pages", record=Page),
    Section(
        title="Comments",
        record=Comment,
        intro="A file in `content/comments/` is a list of these.",
    ),
)
SETTINGS = (
    Section(
        title="Settings",
        record=Settings,
        intro="These stand in `content/site.yaml`. Only `title` is needed.",
        parts=(
            Section(title="Authors", record=AuthorProfile),
            Section(title="The scale", record=Scale),
            Section(title="Kinds of business", record=Kind),
            Section(title="Channels", record=Channel),
            Section(title="Thresholds of verdicts", record=VerdictRule),
            Section(title="Rankings", record=Prior),
            Section(title="Links", record=Link),
            Section(title="Feeds", record=Feeds),
            Section(title="Markdown", record=Markdown),
            Section(title="Newsletter", record=Newsletter),
            Section(title="Promos", record=Promo),
            Section(title="Related posts", record=Related),
            Section(title="Structured data", record=StructuredData),
        ),
    ),
)
INTRO = """\
# Reference

<!-- Made by  python -m journeyblog.reference  from what the code declares. -->

Every field that front matter and `site.yaml` may have. [What you can write](content.md) explains how they work
together, and [your editor](editors.md) can have them at hand while you write.

A field that is left empty counts as absent. Where a list may stand, a single value is a list of one. A text that starts
with a bracket, a brace, a quote or one of `* & ! % @ #`, or that holds a colon and a space, needs quotes around it.
"""


def reference() -> str:
    """The whole page."""
    lines = [INTRO]
    for sections, shapes in ((TEXTS, model_shapes(Scale())), (SETTINGS, settings_shapes())):
        anchors = {part.record.__name__: anchor(part.title) for one in sections for part in (one, *one.parts)}
        for one in sections:
            lines += _section(one, "##", shapes, anchors)
            for part in one.parts:
                lines += _section(part, "###", shapes, anchors)
    return "\n".join(lines)


def anchor(title: str) -> str:
    """The id of a heading, as Markdown viewers make it."""
    return title.lower().replace(" ", "-")


def _section(section: Section, level: str, shapes: Shapes, anchors: Mapping[str, str]) -> Iterator[str]:
    shape = RecordShape(section.record, shapes)
    properties = shape.definition({})["properties"]
    yield f"{level} {section.title}\n"
    if section.intro:
        yield f"{section.intro}\n"
    yield "| field | what to write | for example | what it says |"
    yield "| --- | --- | --- | --- |"
    long = []
    for field in shape.declared:
        several = "\n" in field.written()
        example = "" if several or field.generic else f"`{field.example}`"
        yield f"| `{field.name}` | {_form(field, properties[field.name], anchors)} | {example} | {field.about} |"
        if several:
            long.append(field.written())
    if long:
        yield "\n```yaml\n" + "\n".join(long) + "\n```"
    yield ""


def _form(field: Field, schema: Mapping[str, Any], anchors: Mapping[str, str]) -> str:
    """What to write, with a link to the fields of what it holds, and what it is unless said."""
    form = field.expects
    if (held := _held(schema)) is not None:
        form = f"[{form}](#{anchors[held]})"
    if field.required:
        return f"{form}; needed"
    if field.default is None or field.default is False:
        return form
    default = ", ".join(field.default) if isinstance(field.default, list) else str(field.default)
    return f"{form}; `{default.lower() if field.default is True else default}` unless said"


def _held(schema: Mapping[str, Any]) -> str | None:
    """The record that a value, or each entry of it, is."""
    inner = schema if "$ref" in schema else schema.get("additionalProperties", {})
    found: str | None = inner["$ref"].rpartition("/")[2] if isinstance(inner, dict) and "$ref" in inner else None
    return found
