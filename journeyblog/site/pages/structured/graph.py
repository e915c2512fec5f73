"""The script itself, and the few nodes that every page's graph is made of: the blog, a person, the way to a page."""

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from journeyblog.dates import Moment
from journeyblog.site.pages.desk import Desk

Node = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_ESCAPES = tuple((char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029")
"""What could end a script, begin a comment in it or end a line of it, as JSON writes it inside its texts."""


def script(nodes: Sequence[Node]) -> Markup:
    """The block for ``<head>``; browsers run nothing of it, so it needs no leave of a content security policy."""
    text = _encode({"@context": "https://schema.org", "@graph": nodes})
    for char, escape in _ESCAPES:
        text = text.replace(char, escape)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704  escaped just above


def given(members: Node) -> Node:
    """The members that say something."""
    return {name: value for name, value in members.items() if value or value == 0}


def one_or_all(nodes: list[Node]) -> Node | list[Node]:
    """A single one by itself, several as a list."""
    return nodes[0] if len(nodes) == 1 else nodes


def blog(desk: Desk) -> Node:
    """The blog that every post is part of."""
    home = desk.absolute("/")
    return {"@type": "Blog", "@id": f"{home}#blog", "name": desk.site.settings.title, "url": home}


def person(desk: Desk, author: str) -> Node:
    """Somebody who writes here; with a page when there is one."""
    page = desk.absolute(f"/authors/{author}/") if author in desk.site.authors else ""
    return given(
        {
            "@type": "Person",
            "@id": page and f"{page}#person",
            "name": desk.site.settings.authors[author].name,
            "url": page,
        }
    )


def breadcrumbs(desk: Desk, trail: Sequence[tuple[str, str]]) -> Node:
    """From the home page by way of (name, location) to the page itself, which comes last."""
    steps = ((desk.site.settings.title, "/"), *trail)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": desk.absolute(location)}
            for number, (name, location) in enumerate(steps, 1)
        ],
    }


def when(desk: Desk, moment: Moment) -> str:
    """A day as a day; a time with its offset."""
    return moment.iso(desk.site.settings.zone) if moment.timed else moment.day.isoformat()
