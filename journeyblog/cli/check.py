"""``journeyblog check``."""

from pathlib import Path

import click

from journeyblog.build.crew import WorkerLost, crew_of
from journeyblog.build.run import BuildRequest, check
from journeyblog.cli.commands import SiteCommand, site_option, workers_option
from journeyblog.cli.formats import Stop, format_option, say_json, say_mistakes, say_stop
from journeyblog.cli.progress import progress_bar
from journeyblog.cli.report import EXIT_MISTAKES, exit_code, now, say_held
from journeyblog.site.visibility import Request


@click.command("check", cls=SiteCommand)
@site_option
@click.option("--drafts", is_flag=True, help="Check drafts too.")
@click.option("--future", is_flag=True, help="Check posts dated in the future too.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@workers_option
@format_option
@click.pass_context
def check_command(
    context: click.Context, root: Path, *, drafts: bool, future: bool, strict: bool, workers: int, form: str
) -> None:
    """Tell every mistake, and write nothing."""
    request = Request(now=now(), drafts=drafts, future=future)
    asked = BuildRequest(root=root, request=request, strict=strict, crew=crew_of(workers))
    try:
        with progress_bar() as progress:
            outcome = check(asked, progress)
    except WorkerLost as lost:
        say_stop(form, Stop(message=lost.message, hint=lost.hint, code=EXIT_MISTAKES))
        context.exit(EXIT_MISTAKES)
    if form == "json":
        say_json(root, outcome)
        context.exit(exit_code(outcome))
    say_mistakes(form, root, outcome.diagnostics)
    say_held(outcome.held)
    if outcome.usable and not outcome.diagnostics:
        click.echo(f"No mistakes in {outcome.posts:,} post{'' if outcome.posts == 1 else 's'}.")
    context.exit(exit_code(outcome))
