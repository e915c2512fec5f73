"""``journeyblog check``."""

from pathlib import Path

import click

from journeyblog.build.run import BuildRequest, check
from journeyblog.cli.progress import progress_bar
from journeyblog.cli.report import exit_code, now, say_diagnostics, say_held
from journeyblog.site.visibility import Request


@click.command("check")
@click.option(
    "--site",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The site's folder; this one unless said.",
)
@click.option("--drafts", is_flag=True, help="Check drafts too.")
@click.option("--future", is_flag=True, help="Check posts dated in the future too.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.pass_context
def check_command(context: click.Context, root: Path, *, drafts: bool, future: bool, strict: bool) -> None:
    """Say every mistake, and write nothing."""
    request = Request(now=now(), drafts=drafts, future=future)
    with progress_bar() as progress:
        outcome = check(BuildRequest(root=root, request=request, strict=strict), progress)
    say_diagnostics(root, outcome.diagnostics)
    say_held(outcome.held)
    if outcome.usable and not outcome.diagnostics:
        click.echo(f"No mistakes in {outcome.posts:,} post{'' if outcome.posts == 1 else 's'}.")
    context.exit(exit_code(outcome))
