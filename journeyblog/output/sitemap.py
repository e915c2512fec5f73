"""The sitemap (https://www.sitemaps.org/protocol.html).

In: absolute URLs with the day of their last change. Out: ``sitemap.xml``, or, past the protocol's limits, an index of
that name and its numbered parts. The order is the caller's.
"""

from collections.abc import Iterable, Mapping

from journeyblog.output.xml_text import DECLARATION, element

MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(urls: Iterable[tuple[str, str]], folder_url: str) -> Mapping[str, bytes]:
    """File names and their bytes, for ``(URL, YYYY-MM-DD or "")`` pairs.

    ``folder_url`` is where the files will lie: an index names its parts by absolute URLs.
    """
    parts = _parts([_row("url", url, day) for url, day in urls])
    if len(parts) == 1:
        return {"sitemap.xml": _document("urlset", parts[0])}
    files = {f"sitemap-{number}.xml": _document("urlset", rows) for number, rows in enumerate(parts, 1)}
    index = [_row("sitemap", f"{folder_url.rstrip('/')}/{name}", "") for name in files]
    return {"sitemap.xml": _document("sitemapindex", index), **files}


def _parts(rows: list[bytes]) -> list[list[bytes]]:
    frame = len(_document("urlset", []))
    parts: list[list[bytes]] = [[]]
    size = frame
    for row in rows:
        if len(parts[-1]) == MOST_URLS or (parts[-1] and size + len(row) > MOST_BYTES):
            parts.append([])
            size = frame
        parts[-1].append(row)
        size += len(row)
    return parts


def _row(name: str, url: str, day: str) -> bytes:
    changed = element("lastmod", day) if day else ""
    return f"<{name}>{element('loc', url)}{changed}</{name}>\n".encode()


def _document(name: str, rows: list[bytes]) -> bytes:
    opening = f'{DECLARATION}\n<{name} xmlns="{_NAMESPACE}">\n'.encode()
    return b"".join([opening, *rows, f"</{name}>\n".encode()])
