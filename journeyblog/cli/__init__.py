"""The command line: the only place that prints and reads the clock. One file a command."""

import contextlib
import errno
import os
import sys

import click

from journeyblog import __version__
from journeyblog.build.glance import Look
from journeyblog.cli.commands import LazyGroup
from journeyblog.cli.report import EXIT_BUG, EXIT_MISTAKES, EXIT_USAGE, say_error

COMMANDS = ("init", "new", "serve", "check", "build", "why", "explain", "stats", "export", "schema")
"""In the order of work, as the help lists them."""

UNHEARD = (errno.EPIPE, errno.ENOSPC, errno.EIO)
"""What writing to a closed pipe, a full disk or a terminal that is gone ends with."""


@click.group(
    cls=LazyGroup,
    package="journeyblog.cli",
    names=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="journeyblog", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn a folder of trip posts into a site of linked journeys and honest scorecards.

    \b
    Start here:
      journeyblog init my-blog          make a small working site
      cd my-blog
      journeyblog new post "Day one"    start a post
      journeyblog serve                 see it while you write
      journeyblog build                 make the site in public/

    A site is a folder with content/ in it; run the commands there.
    """


@cli.command("version")
def version_command() -> None:
    """Print the version."""
    click.echo(f"journeyblog {__version__}")


@cli.command("help")
@click.argument("command", nargs=-1)
def help_command(command: tuple[str, ...]) -> None:
    """Show all commands, or how to use COMMAND."""
    cli.main([*command, "--help"], prog_name="journeyblog", standalone_mode=False)


def main(look: Look | None = None) -> None:
    """Run the command line; anything unforeseen is our bug, and is told as one. ``build`` may have had its ``look``."""
    try:
        code = _run(look) if sys.getfilesystemencoding().lower() == "utf-8" else _refuse_encoding()
    except OSError:  # only our own words can still fail: what they were written to is full or gone
        code = _fall_silent()
    sys.exit(code)


def _run(look: Look | None) -> int:
    try:
        code = cli.main(prog_name="journeyblog", standalone_mode=False, obj=look)
    except click.Abort:
        return _stop()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Exception as error:  # the last door: whatever is left is a bug of ours, told without a wall of text
        if isinstance(error, OSError) and error.errno in UNHEARD and error.filename is None:
            raise
        if isinstance(error.__cause__, KeyboardInterrupt):  # Python 3.11 wraps it while a dataclass is being made
            return _stop()
        say_error(error)
        return EXIT_BUG
    return code if isinstance(code, int) else 0  # click hands back what a command exits with


def _stop() -> int:
    click.echo("Stopped.", err=True)
    return 130


def _refuse_encoding() -> int:
    """The same names must give the same site everywhere, so we do not work with another encoding of file names."""
    click.echo("error: The language settings of this machine are not UTF-8", err=True)
    click.echo("  = Run it as  PYTHONUTF8=1 journeyblog …".encode(), err=True)
    return EXIT_USAGE


def _fall_silent() -> int:
    """Say, if that can still be said, that nobody hears us; and let Python's own farewell not fail once more."""
    with contextlib.suppress(OSError):
        click.echo("error: What journeyblog had to say could not be written; what it did before stays done", err=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return EXIT_MISTAKES
