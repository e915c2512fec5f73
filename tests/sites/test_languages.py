"""A site in another language, and a post in another language than its site."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from site_tools import Parsed, build_site, built, pages_of, read_page, told, write_site

SETTINGS = "title: Small roads\nbase_url: https://example.org\n"
GUIDE = (Path(__file__).parents[2] / "docs" / "themes.md").read_text(encoding="utf-8")
RIHLA = {
    "content/businesses/port.md": "---\nname: مقهى 7\nkind: cafe\nlocality: Tanger\ncountry: MA\n---\n",
    "content/journeys/roads/index.md": "---\ntitle: Roads\nlabel: Roads\nstatus: under_way\n---\n",
    "content/journeys/roads/2018-02-01-one.md": "---\ntitle: Setting out\npart: 1\n---\nWe left.\n",
    "content/journeys/roads/2018-02-02-two.md": """---
title: مقهى عند الميناء
part: 2
language: ar
teaser: غدا إلى الجبل
visits:
  - business: port
    rating: 4
---
جلسنا عند الميناء.[^1]

[^1]: ساعة كاملة.
""",
    "content/journeys/roads/2018-02-03-three.md": "---\ntitle: Home again\npart: 3\n---\nWe came back.\n",
}


def tongues(page: Parsed, text: str) -> list[tuple[str, str]]:
    """The nearest ``lang`` and ``dir`` of each element whose own text is ``text``."""
    parents = {child: parent for parent in page.tree.iter() for child in parent}
    found = []
    for element in page.tree.iter():
        if (element.text or "").strip() == text and isinstance(element.tag, str):
            at = element
            while "lang" not in at.attrib:
                at = parents[at]
            found.append((at.attrib["lang"], at.attrib["dir"]))
    return found


def spoken(element: Element, tongue: tuple[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every text of a page with the language and direction that it stands in."""
    if element.tag in ("script", "meta"):
        return
    inner = (element.attrib.get("lang", tongue[0]), element.attrib.get("dir", tongue[1]))
    yield element.text or "", inner
    for child in element:
        yield from spoken(child, inner)
        yield child.tail or "", inner


def test_every_page_says_its_language_and_direction(tmp_path: Path) -> None:
    for page in pages_of(built(tmp_path, RIHLA)):
        html = page.one("html")
        assert (html.attrib["lang"], html.attrib["dir"]) == ("en", "ltr"), page.path


def test_a_site_in_arabic_runs_from_right_to_left(tmp_path: Path) -> None:
    write_site(tmp_path, {**RIHLA, "content/site.yaml": f"{SETTINGS}language: ar-MA\n"})
    assert [line.partition(" ")[2][:24] for line in told(build_site(tmp_path))] == ["warning[message-missing]"]
    html = read_page(tmp_path / "public", "/").one("html")
    assert (html.attrib["lang"], html.attrib["dir"]) == ("ar-MA", "rtl")


def test_a_post_in_another_language_says_so_wherever_its_title_stands(tmp_path: Path) -> None:
    output = built(tmp_path, RIHLA)
    title = "مقهى عند الميناء"
    whole = f"Roads Part\N{NO-BREAK SPACE}2: {title}"
    arabic = ("ar", "rtl")
    assert tongues(read_page(output, "/2018/02/two/"), whole) == [arabic]
    assert tongues(read_page(output, "/"), whole) == [arabic]
    assert tongues(read_page(output, "/2018/02/three/"), title) == [arabic, arabic]
    assert tongues(read_page(output, "/journeys/roads/"), title) == [arabic]
    history = [
        page for page in pages_of(output) if page.path.startswith("/businesses/") and page.all("ol", class_="history")
    ]
    assert [tongues(page, whole) for page in history] == [[arabic]]


EVERYWHERE = {
    **{path: text for path, text in RIHLA.items() if "port" not in path},
    "content/site.yaml": f"{SETTINGS}comments: files\npopular: [two]\nmarkdown: {{typographer: false}}\n",
    "content/journeys/roads/2018-02-02-two.md": """---
title: مقهى عند الميناء
part: 2
language: ar
teaser: غدا إلى الجبل
tags: [harbour]
categories: [Towns]
lessons: [اجلس قرب الماء]
playbook: [اسأل عن السمك]
visits:
  - {business: bar, rating: 5, would_return: definitely, why: كان السمك طازجا, standout: true}
  - {business: mill, rating: 1, would_return: no, why: كان الخبز قديما}
---
جلسنا عند الميناء.
""",
    "content/posts/2018-03-01-again.md": "---\ntitle: Again\ntags: [harbour]\nmentions: [bar, mill]\n---\nText.\n",
    "content/businesses/bar.md": "---\nname: Bar\nkind: cafe\n---\n",
    "content/businesses/mill.md": "---\nname: Mill\nkind: cafe\n---\n",
}
ARABIC = re.compile("[\u0621-\u064a]")


@pytest.mark.parametrize("theme", ["plain", "passport"])
def test_no_title_or_text_in_another_language_stands_anywhere_without_saying_so(theme: str, tmp_path: Path) -> None:
    files = {**EVERYWHERE, "content/site.yaml": f"{EVERYWHERE['content/site.yaml']}theme: {theme}\n"}
    del files["content/journeys/roads/2018-02-03-three.md"]  # so that the teaser stands on the journey's page
    output = built(tmp_path, files)
    places = set()
    for page in pages_of(output):
        for text, tongue in spoken(page.tree, ("", "")):
            if ARABIC.search(text):
                assert tongue == ("ar", "rtl"), f"{page.path}: {text}"
                places.add(page.path)
    assert {"/", "/journeys/roads/", "/2018/02/two/", "/2018/03/again/", "/businesses/bar/", "/tags/harbour/",
            "/2018/02/", "/categories/towns/", "/lessons/", "/playbook/", "/standouts/"} <= places  # fmt: skip


def test_feeds_say_the_language_of_an_entry_that_is_in_another(tmp_path: Path) -> None:
    output = built(tmp_path, {**EVERYWHERE, "content/site.yaml": f"{SETTINGS}feeds: {{site: [atom, rss, json]}}\n"})
    entries = fromstring((output / "feed.xml").read_bytes()).findall("{http://www.w3.org/2005/Atom}entry")
    assert [one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in entries] == [None, None, "ar", None]
    items = fromstring((output / "rss.xml").read_bytes()).findall("channel/item")
    assert [one.findtext("{http://purl.org/dc/elements/1.1/}language") for one in items] == [None, None, "ar", None]
    told = json.loads((output / "feed.json").read_text(encoding="utf-8"))["items"]
    assert [one.get("language") for one in told] == [None, None, "ar", None]
    assert told[2]["content_html"].startswith('<div lang="ar" dir="rtl">')


def test_inside_a_post_in_another_language_the_labels_and_other_titles_keep_theirs(tmp_path: Path) -> None:
    page = read_page(built(tmp_path, RIHLA), "/2018/02/two/")
    assert page.one("article", class_="post").attrib["lang"] == "ar"
    assert tongues(page, "Previous installments") == [("en", "ltr")]
    assert tongues(page, "Setting out") == [("en", "ltr"), ("en", "ltr")]
    assert tongues(page, "غدا إلى الجبل") == [("ar", "rtl")]


def test_a_post_that_names_the_sites_own_language_adds_nothing(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/posts/2018-02-01-one.md": "---\ntitle: One\nlanguage: EN\n---\nText.\n"})
    assert [one.tag for one in read_page(output, "/2018/02/one/").tree.iter() if "lang" in one.attrib] == ["html"]


def test_the_language_of_the_guide_is_one_file(tmp_path: Path) -> None:
    files = dict(re.findall(r"^`(themes/viaggi/[^`]+)`:\n\n```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
    said = (
        GUIDE.partition("`themes/viaggi/messages/it.yaml`")[2]
        .partition("In `site.yaml`:\n\n```yaml\n")[2]
        .partition("```")[0]
    )
    visit = "---\ntitle: Uno\nupdated: 2018-02-14\nvisits: [{business: bar, rating: 4.5}]\n---\nTexto.\n"
    write_site(tmp_path, {
        **files,
        "content/site.yaml": f"{SETTINGS}{said}",
        "content/businesses/bar.md": "---\nname: Bar\nkind: restaurant\n---\n",
        "content/posts/2018-02-01-uno.md": visit,
    })  # fmt: skip
    assert [line.partition(":")[0] + line.partition("warning")[2][:17] for line in told(build_site(tmp_path))] == [
        "content/site.yaml[message-missing]"
    ]
    post = read_page(tmp_path / "public", "/2018/02/uno/")
    assert "Aggiornato il 14 febbraio 2018" in post.words
    assert "Ristorante · 1 febbraio 2018" in post.words
    assert post.text("data", class_="p-rating") == "4,5"
    assert post.one("data", class_="p-rating").attrib["value"] == "4.5"
    assert "1 visita" in read_page(tmp_path / "public", "/businesses/").words
