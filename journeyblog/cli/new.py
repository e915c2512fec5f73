"""``journeyblog new post|journey|business``."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click

from journeyblog.build.prepare import read_settings
from journeyblog.cli.commands import OrderedGroup, site_option
from journeyblog.cli.report import EXIT_USAGE, now, say_diagnostics
from journeyblog.config import Settings
from journeyblog.diagnostics import did_you_mean
from journeyblog.diagnostics.terminal import visible
from journeyblog.scaffold import (
    AlreadyThere,
    NewPost,
    business_text,
    journey_text,
    next_part,
    post_text,
    write_files,
)
from journeyblog.site.candidates import Candidate, make_candidate
from journeyblog.site.directory import Directory, make_directory, name_slug
from journeyblog.site.visibility import PUBLISHED, Request
from journeyblog.slugs import slug
from journeyblog.source.discover import CONTENT, sort_sources
from journeyblog.source.load import Entries, load_entries
from journeyblog.source.read import SiteFiles

date_option = click.option(
    "--date", "day", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]), help="Another day than today, as in 2018-02-14."
)


def _readable(context: click.Context, parameter: click.Parameter, value: str) -> str:  # noqa: ARG001  click's signature
    """Words that can be written down."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise click.BadParameter("It holds bytes that are not UTF-8. Type it once more.") from None
    return value


def _words(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Words that can be written down, and not none."""
    if not value.strip():
        raise click.BadParameter('It is empty. Write it in quotes, as in "Day one".')
    return _readable(context, parameter, value)


@click.group("new", cls=OrderedGroup)
def new_command() -> None:
    """Start a post, a journey or a business. Nothing is overwritten."""


@new_command.command("post", short_help="Start a post called TITLE.")
@click.argument("title", callback=_words)
@click.option("--journey", help="The journey it belongs to; the newest one under way unless said.")
@click.option("--no-journey", is_flag=True, help="A post outside any journey.")
@click.option("--business", default="", callback=_readable, help="The business it reviews.")
@date_option
@site_option
@click.pass_context
def post_command(
    context: click.Context,
    title: str,
    journey: str | None,
    *,
    no_journey: bool,
    business: str,
    day: datetime | None,
    root: Path,
) -> None:
    """Start a post called TITLE: a draft with the date, and the next part number of its journey."""
    if no_journey and journey is not None:
        raise click.UsageError("--journey and --no-journey contradict each other. Say one of them.")
    settings, entries, directory = _open_site(context, root)
    chosen = "" if no_journey else _choose_journey(context, journey, directory)
    when = day.date() if day is not None else _today(settings)
    stem = slug(title) or "post"
    posts, unread = _installments(entries, chosen, directory, settings)
    part = next_part(posts) if chosen else None
    text = post_text(NewPost(title=title, date=when, part=part, business=business))
    folder = directory.journeys[chosen].path.rpartition("/")[0] if chosen else f"{CONTENT}/posts"
    place = f"{folder}/{when.isoformat()}-{stem}"
    for path in (*(entry.path for entry in entries.posts), *entries.broken):
        if path.rpartition(".")[0].casefold().removesuffix("/index") == place.casefold():
            _refuse(context, f"{visible(path)} is already there", "Choose another title, or edit that file")
    _write(context, root, f"{place}.md", text)
    if chosen:
        click.echo(f"It is part {part} of '{chosen}'.")
        for path in unread:
            click.echo(f"That number may be wrong: {visible(path)} has errors, so its part is not known.")


@new_command.command("journey")
@click.argument("title", callback=_words)
@date_option
@site_option
@click.pass_context
def journey_command(context: click.Context, title: str, *, day: datetime | None, root: Path) -> None:
    """Start a journey called TITLE."""
    settings, _, directory = _open_site(context, root)
    known = directory.journeys.get(name_slug(title))
    if known is not None:
        _refuse(context, f"{visible(known.path)} is that journey already", "Choose another title, or edit that file")
    start = day.date() if day is not None else _today(settings)
    _write(context, root, f"{CONTENT}/journeys/{name_slug(title)}/index.md", journey_text(title, start))


@new_command.command("business")
@click.argument("name", callback=_words)
@click.option("--kind", default="generic", show_default=True, help="Its kind, as in restaurant, hotel, airline.")
@site_option
@click.pass_context
def business_command(context: click.Context, name: str, *, kind: str, root: Path) -> None:
    """Make a file for the business called NAME."""
    settings, _, directory = _open_site(context, root)
    if kind not in settings.kinds:
        hint = did_you_mean(kind, settings.kinds) or f"Kinds are {', '.join(settings.kinds)}"
        _refuse(context, f"'{kind}' is not a kind of business", hint)
    known = directory.business(name)
    if known is not None and known in directory.businesses:
        _refuse(context, f"{directory.businesses[known].path} is that business already", "Open that file instead")
    _write(context, root, f"{CONTENT}/businesses/{name_slug(name)}.md", business_text(name, kind))


def _open_site(context: click.Context, root: Path) -> tuple[Settings, Entries, Directory]:
    files = SiteFiles(root)
    settings, diagnostics = read_settings(files)
    if settings is None:
        say_diagnostics(root, diagnostics)
        context.exit(EXIT_USAGE)
    sources, _ = sort_sources(files.scan(CONTENT)[0])
    entries, _ = load_entries(files, sources, settings.rating)
    directory, _ = make_directory(entries.businesses, entries.journeys, entries.broken)
    return settings, entries, directory


def _choose_journey(context: click.Context, wanted: str | None, directory: Directory) -> str:
    journeys = directory.journeys
    if wanted is not None:
        chosen = wanted if wanted in journeys else slug(wanted)
        if chosen not in journeys:
            hint = did_you_mean(wanted, journeys) or f'Make it first with  journeyblog new journey "{wanted}"'
            _refuse(context, f"There is no journey '{wanted}'", hint)
        return chosen
    under_way = [key for key, entry in journeys.items() if entry.fields.status == "under_way"]
    starts = {key: start.day if (start := journeys[key].fields.start) else date.min for key in under_way}
    latest = [key for key in under_way if starts[key] == max(starts.values())]
    if len(latest) > 1:
        hint = "Choose one with --journey, or none with --no-journey"
        _refuse(context, f"Several journeys are under way: {', '.join(latest)}", hint)
    return latest[0] if latest else ""


def _installments(
    entries: Entries, journey: str, directory: Directory, settings: Settings
) -> tuple[list[Candidate], list[str]]:
    """The posts of a journey, and the files in its folder that cannot be read as posts."""
    if not journey:
        return [], []
    request = Request(now=now(), drafts=True, future=True)
    made = [make_candidate(entry, directory, settings, request) for entry in entries.posts]
    unread = {*entries.broken, *(candidate.path for candidate, mistakes in made if mistakes)}
    folder = directory.journeys[journey].path.rpartition("/")[0]
    posts = [  # a draft's number is taken here, and nowhere else: the next post is not to have it too
        replace(candidate, status=PUBLISHED)
        for candidate, _ in made
        if candidate.journey == journey and candidate.path not in unread
    ]
    return posts, sorted(path for path in unread if path.startswith(f"{folder}/"))


def _today(settings: Settings) -> date:
    return now().astimezone(settings.zone).date()


def _write(context: click.Context, root: Path, path: str, text: str) -> None:
    try:
        write_files(root, {path: text.encode()})
    except AlreadyThere:
        _refuse(context, f"{path} is already there", "Choose another title, or edit that file")
    except OSError as error:
        _refuse(context, f"{path} cannot be written: {(error.strerror or 'no reason given').lower()}", "")
    click.echo(f"Made {path}")


def _refuse(context: click.Context, message: str, hint: str) -> NoReturn:
    click.echo(f"error: {message}", err=True)
    if hint:
        click.echo(f"  = {hint}", err=True)
    context.exit(EXIT_USAGE)
