"""Quotes, apostrophes and dashes in what authors write in front matter, as in their Markdown.

In: entries as decoded. Out: the same with their prose set; names of files, addresses, slugs and keys are left alone.
"""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from journeyblog.markdown import typeset
from journeyblog.source.entries import Entry
from journeyblog.source.load import Entries

PROSE = frozenset({
    "title", "label", "name", "aka", "summary", "epigraph", "image_alt", "teaser", "lessons", "tags", "categories",
    "playbook", "entry", "at_home",
    "location", "origin", "destination", "stops", "travellers", "modes",
    "locality", "district", "region", "street", "opens", "verdict_reason",
    "visits", "why", "occasion", "note", "context", "party", "would_return_if",
    "good", "bad", "little_things", "warning_signs", "staff", "role",
    "touchpoints", "what", "who", "promises", "promised", "delivered", "incidents",
})  # fmt: skip
"""Fields that hold prose, or records with such fields."""
_special = re.compile(r"['\"]|--|\.\.\.").search

T = TypeVar("T")
Typeset = Callable[[Entry[Any]], Entry[Any]]
"""Sets an entry, perhaps from memory."""


def set_entry(entry: Entry[T]) -> Entry[T]:
    """The entry with every text that readers see, set."""
    return replace(entry, fields=_set(entry.fields)) if _special(entry.front) else entry


def set_prose(entries: Entries, set_one: Typeset = set_entry) -> Entries:
    """All of them, each as by :func:`set_entry`."""
    return replace(
        entries,
        posts=tuple(map(set_one, entries.posts)),
        journeys=tuple(map(set_one, entries.journeys)),
        businesses=tuple(map(set_one, entries.businesses)),
        pages=tuple(map(set_one, entries.pages)),
    )


def _set(value: Any) -> Any:
    if isinstance(value, str):
        return typeset(value) if _special(value) else value
    if isinstance(value, tuple):
        return tuple(_set(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    now = ((name, getattr(value, name)) for name in _prose_of(value.__class__))
    changed = {name: made for name, said in now if said and (made := _set(said)) != said}
    return replace(value, **changed) if changed else value


@cache
def _prose_of(cls: type) -> tuple[str, ...]:
    """The names of a record's fields that hold prose."""
    return tuple(field.name for field in fields(cls) if field.name in PROSE)
