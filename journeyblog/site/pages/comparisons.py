"""The businesses of a kind side by side: verdict, overall, dimension by dimension."""

from collections.abc import Iterator, Sequence
from functools import partial

from journeyblog.model.scores import shown
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


def comparison_pages(desk: Desk) -> Iterator[Page]:
    """The index and each kind with enough rated businesses."""
    groups = by_kind(desk)
    rated = {
        location.replace("/businesses/kind/", "/compare/"): found
        for location, group in groups.items()
        if location and len(found := [one for one in group if one.overall is not None]) >= LEAST
    }
    if not rated:
        return
    yield Page(
        location="/compare/",
        template="comparisons.html",
        source="the list of comparisons",
        make=partial(_index, desk, rated),
    )
    for location, found in rated.items():
        kind = found[0].kind.plural
        make = partial(_compare, desk, location, found)
        yield from paginate(desk, location, "compare.html", f"the comparison of {kind}", found, BUSINESSES, make)


def _index(desk: Desk, rated: dict[str, list[SiteBusiness]]) -> Made:
    kinds = tuple(
        ComparisonView(label=found[0].kind.plural, url=desk.url(location), businesses=len(found))
        for location, found in rated.items()
    )
    view = ComparisonsView(title="Side by side", kinds=kinds)
    return view, desk.head(view.title, "/compare/", "Businesses of one kind beside one another.")


def _compare(
    desk: Desk, location: str, found: Sequence[SiteBusiness], some: Sequence[SiteBusiness], pager: PagerView
) -> Made:
    cards, kind = desk.scorecards(), found[0].kind
    names = [name for name in kind.dimensions if any(name in cards[one.slug].dimensions for one in found)]
    title = f"{kind.plural} side by side"
    view = CompareView(
        title=title,
        kind=desk.kind_link(found[0]),
        order=order_sentence(desk, [one for one in desk.site.businesses.values() if one.kind is kind]),
        columns=tuple(kind.dimensions[name].label for name in names),
        rows=tuple(
            CompareRowView(
                business=desk.business_card(one),
                scored=one.scored,
                cells=tuple(_cell(desk, one, name) for name in names),
            )
            for one in some
        ),
        pager=pager,
    )
    return view, paged_head(desk, title, location, f"{kind.plural} compared, dimension by dimension.", pager)


def _cell(desk: Desk, business: SiteBusiness, dimension: str) -> CellView:
    average = desk.scorecards()[business.slug].dimensions.get(dimension)
    return CellView(value=shown(average.mean), visits=average.count) if average is not None else CellView()
