"""JPEG without metadata: a walk over its markers (ITU-T T.81, annex B).

Kept: tables, frames, scans, the JFIF header without its thumbnail, Adobe's colour transform and the ICC profile. Left
out: EXIF, XMP, IPTC, comments, makers' own segments, and whatever follows the end of the picture (second pictures,
films, or the rest of a photo that an editor cropped).
"""

import re

from journeyblog.output.pictures.bare import CUT_SHORT, Bare, Malformed

_MARKER = re.compile(rb"\xff[^\x00\xff]", re.DOTALL)
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_ALONE = frozenset([0x01, *range(0xD0, 0xD9)])
_END = 0xD9
_SCAN = 0xDA
_TABLES = frozenset([0xC4, 0xCC, 0xDB, 0xDC, 0xDD])
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MOST_SCANS = 64  # encoders make about ten; each costs the reader a whole pass over the picture


def strip(data: bytes) -> Bare:
    """The picture alone. Raises :class:`Malformed`."""
    pieces = [data[:2]]
    exif = b""
    area = scans = 0
    at = 2
    while (found := _MARKER.search(data, at)) is not None:
        marker, at = data[found.start() + 1], found.end()
        if marker == _END:
            return Bare(data=b"".join([*pieces, b"\xff\xd9"]), exif=exif, area=area)
        if marker in _ALONE:
            continue
        payload = _payload(data, at)
        at += 2 + len(payload)
        if marker in _FRAMES:
            area = max(area, int.from_bytes(payload[1:3]) * int.from_bytes(payload[3:5]))
        if marker == 0xE1 and payload.startswith(b"Exif\0\0"):
            exif = exif or payload[6:]
        kept = _kept(marker, payload)
        if kept is not None:
            pieces.append(bytes([0xFF, marker]) + (len(kept) + 2).to_bytes(2) + kept)
        if marker == _SCAN:
            scans += 1
            end = _SCAN_END.search(data, at)
            if end is None or scans > _MOST_SCANS:
                raise Malformed(CUT_SHORT if end is None else "is drawn in too many passes")
            pieces.append(data[at : end.start()])
            at = end.start()
    raise Malformed(CUT_SHORT)


def _payload(data: bytes, at: int) -> bytes:
    size = int.from_bytes(data[at : at + 2])
    if at + max(size, 2) > len(data):
        raise Malformed(CUT_SHORT)
    if size < 2:
        raise Malformed("is damaged")
    return data[at + 2 : at + size]


def _kept(marker: int, payload: bytes) -> bytes | None:
    if marker in _TABLES or marker in _FRAMES or marker == _SCAN:
        return payload
    if marker == 0xE0 and payload.startswith(b"JFIF\0") and len(payload) >= 14:
        return payload[:12] + b"\0\0"
    if marker == 0xE2 and payload.startswith(b"ICC_PROFILE\0"):
        return payload
    if marker == 0xEE and payload.startswith(b"Adobe") and len(payload) >= 12:
        return payload[:12]
    return None
