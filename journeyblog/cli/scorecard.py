"""Scorecards as a person at a terminal reads them: one fact a line, aligned; a fact without data is left out."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from journeyblog.config.naming import label_of
from journeyblog.diagnostics.english import count
from journeyblog.diagnostics.terminal import visible
from journeyblog.model.numbers.aspects import Average
from journeyblog.model.scores import Share, shown
from journeyblog.site import numerals
from journeyblog.site.scorecards import Scorecard
from journeyblog.site.site import Site
from journeyblog.site.summaries import JourneySummary
from journeyblog.theme import english

Fact = tuple[str, str]


def business_lines(site: Site, card: Scorecard) -> list[str]:
    """The scorecard of a business."""
    business = site.businesses[card.slug]
    best = english().number(site.settings.rating.best)
    overall = f"{shown(card.overall)} of {best}" if card.overall is not None else ""
    scored = count(card.scored, "scored visit", "scored visits")
    labels = {name: one.label for name, one in business.kind.dimensions.items()}
    steadiness = f"{numerals.percent(english(), card.consistency)} {card.steadiness}" if card.steadiness else ""
    return _block(
        f"{business.fields.name} ({card.slug}, {business.kind.label})",
        (
            ("Would return", _verdict(card)),
            ("Answers", _answers(card.share, card.wilson)),
            ("Overall", overall and f"{overall} from {scored} ({card.confidence.lower()})"),
            ("Consistency", steadiness or ("one visit so far" if card.scored == 1 else "")),
            ("Trend", f"{card.trend.word} ({numerals.signed(english(), card.trend.delta)})" if card.trend else ""),
            ("Dimensions", _averages(card.dimensions, labels)),
            ("Groups", ", ".join(f"{name} {shown(value)}" for name, value in card.groups.items())),
            ("Service − product", numerals.signed(english(), card.service_minus_product)),
            ("Four Ps", _four_ps(card)),
            *((label_of(name), _averages(lens.dimensions, {})) for name, lens in card.lenses.items()),
            ("Promises kept", numerals.part_percent(english(), card.promises)),
            ("Incidents", _incidents(card)),
            ("Front door", numerals.part_percent(english(), card.front_door)),
            ("Expectation", numerals.signed(english(), card.expectation_gap)),
            ("Effort", f"{shown(card.effort)} of 7" if card.effort is not None else ""),
            ("What it cost", numerals.outlay(english(), card.outlay)),
            ("Peers", _peers(card)),
            ("Ranking", _ranking(card)),
            ("Flag", "stand-out" if card.standout else "let-down" if card.let_down else ""),
        ),
    )


def journey_lines(site: Site, summary: JourneySummary) -> list[str]:
    """The summary of a journey."""

    def names(slugs: Iterable[str]) -> str:
        return ", ".join(site.businesses[slug].fields.name for slug in slugs)

    places = (
        count(len(summary.places), "place", "places") if summary.places else "",
        count(len(summary.countries), "country", "countries") if summary.countries else "",
        numerals.kilometres(english(), summary.km) if summary.km is not None else "",
    )
    mean = f"{shown(summary.mean_visit_score)} a visit" if summary.mean_visit_score is not None else ""
    visits = count(summary.visits, "visit", "visits")
    met = count(len(summary.businesses), "business", "businesses")
    return _block(
        f"{site.journeys[summary.slug].title} ({summary.slug}, journey)",
        (
            ("Met", f"{visits} to {met}"),
            ("Days", str(summary.days or "")),
            ("Way", ", ".join(part for part in places if part)),
            ("Installments", _rhythm(summary)),
            ("Mean score", mean),
            ("Would return", _answers(summary.share, summary.wilson)),
            ("Good or better", numerals.part_percent(english(), summary.good_or_better)),
            ("Stand-outs", names(summary.standouts)),
            ("Let-downs", names(summary.let_downs)),
            ("Promises kept", numerals.part_percent(english(), summary.promises)),
            ("Incidents", _troubles(summary.incidents, summary.recovery)),
            ("Little things", str(len(summary.little_things) or "")),
            ("Emotion", " ".join(numerals.signed(english(), point.value) for point in summary.emotions)),
            ("Net recommend", numerals.net(english(), summary.net_recommend)),
            ("Expectation", numerals.signed(english(), summary.expectation_gap)),
            ("Effort", f"{shown(summary.effort)} of 7" if summary.effort is not None else ""),
            ("What it cost", numerals.outlay(english(), summary.outlay)),
        ),
    )


def _block(heading: str, facts: Iterable[Fact]) -> list[str]:
    return [visible(heading), *(f"  {label:<18}{visible(text)}" for label, text in facts if text)]


def _verdict(card: Scorecard) -> str:
    notes = [f"index {shown(card.return_index, 2)}"] if card.return_index is not None else []
    if card.authors_call:
        notes.insert(0, "author's call")
    elif card.inferred:
        notes.insert(0, "inferred")
    told = f" ({', '.join(notes)})" if notes else ""
    return f"{card.verdict}{' so far' if card.so_far else ''}{told}"


def _answers(share: Share, wilson: tuple[float, float] | None) -> str:
    interval = numerals.interval(english(), share, wilson)
    return f"{numerals.part_of(english(), share)} ({interval})" if interval else numerals.part_of(english(), share)


def _averages(averages: Mapping[str, Average], labels: Mapping[str, str]) -> str:
    return ", ".join(
        f"{labels.get(name) or label_of(name)} {shown(one.mean)}{f' ({one.count})' if one.count > 1 else ''}"
        for name, one in averages.items()
    )


def _four_ps(card: Scorecard) -> str:
    if card.four_ps_mean is None:
        return ""
    steady = (
        f"; {numerals.percent(english(), card.four_ps_consistency)} {card.four_ps_steadiness}"
        if card.four_ps_steadiness
        else ""
    )
    return f"{_averages(card.four_ps, {})}{steady}"


def _incidents(card: Scorecard) -> str:
    notes = [
        _troubles(card.incidents, card.recovery),
        f"{len(card.open_incidents)} open" if card.open_incidents else "",
        "double deviation" if card.double_deviation else "",
        *(f"a complaint was not {label_of(one.stage).lower()}" for one in card.missing_stages[:1]),
        "cancelled, and nobody followed up" if card.abandoned else "",
    ]
    return ", ".join(note for note in notes if note)


def _troubles(incidents: int | None, recovery: Fraction | None) -> str:
    if incidents is None:
        return ""
    return f"{incidents}{f', recovery {numerals.percent(english(), recovery)}' if recovery is not None else ''}"


def _peers(card: Scorecard) -> str:
    if card.peers is None:
        return ""
    where = "everywhere" if card.peers.level == "everywhere" else f"in the same {card.peers.level}"
    return f"{numerals.signed(english(), card.peers.difference)} against {card.peers.count} others of its kind {where}"


def _ranking(card: Scorecard) -> str:
    return f"{shown(card.rank_score, 2)} (prior {shown(card.prior, 2)})" if card.rank_score is not None else ""


def _rhythm(summary: JourneySummary) -> str:
    if summary.cadence is None:
        return str(summary.installments or "")
    planned = f", planned {summary.planned_cadence}" if summary.planned_cadence else ""
    return f"{summary.installments}, one in {shown(summary.cadence)} days{planned}"
