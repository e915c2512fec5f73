"""Where each post and page stands on the site."""

import re

from journeyblog.dates import Moment
from journeyblog.model.post import PartKind
from journeyblog.site.site import Station
from journeyblog.slugs import file_name

_TOKEN = re.compile(r":([a-z]+)")


def permalink(pattern: str, *, date: Moment, slug: str, journey: str, station: Station | None, category: str) -> str:
    """The location that ``pattern`` gives a post; a token without a value drops out with its segment."""
    values = {
        "year": f"{date.local.year:04}",
        "month": f"{date.local.month:02}",
        "day": f"{date.local.day:02}",
        "slug": slug,
        "journey": journey,
        "part": _part(station) or slug,
        "category": category,
    }
    segments = []
    for segment in pattern.strip("/").split("/"):
        made = _TOKEN.sub(lambda match: values[match[1]], segment)
        if made.strip("-_."):
            segments.append(file_name(made))
    return f"/{'/'.join(segments)}/"


def clean_location(text: str) -> str | None:
    """A location as an author wrote it (``permalink:``, ``aliases:``); None when it cannot be published.

    A path that names no file is a folder: ``old/page`` is ``/old/page/``.
    """
    path = text.strip()
    if "://" in path or path.startswith("//") or "\\" in path or any(ord(char) < 32 for char in path):
        return None
    path = path.split("#", 1)[0].split("?", 1)[0].strip()
    parts = [part for part in path.split("/") if part]
    if any(set(part) <= {"."} or file_name(part) != part or len(part.encode()) > 120 for part in parts):
        return None
    location = "/" + "/".join(parts)
    if location == "/" or path.endswith("/") or "." not in parts[-1]:
        return location.rstrip("/") + "/"
    return location


def _part(station: Station | None) -> str:
    if station is None:
        return ""
    return str(station.number) if station.kind is PartKind.NUMBERED else station.kind.value
