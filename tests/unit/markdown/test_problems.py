import pytest

from journeyblog.markdown import Options, render


def _found(text: str, options: Options | None = None) -> list[tuple[str, int, int, int]]:
    problems = render(text, options or Options()).problems
    return [(problem.code, problem.line, problem.column, problem.length) for problem in problems]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a\n[b](javascript:x)", ("unsafe-link", 2, 5, 12)),
        ("a ![b](data:x)", ("unsafe-link", 1, 8, 6)),
        ("a\n\n<VBScript:x>", ("unsafe-link", 3, 2, 10)),
        ("a <script>x</script>", ("unsafe-html", 1, 3, 7)),
        ("<div>\n<p\n onClick=x>y</p>\n</div>", ("unsafe-html", 2, 1, 1)),
        ("<div>\n<p STYLE='x'>y</p>\n</div>", ("unsafe-html", 2, 4, 5)),
        ("- a\n  <a href='JavaScript:x'>y</a>", ("unsafe-html", 2, 6, 4)),
        ("<img srcset=x alt=y>", ("unsafe-html", 1, 6, 6)),
        ("<div\ntitle='x", ("unsafe-html", 1, 1, 4)),
        ("a\n\n<!-- b", ("unsafe-html", 3, 1, 4)),
        ("[a](b){style=x}", ("unsafe-html", 1, 8, 5)),
        ("# A {onclick=x}", ("unsafe-html", 1, 6, 7)),
        ("> " * 30 + "a", ("too-deep", 1, 1, 1)),
        ("- " * 30 + "a", ("too-deep", 1, 1, 1)),
    ],
)
def test_place(text: str, place: tuple[str, int, int, int]) -> None:
    assert _found(text) == [place]


def test_one_for_each_tag_and_attribute_of_a_line() -> None:
    text = "<p onclick=x style=y>a</p><p onclick=z>b</p>\n<p onclick=x>c</p>"
    assert _found(text) == [
        ("unsafe-html", 1, 4, 7),
        ("unsafe-html", 1, 14, 5),
        ("unsafe-html", 2, 4, 7),
    ]


def test_a_problem_names_what_was_dropped() -> None:
    problem = render('<iframe src="x"></iframe>', Options()).problems[0]
    assert "<iframe>" in problem.message
    assert "trusted" in problem.hint


def test_markup_without_fault_is_not_reported() -> None:
    text = (
        '<details open><summary>a</summary>\n<figure class="b"><img src="c" alt="" width="1">\n'
        '<figcaption>d</figcaption></figure>\n</details>\n\n<time datetime="2020-01-01">e</time> <!-- f -->\n'
        '<a href="mailto:g@example.org" rel="me" aria-label="h">i</a> <a href="#j">k</a> <a href="l:m">n</a>'
    )
    assert _found(text.replace(' <a href="l:m">n</a>', "")) == []
    assert len(_found(text)) == 1


def test_other_modes_report_no_html() -> None:
    text = "<p onclick=x>a</p> [b](javascript:c)"
    assert _found(text, Options(html="off")) == [("unsafe-link", 1, 24, 12)]
    trusted = "<p onclick=x>a</p>\n\n[b](javascript:c)"
    assert _found(trusted, Options(html="trusted")) == [("unsafe-link", 3, 5, 12)]


def test_raw_html_that_would_blow_up_is_text() -> None:
    body = render("<b>" * 300 + "a", Options())
    assert "<b>" not in body.pieces[0]
    assert body.pieces[0].count("&lt;b&gt;") == 300
    assert [problem.code for problem in body.problems] == ["unsafe-html"]
    lists = "<ul>" + "<li>a<p>b" * 300 + "</ul>"
    assert render(lists, Options()).problems == ()


def test_what_lies_deeper_is_left_out_but_never_an_error() -> None:
    for shape in ("> ", "- ", "1. ", "[", "![", "*a ", "(", "~~a", "[^a]: "):
        body = render(shape * 3000 + "x" + "](y)" * 3000, Options())
        assert len(body.pieces) == len(body.links) + 1
