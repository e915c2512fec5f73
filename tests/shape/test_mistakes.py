"""Every code has its section in the document of mistakes, and every message shows a way out."""

import re
from pathlib import Path

from journeyblog.diagnostics import CODES
from journeyblog.reference.mistakes import mistakes

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "tests" / "errors" / "cases").glob("*.case"))
LABEL = re.compile(r"^[^\n=]+: (?:error|warning)\[[a-z0-9-]+\]: ", re.MULTILINE)
FIX = re.compile(r"^ +(?:\|)? ?= \S", re.MULTILINE)


def test_every_code_has_a_section() -> None:
    text = mistakes()
    assert re.findall(r"^## (\S+)$", text, re.MULTILINE) == list(CODES)


def test_every_message_shows_a_fix() -> None:
    """Under what is wrong stands what to write."""
    for case in CASES:
        told = case.read_text(encoding="utf-8").partition("=== told\n")[2]
        assert LABEL.findall(told)
        assert len(FIX.findall(told)) == len(LABEL.findall(told)), case.stem
