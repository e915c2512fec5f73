"""A list in as many pages as it needs: the first stands at the list's own location, the others at ``page/N/`` below."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.page import Page
from journeyblog.site.views import FeedView, HeadView, PagerView

T = TypeVar("T")
Made = tuple[object, HeadView]

BUSINESSES = 60
"""How many businesses stand on a page: some screens of a phone, and about 50 kB."""

ENTRIES = 100
"""How many short entries."""


def paginate(
    desk: Desk,
    location: str,
    template: str,
    source: str,
    items: Sequence[T],
    size: int,
    make: Callable[[Sequence[T], PagerView], Made],
    when: Callable[[T], str] = lambda _: "",
) -> Iterator[Page]:
    """The pages of ``items``, ``size`` on each; one page without any. ``when`` is an item's day, for the sitemap."""
    total = max(1, -(-len(items) // size))

    def at(number: int) -> str:
        return location if number == 1 else f"{location}page/{number}/"

    def made(number: int) -> Made:
        newer = desk.url(at(number - 1)) if number > 1 else ""
        older = desk.url(at(number + 1)) if number < total else ""
        pager = PagerView(number=number, total=total, newer=newer, older=older)
        return make(items[(number - 1) * size : number * size], pager)

    for number in range(1, total + 1):
        yield Page(
            location=at(number),
            template=template,
            source=source if number == 1 else f"{source}, page {number}",
            make=partial(made, number),
            updated=when(items[(number - 1) * size]) if items else "",
            listed=number == 1,
        )


def paged_head(
    desk: Desk, title: str, location: str, description: str, pager: PagerView, feeds: tuple[FeedView, ...] = ()
) -> HeadView:
    """The head of a page of a list."""
    here = location if pager.number == 1 else f"{location}page/{pager.number}/"
    return desk.head(title, here, description, feeds=feeds, previous=pager.newer, following=pager.older)
