"""SVG as it is published: a drawing and nothing else.

In: a file's bytes, possibly hostile. Out: the same drawing, written anew from an allow list of elements, so editors'
notes, comments, metadata and unknown markup are left out. A file that wants to *do* something (scripts, event handlers,
``javascript:`` links, HTML inside) is refused rather than mended: it comes from a tool or a stranger that its author
should know about. Nothing is ever loaded, and entities cannot be declared. Rewriting what was written changes nothing.
"""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from journeyblog.output.pictures.refusal import BadPicture
from journeyblog.output.xml_text import element, escape

MOST_BYTES = 10 * 1024 * 1024
MOST_PIECES = 400_000  # tags and texts; maps of whole countries have a tenth of that
DEEPEST = 128

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {"": "", _XLINK: "xlink:", _XML: "xml:"}

_ELEMENTS = frozenset(
    """
    a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
    feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient marker mask
    mpath path pattern polygon polyline radialGradient rect set stop style svg switch symbol text textPath title tspan
    use view
    """.split()  # noqa: SIM905 - sixty names are easier to compare with the specification as words
)
_ACTIVE = frozenset(["script", "handler", "listener", "foreignobject", "iframe", "embed", "object", "audio", "video"])
_FOLLOWED = frozenset(["", "http", "https", "mailto", "tel"])
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_EMBEDDED = re.compile(r"data:image/[a-z]+;base64,(.*)", re.IGNORECASE | re.DOTALL)
_LENGTH = re.compile(r"\s*(\d{1,7}(?:\.\d{0,9})?|\.\d{1,9})\s*(px|pt|pc|mm|cm|in)?\s*")
_UNITS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}

Embedded = Callable[[bytes], tuple[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The bytes to publish, and the size in CSS pixels if the drawing says it."""

    data: bytes
    size: tuple[int, int] | None


def rewrite(data: bytes, embedded: Embedded) -> Drawing:
    """The drawing written anew. Raises :class:`BadPicture`.

    ``embedded`` publishes a picture that lies inside (its photo may name a place, too): bytes to suffix and bytes.
    """
    if len(data) > MOST_BYTES:
        _refuse("is larger than 10 MB", "Simplify the drawing, or save it as PNG")
    writer = _Writer(embedded=embedded)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = writer.doctype
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: encodings that Python does not know
        if isinstance(error, BadPicture):
            raise
        _refuse(f"is not well-formed ({error})", "Save it again from a drawing program, as plain SVG", error)
    return Drawing(data="".join([*writer.pieces, "\n"]).encode(), size=_size(writer.root))


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Hears what the parser reads and keeps what may be published."""

    embedded: Embedded
    pieces: list[str] = field(default_factory=list)
    root: dict[str, str] = field(default_factory=dict)
    depth: int = 0
    dropped_at: int = 0  # the depth of the element that is being left out with all its content; 0 for none

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_declarations: int) -> None:
        # The name of a public DTD, as many editors write it, is harmless: it is left out and never loaded.
        if has_declarations:
            _refuse("declares entities in its DOCTYPE", "Save it again as plain SVG")

    def start(self, name: str, flat: list[str]) -> None:
        self.depth += 1
        space, _, local = name.rpartition(" ")
        if self.depth > DEEPEST or len(self.pieces) > MOST_PIECES:
            _refuse("has too many parts to draw", "Simplify the drawing, or save it as PNG")
        if self.depth == 1 and (space, local) != (_SVG, "svg"):
            _refuse("is not an SVG picture", f'Its first element must be <svg xmlns="{_SVG}">')
        if local.lower() in _ACTIVE:
            _refuse(f"holds <{local}>", "Pictures may not run or load anything: save it again as plain SVG")
        attributes = dict(zip(flat[::2], flat[1::2], strict=True))
        kept = self._kept(local, attributes)
        if self.dropped_at or space != _SVG or local not in _ELEMENTS:
            self.dropped_at = self.dropped_at or self.depth
            return
        if self.depth == 1:
            self.root = kept
            kept = {"xmlns": _SVG, "xmlns:xlink": _XLINK, **kept}
        self.pieces.append(element(local, **kept).removesuffix("/>") + ">")

    def end(self, name: str) -> None:
        if not self.dropped_at:
            self.pieces.append(f"</{name.rpartition(' ')[2]}>")
        elif self.dropped_at == self.depth:
            self.dropped_at = 0
        self.depth -= 1

    def text(self, text: str) -> None:
        if not self.dropped_at:
            self.pieces.append(escape(text))

    def _kept(self, local: str, attributes: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for full, value in attributes.items():
            space, _, name = full.rpartition(" ")
            lower = name.lower()
            if lower.startswith("on"):
                _refuse(f"has an event handler ({name})", "Pictures may not run anything: save it again as plain SVG")
            if lower == "attributename" and re.match(r"\s*(?:on|(?:\w+:)?href)", value, re.IGNORECASE):
                _refuse(f"animates {value.strip()}", "Links and handlers may not change: remove that animation")
            if lower in {"href", "src", "action", "formaction", "from", "to", "values", "by"} and _runs(value):
                _refuse(f"has a link that runs a script ({name})", "Remove the link")
            if space not in _PREFIXES or _NAME.fullmatch(name) is None:
                continue
            if lower == "href":
                link = self._link(local, value)
                if link:
                    kept[f"{_PREFIXES[space]}{name}"] = link
            else:
                kept[f"{_PREFIXES[space]}{name}"] = value
        return kept

    def _link(self, local: str, value: str) -> str:
        value = value.strip()
        if value.startswith("#"):
            return value
        if local in {"image", "feImage"} and (match := _EMBEDDED.fullmatch(value)) is not None:
            return self._publish_embedded(match[1])
        scheme = _SCHEME.match(value)
        if local == "a" and (scheme[1].lower() if scheme else "") in _FOLLOWED:
            return value
        return ""  # parts of other files: no browser loads them for a picture in a page

    def _publish_embedded(self, text: str) -> str:
        try:
            data = base64.b64decode(text)
        except (binascii.Error, ValueError) as error:
            _refuse("holds a damaged picture", "Save it again as plain SVG", error)
        suffix, published = self.embedded(data)
        media = {".jpg": "jpeg"}.get(suffix, suffix[1:])
        return f"data:image/{media};base64,{base64.b64encode(published).decode()}"


def _runs(value: str) -> bool:
    """Whether a browser might run the link: it ignores spaces and control characters in the scheme."""
    squeezed = re.sub(r"[\x00-\x20\x7f-\xa0]", "", value).lower()
    if any(part.startswith(("javascript:", "vbscript:")) for part in squeezed.split(";")):
        return True
    return squeezed.startswith("data:") and _EMBEDDED.fullmatch(value.strip()) is None


def _size(root: dict[str, str]) -> tuple[int, int] | None:
    box = [_LENGTH.fullmatch(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:4]]
    across, down = [_pixels(part) for part in box] if len(box) == 2 else (0.0, 0.0)
    width = _pixels(_LENGTH.fullmatch(root.get("width", "")))
    height = _pixels(_LENGTH.fullmatch(root.get("height", "")))
    if across and down:
        if not width and not height:
            width, height = across, down
        width, height = width or height * across / down, height or width * down / across
    if not width or not height:
        return None
    return max(1, int(width + 0.5)), max(1, int(height + 0.5))


def _pixels(length: re.Match[str] | None) -> float:
    return float(length[1]) * _UNITS[length[2]] if length is not None else 0.0


def _refuse(message: str, hint: str, cause: Exception | None = None) -> NoReturn:
    raise BadPicture(f"This .svg file {message}", hint) from cause
