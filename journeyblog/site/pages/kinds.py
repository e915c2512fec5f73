"""Businesses by kind: the index, and a page for each kind."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from journeyblog.site import numerals
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.paging import BUSINESSES, Made, paged_head, paginate
from journeyblog.site.scorecards import kind_name
from journeyblog.site.site import SiteBusiness
from journeyblog.site.views import BusinessesView, BusinessGroupView, KindView, PagerView
from journeyblog.slugs import slug

FEW = 12
"""How many businesses of a kind the index shows: the best."""

WAYS = (
    ("returns.title", "/return-list/"),
    ("standouts.title", "/standouts/"),
    ("businesses.by_place", "/places/"),
    ("businesses.side_by_side", "/compare/"),
    ("verdicts.title", "/verdicts/"),
)
"""Other lists of businesses, each linked where it has content."""


def kind_pages(desk: Desk) -> Iterator[Page]:
    """The index (when there is a business at all), and each kind that has one."""
    if not desk.site.businesses:
        return
    groups = by_kind(desk)
    yield Page(
        location="/businesses/",
        template="businesses.html",
        source="the list of businesses",
        make=partial(_index, desk, groups),
    )
    for location, group in groups.items():
        if location:
            make = partial(_kind, desk, location, _plural(group), order_sentence(desk, group))
            yield from paginate(desk, location, "kind.html", f"the list of {_plural(group)}", group, BUSINESSES, make)


def by_kind(desk: Desk) -> Mapping[str, Sequence[SiteBusiness]]:
    """From the location of each kind's page to its businesses, the best first; kinds by their plural."""
    order, groups = desk.order(), dict[str, list[SiteBusiness]]()
    for business in sorted(desk.site.businesses.values(), key=lambda one: order[one.slug]):
        name = slug(kind_name(desk.site.settings, business))
        groups.setdefault(f"/businesses/kind/{name}/" if name else "", []).append(business)
    return {location: groups[location] for location in sorted(groups, key=lambda one: (_plural(groups[one]), one))}


def order_sentence(desk: Desk, group: Sequence[SiteBusiness] = ()) -> str:
    """How a list of businesses is ordered; ``group`` is all of one kind, or nothing where kinds are mixed."""
    settings = desk.site.settings
    if not settings.prior.weight:
        return desk.say("businesses.in_order")
    return desk.say("businesses.in_order_drawn", n=settings.prior.weight, prior=_prior_words(desk, group))


def _prior_words(desk: Desk, group: Sequence[SiteBusiness]) -> str:
    least = desk.site.settings.prior.min_businesses
    if not group:
        return desk.say("businesses.prior_mixed")
    prior = numerals.score(desk.messages, desk.scorecards()[group[0].slug].prior)
    if sum(one.overall is not None for one in group) >= least:
        return desk.say("businesses.prior_of_kind", prior=prior)
    if sum(one.overall is not None for one in desk.site.businesses.values()) >= least:
        return desk.say("businesses.prior_of_all", prior=prior)
    return desk.say("businesses.prior_of_scale", prior=prior)


def _plural(group: Sequence[SiteBusiness]) -> str:
    return group[0].kind.plural


def _index(desk: Desk, groups: Mapping[str, Sequence[SiteBusiness]]) -> Made:
    view = BusinessesView(
        title=desk.say("businesses.title"),
        order=order_sentence(desk),
        groups=tuple(
            BusinessGroupView(
                label=_plural(group),
                url=desk.url(location) if location else "",
                count=len(group),
                businesses=tuple(desk.business_card(one) for one in group[:FEW]),
            )
            for location, group in groups.items()
        ),
        ways=tuple(way for key, location in WAYS if (way := desk.way(desk.say(key), location)) is not None),
    )
    return view, desk.head(view.title, "/businesses/", desk.say("businesses.description"))


def _kind(desk: Desk, location: str, title: str, order: str, some: Sequence[SiteBusiness], pager: PagerView) -> Made:
    view = KindView(
        title=title,
        order=order,
        businesses=tuple(desk.business_card(one) for one in some),
        pager=pager,
        compare=desk.way(desk.say("businesses.side_by_side"), location.replace("/businesses/kind/", "/compare/")),
    )
    return view, paged_head(desk, title, location, desk.say("businesses.kind_description", kind=title), pager)
