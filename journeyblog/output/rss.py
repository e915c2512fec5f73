"""A feed as RSS 2.0 with the usual modules: full content, Dublin Core authors, media thumbnails.

In: a :class:`~journeyblog.output.feed.Feed`. Out: a document with everything that the RSS Advisory Board's profile
requires; authors are names (``dc:creator``), since RSS's own ``author`` must be an e-mail address.
"""

from collections.abc import Iterator
from email.utils import format_datetime
from html import escape

from journeyblog.output.feed import Feed, FeedItem, moment, named
from journeyblog.output.xml_text import DECLARATION, element

_OPENING = (
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">'
)


def rss(feed: Feed) -> bytes:
    """The feed as RSS."""
    return "\n".join(_lines(feed)).encode()


def _lines(feed: Feed) -> Iterator[str]:
    yield DECLARATION
    yield _OPENING
    yield "<channel>"
    yield element("title", feed.title)
    yield element("link", feed.home_url)
    yield element("description", feed.subtitle or feed.title)
    if feed.language:
        yield element("language", feed.language)
    yield element("lastBuildDate", _rfc822(feed.updated))
    yield element("atom:link", rel="self", type="application/rss+xml", href=feed.feed_url)
    for item in feed.items:
        yield from _item(item)
    yield "</channel>"
    yield "</rss>\n"


def _item(item: FeedItem) -> Iterator[str]:
    yield "<item>"
    yield element("title", item.title)
    yield element("link", item.url)
    yield element("guid", item.id, isPermaLink="true" if item.id == item.url else "false")
    yield element("pubDate", _rfc822(item.published))
    for person in named(item.authors):
        yield element("dc:creator", person)
    if item.language:
        yield element("dc:language", item.language)
    for category in item.categories:
        yield element("category", category)
    yield element("description", escape(item.summary, quote=False))  # readers take it for HTML
    if item.html:
        yield element("content:encoded", item.content)
    if item.image:
        yield element("media:thumbnail", url=item.image)
    yield "</item>"


def _rfc822(text: str) -> str:
    return format_datetime(moment(text))
