"""Where a visit stands in its post's front matter."""

import re
from functools import lru_cache

from journeyblog.model.post import Post
from journeyblog.source.entries import Entry

_LISTED = re.compile(r"^(?:visits|\"visits\"|'visits')\s*:", re.MULTILINE)


def visit_keys(entry: Entry[Post], index: int) -> tuple[str | int, ...]:
    """The keys that lead to the visit: in the list, or none when it stands at the top level."""
    if _has_list(entry.front) or ("visits" in entry.front and entry.locate("visits", key=True) != entry.locate("")):
        return ("visits", index)
    return ()


@lru_cache(maxsize=4)  # whoever asks for one of an entry's visits asks for the others too
def _has_list(front: str) -> bool:
    return _LISTED.search(front) is not None
