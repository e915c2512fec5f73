"""A page before it is rendered."""

from collections.abc import Callable
from dataclasses import dataclass

from journeyblog.site.views import HeadView


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where a page stands, which template renders it, and how its view is made.

    ``source`` is the file (or the kind of list) it comes from, for telling two pages at one place apart. The view
    is made when asked for, since there may be thousands. ``updated`` is a day for the sitemap; a page without
    ``listed`` is not in it.
    """

    location: str
    template: str
    source: str
    make: Callable[[], tuple[object, HeadView]]
    updated: str = ""
    listed: bool = True
