"""A text's front matter and body.

``---`` on the first line opens (blank lines before it are forgiven, since taking front matter for text would publish
a draft), ``---`` or ``...`` closes; trailing blanks are allowed. A text without front matter is all body, but fields
behind a damaged or missing opening fence are a mistake.
"""

import re
from dataclasses import dataclass

from journeyblog.diagnostics import Diagnostic, Severity, Span

_OPEN = re.compile(r"(?:[ \t]*\n)*---[ \t]*(?:\n|$)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"[A-Za-z_]+:(?: |$)")
_LOOSE_FIELD = re.compile(r"[\"']?\w[\w .-]{0,40}[\"']?\s*[:：](?:\s|$)")
_HOLDS_BACK = re.compile(r"[\"'{,;]*(?:draft|published|status)[\"']?\s*[:：]", re.IGNORECASE)
_KNOWN = re.compile(r"[\"'{,;]*(?:draft|published|status|title|date)[\"']?\s*[:：]", re.IGNORECASE)
_SLIP = re.compile(r"[-\u2010-\u2015\u2212]{2,}|[\u2012-\u2015\u2212]|-$|\.{3}$|\u2026$|(?:- ?){3}$|[*_=]{3,}$")
_AFTER_FENCE = re.compile(r"#.*|[A-Za-z]+")
_CODE = re.compile(r"(?:```|~~~)")
_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
WRITE_FENCE = "Make this line exactly three hyphens, with nothing else:  ---"
_FOREIGN = re.compile(r"\s*(\+\+\+[ \t]*$|\{\s*$|\{\s*\")", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The two parts and the lines, counted from 1, on which they start. ``front`` is empty when there is none."""

    front: str
    front_line: int
    body: str
    body_line: int


def split(text: str, path: str) -> Parts | Diagnostic:
    """The parts of a text, or what is wrong with its fences."""
    opening = _OPEN.match(text)
    if opening is None:
        foreign = _FOREIGN.match(text)
        if foreign is None and (line := _forgotten_fence(text)):
            return _damaged(text, path, line)
        if foreign is None:
            return Parts(front="", front_line=1, body=text, body_line=1)
        name = "TOML" if foreign[1].startswith("+") else "JSON"
        line = text.count("\n", 0, foreign.start(1)) + 1
        return _error("front-matter-format", path, line, f"These fields are written as {name}, which is not read here",
                      "Write the fields one a line between two lines of ---, as in  title: A day in Mijas")  # fmt: skip
    closing = _CLOSE.search(text, opening.end())
    fence = text.count("\n", 0, text.index("---")) + 1
    if closing is None:
        return _unclosed(text, path, fence)
    body_start = min(closing.end() + 1, len(text))
    front, body = text[opening.end() : closing.start()], text[body_start:]
    body_line = text.count("\n", 0, body_start) + 1
    if not front.strip() and (line := _forgotten_fence(body)):
        return _damaged(text, path, body_line + line - 1)  # the opening fence was written twice
    if (second := _second_block(body)) is not None:
        return _error("yaml-second-document", path, body_line + second, "A second block of fields starts here",
                      "Move its fields into the block above, and remove its two lines of ---")  # fmt: skip
    return Parts(front=front, front_line=fence + 1, body=body, body_line=body_line)


def _second_block(body: str) -> int | None:
    """The row on which another block of fields starts, when the body begins with one."""
    opening = _OPEN.match(body)
    closing = _CLOSE.search(body, opening.end()) if opening is not None else None
    if opening is None or closing is None:
        return None
    inside = body[opening.end() : closing.start()]
    rows = [row for row in inside.split("\n") if row.strip()]
    if not rows or not all(_LOOSE_FIELD.match(row) or row.startswith((" ", "-", "#")) for row in rows):
        return None
    return body.count("\n", 0, body.index("---")) if any(_KNOWN.match(row) for row in rows) else None


def _unclosed(text: str, path: str, fence: int) -> Diagnostic:
    """At the line that was meant to end the fields, else where they begin."""
    rows = text.split("\n")
    last = fence
    for number in range(fence, len(rows)):
        row = rows[number].translate(_INVISIBLE).strip()
        if row and (_SLIP.fullmatch(row) or row == "---"):
            message = f"{_named(rows[number])} does not end the fields"
            return _error("front-matter-open", path, number + 1, message, WRITE_FENCE, len(rows[number]))
        if not row or not (_LOOSE_FIELD.match(row) or rows[number].startswith((" ", "-", "#"))):
            break
        last = number + 1
    hint = f"Add a line of --- after line {last}" if last > fence else "Add a line of --- after its last field"
    return _error("front-matter-open", path, fence, "The fields that start here never end", hint)


def _forgotten_fence(text: str) -> int:
    """The line of a damaged opening fence or of fields without one (0: none), since taking them for text shows drafts.

    Looked at is what stands before the first line of prose. A field that holds a text back is enough; ``title`` and
    ``date`` need a fence before or after them, and any other field a closing fence.
    """
    fence = first = 0
    known = comment = False
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.translate(_INVISIBLE).strip()
        if comment or line.startswith("<!--"):
            _, ended, line = line.partition("-->")
            comment = not ended
            line = line.strip()
        if not line or (not first and _CODE.match(line)):
            continue
        if first and (_CLOSE.fullmatch(raw) or ((known or fence) and _SLIP.fullmatch(line))):
            return fence or first
        if not first and (slip := _SLIP.match(line)) is not None:
            fence = fence or number
            line = line[slip.end() :].strip()
            if not line or _AFTER_FENCE.fullmatch(line):
                continue
        if _HOLDS_BACK.match(line) or (fence and _KNOWN.match(line)):
            return fence or first or number
        if _KNOWN.match(line) or (_LOOSE_FIELD if known or fence else _FIELD).match(line):
            first = first or number
            known = known or _KNOWN.match(line) is not None
        elif not (line.startswith("#") if not first else raw.startswith((" ", "\t", "\xa0", "-", "#"))):
            return 0
        elif not first and not fence:
            return 0  # a heading
    return 0


def _damaged(text: str, path: str, line: int) -> Diagnostic:
    row = text.split("\n")[line - 1]
    if row.rstrip() == "---":
        message, hint = "The fields must stand at the top of the file", "Remove what stands before this line of ---"
    elif _SLIP.match(row.translate(_INVISIBLE).strip()):
        message, hint = f"{_named(row)} does not begin the fields", WRITE_FENCE
    else:
        message = "Fields stand here, but not between two lines of ---"
        hint = "Put a line of three hyphens, ---, before the first field and after the last one"
    return _error("front-matter-open", path, line, message, hint, max(1, len(row.rstrip())))


def _named(row: str) -> str:
    """A line that is nearly a fence, as a message says it."""
    return f"'{row.strip()}'" if row.strip() != "---" else "A line of --- with blanks or invisible signs round it"


def _error(code: str, path: str, line: int, message: str, hint: str, length: int = 3) -> Diagnostic:
    span = Span(path=path, line=line, length=length)
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=span, hint=hint)
