"""A feed as Atom 1.0 (RFC 4287).

In: a :class:`~journeyblog.output.feed.Feed`. Out: a document that the RFC's grammar accepts, whatever the texts: the
feed or each of its entries has an author, and every entry has content or a summary.
"""

from collections.abc import Iterator

from journeyblog.output.feed import Feed, FeedItem, moment, named
from journeyblog.output.xml_text import DECLARATION, element, escape


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    return "\n".join(_lines(feed)).encode()


def _lines(feed: Feed) -> Iterator[str]:
    yield DECLARATION
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"{_language(feed)}>'
    yield element("id", feed.id)
    yield element("title", feed.title)
    if feed.subtitle:
        yield element("subtitle", feed.subtitle)
    yield element("updated", moment(feed.updated).isoformat())
    yield element("link", rel="self", type="application/atom+xml", href=feed.feed_url)
    yield element("link", rel="alternate", type="text/html", href=feed.home_url)
    # RFC 4287 §4.1.1: without an author here, every entry needs its own. The site's title is an honest last resort.
    yield from _authors(named(feed.authors) or named((feed.title,)) or (feed.home_url,))
    for item in feed.items:
        yield from _entry(item)
    yield "</feed>\n"


def _entry(item: FeedItem) -> Iterator[str]:
    yield f"<entry{_language(item)}>"
    yield element("id", item.id)
    yield element("title", item.title)
    yield element("link", rel="alternate", type="text/html", href=item.url)
    yield element("published", moment(item.published).isoformat())
    yield element("updated", moment(item.updated).isoformat())
    yield from _authors(item.authors)
    for category in item.categories:
        yield element("category", term=category)
    if item.summary or not item.html:
        yield element("summary", item.summary)
    if item.html:
        yield element("content", item.content, type="html")
    if item.image:
        yield element("media:thumbnail", url=item.image)
    yield "</entry>"


def _language(of: Feed | FeedItem) -> str:
    return f' xml:lang="{escape(of.language)}"' if of.language else ""


def _authors(people: tuple[str, ...]) -> Iterator[str]:
    for person in named(people):
        yield f"<author>{element('name', person)}</author>"
