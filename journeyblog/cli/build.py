"""``journeyblog build``."""

import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from journeyblog.build.cache import CACHE
from journeyblog.build.footprint import Question, Since, Visit, as_seen, look_back
from journeyblog.build.glance import Look, nothing_changed
from journeyblog.build.outcome import Made, Outcome, recall
from journeyblog.cli.commands import SiteCommand, site_option, workers_option
from journeyblog.cli.formats import Stop, format_option, say_json, say_mistakes, say_stop
from journeyblog.cli.progress import progress_bar
from journeyblog.cli.report import EXIT_FINE, EXIT_MISTAKES, EXIT_USAGE, exit_code, now, say_held
from journeyblog.diagnostics.terminal import visible


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
@click.option("--no-cache", "afresh", is_flag=True, help="Make everything anew, and trust nothing that was kept.")
@click.option("--explain", is_flag=True, help="Tell of each page and feed that is made why it is.")
@click.option(
    "--verify", "checked", is_flag=True, help="Make all of it once more, and tell what is not published just so."
)
@workers_option
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
    afresh: bool,
    explain: bool,
    checked: bool,
    workers: int,
    quiet: bool,
    form: str,
) -> None:
    """Make the site.

    The whole site is built beside the published one and then takes its place in one step, so readers never see half
    of it. With any error the published site stays as it was. What did not change since the last build is not made
    again.
    """
    question = Question(
        root=os.path.realpath(root),
        output=str(output.absolute()) if output is not None else "",
        drafts=drafts,
        future=future,
        strict=strict,
        keep_going=keep_going,
    )
    visit, since = _look_back(root, question, context.obj)
    since = None if afresh or adopt else since
    known = recall(since.seen["said"]) if since is not None and not since.changed else None
    ending = known or _publish(root, output, visit, since, workers, adopt=adopt, afresh=afresh)
    differing = _verify(root, visit, ending) if checked and isinstance(ending, Outcome) else ()
    code = ending.code if isinstance(ending, Stop) else exit_code(ending)
    if form == "json":
        say_json(root, ending, explain=explain, differing=differing)
    elif isinstance(ending, Stop):
        say_stop(form, ending)
    else:
        say_mistakes(form, root, ending.diagnostics, advice=not quiet)
        if ending.usable and not quiet:
            say_held(ending.held)
            _say_made(ending.made if explain else ())
            _say_result(ending, verified=checked and not differing)
        _say_differing(differing)
    context.exit(code or (EXIT_MISTAKES if differing else EXIT_FINE))


def _look_back(root: Path, question: Question, look: Look | None) -> tuple[Visit, Since | None]:
    """The visit, and what changed since the last build; ``look``: somebody looked already, for the same question."""
    if look is None:
        visit = Visit(question=question, now=now(), clock=time.time_ns())
        return visit, look_back(str(root / CACHE), visit)
    return Visit(question=question, now=datetime.fromtimestamp(look.now, UTC), clock=look.clock), as_seen(look.found)


def _publish(
    root: Path, output: Path | None, visit: Visit, since: Since | None, workers: int, *, adopt: bool, afresh: bool
) -> Outcome | Stop:
    # Importing what publishes takes longer than all of a build that has nothing to do.
    from journeyblog.build.publish import OutputRefused, PublishFailed
    from journeyblog.build.retouch import retouch

    try:
        short = retouch(root, since) if since is not None else None
        return short or _build(root, output, visit, workers, adopt=adopt, afresh=afresh)
    except OutputRefused as refused:
        return Stop(message=refused.message, hint=refused.hint, code=EXIT_USAGE)
    except PublishFailed as failed:
        return Stop(message=failed.message, hint=failed.hint, code=EXIT_MISTAKES)


def _build(root: Path, output: Path | None, visit: Visit, workers: int, *, adopt: bool, afresh: bool) -> Outcome:
    # As much again.
    from journeyblog.build.crew import crew_of
    from journeyblog.build.run import BuildRequest, build
    from journeyblog.site.visibility import Request

    question = visit.question
    asked = BuildRequest(
        root=root,
        request=Request(now=visit.now, drafts=question.drafts, future=question.future),
        output=output,
        strict=question.strict,
        keep_going=question.keep_going,
        adopt=adopt,
        visit=visit,
        afresh=afresh,
        crew=crew_of(workers),
    )
    with progress_bar() as progress:
        return build(asked, progress)


def _verify(root: Path, visit: Visit, outcome: Outcome) -> tuple[Made, ...]:
    # As heavy as building.
    from journeyblog.build.verify import verify
    from journeyblog.site.visibility import Request

    request = Request(now=visit.now, drafts=visit.question.drafts, future=visit.question.future)
    with progress_bar() as progress:
        return verify(root, request, outcome, progress)


def _say_made(made: Sequence[Made]) -> None:
    for one in made:
        click.echo(f"Made: {visible(one.path)} ({one.reason})")


def _say_differing(differing: Sequence[Made]) -> None:
    if not differing:
        return
    for one in differing:
        click.echo(f"Differs: {visible(one.path)} ({one.reason})", err=True)
    many = f"{len(differing):,} files are not as a clean build makes them"
    click.echo(f"error: {many if len(differing) > 1 else '1 file is not as a clean build makes it'}", err=True)
    click.echo("  = Make everything anew with  journeyblog build --no-cache", err=True)


def _say_result(outcome: Outcome, *, verified: bool) -> None:
    if outcome.published is None:
        click.echo("Nothing was published; the site is as it was.", err=True)
        return
    for path in outcome.withheld:
        click.echo(f"Left out: {visible(path)} (it has errors)")
    done = outcome.published
    output = visible(str(done.output))
    if not done.written and not done.removed:
        click.echo(nothing_changed(outcome.posts, done.unchanged, output))
    else:
        posts = f"{outcome.posts:,} post{'' if outcome.posts == 1 else 's'}"
        click.echo(
            f"Published {posts} in {output}: {len(done.written):,} files written, {done.unchanged:,} unchanged, "
            f"{len(done.removed):,} removed"
        )
    if verified:
        click.echo("Verified: every file is as a clean build makes it")
