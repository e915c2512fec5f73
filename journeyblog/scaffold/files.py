"""Files to start from, and the one way to put them down."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
_DATES = {b"<today>": 0, b"<yesterday>": 1, b"<last-week>": 7}


class AlreadyThere(Exception):
    """A file stands where one was to be made; ``path`` is its path in the site."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def starter_files(today: date) -> Mapping[str, bytes]:
    """A small working site, with dates up to ``today``."""
    files = _files_below(PACKAGE / "scaffold" / "starter")
    return {f"content/{path}": _with_dates(data, today) for path, data in files.items()}


def sample_files() -> Mapping[str, bytes]:
    """The sample site: inside an installed package, beside it in a checkout."""
    installed = PACKAGE / "sample" / "content"
    folder = installed if installed.is_dir() else PACKAGE.parent / "content"
    return {f"content/{path}": data for path, data in _files_below(folder).items()}


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write all of ``files`` below ``root``, or none when one exists. Raises :class:`AlreadyThere`."""
    for path in files:
        if (root / path).exists():
            raise AlreadyThere(path)
    for path, data in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("xb") as file:
                file.write(data)
        except FileExistsError as error:
            raise AlreadyThere(path) from error


def _files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _with_dates(data: bytes, today: date) -> bytes:
    for mark, days in _DATES.items():
        data = data.replace(mark, (today - timedelta(days=days)).isoformat().encode())
    return data
