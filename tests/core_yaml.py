"""YAML as editors parse it: by the core schema of YAML 1.2, where yes and no are texts and a date is one too."""

import re
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_WHOLE = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)")


def load(text: str) -> Any:
    """The value of a YAML text."""
    return _value(yaml.compose(text, Loader=yaml.CSafeLoader))


def _value(node: Node | None) -> Any:
    if isinstance(node, MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_value(item) for item in node.value]
    if node is None or not isinstance(node, ScalarNode):
        return None
    return node.value if node.style else _plain(node.value)


def _plain(text: str) -> Any:
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if _WHOLE.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text) or _HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    if _NUMBER.fullmatch(text) or text in (".nan", ".NaN", ".NAN"):
        return float(text.lstrip(".") if "n" in text.lower() else text)
    if _INFINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return text
