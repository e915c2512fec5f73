"""Diagnostics as workflow commands of GitHub Actions, which show each mistake beside its line of a pull request.

The form is ``::error file=…,line=…,col=…,endColumn=…,title=…::message``. In values ``%``, CR, LF, ``:`` and ``,`` are
escaped, in the message ``%``, CR and LF; ``col`` and ``endColumn`` are only allowed beside ``line``. (GitHub's
documentation, "Workflow commands", and ``packages/core/src/command.ts`` of actions/toolkit.)
"""

from journeyblog.diagnostics.diagnostic import Diagnostic
from journeyblog.diagnostics.terminal import place_of, visible

MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
VALUE = MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def annotation(found: Diagnostic, file: str) -> str:
    """The command for one mistake. ``file`` is its path from the top of the repository.

    The message begins with the place, since the log of a run shows nothing else of it.
    """
    span = found.span
    where: dict[str, str | int] = {"file": visible(file)}
    if span.line:
        where |= {"line": span.line, "col": span.column, "endColumn": span.column + span.length}
    fix = "".join(f"\n{visible(line)}" for line in found.hint.split("\n") if line)
    message = f"{visible(place_of(found))}: {visible(found.message)}{fix}"
    return command(found.severity.value, {**where, "title": f"journeyblog {found.code}"}, message)


def command(name: str, values: dict[str, str | int], message: str) -> str:
    """Any workflow command."""
    written = ",".join(f"{key}={str(value).translate(VALUE)}" for key, value in values.items())
    return f"::{name}{' ' if written else ''}{written}::{message.translate(MESSAGE)}"
