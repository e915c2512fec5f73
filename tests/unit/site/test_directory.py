"""Who is who: by slug, by exact name, by another name; what stands twice."""

from typing import Any

import pytest

from journeyblog.model import model_shapes
from journeyblog.model.business import Business
from journeyblog.model.journey import Journey
from journeyblog.model.scale import Scale
from journeyblog.site.directory import Directory, make_directory, name_slug
from journeyblog.source.entries import Entry, decode_entry

SHAPES = model_shapes(Scale())


def entry(kind: type, path: str, front: str) -> Entry[Any]:
    made, found = decode_entry(f"---\n{front}\n---\n", path, SHAPES.of(kind))
    assert made is not None, found
    return made


def business(path: str, front: str) -> Entry[Business]:
    return entry(Business, f"content/businesses/{path}", front)


def directory() -> Directory:
    made, found = make_directory(
        [
            business("la-macheta.md", "name: La Macheta\naka: [The Machete, Macheta Bar]"),
            business("peccati/index.md", "name: Peccati di Gola"),
            business("ac.md", "name: Air Canada\nslug: air-canada"),
            business("東京タワー.md", "name: 東京タワー"),
            business("Línea Litoral.md", "name: Línea Litoral"),
        ],
        [
            entry(Journey, "content/journeys/costa/index.md", "title: Costa del Sol"),
            entry(Journey, "content/journeys/north/index.md", "title: North\nslug: the-north"),
        ],
        ["content/businesses/broken-bar.md", "content/businesses/broken-inn/index.md"],
    )
    assert not found
    return made


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("la-macheta", "la-macheta"),
        ("La Macheta", "la-macheta"),
        ("  la MACHETA ", "la-macheta"),
        ("The Machete", "la-macheta"),
        ("macheta bar", "la-macheta"),
        ("peccati", "peccati"),
        ("Peccati di Gola", "peccati"),
        ("air-canada", "air-canada"),
        ("Air Canada", "air-canada"),
        ("ac", None),
        ("Línea Litoral", "linea-litoral"),
        ("linea litoral", "linea-litoral"),
        ("Macheta", None),
        ("nowhere", None),
        ("", None),
        ("broken-bar", "broken-bar"),
        ("Broken Bar", "broken-bar"),
        ("Broken Inn", "broken-inn"),
    ],
)
def test_a_business_goes_by_its_slug_and_its_names(text: str, slug: str | None) -> None:
    assert directory().business(text) == slug


def test_a_business_in_another_script_is_found_by_its_name() -> None:
    made = directory()
    slug = made.business("東京タワー")
    assert slug is not None
    assert made.businesses[slug].fields.name == "東京タワー"


def test_journeys_go_by_their_slug_and_their_folder() -> None:
    made = directory()
    assert set(made.journeys) == {"costa", "the-north"}
    assert made.folders == {"costa": "costa", "north": "the-north"}


@pytest.mark.parametrize(
    ("second", "line", "column"),
    [("name: The other\nslug: la-macheta", 3, 7), ("slug: La Macheta!\nname: x", 2, 7)],
)
def test_a_slug_that_stands_twice_is_an_error_at_the_second_file(second: str, line: int, column: int) -> None:
    first = business("la-macheta.md", "name: La Macheta")
    made, found = make_directory([first, business("z.md", second)], [], [])
    assert [(one.code, one.severity.value, one.span.path, one.span.line, one.span.column) for one in found] == [
        ("same-business", "error", "content/businesses/z.md", line, column)
    ]
    assert "content/businesses/la-macheta.md" in found[0].message
    assert dict(made.businesses) == {"la-macheta": first}


def test_a_file_and_a_folder_of_one_name_clash() -> None:
    _, found = make_directory([business("bar.md", "name: A"), business("bar/index.md", "name: B")], [], [])
    assert [(one.code, one.span.path, one.span.line, one.span.column) for one in found] == [
        ("same-business", "content/businesses/bar/index.md", 2, 7)
    ]


def test_two_journeys_of_one_slug_clash() -> None:
    _, found = make_directory(
        [],
        [
            entry(Journey, "content/journeys/a/index.md", "title: A"),
            entry(Journey, "content/journeys/b/index.md", "title: B\nslug: a"),
        ],
        [],
    )
    assert [(one.severity.value, one.span.path, one.span.line) for one in found] == [
        ("error", "content/journeys/b/index.md", 3)
    ]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("La Macheta", "la-macheta"), ("Línea Litoral", "linea-litoral"), ("!!!", "unnamed"), ("", "unnamed")],
)
def test_a_name_always_makes_a_slug(name: str, slug: str) -> None:
    assert name_slug(name) == slug
