"""Laying out: which pages the site has, where each stands, and how its view is made.

Siblings look alike: one module a kind of page, each a function from the desk to pages, all of them in
:data:`SECTIONS`.
"""

from journeyblog.site.pages.businesses import business_pages
from journeyblog.site.pages.comparisons import comparison_pages
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.journeys import journey_pages
from journeyblog.site.pages.kinds import kind_pages
from journeyblog.site.pages.lessons import lesson_pages
from journeyblog.site.pages.lists import archive_pages, author_pages, category_pages, home_pages, tag_pages
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.places import place_pages
from journeyblog.site.pages.plain import not_found_page, own_pages
from journeyblog.site.pages.playbook import playbook_pages
from journeyblog.site.pages.posts import post_pages
from journeyblog.site.pages.returns import return_list_pages
from journeyblog.site.pages.standouts import standout_pages
from journeyblog.site.pages.verdicts import verdict_pages

SECTIONS = (
    home_pages,
    post_pages,
    journey_pages,
    business_pages,
    kind_pages,
    comparison_pages,
    return_list_pages,
    standout_pages,
    verdict_pages,
    place_pages,
    playbook_pages,
    lesson_pages,
    category_pages,
    tag_pages,
    author_pages,
    archive_pages,
    own_pages,
    not_found_page,
)


def lay_out(desk: Desk) -> tuple[Page, ...]:
    """Every page of the site; views are made later, one by one."""
    return tuple(page for section in SECTIONS for page in section(desk))


__all__ = ["SECTIONS", "Desk", "Page", "lay_out"]
