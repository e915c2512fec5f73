"""Other words in a file that was published: where a body's HTML stood, that of another is put.

In: the text of a page or feed, the body that it holds and the one that it is to hold, both with the same links. Out:
the text with the new body, byte for byte as if it had been made with it; nothing when the old one does not stand there
exactly once.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from journeyblog.markdown import Body, Link
from journeyblog.output.xml_text import escape, writable

Form = Callable[[str], str]
"""How a piece of HTML is written in a file; piece by piece the same as all at once."""


def as_html(html: str) -> str:
    """As pages hold it."""
    return html


def as_json(html: str) -> str:
    """As :mod:`journeyblog.output.json_feed` writes it."""
    return json.dumps(writable(html), ensure_ascii=False)[1:-1]


def form_of(path: str) -> Form:
    """How the file at an output path holds HTML."""
    return as_html if path.endswith(".html") else escape if path.endswith(".xml") else as_json


def splice(text: str, old: Body, new: Body, form: Form) -> str | None:
    """``text`` with ``new`` in the place of ``old``; the links keep what they lead to."""
    pieces = tuple(map(form, old.pieces))
    found = [match for start in _all(text, pieces[0]) if (match := _match(text, start, pieces, old.links, form))]
    if len(found) != 1 or not pieces[0]:
        return None
    ((start, end, attributes),) = found
    inside = chain.from_iterable(zip(attributes, map(form, new.pieces[1:]), strict=True))
    return "".join((text[:start], form(new.pieces[0]), *inside, text[end:]))


def _all(text: str, part: str) -> Iterator[int]:
    """Where ``part`` begins."""
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _match(
    text: str, start: int, pieces: Sequence[str], links: Sequence[Link], form: Form
) -> tuple[int, int, list[str]] | None:
    """Where a body begins and ends that begins at ``start``, and the attributes of its links as they are there."""
    at, attributes = start + len(pieces[0]), list[str]()
    for link, piece in zip(links, pieces[1:], strict=True):
        attribute = _attribute(link, form).match(text, at)
        if attribute is None or not text.startswith(piece, attribute.end()):
            return None
        attributes.append(attribute[0])
        at = attribute.end() + len(piece)
    return start, at, attributes


def _attribute(link: Link, form: Form) -> re.Pattern[str]:
    """What stands for a link: its attribute, with a picture's size unless the author gave one."""
    name, quote = re.escape(form(f'{link.attribute}="')), re.escape(form('"'))
    size = "".join(rf"{re.escape(form(f' {one}='))}{quote}[0-9]+{quote}" for one in ("width", "height"))
    return re.compile(rf"{name}.*?{quote}(?:{size})?", re.DOTALL)
