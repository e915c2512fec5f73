"""A body is put in the place of another, in every form in which files hold HTML; in any doubt nothing is."""

import json
from html import escape

import pytest

from journeyblog.build.splicing import form_of, splice
from journeyblog.markdown import Body, Link, Options, render

FORMS = ("index.html", "feed.xml", "feed.json")
RICH = (
    'Say "a & b" <em>so</em>.\n\nSee [there](business:Dinner) and [here](#top), `x < y`, ![Sea](sea.jpg "At sea").\n\n'
    "{}\n\n| a |\n| - |\n| [b](/c/) |\n\nÜber\u00a0alles, \U0001f30a.\n"
)


def resolve(link: Link) -> str:
    size = ' width="3" height="4"' if link.attribute == "src" and not link.sized else ""
    return f'{link.attribute}="/x?a&amp;{escape(link.target)}"{size}'


def body(text: str) -> Body:
    return render(text, Options())


def around(path: str, *bodies: Body) -> str:
    """A file with words around what it shows."""
    form = form_of(path)
    return "<p>before</p>".join(("", *(form(one.html(resolve)) for one in bodies), ""))


@pytest.mark.parametrize("path", FORMS)
def test_other_words(path: str) -> None:
    old, new = body(RICH.format("One *word*.")), body(RICH.format("Two “words” & <more>.\n\n> Quoted\n"))
    assert splice(around(path, old), old, new, form_of(path)) == around(path, new)


@pytest.mark.parametrize("path", FORMS)
def test_one_of_several(path: str) -> None:
    old, new, other = body("One word."), body("Two words."), body("One word. No more.")
    text = around(path, other, old, other)
    assert splice(text, old, new, form_of(path)) == around(path, other, new, other)


@pytest.mark.parametrize("path", FORMS)
def test_twice_is_a_doubt(path: str) -> None:
    old, new = body("One word."), body("Two words.")
    assert splice(around(path, old, old), old, new, form_of(path)) is None
    assert splice(around(path, new), old, new, form_of(path)) is None


def test_a_link_that_is_left_out_is_a_doubt() -> None:
    """Whoever asks again may find that it leads somewhere."""
    old, new = body("One [word](business:Nobody)."), body("Two [words](business:Nobody).")
    assert splice(old.html(lambda _: ""), old, new, form_of("index.html")) is None


def test_a_size_of_the_authors_own() -> None:
    old, new = (body(f'{word} <img src="sea.jpg" alt="" width="3" height="4">') for word in ("One", "Two"))
    assert old.links[0].sized
    path = "index.html"
    assert splice(around(path, old), old, new, form_of(path)) == around(path, new)


def test_no_body_is_in_no_place() -> None:
    old, new = body(""), body("Words.")
    assert splice("anything", old, new, form_of("index.html")) is None


def test_json_stays_json() -> None:
    old, new = body(RICH.format("One.")), body(RICH.format('"\\n"\ttwo'))
    text = json.dumps({"content": old.html(resolve)}, ensure_ascii=False)
    spliced = splice(text, old, new, form_of("feed.json"))
    assert spliced is not None
    assert json.loads(spliced) == {"content": new.html(resolve)}
