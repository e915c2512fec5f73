"""A canary in everything that a withheld post says and names: in no byte of the output, whatever withholds it.

Searched are the names and contents of all files in every case and encoding of a link, and what is unpacked from
pictures. The post is surrounded by published ones that share a business, a tag and a folder with it.
"""

import html
import io
import zlib
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image, PngImagePlugin
from site_tools import MANIFEST, build_site, photo, places, read_page, snapshot, write_site

CANARY = "xylocopa"
PLAIN = "content/posts/trip/2018-02-14-a.md"

# Each as the line of front matter that withholds the post, and its file.
_LINES = (
    *(f"draft: {word}" for word in ("true", "yes", "on", "True", "TRUE", "Yes", "ON", '"true"', "'yes'")),
    *("published: false", "published: no", "published: 'off'", "publish: false", "Published: false"),
    *("status: draft", "status: DRAFT ", "'draft': yes", "draft: |\n  true"),
    *("Draft: true", "DRAFT: yes", "drfat: true", "darft: true", "drafts: true", "draft : true"),
    *("dra\u200bft: true", "ｄｒａｆｔ: true"),
    *(f"draft:{word}" for word in ("", " maybe", " ~", " null", " [true]", " {a: b}", " 1", " '1'", " truee", " vrai")),
)
WITHHOLDING = {
    **{line: (line, PLAIN) for line in _LINES},
    "the future": ("date: 2030-01-01", PLAIN),
    "the next hour": ("date: 2026-11-22 13:30 +01:00", PLAIN),
    "expired": ("expires: 2020-01-01", PLAIN),
    "_drafts": ("author: me", "content/posts/trip/_drafts/2018-02-14-a.md"),
    "_Drafts": ("author: me", "content/posts/_Drafts/2018-02-14-a.md"),
    "_drafts deep": ("author: me", "content/posts/2018/_DRAFTS/a/2018-02-14-a.md"),
    "a draft in a journey's folder": ("author: me", "content/journeys/coast/_drafts/2018-02-14-a.md"),
    "a journey that is a draft": ("author: me", "content/journeys/hidden/2018-02-14-a.md"),
    "a journey that may be a draft": ("author: me", "content/journeys/unclear/2018-02-14-a.md"),
    # Errors of other kinds, with which the post is no draft but not ready either.
    "a wrong rating": ("ratings: {food: 11}", PLAIN),
    "a wrong date": ("updated: 2018-02-30", PLAIN),
    "an unclosed quote": ('subtitle: "a', PLAIN),
    "a second title": ("title: again", PLAIN),
    "an alias of YAML": ("status: *a", PLAIN),
    "an unknown author": ("author: nobody", PLAIN),
    "a taken address": ("permalink: /2018/02/open/", PLAIN),
}

TRACK = f"""<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1"><trk><name>{CANARY}</name>
<trkseg><trkpt lat="36.5" lon="-4.6"/><trkpt lat="36.6" lon="-4.6"/></trkseg></trk></gpx>"""

COMMENTS = f"- {{name: {CANARY}, date: 2018-02-15, text: The {CANARY} sings., url: https://{CANARY}.example}}\n"


def post(line: str) -> str:
    """A post that uses everything that a post can use, every word of it secret; ``line`` is one of its fields."""
    return f"""---
title: {CANARY} title
{line}
slug: {CANARY}-slug
aliases: [/{CANARY}-alias/, /old/{CANARY}.html]
tags: [{CANARY}tag, common]
categories: {CANARY}category
teaser: {CANARY} teaser
summary: {CANARY} summary
epigraph: {CANARY} epigraph
lessons: [{CANARY} lesson]
playbook: [{{entry: {CANARY} entry, at_home: {CANARY} home}}]
location: {{name: {CANARY} place, lat: 36.6, lon: -4.6}}
image: {CANARY}.jpg
image_alt: {CANARY} alt
gpx: {CANARY}.gpx
mentions: {CANARY}-mentioned
visits:
  - business: {CANARY} stub
    kind: cafe
    locality: {CANARY} town
    rating: 3
    staff: [{{name: {CANARY} waiter}}]
    good: [{CANARY} good]
    incidents: [{{what: {CANARY} incident}}]
    promises: [{{what: {CANARY} promise}}]
  - business: known
    rating: 1
    why: {CANARY} why
    would_return: no
---
# {CANARY} heading

{CANARY} body with a [file]({CANARY}%20notes.pdf), ![a {CANARY}]({CANARY}.png) and a note[^1].

<p id="{CANARY}">{CANARY}</p>

[^1]: {CANARY} note
"""


def picture() -> bytes:
    """A PNG whose owner's name is packed."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", CANARY, zip=True)
    notes.add_itxt("Title", CANARY, zip=True)
    camera = Image.Exif()
    camera[0x013B] = CANARY
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "PNG", pnginfo=notes, exif=camera)
    return out.getvalue()


def site(line: str, path: str) -> dict[str, str | bytes]:
    folder = path.rpartition("/")[0]
    text = post(line)
    if not line.startswith("date:"):
        text = text.replace(f"\n{line}\n", f"\n{line}\ndate: 2018-02-14\n")
    return {
        "content/site.yaml": "title: T\nbase_url: https://example.org\ncomments: files\nauthors: {me: {name: Me}}\n",
        f"content/comments/{CANARY}-slug.yaml": COMMENTS,
        path.replace("content/", "content/comments/", 1).replace(".md", ".yaml"): COMMENTS,
        "content/comments/open.yaml": "{name: Ann, date: 2018-02-10, text: Heard.}\n",
        "content/posts/open.md": (
            "---\ntitle: Open\ndate: 2018-02-10\nbusiness: known\nrating: 5\ntags: common\n---\nText.\n"
        ),
        "content/posts/trip/index.md": "---\ntitle: Trip\ndate: 2018-02-11\n---\n![A view](view.png)\n",
        "content/posts/trip/view.png": picture(),
        "content/posts/trip/camera.jpg": photo(maker=CANARY),
        "content/journeys/coast/index.md": "---\ntitle: Coast\n---\n",
        "content/journeys/coast/01.md": "---\ntitle: One\ndate: 2018-02-01\n---\nText.\n",
        "content/journeys/hidden/index.md": f"---\ntitle: {CANARY} journey\ndraft: true\n---\n{CANARY}\n",
        "content/journeys/unclear/index.md": f"---\ntitle: {CANARY} journey\ndraft: perhaps\n---\n{CANARY}\n",
        "content/businesses/known.md": "---\nname: Known\n---\n",
        f"{folder}/{CANARY}.jpg": photo(),
        f"{folder}/{CANARY}.png": picture(),
        f"{folder}/{CANARY}.gpx": TRACK,
        f"{folder}/{CANARY} notes.pdf": CANARY,
        path: text,
    }


def traces(output: Path) -> list[str]:
    """The files that know the word."""
    return [
        name
        for name, data in snapshot(output).items()
        if _knows(name.encode()) or _knows(data) or _unpacked(name, data)
    ]


def _knows(data: bytes) -> bool:
    text = data.decode("utf-8", "replace").lower()
    return any(CANARY in form for form in (text, unquote(text), html.unescape(text), text.replace("\\", "")))


def _unpacked(name: str, data: bytes) -> bool:
    if not name.endswith((".png", ".jpg")):
        return False
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        if _knows(repr((image.info, dict(image.getexif()))).encode()):
            return True
    at = data.find(b"\x78")
    while at >= 0:
        try:
            if _knows(zlib.decompressobj().decompress(data[at:])):
                return True
        except zlib.error:
            pass
        at = data.find(b"\x78", at + 1)
    return False


def test_comments_on_a_draft_do_not_stand_below_a_post_of_the_same_slug(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": "title: T\nbase_url: https://example.org\ncomments: files\n",
        "content/posts/2018-02-10-dinner.md": "---\ntitle: Dinner\n---\nText.\n",
        "content/posts/_drafts/2018-02-14-dinner.md": "---\ntitle: Another dinner\n---\nText.\n",
        "content/comments/dinner.yaml": COMMENTS,
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert [one.code for one in outcome.diagnostics] == ["same-name"]
    assert traces(tmp_path / "public") == []


@pytest.mark.parametrize("how", WITHHOLDING)
def test_no_byte_of_the_output_knows_the_word(tmp_path: Path, how: str) -> None:
    line, path = WITHHOLDING[how]
    files = site(line, path)
    if "trip" not in path or "_drafts" in path:
        del files["content/posts/trip/camera.jpg"]
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert outcome.published is not None
    output = tmp_path / "public"
    assert traces(output) == []
    assert {"2018/02/open/index.html", "2018/02/trip/index.html", "2018/02/trip/view.png"} <= places(output)
    assert read_page(output, "/businesses/known/").texts("data", class_="score-value")[0] == "5.0"
    assert "Heard." in read_page(output, "/2018/02/open/").text("section", class_="comments")


def test_the_canary_is_heard_when_it_sings(tmp_path: Path) -> None:
    """The same post, not withheld, is in pages, feeds, the sitemap, redirects, names and lists."""
    files = site("author: me", PLAIN)
    del files["content/journeys/unclear/index.md"]
    outcome = build_site(write_site(tmp_path, files))
    assert outcome.published is not None, outcome.diagnostics
    heard = traces(tmp_path / "public")
    pages = ("index.html", f"{CANARY}-alias/index.html", f"tags/{CANARY}tag/index.html")
    for place in (*pages, f"businesses/{CANARY}-stub/index.html", "feed.xml", "feed.json", "sitemap.xml", MANIFEST):
        assert place in heard
    assert "2018/02/trip/view.png" not in heard
    told = read_page(tmp_path / "public", f"/2018/02/{CANARY}-slug/").text("section", class_="comments")
    assert told.count(f"The {CANARY} sings.") == 2
    assert _unpacked("view.png", picture())
