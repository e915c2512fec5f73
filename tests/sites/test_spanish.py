"""A site that says ``language: es`` is Spanish in all that the program says: pages, feeds, what machines are told."""

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from site_tools import CONTENT, authored_words, build_site, pages_of, read_page, seen_texts, told, words_of

from journeyblog.messages import Message, read_catalogue
from journeyblog.theme import built_in_themes

THEMES = ("plain", "passport")
SAME = frozenset({
    "counts.minutes_to_read", "feeds.atom", "feeds.json", "feeds.rss", "channels.chat", "kinds.hotel",
    "numbers.kilometres", "recommend.no", "steadiness.variable", "verdicts.no",
})  # fmt: skip
"""Texts with words in them that both languages have alike."""
PATTERNS = ("dates.", "grammar.")
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@cache
def texts(theme: str, tag: str) -> dict[str, Message]:
    path = built_in_themes() / theme / "messages" / f"{tag}.yaml"
    catalogue = read_catalogue(path.read_text(encoding="utf-8"), path.name, tag)
    assert catalogue.diagnostics == ()
    return dict(catalogue.messages)


def literals(message: Message) -> Iterator[str]:
    """What a message says between its places, in all of its forms."""
    for pieces in message.forms.values():
        yield from (words_of(piece) for piece in pieces[::2])


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_is_there_with_the_same_places(theme: str) -> None:
    english, spanish = texts(theme, "en"), texts(theme, "es")
    assert list(spanish) == list(english)
    assert {key: one.places for key, one in spanish.items()} == {key: one.places for key, one in english.items()}


def test_only_a_few_texts_are_the_same_in_both() -> None:
    same = {
        key
        for theme in THEMES
        for key, message in texts(theme, "es").items()
        if not key.startswith(PATTERNS)
        and any(re.search(r"[^\W\d_]", one) for one in literals(message))
        and set(literals(message)) == set(literals(texts(theme, "en")[key]))
    }
    assert same == SAME


@pytest.fixture(scope="module", params=THEMES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site with ``language: es``; its menu is left out, for it is the author's, and in English."""
    root = tmp_path_factory.mktemp("spanish")
    shutil.copytree(CONTENT, root / "content")
    settings = root / "content" / "site.yaml"
    text = re.sub(r"^menu:\n(  - .*\n)*|^theme:.*\n", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    promo = "promos: [{title: Cuaderno, url: https://cuaderno.example}]"
    text = text.replace("language: en", f"language: es\ntheme: {request.param}\n{promo}").replace(
        "comments: off", "comments: files"
    )
    settings.write_text(text, encoding="utf-8")
    assert told(build_site(root)) == []
    return root


def test_no_english_text_of_the_program_is_left(site: Path) -> None:
    own = {one for theme in THEMES for message in texts(theme, "es").values() for one in literals(message)}
    english = {one for theme in THEMES for key, message in texts(theme, "en").items() for one in literals(message)}
    hunted = {one for one in english - own if re.search(r"[^\W\d_]{2}", one)}
    authored = authored_words(site / "content")
    pages = list(pages_of(site / "public"))
    assert len(pages) > 40
    shown = {words_of(text): page.path for page in pages for text in seen_texts(page.tree)}
    left = {
        one: f"{path}: {text[:80]}"
        for text, path in shown.items()
        if f" {text} " not in authored
        for one in hunted
        if one == text or (f" {one} " in f" {text} " and f" {one} " not in authored)
    }
    assert left == {}


def test_dates_numbers_and_words_are_spanish(site: Path) -> None:
    output = site / "public"
    macheta = read_page(output, "/businesses/la-macheta/")
    assert macheta.one("html").attrib["lang"] == "es"
    assert macheta.text("data", class_="score-value") == "4,6"
    assert macheta.one("data", class_="score-value").attrib["value"] == "4.6"
    for said in ("Sin duda", "3 visitas", "14 de febrero de 2018", "Restaurante", "Servicio", "Fiabilidad"):
        found = [page.path for page in pages_of(output) if said in page.words]
        assert found, said
    assert "febrero de 2018" in read_page(output, "/2018/02/").text("h1")


def test_feeds_and_what_machines_are_told_say_the_language(site: Path) -> None:
    output = site / "public"
    assert fromstring((output / "feed.xml").read_bytes()).attrib[LANG] == "es"
    channel = fromstring((output / "rss.xml").read_bytes()).find("channel")
    assert channel is not None
    assert channel.findtext("language") == "es"
    assert json.loads((output / "feed.json").read_text(encoding="utf-8"))["language"] == "es"
    found = set()
    for page in pages_of(output):
        for script in page.all("script", type="application/ld+json"):
            found |= {node["inLanguage"] for node in json.loads(script.text or "")["@graph"] if "inLanguage" in node}
    assert found == {"es"}


def test_a_country_of_the_language_has_its_texts(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    settings = tmp_path / "content" / "site.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("language: en", "language: es-MX"), encoding="utf-8"
    )
    assert told(build_site(tmp_path)) == []
    assert "Sin duda" in read_page(tmp_path / "public", "/businesses/").words
