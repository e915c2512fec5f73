"""``journeyblog build``."""

from pathlib import Path

import click

from journeyblog.build.publish import OutputRefused, PublishFailed
from journeyblog.build.run import BuildRequest, Outcome, build
from journeyblog.cli.progress import progress_bar
from journeyblog.cli.report import EXIT_MISTAKES, EXIT_USAGE, exit_code, now, say_diagnostics, say_held
from journeyblog.diagnostics.terminal import visible
from journeyblog.site.visibility import Request


@click.command("build")
@click.option(
    "--site",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The site's folder; this one unless said.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Publish into this folder instead of the one in site.yaml.",
)
@click.option("--drafts", is_flag=True, help="Show drafts too, marked. Don't publish such a build.")
@click.option("--future", is_flag=True, help="Show posts dated in the future too, marked.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--keep-going", is_flag=True, help="Publish in spite of errors, without the files that have them.")
@click.option(
    "--adopt", is_flag=True, help="Publish into a folder that journeyblog did not make. What lies there stays."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but mistakes.")
@click.pass_context
def build_command(
    context: click.Context,
    root: Path,
    output: Path | None,
    *,
    drafts: bool,
    future: bool,
    strict: bool,
    keep_going: bool,
    adopt: bool,
    quiet: bool,
) -> None:
    """Make the site.

    The whole site is built beside the published one and then takes its place in one step, so readers never see half
    of it. With any error the published site stays as it was.
    """
    asked = BuildRequest(
        root=root,
        request=Request(now=now(), drafts=drafts, future=future),
        output=output,
        strict=strict,
        keep_going=keep_going,
        adopt=adopt,
    )
    try:
        with progress_bar() as progress:
            outcome = build(asked, progress)
    except OutputRefused as refused:
        _stop(refused.message, refused.hint)
        context.exit(EXIT_USAGE)
    except PublishFailed as failed:
        _stop(failed.message, failed.hint)
        context.exit(EXIT_MISTAKES)
    say_diagnostics(root, outcome.diagnostics)
    if outcome.usable and not quiet:
        say_held(outcome.held)
        _say_result(outcome)
    context.exit(exit_code(outcome))


def _say_result(outcome: Outcome) -> None:
    if outcome.published is None:
        click.echo("Nothing was published; the site is as it was.", err=True)
        return
    for path in outcome.withheld:
        click.echo(f"Left out: {visible(path)} (it has errors)")
    done = outcome.published
    posts = f"{outcome.posts:,} post{'' if outcome.posts == 1 else 's'}"
    if not done.written and not done.removed:
        click.echo(f"Nothing changed: {posts}, {done.unchanged:,} files in {done.output}")
        return
    click.echo(
        f"Published {posts} in {done.output}: {len(done.written):,} files written, {done.unchanged:,} unchanged, "
        f"{len(done.removed):,} removed"
    )


def _stop(message: str, hint: str) -> None:
    click.echo(f"error: {message}", err=True)
    if hint:
        click.echo(f"  = {hint}", err=True)
