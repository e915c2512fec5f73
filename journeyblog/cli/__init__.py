"""The command line: the only place that prints and reads the clock. One file a command."""

import os
import sys

import click

from journeyblog import __version__
from journeyblog.cli.build import build_command
from journeyblog.cli.check import check_command
from journeyblog.cli.init import init_command
from journeyblog.cli.new import new_command
from journeyblog.cli.report import EXIT_BUG, say_error
from journeyblog.cli.stats import stats_command

COMMANDS: tuple[click.Command, ...] = (init_command, new_command, check_command, build_command, stats_command)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="journeyblog", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn a folder of trip posts into a site of linked journeys and honest scorecards.

    \b
    Start here:
      journeyblog init my-blog          make a small working site
      cd my-blog
      journeyblog new post "Day one"    start a post
      journeyblog build                 make the site in public/

    A site is a folder with content/ in it; run the commands there.
    """


@cli.command("version")
def version_command() -> None:
    """Print the version."""
    click.echo(f"journeyblog {__version__}")


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line; anything unforeseen is our bug, and is told as one."""
    if sys.getfilesystemencoding().lower() != "utf-8":
        # The same names must give the same site everywhere, so the language settings of the machine must not count.
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "journeyblog", *sys.argv[1:]])  # noqa: S606
    try:
        code = cli.main(prog_name="journeyblog", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)  # click hands back what a command exits with
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(141)
    except Exception as error:  # noqa: BLE001  the last door: whatever is left is a bug of ours, told without a wall of text
        say_error(error)
        sys.exit(EXIT_BUG)
