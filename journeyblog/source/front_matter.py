"""A text's front matter and body.

``---`` on the first line opens (blank lines before it are forgiven, since taking front matter for text would publish
a draft), ``---`` or ``...`` closes; trailing blanks are allowed. A text without front matter is all body.
"""

import re
from dataclasses import dataclass

from journeyblog.diagnostics import Diagnostic, Severity, Span

_OPEN = re.compile(r"(?:[ \t]*\n)*---[ \t]*(?:\n|$)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"[A-Za-z_]+:(?: |$)")
_SLIP = re.compile(r"-{1,2}|-{4,}|[—–]+-?")
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
    if opening is None and (line := _forgotten_fence(text)):
        return _error("front-matter-open", path, line, "The front matter must start with a line of ---",
                      "Make the first line exactly three hyphens")  # fmt: skip
    if opening is None:
        foreign = _FOREIGN.match(text)
        if foreign is None:
            return Parts(front="", front_line=1, body=text, body_line=1)
        name = "TOML" if foreign[1].startswith("+") else "JSON"
        line = text.count("\n", 0, foreign.start(1)) + 1
        return _error("front-matter-format", path, line, f"This front matter is {name}; journeyblog reads YAML",
                      "Write the fields one a line between two lines of ---, as in  title: A day in Mijas")  # fmt: skip
    closing = _CLOSE.search(text, opening.end())
    fence = text.count("\n", 0, text.index("---")) + 1
    if closing is None:
        return _error("front-matter-open", path, fence, "The front matter that starts here never ends",
                      "Add a line of --- after its last field")  # fmt: skip
    body_start = min(closing.end() + 1, len(text))
    return Parts(
        front=text[opening.end() : closing.start()],
        front_line=fence + 1,
        body=text[body_start:],
        body_line=text.count("\n", 0, body_start) + 1,
    )


def _forgotten_fence(text: str) -> int:
    """The line where fields start that nobody would mean as text (0: none), since taking them for it shows drafts."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if _SLIP.fullmatch(lines[start].strip()):
        start += 1
    elif not _FIELD.match(lines[start]):
        return 0
    fields = 0
    for line in lines[start:]:
        if _CLOSE.fullmatch(line):
            return start + 1 if fields else 0
        if _FIELD.match(line):
            fields += 1
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            return 0
    return 0


def _error(code: str, path: str, line: int, message: str, hint: str) -> Diagnostic:
    span = Span(path=path, line=line, length=3)
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=span, hint=hint)
