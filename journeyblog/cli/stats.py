"""``journeyblog stats``."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from journeyblog.build.outcome import Outcome
from journeyblog.build.prepare import Unusable, prepare
from journeyblog.cli.commands import SiteCommand, site_option
from journeyblog.cli.progress import progress_bar
from journeyblog.cli.report import exit_code, now, say_diagnostics
from journeyblog.cli.scorecard import business_lines, journey_lines
from journeyblog.diagnostics import did_you_mean, sort_diagnostics
from journeyblog.output.figures import site_figures
from journeyblog.site.scorecards import ranked, scorecards
from journeyblog.site.site import Site
from journeyblog.site.summaries import journey_summaries
from journeyblog.site.visibility import Request


@click.command("stats", cls=SiteCommand)
@site_option
@click.option("--business", metavar="SLUG", help="Only this business, by its slug.")
@click.option("--journey", metavar="SLUG", help="Only this journey, by its slug.")
@click.option("--json", "as_json", is_flag=True, help="Every number at full precision, for programs.")
@click.pass_context
def stats_command(
    context: click.Context, root: Path, business: str | None, journey: str | None, *, as_json: bool
) -> None:
    """Show the numbers: a scorecard of each business and journey.

    Drafts, posts that are not due yet and visits with counts: false are out of every number. Nothing is written.
    """
    with progress_bar() as progress:
        prepared = prepare(root, Request(now=now()), lambda step: progress(step, 0, 0))
    outcome = Outcome(diagnostics=sort_diagnostics(prepared.diagnostics), usable=not isinstance(prepared, Unusable))
    say_diagnostics(root, outcome.diagnostics)
    if not isinstance(prepared, Unusable):
        click.echo(_told(prepared.site, business, journey, as_json=as_json))
    context.exit(exit_code(outcome))


def _told(site: Site, business: str | None, journey: str | None, *, as_json: bool) -> str:
    _check_choice(business, site.businesses, "business")
    _check_choice(journey, site.journeys, "journey")
    cards = scorecards(site)
    summaries = journey_summaries(site, cards)
    either = business is not None or journey is not None
    chosen = {slug: card for slug, card in cards.items() if slug == business or not either}
    told = {slug: summary for slug, summary in summaries.items() if slug == journey or not either}
    if as_json:
        return json.dumps(site_figures(site, chosen, told), ensure_ascii=False, indent=1)
    blocks = [business_lines(site, chosen[slug]) for slug in ranked(site, chosen)]
    blocks += [journey_lines(site, summary) for summary in told.values()]
    return "\n\n".join("\n".join(lines) for lines in blocks) or "No businesses and no journeys yet."


def _check_choice(slug: str | None, known: Iterable[str], what: str) -> None:
    if slug is not None and slug not in known:
        hint = did_you_mean(slug, known)
        raise click.BadParameter(f"There is no {what} '{slug}'. {hint}".rstrip(), param_hint=f"'--{what}'")
