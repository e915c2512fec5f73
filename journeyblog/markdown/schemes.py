"""A link's target in, whether it may be published out.

The scheme is read as browsers do: without the control characters and spaces they ignore, in any case.
"""

import re

_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff\ufffd]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
# What runs a script, holds a document of its own or reads the reader's disk.
UNSAFE = frozenset(
    ["javascript", "vbscript", "livescript", "mocha", "data", "file", "blob", "filesystem", "view-source", "jar"]
)
RAW = frozenset(["http", "https", "mailto", "tel", "sms", "geo", "xmpp", "business", "journey", "post"])
"""The schemes that links in sanitised HTML may have: those above are far from all that browsers know."""


def scheme(target: str) -> str:
    """The scheme of ``target``, lower-case; empty for a relative link."""
    if ":" not in target:
        return ""
    found = _SCHEME.match(_IGNORED.sub("", target).lower())
    return found[1] if found else ""


def is_unsafe(target: str) -> bool:
    """Whether a Markdown link to ``target`` is left out."""
    return scheme(target) in UNSAFE
