"""Pictures of pixels: what a camera wrote beside them is gone, and what a reader sees is the same."""

import random
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import GifImagePlugin, Image, ImageCms, ImageOps, JpegImagePlugin, PngImagePlugin
from PIL.ExifTags import GPS, IFD, Base

from journeyblog.output.pictures import PICTURE_SUFFIXES, BadPicture, Size, measure, publish

CANARY = "CANARY-4711"
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><who>{CANARY}</who></x:xmpmeta>'.encode()
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PIXELS = [".jpg", ".png", ".gif", ".webp", ".avif"]
NAMES = {".jpg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP", ".avif": "AVIF"}


def scene(width: int = 48, height: int = 32) -> Image.Image:
    """A picture whose four corners differ."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste("blue", (width // 2, height // 2, width, height))
    image.paste("green", (0, height // 2, width // 2, height))
    return image


def camera(orientation: int = 1) -> Image.Exif:
    """The EXIF block of a talkative camera."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = exif[Base.Artist] = exif[Base.Copyright] = exif[Base.HostComputer] = CANARY
    details = exif.get_ifd(IFD.Exif)
    details[Base.BodySerialNumber] = details[Base.CameraOwnerName] = CANARY
    details[Base.MakerNote] = details[Base.UserComment] = CANARY.encode()
    place = exif.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef] = "N"
    place[GPS.GPSLatitude] = (52.0, 22.0, 12.0)
    place[GPS.GPSAreaInformation] = CANARY.encode()
    return exif


def written(image: Image.Image, suffix: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, NAMES[suffix], **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    # Pillow warns of our broken MPF block when it may look for a second picture in a JPEG.
    stream = BytesIO(data)
    image = JpegImagePlugin.JpegImageFile(stream) if data.startswith(b"\xff\xd8") else Image.open(stream)
    image.load()
    return image


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2) + payload


def chunk(name: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))


def box(name: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload) + 8) + name + payload


def talkative(suffix: str, orientation: int = 1) -> bytes:
    """A picture with a canary in every place that its format has for words."""
    hidden = CANARY.encode()
    if suffix == ".gif":
        image = written(scene(), suffix, comment=hidden)
        xmp = b"!\xff\x0bXMP DataXMP" + XMP + bytes(range(255, -1, -1)) + b"\0"
        return image[:-1] + b"!\xfe\x0b" + hidden + b"\0" + xmp + b";" + hidden
    options: dict[str, Any] = {"exif": camera(orientation), "xmp": XMP, "icc_profile": PROFILE, "quality": 90}
    if suffix == ".jpg":
        image = written(scene(), suffix, comment=hidden, **options)
        photoshop = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(hidden)) + hidden
        small = written(scene(8, 8), suffix, comment=hidden)
        extras = [(0xE0, b"JFXX\0\x10" + small), (0xED, photoshop), (0xE2, b"MPF\0" + hidden), (0xEB, hidden)]
        return image[:2] + b"".join(segment(*extra) for extra in extras) + image[2:] + small + hidden
    if suffix == ".png":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", CANARY)
        notes.add_text("Comment", CANARY, zip=True)
        notes.add_itxt("Title", CANARY)
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
        notes.add(b"tIME", b"\x07\xe2\x02\x0e\x13\x1e\0")
        notes.add(b"prVt", hidden)
        image = written(scene(), suffix, exif=options["exif"], icc_profile=PROFILE, pnginfo=notes)
        return image + hidden
    image = written(scene(), suffix, **options)
    if suffix == ".avif":
        return image + box(b"uuid", bytes(16) + hidden) + box(b"free", hidden)
    body = image[12:] + b"NOTE" + len(hidden).to_bytes(4, "little") + hidden + b"\0"
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body + hidden


@pytest.mark.parametrize("suffix", PIXELS)
def test_nothing_private_is_left(suffix: str) -> None:
    data = talkative(suffix)
    assert CANARY.encode() in data
    bare = publish(data, suffix)
    for trace in (CANARY.encode(), b"xmpmeta", b"Exif", b"JFXX", b"8BIM", b"MPF", b"tEXt", b"eXIf", b"tIME", b"XMP"):
        assert trace not in bare
    image = opened(bare)
    assert not image.getexif()
    assert "xmp" not in image.info
    assert image.info.get("icc_profile", b"") == (b"" if suffix == ".gif" else PROFILE)
    assert image.convert("RGB").tobytes() == opened(data).convert("RGB").tobytes()
    assert publish(bare, suffix) == bare


@pytest.mark.parametrize("suffix", PIXELS)
def test_a_picture_without_metadata_is_published_as_it_is(suffix: str) -> None:
    data = written(scene(), suffix)
    assert publish(data, suffix) == data
    assert measure(data, suffix.upper()) == Size(width=48, height=32)


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_blocks": 1}, {"subsampling": 0}])
def test_kinds_of_jpeg(options: dict[str, Any]) -> None:
    for mode in ("RGB", "L", "CMYK"):
        data = written(scene(400, 300).convert(mode), ".jpg", **options)
        assert publish(data, ".jpg") == data
        assert CANARY.encode() not in publish(written(scene().convert(mode), ".jpg", exif=camera(), **options), ".jpg")


@pytest.mark.parametrize("suffix", [".jpg", ".jpeg", ".png", ".webp", ".avif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_is_applied(suffix: str, orientation: int) -> None:
    data = talkative(".jpg" if suffix == ".jpeg" else suffix, orientation)
    upright = ImageOps.exif_transpose(opened(data)).convert("RGB")
    assert measure(data, suffix) == Size(width=upright.width, height=upright.height)
    bare = publish(data, suffix)
    assert CANARY.encode() not in bare
    assert measure(bare, suffix) == Size(width=upright.width, height=upright.height)
    image = ImageOps.exif_transpose(opened(bare)).convert("RGB")  # AVIF is turned by its reader
    assert image.info.get("icc_profile") == PROFILE
    for x in (3, upright.width - 4):
        for y in (3, upright.height - 4):
            told, shown = upright.getpixel((x, y)), image.getpixel((x, y))
            assert isinstance(told, tuple)
            assert isinstance(shown, tuple)
            assert all(abs(one - other) < 12 for one, other in zip(told, shown, strict=True))
    if suffix != ".avif":
        assert not image.getexif()


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_turning_makes_the_same_bytes_each_time(suffix: str) -> None:
    data = talkative(suffix, 6)
    bare = publish(data, suffix)
    assert publish(data, suffix) == bare
    assert publish(bare, suffix) == bare


def test_png_keeps_palette_transparency_and_depth() -> None:
    palette = scene().quantize(4)
    deep = Image.new("I;16", (20, 10), 40_000)
    clear = scene().convert("RGBA")
    clear.putalpha(99)
    for image, options in ((palette, {"transparency": 1}), (deep, {}), (clear, {}), (scene().convert("1"), {})):
        for turn in (1, 6):
            told = opened(written(image, ".png", **options))
            bare = opened(publish(written(image, ".png", exif=camera(turn), **options), ".png"))
            assert bare.mode == told.mode
            assert bare.info.get("transparency") == told.info.get("transparency")
            expected = told if turn == 1 else told.transpose(Image.Transpose.ROTATE_270)
            assert bare.convert("RGBA").tobytes() == expected.convert("RGBA").tobytes()


@pytest.mark.parametrize("suffix", [".gif", ".png", ".webp", ".avif"])
def test_animations_keep_their_frames(suffix: str) -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    options: dict[str, Any] = {} if suffix == ".gif" else {"exif": camera()}
    data = written(frames[0], suffix, save_all=True, append_images=frames[1:], duration=[100, 200, 300], **options)
    if suffix != ".avif":
        data = written(
            frames[0], suffix, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=3, **options
        )
    bare = publish(data, suffix)
    assert CANARY.encode() not in bare
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(bare))
    assert getattr(after, "n_frames", 1) == 3
    assert after.info.get("loop") == before.info.get("loop")
    for number in range(3):
        before.seek(number)
        after.seek(number)
        assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
        assert after.info["duration"] == before.info["duration"]


@pytest.mark.parametrize("suffix", [".png", ".webp"])
def test_a_sideways_animation_is_refused(suffix: str) -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green")]
    data = written(frames[0], suffix, save_all=True, append_images=frames[1:], exif=camera(6))
    with pytest.raises(BadPicture, match="lies on its side"):
        publish(data, suffix)


@pytest.mark.parametrize("suffix", sorted(PICTURE_SUFFIXES))
@pytest.mark.parametrize("act", [measure, publish])
def test_a_lying_suffix_is_named(suffix: str, act: Callable[[bytes, str], object]) -> None:
    for real in PIXELS:
        if real == suffix or (real, suffix) == (".jpg", ".jpeg"):
            continue
        with pytest.raises(BadPicture, match=rf"^This {suffix} file is not an? \w+ picture; it looks like ") as caught:
            act(written(scene(), real), suffix)
        assert caught.value.hint == f"Rename it to {real}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (bytes(99), "is empty"),
        (b"hello", "is not a JPEG picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "looks like HEIC"),
        (b"\0\0\0\x18ftypisom\0\0\0\0mp42", "looks like a film"),
        (b"<!DOCTYPE html><p>404", "looks like a web page"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "looks like SVG"),
        (b"BM....", "looks like BMP"),
    ],
)
def test_other_kinds_are_named(data: bytes, message: str) -> None:
    with pytest.raises(BadPicture, match=message):
        publish(data, ".jpg")


def bombs() -> list[tuple[str, bytes]]:
    huge = struct.pack(">II", 60_000, 60_000)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", huge + b"\x08\0\0\0\0") + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    small = written(scene(), ".jpg")
    at = small.index(b"\xff\xc0") + 5
    jpg = small[:at] + struct.pack(">HH", 60_000, 60_000) + small[at + 4 :]
    gif = b"GIF89a" + struct.pack("<HHBBB", 60_000, 60_000, 0, 0, 0) + b";"
    framed = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0, 0, 0)
    framed += b"!\xf9\x04\x08\0\0\0\0," + struct.pack("<HHHHB", 0, 0, 60_000, 60_000, 0) + b"\x02\0;"
    canvas = b"VP8X\x0a\0\0\0\x02\0\0\0" + (16_000).to_bytes(3, "little") * 2
    webp = b"RIFF" + (len(canvas) + 4).to_bytes(4, "little") + b"WEBP" + canvas
    plain = written(scene(), ".avif")
    at = plain.index(b"ispe") + 8
    avif = plain[:at] + huge + plain[at + 8 :]
    return [(".png", png), (".jpg", jpg), (".gif", gif), (".gif", framed), (".webp", webp), (".avif", avif)]


@pytest.mark.parametrize(("suffix", "data"), bombs())
@pytest.mark.parametrize("act", [measure, publish])
def test_bombs_are_refused_by_their_headers(suffix: str, data: bytes, act: Callable[[bytes, str], object]) -> None:
    with pytest.raises(BadPicture, match="million pixels"):
        act(data, suffix)


@pytest.mark.parametrize("suffix", PIXELS)
def test_a_truncated_picture_is_refused(suffix: str) -> None:
    data = written(Image.effect_noise((64, 64), 90).convert("RGB"), suffix)
    for length in [*range(40), *range(40, len(data) - 1, 97), len(data) - 2]:
        with pytest.raises(BadPicture):
            publish(data[:length], suffix)


@pytest.mark.parametrize("suffix", PIXELS)
def test_damaged_pictures_raise_nothing_else(suffix: str) -> None:
    chance = random.Random(7)
    for data in (talkative(suffix), talkative(suffix, 6), written(scene(), suffix)):
        for _ in range(300):
            broken = bytearray(data)
            for _ in range(chance.choice([1, 2, 8])):
                broken[chance.randrange(len(broken))] = chance.choice([0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)])
            for act in (measure, publish):
                try:
                    act(bytes(broken), suffix)
                except BadPicture as error:
                    assert error.hint  # noqa: PT017 - only this exception may come, and it need not


BEGINNINGS = [
    b"",
    b"\xff\xd8\xff",
    b"\xff\xd8\xff\xe1\0\x20Exif\0\0II*\0\x08\0\0\0",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"GIF89a",
    b"RIFF\x40\0\0\0WEBPVP8 ",
    b"\0\0\0\x14ftypavif\0\0\0\0mif1",
    b"<svg xmlns='http://www.w3.org/2000/svg'>",
]


@given(
    start=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=200), suffix=st.sampled_from(sorted(PICTURE_SUFFIXES))
)
@example(start=b"\0\0\0\x14ftypavif\0\0\0\0mif1", rest=b"\0\0\0\x14meta\0\0\0\0\0\0\0\x08iinf", suffix=".avif")
def test_random_bytes_raise_nothing_else(start: bytes, rest: bytes, suffix: str) -> None:
    for act in (measure, publish):
        try:
            act(start + rest, suffix)
        except BadPicture as error:
            assert str(error).startswith("This ")  # noqa: PT017 - only this exception may come, and it need not


def test_pillow_is_left_as_it_was() -> None:
    assert Image.MAX_IMAGE_PIXELS == 89_478_485
    assert GifImagePlugin.LOADING_STRATEGY == GifImagePlugin.LoadingStrategy.RGB_AFTER_FIRST
