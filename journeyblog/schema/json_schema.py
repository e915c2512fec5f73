"""The parts of a JSON Schema (draft 2020-12) that shapes are made of.

An editor parses YAML by itself before it looks at a schema, and gives types to plain scalars as YAML 1.2 does: ``4`` is
a number, ``true`` a boolean, nothing null, everything else text. So a schema allows each form in which a value may
arrive. Two habits keep schemas short and the messages of editors clear: a keyword for texts, numbers, lists or groups
says nothing about the others, so they stand side by side under one ``type``; and what is defined under ``$defs``
leaves ``type`` to whoever refers to it.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

JsonSchema = dict[str, Any]
Definitions = dict[str, JsonSchema]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SINGLE = ("string", "number", "boolean")
"""How any single value may arrive."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def text(**keywords: Any) -> JsonSchema:
    """Any single value, read as the text that was written."""
    return {"type": list(SINGLE), **keywords}


def pattern(*alternatives: str) -> str:
    """A regular expression of whole texts, with blanks around them allowed."""
    return rf"^\s*(?:{'|'.join(alternatives)})\s*$"


def any_case(word: str) -> str:
    """A regular expression of the word in any mix of capitals and small letters."""
    return "".join(
        f"[{letter.upper()}{letter.lower()}]" if letter.isascii() and letter.isalpha() else re.escape(letter)
        for letter in word
    )


def words(offered: Iterable[str], understood: Iterable[str]) -> JsonSchema:
    """One of the words ``offered`` for completion, or any ``understood`` in any case."""
    return {"anyOf": [{"enum": list(offered)}, {"type": "string", "pattern": pattern(*map(any_case, understood))}]}


def either(*schemas: JsonSchema) -> JsonSchema:
    """One of several."""
    return {"anyOf": list(schemas)}


def nullable(schema: JsonSchema) -> JsonSchema:
    """The same, or left empty."""
    if "type" not in schema:
        return either(*schema.get("anyOf", [schema]), {"type": "null"}) if schema else schema
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    return {**schema, "type": [*types, "null"]}


def one_or_more(item: JsonSchema) -> JsonSchema:
    """A list of ``item``, or one alone; entries may be left empty."""
    several = {"type": "array", "items": nullable(item)}
    if "type" not in item:
        return either(*item.get("anyOf", [item]), several) if item else item
    types = [item["type"]] if isinstance(item["type"], str) else item["type"]
    return {**item, "type": [*types, "array"], "items": several["items"]}


def plain_value(written: str) -> Any:
    """What an editor makes of a plain scalar."""
    if _NUMBER.fullmatch(written) or written in ("true", "false"):
        return json.loads(written)
    return written
