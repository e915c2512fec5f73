"""``journeyblog export``."""

from pathlib import Path
from typing import NoReturn

import click

from journeyblog.build.export import ExportRefused, check_export, put_export
from journeyblog.build.outcome import Outcome
from journeyblog.build.prepare import Unusable, prepare
from journeyblog.cli.commands import SiteCommand, site_option
from journeyblog.cli.progress import progress_bar
from journeyblog.cli.report import EXIT_USAGE, exit_code, now, say_diagnostics
from journeyblog.diagnostics import sort_diagnostics
from journeyblog.diagnostics.english import count
from journeyblog.diagnostics.terminal import visible
from journeyblog.output.data import site_data
from journeyblog.output.database import database, is_ours
from journeyblog.output.figures import Figures
from journeyblog.site.visibility import Request


@click.command("export", cls=SiteCommand)
@site_option
@click.option(
    "--sqlite",
    "file",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="Write a database for SQLite, as in site.db. An earlier export is replaced, any other file is not.",
)
@click.pass_context
def export_command(context: click.Context, root: Path, file: Path) -> None:
    """Write everything that the site says as a database.

    It holds what the pages show: posts, businesses, visits, ratings, answers, promises and what they add up to. Drafts
    are not in it. With any error in the content nothing is written.
    """
    try:
        check_export(file, is_ours)
        with progress_bar() as progress:
            prepared = prepare(root, Request(now=now()), lambda step: progress(step, 0, 0))
        outcome = Outcome(diagnostics=sort_diagnostics(prepared.diagnostics), usable=not isinstance(prepared, Unusable))
        say_diagnostics(root, outcome.diagnostics)
        if isinstance(prepared, Unusable) or outcome.failed:
            click.echo("Nothing was exported.", err=True)
            context.exit(exit_code(outcome))
        document = site_data(prepared.desk)
        made = database(document)
        put_export(check_export(file, is_ours), made)  # making it took a while: look once more
    except ExportRefused as refused:
        _stop(context, refused)
    click.echo(f"Exported {_told(document)} to {visible(str(file))}")


def _told(document: Figures) -> str:
    return ", ".join(
        count(len(document[name]), one, name)
        for name, one in (("posts", "post"), ("businesses", "business"), ("visits", "visit"))
    )


def _stop(context: click.Context, refused: ExportRefused) -> NoReturn:
    click.echo(f"error: {visible(refused.message)}", err=True)
    click.echo(f"  = {refused.hint}", err=True)
    context.exit(EXIT_USAGE)
