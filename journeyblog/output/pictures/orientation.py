"""How a camera was held, from the one EXIF tag that changes how its picture looks (TIFF 6.0, tag 274).

In: a TIFF block, possibly hostile. Out: 1 (upright) to 8. Nothing else of the block is read.
"""

import struct
from typing import Final

UPRIGHT: Final = 1
_TAG: Final = 274
_SHORT: Final = 3

_TURNED: Final = range(2, 9)
SIDEWAYS: Final = frozenset([5, 6, 7, 8])


def orientation(exif: bytes) -> int:
    """The orientation; upright where the block does not say, or says it wrongly."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return UPRIGHT
    try:
        (at,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, at)
        for entry in range(count):
            tag, kind, number, value = struct.unpack_from(f"{order}HHIH", exif, at + 2 + 12 * entry)
            if tag == _TAG:
                return value if kind == _SHORT and number == 1 and value in _TURNED else UPRIGHT
    except struct.error:  # the block ends early
        return UPRIGHT
    return UPRIGHT
