"""Bytes as an answer to a browser: whole, a part of them, or only that nothing changed.

The tag of an answer is a digest of what is sent, so a browser that asks again is told in a few bytes.
"""

import re
from collections.abc import Mapping
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def answer(request: Request, data: bytes, type_: str, status: int = 200) -> Response:
    """``data``, as far as the browser wants them."""
    tag = f'"{blake2b(data, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Accept-Ranges": "bytes"}
    if status != 200:
        return Response(data, status, headers, type_)
    if _knows(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    wanted = request.headers.get("range", "")
    if wanted and request.headers.get("if-range", tag) == tag:
        return _part(data, type_, headers, wanted)
    return Response(data, headers=headers, media_type=type_)


def _knows(said: str, tag: str) -> bool:
    return said.strip() == "*" or any(one.strip().removeprefix("W/") == tag for one in said.split(","))


def _part(data: bytes, type_: str, headers: Mapping[str, str], wanted: str) -> Response:
    """One range; several at once are not worth their trouble, and the whole is a right answer to them."""
    found = _RANGE.fullmatch(wanted.strip())
    if found is None or wanted.strip() == "bytes=-":
        return Response(data, headers=dict(headers), media_type=type_)
    size = len(data)
    first, last = found.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if first and last and int(last) < start:
        return Response(data, headers=dict(headers), media_type=type_)
    if start >= size:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    part = {**headers, "Content-Range": f"bytes {start}-{end}/{size}"}
    return Response(data[start : end + 1], 206, part, type_)
