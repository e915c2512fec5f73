"""What is left of a picture's file when its metadata is taken out.

Each sibling (``jpeg``, ``png``, ``gif``, ``webp``, ``avif``) has one function ``strip(data) -> Bare`` that copies the
parts needed to show the picture, named in an allow list, and leaves out everything else, whatever it is and whoever
invented it. Pixels are not decoded, so they stay exactly as they were, and a file that has nothing to hide comes out as
it went in. ICC colour profiles are shown data: without them a phone's wide-gamut photo looks washed out.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """A picture without metadata.

    ``exif`` is the camera's TIFF block, for its orientation only; ``area`` the most pixels that the headers promise,
    known before anything is decoded.
    """

    data: bytes
    exif: bytes = b""
    area: int = 0


class Malformed(ValueError):
    """The file does not follow its own format; the message ends the sentence "This .png file …"."""


CUT_SHORT = "is cut short"
