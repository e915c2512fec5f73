"""Pictures as they are published: nothing about the person who took them, and the right way up.

In: a file's bytes and its name's suffix. Out: its size, or the bytes to publish. The metadata is taken out first,
losslessly and by allow list, so Pillow (:mod:`.decoding`) only ever sees bare pictures; it decodes each once, which
shows that the file is whole. Only a picture whose camera was held sideways is encoded anew. What cannot be published is
a :class:`BadPicture`, never another exception.
"""

from dataclasses import dataclass

from journeyblog.output.pictures import svg
from journeyblog.output.pictures.bare import Bare, Malformed
from journeyblog.output.pictures.kinds import KINDS, SVG, Kind, check_kind, sniff
from journeyblog.output.pictures.orientation import SIDEWAYS, UPRIGHT, orientation
from journeyblog.output.pictures.refusal import MEND, BadPicture

MOST_PIXELS = 50_000_000


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
    from journeyblog.output.pictures import decoding  # Pillow takes 50 ms to import, which a site without photos saves

    with decoding.opened(bare, suffix, kind) as image:
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
    from journeyblog.output.pictures import decoding  # likewise

    with decoding.opened(bare, suffix, kind) as image:
        image.load()
        return bare.data if turn == UPRIGHT else decoding.turned(image, turn, suffix, kind)


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
        raise BadPicture(f"This {suffix} file {error}", MEND) from error
    if bare.area > MOST_PIXELS:
        raise BadPicture(
            f"This {suffix} file has more than {MOST_PIXELS // 1_000_000} million pixels",
            "Save it in a smaller size, such as 2000 pixels wide",
        )
    return bare
