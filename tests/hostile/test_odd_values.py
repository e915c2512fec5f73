"""No value under any field of any text or of the settings is a crash, however odd its shape."""

from dataclasses import fields

import pytest

from journeyblog.config import Settings, load_settings
from journeyblog.model import model_shapes
from journeyblog.model.business import Business
from journeyblog.model.comment import Comments
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.model.visit import Visit
from journeyblog.schema import Reading, compose

ODD = (
    "{? [a, b] : c, q: d}", "[? {a: b} : c]", "[{? [a] : b}, {? {c: d} : e}]", "{a: {? [b] : c}}",
    "[[a, [b]], {c: {d: e}}]", "{}", "[]", "[[]]", "[{}]", "{'': ''}", "['']", "''", "[{a: }]", "{a: [b, {? c : d}]}",
    "[a, {b: c}, [d]]", "|\n  a\n   b", "\n  ? [a, b]\n  : c\n  q: d", "\n  - ? [a]\n    : b\n  - c",
    "\n  ? a\n  ? b", "\n  - [a]\n  - - b", "{a: b, a: c}",
)  # fmt: skip
SHAPES = model_shapes(Scale(), ("food",))
RECORDS = {cls.__name__: [field.name for field in fields(cls)] for cls in (Post, Visit, Business, Journey, Page)}


def read(cls: type, text: str) -> None:
    reading = Reading("a.md")
    root = compose(text, reading)
    if root is not None:
        SHAPES.of(cls).read(root, reading)


@pytest.mark.parametrize("cls", [Post, Visit, Business, Journey, Page])
def test_no_shape_of_a_field_is_a_crash(cls: type) -> None:
    for name in RECORDS[cls.__name__]:
        for odd in ODD:
            read(cls, f"{name}: {odd}\n")


def test_no_shape_of_a_setting_is_a_crash() -> None:
    for field in fields(Settings):
        for odd in ODD:
            load_settings(f"title: T\n{field.name}: {odd}\n", "content/site.yaml")


@pytest.mark.parametrize("odd", ODD)
def test_no_shape_of_a_whole_text_is_a_crash(odd: str) -> None:
    for cls in (Post, Visit, Business, Journey, Page, Comments):
        read(cls, odd.lstrip("\n"))
    load_settings(odd.lstrip("\n"), "content/site.yaml")
