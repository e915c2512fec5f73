"""Every case of ``tests/cases/markdown``: a title, Markdown, the HTML with its links as written."""

from pathlib import Path
from typing import Literal

import pytest
from markdown_it.utils import read_fixture_file

from journeyblog.markdown import Options, render, written

FOLDER = Path(__file__).parents[2] / "cases" / "markdown"
MODES: dict[str, Literal["safe", "off", "trusted"]] = {"html-off": "off", "html-trusted": "trusted"}


def _cases() -> list[object]:
    return [
        pytest.param(MODES.get(path.stem, "safe"), source, expected, id=f"{path.stem}:{line}: {title}")
        for path in sorted(FOLDER.glob("*.md"))
        for line, title, source, expected in read_fixture_file(path)
    ]


@pytest.mark.parametrize(("mode", "source", "expected"), _cases())
def test_case(mode: Literal["safe", "off", "trusted"], source: str, expected: str) -> None:
    body = render(source, Options(html=mode))
    assert body.html(written).rstrip() == expected.rstrip()
