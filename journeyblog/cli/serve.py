"""``journeyblog serve``."""

import os
import sys
import threading
import webbrowser
from collections import Counter
from itertools import islice
from pathlib import Path

import click

from journeyblog.build.crew import FEWEST, OnCall, WorkerLost, crew_of
from journeyblog.build.prepare import read_settings
from journeyblog.cli.commands import SiteCommand, site_option
from journeyblog.cli.report import EXIT_USAGE, now, say_diagnostics, say_error
from journeyblog.diagnostics import Diagnostic, has_errors
from journeyblog.diagnostics.terminal import visible
from journeyblog.serve.edition import Edition
from journeyblog.serve.editor import editor_command
from journeyblog.serve.lookout import Changes
from journeyblog.serve.server import FIRST_PORT, PORTS, Asked, PortTaken, Preview, take_port
from journeyblog.site.held import Held
from journeyblog.source.discover import CONTENT
from journeyblog.source.read import SiteFiles

MOST_NAMED = 3
"""Changed files that are named; of more, the rest are counted."""


@click.command("serve", cls=SiteCommand)
@site_option
@click.option(
    "--port", type=click.IntRange(1, 65535), help=f"Serve here and nowhere else, not on {FIRST_PORT} or next."
)
@click.option("--open", "opens", is_flag=True, help="Open a browser.")
@click.option("--drafts", is_flag=True, help="Show drafts too, marked.")
@click.option("--future", is_flag=True, help="Show posts dated in the future too, marked.")
@click.option("--poll", is_flag=True, help="Look for changes twice a second, where the system does not tell of them.")
@click.option("--allow-host", "hosts", multiple=True, metavar="HOST", help="Answer to this name, too (of a tunnel).")
@click.pass_context
def serve_command(
    context: click.Context,
    root: Path,
    *,
    port: int | None,
    opens: bool,
    drafts: bool,
    future: bool,
    poll: bool,
    hosts: tuple[str, ...],
) -> None:
    """Show the site while you write.

    Save a file, and the open page changes under your eyes; make a mistake, and the page says where, and what to write
    instead. Nothing is published: public/ stays as it is. Only this machine can see the preview. Ctrl-C ends it.
    """
    _, found = read_settings(SiteFiles(root))
    if any(one.code == "site-missing" for one in found):
        say_diagnostics(root, found)
        context.exit(EXIT_USAGE)
    now()  # a wrong SOURCE_DATE_EPOCH is told before anything begins
    try:
        taken = take_port(port)
    except PortTaken:
        where = f"Port {port} is" if port else f"The ports from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} are"
        click.echo(f"error: {where} taken by another program, perhaps another preview", err=True)
        click.echo("  = End that one, or choose another, as in  journeyblog serve --port 8080", err=True)
        context.exit(EXIT_USAGE)
    teller = Terminal(root, drafts=drafts, future=future)
    asked = Asked(
        root=root,
        now=now,
        drafts=drafts,
        future=future,
        poll=poll,
        hosts=hosts,
        open_at=editor_command(os.environ),
        ready=lambda: say_ready(taken.getsockname()[1], port, opens=opens),
        parsers=parsers_for(root),
    )
    Preview(asked, taken, teller).run()
    click.echo("Stopped.")


def parsers_for(root: Path) -> OnCall | None:
    """Who helps to parse the texts of a site that is large enough."""
    crew = crew_of(0)
    texts = sum(1 for _ in islice((root / CONTENT).rglob("*.md"), FEWEST))
    try:
        return crew.on_call() if crew.suits(texts) else None
    except WorkerLost:  # the system starts no more processes: so it takes longer
        return None


def say_ready(port: int, wanted: int | None, *, opens: bool = False) -> None:
    """Where the preview is, what it follows, and how to end it; with ``opens`` also in a browser."""
    url = f"http://127.0.0.1:{port}/"
    if wanted is None and port != FIRST_PORT:
        click.echo(f"Port {FIRST_PORT} is taken, so this is another one.")
    click.echo(f"The preview is at  {url}")
    click.echo("Save a file in content/ or themes/, and the open page follows. Ctrl-C stops.")
    sys.stdout.flush()
    if opens:
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


class Terminal:
    """Says what happens, from whatever thread it happens in."""

    def __init__(self, root: Path, *, drafts: bool, future: bool) -> None:
        self._root = root
        self._drafts, self._future = drafts, future
        self._said: tuple[Diagnostic, ...] = ()
        self._held: tuple[Held, ...] = ()
        self._lock = threading.Lock()

    def made(self, edition: Edition, changes: Changes) -> None:
        """What changed, and what is wrong now if that is something else than before."""
        with self._lock:
            if changes:
                click.echo(f"Saw {_named(changes)}")
            found = edition.mistakes()
            if found != self._said:
                say_diagnostics(self._root, found, advice=has_errors(found))
            if self._said and not found:
                click.echo("All is well again.")
            self._said = found
            held = edition.contents.held
            if held != self._held:
                self._say_held(held)
            self._held = held
            sys.stdout.flush()

    def faulty(self, edition: Edition, fault: Diagnostic) -> None:
        """A mistake that showed on a page."""
        with self._lock:
            if fault not in self._said:
                say_diagnostics(self._root, [fault])
            self._said = edition.mistakes()

    def failed(self, error: Exception) -> None:
        """A bug of ours; the preview goes on."""
        with self._lock:
            say_error(error)
            click.echo("The preview goes on with what it had.", err=True)

    def polls(self, reason: str) -> None:
        """How changes are found."""
        with self._lock:
            click.echo(f"Changes are looked for twice a second, since {reason}.")
            sys.stdout.flush()

    def _say_held(self, held: tuple[Held, ...]) -> None:
        """How many posts are not shown, by reason, and how to see them."""
        reasons = Counter(one.reason.partition(",")[0].partition(" on ")[0] for one in held)
        if held:
            told = ", ".join(f"{number} {visible(reason)}" for reason, number in reasons.most_common())
            ways = [
                way
                for way, reason, on in (("--drafts", "draft", self._drafts), ("--future", "future", self._future))
                if reason in reasons and not on
            ]
            also = f"; to see them, start with {' '.join(ways)}" if ways else ""
            click.echo(f"Held back: {told}{also}")


def _named(changes: Changes) -> str:
    ways = {old: new for old, new in changes.moved.items() if old in changes.gone}
    lines = [
        *(f"{visible(old)} renamed to {visible(new)}" for old, new in sorted(ways.items())),
        *(visible(path) for path in sorted(changes.here - set(ways.values()))),
        *(f"{visible(path)} removed" for path in sorted(changes.gone - ways.keys())),
    ]
    more = len(lines) - MOST_NAMED
    return ", ".join(lines[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
