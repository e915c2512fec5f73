"""Pillow at work: bare pictures opened, and turned upright.

In: a picture without metadata. Out: its pixels, or its bytes encoded anew. Whatever Pillow's readers raise over odd
bytes is a :class:`BadPicture`. Imported when there is a photo.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from PIL import Image, JpegImagePlugin, features
from PIL.Image import Transpose

from journeyblog.output.pictures.bare import Bare
from journeyblog.output.pictures.kinds import Kind
from journeyblog.output.pictures.refusal import MEND, BadPicture

_TURNS: Final = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}

# What Pillow's readers let through when the bytes are odd: its own (subclasses of OSError, and the bomb), those that a
# reader trips over halfway through a broken header, and the RuntimeError of the C codecs.
_ODD_BYTES = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    AttributeError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


@contextmanager
def opened(bare: Bare, suffix: str, kind: Kind) -> Iterator[Image.Image]:
    """The picture, whose pixels are not read yet. Raises :class:`BadPicture`, also for what its user trips over."""
    if kind.name == "AVIF" and not features.check("avif"):
        raise BadPicture("This .avif file cannot be read with the Pillow installed here", "Save it as JPEG or WebP")
    try:
        with Image.open(BytesIO(bare.data), formats=[kind.name]) as image:
            yield image
    except BadPicture:
        raise
    except _ODD_BYTES as error:
        raise BadPicture(f"This {suffix} file is damaged", MEND) from error


def turned(image: Image.Image, turn: int, suffix: str, kind: Kind) -> bytes:
    """The picture encoded anew, upright from an orientation other than that. Raises :class:`BadPicture`."""
    if getattr(image, "is_animated", False):
        raise BadPicture(f"This {suffix} file is an animation that lies on its side", "Save it upright")
    options = dict(kind.saving)
    if kind.name == "JPEG" and JpegImagePlugin.get_sampling(image) == 0:
        options["subsampling"] = 0
    upright = image.transpose(_TURNS[turn])
    upright.info = {key: value for key, value in image.info.items() if key == "transparency"}
    written = BytesIO()
    upright.save(written, kind.name, icc_profile=image.info.get("icc_profile"), **options)
    return written.getvalue()
