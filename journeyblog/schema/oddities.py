"""What YAML reads without a word, but otherwise than its author meant it.

In: a tree that was composed, and its text. Out: mistakes noted in a reading. A rule is a function from a scalar and
what stands around it to an :class:`Oddity`, and stands in :data:`RULES`; the first that finds something wins.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.schema.reading import Reading
from journeyblog.schema.slips import in_quotes, short

_ODD_SIGN = re.compile(
    r"[ \t]#|[\n?{,-][ \t]*\xa0|[\n:?\[{\ufeff-][ \t]*[“”„‟«‘‚‹]|,[ \t]*(?:[“„‟«‘‚‹]|”(?![ \t\"]))|\"[A-Za-z]:\\|\{\{"
)
"""A curly quote only matters where a value may begin: elsewhere, as in *it’s*, it is meant as it stands."""
_ODD_LINE = re.compile(
    r"\n(?:[ \t]+(?:-[^\s\d-]|[A-Za-z_]+:[^\s/])|[ \t]*-[ \t]+\w+ [^:\n]*:[ \n])"
)  # starts with a sign, and without ^, for which every place would be tried
_COMMENT = re.compile(r" (#[^\s#].*)")
_LOOSE_COMMENT = re.compile(r" (#.*)")
_ALL_COMMENT = re.compile(r":[ \t]+(#[^\s#].*)")
_CURLY = re.compile(r"[“”„‟«‘‚‹](.*)[”“‟»’‘›]", re.DOTALL)
_CLOSING = frozenset("”“‟»›")
_CLOSED_BY = MappingProxyType({"“": "”", "„": "“”", "«": "»"})
_FIELD = re.compile(r"([A-Za-z_]+):(?!//)(\S.*)")
_DRIVE = re.compile(r"\"([A-Za-z]:)(\\[abtnvfre0])([^\"]*)\"")
_PLAIN = re.compile(r"\w(?:[\w ./-]*[\w.])?|[★½☆]+")
KEY = "\n"
"""What stands for the key of a key."""
LISTED = "\r"
"""What stands before the key of a list, for its items."""
_PROSE = frozenset(
    """
    title tagline label plural summary teaser epigraph text bio why would_return_if occasion note context party good bad
    little_things warning_signs what who role lessons playbook entry at_home image_alt verdict_reason opens
    """.split()  # noqa: SIM905 - a list would take thirty lines
)
"""Fields of words that readers see, in which quotes may have been meant."""
_SAID = frozenset(("title", "name", "summary", "teaser", "epigraph", "tagline"))
_QUOTED_ON_PURPOSE = frozenset(("epigraph",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A scalar, the key above it, whether it starts on a later line than its key, and its rows.

    In a list ``key`` is empty, and ``listed`` the list's own. Of a key ``key`` is a line's end, which no key is;
    ``item`` is the value of one that makes a list's item alone.
    """

    node: ScalarNode
    key: str
    below: bool
    rows: Sequence[str]
    item: Node | None = None
    listed: str = ""

    @property
    def row(self) -> str:
        """The row in which the scalar ends."""
        line = self.node.end_mark.line
        return self.rows[line] if line < len(self.rows) else ""

    def written(self, value: str) -> str:
        """The field with another value."""
        if self.key:
            return f"{self.key}: {value}"
        mark = self.node.start_mark
        return f"- {value}" if self.rows[mark.line][: mark.column].strip() == "-" else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """A mistake at a place given from 0; an ``error`` when it cannot have been meant so.

    ``meant`` is what the scalar is read as from here on.
    """

    code: str
    message: str
    hint: str
    line: int
    column: int
    length: int = 1
    error: bool = True
    meant: str | None = None


def note_oddities(root: Node, text: str, reading: Reading) -> None:
    """Note what YAML took for something else."""
    if not _may_be_odd(text):
        return
    rows = text.split("\n")
    for spot in _spots(root, rows):
        for rule in RULES:
            if (odd := rule(spot)) is not None:
                note = reading.error_at if odd.error else reading.warn_at
                note(odd.code, odd.message, odd.line, odd.column, odd.hint, odd.length)
                if odd.error:
                    reading.settle(odd.line)
                if odd.meant is not None:
                    spot.node.value = odd.meant
                break


def _may_be_odd(text: str) -> bool:
    """Whether any rule could find something: most texts have none of the signs, and are not looked at again."""
    lines = f"\n{text}"
    signs = not text.isascii() or "#" in text or "{{" in text or "\\" in text
    return (signs and _ODD_SIGN.search(lines) is not None) or _ODD_LINE.search(lines) is not None


def _spots(root: Node, rows: Sequence[str]) -> Iterator[Spot]:
    """Every scalar of the tree in its order."""
    waiting: list[tuple[Node, str, int, bool]] = [(root, "", -1, False)]
    while waiting:
        node, key, line, free = waiting.pop()
        listed, key = (key[1:], "") if key.startswith(LISTED) else ("", key)
        if isinstance(node, MappingNode):
            for name, value in reversed(node.value):
                word = name.value if isinstance(name, ScalarNode) else ""
                waiting.append((value, word, name.end_mark.line, free or word == "extra"))
                waiting.append((name, KEY, -1, free))
        elif isinstance(node, SequenceNode):
            for item in node.value:
                if not free and isinstance(item, MappingNode) and len(item.value) == 1:
                    name, value = item.value[0]
                    if isinstance(name, ScalarNode):
                        yield Spot(node=name, key=KEY, below=False, rows=rows, item=value)
            waiting += [(item, LISTED + (key or listed), -1, free) for item in reversed(node.value)]
        elif isinstance(node, ScalarNode):
            below = 0 <= line < node.start_mark.line
            yield Spot(node=node, key=key, below=below, rows=rows, listed=listed)


def _text_with_colon(spot: Spot) -> Oddity | None:
    """``- Go early: it fills up``: no field has a blank in its name."""
    if spot.item is None or " " not in spot.node.value or spot.node.style:
        return None
    mark, end = spot.node.start_mark, spot.item.end_mark
    row = spot.rows[mark.line]
    if end.line != mark.line or row[: mark.column].strip() != "-":
        return None
    return Oddity(code="yaml-syntax", message="A text with a colon and a space in it needs quotes", line=mark.line,
                  hint=f"Write  - {short(in_quotes(row[mark.column : end.column]))}",
                  column=row.index(":", spot.node.end_mark.column))  # fmt: skip


def _odd_blank(spot: Spot) -> Oddity | None:
    """A no-break space before a key, as word processors write it, would be part of its name."""
    if spot.key != KEY or not spot.node.value.startswith("\xa0"):
        return None
    mark = spot.node.start_mark
    return Oddity(code="yaml-syntax", message="The blank before this key is not an ordinary space", line=mark.line,
                  column=mark.column, hint=f"Delete it, and type it anew:  {spot.node.value.strip()}: …")  # fmt: skip


def _placeholder(spot: Spot) -> Oddity | None:
    mark = spot.node.start_mark
    row = spot.rows[mark.line] if mark.line < len(spot.rows) else ""
    start = row.rfind("{{", 0, mark.column)
    if spot.key != KEY or start < 0 or row[start + 2 : mark.column].strip():
        return None
    return Oddity(code="yaml-syntax", message="This is a placeholder, and nothing fills it in here", line=mark.line,
                  column=start, length=len(row.rstrip()) - start,
                  hint=f"Write the value itself, as in  {row[:start].strip()} …")  # fmt: skip


def _comment(spot: Spot) -> Oddity | None:
    if spot.node.style or spot.key == KEY:
        return None
    end = spot.node.end_mark
    if not spot.node.value:
        rest = _ALL_COMMENT.match(spot.row, spot.row.find(":", end.column - 1)) if spot.key else None
        if rest is None or not spot.row.lstrip().lstrip("- ").startswith(spot.key):
            return None
        return Oddity(code="yaml-comment", message=f"What follows # is a comment, so '{spot.key}' is empty",
                      hint=f"Write  {short(spot.written(in_quotes(rest[1].rstrip())))}", line=end.line,
                      column=rest.start(1), length=len(rest[1].rstrip()))  # fmt: skip
    found = (_LOOSE_COMMENT if spot.key in _SAID else _COMMENT).match(spot.row, end.column)
    if found is None:
        return None
    whole = f"{spot.node.value} {found[1].rstrip()}"
    return Oddity(code="yaml-comment", message="What follows # is a comment, and is left out", error=False,
                  hint=f"Write  {short(spot.written(in_quotes(whole)))}  or, for a comment, two spaces before the #",
                  line=end.line, column=found.start(1), length=len(found[1].rstrip()))  # fmt: skip


def _curly_quotes(spot: Spot) -> Oddity | None:
    if spot.node.style or spot.key in _QUOTED_ON_PURPOSE or spot.key == KEY:
        return None
    found = _CURLY.fullmatch(spot.node.value)
    if found is None or _CLOSING.intersection(found[1]):
        return None
    mark = spot.node.start_mark
    length = len(spot.node.value) if spot.node.end_mark.line == mark.line else 1
    if (spot.key or spot.listed) in _PROSE:
        return Oddity(code="yaml-quotes", message="There are curly quotes around this value, which readers would see",
                      hint=f"Write  {short(spot.written(in_quotes(found[1])))}"
                      "  or, to keep them, put straight quotes around them",
                      line=mark.line, column=mark.column, length=length, error=False)  # fmt: skip
    plain = found[1] if _PLAIN.fullmatch(found[1]) else in_quotes(found[1])
    return Oddity(code="yaml-quotes", message="There are curly quotes around this value; they are left out",
                  hint=f"Write  {short(spot.written(plain))}", line=mark.line, column=mark.column, length=length,
                  error=False, meant=found[1])  # fmt: skip


def _open_quote(spot: Spot) -> Oddity | None:
    """``title: “Part 3``: the sign that would close it is missing."""
    text = spot.node.value
    if spot.node.style or spot.key not in ("title", "name") or text[:1] not in _CLOSED_BY:
        return None
    if any(sign in text[1:] for sign in _CLOSED_BY[text[0]]):
        return None
    mark, bare = spot.node.start_mark, text[1:].strip()
    return Oddity(code="yaml-quotes", message=f"The quotation that starts here with {text[0]} never ends", error=False,
                  hint=f"Write  {short(spot.written(in_quotes(bare)))}  or close it:  "
                  f"{short(spot.written(text + _CLOSED_BY[text[0]][0]))}",
                  line=mark.line, column=mark.column)  # fmt: skip


def _hyphen(spot: Spot) -> Oddity | None:
    if not spot.below or spot.node.style or not re.match(r"-[^\s\d-]", spot.node.value):
        return None
    mark = spot.node.start_mark
    item = spot.rows[mark.line].strip().removeprefix("-")
    return Oddity(code="yaml-syntax", message="A space is missing after the hyphen", hint=f"Write  - {short(item)}",
                  line=mark.line, column=mark.column)  # fmt: skip


def _no_space(spot: Spot) -> Oddity | None:
    if not spot.below or spot.node.style or (found := _FIELD.match(spot.node.value)) is None:
        return None
    mark = spot.node.start_mark
    value = spot.rows[mark.line].strip().partition(":")[2]
    return Oddity(code="yaml-syntax", message=f"A space is missing after '{found[1]}:'",
                  hint=f"Write  {found[1]}: {short(value)}", line=mark.line,
                  column=mark.column + len(found[1]) + 1)  # fmt: skip


def _drive(spot: Spot) -> Oddity | None:
    mark = spot.node.start_mark
    if spot.node.style != '"' or spot.node.end_mark.line != mark.line:
        return None
    raw = spot.rows[mark.line][mark.column : spot.node.end_mark.column]
    if (found := _DRIVE.fullmatch(raw)) is None:
        return None
    return Oddity(code="yaml-syntax", message=f"In double quotes {found[2]} is a sign of its own, not a path's",
                  hint="Write  " + short(spot.written(f"'{raw[1:-1]}'")), line=mark.line,
                  column=mark.column + found.start(2), length=2)  # fmt: skip


RULES: tuple[Callable[[Spot], Oddity | None], ...] = (
    _text_with_colon,
    _placeholder,
    _odd_blank,
    _comment,
    _curly_quotes,
    _open_quote,
    _hyphen,
    _no_space,
    _drive,
)
