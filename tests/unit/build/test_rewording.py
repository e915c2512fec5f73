"""A page whose text has other words is what a clean build would make of it, or it is not made at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from site_tools import CONTENT, NOW, photo, write_site

from journeyblog.build.prepare import Prepared, prepare
from journeyblog.build.rewording import reword
from journeyblog.markdown import Body, Options, render
from journeyblog.site.visibility import Request

Edit = Callable[[str], str]
AT_THE_END: tuple[Edit, ...] = (
    lambda text: f"{text}\n\nOne more thing, with *stress* and a [link](https://example.com/).\n",
    lambda text: f"{text}\n\n## Afterwards\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n> Quoted.[^x]\n\n[^x]: A note.\n",
)
AT_THE_BEGINNING: tuple[Edit, ...] = (
    lambda text: text.replace("\n---\n", "\n---\n\nAnother beginning, which makes another summary.\n", 1),
    lambda text: text[: text.index("\n---\n", 4) + 5],
)


def prepared(root: Path, *, drafts: bool = False) -> Prepared:
    found = prepare(root, Request(now=NOW, drafts=drafts))
    assert isinstance(found, Prepared)
    return found


def pages(site: Prepared) -> dict[str, bytes]:
    return {target.path: target.make() for target in site.targets if target.page is not None}


def simply(site: Prepared) -> Callable[..., Body]:
    """Bodies as ``prepare`` makes them: with the program's labels, which are English here."""
    assert site.site.settings.language == "en"

    def make(text: str, options: Options, *, take_title: bool = False) -> Body:
        return render(text, options, take_title=take_title)

    return make


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT, tmp_path / "content")
    return tmp_path


@pytest.mark.parametrize("edit", AT_THE_END)
def test_every_page_of_the_sample_is_as_if_made_from_nothing(sample: Path, edit: Edit) -> None:
    before = prepared(sample, drafts=True)
    paths = texts_of(sample)
    made = [reworded(before, sample, path, edit) for path in paths]
    after = pages(prepared(sample, drafts=True))
    assert len(made) == len(paths)
    assert all(after[place] == data for place, data in made)


@pytest.mark.parametrize("edit", AT_THE_BEGINNING)
def test_so_is_one_whose_summary_others_show(sample: Path, edit: Edit) -> None:
    before = prepared(sample, drafts=True)
    for path in texts_of(sample)[::6]:
        text = (sample / path).read_text(encoding="utf-8")
        place, data = reworded(before, sample, path, edit)
        assert pages(prepared(sample, drafts=True))[place] == data, path
        (sample / path).write_text(text, encoding="utf-8")


def texts_of(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / "content").rglob("*.md"))


def reworded(before: Prepared, root: Path, path: str, edit: Edit) -> tuple[str, bytes]:
    """Save other words, and make the page at once: where it stands, and its bytes."""
    text = edit((root / path).read_text(encoding="utf-8"))
    (root / path).write_text(text, encoding="utf-8")
    found = reword(before, path, text, simply(before))
    assert found is not None, path
    return found.target.path, found.target.make()


POST = "content/posts/2018-02-14-dinner.md"
SITE: dict[str, str | bytes] = {
    POST: "---\ntitle: Dinner\n---\n\nIt began well.\n",
    "content/posts/2018-02-15-lunch.md": "# Lunch\n\nShort.\n",
    "content/posts/2018-02-16-soon.md": "---\ntitle: Soon\nrating: lots\n---\n\nBroken.\n",
    "content/posts/2018-02-18-draft.md": "---\ntitle: Later\ndraft: true\nmentions: [secret]\n---\n\nLater.\n",
    "content/businesses/secret.md": "---\nname: Secret\nkind: shop\n---\n\nHere.\n",
    "content/posts/seen.jpg": photo(),
    "content/pages/about.md": "Who we are.\n",
}


@pytest.mark.parametrize(
    ("path", "text", "at_once"),
    [
        (POST, "---\ntitle: Dinner\n---\n\nIt ended well.\n", True),
        (POST, "---\ntitle: Dinner\n---\n\nSee [lunch](2018-02-15-lunch.md) and [a heading](#x).\n", True),
        (POST, "---\ntitle: Dinner\n---\n\nSee [what is not there](2018-02-17-x.md).\n", False),
        (POST, "---\ntitle: Dinner\n---\n\nSee [what has errors](2018-02-16-soon.md).\n", False),
        (POST, "---\ntitle: Dinner\n---\n\nSee [what is a draft](2018-02-18-draft.md).\n", False),
        (POST, "---\ntitle: Dinner\n---\n\nSee [a place of which only a draft tells](business:secret).\n", False),
        (POST, "---\ntitle: Dinner\n---\n\n![A picture that is not there](gone.jpg)\n", False),
        (POST, "---\ntitle: Dinner\n---\n\n![Nobody has measured this yet](seen.jpg)\n", False),
        (POST, "---\ntitle: Supper\n---\n\nIt began well.\n", False),
        (POST, "---\ntitle: Dinner\n\n\nIt began well.\n", False),
        (POST, "It began well.\n", False),
        (POST, "", False),
        ("content/posts/2018-02-15-lunch.md", "# Lunch\n\nLonger.\n", True),
        ("content/posts/2018-02-15-lunch.md", "# A long lunch\n\nLonger.\n", False),
        ("content/posts/2018-02-16-soon.md", "---\ntitle: Soon\nrating: lots\n---\n\nStill broken.\n", False),
        ("content/posts/2018-02-17-new.md", "---\ntitle: New\n---\n\nNew.\n", False),
        ("content/pages/about.md", "Who we were.\n", True),
        ("content/pages/about.md", "# About\n\nWho we were.\n", False),
    ],
)
def test_what_is_more_than_words_is_left_to_the_whole_site(
    tmp_path: Path, path: str, text: str, *, at_once: bool
) -> None:
    before = prepared(write_site(tmp_path, SITE))
    found = reword(before, path, text, simply(before))
    assert (found is not None) is at_once
    if found is not None:
        after = prepared(write_site(tmp_path, {path: text}))
        assert pages(after)[found.target.path] == found.target.make()
