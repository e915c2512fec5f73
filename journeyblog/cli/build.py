"""``journeyblog build``."""

from pathlib import Path

import click

from journeyblog.build.publish import OutputRefused, PublishFailed
from journeyblog.build.run import BuildRequest, Outcome, build
from journeyblog.cli.commands import SiteCommand, site_option
from journeyblog.cli.formats import Stop, format_option, say_json, say_mistakes, say_stop
from journeyblog.cli.progress import progress_bar
from journeyblog.cli.report import EXIT_MISTAKES, EXIT_USAGE, exit_code, now, say_held
from journeyblog.diagnostics.terminal import visible
from journeyblog.site.visibility import Request


@click.command("build", cls=SiteCommand)
@site_option
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
@format_option
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
    form: str,
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
    ending = _build(asked)
    code = ending.code if isinstance(ending, Stop) else exit_code(ending)
    if form == "json":
        say_json(root, ending)
    elif isinstance(ending, Stop):
        say_stop(form, ending)
    else:
        say_mistakes(form, root, ending.diagnostics, advice=not quiet)
        if ending.usable and not quiet:
            say_held(ending.held)
            _say_result(ending)
    context.exit(code)


def _build(asked: BuildRequest) -> Outcome | Stop:
    try:
        with progress_bar() as progress:
            return build(asked, progress)
    except OutputRefused as refused:
        return Stop(message=refused.message, hint=refused.hint, code=EXIT_USAGE)
    except PublishFailed as failed:
        return Stop(message=failed.message, hint=failed.hint, code=EXIT_MISTAKES)


def _say_result(outcome: Outcome) -> None:
    if outcome.published is None:
        click.echo("Nothing was published; the site is as it was.", err=True)
        return
    for path in outcome.withheld:
        click.echo(f"Left out: {visible(path)} (it has errors)")
    done = outcome.published
    output = visible(str(done.output))
    posts = f"{outcome.posts:,} post{'' if outcome.posts == 1 else 's'}"
    if not done.written and not done.removed:
        click.echo(f"Nothing changed: {posts}, {done.unchanged:,} files in {output}")
        return
    click.echo(
        f"Published {posts} in {output}: {len(done.written):,} files written, {done.unchanged:,} unchanged, "
        f"{len(done.removed):,} removed"
    )
