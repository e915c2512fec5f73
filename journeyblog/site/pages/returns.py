"""The return list: where to go in a place, as far as the author would go back."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from journeyblog.model.business import Verdict
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.paging import ENTRIES, Made, paged_head, paginate
from journeyblog.site.scorecards import counted
from journeyblog.site.site import SiteBusiness
from journeyblog.site.views import LinkView, PagerView, ReturnGroupView, ReturnListView, ReturnView

LOCATION = "/return-list/"
VERDICTS = (Verdict.DEFINITELY, Verdict.PROBABLY)


def return_list_pages(desk: Desk) -> Iterator[Page]:
    """The list, when there is a business to go back to. One that has closed is none."""
    found = [one for one in desk.site.businesses.values() if one.verdict in VERDICTS and one.fields.closed is None]
    if not found:
        return
    order = desk.order()
    found.sort(key=lambda one: (_where(desk, one), VERDICTS.index(one.verdict), order[one.slug]))
    yield from paginate(
        desk, LOCATION, "return-list.html", "the return list", found, ENTRIES, partial(_return_list, desk)
    )


def _where(desk: Desk, business: SiteBusiness) -> tuple[int, str, str]:
    """Towns first, then regions and countries, then nowhere; with the town's slug."""
    town = desk.gazetteer().of_businesses.get(business.slug, "")
    country = desk.messages.country(business.fields.country or "")
    if town:
        return 0, _with(desk, desk.gazetteer().places[town].name, country), town
    region = "" if business.fields.anonymous else business.fields.region.strip()
    if region:
        return 1, _with(desk, desk.say("returns.region", region=region), country), ""
    return (2, country, "") if country else (3, desk.say("returns.elsewhere"), "")


def _with(desk: Desk, name: str, country: str) -> str:
    return desk.say("returns.in_country", place=name, country=country) if country else name


def _return_list(desk: Desk, some: Sequence[SiteBusiness], pager: PagerView) -> Made:
    groups = tuple(
        ReturnGroupView(
            place=LinkView(label=label, url=desk.place_link(town).url if town else ""),
            returns=tuple(_return(desk, one) for one in group),
        )
        for (_, label, town), group in groupby(some, key=partial(_where, desk))
    )
    view = ReturnListView(title=desk.say("returns.title"), groups=groups, pager=pager)
    return view, paged_head(desk, view.title, LOCATION, desk.say("returns.description"), pager)


def _return(desk: Desk, business: SiteBusiness) -> ReturnView:
    said = counted(business.visits)
    return ReturnView(
        business=desk.business_card(business),
        condition=said[-1].visit.would_return_if if said else "",
    )
