"""Which command opens the author's editor at a line.

In: the environment. Out: a way to make the command, or None when no editor is named or it would need a terminal.
"""

import errno
import shlex
from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

OpenAt = Callable[[str, int, int], list[str]]
"""From a file, a line and a column (both from 1) to a command. Raises ``OSError`` for a name that is not safe in it."""
_GOTO, _COLON, _LINES, _PLUS = ("-g", "{file}:{line}:{column}"), ("{file}:{line}:{column}",), (
    "--line", "{line}", "--column", "{column}", "{file}"), ("+{line}", "{file}")  # fmt: skip
PATTERNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"), _GOTO),
        **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor"), _COLON),
        **dict.fromkeys(("idea", "pycharm", "webstorm", "phpstorm", "fleet"), _LINES),
        **dict.fromkeys(("gedit", "gnome-text-editor", "gvim", "mousepad", "pluma", "xed"), _PLUS),
        "kate": ("--line", "{line}", "--column", "{column}", "{file}"),
        "kwrite": ("--line", "{line}", "--column", "{column}", "{file}"),
        "mate": ("--line", "{line}:{column}", "{file}"),
        "bbedit": ("+{line}", "{file}"),
        "emacsclient": ("-n", "+{line}:{column}", "{file}"),
        "notepad++": ("-n{line}", "-c{column}", "{file}"),
    }
)
"""What follows the command, for editors that have a window of their own."""
_SIGNS = frozenset('&|<>^%!"\n')
"""What a command file of Windows reads as more than a name."""


def editor_command(environment: Mapping[str, str]) -> OpenAt | None:
    """The editor of ``JOURNEYBLOG_EDITOR``, else of ``VISUAL``.

    A command with ``{file}`` in it (and ``{line}``, ``{column}``) is taken as it stands. Of others only those are used
    that :data:`PATTERNS` knows; but who names an editor for us alone gets it opened with the file.
    """
    ours = environment.get("JOURNEYBLOG_EDITOR", "").strip()
    try:
        words = shlex.split(ours or environment.get("VISUAL", "").strip())
    except ValueError:  # a quote that is not closed
        return None
    if not words:
        return None
    if not any("{file}" in word for word in words):
        name = (
            PurePath(words[0]).stem.lower() if words[0].lower().endswith((".exe", ".cmd")) else PurePath(words[0]).name
        )
        known = PATTERNS.get(name)
        if known is None and not ours:
            return None
        words = [*(word for word in words if word not in ("-w", "--wait")), *(known or ("{file}",))]

    def open_at(file: str, line: int, column: int) -> list[str]:
        if words[0].lower().endswith((".cmd", ".bat")) and not _SIGNS.isdisjoint(file):
            raise OSError(errno.EINVAL, "Windows would take signs of this name for a command", file)
        values = {"{file}": file, "{line}": str(line), "{column}": str(column)}
        return [_fill(word, values) for word in words]

    return open_at


def _fill(word: str, values: Mapping[str, str]) -> str:
    """Only the pattern's own marks are filled in, not such as a file's name may hold."""
    for name in ("{line}", "{column}"):
        word = word.replace(name, values[name])
    return word.replace("{file}", values["{file}"])
