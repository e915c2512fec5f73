"""Texts of the front matter are set as those of the body are."""

from pathlib import Path

from site_tools import built, photo, read_page

POST = """---
title: It's the "last" ferry -- again
date: 2018-02-14
business: Ann's bar
rating: 4
why: They don't say "no"...
good: [Ann's soup]
staff: [{name: Pat O'Brien}]
promises: [{what: the chef's table, kept: yes}]
tags: [valentine's day]
image: o'brien--2.jpg
image_alt: Ann's door
playbook: [{entry: Say "sorry", at_home: Don't wait}]
---
Ann's text.
"""
ANN = "---\nname: Ann’s bar\nslug: ann\nurl: https://example.com/o'brien--2\n---\n"
SETTINGS = "title: T\nbase_url: https://example.org\n"


def page_of(tmp_path: Path, settings: str = SETTINGS) -> str:
    files: dict[str, str | bytes] = {
        "content/site.yaml": settings,
        "content/posts/a.md": POST,
        "content/posts/o'brien--2.jpg": photo(),
        "content/businesses/b.md": ANN,
    }
    return read_page(built(tmp_path, files), "/2018/02/a/").source


def test_prose_is_set_and_names_of_things_are_not(tmp_path: Path) -> None:
    source = page_of(tmp_path)
    for text in (
        "It’s the “last” ferry – again", "They don’t say “no”…", "Ann’s soup", "Pat O’Brien", "the chef’s table",
        "valentine’s day", 'alt="Ann’s door"', "Say “sorry”", "Don’t wait", "Ann’s text", ">Ann’s bar</a>",
        'href="/businesses/ann/"', "o&#39;brien--2.jpg",
    ):  # fmt: skip
        assert text in source, text
    business = read_page(tmp_path / "public", "/businesses/ann/").source
    assert "https://example.com/o&#39;brien--2" in business


def test_without_the_typographer_texts_stay_as_written(tmp_path: Path) -> None:
    source = page_of(tmp_path, f"{SETTINGS}markdown: {{typographer: no}}\n")
    assert "It&#39;s the &#34;last&#34; ferry -- again" in source
    assert "Ann&#39;s soup" in source
