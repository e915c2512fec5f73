"""What the browser's tests share: one browser, and the sites to look at."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hard_site import HARDEST, hard_site
from playwright.sync_api import Browser
from site_tools import CONTENT, NOW, build_site, write_site

from journeyblog.build.prepare import Prepared, prepare
from journeyblog.site.visibility import Request

from .reader import Place, chromium, served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with chromium() as one:
        yield one


@pytest.fixture(scope="session", params=["sample", "hard"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """In the default theme, served: the sample site with a page of every kind, or the hardest pages of a hard site."""
    root = tmp_path_factory.mktemp(request.param)
    if request.param == "sample":
        shutil.copytree(CONTENT, root / "content")
    else:
        write_site(root, hard_site())
    build_site(root)
    with served(root / "public") as address:
        yield Place(address=address, kinds=_kinds(root) if request.param == "sample" else HARDEST)


def _kinds(root: Path) -> dict[str, str]:
    """The location of the first page of each kind, by the name of its template."""
    prepared = prepare(root, Request(now=NOW))
    assert isinstance(prepared, Prepared)
    kinds: dict[str, str] = {}
    for page in prepared.pages:
        kinds.setdefault(page.template, page.location)
    return kinds
