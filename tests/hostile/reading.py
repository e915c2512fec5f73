"""One mutant through reading, decoding and Markdown, with everything that is promised of it.

In: bytes from anywhere. Out: nothing, or an exception: whatever the reader did not catch, or an ``AssertionError``
for a message that lies about its place or would confuse a terminal.
"""

import re

from journeyblog.diagnostics import CODES, Diagnostic
from journeyblog.diagnostics.terminal import format_diagnostic
from journeyblog.markdown import Options, render, written
from journeyblog.markdown.tags import scan
from journeyblog.model import model_shapes
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.source.entries import decode_entry
from journeyblog.source.read import Unreadable, decode_text

PATH = "content/posts/2018-02-14-a.md"
_SHAPE = model_shapes(Scale()).of(Post)
_OPTIONS = Options()
_CONTROLS = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ACTIVE = frozenset(["script", "style", "iframe", "object", "embed", "form", "meta", "link", "base"])


def read(data: bytes) -> None:
    """Read one post. Raises ``AssertionError`` for a broken promise, and anything else that was not foreseen."""
    try:
        text = decode_text(data, PATH)
    except Unreadable as unreadable:
        check_message(unreadable.diagnostic, [])
        return
    lines = text.split("\n")
    entry, found = decode_entry(text, PATH, _SHAPE)
    for one in found:
        check_message(one, lines)
    assert entry is not None or found, "withheld without a word"
    body = render(entry.text if entry is not None else text, _OPTIONS, take_title=True)
    html = body.html(written)
    for tag in scan(html):
        assert tag.name not in _ACTIVE, "active content"
        assert not [one.name for one in tag.attributes if one.name == "style" or one.name.startswith("on")], tag
    assert "\0" not in html
    for problem in body.problems:
        assert problem.code in CODES
        assert problem.line >= 1


def check_message(found: Diagnostic, lines: list[str]) -> None:
    """A message names a place that exists, is one sentence, and says nothing that a terminal would obey."""
    assert found.code in CODES
    assert found.span.path == PATH
    assert found.message
    assert len(found.message) <= 200, found.message
    assert not found.message.endswith("."), found.message
    told = format_diagnostic(found, lambda _: lines)
    assert _CONTROLS.search(told) is None, told
    if lines:
        assert 0 <= found.span.line <= len(lines), (found, len(lines))
        if found.span.line:
            assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 1, (found, lines[found.span.line - 1])
