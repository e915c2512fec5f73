"""Names that are safe everywhere: slugs for URLs and folders, and the key by which two names collide.

A slug is lower-case ASCII ``[a-z0-9-]``, at most :data:`LONGEST` bytes cut at a word, never one of Windows'
reserved names; making a slug of a slug changes nothing.
"""

import unicodedata
from functools import lru_cache
from hashlib import sha256

from slugify import slugify

LONGEST = 80
LONGEST_NAME = 120
MANY = 1 << 16
"""Names whose slugs are remembered: a site says few of them, and each very often."""
RESERVED = frozenset(["con", "prn", "aux", "nul", "conin$", "conout$",
                      *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")])  # fmt: skip
_FORBIDDEN = dict.fromkeys([*map(ord, '<>:"|?*\\/'), *range(32), *range(127, 160)], "-")


@lru_cache(maxsize=MANY)
def slug(text: str) -> str:
    """``text`` as a slug; empty when nothing of it can be written in ASCII."""
    return _portable(slugify(text, max_length=LONGEST, word_boundary=True, save_order=True))


@lru_cache(maxsize=MANY)
def term_slug(text: str) -> str:
    """A taxonomy term's slug: terms in other scripts than Latin keep their letters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    if not any(_is_foreign(char) for char in folded):
        return slug(text)
    words = "".join(char if unicodedata.category(char)[0] in "LMN" else _gap(char) for char in folded).split()
    made = unicodedata.normalize("NFC", _cut("-".join(words)))
    return made if any(_is_foreign(char) for char in made) else slug(made)


def file_name(name: str) -> str:
    """A published file's name: NFC, without the characters and names that Windows refuses, of a length all disks take.

    ``name`` is one part of a path. A longer one is cut, and a digest of the whole keeps it apart from its like.
    """
    safe = unicodedata.normalize("NFC", name).translate(_FORBIDDEN).rstrip(". ").lstrip()
    stem, dot, suffix = safe.partition(".")
    if stem.rstrip(" ").lower() in RESERVED:
        safe = f"{stem.rstrip(' ')}-{dot}{suffix}"
    if len(safe.encode()) <= LONGEST_NAME:
        return safe or "-"
    stem, dot, suffix = safe.rpartition(".")
    if not stem or len(suffix.encode()) > 16:
        stem, dot, suffix = safe, "", ""
    tail = f"-{sha256(safe.encode()).hexdigest()[:8]}{dot}{suffix}"
    return stem.encode()[: LONGEST_NAME - len(tail.encode())].decode(errors="ignore") + tail


def collision_key(path: str) -> str:
    """Two output paths with one key are one file on some reader's or author's disk."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _is_foreign(char: str) -> bool:
    """Whether it is a letter of another script than Latin."""
    return unicodedata.category(char) in ("Lo", "Ll") and not unicodedata.name(char, "").startswith("LATIN")


def _gap(char: str) -> str:
    return "" if unicodedata.category(char) == "Cf" else " "


def _cut(made: str) -> str:
    """At most :data:`LONGEST` bytes, at a word; within it when the first word alone is longer."""
    data = made.encode()
    if len(data) <= LONGEST:
        return made
    head = data[: LONGEST + 1].decode(errors="ignore").rpartition("-")[0]
    return head or data[:LONGEST].decode(errors="ignore")


def _portable(made: str) -> str:
    return f"{made}-1" if made in RESERVED else made
