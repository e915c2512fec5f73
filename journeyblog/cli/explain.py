"""``journeyblog explain``."""

import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator

import click

from journeyblog.cli.report import EXIT_USAGE, painter
from journeyblog.diagnostics import CODES, did_you_mean
from journeyblog.diagnostics.explanation import Example, Explanation, code_of, explain
from journeyblog.diagnostics.terminal import Paint, visible

WIDEST = 80
INDENT = "    "


@click.command("explain", short_help="Explain a mistake, with a wrong and a right example.")
@click.argument("code", nargs=-1)
@click.pass_context
def explain_command(context: click.Context, code: tuple[str, ...]) -> None:
    """Explain a mistake: what CODE means, a wrong example and a right one.

    CODE stands in brackets in each message, as in error[not-a-number]. Without CODE, list them all.
    """
    paint = painter(sys.stdout)
    if not code:
        widest = max(map(len, CODES))
        click.echo("\n".join(f"{name:<{widest}}  {meaning}" for name, meaning in CODES.items()))
        return
    wanted = code_of(" ".join(code))
    if wanted not in CODES:
        among = [name for name in CODES if wanted and wanted in name]
        hint = did_you_mean(wanted, CODES) or "journeyblog explain  lists all of them"
        hint = f"Those with this word are {', '.join(among)}" if among else hint
        click.echo(f"error: There is no mistake with the code '{visible(wanted)}'\n  = {hint}", err=True)
        context.exit(EXIT_USAGE)
    columns = min(WIDEST, shutil.get_terminal_size().columns)
    click.echo("\n".join(_lines(explain(wanted), paint, columns)))


def _lines(told: Explanation, paint: Paint, columns: int) -> Iterator[str]:
    yield f"{paint(told.code, 'bold')}: {told.meaning}"
    for paragraph in told.paragraphs:
        yield ""
        yield textwrap.fill(
            re.sub(r"`([^`]*)`", r"'\1'", paragraph), columns, break_long_words=False, break_on_hyphens=False
        )
    yield from _examples("Wrong", told.wrong, paint("Wrong", "red"))
    yield from _examples("Right", told.right, paint("Right", "green"))


def _examples(judgement: str, examples: Iterable[Example], painted: str) -> Iterator[str]:
    for number, example in enumerate(examples):
        yield ""
        yield f"{painted if not number else ' ' * len(judgement)}  {example.heading}"
        if example.text.strip():
            yield ""
            yield textwrap.indent(example.text.rstrip("\n"), INDENT)
