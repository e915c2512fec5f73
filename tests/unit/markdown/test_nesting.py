import pytest

from journeyblog.markdown.nesting import Nesting
from journeyblog.markdown.tags import scan


def _is_excessive(html: str, blocks: int = 0) -> bool:
    nesting = Nesting()
    for tag in scan(html):
        nesting.add(tag)
    return nesting.is_excessive(blocks)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 101,
        "<ul><li>" * 101,
        "<b>" * 99 + "<p>" * 600,
        "<b><table></b></table>" * 60 + "<p>" * 1000,
    ],
)
def test_excessive(html: str) -> None:
    assert _is_excessive(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div></div>" * 5000,
        "<ul>" + "<li>a<p>b" * 5000 + "</ul>",
        "<table>" + "<tr><td>a<td>b" * 5000 + "</table>",
        "<b><i>a</b></i>" * 5000,
        "<b>a" * 4 + "<p>b" * 9000,
        "<br><img>" * 5000,
        "<div>" * 99 + "<b>" + "</div>" * 99,
    ],
)
def test_not_excessive(html: str) -> None:
    assert not _is_excessive(html)


def test_blocks_of_markdown_count() -> None:
    html = "<b>" * 20
    assert not _is_excessive(html, 2000)
    assert _is_excessive(html, 3000)
