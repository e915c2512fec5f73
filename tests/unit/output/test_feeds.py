import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.output.feeds import FILES, FORMATS, Feed, FeedItem, atom, json_feed, rss

A = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
NASTY = (
    "]]> <b>&amp; \"quoted\" '1'</b> \x00\x08\x0b\x1f tab\tline\nreturn\r😀 \u202eשלום\u202c \ufffe\uffff \ud800 end"
)
CLEAN = "]]> <b>&amp; \"quoted\" '1'</b>  tab\tline\nreturn\r😀 \u202eשלום\u202c   end"

ITEM = FeedItem(
    id="tag:example.org,2018:part-2",
    url="https://example.org/blog/2018/02/trains/",
    title="Trains, late & later",
    published="2018-02-14T19:30:00+01:00",
    updated="2018-03-01T00:00:00+01:00",
    authors=("The Traveller", "Ana"),
    summary="Was 5 < 6 minutes late?",
    html='<p>See <a href="https://example.org/blog/x/?a=1&amp;b=2">it</a></p>',
    categories=("Trains", "Spain"),
    image="https://example.org/blog/train.jpg?a=1&b=2",
)
FEED = Feed(
    id="https://example.org/blog/",
    feed_url="https://example.org/blog/feed.xml",
    home_url="https://example.org/blog/",
    title="Would We Go Back?",
    subtitle="Honest notes",
    language="en-GB",
    authors=("The Traveller",),
    updated="2018-03-01T00:00:00+01:00",
    items=(ITEM, replace(ITEM, id="https://example.org/p/", url="https://example.org/p/", html="", image="")),
)
EMPTY = replace(FEED, items=(), authors=(), subtitle="", language="", title="")


def parse(data: bytes) -> Any:
    return ET.fromstring(data)


def check_atom(root: Any) -> None:
    """What RFC 4287 asks for in §4.1.1 and §4.1.2."""
    assert root.tag == f"{A}feed"
    fed = root.find(f"{A}author") is not None
    for node in (root, *root.iter(f"{A}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{A}{name}")) == 1
        assert node.findtext(f"{A}id")
        assert datetime.fromisoformat(node.findtext(f"{A}updated")).tzinfo is not None
        assert fed or node.find(f"{A}author") is not None
        assert len(node.findall(f"{A}link[@rel='alternate']")) == 1
        for person in node.findall(f"{A}author"):
            assert person.findtext(f"{A}name").strip()
    for entry in root.iter(f"{A}entry"):
        assert entry.find(f"{A}content") is not None or entry.find(f"{A}summary") is not None


def check_rss(root: Any) -> None:
    channel = root.find("channel")
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    for name in ("title", "link", "description", "lastBuildDate", f"{A}link"):
        assert len(channel.findall(name)) == 1
    for item in channel.iter("item"):
        assert item.find("guid").get("isPermaLink") == str(item.findtext("guid") == item.findtext("link")).lower()
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo is not None
        assert item.find("description") is not None


def check_json(whole: dict[str, Any]) -> None:
    assert whole["version"] == "https://jsonfeed.org/version/1.1"
    for item in whole["items"]:
        assert item["id"]
        assert ("content_html" in item) != ("content_text" in item)
        assert all(author["name"] for author in item.get("authors", []))


def test_atom() -> None:
    root = parse(atom(FEED))
    check_atom(root)
    entry = root.find(f"{A}entry")
    assert root.find(f"{A}link[@rel='self']").get("href") == FEED.feed_url
    assert root.get(XML_LANG) == "en-GB"
    assert entry.findtext(f"{A}published") == ITEM.published
    assert [node.findtext(f"{A}name") for node in entry.findall(f"{A}author")] == ["The Traveller", "Ana"]
    assert [node.get("term") for node in entry.findall(f"{A}category")] == ["Trains", "Spain"]
    assert entry.findtext(f"{A}content") == ITEM.html
    assert entry.find(f"{A}content").get("type") == "html"
    assert entry.find(f"{MEDIA}thumbnail").get("url") == ITEM.image


def test_rss() -> None:
    root = parse(rss(FEED))
    check_rss(root)
    item = root.find("channel/item")
    assert item.findtext("pubDate") == "Wed, 14 Feb 2018 19:30:00 +0100"
    assert [node.text for node in item.findall(f"{DC}creator")] == ["The Traveller", "Ana"]
    assert item.findtext("description") == "Was 5 &lt; 6 minutes late?"
    assert item.findtext(f"{CONTENT}encoded") == ITEM.html
    assert root.find(f"channel/{A}link").get("rel") == "self"


def test_json_feed() -> None:
    whole = json.loads(json_feed(FEED))
    check_json(whole)
    first, second = whole["items"]
    assert first["content_html"] == ITEM.html
    assert first["image"] == ITEM.image
    assert first["tags"] == ["Trains", "Spain"]
    assert second["content_text"] == ITEM.summary
    assert "image" not in second


def test_an_item_in_another_language_says_so() -> None:
    feed = replace(FEED, items=(replace(ITEM, language="ar"), ITEM))
    html = f'<div lang="ar" dir="rtl">{ITEM.html}</div>'
    arabic, plain = parse(atom(feed)).findall(f"{A}entry")
    assert (arabic.get(XML_LANG), plain.get(XML_LANG)) == ("ar", None)
    assert (arabic.findtext(f"{A}content"), plain.findtext(f"{A}content")) == (html, ITEM.html)
    arabic, plain = parse(rss(feed)).findall("channel/item")
    assert (arabic.findtext(f"{DC}language"), plain.findtext(f"{DC}language")) == ("ar", None)
    assert arabic.findtext(f"{CONTENT}encoded") == html
    first, second = json.loads(json_feed(feed))["items"]
    assert (first["language"], first["content_html"], second.get("language")) == ("ar", html, None)


def test_an_empty_feed_is_whole() -> None:
    check_atom(parse(atom(EMPTY)))
    check_rss(parse(rss(EMPTY)))
    check_json(json.loads(json_feed(EMPTY)))


def test_hostile_texts_come_through_without_what_xml_cannot_hold() -> None:
    item = replace(ITEM, title=NASTY, summary=NASTY, html=NASTY, categories=(NASTY,), authors=(NASTY, "\x01 "))
    feed = replace(FEED, title=NASTY, subtitle=NASTY, items=(item,))
    root = parse(atom(feed))
    check_atom(root)
    for name in ("title", "summary", "content"):
        assert root.findtext(f"{A}entry/{A}{name}") == CLEAN
    assert root.find(f"{A}entry/{A}category").get("term") == CLEAN
    channel = parse(rss(feed)).find("channel")
    assert channel.findtext(f"item/{CONTENT}encoded") == CLEAN
    assert json.loads(json_feed(feed))["items"][0]["content_html"] == CLEAN


@given(text=st.text(st.characters(codec=None)))
def test_any_text_makes_well_formed_feeds(text: str) -> None:
    item = replace(ITEM, id=f"tag:{text}", title=text, summary=text, html=text, categories=(text,), authors=(text,))
    feed = replace(FEED, title=text, subtitle=text, authors=(text,), items=(item,))
    check_atom(parse(atom(feed)))
    check_rss(parse(rss(feed)))
    check_json(json.loads(json_feed(feed)))


@pytest.mark.parametrize(
    ("written", "rfc3339", "rfc822"),
    [
        ("2018-02-14T19:30:00Z", "2018-02-14T19:30:00+00:00", "Wed, 14 Feb 2018 19:30:00 +0000"),
        ("1890-01-01T00:00:00-00:14:44", "1890-01-01T00:00:00-00:15", "Wed, 01 Jan 1890 00:00:00 -0015"),
        ("0001-01-01T00:00:00+02:00", "0001-01-01T00:00:00+02:00", "Mon, 01 Jan 0001 00:00:00 +0200"),
        ("2018-02-14T19:30:00.123456+05:30", "2018-02-14T19:30:00+05:30", "Wed, 14 Feb 2018 19:30:00 +0530"),
    ],
)
def test_times(written: str, rfc3339: str, rfc822: str) -> None:
    feed = replace(FEED, updated=written)
    assert parse(atom(feed)).findtext(f"{A}updated") == rfc3339
    assert parse(rss(feed)).findtext("channel/lastBuildDate") == rfc822


def test_every_format_has_a_file_and_the_same_feed_the_same_bytes() -> None:
    assert FORMATS.keys() == FILES.keys()
    for write in FORMATS.values():
        assert write(FEED) == write(replace(FEED))
