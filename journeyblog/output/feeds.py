"""The feed formats, by the file that each is published as."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from journeyblog.output.atom import atom
from journeyblog.output.feed import Feed, FeedItem
from journeyblog.output.json_feed import json_feed
from journeyblog.output.rss import rss

__all__ = ["FILES", "FORMATS", "Feed", "FeedItem", "atom", "json_feed", "rss"]

FORMATS: Mapping[str, Callable[[Feed], bytes]] = MappingProxyType({"atom": atom, "rss": rss, "json": json_feed})
FILES: Mapping[str, str] = MappingProxyType({"atom": "feed.xml", "rss": "rss.xml", "json": "feed.json"})
