import pytest

from journeyblog.markdown import Heading, Options, render
from journeyblog.markdown.words import count


def test_title_is_the_first_heading() -> None:
    body = render('Before\n\n## "One" *two* `three`\n\n# Four', Options())
    assert body.title == "“One” two three"
    assert render("no heading", Options()).title == ""


def test_a_title_is_taken_only_from_the_first_block() -> None:
    taken = render("# Title {#t}\n\n## Sub", Options(), take_title=True)
    assert taken.title == "Title"
    assert taken.pieces == ('<h2 id="sub">Sub</h2>\n',)
    assert taken.headings == (Heading(level=2, id="sub", text="Sub"),)
    assert (taken.summary, taken.words) == ("", 1)
    kept = render("Text\n\n# Title", Options(), take_title=True)
    assert kept.title == "Title"
    assert [heading.level for heading in kept.headings] == [2]


def test_ids_are_those_in_the_html() -> None:
    text = "# A\n\n{#b}\nc [d](e){#f}[^1]\n\n[^1]: g"
    assert render(text, Options()).ids == {"a", "b", "f", "fn-1", "fnref-1"}
    raw = render(f'{text}\n\n<p id="h" onclick="x">i</p> <script id="j"></script>\n', Options())
    assert raw.ids == {"a", "b", "f", "fn-1", "fnref-1", "h"}


def test_a_heading_leaves_the_ids_of_raw_html_alone() -> None:
    body = render('# Map\n\n<div id="map"></div>', Options())
    assert body.headings[0].id == "map-1"


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("# T\n\n![a](b)\n\n- c\n\n> q\n\nFirst *one*\nhere.\n\nSecond.", "First one here."),
        ("One.\n\nTwo.\n\n<!--more-->\n\nThree.", "One.\nTwo."),
        ("One <!-- MORE --> two.", "One"),
        ("One.\n<!--more-->", "One."),
        ("<!--more-->\n\nOne.", "One."),
        ("<p>One</p>\n<!--more-->\n<p>Two</p>", "One"),
        ("A note[^1].\n\n[^1]: B", "A note."),
        ("# Only a heading", ""),
        ("", ""),
    ],
)
def test_summary(text: str, summary: str) -> None:
    for mode in (Options(), Options(html="trusted")):
        body = render(text, mode)
        assert body.summary == summary
        assert "more" not in body.html(lambda _: "").lower()


def test_the_words_of_all_that_is_said_count() -> None:
    text = (
        "# A\n\nb [c](d) ![alt](e)[^1]\nf  \ng\n\n- h\n- [x] i\n\n| j |\n|---|\n| k |\n\n"
        "> [!NOTE]\n> l\n\n```text\nm\n```\n\n<p>n <b>o</b>&amp;</p><style>p</style>\n\n"
        '![alt](q "r")\n\ns<br>t\n\n[^1]: u'
    )
    assert render(text, Options()).words == 17


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one two\nthree", 3),
        ("l’été – naïve", 3),
        ("東京に行く。", 5),
        ("カメラ two 한국어 단어", 6),
        ("我坐 train 去。", 4),
        ("𠀀𠀁", 2),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count(text) == words
    assert render(text, Options()).words == words


def test_line_ends_and_nul() -> None:
    assert render("a\r\nb\rc\0\r\r[d](e)", Options()).links[0].line == 5
    assert render("a\r\nb\rc\0", Options()).summary == "a b c\ufffd"


def test_typographer_off() -> None:
    assert render('"a" -- b...', Options(typographer=False)).summary == '"a" -- b...'


def test_nothing_remains_of_another_document() -> None:
    text = "# A\n\nb[^1]\n\n[^1]: c\n\n[r]: d"
    first = render(text, Options())
    assert render("# A\n\n[r] b[^1]", Options()).ids == {"a"}
    assert render(text, Options()) == first
