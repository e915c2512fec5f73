"""What every page has round it: the site and the head."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from journeyblog.site.views.elements import NO_HTML, NOTHING, FeedView, LinkView, PersonView
from journeyblog.site.views.furniture import IconView, NewsletterView


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page may show of the site.

    ``menu`` is the author's choice; ``sections`` are all the lists that the site has, so that each can be found.
    ``newsletter`` is a form, which a page shows once at most.
    """

    title: str
    tagline: str
    language: str
    home_url: str
    base_url: str
    menu: tuple[LinkView, ...]
    sections: tuple[LinkView, ...]
    feeds: tuple[FeedView, ...]
    generator: str
    icons: tuple[IconView, ...] = ()
    newsletter: NewsletterView | None = None
    options: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """For ``<head>``. ``canonical`` and ``image`` are absolute URLs, empty without ``base_url``.

    ``image_width`` and ``image_height`` are its pixels, 0 when unknown. ``title`` is the page's own; ``kind`` is
    ``website`` or ``article``; of an article, ``published`` and ``modified`` are times with their offset. ``noindex``
    keeps search engines away; ``previous`` and ``following`` are the neighbours in a journey, or in the pages of a
    list. ``structured`` is a whole ``<script>`` with what machines are told of the page, empty without ``base_url``.
    ``language`` is the page's, when it is not the site's.
    """

    title: str
    url: str
    description: str = ""
    canonical: str = ""
    image: str = ""
    image_alt: str = ""
    image_width: int = 0
    image_height: int = 0
    kind: str = "website"
    language: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[PersonView, ...] = ()
    feeds: tuple[FeedView, ...] = ()
    noindex: bool = False
    previous: str = ""
    following: str = ""
    structured: Markup = NO_HTML
