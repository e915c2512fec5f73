"""The ledger comes back as it was left; anything else is an empty one."""

import json
from pathlib import Path

import pytest

from journeyblog.build.cache import Cache
from journeyblog.build.ledger import NAME, Ledger, Row, leave_ledger, read_ledger

LEDGER = Ledger(
    engine="e",
    theme="t",
    sound="s",
    frame="f",
    shared={"title": "0001"},
    site="i",
    texts={"content/posts/a.md": "9"},
    rows={
        "index.html": Row(digest="1", key="2", fields=("cards", "head.title"), marks="00ff0a0b"),
        "a/index.html": Row(
            digest="3", key="4", fields=("body",), marks="abcd", quoted=("content/posts/a.md",), once=True
        ),
        "feed.xml": Row(digest="5"),
    },
)


def test_it_comes_back(tmp_path: Path) -> None:
    leave_ledger(Cache(tmp_path), LEDGER)
    assert read_ledger(Cache(tmp_path)) == LEDGER


def test_there_is_none(tmp_path: Path) -> None:
    assert read_ledger(Cache(tmp_path)) == Ledger()


@pytest.mark.parametrize("index", range(10))
@pytest.mark.parametrize("value", [None, 3, {}, [], {"a": 1}, {"a": []}, {"a": ["1", "2", 99, "", []]}, [[[]]]])
def test_a_strangers_is_empty_or_plain(tmp_path: Path, index: int, value: object) -> None:
    """One value is replaced; what is read is either nothing, or texts where there must be texts."""
    cache = Cache(tmp_path)
    leave_ledger(cache, LEDGER)
    raw = json.loads(cache.get(NAME) or b"")
    raw[index] = value
    cache.put(NAME, json.dumps(raw).encode())
    read = read_ledger(cache)
    for text in (read.engine, read.theme, read.sound, read.frame, read.site, *read.texts.values(), *read.rows):
        assert isinstance(text, str)
    for row in read.rows.values():
        assert all(isinstance(text, str) for text in (row.digest, row.key, row.marks, *row.fields, *row.quoted))
