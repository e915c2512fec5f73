"""YAML text to a tree of nodes, safely.

In: text from a stranger. Out: PyYAML's nodes with their marks, every scalar still the text that was written; or a
diagnostic. Invariant: nothing is composed that has anchors, aliases, tags, a second document, more than
:data:`DEEPEST` levels or :data:`MOST_NODES` nodes, or is longer than :data:`LONGEST` bytes.
"""

import re
from collections.abc import Sequence
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # a C class without stubs
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.diagnostics import Diagnostic, Span
from journeyblog.schema.oddities import note_oddities
from journeyblog.schema.reading import Reading
from journeyblog.schema.slips import find_slips, mend

DEEPEST = 32
MOST_NODES = 10_000
LONGEST = 64 * 1024

# The C composer recurses, so whatever could go deep or carry a tag is first walked event by event. What is not walked
# is within bounds: a block group starts in the blanks and indicators at a line's start or right after them, at most
# two in one column (a list may stand under its key), so fewer than ten of those make 20 levels; a bracket makes two
# levels ([a: b] holds a group) and a brace one, 12 together; and no two characters make more than three values.
# An anchor, an alias or a tag begins a value: nothing but blanks stands between it and the sign that the value follows.
_SIGNS = "&*!%"
_SUSPECT = re.compile(r"[\n\r:?\[{,\ufeff-][^\S\n\r]*(?:[&*](?=\S)|[!%])")
_DEEP = re.compile(r"[\n\r][ \t?:\ufeff-]{10}")
_BRACKETS = 12
_SMALL = 6 * 1024
# U+0085, U+2028 and U+2029 end a line in YAML 1.1, but in no editor: every place after one would be wrong.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_FIELD_SIGN = re.compile("[:=;：﹕]")
_UNCLOSED = ("end of stream", "expected ',' or", "expected node content")


class _Refused(Exception):
    """Ends the walk over events; the mistake has been noted."""


class _PlainResolver:
    """What the composer asks of a resolver, answered with nothing: no scalar is given a type."""

    def resolve(self, kind: type[Node], value: object, implicit: object) -> str:  # noqa: ARG002  PyYAML's signature
        return ""

    def descend_resolver(self, current_node: Node | None, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class _Composer(_PlainResolver, CParser):
    """libyaml's parser with PyYAML's composer in C."""


def compose(text: str, reading: Reading, *, longest: int = LONGEST) -> Node | None:
    """The root node of ``text``; None when it is empty or could not be read (which was then noted).

    Slips in single lines are noted and read as they were meant, so that the other lines are checked in the same run.
    """
    if len(text.encode()) > longest:
        reading.error_at("yaml-too-large", f"These fields are longer than {longest // 1024} KiB", 0, 0,
                         "Move long text into the body of the post")  # fmt: skip
        return None
    if (odd := _UNPRINTABLE.search(text)) is not None:
        line = text.count("\n", 0, odd.start())
        column = odd.start() - (text.rfind("\n", 0, odd.start()) + 1)
        message = f"An invisible control character (U+{ord(odd[0]):04X}) stands here"
        hint = "Delete the word here and type it again; it was probably pasted from elsewhere"
        reading.error_at("control-character", message, line, column, hint)
        return None
    aside = Reading(reading.path, reading.first_line)
    root = _compose(text, aside)
    if aside.diagnostics or _is_no_group(root):
        return _mend(text, aside.diagnostics, root, reading)
    if root is not None:
        note_oddities(root, text, reading)
    return root


def _compose(text: str, reading: Reading) -> Node | None:
    try:
        if _is_suspect(text):
            _walk(text, reading)
        root: Node | None = _Composer(text).get_single_node()
    except _Refused:
        return None
    except yaml.MarkedYAMLError as error:
        _note_syntax(error, text, reading)
        return None
    return root


def _is_suspect(text: str) -> bool:
    """Whether the text could go deep, be many or carry a tag, an anchor or a directive."""
    if len(text) > _SMALL or 2 * text.count("[") + text.count("{") > _BRACKETS:
        return True
    lines = f"\n{text}"
    if any(sign in text for sign in _SIGNS) and _SUSPECT.search(lines) is not None:
        return True
    return _DEEP.search(lines) is not None


def _is_no_group(root: Node | None) -> bool:
    """Whether a text that should be fields was read as one scalar, for want of a proper colon."""
    return isinstance(root, ScalarNode) and _FIELD_SIGN.search(root.value) is not None


def _mend(text: str, refused: Sequence[Diagnostic], root: Node | None, reading: Reading) -> Node | None:
    """Tell the slips in the lines of a text that cannot be read, and read it as it was meant.

    When the lines show nothing, what the parser said is told instead.
    """
    slips = find_slips(text) if not any(one.code == "yaml-too-large" for one in refused) else ()
    mended = mend(text, slips)
    if not slips or (not refused and mended is None):
        for one in refused:
            reading.note(one)
        return root
    for slip in slips:
        if slip.message:
            reading.error_at(slip.code, slip.message, slip.line, slip.column, slip.hint, slip.length)
        reading.settle(slip.line)
    read = _compose(mended, Reading(reading.path, reading.first_line)) if mended is not None else None
    if mended is not None and read is not None:
        note_oddities(read, mended, reading)
    return read


def place_of(root: Node | None, keys: Sequence[str | int], reading: Reading, *, key: bool = False) -> Span:
    """Where the value under ``keys`` stands (or its key): as deep as the path can be followed."""
    if root is None:
        return Span(path=reading.path, line=reading.first_line)
    node, found = root, root
    for step in keys:
        following = _step(node, step)
        if following is None:
            break
        name, node = following
        found = name if key else node
    return reading.span(found)


def value_of(root: Node | None, keys: Sequence[str | int]) -> Node | None:
    """The node under ``keys``; None when there is none."""
    for step in keys:
        following = _step(root, step) if root is not None else None
        root = following[1] if following is not None else None
    return root


def _step(node: Node, step: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, MappingNode):
        for name, value in node.value:
            if name.value == step:
                return name, value
    elif isinstance(node, SequenceNode) and isinstance(step, int):
        # Items without a value are left out when a list is read, so they do not count here either.
        items = [item for item in node.value if not isinstance(item, ScalarNode) or item.value or item.style]
        if step < len(items):
            return items[step], items[step]
    elif isinstance(node, ScalarNode) and isinstance(step, int):
        return node, node  # a list written as one text
    return None


def _walk(text: str, reading: Reading) -> None:
    parser: Any = _Composer(text)
    depth = nodes = documents = 0
    while parser.check_event():
        event = parser.get_event()
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                _refuse(reading, event, "yaml-second-document", "A second block of fields starts here",
                        "Remove this line; only one block of fields belongs here")  # fmt: skip
        elif isinstance(event, NodeEvent):
            nodes += 1
            _refuse_machinery(reading, event)
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                depth += 1
            if depth > DEEPEST or nodes > MOST_NODES:
                _refuse(reading, event, "yaml-too-large", "These fields are nested too deeply, or are too many",
                        f"Write less here: at most {DEEPEST} levels and {MOST_NODES:,} values are read")  # fmt: skip
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            depth -= 1


def _refuse_machinery(reading: Reading, event: NodeEvent) -> None:
    if isinstance(event, AliasEvent):
        _refuse(reading, event, "yaml-anchor", f"'*{event.anchor}' is a YAML alias, which is not read here",
                "Write the value out, or put it in quotes if it is text that starts with *")  # fmt: skip
    if event.anchor is not None:
        _refuse(reading, event, "yaml-anchor", f"'&{event.anchor}' is a YAML anchor, which is not read here",
                "Remove it, or put the text in quotes if it starts with &")  # fmt: skip
    tag = getattr(event, "tag", None)
    if tag is not None:
        written = tag.replace("tag:yaml.org,2002:", "!!")
        _refuse(reading, event, "yaml-tag", f"'{written}' is a YAML tag, which is not read here",
                "Remove it, or put the text in quotes if it starts with !")  # fmt: skip


def _refuse(reading: Reading, event: Any, code: str, message: str, hint: str) -> None:
    mark = event.start_mark
    reading.error_at(code, message, mark.line, mark.column, hint)
    raise _Refused


def _note_syntax(error: yaml.MarkedYAMLError, text: str, reading: Reading) -> None:
    """Where libyaml stopped, without its words; told only when the lines themselves show no slip."""
    problem = str(error.problem or error.context or "")
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and any(words in problem for words in _UNCLOSED):
        mark = error.context_mark  # what was never closed, rather than where the text ran out
    rows = text.split("\n")
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    if line > 0 and not any(row.strip() for row in rows[line:]):
        line = max((i for i, row in enumerate(rows) if row.strip()), default=0)
        column = max(0, len(rows[line].rstrip()) - 1)
    if "document start" in problem or "single document" in str(error.context):
        reading.error_at("yaml-second-document", "A second block of fields starts here", line, column,
                         "Remove this line; only one block of fields belongs here")  # fmt: skip
        return
    reading.error_at("yaml-syntax", "This cannot be read as fields", line, column,
                     "Write each field on a line of its own, as in  title: A day in Mijas;"
                     " put a value with unusual signs in quotes")  # fmt: skip
