"""Locations, hrefs and output paths."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.urls import folder_of, href, output_path


@pytest.mark.parametrize(
    ("location", "base_path", "printed"),
    [
        ("/2018/02/part-3/", "", "/2018/02/part-3/"),
        ("/2018/02/part-3/", "/blog", "/blog/2018/02/part-3/"),
        ("/tags/東京/", "", "/tags/%E6%9D%B1%E4%BA%AC/"),
        ("/photo 1.jpg", "/blog", "/blog/photo%201.jpg"),
        ("/100%.jpg", "", "/100%25.jpg"),
    ],
)
def test_an_href_is_encoded_and_lies_under_the_base(location: str, base_path: str, printed: str) -> None:
    assert href(location, base_path) == printed


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters='/#?\\"<>'), min_size=1)))
def test_an_href_leads_back_to_its_location(parts: list[str]) -> None:
    location = "/" + "/".join(parts)
    assert unquote(href(location, "")) == location


@pytest.mark.parametrize(
    ("location", "path"),
    [("/", "index.html"), ("/a/b/", "a/b/index.html"), ("/feed.xml", "feed.xml"), ("/a/photo.jpg", "a/photo.jpg")],
)
def test_a_folder_is_its_index(location: str, path: str) -> None:
    assert output_path(location) == path


@pytest.mark.parametrize(("location", "folder"), [("/a/b/", "/a/b/"), ("/a/b.html", "/a/"), ("/", "/")])
def test_a_pages_own_files_lie_in_its_folder(location: str, folder: str) -> None:
    assert folder_of(location) == folder
