"""Every mistake as its author meets it: one tiny bad site a file, and the exact words that the terminal shows.

A case is ``cases/<code>*.case``: a sentence, then the site's files, each after a line ``=== path``, then
``=== told`` with what is said and the exit code. ``pytest tests/errors --update-expected`` rewrites the last part; read
the difference as somebody who is no programmer would. A file's line may end with a way of writing it:

    === content/posts/a.md | as utf-16      in another encoding
    === content/posts/a.md | escapes        with Python's escapes, for characters that no editor shows
    === content/posts/a.md | times 4096     the text so many times
    === content/posts/a | link ../b         a symbolic link
    === content/posts/a | pipe              a named pipe
"""

import re
from functools import cache
from pathlib import Path

import pytest
from site_tools import build_site, lay_case

from journeyblog.cli.report import exit_code
from journeyblog.diagnostics import CODES
from journeyblog.diagnostics.terminal import format_diagnostics
from journeyblog.source.read import SiteFiles, Unreadable

JARGON = re.compile(
    r"\b(None|null|str|int|dict|mapping|scalar|NoneType|Exception|Errno|node|parser?|token|sequence|traceback|regex)\b"
)
CASES = sorted((Path(__file__).parent / "cases").glob("*.case"))
TOLD = "=== told\n"
LABEL = re.compile(r"^(?:[^\n:]+:)(?:\d+:\d+:)? (?:error|warning)\[([a-z0-9-]+)\]", re.MULTILINE)

# Codes without a case yet. It may only get shorter.
TO_DO: frozenset[str] = frozenset()

# Cases in which libyaml's own words still reach the author. It may only get shorter.
STILL_TECHNICAL: frozenset[str] = frozenset()


def tell(root: Path) -> str:
    """What a build of the site in ``root`` says, and its exit code."""
    outcome = build_site(root)
    files = SiteFiles(root)

    @cache
    def lines_of(path: str) -> list[str]:
        try:
            return files.read_text(path).split("\n")
        except Unreadable:
            return []

    said = format_diagnostics(outcome.diagnostics, lines_of).replace(str(root), "<site>")
    return f"{said}exit {exit_code(outcome)}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path, *, update_expected: bool) -> None:
    text = case.read_text(encoding="utf-8")
    given, found, expected = text.partition(TOLD)
    assert found or update_expected, "the case does not say what is told"
    root = tmp_path / "site"
    lay_case(root, given)
    said = tell(root)
    if update_expected and said != expected:
        case.write_text(given + TOLD + said, encoding="utf-8")
        return
    assert said == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_is_named_after_the_code_that_it_shows(case: Path) -> None:
    told = LABEL.findall(case.read_text(encoding="utf-8").partition(TOLD)[2])
    assert case.stem.partition("--")[0] in told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_one_message_for_each_fault(case: Path) -> None:
    """Each case holds one fault, unless its first line says how many."""
    first, _, rest = case.read_text(encoding="utf-8").partition("\n")
    many = re.search(r"\((\d+) mistakes\)", first)
    assert len(LABEL.findall(rest.partition(TOLD)[2])) == (int(many[1]) if many else 1)


def test_every_code_has_a_case_or_stands_on_the_list() -> None:
    shown = {code for case in CASES for code in LABEL.findall(case.read_text(encoding="utf-8").partition(TOLD)[2])}
    assert shown <= set(CODES)
    assert set(CODES) - shown == TO_DO


def test_messages_are_sentences_of_people() -> None:
    """Short, without a full stop, without words that only programmers use."""
    technical = set()
    for case in CASES:
        for line in case.read_text(encoding="utf-8").partition(TOLD)[2].splitlines():
            if LABEL.match(line):
                message = line.partition("]: ")[2]
                assert not message.endswith("."), f"{case.stem}: {message}"
                assert len(message) <= 200, f"{case.stem}: {message}"
                if JARGON.search(re.sub(r"'[^']*'", "", message)):
                    technical.add(case.stem)
    assert technical == STILL_TECHNICAL
