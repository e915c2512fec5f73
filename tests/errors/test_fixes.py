"""What a hint shows to be written mends the mistake: it is written into the case's site, and the next build is clean.

Taken are the hints that show whole lines: ``Write  key: value``, ``Did you mean  key: value?``, the lines below ``Write
this:``, and a link or a heading. They go where their author would put them: in place of the field that is told, or of
the part in braces that has the key.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from site_tools import build_site, lay_case

from journeyblog.diagnostics import Diagnostic

CASES = sorted((Path(__file__).parent / "cases").glob("*.case"))
TOLD = "=== told\n"
LINE = re.compile(r"(?:Write|Did you mean)  ((?:- )?[\w-]+: .*?)(?:\?|  (.*))?")
TEXT = re.compile(r"Write  (.*?)(?:  or.*)?")
FIELD = re.compile(r"( *(?:- +)*)([\w-]+) *:(?=\s|$)")
VALUE = r"(?:\[[^\]]*\]|\{[^}]*\}|[^,}\]]*)"
INDENT = re.compile(r"with (no|\d+) spaces? before it")
PLACE = re.compile(r"[^\n:]+\.(?:md|yaml):\d+:\d+: (?:error|warning)\[([a-z-]+)\]")
OF_TEXTS = ("not-a-link", "not-a-heading")
"""Mistakes in the text of a file, told where all of what is wrong stands."""
NAMED = re.compile(r"'([^']*)'")
NOT_THERE = {
    "bad-image", "dead-link", "link-nowhere", "missing-file", "part-gap", "unknown-business", "visit-unscored",
}  # fmt: skip
"""What a mended line may be told of: the tiny site of its case has no such file, page, business, part or rating."""


def shown(told: Diagnostic) -> tuple[list[str], str]:
    """The lines to write, and what is said after them; no lines when the hint shows none."""
    first, *below = told.hint.split("\n")
    return (below, "") if first == "Write this:" else shown_in(first)


def shown_in(hint: str) -> tuple[list[str], str]:
    """The line to write of a hint of one line, likewise."""
    found = LINE.fullmatch(hint)
    if found is None or "…" in found[1] or (found[2] or "").startswith("and, "):
        return [], ""  # nothing whole, or more than one line to write
    return [found[1]], found[2] or ""


def mended(rows: list[str], told: Diagnostic, lines: list[str], rest: str) -> list[str]:
    """The rows of a file with these lines in place of what was told."""
    key = lines[0].removeprefix("- ").partition(":")[0]
    at, column = told.span.line - 1, told.span.column - 1
    if rest.startswith(("instead of", "and remove this")):
        *gone, holder = NAMED.findall(told.message)
        there = [number for number, row in enumerate(rows) if row.strip().startswith(f"{holder}:")]
        spare = [n for n, row in enumerate(rows) if (field := FIELD.match(row)) and field[2] in gone]
        at = there[0] if there else spare.pop(0)
        return [lines[0] if number == at else row for number, row in enumerate(rows) if number not in spare]
    row = rows[at]
    if (indent := INDENT.fullmatch(rest)) is not None:
        return [*rows[:at], " " * int(indent[1].replace("no", "0")) + lines[0], *rows[at + 1 :]]
    own = FIELD.match(row)
    if (own is None or own[2] != key) and "{" in row[:column]:
        part = re.compile(rf"(?<=[{{, ]){re.escape(key)}: {VALUE}").search(row)
        start, end = part.span() if part is not None else re.compile(rf"[\w-]+:\s*{VALUE}").match(row, column).span()  # type: ignore[union-attr]  # a key stands there
        return [*rows[:at], row[:start] + lines[0] + row[end:], *rows[at + 1 :]]
    also = [f"{name}:" for name in NAMED.findall(told.message)[1:]] if len(lines) > 1 else []
    rows = [one for one in rows if not one.startswith(tuple(also))] if also else rows
    above = [n for n in range(at, -1, -1) if (field := FIELD.match(rows[n])) and (field[2] == key or n == at)]
    at = next((n for n in above if FIELD.match(rows[n])[2] == key), above[0] if above else at)  # type: ignore[index]  # it is one
    prefix = found[1] if (found := FIELD.match(rows[at])) is not None else ""
    end = at + 1
    while end < len(rows) and re.match(rf" {{{len(prefix) + 1}}}|{' ' * len(prefix)}- ", rows[end]):
        end += 1
    first = lines[0].removeprefix("- ") if prefix else lines[0]
    return [*rows[:at], prefix + first, *(" " * len(prefix) + line for line in lines[1:]), *rows[end:]]


def apply(root: Path, told: Diagnostic) -> bool:
    """Do what the hint says, if it shows what to write."""
    path = root / told.span.path
    if told.code in OF_TEXTS and (text := TEXT.fullmatch(told.hint)) and "…" not in told.hint:
        rows = path.read_text(encoding="utf-8").split("\n")
        row, column = rows[told.span.line - 1], told.span.column - 1
        rows[told.span.line - 1] = row[:column] + text[1] + row[column + told.span.length :]
    else:
        lines, rest = shown(told)
        if not lines or not told.span.line or path.suffix not in (".md", ".yaml"):
            return False
        rows = mended(path.read_text(encoding="utf-8").split("\n"), told, lines, rest)
    path.write_text("\n".join(rows), encoding="utf-8")
    return True


def sayings(found: tuple[Diagnostic, ...]) -> Counter[tuple[str, str, str]]:
    return Counter((one.span.path, one.code, re.sub(r"line \d+", "line …", one.message)) for one in found)


def shows(case: Path) -> bool:
    """Whether a hint of the case shows what to write."""
    for block in case.read_text(encoding="utf-8").partition(TOLD)[2].split("\n\n"):
        place, hint = PLACE.match(block), block.partition("\n    = ")[2] or block.partition("\n     = ")[2]
        first = hint.split("\n")[0]
        if place is not None and (place[1] in OF_TEXTS and TEXT.fullmatch(first) and "…" not in first):
            return True
        if place is not None and (first == "Write this:" or shown_in(first)[0]):
            return True
    return False


SHOWING = [case for case in CASES if shows(case)]


def test_many_hints_show_what_to_write() -> None:
    assert len(SHOWING) >= 185


BEHIND = {"wrong-shape--extends": {"unknown-word", "not-a-boolean"}, "unknown-kind--once": {"unknown-dimension"}}
"""Other mistakes of a case that are only found once this one is mended."""


@pytest.mark.parametrize("case", SHOWING, ids=lambda case: case.stem)
def test_what_a_hint_shows_mends_the_mistake(case: Path, tmp_path: Path) -> None:
    given = case.read_text(encoding="utf-8").partition(TOLD)[0]
    lay_case(tmp_path / "0", given)
    before = build_site(tmp_path / "0").diagnostics
    applied = 0
    for number, told in enumerate(before, 1):
        root = tmp_path / str(number)
        lay_case(root, given)
        if not apply(root, told):
            continue
        applied += 1
        after = sayings(build_site(root).diagnostics)
        left = sayings(before)
        left[told.span.path, told.code, re.sub(r"line \d+", "line …", told.message)] -= 1
        new = {
            key: times
            for key, times in (after - left).items()
            if key[1] not in NOT_THERE | BEHIND.get(case.stem, set())
        }
        assert not new, (told.hint, new, (root / told.span.path).read_text(encoding="utf-8"))
    assert applied
