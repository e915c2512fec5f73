"""Attribute lists: ``{#id .class lang=fr}`` after a link, an image or code, at the end of a heading, or on a line
of their own above a block.

In: text that is an attribute list from brace to brace; anything else in braces (``{{ x }}``, ``{% x %}``) is text.
Out: the allowed attributes on the token they belong to, the names of the others in its ``meta["refused"]``. Which
are allowed depends on the element; ``style``, ``href``, ``src`` and ``on…`` never are.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_ITEM = re.compile(
    r"#(?P<id>[\w:-]++)|\.(?P<class>[\w:-]++)"
    r"|(?P<key>[A-Za-z][\w:-]*+)=(?:\"(?P<quoted>[^\"{}\n]*+)\"|(?P<bare>[\w:.%/+-]++))"
)
_LIST = re.compile(rf"(?:\{{[ \t]*+(?:(?:{re.sub(r'[?]P<[a-z]+>', '?:', _ITEM.pattern)})(?:[ \t]++|(?=\}})))++\}})++")
_AFTER = frozenset(["image", "code_inline", "link_close"])
_VALUES = {
    "id": re.compile(r"\S+"),
    "class": re.compile(r".+"),
    "lang": re.compile(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "title": re.compile(r".*"),
}
_ELEMENT_VALUES = {
    "a": {"hreflang": _VALUES["lang"], "rel": re.compile(r"[a-z -]+")},
    "img": {"width": re.compile(r"[0-9]{1,5}"), "height": re.compile(r"[0-9]{1,5}")},
}


def inline(state: StateInline, silent: bool) -> bool:
    """A list that directly follows a link, an image or code."""
    if state.src[state.pos] != "{" or silent or state.pending or not state.tokens:
        return False
    if state.tokens[-1].type not in _AFTER:
        return False
    found = _LIST.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    index = len(state.tokens) - 1
    if state.tokens[index].nesting < 0:
        while state.tokens[index].type != "link_open":
            index -= 1
    _give(state.tokens[index], parse(found[0]))
    state.pos = found.end()
    return True


def block(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A line that is a list and nothing else."""
    position, end = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if state.src[position : position + 1] != "{" or state.is_code_block(start):
        return False
    found = _LIST.match(state.src, position, end)
    if found is None or state.src[found.end() : end].strip(" \t"):
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.meta = parse(found[0])
        state.line = start + 1
    return True


def resolve(state: StateCore) -> None:
    """Give the lists that were found in blocks to their block, and headings the list at their end."""
    kept: list[Token] = []
    waiting: dict[str, str] = {}
    heading: Token | None = None
    for token in state.tokens:
        if token.type == "attributes":
            waiting = _merged(waiting, token.meta)
            continue
        if waiting:
            if token.nesting >= 0:
                _give(token, waiting)
            waiting = {}
        if token.type == "heading_open":
            heading = token
        elif heading is not None:
            _take_last(token, heading)
            heading = None
        kept.append(token)
    state.tokens = kept


def _take_last(content: Token, heading: Token) -> None:
    text = content.content
    start = text.rfind("{")
    if text.endswith("}") and text[start - 1 : start].strip(" \t") == "" and _LIST.fullmatch(text, start):
        content.content = text[:start].rstrip()
        _give(heading, parse(text[start:]))


def parse(source: str) -> dict[str, str]:
    """One or more lists as names and values; classes add up, of an id or key the last one counts."""
    found: dict[str, str] = {}
    for item in _ITEM.finditer(source):
        if item["id"]:
            found["id"] = item["id"]
        elif item["class"]:
            found = _merged(found, {"class": item["class"]})
        else:
            value = item["quoted"] if item["quoted"] is not None else item["bare"]
            found = _merged(found, {item["key"].lower(): value})
    return found


def _merged(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    merged = first | second
    if "class" in first and "class" in second:
        merged["class"] = f"{first['class']} {second['class']}"
    return merged


def _give(token: Token, attributes: dict[str, str]) -> None:
    values = _VALUES | _ELEMENT_VALUES.get(token.tag, {})
    for name, value in attributes.items():
        if name not in values or not values[name].fullmatch(value):
            token.meta.setdefault("refused", []).append(name)
        elif name == "class" and "class" in token.attrs:
            token.attrs["class"] = f"{token.attrs['class']} {value}"
        else:
            token.attrs[name] = value
