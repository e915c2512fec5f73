"""Locations, hrefs and output paths.

A *location* is where something stands on the site, unencoded and without the path of ``base_url``:
``/2018/02/part-3/``. An *href* is what a page prints: encoded, with that path. An *output path* is the file.
"""

from urllib.parse import quote

_SAFE = "/-._~!$&'()*+,;=:@"


def href(location: str, base_path: str) -> str:
    """The location as an attribute's value."""
    return base_path + (
        location if location.isascii() and " " not in location and "%" not in location else quote(location, safe=_SAFE)
    )


def link_href(written: object, base_path: str) -> str:
    """What an author wrote as a link, as printed: a path of this site gets the path that the site stands under."""
    link = str(written)
    return href(link, base_path) if link.startswith("/") and not link.startswith("//") else link


def output_path(location: str) -> str:
    """The file behind a location: a folder's ``index.html``, or the file itself."""
    path = location.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def folder_of(location: str) -> str:
    """The folder in which a page's own files lie, with a slash at the end."""
    return location[: location.rfind("/") + 1]
