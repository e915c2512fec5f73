"""Published names: the content's fingerprint, known to templates and style sheets."""

import re

from journeyblog.theme import publish


def test_a_name_holds_the_fingerprint_of_the_content() -> None:
    published = publish({"style.css": b"body{}", "fonts/a.woff2": b"font", "plain": b""})
    assert re.fullmatch(r"theme/style\.[0-9a-f]{8}\.css", published.names["style.css"])
    assert re.fullmatch(r"theme/fonts/a\.[0-9a-f]{8}\.woff2", published.names["fonts/a.woff2"])
    assert published.files[published.names["style.css"]] == b"body{}"
    assert publish({"style.css": b"body{ }"}).names != publish({"style.css": b"body{}"}).names


def test_a_style_sheet_names_published_files() -> None:
    sheet = (
        b"""a{src:url(../fonts/a.woff2)} b{src:url( "../fonts/a.woff2#x" )} c{src:url(gone.png)} d{src:url(data:x)}"""
    )
    published = publish({"css/style.css": sheet, "fonts/a.woff2": b"font"})
    font = published.names["fonts/a.woff2"].removeprefix("theme/")
    text = published.files[published.names["css/style.css"]].decode()
    assert text == f'a{{src:url("../{font}")}} b{{src:url("../{font}#x")}} c{{src:url(gone.png)}} d{{src:url(data:x)}}'


def test_a_changed_picture_gives_the_style_sheet_another_name() -> None:
    sheet = b"a{background:url(a.png)}"
    before = publish({"style.css": sheet, "a.png": b"1"}).names["style.css"]
    assert before != publish({"style.css": sheet, "a.png": b"2"}).names["style.css"]
