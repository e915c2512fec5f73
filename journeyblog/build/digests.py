"""Digests of views and of a whole site: two that are equal make the same bytes.

In: frozen values. Out: hex, or nothing for a value of a kind that is not known here, which then is made anew each
time. The bytes under the digest are JSON, in the order in which things are declared: the same in every process.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, partial
from hashlib import blake2b
from operator import attrgetter
from struct import pack
from typing import Any
from zlib import crc32

from journeyblog.build.cache import key_of
from journeyblog.dates import Moment
from journeyblog.markdown import Body
from journeyblog.model.visit import Visit
from journeyblog.site.pages import Desk
from journeyblog.site.site import SitePost
from journeyblog.site.views import HeadView
from journeyblog.site.views.elements import Shared
from journeyblog.source.entries import Entry
from journeyblog.theme import Theme

NONE = ""
"""The digest of what has none: equal to no other, itself included."""
_PRINTED = (date, time, timedelta, tzinfo, Decimal, Fraction)
"""Types whose values are equal when they are printed alike. (A datetime is a date.)"""


def digest_of(*values: object) -> str:
    """The digest of values such as views are made of."""
    try:
        return _hash(_bytes_of(_encode(values)))
    except TypeError:
        return NONE


def view_digest(frame: str, template: str, view: Any, head: HeadView) -> tuple[str, tuple[str, ...], str]:
    """The digest of a page, the names of its views' fields, and marks of four letters each by which to tell later which
    of them changed. ``frame`` is the digest of what all pages share.
    """
    if frame == NONE:
        return NONE, (), ""
    try:
        names, parts = field_parts(view, head)
    except TypeError:
        return NONE, (), ""
    return _hash(b"\n".join((frame.encode(), template.encode(), *parts))), names, _marks_of(parts)


def field_parts(view: Any, head: HeadView | None = None) -> tuple[tuple[str, ...], list[bytes]]:
    """The names and the values of a view's fields, as JSON; those of the head come last, as ``head.title``."""
    names, read = _reader(view.__class__)
    parts = list(map(_encode_one, read(view)))
    if head is None:
        return names, parts
    more, read = _reader(HeadView)
    return _with_head(names, more), [*parts, *map(_encode_one, read(head))]


def _encode_one(value: Any) -> bytes:
    """A field as JSON; a text as it is, after its length, so that no letter of it need be looked at."""
    if isinstance(value, str):
        return b'"%d:%b' % (len(value), _bytes_of(value))
    if value is None or value.__class__ in (bool, int):
        return str(value).encode()
    return _bytes_of(_encode(value)) if value.__class__ is not tuple or value else b"[]"


def mark_of(part: bytes) -> str:
    """Four letters that differ for most values that differ."""
    return _marks_of((part,))


def _marks_of(parts: Sequence[bytes]) -> str:
    return pack(f">{len(parts)}H", *(crc32(part) & 0xFFFF for part in parts)).hex()


@cache
def _with_head(names: tuple[str, ...], head: tuple[str, ...]) -> tuple[str, ...]:
    return (*names, *(f"head.{name}" for name in head))


def theme_digest(theme: Theme) -> str:
    """The digest of all that a theme brings, and those that it extends."""
    return digest_of(theme.layers)


def site_digest(desk: Desk) -> str:
    """The digest of all that pages, feeds and data are made of, but for bodies beyond their titles and summaries.

    These are left out, since a page that shows them asks the desk for them by name, and the desk knows.
    """
    digest = blake2b(digest_size=16)
    try:
        for part in _parts_of(desk):
            digest.update(_bytes_of(f"{_encode_site(part)}\n"))
    except TypeError:
        return NONE
    return digest.hexdigest()


def _parts_of(desk: Desk) -> Iterator[object]:
    """All that is known of the site, in pieces of which none is long."""
    for post in desk.site.posts:
        yield dict(_fields_of(post))
    for whole in (desk.site, desk.atlas):
        for name, value in _fields_of(whole):
            yield name
            yield from value.items() if isinstance(value, Mapping) else (value,)


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@cache
def _reader(cls: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a dataclass's fields, and what reads them all at once."""
    names = tuple(field.name for field in fields(cls))
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda value: tuple(getattr(value, name) for name in names)


def _fields_of(value: Any) -> Iterator[tuple[str, Any]]:
    names, read = _reader(value.__class__)
    return zip(names, read(value), strict=True)


class _Makers(dict[type, Callable[[Any], Any]]):
    """What makes plain values of those of a class, worked out once for each."""

    def __missing__(self, cls: type) -> Callable[[Any], Any]:
        maker = self[cls] = _maker(cls)
        return maker


_MAKERS = _Makers()


def _plain(value: Any) -> Any:
    """A value that JSON does not know, as one that it does. Raises ``TypeError`` for a kind that is not known here."""
    return _MAKERS[value.__class__](value)


def _maker(cls: type) -> Callable[[Any], Any]:
    name = cls.__name__
    if cls is Moment:  # on every card; made plain in one go
        return lambda moment: (name, str(moment.local), moment.timed, str(moment.offset))
    if is_dataclass(cls):
        read = attrgetter("__class__.__name__", *(field.name for field in fields(cls)))
        return partial(_once, read) if issubclass(cls, Shared) else read
    if issubclass(cls, Mapping):
        return dict
    if issubclass(cls, frozenset | set):
        return sorted
    if issubclass(cls, Enum):
        return lambda value: (name, value.name)
    if issubclass(cls, bytes):
        return lambda value: (name, key_of(value))
    if issubclass(cls, _PRINTED):
        return lambda value: (name, str(value))
    raise TypeError(f"{name} has no digest")


def _once(read: Callable[[Any], Any], view: Shared) -> str:
    """The digest of a view that many pages show, kept with it."""
    digest: str = getattr(view, "_digest", "")
    if not digest:
        digest = _hash(_bytes_of(_encode(read(view))))
        object.__setattr__(view, "_digest", digest)
    return digest


def _plain_in_site(value: Any) -> Any:
    """The same inside a site, where things name each other and follow from one another."""
    if isinstance(value, SitePost):
        return value.path  # it stands among the posts
    if isinstance(value, Visit):
        return None  # it stands in the front matter of its post
    if isinstance(value, Entry):
        return value.path, value.front
    if isinstance(value, Body):
        return value.title, value.summary  # the rest is asked of the desk
    return _plain(value)


_encode = json.JSONEncoder(default=_plain, check_circular=False, ensure_ascii=False).encode
_encode_site = json.JSONEncoder(default=_plain_in_site, check_circular=False, ensure_ascii=False).encode
