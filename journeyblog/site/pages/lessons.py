"""The lessons of the whole site, by journey."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.journeys import newest_first
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.paging import ENTRIES, Made, paged_head, paginate
from journeyblog.site.site import SitePost
from journeyblog.site.views import LessonGroupView, LessonPostView, LessonsView, LinkView, PagerView

LOCATION = "/lessons/"


def lesson_pages(desk: Desk) -> Iterator[Page]:
    """The lessons, when there is one: journeys newest first, each in reading order; then the other posts."""
    posts = [post for journey in newest_first(desk) for post in journey.posts]
    posts += [post for post in desk.site.posts if post.journey not in desk.site.journeys]
    told = [post for post in posts if post.entry.fields.lessons]
    if told:
        yield from paginate(desk, LOCATION, "lessons.html", "the lessons", told, ENTRIES, partial(_lessons, desk))


def _lessons(desk: Desk, some: Sequence[SitePost], pager: PagerView) -> Made:
    groups = tuple(
        LessonGroupView(
            journey=_journey(desk, journey),
            posts=tuple(
                LessonPostView(post=desk.post_link(post), date=post.date, lessons=post.entry.fields.lessons)
                for post in group
            ),
        )
        for journey, group in groupby(some, key=lambda post: post.journey)
    )
    view = LessonsView(title=desk.say("lessons.title"), groups=groups, pager=pager)
    return view, paged_head(desk, view.title, LOCATION, desk.say("lessons.description"), pager)


def _journey(desk: Desk, slug: str) -> LinkView:
    journey = desk.site.journeys.get(slug)
    if journey is None:
        return LinkView(label=desk.say("lessons.other_posts" if desk.site.journeys else "lessons.posts"), url="")
    return LinkView(label=journey.title, url=desk.url(journey.location))
