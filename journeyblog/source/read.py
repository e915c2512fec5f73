"""The read door: files of one site, found and read.

In: the site's folder. Out: what lies below it, sorted, as relative paths with ``/``; bytes and texts. Invariant:
only regular files inside the site are opened; what is passed over with reason is told as a diagnostic; a path is in
Unicode's composed form (NFC) whatever the disk's (a Mac's ``é`` is two characters), so that texts can name it.
"""

import errno
import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from journeyblog.diagnostics import Diagnostic, Severity, Span

LARGEST_TEXT = 1024 * 1024
_LITTER_ENDINGS = ("~", ".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", ".crswap", "___jb_tmp___", "___jb_old___")
_LITTER_NAMES = frozenset(
    ("thumbs.db", "desktop.ini", "icon\r", "__macosx", ".ds_store", ".git", ".hg", ".svn", "4913")
)
KEEPS_HIDDEN = "content/static/"
"""Below this folder hidden files are published, as ``.well-known`` must be."""
_BOMS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAVE = "In your editor, save the file with the encoding UTF-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A regular file: its path relative to the site's folder."""

    path: str
    size: int


class Unreadable(Exception):
    """A file could not be used; ``diagnostic`` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class SiteFiles:
    """The files of the site in ``root``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real_root = os.path.realpath(root)
        self._plain_folders = {""}
        self._scanned: set[str] = set()
        self._disk_names: dict[str, str] = {}  # of paths that the disk spells otherwise

    def scan(self, folder: str) -> tuple[tuple[FoundFile, ...], tuple[Diagnostic, ...]]:
        """All regular files below ``folder`` in sorted order, and what was passed over."""
        diagnostics: list[Diagnostic] = []
        found: dict[str, FoundFile] = {}
        self._scanned.add(folder)
        for file in self._walk(folder, diagnostics):
            path = unicodedata.normalize("NFC", file.path)
            if path in found:
                message = "Two files have this name; its accents are stored in two ways"
                diagnostics.append(_error("bad-path", path, message,
                                          "Rename or remove one of them; one probably came from a Mac"))  # fmt: skip
                continue
            if path != file.path:
                self._disk_names[path] = file.path
            found[path] = replace(file, path=path)
        return tuple(found[path] for path in sorted(found)), tuple(diagnostics)

    def exists(self, path: str) -> bool:
        """Whether a regular file lies there."""
        return os.path.isfile(self._full(self._on_disk(path)))

    def read_bytes(self, path: str, most: int = -1) -> bytes:
        """The bytes of a file inside the site, or (``most``) the first so many. Raises :class:`Unreadable`."""
        disk_path = self._on_disk(path)
        if (target := self._target_outside(disk_path)) is not None:
            raise Unreadable(_leads_out(path, target))
        full = self._full(disk_path)
        try:
            with open(os.path.realpath(full) if os.path.islink(full) else full, "rb", opener=_open_regular) as file:
                return file.read(most)
        except OSError as error:
            reason = (error.strerror or "it cannot be opened").lower()
            raise Unreadable(_error("unreadable-file", path, f"This file cannot be read: {reason}",
                                    "Check that it exists and that you may read it")) from error  # fmt: skip

    def read_text(self, path: str) -> str:
        """The text of a UTF-8 file, without its BOM, with ``\\n`` at line ends. Raises :class:`Unreadable`."""
        data = self.read_bytes(path, LARGEST_TEXT + 1)
        if len(data) > LARGEST_TEXT:
            raise Unreadable(_error("file-too-large", path, f"This text is larger than {LARGEST_TEXT // 2**20} MB",
                                    "Split it, or put it under static/ if it is not a post"))  # fmt: skip
        return decode_text(data, path)

    def _full(self, path: str) -> str:
        return f"{self._real_root}/{path}"

    def _on_disk(self, path: str) -> str:
        """The path as the disk spells it."""
        if path.isascii():
            return path
        top = path.partition("/")[0]
        if top not in self._scanned and not os.path.lexists(self._full(path)):
            self.scan(top)  # a path that another run has found
        return self._disk_names.get(path, path)

    def _target_outside(self, path: str) -> str | None:
        """Where ``path`` really lies, if that is out of the site. Only links, and what lies below them, are resolved.

        Folders that are no links are remembered, so that a file costs one look.
        """
        steps = path.split("/")
        if ".." in steps:
            return self._if_outside(path)
        folder, _, _ = path.rpartition("/")
        if folder not in self._plain_folders:
            for end in range(1, len(steps)):
                above = "/".join(steps[:end])
                if above not in self._plain_folders:
                    if os.path.islink(self._full(above)):
                        return self._if_outside(path)
                    self._plain_folders.add(above)
        return self._if_outside(path) if os.path.islink(self._full(path)) else None

    def _if_outside(self, path: str) -> str | None:
        target = os.path.realpath(self._full(path))
        return None if f"{target}{os.sep}".startswith(self._real_root.rstrip(os.sep) + os.sep) else target

    def _walk(self, folder: str, diagnostics: list[Diagnostic]) -> Iterator[FoundFile]:
        """The files below ``folder``, however deep, with each folder's entries in order of their names."""
        if (target := self._target_outside(folder)) is not None:
            diagnostics.append(_leads_out(folder, target))
            return
        waiting = [self._entries(folder, diagnostics)]
        while waiting:
            found = next(waiting[-1], None)
            if found is None:
                waiting.pop()
                continue
            entry, path = found
            if is_litter(entry.name, hidden=not path.startswith(KEEPS_HIDDEN)):
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            if not _is_text(entry.name):
                what = "folder" if is_folder else "file"
                diagnostics.append(_error("bad-path", _printable(path), f"This {what}'s name is not UTF-8",
                                          "Rename it"))  # fmt: skip
            elif is_folder:
                waiting.append(self._entries(path, diagnostics))
            elif (file := self._look_at(entry, path, diagnostics)) is not None:
                yield file

    def _entries(self, folder: str, diagnostics: list[Diagnostic]) -> "Iterator[tuple[os.DirEntry[str], str]]":
        """What lies in ``folder`` itself, by name, with its path; nothing if the folder is missing."""
        try:
            with os.scandir(self._full(folder)) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            found = []
        except OSError as error:
            reason = (error.strerror or "it cannot be opened").lower()
            diagnostics.append(_error("unreadable-file", folder, f"This folder cannot be read: {reason}",
                                      "Check that you may read it"))  # fmt: skip
            found = []
        return ((entry, f"{folder}/{entry.name}") for entry in found)

    def _look_at(self, entry: "os.DirEntry[str]", path: str, diagnostics: list[Diagnostic]) -> FoundFile | None:
        if entry.is_symlink():
            if os.path.isdir(entry.path):
                diagnostics.append(_warning("not-a-regular-file", path, "A link to a folder is not followed",
                                            "Move the folder here, or remove the link"))  # fmt: skip
                return None
            if (target := self._if_outside(path)) is not None:
                diagnostics.append(_leads_out(path, target))
                return None
        try:
            status = entry.stat()
        except OSError:
            if entry.is_symlink():  # another file that is gone since the folder was read is as if it had never been
                diagnostics.append(_error("unreadable-file", path, "This link leads to nothing",
                                          "Remove it, or put the file itself here"))  # fmt: skip
            return None
        if not stat.S_ISREG(status.st_mode):
            diagnostics.append(_warning("not-a-regular-file", path, "This is a pipe, a socket or a device, not a file",
                                        "Remove it from the site"))  # fmt: skip
            return None
        return FoundFile(path=path, size=status.st_size)


def is_litter(name: str, *, hidden: bool = True) -> bool:
    """Hidden files and what editors and systems leave behind: passed over without a word.

    Without ``hidden``, names such as ``.well-known`` count as files like any other.
    """
    lower = name.lower()
    return (
        (hidden and name.startswith("."))
        or name.startswith((".#", "._", "~$"))
        or (name.startswith("#") and name.endswith("#"))
        or lower.endswith(_LITTER_ENDINGS)
        or lower in _LITTER_NAMES
    )


def decode_text(data: bytes, path: str) -> str:
    """Strict UTF-8 to text. Raises :class:`Unreadable` naming the line and column of the first wrong byte."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            raise Unreadable(_error("not-utf8", path, f"This file is {name}, not UTF-8", _SAVE))
    data = data.removeprefix(b"\xef\xbb\xbf")
    zero = data.find(b"\0")
    if zero >= 0 and data.count(b"\0") * 4 > len(data):
        raise Unreadable(_error("not-utf8", path, "This file is UTF-16, not UTF-8", _SAVE))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        message, hint = _what_is_wrong(data, error)
        raise Unreadable(_error_in(data[: error.start], "not-utf8", path, message, hint)) from error
    if zero >= 0:
        message = "An invisible control character (U+0000) stands here"
        hint = "Delete the word here and type it again; it was probably pasted from elsewhere"
        raise Unreadable(_error_in(data[:zero], "control-character", path, message, hint))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _what_is_wrong(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """The message and the hint: what the byte would be in the encodings of old editors, if that is a letter."""
    byte = data[error.start]
    begun = error.end - error.start > 1 or not data[: error.start].isascii()
    if error.end == len(data) and error.reason == "unexpected end of data" and begun:
        return f"The file ends in the middle of a letter (byte 0x{byte:02X})", (
            "It was cut short: copy it again, or delete the end and save it with the encoding UTF-8"
        )
    message = f"The character here is not stored as UTF-8 (byte 0x{byte:02X})"
    if byte == 0xED and data[error.start + 1 : error.start + 2] >= b"\xa0":
        return message, "It is half an emoji: delete it, type it again, and save the file with the encoding UTF-8"
    letter = bytes([byte]).decode("cp1252", "replace")
    if not letter.isprintable() or letter == "\ufffd":
        return message, _SAVE
    name = "Latin-1" if byte >= 0xA0 else "Windows-1252"
    return message, f"As {name} it would be {letter} — in your editor, save the file with the encoding UTF-8"


def _error_in(before: bytes, code: str, path: str, message: str, hint: str) -> Diagnostic:
    """An error at the end of ``before``, the file's first bytes."""
    text = before.decode().replace("\r\n", "\n").replace("\r", "\n")
    line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    span = Span(path=path, line=line, column=column)
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=span, hint=hint)


def _open_regular(path: str, flags: int) -> int:
    """Open only what is a file and no link, without waiting for the other end of a pipe that took its place."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is not a regular file")
    return descriptor


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _printable(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()


def _leads_out(path: str, target: str) -> Diagnostic:
    return _error("link-outside", path, f"This link leads out of the site, to {_printable(target)}",
                  "Copy the file into the site")  # fmt: skip


def _error(code: str, path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=Span(path=path), hint=hint)


def _warning(code: str, path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.WARNING, message=message, span=Span(path=path), hint=hint)
