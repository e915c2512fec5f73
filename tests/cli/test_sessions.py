"""The command line as people use it: console sessions, and the exact words that come back.

A session is ``sessions/*.txt``: ``$ command`` and what the terminal shows after it, then ``[exit n]`` unless it is 0.
Beside journeyblog a session may use ``cd``, ``ls`` (of a folder, recursively), ``cat`` and ``write FILE TEXT`` (with
``\\n``). A line that starts with # is a remark. The day is 22 November 2026. ``pytest tests/cli --update-expected``
rewrites what is expected; read the difference.
"""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from journeyblog import __version__
from journeyblog.cli import cli

SESSIONS = sorted((Path(__file__).parent / "sessions").glob("*.txt"))
NOW = "1795348800"


class Console:
    """Runs one session in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self._runner = CliRunner()

    def run(self, line: str) -> str:
        """What the terminal shows after one command, with the exit code when it is not 0."""
        words = shlex.split(line, comments=False)
        match words:
            case ["cd", folder]:
                os.chdir(folder)
                return ""
            case ["ls", *folder]:
                listed = "".join(f"{path}\n" for path in _files(Path(*folder)))
                return re.sub(r"\.[0-9a-f]{8}\.", ".<digest>.", listed)
            case ["cat", path]:
                return Path(path).read_text(encoding="utf-8")
            case ["write", path, text]:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                Path(path).write_text(text.replace("\\n", "\n"), encoding="utf-8")
                return ""
            case ["journeyblog", *arguments]:
                return self._journeyblog(arguments)
        raise AssertionError(f"no such command: {line}")

    def _journeyblog(self, arguments: list[str]) -> str:
        result = self._runner.invoke(cli, arguments, prog_name="journeyblog", catch_exceptions=False)
        shown = _without_passing_figures(result.output.replace(str(self.home), "<here>"))
        return shown + (f"[exit {result.exit_code}]\n" if result.exit_code else "")


def _without_passing_figures(text: str) -> str:
    """What changes with every release: the version, how many files a build makes (but not whether it makes any)."""
    text = text.replace(__version__, "<version>")
    text = re.sub(r'(?<="written": )[1-9]\d*', "<n>", text)
    return re.sub(r"\b[1-9][\d,]*(?= (?:files|unchanged|removed)\b)", "<n>", text)


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".journeyblog" not in path.parts:
            yield path.as_posix()


def replay(text: str, folder: Path) -> str:
    """The session as it goes now."""
    console = Console(folder)
    shown = []
    for line in text.splitlines(keepends=True):
        if line.startswith("#"):
            shown.append(line)
        elif line.startswith("$ "):
            shown += [line, console.run(line[2:].strip())]
    return "".join(shown)


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.stem)
def test_session(session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update_expected: bool) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    text = session.read_text(encoding="utf-8")
    shown = replay(text, tmp_path)
    if update_expected and shown != text:
        session.write_text(shown, encoding="utf-8")
        return
    assert shown == text


def commands() -> dict[str, click.Command]:
    """Every command by its name."""
    context = click.Context(cli)
    return {name: command for name in cli.list_commands(context) if (command := cli.get_command(context, name))}


def test_every_command_is_in_a_session() -> None:
    typed = "\n".join(
        re.findall(r"^\$ (journeyblog .*)$", "\n".join(one.read_text() for one in SESSIONS), re.MULTILINE)
    )
    context = ["journeyblog"]
    for name, command in commands().items():
        assert f"{context[0]} {name}" in typed
        assert f"{context[0]} {name} --help" in typed
        for below in getattr(command, "commands", {}):
            assert f"{context[0]} {name} {below} --help" in typed


def test_every_option_is_explained_in_its_help() -> None:
    runner = CliRunner()
    for name, command in commands().items():
        for path, one in (
            (name, command),
            *((f"{name} {key}", sub) for key, sub in getattr(command, "commands", {}).items()),
        ):
            shown = runner.invoke(cli, [*path.split(), "--help"], prog_name="journeyblog").output
            assert len(shown.splitlines()) > 4
            for parameter in one.params:
                if parameter.param_type_name == "option":
                    assert getattr(parameter, "help", None), f"{path} {parameter.name}"
                    assert parameter.opts[0] in shown
