"""The table of codes: every code used is in it, every code in it is used, and their names are kebab-case."""

import re
from pathlib import Path

from journeyblog.diagnostics import CODES

PACKAGE = Path(__file__).resolve().parents[2] / "journeyblog"
TEXT = re.compile(r"""["']([a-z0-9]+(?:-[a-z0-9]+)+)["']""")


def sources() -> str:
    paths = [path for path in PACKAGE.rglob("*.py") if path.name != "codes.py"]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_names_are_kebab_case() -> None:
    assert [code for code in CODES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []


def test_every_code_in_the_table_is_used() -> None:
    text = sources()
    made = {f"unknown-{word}" for word in ("stage", "channel", "kind")}  # built from a word in site/visits.py
    assert sorted(code for code in CODES if code not in made and f'"{code}"' not in text) == []


def test_every_code_used_is_in_the_table() -> None:
    call = re.compile(r"""(?:error|warn|warning|error_at|_error|_warning|Refusal)\(\s*\n?\s*["']([a-z0-9-]+)["']""")
    keyword = re.compile(r"""\bcode=["']([a-z0-9-]+)["']""")
    text = sources()
    used = {*call.findall(text), *keyword.findall(text)}
    assert len(used) > 40
    assert sorted(used - set(CODES)) == []
