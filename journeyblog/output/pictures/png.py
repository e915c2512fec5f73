"""PNG and APNG without metadata: a walk over its chunks (PNG, third edition).

Kept: pixels, palette, transparency, colour, pixel size and animation. Left out: texts, XMP, EXIF, the time, private
chunks, and whatever follows the end (an old screenshot editor left the uncropped picture there).
"""

from journeyblog.output.pictures.bare import CUT_SHORT, Bare, Malformed

_SHOWN = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"bKGD", b"hIST", b"pHYs"}
_COLOUR = {b"cHRM", b"cICP", b"cLLI", b"gAMA", b"iCCP", b"mDCV", b"sBIT", b"sRGB"}
_ANIMATION = {b"acTL", b"fcTL", b"fdAT"}
_KEPT = frozenset(_SHOWN | _COLOUR | _ANIMATION)


def strip(data: bytes) -> Bare:
    """The picture alone. Raises :class:`Malformed`."""
    pieces = [data[:8]]
    exif = b""
    area = animations = 0
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if end > len(data):
            raise Malformed(CUT_SHORT)
        name = data[at + 4 : at + 8]
        if name == b"IHDR":
            area = max(area, int.from_bytes(data[at + 8 : at + 12]) * int.from_bytes(data[at + 12 : at + 16]))
        elif name == b"acTL":
            animations += 1
            frames = int.from_bytes(data[at + 8 : min(at + 12, end - 4)])
            if animations > 1 or not 0 < frames <= 0x80000000:
                raise Malformed("is a damaged animation")
        elif name == b"eXIf":
            exif = data[at + 8 : end - 4]
        if name in _KEPT:
            pieces.append(data[at:end])
        if name == b"IEND":
            return Bare(data=b"".join(pieces), exif=exif, area=area)
        at = end
    raise Malformed(CUT_SHORT)
