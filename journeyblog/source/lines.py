"""The lines of the site's files, for the excerpts under mistakes."""

from functools import lru_cache
from pathlib import Path

from journeyblog.diagnostics.terminal import Lines
from journeyblog.source.read import SiteFiles, Unreadable


def lines_in(root: Path) -> Lines:
    """The lines of the site's files; each is read once, and none of a file that cannot be read."""
    files = SiteFiles(root)

    @lru_cache(maxsize=64)
    def lines_of(path: str) -> list[str]:
        try:
            return files.read_text(path).split("\n")
        except Unreadable:
            return []

    return lines_of
