"""Pictures as they are published: nothing about the person who took them, and the right way up.

In: a file's bytes and its name's suffix. Out: its size, or the bytes to publish. The metadata is taken out first,
losslessly and by allow list, so Pillow only ever sees bare pictures; it decodes each once, which shows that the file is
whole. Only a picture whose camera was held sideways is encoded anew. What cannot be published is a
:class:`BadPicture`, never another exception.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, JpegImagePlugin, features

from journeyblog.output.pictures import svg
from journeyblog.output.pictures.bare import Bare, Malformed
from journeyblog.output.pictures.kinds import KINDS, SVG, Kind, check_kind, sniff
from journeyblog.output.pictures.orientation import SIDEWAYS, TURNS, orientation
from journeyblog.output.pictures.refusal import BadPicture

MOST_PIXELS = 50_000_000

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Width and height in CSS pixels, as a reader sees the picture."""

    width: int
    height: int


def measure(data: bytes, suffix: str) -> Size | None:
    """How large the picture is shown; None for an SVG that does not say. Raises :class:`BadPicture`.

    Reads headers only: a picture that can be measured may still fail to publish.
    """
    suffix = suffix.lower()
    check_kind(data, suffix)
    if suffix == SVG:
        found = svg.rewrite(data, publish_embedded).size
        return Size(width=found[0], height=found[1]) if found is not None else None
    kind = KINDS[suffix]
    bare = _strip(data, suffix, kind)
    with _opened(bare, suffix, kind) as image:
        width, height = image.size
        # Pillow gives an AVIF's turning, which is a property of the picture, in the form of EXIF.
        told: bytes = bare.exif or image.info.get("exif", b"")
    if orientation(told.removeprefix(b"Exif\0\0")) in SIDEWAYS:
        width, height = height, width
    return Size(width=width, height=height)


def publish(data: bytes, suffix: str) -> bytes:
    """The bytes to publish: upright, whole, without metadata or scripts. Raises :class:`BadPicture`."""
    suffix = suffix.lower()
    check_kind(data, suffix)
    if suffix == SVG:
        return svg.rewrite(data, publish_embedded).data
    kind = KINDS[suffix]
    bare = _strip(data, suffix, kind)
    turn = orientation(bare.exif)
    with _opened(bare, suffix, kind) as image:
        image.load()
        return _turned(image, turn, suffix, kind) if turn in TURNS else bare.data


def publish_embedded(data: bytes) -> tuple[str, bytes]:
    """A picture inside another file, and the suffix that it deserves. Raises :class:`BadPicture`."""
    suffix = sniff(data)
    if suffix not in KINDS:
        raise BadPicture("This .svg file holds another file that is not a picture", "Save it again as plain SVG")
    return suffix, publish(data, suffix)


def _strip(data: bytes, suffix: str, kind: Kind) -> Bare:
    try:
        bare = kind.strip(data)
    except Malformed as error:
        raise BadPicture(f"This {suffix} file {error}", _MEND) from error
    if bare.area > MOST_PIXELS:
        raise BadPicture(
            f"This {suffix} file has more than {MOST_PIXELS // 1_000_000} million pixels",
            "Save it in a smaller size, such as 2000 pixels wide",
        )
    return bare


@contextmanager
def _opened(bare: Bare, suffix: str, kind: Kind) -> Iterator[Image.Image]:
    if kind.name == "AVIF" and not features.check("avif"):
        raise BadPicture("This .avif file cannot be read with the Pillow installed here", "Save it as JPEG or WebP")
    try:
        with Image.open(BytesIO(bare.data), formats=[kind.name]) as image:
            yield image
    except BadPicture:
        raise
    except _ODD_BYTES as error:
        raise BadPicture(f"This {suffix} file is damaged", _MEND) from error


def _turned(image: Image.Image, turn: int, suffix: str, kind: Kind) -> bytes:
    if getattr(image, "is_animated", False):
        raise BadPicture(f"This {suffix} file is an animation that lies on its side", "Save it upright")
    options = dict(kind.saving)
    if kind.name == "JPEG" and JpegImagePlugin.get_sampling(image) == 0:
        options["subsampling"] = 0
    upright = image.transpose(TURNS[turn])
    upright.info = {key: value for key, value in image.info.items() if key == "transparency"}
    written = BytesIO()
    upright.save(written, kind.name, icc_profile=image.info.get("icc_profile"), **options)
    return written.getvalue()


_MEND = "Copy the picture again from where it came from, or open it in a picture viewer and save it again"
