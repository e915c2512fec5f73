"""Every explanation does what it says: its wrong example gives its code, its right one has no mistake at all.

The examples lie in a small site that has a restaurant, La Macheta, and a journey, the coast.
"""

import re
from pathlib import Path

import pytest
from site_tools import SETTINGS, build_site, lay_files, told

from journeyblog.diagnostics import CODES
from journeyblog.diagnostics.explanation import FOLDER, Example, code_of, explain

JARGON = re.compile(r"\b(None|null|str|int|dict|mapping|scalar|exception|node|parser?|token|sequence|regex|syntax)\b")
BACKGROUND = {
    "content/site.yaml": SETTINGS,
    "content/businesses/la-macheta.md": "---\nname: La Macheta\nkind: restaurant\n---\n",
    "content/journeys/coast/index.md": "---\ntitle: The coast\nstatus: planned\n---\n",
}


def said_of(root: Path, examples: tuple[Example, ...], *, background: bool = True) -> list[str]:
    files = dict(BACKGROUND) if background else {}
    for one in examples:
        files.pop(one.path, None)
        files[f"{one.path} | {one.way}" if one.way else one.path] = one.text
    lay_files(root, files)
    return told(build_site(root))


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_gives_the_code(code: str, tmp_path: Path) -> None:
    said = said_of(tmp_path, explain(code).wrong, background=code != "site-missing")
    assert any(f"[{code}]" in line for line in said), said
    assert len(said) == 1, said


@pytest.mark.parametrize("code", CODES)
def test_the_right_example_has_no_mistake(code: str, tmp_path: Path) -> None:
    assert said_of(tmp_path, explain(code).right) == []


def test_every_code_is_explained_and_nothing_else() -> None:
    explained = {path.stem for path in FOLDER.iterdir()}
    assert explained == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_an_explanation_is_told_in_plain_words(code: str) -> None:
    told = explain(code)
    assert told.wrong
    assert told.right
    story = " ".join(told.paragraphs)
    assert not JARGON.search(re.sub(r"`[^`]*`", "", story)), story
    assert "sorry" not in story.lower()
    assert all(paragraph.endswith((".", ")")) for paragraph in told.paragraphs)
    assert 100 < len(story) < 800


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("unknown-key", "unknown-key"),
        ("error[unknown-dimension]", "unknown-dimension"),
        ("content/posts/a.md:3:1: warning[unknown-key]: 'x' is not a field of a post", "unknown-key"),
        ("[unknown-key]", "unknown-key"),
        ("Unknown_Key", "unknown-key"),
        ("unknown key", "unknown-key"),
        ("x", "x"),
    ],
)
def test_a_code_may_be_pasted_as_it_was_shown(typed: str, code: str) -> None:
    assert code_of(typed) == code
