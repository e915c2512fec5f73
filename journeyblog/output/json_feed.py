"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

In: a :class:`~journeyblog.output.feed.Feed`. Out: a document where every item has content, as the specification
requires: the whole post, or its summary as text. What is empty is left out.
"""

import json
from typing import Any

from journeyblog.output.feed import Feed, FeedItem, moment, named
from journeyblog.output.xml_text import writable


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": writable(feed.title) or feed.home_url,
        "home_page_url": feed.home_url,
        "feed_url": feed.feed_url,
        **_given(description=writable(feed.subtitle), language=feed.language, authors=_authors(feed.authors)),
        "items": [_item(item) for item in feed.items],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _item(item: FeedItem) -> dict[str, Any]:
    content = {"content_html": writable(item.content)} if item.html else {"content_text": writable(item.summary)}
    return {
        "id": writable(item.id),
        "url": item.url,
        **_given(title=writable(item.title)),
        **content,
        **_given(summary=writable(item.summary), image=item.image, language=item.language),
        "date_published": moment(item.published).isoformat(),
        "date_modified": moment(item.updated).isoformat(),
        **_given(authors=_authors(item.authors), tags=[writable(category) for category in item.categories]),
    }


def _authors(people: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"name": person} for person in named(people)]


def _given(**members: Any) -> dict[str, Any]:
    return {key: value for key, value in members.items() if value}
