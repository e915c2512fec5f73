"""Stand-outs and let-downs: the businesses to learn from, either way."""

from collections.abc import Iterator, Sequence
from functools import partial

from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.paging import BUSINESSES, Made, paged_head, paginate
from journeyblog.site.scorecards import counted
from journeyblog.site.site import SiteBusiness, SitePost
from journeyblog.site.views import PagerView, StandoutsView, StandoutView

LOCATION = "/standouts/"


def standout_pages(desk: Desk) -> Iterator[Page]:
    """The stand-outs, the best first, then the let-downs, the worst first; when there is any."""
    cards, order = desk.scorecards(), desk.order()
    ranked = sorted(desk.site.businesses.values(), key=lambda one: order[one.slug])
    standouts = [one for one in ranked if cards[one.slug].standout]
    let_downs = [one for one in reversed(ranked) if cards[one.slug].let_down and not cards[one.slug].standout]
    if standouts or let_downs:
        posts = {post.path: post for post in desk.site.posts}
        make = partial(_standouts, desk, posts)
        found = [*standouts, *let_downs]
        yield from paginate(desk, LOCATION, "standouts.html", "the list of stand-outs", found, BUSINESSES, make)


def _standouts(desk: Desk, posts: dict[str, SitePost], some: Sequence[SiteBusiness], pager: PagerView) -> Made:
    cards = desk.scorecards()
    view = StandoutsView(
        title=desk.say("standouts.title"),
        standouts=tuple(_standout(desk, posts, one) for one in some if cards[one.slug].standout),
        let_downs=tuple(_standout(desk, posts, one) for one in some if not cards[one.slug].standout),
        pager=pager,
    )
    return view, paged_head(desk, view.title, LOCATION, desk.say("standouts.description"), pager)


def _standout(desk: Desk, posts: dict[str, SitePost], business: SiteBusiness) -> StandoutView:
    card, visits = desk.business_card(business), counted(business.visits)
    if not visits:
        return StandoutView(business=card)
    said = visits[-1].visit
    points = said.good if desk.scorecards()[business.slug].standout else said.bad
    return StandoutView(
        business=card,
        why=said.why or next(iter(points), ""),
        post=desk.post_link(posts[visits[-1].post]),
    )
