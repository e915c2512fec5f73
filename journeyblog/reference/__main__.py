"""``python -m journeyblog.reference`` writes the generated pages into the ``docs`` folder below this one."""

from collections.abc import Callable
from pathlib import Path

from journeyblog.reference.fields import reference
from journeyblog.reference.mistakes import mistakes

DOCUMENTS: tuple[tuple[str, Callable[[], str]], ...] = (("reference.md", reference), ("mistakes.md", mistakes))
"""Each page's name and what makes it."""


def main() -> None:
    """Write every page."""
    for name, make in DOCUMENTS:
        (Path("docs") / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
