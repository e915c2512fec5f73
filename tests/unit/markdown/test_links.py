import re

import pytest

from journeyblog.markdown import Link, Options, references, render, written


def _links(text: str, options: Options | None = None) -> list[tuple[str, int]]:
    return [(link.target, link.line) for link in render(text, options or Options()).links]


def test_a_link_knows_its_line_inside_a_paragraph() -> None:
    assert _links('\na\n[b](c\n"t") `d\ne` [f](g)\n\\\n<b>x</b> ![i](j)\n') == [("c", 3), ("g", 5), ("j", 7)]


def test_a_link_knows_its_line_inside_containers() -> None:
    text = "> - a\n>   [b](c)\n\n| d |\n|---|\n| [e](f) |\n\n# [g](h)\n\nx [i][r]\n\n[r]: y\n"
    assert _links(text) == [("c", 2), ("f", 6), ("h", 8), ("y", 10)]


def test_bare_addresses_know_their_line() -> None:
    text = "a\nhttps://example.org/ b\nwww.example.org\nme@example.org\n<https://example.net>"
    assert _links(text) == [
        ("https://example.org/", 2),
        ("http://www.example.org", 3),
        ("mailto:me@example.org", 4),
        ("https://example.net", 5),
    ]


def test_footnotes_link_both_ways() -> None:
    assert _links("a\nb[^1]\n\n[^1]: [c](d)\n") == [("#fn-1", 2), ("d", 4), ("#fnref-1", 4)]


def test_raw_links_know_their_line() -> None:
    text = '<div>\n<a href="x">a</a>\n<img src=y>\n</div>\n\nb\n<a href="x">c</a> [d](e)\n'
    expected = [("x", 2), ("y", 3), ("x", 7), ("e", 7)]
    assert _links(text) == expected
    assert _links(text.replace("src=y", 'src="y"'), Options(html="trusted")) == expected


def test_a_target_is_what_the_author_wrote() -> None:
    text = "[a](<ä b.md>) [b](c%20d.md) [e](f\\_g&amp;h) <a href='i j&amp;k'>l</a>"
    assert [target for target, _ in _links(text)] == ["ä b.md", "c%20d.md", "f_g&h", "i j&k"]


def test_written_is_a_valid_attribute() -> None:
    assert written(Link(target='ä b&"c"', line=1, attribute="href")) == 'href="%C3%A4%20b&amp;%22c%22"'


def test_the_reader_fills_the_holes() -> None:
    body = render('[a](b.md) ![c](d.jpg)\n\n<video poster="e.jpg"></video>', Options())
    assert len(body.pieces) == len(body.links) + 1
    assert [link.attribute for link in body.links] == ["href", "src", "poster"]
    html = body.html(lambda link: f'{link.attribute}="/{link.target}" data-x')
    assert html.startswith('<p><a href="/b.md" data-x>a</a> <img src="/d.jpg" data-x alt="c" ')
    assert '<video poster="/e.jpg" data-x></video>' in html


def test_an_image_with_a_size_of_its_own_says_so() -> None:
    text = 'a ![b](c) ![d](e){width=3} <img src="f" height="2"> <img src="g">'
    for options in (Options(), Options(html="trusted")):
        assert [link.sized for link in render(text, options).links] == [False, True, True, False]


@pytest.mark.parametrize(
    "inside", ['business:inn "The Inn"', "post:dinner  'A night'", "business:inn ", "journey:a\t", 'business:inn "A" ']
)
def test_a_name_with_a_title_or_blanks_after_it_is_a_link(inside: str) -> None:
    body = render(f"Go [there]({inside}).", Options())
    assert (len(body.links), body.problems) == (1, ())


@pytest.mark.parametrize("inside", ["business:The Inn", "business: inn", 'business:The Inn "A"', 'business:inn "A" B'])
def test_a_name_with_blanks_in_it_is_no_link_and_told(inside: str) -> None:
    body = render(f"Go [there]({inside}).", Options())
    assert (len(body.links), [one.code for one in body.problems]) == (0, ["not-a-link"])


def test_the_pattern_of_names_with_blanks_ends_each_of_its_repeats() -> None:
    assert not re.search(r"(?<!\\)[*+]", references._NAMED.pattern)  # a row of blanks would cost its length cubed
