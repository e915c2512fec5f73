"""What a site's bytes depend on is known by name: a library is in the engine's digest, or here with a reason."""

import re
import tomllib
from pathlib import Path

from journeyblog.build.engine import LIBRARIES, library_records

ROOT = Path(__file__).resolve().parents[2]
NO_BYTES = {
    "click": "the command line",
    "rich": "the command line",
    "starlette": "the preview",
    "uvicorn": "the preview",
    "watchdog": "the preview",
    "tzdata": "for Windows, which has no time zones of its own; times are in the views",
}


def test_every_library_is_in_the_digest_or_makes_no_bytes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = {re.split(r"[^\w-]", one)[0] for one in project["dependencies"]}
    assert needed - {*LIBRARIES} == NO_BYTES.keys()


def test_every_library_leaves_a_record_that_an_update_replaces() -> None:
    records = list(library_records())
    assert len(records) == len(LIBRARIES)
    assert all(Path(record).is_file() for record in records)
