"""The businesses of a kind side by side: verdict, overall, dimension by dimension."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from journeyblog.config import Kind
from journeyblog.site import numerals
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.kinds import by_kind, order_sentence
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.paging import BUSINESSES, Made, paged_head, paginate
from journeyblog.site.site import SiteBusiness
from journeyblog.site.views import (
    CellView,
    CompareRowView,
    CompareView,
    ComparisonsView,
    ComparisonView,
    PagerView,
)

LEAST = 2
"""Fewer businesses cannot be compared."""


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A kind to compare: its rated businesses, the best first, and the dimensions that any of them was rated in."""

    location: str
    kind: Kind
    businesses: tuple[SiteBusiness, ...]
    dimensions: tuple[str, ...]
    order: str


def comparison_pages(desk: Desk) -> Iterator[Page]:
    """The index and each kind with enough rated businesses."""
    cards = desk.scorecards()
    rated: dict[str, _Comparison] = {}
    for location, group in by_kind(desk).items():
        found = [one for one in group if one.overall is not None]
        if location and len(found) >= LEAST:
            kind = found[0].kind
            names = [name for name in kind.dimensions if any(name in cards[one.slug].dimensions for one in found)]
            place = location.replace("/businesses/kind/", "/compare/")
            rated[place] = _Comparison(place, kind, tuple(found), tuple(names), order_sentence(desk, group))
    if not rated:
        return
    yield Page(
        location="/compare/",
        template="comparisons.html",
        source="the list of comparisons",
        make=partial(_index, desk, rated),
    )
    for location, one in rated.items():
        source = f"the comparison of {one.kind.plural}"
        make = partial(_compare, desk, one)
        yield from paginate(desk, location, "compare.html", source, one.businesses, BUSINESSES, make)


def _index(desk: Desk, rated: dict[str, _Comparison]) -> Made:
    kinds = tuple(
        ComparisonView(label=one.kind.plural, url=desk.url(location), businesses=len(one.businesses))
        for location, one in rated.items()
    )
    view = ComparisonsView(title=desk.say("compare.title"), kinds=kinds)
    return view, desk.head(view.title, "/compare/", desk.say("compare.description"))


def _compare(desk: Desk, of: _Comparison, some: Sequence[SiteBusiness], pager: PagerView) -> Made:
    title = desk.say("compare.kind_title", kind=of.kind.plural)
    view = CompareView(
        title=title,
        kind=desk.kind_link(of.businesses[0]),
        order=of.order,
        columns=tuple(of.kind.dimensions[name].label for name in of.dimensions),
        rows=tuple(
            CompareRowView(
                business=desk.business_card(one),
                scored=one.scored,
                cells=tuple(_cell(desk, one, name) for name in of.dimensions),
            )
            for one in some
        ),
        pager=pager,
    )
    description = desk.say("compare.kind_description", kind=of.kind.plural)
    return view, paged_head(desk, title, of.location, description, pager)


def _cell(desk: Desk, business: SiteBusiness, dimension: str) -> CellView:
    average = desk.scorecards()[business.slug].dimensions.get(dimension)
    if average is None:
        return CellView()
    return CellView(value=numerals.score(desk.messages, average.mean), visits=average.count)
