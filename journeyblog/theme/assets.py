"""The theme's own files as they are published: ``style.css`` as ``theme/style.3f2a1b9c.css``.

The name holds a fingerprint of the content, so a browser may keep the file for ever. ``url(…)`` in a style sheet is
rewritten to the published names; a style sheet's own fingerprint is taken after that.
"""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, unquote

FOLDER = "theme"
_URL = re.compile(rb"""url\(\s*(["']?)([^"')\s:?#]+)((?:[?#][^"')\s]*)?)\1\s*\)""")


@dataclass(frozen=True, slots=True)
class Published:
    """``names`` gives each asset's published path (without a slash in front); ``files`` the content of each path."""

    names: Mapping[str, str]
    files: Mapping[str, bytes]


def publish(assets: Mapping[str, bytes]) -> Published:
    """Name every asset by its content; the style sheets last, because they name the others."""
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for name in sorted(assets, key=lambda name: (name.endswith(".css"), name)):
        content = assets[name]
        if name.endswith(".css"):
            content = _with_published_urls(content, name, names)
        names[name] = _fingerprinted(name, content)
        files[names[name]] = content
    return Published(MappingProxyType(names), MappingProxyType(files))


def _fingerprinted(name: str, content: bytes) -> str:
    stem, suffix = posixpath.splitext(name)
    return f"{FOLDER}/{stem}.{hashlib.sha256(content).hexdigest()[:8]}{suffix}"


def _with_published_urls(content: bytes, name: str, names: Mapping[str, str]) -> bytes:
    here = posixpath.dirname(name)

    def published(found: re.Match[bytes]) -> bytes:
        target = names.get(posixpath.normpath(posixpath.join(here, unquote(found[2].decode(errors="replace")))))
        if target is None:
            return found[0]
        relative = posixpath.relpath(target, posixpath.join(FOLDER, here))
        return b'url("%s%s")' % (quote(relative).encode(), found[3])

    return _URL.sub(published, content)
