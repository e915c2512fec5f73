"""GIF without metadata: a walk over its blocks (GIF89a).

Kept: every frame with its timing, and how often the animation repeats. Left out: comments, XMP and other
applications' blocks, plain-text blocks (which no browser shows), and whatever follows the end.
"""

from journeyblog.output.pictures.bare import CUT_SHORT, Bare, Malformed

_REPEATS = frozenset([b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0"])


def strip(data: bytes) -> Bare:
    """The picture alone. Raises :class:`Malformed`."""
    width, height = _pair(data, 6)
    at = 13 + _colours(data, 10)
    pieces = [data[:at]]
    while at < len(data):
        kind = data[at]
        if kind == 0x3B:
            return Bare(data=b"".join([*pieces, b";"]), area=width * height)
        if kind == 0x2C:
            left, top = _pair(data, at + 1)
            across, down = _pair(data, at + 5)
            width, height = max(width, left + across), max(height, top + down)
            end = _skip_blocks(data, at + 11 + _colours(data, at + 9))
            pieces.append(data[at:end])
        elif kind == 0x21:
            end = _skip_blocks(data, at + 2)
            if data[at + 1] == 0xF9:
                pieces.append(data[at:end])
            elif data[at + 1] == 0xFF and data[at + 2 : at + 14] in _REPEATS and data[at + 14 : at + 16] == b"\x03\x01":
                pieces.append(data[at : at + 18] + b"\0")
        elif kind == 0:  # stray terminators are common, and every reader skips them
            end = at + 1
        else:
            raise Malformed("is damaged")
        at = end
    raise Malformed(CUT_SHORT)


def _pair(data: bytes, at: int) -> tuple[int, int]:
    return int.from_bytes(data[at : at + 2], "little"), int.from_bytes(data[at + 2 : at + 4], "little")


def _colours(data: bytes, at: int) -> int:
    """The bytes of the colour table that the flags at ``at`` announce."""
    if at >= len(data):
        raise Malformed(CUT_SHORT)
    return 3 << ((data[at] & 7) + 1) if data[at] & 0x80 else 0


def _skip_blocks(data: bytes, at: int) -> int:
    while at < len(data):
        if data[at] == 0:
            return at + 1
        at += 1 + data[at]
    raise Malformed(CUT_SHORT)
