"""How ``check`` and ``build`` tell what they found: to people, to programs, to GitHub."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from journeyblog.build.outcome import Made, Outcome
from journeyblog.cli.report import EXIT_FINE, EXIT_MISTAKES, exit_code, say_diagnostics, with_folder
from journeyblog.diagnostics import Diagnostic
from journeyblog.diagnostics.github import annotation, command
from journeyblog.diagnostics.records import record

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(("terminal", "json", "github")),
    metavar="FORM",
    default="terminal",
    help="How to tell mistakes: terminal (in words, unless said), json (for programs) or github (annotations in "
    "GitHub Actions).",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Why a build could not begin or end, what to do about it, and the exit code."""

    message: str
    hint: str
    code: int


def say_mistakes(form: str, root: Path, found: Sequence[Diagnostic], *, advice: bool = True) -> None:
    """Every mistake, at the terminal or as annotations."""
    if form == "github":
        for one in with_folder(root, found):
            click.echo(annotation(one, _from_the_top(root / one.span.path)))
    else:
        say_diagnostics(root, found, advice=advice)


def say_stop(form: str, stop: Stop) -> None:
    """Why nothing was built."""
    if form == "github":
        click.echo(command("error", {"title": "journeyblog"}, f"{stop.message}\n{stop.hint}".rstrip()))
        return
    click.echo(f"error: {stop.message}", err=True)
    if stop.hint:
        click.echo(f"  = {stop.hint}", err=True)


def say_json(root: Path, ending: Outcome | Stop, *, explain: bool = False, differing: Sequence[Made] = ()) -> None:
    """Everything there is to tell as one JSON object. All that is not ASCII is escaped, so nothing hides in it.

    With ``explain`` it has what was made and why; ``differing`` is what is not published as a clean build makes it.
    """
    code = ending.code if isinstance(ending, Stop) else exit_code(ending)
    told = {
        "site": str(root.resolve()),
        "exit_code": code or (EXIT_MISTAKES if differing else EXIT_FINE),
        "mistakes": [],
        "held_back": [],
        "left_out": [],
        "posts": None,
        "published": None,
        "made": [asdict(one) for one in ending.made] if explain and isinstance(ending, Outcome) else [],
        "differing": [asdict(one) for one in differing],
        "stopped": None,
    }
    click.echo(json.dumps(told | (_stopped(ending) if isinstance(ending, Stop) else _ended(root, ending)), indent=1))


def _stopped(stop: Stop) -> dict[str, Any]:
    return {"stopped": {"message": stop.message, "hint": stop.hint}}


def _ended(root: Path, outcome: Outcome) -> dict[str, Any]:
    done = outcome.published
    return {
        "mistakes": [record(one) for one in with_folder(root, outcome.diagnostics)],
        "held_back": [{"path": one.path, "reason": one.reason} for one in outcome.held],
        "left_out": list(outcome.withheld),
        "posts": outcome.posts if outcome.usable else None,
        "published": done
        and {
            "output": str(done.output),
            "written": len(done.written),
            "unchanged": done.unchanged,
            "removed": len(done.removed),
        },
    }


def _from_the_top(file: Path) -> str:
    """The file's path from the top of the repository, which is where the commands of a workflow run unless told."""
    top = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    whole = file.parent.resolve() / file.name
    return (whole.relative_to(top) if whole.is_relative_to(top) else whole).as_posix()
