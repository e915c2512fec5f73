"""GitHub's autolinks: bare ``http://``, ``https://`` and ``www.`` addresses, and e-mail addresses.

In: an inline position, or the text tokens of a block. Out: ``link_open``, ``text``, ``link_close``. Addresses
are found while parsing, so that ``_`` and ``*`` inside them are no emphasis; mail afterwards, because its local
part may hold a ``_`` that emphasis looked at first. This is how cmark-gfm does it. The plugin's rules look back
through all pending text at each ``:``, which is quadratic; here every look is bounded or consumes what it saw.
"""

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from journeyblog.markdown.rules.placed import lines_above

_LABEL = r"[^\W_](?:[\w-]{0,62})"
_URL = re.compile(
    rf"(?:https?://(?:[\w-]{{1,63}}\.){{0,20}}{_LABEL}|www\.(?:[\w-]{{1,63}}\.){{0,20}}{_LABEL}\.{_LABEL}"
    rf"|www\.{_LABEL})"
    r"[^\s<]*",
    re.IGNORECASE,
)
STOPS = {":": r"(?<=[Tt][Tt][Pp]:)(?=//)|(?<=[Tt][Tt][Pp][Ss]:)(?=//)", "w": r"(?=ww\.)"}
"""The characters at which an address is noticed, and what must be around them."""
_SCHEME = re.compile(r"(?<![A-Za-z0-9])https?:", re.IGNORECASE)
_WWW = re.compile(r"(?<![A-Za-z0-9/.@:-])www\.")
_MAIL = re.compile(
    r"(?<![A-Za-z0-9.+_/:-])[A-Za-z0-9.+_-]{1,64}@(?:[A-Za-z0-9_-]{1,63}\.){1,8}[A-Za-z0-9_-]{0,62}[A-Za-z0-9]"
    r"(?![A-Za-z0-9_@-])"
)
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")
_TRAILING = "?!.,:*_~'\""


def address(state: StateInline, silent: bool) -> bool:
    """A bare web address at the current position. Inside a label that is only being measured it is text."""
    if silent or state.linkLevel > 0:
        return False
    before = _behind(state)
    start = state.pos - before
    if not (_SCHEME if before else _WWW).match(state.src, start):
        return False
    found = _URL.match(state.src, start, state.posMax)
    if found is None or not state.pending.endswith(state.src[start : state.pos]):
        return False
    url = _trimmed(found[0])
    if before:
        state.pending = state.pending[:-before]
    link = state.push("link_open", "a", 1)
    link.attrs = {"href": url if before else f"http://{url}"}
    link.info = "auto"
    link.meta = {"down": lines_above(state.src, start)}
    state.push("text", "", 0).content = url
    state.push("link_close", "a", -1).info = "auto"
    state.pos = start + len(url)
    return True


def _behind(state: StateInline) -> int:
    """How much of the address lies before the character at which it was noticed: its scheme."""
    if state.src[state.pos] != ":":
        return 0
    return 5 if state.src[state.pos - 1] in "sS" else 4


def _trimmed(url: str) -> str:
    """``url`` without the punctuation that belongs to the sentence around it."""
    end = len(url)
    surplus = url.count(")") - url.count("(")
    while True:
        last = url[end - 1]
        if last in _TRAILING:
            end -= 1
        elif last == ")" and surplus > 0:
            end, surplus = end - 1, surplus - 1
        elif last == ";" and (entity := _ENTITY.search(url, max(0, end - 32), end)):
            end = entity.start()
        else:
            return url[:end]


def mail(state: StateCore) -> None:
    """E-mail addresses in the text of every block."""
    for block in state.tokens:
        if block.type == "inline" and block.children and "@" in block.content:
            block.children = list(_linked(block.children))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    inside = down = 0
    for token in tokens:
        if token.type == "link_open":
            inside += 1
        elif token.type == "link_close":
            inside -= 1
        elif token.type in ("softbreak", "hardbreak"):
            down += 1
        if token.type != "text" or inside or "@" not in token.content:
            yield token
            continue
        yield from _split(token, down)


def _split(token: Token, down: int) -> Iterator[Token]:
    text, position = token.content, 0
    for found in _MAIL.finditer(text):
        if found.start() > position:
            yield token.copy(content=text[position : found.start()])
        href = f"mailto:{found[0]}"
        yield Token("link_open", "a", 1, attrs={"href": href}, level=token.level, info="auto", meta={"down": down})
        yield token.copy(content=found[0], level=token.level + 1)
        yield Token("link_close", "a", -1, level=token.level, info="auto")
        position = found.end()
    if position < len(text):
        yield token.copy(content=text[position:])
