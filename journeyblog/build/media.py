"""Files that are published as files: pictures and other files beside texts, the static folder, the theme's assets."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import PurePosixPath

from journeyblog import __version__
from journeyblog.build.cache import Cache, key_of
from journeyblog.build.targets import Sort, Target
from journeyblog.diagnostics import Diagnostic, Severity, Span
from journeyblog.output.pictures import PICTURE_SUFFIXES, BadPicture, measure, publish
from journeyblog.site.links import Atlas
from journeyblog.slugs import file_name
from journeyblog.source.read import SiteFiles, Unreadable
from journeyblog.theme import Published
from journeyblog.urls import output_path

STATIC = "content/static/"
LARGEST_PICTURE = 200 * 2**20
"""Bytes; a picture of as many pixels as are published has no more."""
UNSHOWABLE = frozenset(
    (".heic", ".heif", ".tif", ".tiff", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf")
)
"""Photos as cameras keep them: browsers show few of them, and what is written in them cannot be taken out."""


def measure_pictures(
    files: SiteFiles, paths: Sequence[str]
) -> tuple[Mapping[str, tuple[int, int]], tuple[Diagnostic, ...]]:
    """Width and height of each picture among ``paths``, and what is wrong with those that cannot be read."""
    sizes: dict[str, tuple[int, int]] = {}
    found: list[Diagnostic] = []
    for path in paths:
        suffix = _suffix(path)
        if suffix not in PICTURE_SUFFIXES:
            continue
        try:
            size = measure(_read_picture(files, path), suffix)
        except BadPicture as bad:
            found.append(bad_image(path, bad))
        except Unreadable as unreadable:
            found.append(unreadable.diagnostic)
        else:
            if size is not None:
                sizes[path] = (size.width, size.height)
    return sizes, (*found, *unshowable(paths))


def media_targets(files: SiteFiles, atlas: Atlas, cache: Cache) -> Iterator[Target]:
    """The files beside texts that are published; pictures without what the camera wrote into them."""
    for path, file in atlas.files.items():
        yield _target(files, path, output_path(file.location), cache, strip=_suffix(path) in PICTURE_SUFFIXES)


def unshowable(paths: Iterable[str]) -> tuple[Diagnostic, ...]:
    """An error for each photo in a form that cannot be published."""
    return tuple(_unshowable(path) for path in paths if _suffix(path) in UNSHOWABLE)


def static_targets(files: SiteFiles, paths: Iterable[str], cache: Cache) -> Iterator[Target]:
    """The static folder as it is, but for the metadata of photos."""
    for path in paths:
        if _suffix(path) in UNSHOWABLE:
            continue
        photo = _suffix(path) in PICTURE_SUFFIXES and _suffix(path) != ".svg"
        yield _target(files, path, static_name(path), cache, strip=photo)


def static_name(path: str) -> str:
    """The output path of a file of the static folder: its own, with names that every disk takes."""
    return "/".join(file_name(part) for part in path.removeprefix(STATIC).split("/"))


def renamed(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning for each static file that is published under another name, since its own is not possible everywhere."""
    for path in paths:
        if path.removeprefix(STATIC) != (name := static_name(path)):
            yield Diagnostic(
                code="bad-path",
                severity=Severity.WARNING,
                message=f"This file is published as /{name}, since some computers do not allow its own name",
                span=Span(path=path),
                hint=f"Rename it to {name.rpartition('/')[2]}, so that links to it fit",
            )


def asset_targets(published: Published) -> Iterator[Target]:
    """The theme's assets under their fingerprinted names."""
    for path, data in published.files.items():
        make: Callable[[], bytes] = partial(bytes, data)
        yield Target(path=path, source=f"the theme's {path}", sort=Sort.FILE, make=make)


def bad_image(path: str, bad: BadPicture) -> Diagnostic:
    """A picture that cannot be published."""
    return Diagnostic(
        code="bad-image",
        severity=Severity.ERROR,
        message=f"{path.rpartition('/')[2]}: {bad}",
        span=Span(path=path),
        hint=bad.hint or "Save it again with a picture editor, or remove it",
    )


def _unshowable(path: str) -> Diagnostic:
    return Diagnostic(
        code="bad-image",
        severity=Severity.ERROR,
        message=f"{path.rpartition('/')[2]}: browsers cannot show such a photo, and it may tell where it was taken",
        span=Span(path=path),
        hint="Save it as JPEG, and use that",
    )


def _target(files: SiteFiles, path: str, name: str, cache: Cache, *, strip: bool) -> Target:
    if not strip:
        return Target(path=name, source=path, sort=Sort.FILE, make=partial(files.read_bytes, path))
    make = partial(_publish, files, path, cache)
    return Target(path=name, source=path, sort=Sort.FILE, make=make, rehearse=partial(make, keep=False))


def _publish(files: SiteFiles, path: str, cache: Cache, *, keep: bool = True) -> bytes:
    data = _read_picture(files, path)
    suffix = _suffix(path)
    key = key_of("picture", __version__, version("pillow"), suffix, data)
    made = cache.get(key)
    if made is None:
        made = publish(data, suffix)
        if keep and made != data:
            cache.put(key, made)
    elif keep:
        cache.touch(key)
    return made


def _read_picture(files: SiteFiles, path: str) -> bytes:
    data = files.read_bytes(path, LARGEST_PICTURE + 1)
    if len(data) > LARGEST_PICTURE:
        raise BadPicture(
            f"This {_suffix(path)} file is larger than {LARGEST_PICTURE // 2**20} MB",
            "Save it in a smaller size, such as 2000 pixels wide",
        )
    return data


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
