"""What the last build made, and of what: so that the next one need not make it again.

In: the rows of a build. Out: the rows of the last one, from a file that may be deleted at any time.

Invariant: a row is only believed where the published manifest names the same digest, so a ledger can lie beside any
output. One from a stranger can keep an old page from being made anew; ``--no-cache`` and ``--verify`` do not ask it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from journeyblog.build.cache import Cache

NAME = "ledger"
FORM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One file made of text. ``digest`` is that of its bytes, ``key`` that of the view it was made of (empty for what
    is no page), ``fields`` are the names of the view's fields and ``marks`` four letters for each, to tell later which
    of them changed; ``quoted`` are the files whose words it shows, as they are and
    all in one place if ``once``.
    """

    digest: str
    key: str = ""
    fields: tuple[str, ...] = ()
    marks: str = ""
    quoted: tuple[str, ...] = ()
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All rows by output path, and the digests of what they share.

    ``engine`` is the program, ``theme`` the theme's files, ``sound`` a theme in which no mistake was found (see
    :class:`~journeyblog.build.prepare.Kept`), ``frame`` these and what every page shows of the site, whose fields
    ``shared`` tells apart, ``site`` all that is known of the site but the words of its texts, of whose bodies the keys
    are in ``texts`` by their files. Empty digests are equal to none. ``plainly`` says whether the theme does nothing
    with bodies but print them.
    """

    engine: str = ""
    theme: str = ""
    sound: str = ""
    plainly: bool = False
    frame: str = ""
    shared: Mapping[str, str] = field(default_factory=dict)
    site: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Row] = field(default_factory=dict)


def read_ledger(cache: Cache) -> Ledger:
    """The ledger of the last build; an empty one when there is none that can be understood."""
    data = cache.get(NAME)
    if data is None:
        return Ledger()
    try:
        return _decode(json.loads(data))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Ledger()


def leave_ledger(cache: Cache, ledger: Ledger) -> None:
    """Keep the ledger for the next build. The names of fields are written once for all pages of one sort."""
    sorts: dict[tuple[str, ...], int] = {}
    rows = {
        path: (row.digest, row.key, sorts.setdefault(row.fields, len(sorts)), row.marks, row.quoted, row.once)
        for path, row in ledger.rows.items()
    }
    head = (
        ledger.engine,
        ledger.theme,
        ledger.sound,
        ledger.plainly,
        ledger.frame,
        ledger.shared,
        ledger.site,
        ledger.texts,
    )
    cache.put(NAME, json.dumps((FORM, *head, list(sorts), rows), separators=(",", ":")).encode())


def _decode(raw: list[Any]) -> Ledger:
    form, engine, theme, sound, plainly, frame, shared, site, texts, sorts, rows = raw
    if form != FORM or not all(isinstance(one, str) for one in (engine, theme, sound, frame, site)):
        raise ValueError("another form")
    names = [tuple(map(str, sort)) for sort in sorts]
    return Ledger(
        engine=engine,
        theme=theme,
        sound=sound,
        plainly=plainly is True,
        frame=frame,
        shared=_texts(shared),
        site=site,
        texts=_texts(texts),
        rows={path: _row(names, *row) for path, row in rows.items()},
    )


def _row(
    sorts: list[tuple[str, ...]], digest: str, key: str, sort: int, marks: str, quoted: list[str], once: object
) -> Row:
    if not all(isinstance(one, str) for one in (digest, key, marks, *quoted)):
        raise TypeError("not a text")
    return Row(digest=digest, key=key, fields=sorts[sort], marks=marks, quoted=tuple(quoted), once=once is True)


def _texts(raw: Mapping[str, Any]) -> dict[str, str]:
    if not all(isinstance(value, str) for value in raw.values()):
        raise TypeError("not a text")
    return dict(raw)
