"""The read door of themes: one folder, whole, into memory.

Only regular files are read, hidden ones are passed over, and a link is followed only to a place inside the theme's
own folder: a theme may come from a stranger.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from journeyblog.config.values import LANGUAGES_NAMED
from journeyblog.diagnostics import Diagnostic, Severity, Span, nearest
from journeyblog.theme.theme import TemplateSource

MANIFEST = "theme.yaml"
LARGEST = 512 * 1024
"""Bytes of a template."""
_OTHER_NAMES = ("theme.yml", "Theme.yaml", "theme.toml", "theme.json", "config.yaml")
_FOLDERS = ("messages", "static", "templates")
_FOLDER_OF = {".html": "templates", ".htm": "templates", ".j2": "templates", ".jinja": "templates", ".css": "static",
              ".js": "static", ".svg": "static"}  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]")


class FolderReading:
    """Reads the files of one theme's folder; ``shown`` is the folder's name in mistakes."""

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path
        self.shown = shown
        self.diagnostics: list[Diagnostic] = []
        self._root = path.resolve()

    def manifest(self) -> str | None:
        """The text of ``theme.yaml``."""
        if not self._is_inside(self.path / MANIFEST) or not (self.path / MANIFEST).is_file():
            other = next((name for name in _OTHER_NAMES if (self.path / name).is_file()), "")
            lines = f"name: {self.path.name}\napi: 1\nextends: plain"
            hint = f"Rename {other} to {MANIFEST}" if other else f"Write one with the lines\n{lines}"
            self._note("theme-settings", f"This theme has no {MANIFEST}", MANIFEST, hint)
            return None
        return self._text(self.path / MANIFEST, MANIFEST)

    def check_places(self) -> None:
        """Warn of templates and style sheets that lie where nobody looks for them."""
        for entry in sorted(os.scandir(self.path), key=lambda entry: entry.name):
            name = entry.name
            if name.startswith(".") or name in (*_FOLDERS, MANIFEST):
                continue
            if entry.is_file() and (folder := _FOLDER_OF.get(Path(name).suffix.lower())):
                self._note("template-unused", f"{name} lies beside the folder {folder}/, so it is not used", name,
                           f"Move it to {folder}/{name}", Severity.WARNING)  # fmt: skip
            elif entry.is_dir() and (meant := nearest(name, _FOLDERS)) is not None:
                self._note("template-unused", f"A theme has no folder {name}/, so what is in it is not used", name,
                           f"Rename it to {meant}/", Severity.WARNING)  # fmt: skip

    def templates(self) -> Mapping[str, TemplateSource]:
        """Every file under ``templates/`` by its name there."""
        found: dict[str, TemplateSource] = {}
        for name, path in self._files("templates"):
            text = self._text(path, f"templates/{name}")
            if text is not None:
                found[name] = TemplateSource(text=text, path=f"{self.shown}/templates/{name}")
        return MappingProxyType(found)

    def messages(self) -> Mapping[str, TemplateSource]:
        """Every messages file by its language: ``messages/es.yaml``."""
        found: dict[str, TemplateSource] = {}
        for name, path in self._files("messages"):
            tag, _, suffix = name.rpartition(".")
            meant = tag.replace("_", "-")
            if suffix == "yaml" and _TAG.fullmatch(tag):
                text = self._text(path, f"messages/{name}")
                if text is not None:
                    found[tag] = TemplateSource(text=text, path=f"{self.shown}/messages/{name}")
            elif suffix in ("yaml", "yml"):
                code = meant if _TAG.fullmatch(meant) else LANGUAGES_NAMED.get(tag.casefold(), "")
                hint = f"Rename it to {code}.yaml" if code else "Rename it to the code, such as es.yaml"
                self._note("bad-message", "The name of a messages file is the code of a language", f"messages/{name}",
                           hint)  # fmt: skip
        return MappingProxyType(found)

    def assets(self) -> Mapping[str, bytes]:
        """Every file under ``static/`` by its name there."""
        found: dict[str, bytes] = {}
        for name, path in self._files("static"):
            content = self._bytes(path, f"static/{name}")
            if content is not None:
                found[name] = content
        return MappingProxyType(found)

    def _files(self, part: str) -> Iterator[tuple[str, Path]]:
        base = self.path / part
        if base.is_dir() and self._is_inside(base):
            yield from self._walk(base, part, "", (base.resolve(),))

    def _walk(self, folder: Path, part: str, prefix: str, above: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.startswith("."):
                continue
            path, name = folder / entry.name, prefix + entry.name
            if entry.is_symlink() and not self._is_inside(path):
                self._note("link-outside", "This link leads out of the theme and is passed over", f"{part}/{name}",
                           "Copy the file into the theme", Severity.WARNING)  # fmt: skip
            elif entry.is_dir():
                real = path.resolve()
                if real not in above:
                    yield from self._walk(path, part, f"{name}/", (*above, real))
            elif entry.is_file():
                yield name, path
            else:
                self._note("not-a-regular-file", "This is no regular file and is passed over", f"{part}/{name}",
                           "Remove it from the theme", Severity.WARNING)  # fmt: skip

    def _is_inside(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self._root)
        except (OSError, RuntimeError):  # a link to itself
            return False

    def _bytes(self, path: Path, name: str) -> bytes | None:
        try:
            return path.read_bytes()
        except OSError as error:
            self._note("unreadable-file", f"This file cannot be opened: {error.strerror}", name,
                       "Allow yourself to read it, or remove it from the theme")  # fmt: skip
            return None

    def _text(self, path: Path, name: str) -> str | None:
        content = self._bytes(path, name)
        if content is None:
            return None
        if len(content) > LARGEST:
            self._note("file-too-large", f"This file is larger than {LARGEST // 1024} KiB", name,
                       "Split it into parts that it includes")  # fmt: skip
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            column = len(content[content.rfind(b"\n", 0, error.start) + 1 : error.start].decode(errors="replace")) + 1
            message = f"The character here is not stored as UTF-8 (byte 0x{content[error.start]:02X})"
            self._note("not-utf8", message, name,
                       "In your editor, save the file with the encoding UTF-8", line=line, column=column)  # fmt: skip
            return None
        if (odd := _CONTROL.search(text)) is not None:
            line = text.count("\n", 0, odd.start()) + 1
            self._note("control-character", f"An invisible control character (U+{ord(odd[0]):04X}) stands here", name,
                       "Delete the word here and type it again; it was probably pasted from elsewhere", line=line,
                       column=odd.start() - text.rfind("\n", 0, odd.start()))  # fmt: skip
            return None
        return text

    def _note(
        self,
        code: str,
        message: str,
        name: str,
        hint: str,
        severity: Severity = Severity.ERROR,
        *,
        line: int = 0,
        column: int = 1,
    ) -> None:
        span = Span(path=f"{self.shown}/{name}", line=line, column=column)
        self.diagnostics.append(Diagnostic(code=code, severity=severity, message=message, span=span, hint=hint))
