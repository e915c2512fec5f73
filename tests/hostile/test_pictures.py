"""Pictures that unfold to far more than they are, each within two seconds and 300 MB: published, or refused in words.

Bombs that their headers give away, lying suffixes, damaged and random bytes are in ``tests/unit/output``.
"""

import struct
import zlib
from io import BytesIO

from hostile.fuzz import run
from PIL import Image

from journeyblog.output.pictures import BadPicture, measure, publish


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png(width: int, height: int, pixels: bytes, *extra: bytes, kind: bytes = b"\x01\0") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">II", width, height) + kind + b"\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + _chunk(b"IDAT", zlib.compress(pixels)) + _chunk(b"IEND", b"")


def _saved(kind: str, **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind, **options)
    return out.getvalue()


def _zeros(megabytes: int) -> bytes:
    """So many zeros, packed a piece at a time."""
    packing = zlib.compressobj(1)
    return b"".join([*(packing.compress(bytes(2**20)) for _ in range(megabytes)), packing.flush()])


ZEROS = _zeros(400)
DOT = b"\0\0"
FRAME = b"!\xf9\x04\x08\0\0\0\0," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LOOP = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\4\0\1\0\0\0\x08\0\0\0\x08\0\0\0"
ENTRIES = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01\3\0\xff\xff\xff\xff\0\0\0\0" * 5000
GIF = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0, 0, 0)
SMALL = _chunk(b"IDAT", zlib.compress(DOT))
SVG = 'xmlns="http://www.w3.org/2000/svg"'
DATA = f"data:image/png;base64,{'A' * 10**6}"

BOMBS: dict[str, tuple[str, bytes]] = {
    "a profile of 400 MB": (".png", _png(1, 1, DOT, _chunk(b"iCCP", b"x\0\0" + ZEROS))),
    "a text of 400 MB": (".png", _png(1, 1, DOT, _chunk(b"zTXt", b"x\0\0" + ZEROS))),
    "an international text of 400 MB": (".png", _png(1, 1, DOT, _chunk(b"iTXt", b"x\0\1\0\0\0" + ZEROS))),
    "pixels of 400 MB for one": (".png", _png(1, 1, DOT).replace(SMALL, _chunk(b"IDAT", ZEROS))),
    "a picture of 49 million dots": (".png", _png(7000, 7000, (b"\0" + bytes(875)) * 7000)),
    "100,000 chunks": (".png", _png(1, 1, DOT, *[_chunk(b"tEXt", b"a\0b")] * 100_000)),
    "20,000 frames": (".gif", GIF + FRAME * 20_000 + b";"),
    "100,000 comments": (".gif", GIF + b"!\xfe\x01a\0" * 100_000 + FRAME + b";"),
    "100,000 markers": (".jpg", b"\xff\xd8" + b"\xff\xfe\0\x03a" * 100_000 + _saved("JPEG")[2:]),
    "EXIF that points at itself": (".jpg", _saved("JPEG", exif=LOOP)),
    "EXIF of 65,535 entries": (".jpg", _saved("JPEG", exif=ENTRIES)),
    "a billion laughs": (".svg", f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]><svg {SVG}>&l9;</svg>'.encode()),
    "100,000 groups in each other": (".svg", (f"<svg {SVG}>" + "<g>" * 100_000).encode()),
    "100,000 attributes": (".svg", (f"<svg {SVG} " + " ".join(f'a{n}="1"' for n in range(10**5)) + "/>").encode()),
    "a picture in a picture": (".svg", f'<svg {SVG}><image href="{DATA}"/></svg>'.encode()),
}  # fmt: skip


def unfold(_seed: int, number: int) -> None:
    """One bomb through both doors."""
    suffix, data = list(BOMBS.values())[number]
    for act in (measure, publish):
        try:
            act(data, suffix)
        except BadPicture as refused:
            assert str(refused)  # noqa: PT017 - only this exception may come, and it need not


def test_no_picture_unfolds_beyond_bounds() -> None:
    names = list(BOMBS)
    assert [(names[one.number], one.what) for one in run(unfold, seed=0, count=len(BOMBS))] == []
