"""Which kind of content a file is, by where it lies."""

import pytest

from journeyblog.diagnostics import Severity
from journeyblog.source.discover import Sources, is_bundle, sort_sources
from journeyblog.source.read import FoundFile

PLACES = [
    ("content/journeys/costa/index.md", "journeys"),
    ("content/journeys/costa/INDEX.MD", "journeys"),
    ("content/journeys/costa/03.md", "posts"),
    ("content/journeys/costa/03.markdown", "posts"),
    ("content/journeys/costa/part-4/index.md", "posts"),
    ("content/journeys/costa/_drafts/05.md", "posts"),
    ("content/journeys/costa/photo.jpg", "media"),
    ("content/journeys/costa/part-4/photo.jpg", "media"),
    ("content/posts/a.md", "posts"),
    ("content/posts/2018/02/a.md", "posts"),
    ("content/posts/a/index.md", "posts"),
    ("content/posts/index.md", "posts"),
    ("content/posts/a/track.gpx", "media"),
    ("content/businesses/la-macheta.md", "businesses"),
    ("content/businesses/la-macheta/index.md", "businesses"),
    ("content/businesses/front.png", "media"),
    ("content/pages/about.md", "pages"),
    ("content/pages/about.MD", "pages"),
    ("content/pages/me.jpg", "media"),
    ("content/static/robots.txt", "static"),
    ("content/static/notes.md", "static"),
    ("content/static/a/b/c.pdf", "static"),
    ("content/site.yaml", ""),
]


@pytest.mark.parametrize(("path", "group"), PLACES)
def test_a_file_is_what_its_place_says(path: str, group: str) -> None:
    sources, found = sort_sources([FoundFile(path=path, size=1)])
    assert not found
    held = {name: tuple(getattr(sources, name)) for name in Sources.__dataclass_fields__}
    assert {name: paths for name, paths in held.items() if paths} == ({group: (path,)} if group else {})


@pytest.mark.parametrize(
    "path",
    [
        "content/a.md",
        "content/site.yml",
        "content/photo.jpg",
        "content/journeys/loose.md",
        "content/post/a.md",
        "content/_drafts/a.md",
        "content/drafts/a.jpg",
    ],
)
def test_a_file_where_nothing_is_read_is_told(path: str) -> None:
    sources, found = sort_sources([FoundFile(path=path, size=1)])
    assert sources == Sources()
    assert [(one.code, one.severity, one.span.path) for one in found] == [("stray-file", Severity.WARNING, path)]


def test_files_keep_the_order_they_came_in() -> None:
    paths = ("content/posts/a.md", "content/posts/b.md", "content/posts/c.md")
    sources, _ = sort_sources(FoundFile(path=path, size=1) for path in paths)
    assert sources.posts == paths


@pytest.mark.parametrize(
    ("path", "bundle"),
    [
        ("content/posts/a/index.md", True),
        ("content/journeys/costa/index.md", True),
        ("content/journeys/costa/part-4/index.markdown", True),
        ("content/businesses/la-macheta/index.md", True),
        ("content/posts/index.md", False),
        ("content/pages/index.md", False),
        ("content/posts/a.md", False),
        ("content/posts/a/index-2.md", False),
    ],
)
def test_an_index_in_a_folder_of_its_own_is_a_bundle(path: str, bundle: bool) -> None:
    assert is_bundle(path) is bundle
