"""``journeyblog why``."""

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from journeyblog.build.account import Account, Showing, account
from journeyblog.build.prepare import Prepared, Unusable, prepare
from journeyblog.build.register import Known, find, near, register
from journeyblog.cli.commands import site_option
from journeyblog.cli.progress import progress_bar
from journeyblog.cli.report import EXIT_USAGE, now, painter, say_diagnostics
from journeyblog.diagnostics import english, sort_diagnostics
from journeyblog.diagnostics.records import record
from journeyblog.diagnostics.terminal import Paint, format_diagnostics, visible
from journeyblog.site.visibility import Request
from journeyblog.source.lines import lines_in

LABEL = 16
WIDEST = 100
MOST = 12
"""Pages that are named one by one in a group; of more, the rest are counted."""
GROUPS = {
    "Listed on": ("cards", "months", "terms", "journeys", "groups", "years", "shelves"),
    "Linked from": ("body",),
    "On the line of": ("line",),
    "In visits on": ("visits",),
    "Related to": ("related",),
}
"""What it means that a text is named in a part of another page's view; the first that fits."""
OTHERWISE = "Also on"


@click.command("why", short_help="Say why a text is on the site or not, and what shows it.")
@click.argument("text", metavar="TEXT", nargs=-1, required=True)
@site_option
@click.option("--drafts", is_flag=True, help="As in a build with --drafts.")
@click.option("--future", is_flag=True, help="As in a build with --future.")
@click.option("--json", "as_json", is_flag=True, help="Tell it to programs.")
@click.pass_context
def why_command(
    context: click.Context, text: tuple[str, ...], root: Path, *, drafts: bool, future: bool, as_json: bool
) -> None:
    """Say whether and why TEXT is on the site, where it stands, and which pages show it.

    TEXT is a post, a journey, a business or a page: its file, its slug, its address or its title.
    """
    moment = now()
    with progress_bar() as progress:
        prepared = prepare(root, Request(now=moment, drafts=drafts, future=future), lambda step: progress(step, 0, 0))
    if isinstance(prepared, Unusable):
        say_diagnostics(root, sort_diagnostics(prepared.diagnostics))
        context.exit(EXIT_USAGE)
    told = account(prepared, _choose(context, root, prepared, " ".join(text)), moment)
    if as_json:
        click.echo(json.dumps(_record(told), indent=1))
    else:
        click.echo("\n".join(_lines(root, told, painter(sys.stdout))))


def _choose(context: click.Context, root: Path, prepared: Prepared, words: str) -> Known:
    known = register(prepared)
    settings = prepared.site.settings
    words = words.strip()
    if words.startswith(f"{settings.output}/"):
        words = f"{settings.base_path}/{words.removeprefix(f'{settings.output}/')}"
    found = find(words, known, settings.base_path)
    if not found and (inside := _inside(root, words)) is not None:
        found = find(inside, known, settings.base_path)
    if len(found) > 1:
        choices = [f"journeyblog why {one.name}" for one in found]
        _refuse(context, f"'{visible(words)}' may be any of {len(found)}", choices)
    if not found:
        match = near(words, known)
        hint = f"Did you mean '{match}'?" if match else "Name its file, as in  content/posts/2018-02-14-dinner.md"
        message = f"There is no post, journey, business or page '{visible(words)}'"
        location = words.removeprefix(settings.origin).removeprefix(settings.base_path)
        if (made := next((page for page in prepared.pages if page.location == location), None)) is not None:
            message = f"{visible(words)} has no text of its own: the site makes it ({visible(made.source)})"
            hint = "Name a post, a journey, a business or a page that it shows"
        elif (root / words).is_file():
            message = f"{visible(words)} is no text of the site"
        _refuse(context, message, [hint])
    return found[0]


def _inside(root: Path, words: str) -> str | None:
    """A path as typed where the command runs, from the site's folder."""
    whole, top = os.path.abspath(words), os.path.abspath(root)  # noqa: PTH100  Path.resolve would follow links
    return os.path.relpath(whole, top).replace(os.sep, "/") if whole.startswith(f"{top}{os.sep}") else None


def _refuse(context: click.Context, message: str, hints: Iterable[str]) -> NoReturn:
    click.echo(f"error: {message}", err=True)
    for hint in hints:
        click.echo(f"  = {visible(hint)}", err=True)
    context.exit(EXIT_USAGE)


def _lines(root: Path, told: Account, paint: Paint) -> Iterator[str]:
    text = told.text
    yield paint(visible(text.title or text.slug), "bold")
    yield f"A {text.kind}{f', {visible(text.path)}' if text.path else ' without a file'}"
    yield ""
    for label, value in _facts(told):
        if value:
            yield from _fact(label, value)
    if told.mistakes:
        columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        yield ""
        yield format_diagnostics(told.mistakes, lines_in(root), paint, columns).rstrip("\n")


def _fact(label: str, value: str) -> list[str]:
    columns = min(WIDEST, shutil.get_terminal_size().columns) - 1
    start = f"  {label:<{LABEL}}"
    return textwrap.wrap(
        visible(value), max(columns, LABEL + 20), initial_indent=start, subsequent_indent=" " * len(start),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _facts(told: Account) -> Iterator[tuple[str, str]]:
    yield "Published", _published(told)
    place = told.said_at
    if place is not None:
        yield "Said in", f"{place.path}:{place.line}" if place.line else "the file's name"
    if told.state == "withheld":
        yield "Mend first", "the mistakes below; until then it is left out" if told.mistakes else ""
    elif told.errors_elsewhere and told.text.location:
        errors = english.count(told.errors_elsewhere, "error", "errors")
        yield "But", f"nothing new is published while other files have {errors}; see  journeyblog check"
    yield "Address", told.url
    yield "File", told.file
    yield "Redirects", ", ".join(told.redirects)
    if (one := told.installment) is not None:
        yield "Journey", f"{one.title}: {one.part}, post {one.place} of {one.whole}"
    for group, showings in _grouped(told.shown_on).items():
        yield group, _places(showings)
    if told.menu:
        yield "In the menu", "of every page"
    yield "Feeds", ", ".join(told.feeds)
    if told.text.location:
        yield "Sitemap", "yes" if told.sitemap else "no"


def _published(told: Account) -> str:
    if told.state == "published":
        return f"yes, dated {english.day(told.date.day)}" if told.date is not None else "yes"
    if told.state == "preview":
        return f"only in a preview such as this ({told.reason})"
    return f"no, {told.reason}"


def _grouped(showings: Sequence[Showing]) -> Mapping[str, Sequence[Showing]]:
    groups: dict[str, list[Showing]] = {group: [] for group in (*GROUPS, OTHERWISE)}
    for one in showings:
        group = next((group for group, parts in GROUPS.items() if set(parts) & set(one.parts)), OTHERWISE)
        groups[group].append(one)
    return groups


def _places(showings: Sequence[Showing]) -> str:
    named = [one.location for one in showings[:MOST]]
    more = f"and {len(showings) - MOST} more" if len(showings) > MOST else ""
    return ", ".join(named) + (f" {more}" if more else "")


def _record(told: Account) -> dict[str, Any]:
    """The account as plain values; empty text, null or an empty list for what does not apply."""
    text, place, one = told.text, told.said_at, told.installment
    return {
        "kind": text.kind,
        "path": text.path,
        "slug": text.slug,
        "title": text.title,
        "state": told.state,
        "reason": told.reason,
        "said_at": {"path": place.path, "line": place.line} if place is not None else None,
        "date": told.date.machine if told.date is not None else None,
        "location": text.location,
        "url": told.url,
        "file": told.file,
        "redirects": list(told.redirects),
        "installment": None
        if one is None
        else {"journey": one.journey, "part": one.part, "place": one.place, "whole": one.whole},
        "shown_on": [
            {"location": page.location, "source": page.source, "parts": list(page.parts)} for page in told.shown_on
        ],
        "menu": told.menu,
        "feeds": list(told.feeds),
        "sitemap": told.sitemap,
        "mistakes": [record(found) for found in told.mistakes],
        "errors_elsewhere": told.errors_elsewhere,
    }
