"""What every page shows of the site: its names, menu and feeds."""

from collections.abc import Iterator, Mapping
from typing import Any

from journeyblog.messages import key_of
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.furniture import newsletter_view
from journeyblog.site.views import IconView, LinkView, SiteView
from journeyblog.urls import link_href

SECTIONS = (
    "/journeys/",
    "/businesses/",
    "/places/",
    "/return-list/",
    "/standouts/",
    "/compare/",
    "/verdicts/",
    "/playbook/",
    "/lessons/",
    "/categories/",
    "/tags/",
    "/authors/",
    "/archive/",
)
"""The lists that a site may have, in the order in which a reader would look for them."""


def site_view(desk: Desk, options: Mapping[str, Any], generator: str, icons: tuple[IconView, ...] = ()) -> SiteView:
    """The site view, with the theme's ``options`` and the ``icons`` of the site or the theme."""
    settings = desk.site.settings
    return SiteView(
        title=settings.title,
        tagline=settings.tagline,
        language=settings.language,
        home_url=desk.url("/"),
        base_url=settings.base_url,
        menu=tuple(dict.fromkeys((*_menu(desk), *_own_pages(desk)))),
        sections=tuple(link for place in SECTIONS if (link := desk.way(_label(desk, place), place)) is not None),
        feeds=desk.feeds(settings.feeds.site, "/", settings.title),
        generator=generator,
        icons=icons,
        newsletter=newsletter_view(desk),
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
    sections = (("/journeys/", site.journeys), ("/businesses/", site.businesses),
                ("/categories/", site.categories), ("/archive/", site.posts))  # fmt: skip
    for location, content in sections:
        if content:
            yield LinkView(label=_label(desk, location), url=desk.url(location))


def _label(desk: Desk, location: str) -> str:
    return desk.say(f"sections.{key_of(location.strip('/'))}")


def _own_pages(desk: Desk) -> Iterator[LinkView]:
    for page in desk.site.pages:
        if page.entry.fields.menu:
            yield LinkView(label=page.title, url=desk.url(page.location))
