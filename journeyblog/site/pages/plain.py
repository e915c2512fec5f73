"""Pages that are no posts: the author's own, and the one for addresses that lead nowhere."""

from collections.abc import Iterator
from functools import partial

from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.page import Page
from journeyblog.site.site import SitePage
from journeyblog.site.views import HeadView, NotFoundView, PageView


def own_pages(desk: Desk) -> Iterator[Page]:
    """The author's pages."""
    for page in desk.site.pages:
        yield own_page(desk, page)


def own_page(desk: Desk, page: SitePage) -> Page:
    """One of them."""
    layout = page.entry.fields.layout.strip()
    return Page(
        location=page.location,
        template=f"{layout.removesuffix('.html')}.html" if layout else "page.html",
        source=page.entry.path,
        make=partial(_make, desk, page),
        listed=not page.hidden,
    )


def not_found_page(desk: Desk) -> Iterator[Page]:
    """``404.html``, with absolute paths, since it is shown at any address."""
    yield Page(location="/404.html", template="404.html", source="the page for missing pages",
               make=partial(_not_found, desk), listed=False)  # fmt: skip


def _make(desk: Desk, page: SitePage) -> tuple[PageView, HeadView]:
    fields, path = page.entry.fields, page.entry.path
    image = desk.image(fields.image, fields.image_alt, path)
    view = PageView(
        title=page.title,
        url=desk.url(page.location),
        body=desk.html(page.body, path),
        headings=desk.headings(page.body, path),
        image=image,
        hidden=desk.hidden(page.hidden),
        extra=fields.extra,
    )
    description = fields.summary or page.body.summary
    return view, desk.head(page.title, page.location, description, image=image, noindex=bool(page.hidden))


def _not_found(desk: Desk) -> tuple[NotFoundView, HeadView]:
    links = tuple(desk.post_link(post) for post in desk.site.posts[:3])
    title = desk.say("not_found.title")
    return NotFoundView(title=title, links=links), desk.head(title, "/404.html", noindex=True)
