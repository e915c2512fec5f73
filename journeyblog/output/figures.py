"""Every number of a site as plain values for JSON: exact numbers become floats at full precision, here and only here.

In: the :class:`Site` with its scorecards and summaries. Out: mappings, lists, numbers, texts; a share is
``[part, whole]``, a value without data None, a date ``YYYY-MM-DD``. Keys are stable: people's scripts rely on them.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from journeyblog.model.numbers.aspects import Average, Lens
from journeyblog.model.numbers.outlay import Outlay
from journeyblog.model.numbers.peers import Peers
from journeyblog.model.scores import Share
from journeyblog.site.related import related_posts
from journeyblog.site.scorecards import Scorecard, VerdictChange, kind_name, ranked, site_prior, verdict_changes
from journeyblog.site.site import Site, SitePost
from journeyblog.site.summaries import EmotionPoint, JourneySummary

Figures = dict[str, Any]


def site_figures(
    site: Site,
    cards: Mapping[str, Scorecard],
    summaries: Mapping[str, JourneySummary],
    related: Mapping[str, Sequence[SitePost]] | None = None,
) -> Figures:
    """All numbers of the businesses and journeys given; of businesses in the order of their ranking. ``related`` saves
    looking for the related posts anew.
    """
    related = related if related is not None else related_posts(site)
    return {
        "site_prior": float(site_prior(site)),
        "businesses": {
            slug: {
                "name": site.businesses[slug].fields.name,
                "kind": kind_name(site.settings, site.businesses[slug]),
                **business_figures(cards[slug]),
            }
            for slug in ranked(site, cards)
        },
        "journeys": {
            slug: {"title": site.journeys[slug].title, **journey_figures(summary)}
            for slug, summary in summaries.items()
        },
        "verdict_changes": [_change(change) for change in verdict_changes(site) if change.business in cards],
        "related": {post.location: [one.location for one in related[post.path]] for post in site.posts},
    }


def business_figures(card: Scorecard) -> Figures:
    """The numbers of a scorecard."""
    return {
        "visits": card.visits,
        "scored": card.scored,
        "confidence": card.confidence or None,
        "overall": number(card.overall),
        "consistency": card.consistency,
        "steadiness": card.steadiness.value if card.steadiness is not None else None,
        "trend": card.trend.word if card.trend is not None else None,
        "trend_delta": number(card.trend.delta if card.trend is not None else None),
        "dimensions": _averages(card.dimensions),
        "groups": {name: float(value) for name, value in card.groups.items()},
        "service_minus_product": number(card.service_minus_product),
        "leading": card.leading or None,
        "four_ps": {name: float(one.mean) for name, one in card.four_ps.items()} or None,
        "four_ps_mean": number(card.four_ps_mean),
        "four_ps_consistency": card.four_ps_consistency,
        "four_ps_steadiness": card.four_ps_steadiness.value if card.four_ps_steadiness is not None else None,
        "lenses": {name: _lens(lens) for name, lens in card.lenses.items()} or None,
        "return_index": number(card.return_index),
        "verdict": card.verdict.value,
        "authors_call": card.authors_call,
        "inferred": card.inferred,
        "so_far": card.so_far,
        "share": _share(card.share),
        "wilson": list(card.wilson) if card.wilson is not None else None,
        "promises": _share(card.promises),
        "promises_pending": list(card.promises_pending),
        "incidents": card.incidents,
        "open_incidents": list(card.open_incidents),
        "recovery": number(card.recovery),
        "double_deviation": card.double_deviation,
        "missing_complaint_stages": [{"what": one.what, "stage": one.stage} for one in card.missing_stages],
        "cancelled_without_follow_up": card.abandoned,
        "front_door": _share(card.front_door),
        "expectation_gap": number(card.expectation_gap),
        "effort": number(card.effort),
        "cost": _outlay(card.outlay),
        "prior": float(card.prior),
        "rank_score": number(card.rank_score),
        "standout": card.standout,
        "let_down": card.let_down,
        "peers": _peers(card.peers),
    }


def journey_figures(summary: JourneySummary) -> Figures:
    """The numbers of a journey."""
    return {
        "visits": summary.visits,
        "businesses": len(summary.businesses),
        "mean_visit_score": number(summary.mean_visit_score),
        "mean_business_score": number(summary.mean_business_score),
        "share": _share(summary.share),
        "wilson": list(summary.wilson) if summary.wilson is not None else None,
        "good_or_better": _share(summary.good_or_better),
        "standouts": list(summary.standouts),
        "let_downs": list(summary.let_downs),
        "incidents": summary.incidents,
        "recovery": number(summary.recovery),
        "promises": _share(summary.promises),
        "little_things": len(summary.little_things),
        "days": summary.days,
        "km": summary.km,
        "places": list(summary.places),
        "countries": list(summary.countries),
        "installments": summary.installments,
        "planned_cadence": summary.planned_cadence or None,
        "cadence_days": number(summary.cadence),
        "emotions": [_point(point) for point in summary.emotions],
        "recommendations": summary.recommendations,
        "net_recommend": number(summary.net_recommend),
        "expectation_gap": number(summary.expectation_gap),
        "effort": number(summary.effort),
        "cost": _outlay(summary.outlay),
    }


def number(value: Fraction | None) -> float | None:
    """At full precision; None stays."""
    return float(value) if value is not None else None


def _share(share: Share | None) -> list[int] | None:
    return [share.part, share.whole] if share is not None else None


def _averages(averages: Mapping[str, Average]) -> Figures:
    return {name: [float(one.mean), one.count] for name, one in averages.items()}


def _lens(lens: Lens) -> Figures:
    return {"mean": float(lens.mean), "dimensions": _averages(lens.dimensions)}


def _outlay(outlay: Outlay | None) -> Figures | None:
    if outlay is None:
        return None
    money = {currency: float(amount) for currency, amount in outlay.money.items()}
    return {"money": money, "hours": number(outlay.hours), "days": number(outlay.days)}


def _peers(peers: Peers | None) -> list[Any] | None:
    return [peers.level, peers.count, float(peers.mean), float(peers.difference)] if peers is not None else None


def _point(point: EmotionPoint) -> Figures:
    return {
        "value": float(point.value),
        "date": point.date.day.isoformat(),
        "business": point.business or None,
        "what": point.what or None,
    }


def _change(change: VerdictChange) -> Figures:
    return {
        "business": change.business,
        "before": change.before.value,
        "after": change.after.value,
        "date": change.date.day.isoformat(),
    }
