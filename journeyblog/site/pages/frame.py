"""What every page shows of the site: its names, menu and feeds."""

from collections.abc import Iterator, Mapping
from typing import Any

from journeyblog.site.pages.desk import Desk
from journeyblog.site.views import LinkView, SiteView
from journeyblog.urls import link_href

SECTIONS = (
    ("Journeys", "/journeys/"),
    ("Businesses", "/businesses/"),
    ("Places", "/places/"),
    ("Return list", "/return-list/"),
    ("Stand-outs", "/standouts/"),
    ("Compare", "/compare/"),
    ("Verdicts that changed", "/verdicts/"),
    ("Playbook", "/playbook/"),
    ("Lessons", "/lessons/"),
    ("Categories", "/categories/"),
    ("Tags", "/tags/"),
    ("Authors", "/authors/"),
    ("Archive", "/archive/"),
)
"""The lists that a site may have, as a reader would look for them."""


def site_view(desk: Desk, options: Mapping[str, Any], generator: str) -> SiteView:
    """The site view, with the theme's ``options``."""
    settings = desk.site.settings
    return SiteView(
        title=settings.title,
        tagline=settings.tagline,
        language=settings.language,
        home_url=desk.url("/"),
        base_url=settings.base_url,
        menu=tuple(dict.fromkeys((*_menu(desk), *_own_pages(desk)))),
        sections=tuple(link for label, place in SECTIONS if (link := desk.way(label, place)) is not None),
        feeds=desk.feeds(settings.feeds.site, "/", settings.title),
        generator=generator,
        options=options,
        extra=settings.extra,
    )


def _menu(desk: Desk) -> Iterator[LinkView]:
    """The author's menu, else a link to each section that there is."""
    settings, site = desk.site.settings, desk.site
    for link in settings.menu:
        yield LinkView(label=link.label, url=link_href(link.url, desk.atlas.base_path))
    if settings.menu:
        return
    sections = (("Journeys", "/journeys/", site.journeys), ("Businesses", "/businesses/", site.businesses),
                ("Categories", "/categories/", site.categories), ("Archive", "/archive/", site.posts))  # fmt: skip
    for label, location, content in sections:
        if content:
            yield LinkView(label=label, url=desk.url(location))


def _own_pages(desk: Desk) -> Iterator[LinkView]:
    for page in desk.site.pages:
        if page.entry.fields.menu:
            yield LinkView(label=page.title, url=desk.url(page.location))
