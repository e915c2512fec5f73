"""The page of a text of which only the words have changed, before the site is put together anew.

In: a prepared site, and one of its texts as it is now. Out: the page's target; nothing when more than this page's own
words may have changed. Invariant: the page is byte for byte what the site put together anew would give. That is so
because all else that a page shows follows from the front matter, which is the same, and from titles and files, which
are compared here; links are resolved by the atlas of the site as it was, which knows every other text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from journeyblog.build.prepare import Prepared
from journeyblog.build.targets import Target, page_targets
from journeyblog.diagnostics import Diagnostic, has_errors
from journeyblog.markdown import Body
from journeyblog.packing import pack
from journeyblog.site.candidates import Render, render_body
from journeyblog.site.pages import Desk, Page
from journeyblog.site.pages.businesses import business_page
from journeyblog.site.pages.journeys import journey_page
from journeyblog.site.pages.plain import own_page
from journeyblog.site.pages.posts import post_page
from journeyblog.site.references import check_links
from journeyblog.site.site import Site, SiteBusiness, SiteJourney, SitePage, SitePost
from journeyblog.source.entries import Entry
from journeyblog.source.front_matter import split

Told = SitePost | SitePage | SiteJourney | SiteBusiness
"""What a text becomes on the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A page with other words: its target, and its text's new body."""

    target: Target
    body: Body


def reword(prepared: Prepared, path: str, text: str, render: Render) -> Reworded | None:
    """The page of the file ``path``, which holds ``text`` now. ``render`` makes bodies as for the site."""
    found = next(_told(prepared.site, path), None)
    parts = split(text, path)
    if found is None or found.body is None or isinstance(parts, Diagnostic):
        return None
    entry: Entry[Any] | None = found.entry
    if entry is None or (entry.front, entry.front_line) != (parts.front, parts.front_line):
        return None
    entry = replace(entry, packed=pack(parts.body), body_line=parts.body_line)
    titled = isinstance(found, SiteBusiness) or bool(entry.fields.title) or entry.unread("title")
    take_title = not titled and not isinstance(found, SiteJourney)
    body, _ = render_body(entry, prepared.site.settings, render, take_title=take_title)
    if not titled and body.title != found.body.title:
        return None
    if has_errors(check_links(entry, body, prepared.names)) or any(_leads_nowhere(body, path, prepared.desk)):
        return None
    page = _page(prepared.desk, _with(found, entry, body))
    (target,) = page_targets((page,), prepared.renderer, prepared.site_view)
    return Reworded(target=target, body=body)


def _told(site: Site, path: str) -> Iterator[Told]:
    """What ``path`` became."""
    yield from (post for post in site.posts if post.path == path)
    yield from (page for page in site.pages if page.entry.path == path)
    hosts: tuple[Mapping[str, SiteJourney | SiteBusiness], ...] = (site.journeys, site.businesses)
    for group in hosts:
        yield from (one for one in group.values() if one.entry is not None and one.entry.path == path)


def _leads_nowhere(body: Body, path: str, desk: Desk) -> Iterator[bool]:
    """Whether a link names what is not published, so that it is left out: it may be what brings that onto the site."""
    return (not desk.atlas.attribute(link, path) for link in body.links)


def _with(told: Told, entry: Entry[Any], body: Body) -> Told:
    return replace(told, entry=entry, body=body)  # type: ignore[arg-type]  # what each of the four has


def _page(desk: Desk, told: Told) -> Page:
    if isinstance(told, SitePost):
        return post_page(desk, told)
    if isinstance(told, SitePage):
        return own_page(desk, told)
    if isinstance(told, SiteJourney):
        return journey_page(desk, told)
    return business_page(desk, told, {post.path: post for post in desk.site.posts})
