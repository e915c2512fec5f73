"""The content type of a file by its name: Python's own table, not the machine's, and what it lacks."""

from mimetypes import MimeTypes
from pathlib import PurePosixPath

HTML = "text/html; charset=utf-8"
_TABLE = MimeTypes(filenames=())
_OWN = {
    ".avif": "image/avif",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".gpx": "application/gpx+xml",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_FEEDS = {"feed.xml": "application/atom+xml", "rss.xml": "application/rss+xml", "feed.json": "application/feed+json"}
_TEXTS = ("text/", "application/xml", "application/atom+xml", "application/rss+xml", "image/svg+xml")


def content_type(path: str) -> str:
    """What to call the file in the header of an answer."""
    name = PurePosixPath(path)
    suffix = name.suffix.lower()
    guessed = _FEEDS.get(name.name) or _OWN.get(suffix) or _TABLE.guess_type(f"a{suffix}", strict=False)[0]
    kind = guessed or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind
