"""Which kind of picture a file is, by its name's suffix and by its first bytes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from journeyblog.output.pictures import avif, gif, jpeg, png, webp
from journeyblog.output.pictures.bare import Bare
from journeyblog.output.pictures.refusal import BadPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of picture made of pixels. ``name`` is Pillow's for it; ``saving`` the options to write one anew."""

    name: str
    strip: Callable[[bytes], Bare]
    saving: dict[str, int | bool] = field(default_factory=dict)


_JPEG = Kind(name="JPEG", strip=jpeg.strip, saving={"quality": 90, "optimize": True})
KINDS = {
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".png": Kind(name="PNG", strip=png.strip),
    ".gif": Kind(name="GIF", strip=gif.strip),
    ".webp": Kind(name="WEBP", strip=webp.strip, saving={"quality": 90, "method": 4}),
    ".avif": Kind(name="AVIF", strip=avif.strip),
}
SVG = ".svg"
PICTURE_SUFFIXES = frozenset([*KINDS, SVG])

# The suffix (or name, for kinds that browsers do not show) by how a file begins.
_BEGINNINGS = (
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
    (re.compile(rb"....ftyp(?:avif|avis|.{8,64}avi[fs])", re.DOTALL), ".avif"),
    (re.compile(rb"....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb"....ftyp", re.DOTALL), "a film"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"BM"), "BMP"),
    (re.compile(rb"%PDF"), "PDF"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html)", re.IGNORECASE), "a web page"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!--|!DOCTYPE svg)[^\0]*<(?:\w+:)?svg|\s*<svg", re.DOTALL), SVG),
)
_SNIFFED = 4096


def sniff(data: bytes) -> str:
    """The suffix that fits the bytes; another kind's name when we do not publish it; empty when unknown."""
    start = data[:_SNIFFED]
    return next((found for pattern, found in _BEGINNINGS if pattern.match(start)), "")


def check_kind(data: bytes, suffix: str) -> None:
    """Raises :class:`BadPicture` when the bytes are another kind than the (lower-case) suffix says."""
    found = sniff(data)
    if found == suffix or {found, suffix} == {".jpg", ".jpeg"}:
        return
    if not data.strip(b"\0"):
        raise BadPicture(f"This {suffix} file is empty", "Copy the picture again from where it came from")
    if suffix == SVG and not found:
        return  # its own reader knows other encodings, and says what is wrong
    told = f"This {suffix} file is not {_called(suffix)} picture"
    if found in PICTURE_SUFFIXES:
        raise BadPicture(f"{told}; it looks like {found[1:].upper().replace('JPG', 'JPEG')}", f"Rename it to {found}")
    if found == "a web page":
        raise BadPicture(f"{told}; it looks like {found}", "Download the picture itself, not the page that shows it")
    if found:
        raise BadPicture(f"{told}; it looks like {found}", "Browsers do not show that: save the picture as JPEG or PNG")
    raise BadPicture(told, "Open it in a picture viewer and save it again, as JPEG or PNG")


def _called(suffix: str) -> str:
    name = KINDS[suffix].name if suffix in KINDS else "SVG"
    name = {"WEBP": "WebP"}.get(name, name)
    return f"an {name}" if name[0] in "AS" else f"a {name}"
