"""``journeyblog schema``."""

from pathlib import Path

import click

from journeyblog.build.prepare import read_settings
from journeyblog.cli.report import EXIT_USAGE
from journeyblog.model.scale import Scale
from journeyblog.reference import SUBJECTS, schema_text
from journeyblog.source.read import SiteFiles


@click.command("schema")
@click.argument("subject", metavar="[SUBJECT]", type=click.Choice(list(SUBJECTS)), required=False)
@click.option(
    "--site",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The site's folder, whose scale of ratings counts; this one unless said.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file instead of the terminal.",
)
@click.pass_context
def schema_command(context: click.Context, subject: str | None, root: Path, output: Path | None) -> None:
    """Print a JSON Schema, with which an editor completes and checks fields.

    SUBJECT is post, journey, business, page, comments or settings. Without it: say what there is. docs/editors.md tells
    how to set an editor up.
    """
    if subject is None:
        width = max(map(len, SUBJECTS))
        for name, one in SUBJECTS.items():
            click.echo(f"journeyblog schema {name:<{width}}  {one.title}: {one.place}")
        return
    settings, _ = read_settings(SiteFiles(root))
    text = schema_text(subject, settings.rating if settings is not None else Scale())
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        click.echo(f"error: {output} cannot be written: {reason}", err=True)
        context.exit(EXIT_USAGE)
    click.echo(f"Wrote {output}")
