"""Names in, ids out that no two elements of one document share."""

from functools import lru_cache

from journeyblog.slugs import term_slug


class Ids:
    """The ids of one document so far."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def claim(self, name: str) -> str:
        """``name`` if it is free, else ``name-1``, ``name-2`` and so on; taken from now on."""
        if name not in self._last:
            self._last[name] = 0
            return name
        number = self._last[name] + 1
        while (numbered := f"{name}-{number}") in self._last:
            number += 1
        self._last[name] = number
        self._last[numbered] = 0
        return numbered

    def all(self) -> frozenset[str]:
        """Every id taken."""
        return frozenset(self._last)


@lru_cache(maxsize=1024)
def heading_name(text: str) -> str:
    """The id that a heading's text asks for; headings repeat from post to post."""
    return term_slug(text) or "section"
