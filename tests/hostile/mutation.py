"""Posts gone wrong: the texts of the sample site, the error cases and hand-made nasties, cut and mixed at random.

In: a seed and a number. Out: the bytes of one mutant, always the same for the same two, so a finding replays by its
number alone. Mutants are short, since most mistakes of a reader show in a few lines, and short ones are many.
"""

import random
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
CONTENT = TESTS.parent / "content"
LONGEST = 900
"""Bytes from which a mutant is cut."""

_WORDS = (
    "---\n", "...\n", "---", ": ", ":\n", "- ", "? ", "| ", ">\n", "|\n  ", "\n", "\r", "\r\n", "\t", "  ", " " * 30,
    "&a ", "*a", "!!python/object:os.system ", "!a ", "<<: *a\n", "%YAML 1.2\n", "#", "@", "`", "~", "=", "null",
    "[", "]", "{", "}", "[[", "{{", "}}", "{%", "%}", "{a: ", "[a, ", ",", "'", '"', "\\", '\\"', "''", '"\\x',
    '"\\u12', "true", "yes", "maybe", "on", "1e400", "-1", "NaN", ".inf", "0x1f", "1_0", "4:5", "4,5", "11/10", "½",
    "٣", "10²", "2018-02-30", "2018-02-14T25:00", "9999-12-31", "0000-00-00", "2018-02-14 14:30 +99:00",
    "10000-01-01", "9" * 40, "9" * 400, "-" * 60, "(" * 40, "[" * 40, "> " * 30, "- " * 30, "*" * 40, "_" * 41,
    "`" * 33, "#" * 9, "![", "](", "](a.jpg)", "[a](b.md)", "[a][b]", "[a]: /b 'c'\n", "[^1]", "[^1]: a\n", "^[a]",
    "![](x)", "<a:b>", "<b>", "</b>", "<!--", "-->", "<!--more-->", "<script>", "</script>", "<svg><p>", "<a href='",
    "<?", "<![CDATA[", "&amp;", "&#0;", "&#x110000;", "&NotEqualTilde;", "http://a.b", "www.a.b", "a@b.c",
    "javascript:", "data:a", "|a|b|\n|-|:-:|\n|c|\n", "a\n: b\n", "- [ ] a\n", "> [!NOTE]\n", "```py\n", "~~~\n",
    "    a\n", "# a {#b .c}\n", "{#a .b}", "{style=x}", "~~a~~", "**", "***", "===\n", "***\n", "\\\n", "1. ",
    "1" * 10 + ". ", "+ ", "title: ", "date: ", "draft: ", "visits:\n  - ", "ratings: {", "business: ", "part: ",
    "tags: [", "Draft: yes\n", "\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u200e",
    "\u202e", "\u2028", "\u2066", "\ufeff", "\ufffe", "\ud800", "\udfff", "\ue000", "\U000e0001", "\U0010ffff",
    "e\u0301" * 3, "ﬃ", "İ", "ß", "ǆ", "本", "👩‍👩‍👧",
)  # fmt: skip
_BYTES = (
    b"\x80", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xc0\xaf", b"\xe9", b"\xf0\x9f", b"\xed\xa0\x80\xed\xb0\x80",
    b"\xef\xbb\xbf",
)  # fmt: skip
PIECES: tuple[bytes, ...] = (*(word.encode("utf-8", "surrogatepass") for word in _WORDS), *_BYTES)

NASTIES: tuple[bytes, ...] = (
    b"",
    b"\xef\xbb\xbf",
    b"---",
    b"---\n---",
    b"---\n---\n---\n",
    b"---\ntitle: [\n---\n",
    b"---\n? [a, {b: c}]\n: d\n---\n",
    b"---\ntitle: a\n...\n",
    b"---\n- a\n---\n",
    b"---\ntitle: a\nvisits:\n  ? [a, b]\n  : c\n  q: d\nstaff: {? [a] : b}\n---\n",
    b"---\n- title: a\n- ? [a]\n  : b\n---\n",
    b"---\na\n---\n",
    b"---\n{title: a, visits: [{business: b, ratings: {food: 4}}]}\n---\n",
    b"---\ntitle: &a [*a]\n---\n",
    b"---\n<<: {title: a}\n---\n",
    b"---\n!!binary x: y\n---\n",
    b"---\n'': a\n\"\": b\n---\n",
    b'---\ntitle: "\\ud800"\n---\n',
    b'---\ntitle: "\\U00110000"\n---\n',
    b"+++\ntitle = 'a'\n+++\n",
    b'{"title": "a"}\n',
    b"title: a\r\n---\r\n\r\ntext\r",
    "﻿﻿---\ntitle: a\n---\n".encode(),
    b"---\ntitle: a\n---\n" + b"> " * 19 + b"- a\n" + b"> " * 21 + b"a\n",
    b"---\ntitle: a\n---\n<div>\n\n[a](b)\n\n</div> <b><i>a</b></i>\n\n<!-- a\n\nb --> c\n",
    b"---\ntitle: a\n---\na[^1] b[^1] ^[c[^2]]\n\n[^1]: d[^2]\n\n    e\n[^2]: f[^1]\n",
    b"---\ntitle: a\n---\n[![a](b.jpg 'c'){.d}](e){#f}\n![g](h.png)\n\n| a | b |\n|:-:|-|\n| `|` | \\| |\n",
    b'---\ntitle: a\n---\n"a \'b\' c" -- \'d" ... 1\'2" \'tis <b>"</b>"\n',
)


@cache
def corpus() -> tuple[bytes, ...]:
    """What mutants are made from."""
    posts = [path.read_bytes() for path in sorted(CONTENT.rglob("*.md"))]
    cases = [
        re.sub(r"^=== .*\n", "", part, flags=re.MULTILINE).encode()
        for path in sorted((TESTS / "errors" / "cases").glob("*.case"))
        for part in re.findall(
            r"^=== content/\S+\.md\n(?:(?!=== ).*\n)*", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    ]
    markdown = [
        b"---\ntitle: a\n---\n" + part.encode()
        for path in sorted((TESTS / "cases" / "markdown").glob("*.md"))
        for part in re.findall(r"^\.\n((?:(?!\.\n).*\n)*)\.\n", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    return (*posts, *cases, *markdown, *NASTIES)


def mutant(seed: int, number: int) -> bytes:
    """The mutant ``number`` of ``seed``."""
    chance = random.Random(f"{seed}:{number}")
    data = _shortened(chance, chance.choice(corpus()))
    for _ in range(chance.choice((1, 1, 2, 2, 3, 5, 8))):
        data = chance.choice(WAYS)(chance, data)
    return data[:LONGEST]


def _shortened(chance: random.Random, data: bytes) -> bytes:
    """A few lines of the front matter and of the body."""
    if len(data) <= 300:
        return data
    front, fence, body = data.removeprefix(b"---\n").partition(b"\n---\n")
    if not fence:
        return data[:300]
    return b"---\n" + _some_lines(chance, front, 7) + fence + _some_lines(chance, body, 5)


def _some_lines(chance: random.Random, data: bytes, most: int) -> bytes:
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    return b"\n".join(line[:200] for line in lines[start : start + most])


def _insert(chance: random.Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(PIECES) + data[at:]


def _overwrite(chance: random.Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(PIECES) + data[at + chance.randint(1, 8) :]


def _value(chance: random.Random, data: bytes) -> bytes:
    """Another value after one of the colons."""
    colons = [found.end() for found in re.finditer(rb": ", data[:400])]
    if not colons:
        return _insert(chance, data)
    at = chance.choice(colons)
    end = data.find(b"\n", at)
    return data[:at] + b"".join(chance.choices(PIECES, k=chance.randint(0, 2))) + data[end if end >= 0 else len(data) :]


def _change(chance: random.Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _cut(chance: random.Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + data[at + chance.choice((1, 1, 2, 5, 20)) :]


def _end(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randint(0, len(data))]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    piece = data[at : at + chance.choice((1, 2, 5, 20))] or chance.choice(PIECES)
    return data[:at] + piece * chance.choice((2, 2, 3, 7, 40)) + data[at:]


def _cross(chance: random.Random, data: bytes) -> bytes:
    other = chance.choice(corpus())
    at, there = chance.randint(0, len(data)), chance.randint(0, len(other))
    return data[:at] + other[there : there + 200]


def _swap(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _indent(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    line = chance.randrange(len(lines))
    lines[line] = chance.choice((b" ", b"  ", b"\t", b"    ", b"> ", b"- ", b"  - ")) + lines[line]
    return b"\n".join(lines)


Way = Callable[[random.Random, bytes], bytes]
WAYS: Sequence[Way] = (
    _insert,
    _insert,
    _overwrite,
    _value,
    _value,
    _change,
    _cut,
    _end,
    _repeat,
    _cross,
    _swap,
    _indent,
)
