"""Which rules a document needs, told by the characters that set each rule off.

A rule costs time wherever it is asked, also when it finds nothing, so a document gets only the rules whose
trigger it contains. The invariant, shown by a property test: with every rule on, the HTML is the same.
"""

import re
from enum import Flag

from journeyblog.markdown.body import Options


class Feature(Flag):
    """A group of rules that is switched on as one."""

    TABLES = 1
    STRIKETHROUGH = 2
    DEFINITIONS = 4
    FOOTNOTES = 8
    ATTRIBUTES = 16
    WEB = 32
    WWW = 1024
    MAIL = 2048
    TYPOGRAPHY = 64
    TASKS = 128
    ANGLES = 256
    """The rules that begin with ``<``: HTML, autolinks, the ``<!--more-->`` mark."""
    RAW = 512
    """HTML is markup, not text."""


_PLAIN = {
    "|": Feature.TABLES,
    "~~": Feature.STRIKETHROUGH,
    "[^": Feature.FOOTNOTES,
    "{": Feature.ATTRIBUTES,
    "://": Feature.WEB,
    "www.": Feature.WWW,
    "@": Feature.MAIL,
    "[ ]": Feature.TASKS,
    "[x]": Feature.TASKS,
    "[X]": Feature.TASKS,
    "<": Feature.ANGLES,
}
_TYPOGRAPHIC = ("'", '"', "--", "...")
# Starts with a sign, and without ^, for which every place would be tried.
_DEFINITION = re.compile(r"\n[ \t>]*[:~][ \t]")
_MODES = {"safe": Feature.RAW, "trusted": Feature.RAW, "off": Feature(0)}


def detect(text: str, options: Options) -> Feature:
    """The features that can change how ``text`` is rendered."""
    found = Feature(0)
    for trigger, feature in _PLAIN.items():
        if trigger in text:
            found |= feature
    if _DEFINITION.search(f"\n{text}"):
        found |= Feature.DEFINITIONS
    if options.typographer and any(trigger in text for trigger in _TYPOGRAPHIC):
        found |= Feature.TYPOGRAPHY
    if Feature.ANGLES in found:
        found |= _MODES[options.html]
    return found


def every(options: Options) -> Feature:
    """All that ``options`` allow, needed or not."""
    found = ~Feature(0)
    if not options.typographer:
        found &= ~Feature.TYPOGRAPHY
    if not _MODES[options.html]:
        found &= ~Feature.RAW
    return found
