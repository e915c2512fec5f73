"""The read door: files of one site, found and read.

In: the site's folder. Out: what lies below it, sorted, as relative paths with ``/``; bytes and texts. Invariant:
only regular files inside the site are opened; what is passed over with reason is told as a diagnostic.
"""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from journeyblog.diagnostics import Diagnostic, Severity, Span

LARGEST_TEXT = 4 * 1024 * 1024
_LITTER_ENDINGS = ("~", ".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", ".crswap")
_LITTER_NAMES = frozenset(("thumbs.db", "desktop.ini", "icon\r", "__macosx", ".ds_store", ".git", ".hg", ".svn"))
KEEPS_HIDDEN = "content/static/"
"""Below this folder hidden files are published, as ``.well-known`` must be."""
_BOMS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


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

    def scan(self, folder: str) -> tuple[tuple[FoundFile, ...], tuple[Diagnostic, ...]]:
        """All regular files below ``folder`` in sorted order, and what was passed over."""
        diagnostics: list[Diagnostic] = []
        found = sorted(self._walk(folder, diagnostics), key=lambda file: file.path)
        return tuple(found), tuple(diagnostics)

    def exists(self, path: str) -> bool:
        """Whether a regular file lies there."""
        return os.path.isfile(self._full(path))

    def read_bytes(self, path: str) -> bytes:
        """The bytes of a file inside the site. Raises :class:`Unreadable`."""
        if (target := self._target_outside(path)) is not None:
            raise Unreadable(_leads_out(path, target))
        full = self._full(path)
        try:
            with open(os.path.realpath(full) if os.path.islink(full) else full, "rb", opener=_open_regular) as file:
                return file.read()
        except OSError as error:
            reason = (error.strerror or "it cannot be opened").lower()
            raise Unreadable(_error("unreadable-file", path, f"This file cannot be read: {reason}",
                                    "Check that it exists and that you may read it")) from error  # fmt: skip

    def read_text(self, path: str) -> str:
        """The text of a UTF-8 file, without its BOM, with ``\\n`` at line ends. Raises :class:`Unreadable`."""
        data = self.read_bytes(path)
        if len(data) > LARGEST_TEXT:
            raise Unreadable(_error("file-too-large", path, f"This text is larger than {LARGEST_TEXT // 2**20} MB",
                                    "Split it, or put it under static/ if it is not a post"))  # fmt: skip
        return decode_text(data, path)

    def _full(self, path: str) -> str:
        return f"{self._real_root}/{path}"

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
            diagnostics.append(_error("unreadable-file", path, "This link leads to nothing", "Remove it"))
            return None
        if not stat.S_ISREG(status.st_mode):
            diagnostics.append(_warning("not-a-regular-file", path, "This is a pipe or a device, not a file",
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
            raise Unreadable(_error("not-utf8", path, f"This file is {name}, not UTF-8",
                                    "In your editor, save it with the encoding UTF-8"))  # fmt: skip
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().replace("\r\n", "\n").replace("\r", "\n")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        guess = "It looks like Latin-1. " if data[error.start] >= 0xA0 else ""
        span = Span(path=path, line=line, column=column)
        raise Unreadable(
            Diagnostic(
                code="not-utf8",
                severity=Severity.ERROR,
                message=f"The byte 0x{data[error.start]:02X} here is not UTF-8",
                span=span,
                hint=f"{guess}In your editor, save the file with the encoding UTF-8",
            )
        ) from error
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


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
