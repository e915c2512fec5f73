"""No English of the program stays on a page of a site in another language: the sample site in a language whose every
text stands in brackets, read page by page. What is outside brackets is the authors', a day, or the name of a country.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale
from site_tools import CONTENT, Parsed, authored_words, build_site, pages_of, seen_texts, told, words_of

from journeyblog.theme import built_in_themes

CHAINS = {"plain": ("plain",), "passport": ("plain", "passport")}
"""The built-in themes, each with those it extends."""
PATTERNS = ("dates", "grammar")
"""Groups that hold no texts."""
LANGUAGE = "en-XA"
"""Nobody's English: it has the plurals and months of English, so that the brackets alone make the difference."""
BRACKETS = re.compile("[⟦⟧]")
DAY = re.compile(r"(?:\d+ )?(?:{}) \d{{4}}".format("|".join((
    *Locale("en", "GB").months["format"]["wide"].values(), *Locale("en", "GB").months["format"]["abbreviated"].values()
))))  # fmt: skip
COUNTRIES = frozenset(Locale("en").territories.values())
NETWORKS = frozenset({"Bluesky", "Facebook", "LinkedIn", "Mastodon", "Threads", "WhatsApp", "X"})


def bracketed(value: Any) -> Any:
    """Every text in brackets."""
    return {key: bracketed(one) for key, one in value.items()} if isinstance(value, dict) else f"⟦{value}⟧"


@pytest.fixture(scope="module", params=sorted(CHAINS))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, built with a built-in theme in the language in brackets."""
    root = tmp_path_factory.mktemp("brackets")
    shutil.copytree(CONTENT, root / "content")
    theme = root / "themes" / "mine"
    (theme / "messages").mkdir(parents=True)
    (theme / "theme.yaml").write_text(f"name: mine\nversion: 0.1.0\napi: 1\nextends: {request.param}\n")
    said: dict[str, Any] = {}
    for name in CHAINS[request.param]:
        english = (built_in_themes() / name / "messages" / "en.yaml").read_text(encoding="utf-8")
        for group, texts in yaml.load(english, yaml.BaseLoader).items():
            said.setdefault(group, {}).update(texts if group in PATTERNS else bracketed(texts))
    (theme / "messages" / f"{LANGUAGE}.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    settings = re.sub(r"^(theme|language):.*\n", "", (root / "content" / "site.yaml").read_text(), flags=re.MULTILINE)
    (root / "content" / "site.yaml").write_text(f"{settings}\ntheme: mine\nlanguage: {LANGUAGE}\n")
    assert told(build_site(root)) == []
    return root


def outside(page: Parsed) -> Iterator[str]:
    """The texts outside all brackets."""
    depth = 0
    for text in seen_texts(page.tree):
        start = 0
        for found in (*BRACKETS.finditer(text), None):
            if not depth:
                yield text[start : found.start() if found else None]
            if found:
                depth += 1 if found[0] == "⟦" else -1
                start = found.end()
    assert depth == 0, page.path


def test_what_is_outside_the_brackets_is_not_the_programs(site: Path) -> None:
    authored = authored_words(site / "content")
    left: dict[str, str] = {}
    for page in pages_of(site / "public"):
        for text in outside(page):
            whole = f" {words_of(text)} " in authored
            for part in () if whole else re.split(r", | and (?=[A-ZÁ])", DAY.sub(" ", text)):
                known = part.strip(" ·,") in COUNTRIES | NETWORKS or f" {words_of(part)} " in authored
                if re.search(r"[^\W\d]", part) and not known:
                    left.setdefault(part.strip()[:100], page.path)
    assert left == {}
