"""SVG: the same drawing, and nothing that runs, loads or tells."""

import base64
import xml.etree.ElementTree as ET
from io import BytesIO

import pytest
from PIL import Image

from journeyblog.output.pictures import BadPicture, Size, measure, publish

SVG = 'xmlns="http://www.w3.org/2000/svg"'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
S = "{http://www.w3.org/2000/svg}"


def drawing(inside: str = "", attributes: str = 'width="10" height="20"') -> bytes:
    return f"<svg {SVG} {XLINK} {attributes}>{inside}</svg>".encode()


def photo(suffix: str, comment: bytes) -> str:
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, suffix, comment=comment)
    return base64.b64encode(out.getvalue()).decode()


def test_the_drawing_stays() -> None:
    inside = (
        '<title>A &amp; B &lt; "C"</title><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>'
        '<style><![CDATA[.a > b { fill: url(#g) }]]></style><path d="M0 0\nL1 1" fill="url(#g)" data-name="x"/>'
        '<text xml:space="preserve"> שלום 😀 </text><use xlink:href="#g"/><a href="https://example.org/?a=1&amp;b=2"/>'
    )
    data = drawing(inside)
    bare = publish(data, ".svg")
    assert ET.canonicalize(bare.decode()).strip() == ET.canonicalize(data.decode())
    assert publish(bare, ".svg") == bare


@pytest.mark.parametrize(
    "noise",
    [
        "<!-- CANARY -->",
        "<?editor CANARY?>",
        "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>CANARY</rdf:RDF></metadata>",
        "<i:pgf xmlns:i='http://ns.adobe.com/'><g>CANARY</g></i:pgf>",
        "<g xmlns:inkscape='http://www.inkscape.org/' inkscape:export-filename='/home/CANARY/a.png'/>",
        "<unknown>CANARY<g>CANARY</g></unknown>",
        "<use href='https://tracker.example/CANARY.svg#a'/>",
        "<image xlink:href='file:///home/CANARY/photo.jpg'/>",
    ],
)
def test_what_tells_is_left_out(noise: str) -> None:
    bare = publish(drawing(f"{noise}<rect id='kept'/>"), ".svg")
    assert b"CANARY" not in bare
    assert ET.fromstring(bare).find(f"{S}rect[@id='kept']") is not None


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF"])
def test_a_photo_inside_loses_its_metadata(form: str) -> None:
    inside = f"<image href='data:image/png;base64,{photo(form, b'CANARY')}' width='4' height='4'/>"
    image = ET.fromstring(publish(drawing(inside), ".svg")).find(f"{S}image")
    assert image is not None
    head, _, data = image.get("href", "").partition(",")
    assert head == f"data:image/{form.lower()};base64"
    assert b"CANARY" not in base64.b64decode(data)


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<s:script xmlns:s='http://www.w3.org/2000/svg'>alert(1)</s:script>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
        "<metadata><script/></metadata>",
        "<rect onclick='alert(1)'/>",
        "<rect ONLOAD='alert(1)'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<a href='javascript:alert(1)'/>",
        "<a xlink:href=' java&#10;script:alert(1)'/>",
        "<a href='&#1;'/>",
        "<a href='data:text/html,x'/>",
        "<a href='vbscript:x'/>",
        "<use href='data:image/svg+xml;base64,PHN2Zy8+'/>",
        "<image href='data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4='/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<image href='data:image/png;base64,A'/>",
        "<a><set attributeName='href' to='x'/></a>",
        "<a><animate attributeName='xlink:href' values='#a;javascript:alert(1)'/></a>",
        "<a><animate attributeName='x' values='#a; javascript:alert(1)'/></a>",
        "<set attributeName='onclick' to='x'/>",
        "<g>" * 200 + "</g>" * 200,
        "<g/>" * 300_000,
        "<g>",
        "&undefined;",
    ],
)
def test_what_acts_is_refused(attack: str) -> None:
    for act in (publish, measure):
        with pytest.raises(BadPicture, match=r"^This \.svg file ") as caught:
            act(drawing(attack), ".svg")
        assert caught.value.hint


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + drawing("&b;"),
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + drawing("&a;"),
        b'<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://example.org/x"> %a;]>' + drawing(),
        b"<svg width='1' height='1'/>",
        b"<?xml version='1.0' encoding='utf-7'?><svg/>",
        b"<?xml version='1.0' encoding='no-such'?><svg/>",
        b"",
        b"<svg" + b" " * (11 * 1024 * 1024) + b"/>",
        b"\x1f\x8b\x08\0",
    ],
)
def test_no_entities_no_other_documents(data: bytes) -> None:
    with pytest.raises(BadPicture):
        publish(data, ".svg")


def test_a_named_doctype_is_dropped_and_never_loaded() -> None:
    doctype = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert publish(b"<?xml version='1.0'?>" + doctype + drawing(), ".svg") == publish(drawing(), ".svg")


def test_other_encodings_become_utf_8() -> None:
    text = drawing("<title>Café</title>").decode()
    for encoding in ("utf-16", "latin-1", "utf-8-sig"):
        declared = "" if encoding != "latin-1" else "<?xml version='1.0' encoding='iso-8859-1'?>"
        assert publish((declared + text).encode(encoding), ".svg") == publish(text.encode(), ".svg")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="10" height="20"', (10, 20)),
        ('width="10.5px" height="1in"', (11, 96)),
        ('width="2.54cm" height="25.4mm"', (96, 96)),
        ('width="100%" height="100%" viewBox="0 0 300 150"', (300, 150)),
        ('viewBox="-1,-1, 24 , 12"', (24, 12)),
        ('width="48" viewBox="0 0 24 12"', (48, 24)),
        ('height="24" viewBox="0 0 24 12"', (48, 24)),
        ('width="0.1" height="0.1"', (1, 1)),
        ("", None),
        ('width="1e9" height="NaN"', None),
        ('width="99999999999" height="5"', None),
        ('viewBox="0 0 0 0"', None),
        ('width="50%"', None),
    ],
)
def test_the_size(attributes: str, size: tuple[int, int] | None) -> None:
    expected = Size(width=size[0], height=size[1]) if size is not None else None
    assert measure(drawing("", attributes), ".svg") == expected
