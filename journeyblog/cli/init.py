"""``journeyblog init``."""

from pathlib import Path

import click

from journeyblog.cli.report import EXIT_USAGE, now
from journeyblog.scaffold import AlreadyThere, sample_files, starter_files, write_files


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--sample", is_flag=True, help="Start from the sample site, which shows every feature.")
@click.pass_context
def init_command(context: click.Context, folder: Path, *, sample: bool) -> None:
    """Make a small working site in FOLDER (this folder unless said). Nothing is overwritten."""
    files = sample_files() if sample else starter_files(now().date())
    ignored = {".gitignore": b"/public/\n/.journeyblog/\n"}
    if not (folder / ".gitignore").exists():
        files = {**files, **ignored}
    try:
        write_files(folder, files)
    except AlreadyThere as there:
        click.echo(f"error: {folder / there.path} is already there, so nothing was made", err=True)
        click.echo("  = Choose an empty folder, as in  journeyblog init my-blog", err=True)
        context.exit(EXIT_USAGE)
    except OSError as error:
        click.echo(
            f"error: {error.filename or folder} cannot be made: {(error.strerror or 'no reason given').lower()}",
            err=True,
        )
        context.exit(EXIT_USAGE)
    click.echo(f"Made {len(files)} files in {folder.resolve()}")
    click.echo("Next:")
    if folder != Path():
        click.echo(f"  cd {folder}")
    click.echo("  journeyblog build")
