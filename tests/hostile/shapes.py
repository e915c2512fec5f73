"""Texts that grow out of hand in readers less careful: each a function of its size.

A shape is read at two sizes and must cost in proportion: :func:`steps` counts lines of Python that are run (the same on
any machine, so a test can ask), :func:`ratio` takes the processor's time (which also sees what happens in C).
"""

import sys
import time
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any

from journeyblog.markdown import Options, render
from journeyblog.model import model_shapes
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.source.entries import decode_entry

_SHAPE = model_shapes(Scale()).of(Post)
_OPTIONS = Options()


def _front(text: str) -> str:
    return f"---\n{text}\n---\n"


SHAPES: Mapping[str, Callable[[int], str]] = {
    # quotes, lists, definitions
    "nested quotes": lambda n: "> " * n + "a",
    "a ladder of quotes": lambda n: "".join(">" * (i % 30) + " a\n" for i in range(n)),
    "lazy lines": lambda n: ">" * 15 + " a\n" + "a\n" * n,
    "nested lists": lambda n: "- " * n + "a",
    "a ladder of lists": lambda n: "".join("  " * (i % 30) + "- a\n" for i in range(n)),
    "empty items": lambda n: "-\n" * n,
    "definitions": lambda n: "a\n: b\n\n" * n,
    "definitions in definitions": lambda n: "a\n" + ": " * n,
    "alerts": lambda n: "> [!NOTE]\n> a\n\n" * n,
    # brackets
    "opening brackets": lambda n: "[" * n,
    "brackets": lambda n: "[" * n + "]" * n,
    "half links": lambda n: "[a](" * n,
    "half names": lambda n: "Hello [a](post:x" + " " * n + "b\n",
    "half names with titles": lambda n: 'Hello [a](post:x "' + " " * n + "\n",
    "names": lambda n: "[a](post:x y) " * n,
    "half titles": lambda n: '[a](b "' * n,
    "half images": lambda n: "![[" * n,
    "nested images": lambda n: "![" * n + "](a)" * n,
    "links": lambda n: "[a](b)\n" * n,
    "linked images": lambda n: "[![a](b)](c)\n" * n,
    "references": lambda n: "[a]: /x\n\n" + "[a] [b][a] " * n,
    "reference definitions": lambda n: "".join(f"[r{i}]: /x\n" for i in range(n)),
    "half definitions": lambda n: '[a]: /b "t\n' * n,
    "footnotes": lambda n: "".join(f"[^{i}]" for i in range(n)) + "\n\n" + "".join(f"[^{i}]: x\n" for i in range(n)),
    "one footnote": lambda n: "[^1]" * n + "\n\n[^1]: x\n",
    "half footnotes": lambda n: "[^a" * n,
    # emphasis, code, typography
    "emphasis": lambda n: "*a_ " * n,
    "crossed emphasis": lambda n: "*a_*a_" * n,
    "stars": lambda n: "*" * n,
    "strikes": lambda n: "~~a ~b " * n,
    "backticks": lambda n: "".join("`" * i + " " for i in range(1, int((2 * n) ** 0.5))),
    "fences": lambda n: "~~~a\n```\n" * n,
    "quotes": lambda n: "\"'" * n,
    "quoted emphasis": lambda n: '*"a* ' * n,
    "dashes": lambda n: "a-- " * n,
    "escapes": lambda n: "\\" * n,
    "entities": lambda n: "&#x" * n,
    "emoji": lambda n: "👩‍👩‍👧‍👦" * n,
    "accents": lambda n: "# a" + "\u0301" * n,
    # addresses and HTML
    "addresses": lambda n: "http://a.b/( " * n,
    "mail": lambda n: "x@" * n,
    "half addresses": lambda n: "<http://a" * n,
    "tags": lambda n: "<b>" * n,
    "crossed tags": lambda n: "<b><i>" * n + "</b></i>" * n,
    "half tags": lambda n: "<b a='" * n,
    "tables of tags": lambda n: "<p><table>" * n,
    "comments": lambda n: "a <!-- " * n,
    "sections": lambda n: "a <![CDATA[" * n,
    "scripts": lambda n: "a <script> " * n,
    "forbidden attributes": lambda n: "<b onclick=x>a</b>" * n,
    "forbidden tags": lambda n: "<foo>\n\n" * n,
    "attribute lists": lambda n: "[a](b){.c}" * n,
    "half attribute lists": lambda n: "`a`{.a " * n,
    # tables, headings, lines
    "a wide table": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|b" * n + "|\n",
    "a long table": lambda n: "|a|b|\n|-|-|\n" + "|c\n" * n,
    "many tables": lambda n: "a|b\n-|-\n\n" * n,
    "headings of one name": lambda n: "# a\n" * n,
    "headings that count": lambda n: "".join(f"# a\n# a-{i}\n" for i in range(n)),
    "a long line": lambda n: "a" * n,
    "long gaps": lambda n: ("a" + " " * 50 + "\n") * n,
    "tabs": lambda n: "\t\t\ta\n" * n,
    # YAML
    "a long list": lambda n: _front("tags: [" + "a," * n + "]"),
    "nested brackets": lambda n: _front("a: " + "[" * n),
    "nested braces": lambda n: _front("a: " + "{" * n),
    "keys without values": lambda n: _front("? " * n),
    "many keys": lambda n: _front("".join(f"k{i:05}: a\n" for i in range(n))),
    "one key": lambda n: _front("title: a\n" * n),
    "a long key": lambda n: _front("k" * n + ": a"),
    "a long value": lambda n: _front('title: "' + "\\x41" * n + '"'),
    "YAML comments": lambda n: _front("# a\n" * n),
    "anchors": lambda n: _front("".join(f"a{i}: &x{i} [*x{i - 1}]\n" for i in range(n))),
    "merges": lambda n: _front("<<: {a: b}\n" * n),
    "wrong visits": lambda n: _front("visits:\n" + "  - busines: a\n    rating: x\n" * n),
    "digits": lambda n: _front("date: " + "2" * n),
    "fields without a fence": lambda n: "title: a\n" * n,
    "half comments before the fields": lambda n: "<!-- " * n,
}


def read_shape(text: str) -> None:
    """Read it as a post."""
    entry, _ = decode_entry(text, "content/posts/a.md", _SHAPE)
    if entry is not None:
        render(entry.text, _OPTIONS)


def steps(text: str) -> int:
    """How many lines of Python reading ``text`` runs. What is kept from one text to the next is not counted twice."""
    count = 0

    def line(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        if event == "line":
            count += 1
        return line

    read_shape(text)
    before = sys.gettrace()
    sys.settrace(line)
    try:
        read_shape(text)
    finally:
        sys.settrace(before)
    return count


def ratio(name: str, size: int = 8000) -> tuple[float, float]:
    """Seconds for a shape of twice ``size``, and how many times those of ``size``: of three measurements the best."""
    small, large = (min(_seconds(SHAPES[name](n)) for _ in range(3)) for n in (size, 2 * size))
    return large, large / max(small, 1e-4)


def _seconds(text: str) -> float:
    start = time.process_time()
    read_shape(text)
    return time.process_time() - start
