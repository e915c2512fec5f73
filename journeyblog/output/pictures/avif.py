"""AVIF without metadata: its boxes (ISO/IEC 14496-12 and 23008-12), with what is private blanked where it lies.

A box says where others are by their distance from the start of the file, so nothing may move: EXIF and XMP items are
renamed to a kind that readers pass over and filled with zeros; so are boxes that are not on the allow list, and the
times at which a sequence was made. The orientation is a property of the picture (``irot``, ``imir``), which browsers
apply, and stays.
"""

from collections.abc import Iterator
from typing import NamedTuple

from journeyblog.output.pictures.bare import CUT_SHORT, Bare, Malformed

_TOP = frozenset([b"ftyp", b"meta", b"mdat", b"moov"])
_HOLDING = {b"moov": 0, b"trak": 0, b"mdia": 0, b"minf": 0, b"iprp": 0, b"ipco": 0, b"meta": 4}  # and header bytes
_PRIVATE = frozenset([b"udta", b"uuid", b"free", b"skip"])
_TIMED = frozenset([b"mvhd", b"tkhd", b"mdhd"])
_PRIVATE_ITEMS = frozenset([b"Exif", b"mime", b"uri "])
_DEEPEST = 8

_BLANK = b"free"


class _Box(NamedTuple):
    """Where a box's name and inside lie."""

    name: bytes
    named: int
    start: int
    end: int


def strip(data: bytes) -> Bare:
    """The picture alone. Raises :class:`Malformed`."""
    work = bytearray(data)
    area = 0
    for depth, box in _all_boxes(data, 0, len(data)):
        if box.name in _PRIVATE or (depth == 0 and box.name not in _TOP):
            _blank(work, box.start, box.end)
            work[box.named : box.named + 4] = _BLANK
        elif box.name in _TIMED and box.end - box.start >= 20:
            _blank(work, box.start + 4, box.start + (20 if data[box.start] == 1 else 12))
        elif box.name == b"meta":
            _blank_items(data, work, box)
        if box.name == b"ispe":
            area = max(area, _number(data, box.start + 4, 4) * _number(data, box.start + 8, 4))
        elif box.name == b"tkhd" and box.end - box.start >= 8:
            area = max(area, (_number(data, box.end - 8, 4) >> 16) * (_number(data, box.end - 4, 4) >> 16))
    if not area:
        raise Malformed("does not say how large it is")
    return Bare(data=bytes(work), area=area)


def _all_boxes(data: bytes, at: int, end: int, depth: int = 0) -> Iterator[tuple[int, _Box]]:
    """Every box with its depth, a box before those that it holds."""
    if depth > _DEEPEST:
        raise Malformed("is damaged")
    for box in _boxes(data, at, end):
        yield depth, box
        if box.name in _HOLDING:
            yield from _all_boxes(data, box.start + _HOLDING[box.name], box.end, depth + 1)


def _boxes(data: bytes, at: int, end: int) -> Iterator[_Box]:
    """The boxes side by side."""
    while at + 8 <= end:
        size, head = _number(data, at, 4), 8
        if size == 1:
            size, head = _number(data, at + 8, 8), 16
        stop = end if size == 0 else at + size
        if stop > end:
            raise Malformed(CUT_SHORT)
        if stop < at + head:
            raise Malformed("is damaged")
        yield _Box(data[at + 4 : at + 8], at + 4, at + head, stop)
        at = stop


def _blank_items(data: bytes, work: bytearray, meta: _Box) -> None:
    inside = {box.name: box for box in _boxes(data, meta.start + 4, meta.end)}
    if b"iinf" not in inside or b"iloc" not in inside:
        return
    private = set()
    names = inside[b"iinf"]
    count_size = 4 if _number(data, names.start, 1) else 2
    for box in _boxes(data, names.start + 4 + count_size, names.end):
        wide = 4 if _number(data, box.start, 1) == 3 else 2
        kind = box.start + 4 + wide + 2
        if box.name == b"infe" and kind + 4 <= box.end and data[kind : kind + 4] in _PRIVATE_ITEMS:
            private.add(_number(data, box.start + 4, wide))
            _blank(work, kind + 4, box.end)
            work[kind : kind + 4] = _BLANK
    budget = len(data)  # items may not overlap, so all together are no longer than the file
    for item, at, size in _extents(data, inside[b"iloc"], inside.get(b"idat")):
        if item in private:
            budget -= size
            if budget < 0:
                raise Malformed("is damaged")
            _blank(work, at, at + size)


def _extents(data: bytes, iloc: _Box, idat: _Box | None) -> Iterator[tuple[int, int, int]]:
    """Which item has bytes where: item number, offset in the file, size (``iloc``, 14496-12 §8.11.3)."""
    at = iloc.start
    version = _number(data, at, 1)
    offset_size, length_size = divmod(_number(data, at + 4, 1), 16)
    base_size, index_size = divmod(_number(data, at + 5, 1), 16)
    wide = 4 if version == 2 else 2
    count = _number(data, at + 6, wide)
    at += 6 + wide
    for _ in range(count):
        item = _number(data, at, wide)
        at += wide
        inside = idat if version and _number(data, at, 2) & 15 == 1 else None
        at += 4 if version else 2
        base = _number(data, at, base_size) + (inside.start if inside is not None else 0)
        extents = _number(data, at + base_size, 2)
        at += base_size + 2
        for _ in range(extents):
            at += index_size if version else 0
            offset = base + _number(data, at, offset_size)
            size = _number(data, at + offset_size, length_size)
            at += offset_size + length_size
            if at > iloc.end:
                raise Malformed(CUT_SHORT)
            yield item, offset, size or (inside.end if inside is not None else len(data)) - offset
        if at > iloc.end:
            raise Malformed(CUT_SHORT)


def _blank(work: bytearray, start: int, end: int) -> None:
    if not 0 <= start <= end <= len(work):
        raise Malformed(CUT_SHORT)
    work[start:end] = bytes(end - start)


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size])
