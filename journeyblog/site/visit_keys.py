"""Where a visit stands in its post's front matter."""

import re

from journeyblog.model.post import Post
from journeyblog.source.entries import Entry

_LISTED = re.compile(r"^(?:visits|\"visits\"|'visits')\s*:", re.MULTILINE)


def visit_keys(entry: Entry[Post], index: int) -> tuple[str | int, ...]:
    """The keys that lead to the visit: in the list, or none when it stands at the top level."""
    if _LISTED.search(entry.front) is None and (
        "visits" not in entry.front or entry.locate("visits", key=True) == entry.locate("")
    ):
        return ()
    return ("visits", index)
