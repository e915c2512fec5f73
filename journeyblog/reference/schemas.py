"""The JSON Schemas: one for each kind of text, and one for the settings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from journeyblog.config import Settings
from journeyblog.config.load import settings_shapes
from journeyblog.model import model_shapes
from journeyblog.model.business import Business
from journeyblog.model.comment import Comments
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.schema import JsonSchema, json_schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something that authors write: the record (or list of them) that it is read into, and where it is written."""

    record: Any
    title: str
    place: str


SUBJECTS: Mapping[str, Subject] = MappingProxyType(
    {
        "post": Subject(record=Post, title="The front matter of a post", place="content/posts/ and journeys' folders"),
        "journey": Subject(record=Journey, title="The front matter of a journey", place="content/journeys/*/index.md"),
        "business": Subject(record=Business, title="The front matter of a business", place="content/businesses/"),
        "page": Subject(record=Page, title="The front matter of a page", place="content/pages/"),
        "comments": Subject(record=Comments, title="A file of comments", place="content/comments/"),
        "settings": Subject(record=Settings, title="The settings of a site", place="content/site.yaml"),
    }
)


def schema_of(name: str, scale: Scale) -> JsonSchema:
    """The schema of a subject on a site with this scale of ratings."""
    subject = SUBJECTS[name]
    shapes = settings_shapes() if subject.record is Settings else model_shapes(scale)
    return json_schema(shapes.of(subject.record), subject.title)


def schema_text(name: str, scale: Scale) -> str:
    """The same as a file's text."""
    return json.dumps(schema_of(name, scale), ensure_ascii=False, indent=2) + "\n"
