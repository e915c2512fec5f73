"""A link's address: markdown-it's reading of it, at once where the address is mere characters up to its bracket.

In: a text and the place after ``](``. Out: whether an address begins there, what it says, and where it ends.
"""

import re
from dataclasses import dataclass
from typing import Protocol

from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle

# What it asks of each character: no blank, no control character, no bracket, nothing that stands for another.
_MERE = re.compile(r"[^\x00-\x20\x7f()<\\&]++(?=\))")


class Destination(Protocol):
    """What is known of an address."""

    ok: bool
    pos: int
    str: str


@dataclass(slots=True)
class _Mere:
    ok: bool
    pos: int
    str: str


class Helpers:
    """The functions that markdown-it's rules for links ask for."""

    parseLinkLabel = staticmethod(parseLinkLabel)  # noqa: N815 - markdown-it's name
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815 - markdown-it's name

    @staticmethod
    def parseLinkDestination(string: str, pos: int, maximum: int) -> Destination:  # noqa: N802 - markdown-it's name
        """The address at ``pos``, which ends before ``maximum``."""
        found = _MERE.match(string, pos, maximum)
        return _Mere(True, found.end(), found[0]) if found else parseLinkDestination(string, pos, maximum)
