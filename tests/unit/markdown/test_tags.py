import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyblog.markdown.raw import shown
from journeyblog.markdown.tags import COMMENT, scan


def _names(html: str) -> list[str]:
    return [("/" if tag.closing else "") + tag.name + ("" if tag.ended else "…") for tag in scan(html)]


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("a <B>c</B >", ["b", "/b"]),
        ("<a\nb='>' c=\">\" d=>>", ["a"]),
        ("<img/src=x/>", ["img"]),
        ("1 < 2 <3 </> <a", [COMMENT, "a…"]),
        ("<p title='x", ["p…"]),
        ("<!-- <a> --> <b>", [COMMENT, "b"]),
        ("<!--> <b> <!-- <i>", [COMMENT, "b", COMMENT + "…"]),
        ("<!doctype html><?x y?><b>", [COMMENT, COMMENT, "b"]),
        ("<script>'<b>'</script x><i>", ["script", "/script", "i"]),
        ("<style><b>", ["style"]),
    ],
)
def test_scan(html: str, names: list[str]) -> None:
    assert _names(html) == names


def test_attributes_say_where_they_are() -> None:
    html = "<a Href=\"b\" c='d' e=f g>"
    (tag,) = scan(html)
    assert [(one.name, one.value) for one in tag.attributes] == [("href", "b"), ("c", "d"), ("e", "f"), ("g", "")]
    assert [html[one.start : one.end] for one in tag.attributes] == ['Href="b"', "c='d'", "e=f", "g"]


@settings(max_examples=300)
@given(st.text(alphabet="<>/!-'\"= abpstyle\n", max_size=60))
def test_any_text_is_scanned_forwards(html: str) -> None:
    end = 0
    for tag in scan(html):
        assert end <= tag.start < tag.end <= len(html)
        end = tag.end


def test_shown() -> None:
    assert shown("<p>a <b>b</b>&amp;</p><p>c<br>d</p><script>e</script>").strip() == "a b& c d"
