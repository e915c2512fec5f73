"""What goes in and out of rendering: options in, a :class:`Body` with its links, headings and problems out.

Plain frozen values, the same for the same text and options on any machine.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

import mdurl

from journeyblog.packing import pack, unpack

_PLAIN = re.compile(r"[A-Za-z0-9;/?:@=+$,_.!~*()#-]*")
"""Targets that are the same when they are encoded and escaped: most are."""
WORDS_A_MINUTE = 230
"""That people read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the program itself says in a text, in the site's language; ``{number}`` is where a number goes."""

    table: str = "Table"
    footnotes: str = "Footnotes"
    footnote: str = "Footnote {number}"
    back: str = "Back to reference {number}"
    note: str = "Note"
    tip: str = "Tip"
    important: str = "Important"
    warning: str = "Warning"
    caution: str = "Caution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to render: raw HTML sanitised, shown as text or passed through; typographic quotes and dashes or not; what
    the program says in the text.
    """

    html: Literal["safe", "off", "trusted"] = "safe"
    typographer: bool = True
    labels: Labels = Labels()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the body: its level as published (1 to 6), its id and its plain text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hole in the HTML: ``target`` as the author wrote it, and the attribute that the hole stands for.

    ``line`` counts from 1 in the given text. ``sized`` says that the element already has a width or a height of
    the author's own: whoever fills the hole then adds none.
    """

    target: str
    line: int
    attribute: str
    sized: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A mistake of the author's: always a warning, the rest of the document is rendered."""

    code: str
    line: int
    column: int = 1
    length: int = 1
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One document rendered. ``packed`` is its HTML (:func:`pack_pieces`), ``words`` are counted as people see them."""

    packed: bytes
    links: tuple[Link, ...]
    headings: tuple[Heading, ...]
    ids: frozenset[str]
    title: str
    summary: str
    words: int
    problems: tuple[Problem, ...]

    @property
    def pieces(self) -> tuple[str, ...]:
        """The HTML in pieces, with a link's attribute between each two of them."""
        return tuple(json.loads(unpack(self.packed)))

    @property
    def minutes(self) -> int:
        """How long it takes to read, in minutes, at least 1."""
        return max(1, round(self.words / WORDS_A_MINUTE))

    def html(self, resolve: Callable[[Link], str]) -> str:
        """The whole HTML; ``resolve`` gives a link's whole attribute, say ``href="/there/"``."""
        first, *others = self.pieces
        parts = [first]
        for link, piece in zip(self.links, others, strict=True):
            attribute = resolve(link)
            if not attribute:
                parts[-1] = parts[-1].removesuffix(" ")
            parts += (attribute, piece)
        return "".join(parts)


def pack_pieces(pieces: Iterable[str]) -> bytes:
    """The pieces of a body as it keeps them."""
    return pack(json.dumps(tuple(pieces), ensure_ascii=False))


def written(link: Link) -> str:
    """``link``'s attribute with the target as written: percent-encoded where a URL needs it, escaped for HTML."""
    target = link.target if _PLAIN.fullmatch(link.target) else escape(mdurl.encode(link.target))
    return f'{link.attribute}="{target}"'
