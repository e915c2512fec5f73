"""Verdicts that changed: the page; its feed is one of the channels of syndication."""

from collections.abc import Iterator, Sequence
from functools import partial

from journeyblog.site import phrases
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.paging import ENTRIES, Made, paged_head, paginate
from journeyblog.site.scorecards import VerdictChange, verdict_changes
from journeyblog.site.site import SitePost
from journeyblog.site.views import ChangeView, PagerView, VerdictsView

LOCATION = "/verdicts/"


def verdict_pages(desk: Desk) -> Iterator[Page]:
    """The changes, the newest first; when there is one."""
    changes = verdict_changes(desk.site)
    if changes:
        posts = {post.path: post for post in desk.site.posts}
        yield from paginate(
            desk,
            LOCATION,
            "verdicts.html",
            "the list of verdicts that changed",
            changes,
            ENTRIES,
            partial(_verdicts, desk, posts),
            lambda change: change.date.day.isoformat(),
        )


def _verdicts(desk: Desk, posts: dict[str, SitePost], some: Sequence[VerdictChange], pager: PagerView) -> Made:
    title = desk.say("verdicts.title")
    feeds = desk.feeds(desk.site.settings.feeds.site, LOCATION, title)
    view = VerdictsView(
        title=title,
        changes=tuple(
            ChangeView(
                business=desk.business_link(change.business),
                kind=desk.site.businesses[change.business].kind.label,
                before=phrases.verdict(desk.messages, change.before),
                before_key=change.before.value.lower(),
                after=phrases.verdict(desk.messages, change.after),
                after_key=change.after.value.lower(),
                date=change.date,
                post=desk.post_link(posts[change.post]),
            )
            for change in some
        ),
        pager=pager,
        feeds=feeds,
    )
    return view, paged_head(desk, title, LOCATION, desk.say("verdicts.description"), pager, feeds)
