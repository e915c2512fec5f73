"""WebP without metadata: a walk over its RIFF chunks (RFC 9649).

Kept: the picture, its transparency, the animation and the ICC profile. Left out: EXIF, XMP, unknown chunks, and
whatever follows the end.
"""

from collections.abc import Iterator

from journeyblog.output.pictures.bare import CUT_SHORT, Bare, Malformed

_PIXELS = frozenset([b"VP8 ", b"VP8L", b"ALPH"])
_KEPT = _PIXELS | {b"VP8X", b"ICCP", b"ANIM", b"ANMF"}
_EXIF_AND_XMP = 0x0C  # flags of VP8X


def strip(data: bytes) -> Bare:
    """The picture alone. Raises :class:`Malformed`."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise Malformed(CUT_SHORT)
    pieces = []
    exif = b""
    area = 0
    for name, payload in _chunks(data[12:end]):
        if name == b"EXIF":
            exif = exif or payload.removeprefix(b"Exif\0\0")
        if name not in _KEPT:
            continue
        area = max(area, _area(name, payload))
        if name == b"VP8X":
            payload = bytes([payload[0] & ~_EXIF_AND_XMP]) + payload[1:10] if payload else payload
        elif name == b"ANMF":
            inside = (_chunk(*part) for part in _chunks(payload[16:]) if part[0] in _PIXELS)
            payload = payload[:16] + b"".join(inside)
        pieces.append(_chunk(name, payload))
    body = b"WEBP" + b"".join(pieces)
    return Bare(data=b"RIFF" + len(body).to_bytes(4, "little") + body, exif=exif, area=area)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > len(data):
            raise Malformed(CUT_SHORT)
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _chunk(name: bytes, payload: bytes) -> bytes:
    return name + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)


def _area(name: bytes, payload: bytes) -> int:
    if name == b"VP8X":
        return (int.from_bytes(payload[4:7], "little") + 1) * (int.from_bytes(payload[7:10], "little") + 1)
    if name == b"VP8L":
        bits = int.from_bytes(payload[1:5], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    if name == b"VP8 ":
        return (int.from_bytes(payload[6:8], "little") & 0x3FFF) * (int.from_bytes(payload[8:10], "little") & 0x3FFF)
    return 0
