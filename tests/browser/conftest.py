"""What the browser's tests share: one browser, and the sites to look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from site_tools import NOW

from journeyblog.build.outcome import Outcome
from journeyblog.build.prepare import Prepared, prepare
from journeyblog.site.visibility import Request

from .reader import Place, chromium, served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with chromium() as one:
        yield one


@pytest.fixture(scope="session")
def place(sample: tuple[Path, Outcome]) -> Iterator[Place]:
    """The sample site, served, with the first page of every kind."""
    output, _ = sample
    with served(output) as address:
        yield Place(address=address, kinds=_kinds(output.parent))


def _kinds(root: Path) -> dict[str, str]:
    """The location of the first page of each kind, by the name of its template."""
    prepared = prepare(root, Request(now=NOW))
    assert isinstance(prepared, Prepared)
    kinds: dict[str, str] = {}
    for page in prepared.pages:
        kinds.setdefault(page.template, page.location)
    return kinds
