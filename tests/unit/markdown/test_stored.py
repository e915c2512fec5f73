"""A body comes back from a cache as it was, and what is no body does not come back at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from markdown_it.utils import read_fixture_file

from journeyblog.markdown import Body, Options, render
from journeyblog.markdown.stored import restore, store

FOLDER = Path(__file__).parents[2] / "cases" / "markdown"
SOURCES = [source for path in sorted(FOLDER.glob("*.md")) for _, _, source, _ in read_fixture_file(path)]
RICH = "# Title\n\n[a](b.md) ![](c.jpg){width=3} [^1] {{ d }}\n\n## Twice\n\n<!-- more -->\n\n## Twice\n\n[^1]: é 𝄞\n"


def kept(body: Body) -> Any:
    """What a cache gives back."""
    return json.loads(json.dumps(store(body)))


@pytest.mark.parametrize("mode", ["safe", "off", "trusted"])
def test_every_case_comes_back(mode: Any) -> None:
    for source in [*SOURCES, RICH, ""]:
        body = render(source, Options(html=mode))
        assert restore(kept(body)) == body


def test_everything_of_a_body_is_kept() -> None:
    body = render(RICH, Options(), take_title=True)
    assert all(getattr(body, name) for name in Body.__dataclass_fields__)


def damaged(stored: list[Any]) -> list[Any]:
    """The stored body with each of its values in turn replaced by something else, at every depth."""
    found: list[Any] = []
    for index, value in enumerate(stored):
        others: tuple[object, ...] = (None, 3.5, {"a": 1}, [[[]]])
        found += [[*stored[:index], other, *stored[index + 1 :]] for other in others]
        if isinstance(value, list):
            found += [[*stored[:index], [*value, {}], *stored[index + 1 :]]]
            found += [[*stored[:index], worse, *stored[index + 1 :]] for worse in damaged(value)]
    return found


def test_nothing_else_comes_back() -> None:
    stored = kept(render(RICH, Options()))
    every = damaged(stored)
    assert len(every) > 100
    for one in (*every, stored[:-1], [*stored, ""], {}, None, "", 7, [], [stored]):
        assert restore(one) is None, one


def test_pieces_and_links_belong_together() -> None:
    pieces, links, *rest = kept(render("[a](b)", Options()))
    assert restore([[*pieces, "more"], links, *rest]) is None
    assert restore([pieces, [], *rest]) is None
