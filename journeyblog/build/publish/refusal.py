"""Which output folders we refuse, decided by reading only.

In: the site's folder, the output folder, the folders that the site is made from. Out: nothing, or
``OutputRefused`` with the reason and a way on.

Invariant: a folder that passes is one that we made, or is empty, or does not exist, or was adopted by its owner;
and it neither is, nor holds, nor lies in anything that a build reads or that others rely on.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from journeyblog.build.publish.failures import OutputRefused, show
from journeyblog.build.publish.manifest import ManifestUnreadable, Record, decode_manifest, read_manifest
from journeyblog.build.publish.paths import MANIFEST, is_work_name
from journeyblog.build.publish.place import Place, locate

_ELSEWHERE = 'Choose a folder of its own for the output, such as "public" in the site\'s folder.'

# Folders that no site may be published in, at any depth.
_SYSTEM = (
    *("/bin", "/boot", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/sbin", "/sys"),
    *("/usr/bin", "/usr/include", "/usr/lib", "/usr/lib64", "/usr/libexec", "/usr/sbin"),
    *("/System", "/Library", "/Applications", "/private/etc"),
)
# Folders that are not an output themselves, though a folder in them may be (/usr/share/nginx/html).
_SHARED = (
    *("/dev", "/home", "/media", "/opt", "/root", "/run", "/usr", "/usr/local", "/usr/share", "/var"),
    *("/var/cache", "/var/lib", "/var/log", "/var/spool", "/Users", "/Volumes", "/private", "/private/var"),
)
_TEMPORARY = ("/tmp", "/var/tmp", "/dev/shm", "/private/tmp", "/private/var/tmp")  # noqa: S108 - to refuse them
_KEPT_AT_HOME = (
    *("Desktop", "Documents", "Downloads", "Music", "Pictures", "Videos", "Movies", "Public", "Library"),
    *(".cache", ".config", ".gnupg", ".local", ".ssh"),
)
_KEPT_NAMES = (".git", ".hg", ".svn", ".journeyblog")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an output folder says of itself: its manifest's bytes (None: there is none) and records."""

    manifest: bytes | None
    records: Mapping[str, Record]


_NOTHING = Content(manifest=None, records={})


def check_output(root: Path, output: Path, inputs: Sequence[Path], *, adopt: bool = False) -> None:
    """Raise ``OutputRefused`` if the site in ``root`` must not be published to ``output``.

    ``inputs`` are the folders and files that a build reads (content, themes, static files …), not ``root``
    itself, in which the output normally lies. ``adopt`` allows a folder with entries that we did not make;
    they are then left alone.
    """
    check_content(check_place(root, output, inputs), adopt=adopt)


def check_place(root: Path, output: Path, inputs: Iterable[Path], *, cache: Path | None = None) -> Place:
    """The half of ``check_output`` that asks where the folder lies. Gives the resolved place."""
    try:
        place = locate(root, output, cache)
        os.fsencode(place.output)
    except ValueError as error:
        raise OutputRefused("The output folder's name is not a valid path.", hint=_ELSEWHERE) from error
    target = place.target
    if not os.path.isdir(place.root):
        raise OutputRefused(f"The site's folder does not exist: {show(place.root)}.", hint="Check the path.")
    _check_kind(place)
    reason = (
        _find_system_reason(target)
        or _find_temporary_reason(target)
        or _find_home_reason(target)
        or _find_site_reason(place)
        or _find_input_reason(target, inputs)
        or _find_neighbour_reason(target)
    )
    if reason:
        raise OutputRefused(f"The output folder {show(target)} {reason}.", hint=_ELSEWHERE)
    return place


def check_content(place: Place, *, adopt: bool) -> Content:
    """The half of ``check_output`` that asks what the folder holds. Gives what its manifest says."""
    target = place.target
    try:
        with os.scandir(target) as entries:
            names = [entry.name for entry in entries if not is_work_name(entry.name)]
        manifest = read_manifest(target) if MANIFEST in names else None
    except FileNotFoundError:
        return _NOTHING
    except OSError as error:
        raise OutputRefused(f"The output folder {show(target)} cannot be read.", hint=_ELSEWHERE) from error
    look = "Look into it; if it may be published to, say --adopt: what is there now will be left alone."
    if manifest is None:
        if adopt or not names:
            return _NOTHING
        raise OutputRefused(
            f"The output folder {show(target)} is not empty and was not made by journeyblog "
            f"(it holds {show(min(names))}).",
            hint=look,
        )
    try:
        return Content(manifest=manifest, records=decode_manifest(manifest))
    except ManifestUnreadable as error:
        if adopt:  # then nothing in the folder counts as ours
            return Content(manifest=manifest, records={})
        raise OutputRefused(f"{show(target)}/{MANIFEST} cannot be trusted: {error}.", hint=look) from error


def _check_kind(place: Place) -> None:
    if os.path.lexists(place.output) and not os.path.isdir(place.output):
        what = "a link that leads nowhere" if os.path.islink(place.output) else "not a folder"
        raise OutputRefused(f"The output {show(place.output)} is {what}.", hint=_ELSEWHERE)
    above = place.parent
    while not os.path.lexists(above) and os.path.dirname(above) != above:
        above = os.path.dirname(above)
    if not os.path.isdir(above):
        raise OutputRefused(
            f"The output {show(place.output)} cannot lie in {show(above)}: that is not a folder.",
            hint=_ELSEWHERE,
        )


def _find_system_reason(target: str) -> str:
    if target == os.path.dirname(target):
        return "is the top of the file system"
    windows = [os.environ[name] for name in ("SystemRoot", "ProgramFiles", "ProgramFiles(x86)") if os.environ.get(name)]
    for folder in (*_SYSTEM, *windows):
        if os.path.isabs(folder) and _lies_in(target, folder):
            return f"belongs to the system ({folder})"
    if _lies_in(target, "/dev") and not _lies_in(target, "/dev/shm"):  # noqa: S108 - a name to compare with
        return "belongs to the system (/dev)"
    if any(_is_same(target, folder) for folder in _SHARED):
        return "belongs to the system"
    return ""


def _find_temporary_reason(target: str) -> str:
    # Not tempfile.gettempdir(): it writes a file to try the folder.
    named = [os.environ[name] for name in ("TMPDIR", "TEMP", "TMP") if os.path.isabs(os.environ.get(name, ""))]
    for folder in (*_TEMPORARY, *named):
        if os.path.isdir(folder):
            if _is_same(target, folder):
                return "is a temporary folder that other programs share"
            if _lies_in(folder, target):
                return f"holds a temporary folder that other programs share ({show(folder)})"
    return ""


def _find_home_reason(target: str) -> str:
    if os.path.dirname(target) in ("/home", "/Users"):
        return "is somebody's home folder"
    home = os.path.expanduser("~")
    if not os.path.isabs(home) or home == os.path.dirname(home):
        return ""
    if _lies_in(home, target):
        return "is your home folder or holds it"
    if any(_is_same(target, os.path.join(home, name)) for name in _KEPT_AT_HOME):
        return "is a folder that holds your own files"
    if any(_lies_in(target, os.path.join(home, name)) for name in (".ssh", ".gnupg")):
        return "lies among your keys"
    return ""


def _find_site_reason(place: Place) -> str:
    target = place.target
    if _lies_in(place.root, target):
        return "is the site's own folder or holds it"
    kept = [part for part in Path(target).parts if part.casefold() in _KEPT_NAMES]
    if kept:
        return f"lies in a {kept[0]} folder"
    if _lies_in(target, place.cache) or _lies_in(place.cache, target):
        return f"and journeyblog's own folder {show(place.cache)} lie in each other"
    return ""


def _find_input_reason(target: str, inputs: Iterable[Path]) -> str:
    for given in inputs:
        # As written and as resolved: a theme may be a link to a folder elsewhere, and both are inputs.
        for path in dict.fromkeys((os.path.abspath(given), os.path.realpath(given))):
            if _is_same(target, path):
                return "is a folder that the site is made from"
            if _lies_in(target, path):
                return f"lies in {show(path)}, which the site is made from"
            if _lies_in(path, target):
                return f"holds {show(path)}, which the site is made from"
    return ""


def _find_neighbour_reason(target: str) -> str:
    """Another site's folder, content and themes are no place either."""
    folder, below = target, ""
    while True:
        if below in ("", "content", "themes") and os.path.isfile(os.path.join(folder, "content", "site.yaml")):
            return f"belongs to the site in {show(folder)}"
        above, below = os.path.split(folder)
        if above == folder:
            return ""
        folder = above


def _lies_in(inner: str, outer: str) -> bool:
    """Tell whether ``inner`` is ``outer`` or lies in it, by name or by what the disk says.

    Names alone miss a folder spelled in another case, or mounted a second time.
    """
    # The last way up is by the resolved name: /bin is a link to /usr/bin on many systems.
    for path in dict.fromkeys((inner, os.path.realpath(inner))):
        while True:
            if _is_same(path, outer):
                return True
            above = os.path.dirname(path)
            if above == path:
                break
            path = above
    return False


def _is_same(first: str, second: str) -> bool:
    if first == second:
        return True
    try:
        return os.path.samestat(os.stat(first), os.stat(second))
    except (OSError, ValueError):
        return False
