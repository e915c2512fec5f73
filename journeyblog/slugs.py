"""Names that are safe everywhere: slugs for URLs and folders, and the key by which two names collide.

A slug is lower-case ASCII ``[a-z0-9-]``, at most :data:`LONGEST` bytes cut at a word, never one of Windows'
reserved names; making a slug of a slug changes nothing.
"""

import unicodedata

from slugify import slugify

LONGEST = 80
RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))])
_FORBIDDEN = dict.fromkeys(map(ord, '<>:"|?*\\'), "-") | dict.fromkeys(range(32), "-") | {127: "-"}


def slug(text: str) -> str:
    """``text`` as a slug; empty when nothing of it can be written in ASCII."""
    return _portable(slugify(text, max_length=LONGEST, word_boundary=True, save_order=True))


def term_slug(text: str) -> str:
    """A taxonomy term's slug: terms in other scripts keep their letters."""
    made = slug(text)
    if made or not text.strip():
        return made
    wide = slugify(text, allow_unicode=True, max_length=LONGEST, word_boundary=True)
    wide = unicodedata.normalize("NFC", wide)
    while len(wide.encode()) > LONGEST:
        wide = wide[:-1]
    return _portable(wide.rstrip("-"))


def file_name(name: str) -> str:
    """A published file's name: NFC, without the characters and names that Windows refuses."""
    safe = unicodedata.normalize("NFC", name).translate(_FORBIDDEN).rstrip(". ").lstrip()
    stem, dot, suffix = safe.partition(".")
    return f"{stem}-{dot}{suffix}" if stem.lower() in RESERVED else safe or "-"


def collision_key(path: str) -> str:
    """Two output paths with one key are one file on some reader's or author's disk."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _portable(made: str) -> str:
    return f"{made}-1" if made in RESERVED else made
