"""The preview's own lines in a page, put there on the way to a browser and never into a file."""

from html import escape

from journeyblog.serve.edition import Shown

PREFIX = "/_journeyblog/"
"""Reserved for the preview: a site has no page below it (see ``KEPT`` in the publishing room for files)."""
STAND_IN = (
    b"<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
    b'<meta name=viewport content="width=device-width">\n<title>%s</title>\n</head>\n'
    b"<body>\n<p>%s</p>\n</body>\n</html>\n"
)


def stand_in(words: str) -> bytes:
    """A page for where there is none yet."""
    said = escape(words).encode()
    return STAND_IN % (said, said)


def with_preview(page: bytes, place: str, digest: str, number: int, run: str) -> bytes:
    """The page with a script that keeps it fresh. ``digest`` is that of the page itself, ``run`` this run's token."""
    values = {"page": place, "digest": digest, "number": str(number), "run": run}
    data = " ".join(f'data-{name}="{escape(value)}"' for name, value in values.items())
    lines = (
        f'<script src="{PREFIX}idiomorph.js" defer></script>\n<script src="{PREFIX}preview.js" defer {data}></script>\n'
    ).encode()
    at = page.lower().rfind(b"</body>")
    return page[:at] + lines + page[at:] if at >= 0 else page + lines


def digest_of(found: Shown | None) -> str:
    """The digest that a page is known by: none for a page that is not there."""
    return found.digest if found is not None else ""
