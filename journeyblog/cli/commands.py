"""The forms of our commands: a group that lists its commands in the order of work, and a command for a whole site."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from journeyblog.diagnostics.terminal import visible

site_option = click.option(
    "--site",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The site's folder; this one unless said.",
)


class Workers(click.ParamType[int]):
    """A number of processes, or ``auto``: 0."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        text = str(value)
        if text == "auto":
            return 0
        if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= MOST_WORKERS):
            self.fail(f"'{text}' is neither auto nor a number from 1 to {MOST_WORKERS}.", param, ctx)
        return int(text)


MOST_WORKERS = 64
workers_option = click.option(
    "--workers",
    type=Workers(),
    default="auto",
    metavar="N|auto",
    help="How many processes do the work; auto: one for each core, when there is enough of it.",
)


class OrderedGroup(click.Group):
    """Its commands stand in the help as they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names of the commands."""
        return list(self.commands)


class LazyGroup(OrderedGroup):
    """Its commands lie in modules of ``package`` that are imported when asked for, since that takes a moment.

    ``names`` are theirs, in the order of the help: ``new`` is the ``new_command`` of the module ``new``.
    """

    def __init__(self, *args: Any, package: str, names: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self._package, self._names = package, names

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return [*self._names, *(name for name in super().list_commands(ctx) if name not in self._names)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name in self._names and cmd_name not in self.commands:
            module = import_module(f"{self._package}.{cmd_name}")
            self.add_command(getattr(module, f"{cmd_name}_command"), cmd_name)
        if cmd_name not in self._names:
            for name in self._names:  # click looks among those that are there for the one that was meant
                self.get_command(ctx, name)
        return super().get_command(ctx, cmd_name)


class SiteCommand(click.Command):
    """A command that takes no words of its own: who names a folder or a file is told how to say it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options only."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            ctx.fail(_advice(ctx.command_path, ctx.args[0]))
        return rest


def _advice(command: str, word: str) -> str:
    shown = visible(word)
    if Path(word).is_dir():
        return f"'{shown}' is a folder. If it is your site's, say  {command} --site {shown}"
    if Path(word).is_file():
        return f"{command} works on the whole site. For one text there is  journeyblog why {shown}"
    return f"{command} works on the whole site and takes no name; '{shown}' is too much."
