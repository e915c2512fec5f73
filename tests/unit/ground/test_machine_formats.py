"""Mistakes as programs read them: JSON records, and commands that GitHub's runner takes apart again."""

import json

from hypothesis import given
from hypothesis import strategies as st

from journeyblog.diagnostics import Diagnostic, Severity, Span
from journeyblog.diagnostics.github import annotation, command
from journeyblog.diagnostics.records import record
from journeyblog.diagnostics.terminal import visible

KEYS = ("path", "line", "column", "end_column", "code", "severity", "message", "hint", "explain")


def mistake(message: str = "m", hint: str = "h", path: str = "content/a.md", line: int = 3) -> Diagnostic:
    span = Span(path=path, line=line, column=5, length=4)
    return Diagnostic(code="unknown-key", severity=Severity.ERROR, message=message, span=span, hint=hint)


def taken_apart(line: str) -> tuple[str, dict[str, str], str]:
    """A command as GitHub's runner reads it: up to the second ``::`` the name and its values, then the message."""
    assert line.startswith("::")
    head, _, message = line[2:].partition("::")
    name, _, written = head.partition(" ")
    values = dict(pair.split("=", 1) for pair in written.split(",") if pair)
    return name, {key: plain(value) for key, value in values.items()}, plain(message)


def plain(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_a_record_has_always_the_same_keys() -> None:
    whole = record(mistake(line=0))
    assert tuple(record(mistake())) == tuple(whole) == KEYS
    assert (record(mistake())["line"], record(mistake())["column"], record(mistake())["end_column"]) == (3, 5, 9)
    assert whole["line"] is whole["column"] is whole["end_column"] is None
    assert whole["explain"] == "journeyblog explain unknown-key"


def test_an_annotation_names_the_place_twice_since_the_log_shows_only_the_message() -> None:
    assert annotation(mistake("100% 'a', b: c", "Write\nd"), "blog/content/a,b.md") == (
        "::error file=blog/content/a%2Cb.md,line=3,col=5,endColumn=9,title=journeyblog unknown-key::"
        "content/a.md:3:5: 100%25 'a', b: c%0AWrite%0Ad"
    )


def test_no_column_without_a_line() -> None:
    _, values, message = taken_apart(annotation(mistake(line=0), "content/a.md"))
    assert sorted(values) == ["file", "title"]
    assert message == "content/a.md: m\nh"


def test_a_command_without_values() -> None:
    assert command("notice", {}, "a\r\nb") == "::notice::a%0D%0Ab"


@given(st.text(), st.text(), st.text(min_size=1))
def test_whatever_is_in_a_mistake_the_runner_reads_it_again(message: str, hint: str, path: str) -> None:
    found = mistake(message, hint, path)
    line = annotation(found, path)
    assert line.splitlines() == [line]
    name, values, told = taken_apart(line)
    assert (name, values["file"], values["line"], values["title"]) == (
        "error",
        visible(path),
        "3",
        "journeyblog unknown-key",
    )
    assert told == f"{visible(path)}:3:5: {visible(message)}" + "".join(
        f"\n{visible(line)}" for line in hint.split("\n") if line
    )


@given(st.text(st.characters()))
def test_nothing_hides_in_json(text: str) -> None:
    written = json.dumps(record(mistake(text, text, text)), indent=1)
    assert written.isascii()
    assert json.loads(written)["message"] == text
