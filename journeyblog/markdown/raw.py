"""The author's own HTML: inspected before anything is written, then written as the mode has it.

In: ``html_block`` and ``html_inline`` tokens with their lines. Out: problems for what the sanitiser will drop,
the line of each link, the sanitised HTML cut at its links. The invariant: HTML that would blow up in the sanitiser
(:mod:`.nesting`) never reaches it: the document's raw HTML is then shown as text.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from markdown_it.token import Token

from journeyblog.markdown import sanitiser
from journeyblog.markdown.body import Link
from journeyblog.markdown.nesting import CLOSED_BY_OTHERS, Nesting
from journeyblog.markdown.rules.more import MORE
from journeyblog.markdown.tags import COMMENT, RAW_TEXT, Tag, scan
from journeyblog.markdown.writer import Writer

_HINT = "HTML that could do harm is left out; if it is yours, write  markdown: {html: trusted}  in site.yaml"
_SHORT = 80
_COMMENT_HINT = "Write --> where the note ends; to show the sign itself, write  \\<!--"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Fragment:
    """The HTML of one token and the line it begins at."""

    html: str
    line: int


@dataclass(slots=True)
class Inspection:
    """What the fragments of a document hold."""

    ids: list[str] = field(default_factory=list)
    lines: defaultdict[tuple[str, str], deque[int]] = field(default_factory=lambda: defaultdict(deque))
    nesting: Nesting = field(default_factory=Nesting)


def fragments(tokens: Iterable[Token]) -> Iterator[Fragment]:
    """Every piece of raw HTML in document order."""
    line = 1
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        if token.type == "html_block":
            yield Fragment(token.content, line)
        elif token.children:
            for child in token.children:
                if child.type == "html_inline":
                    yield Fragment(child.content, line + child.meta.get("down", 0))


def inspect(writer: Writer, found: Iterable[Fragment], *, report: bool) -> Inspection:
    """Look through the fragments; with ``report``, tell what the sanitiser will drop."""
    result = Inspection()
    for fragment in found:
        for tag, line in _with_lines(fragment):
            if report:
                _report(writer, tag, line)
            result.nesting.add(tag)
            if tag.closing:
                continue
            if tag.name == "img" and all(attribute.name != "alt" for attribute in tag.attributes):
                message = "This picture has no description for those who cannot see it"
                hint = 'Say what it shows, as in  alt="The terrace at sunset"'
                writer.problems.add("image-without-alt", line, "<img", message, hint)
            for attribute in tag.attributes:
                value = unescape(attribute.value)
                if attribute.name == "id":
                    result.ids.append(value)
                elif attribute.name in sanitiser.LINKS:
                    result.lines[attribute.name, value].append(line)
    return result


def _with_lines(fragment: Fragment) -> Iterator[tuple[Tag, int]]:
    line, position = fragment.line, 0
    for tag in scan(fragment.html):
        line += fragment.html.count("\n", position, tag.start)
        position = tag.start
        yield tag, line


def _closed(row: str) -> str:
    """What closes a tag: its line with the sign that is missing, if it is short."""
    return f"Write  {row.strip()}>" if row.strip() and len(row) <= _SHORT else "Write > where the tag ends"


def _report(writer: Writer, tag: Tag, line: int) -> None:
    def add(sought: str, message: str, hint: str = _HINT) -> None:
        writer.problems.add("unsafe-html", line, sought, message, hint)

    if not tag.ended:
        if tag.name == COMMENT:
            add("<!--", "A hidden note begins here and never ends, so the text after it is left out", _COMMENT_HINT)
        else:
            message = f"The tag '<{tag.name}' begins here and never ends, so the text after it is left out"
            add(f"<{tag.name}", message, _closed(writer.problems.row(line)))
        return
    if tag.closing or tag.name == COMMENT:
        return
    if tag.name not in sanitiser.TAGS:
        add(f"<{tag.name}", f"The tag <{tag.name}> is not published")
        return
    for attribute in tag.attributes:
        if not sanitiser.allows(tag.name, attribute):
            add(attribute.name, f"The attribute '{attribute.name}' of <{tag.name}> is not published")
        elif scheme := sanitiser.refusal(attribute):
            add(attribute.name, f"'{scheme}:' links are not published: '{attribute.name}' of <{tag.name}>")


def write_inline(writer: Writer, html: str, line: int) -> None:
    """One tag inside a paragraph."""
    if writer.raw_is_text:
        writer.parts.append(escape(html, quote=False))
    elif writer.mark:
        writer.parts.append(html)
    else:
        _write_trusted(writer, html, line)


def write_block(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    """A block of HTML; it may hold the mark that ends the summary."""
    token = tokens[index]
    line = token.map[0] + 1 if token.map else writer.line
    found = MORE.search(token.content)
    before = token.content[: found.start()] if found else token.content
    for html in (before, token.content[found.end() :] if found else ""):
        if writer.raw_is_text:
            writer.parts.append(f"<p>{escape(html, quote=False)}</p>\n" if html.strip() else "")
        else:
            writer.say(shown(html))
            write_inline(writer, html, line)
        if found and html is before:
            writer.end_summary()
            line += token.content.count("\n", 0, found.end())


def _write_trusted(writer: Writer, html: str, line: int) -> None:
    position = 0
    for tag, at in _with_lines(Fragment(html, line)):
        for attribute in tag.attributes:
            if attribute.name not in sanitiser.LINKS or html[attribute.end - 1] != '"':
                continue
            writer.parts.append(html[position : attribute.start])
            sized = any(other.name in ("width", "height") for other in tag.attributes)
            writer.link(attribute.name, unescape(attribute.value), at, sized)
            position = attribute.end
    writer.parts.append(html[position:])


def shown(html: str) -> str:
    """The text that ``html`` shows."""
    parts: list[str] = []
    position, hidden = 0, False
    for tag in scan(html):
        if not hidden:
            parts.append(unescape(html[position : tag.start]))
        hidden = not tag.closing and tag.name in RAW_TEXT
        position = tag.end
        if tag.name == "br" or tag.name in CLOSED_BY_OTHERS:
            parts.append(" ")
    if not hidden:
        parts.append(unescape(html[position:]))
    return _SPACE.sub(" ", "".join(parts))


def publish(writer: Writer, inspection: Inspection) -> frozenset[str]:
    """Sanitise what was written and cut it at its links; returns its ids."""
    html = sanitiser.clean("".join(writer.parts))
    left = re.compile(rf"{writer.mark}\d+")
    known, writer.links, writer.parts = writer.links, [], []
    ids: set[str] = set()
    checkboxes = writer.checkboxes()
    position = 0
    for tag in scan(html):
        for attribute in tag.attributes:
            value = unescape(attribute.value)
            if attribute.name == "id":
                ids.add(value)
            elif attribute.name == "class" and value in checkboxes:
                # The sanitised element is `<span class="…"></span>`.
                writer.parts.append(left.sub("", html[position : tag.start]))
                writer.parts.append(checkboxes[value])
                position = tag.end + len("</span>")
            elif attribute.name in sanitiser.LINKS:
                writer.parts.append(left.sub("", html[position : attribute.start]))
                link = _link(writer.mark, known, tag, attribute.name, value, inspection)
                writer.cut(link)
                position = attribute.end
    writer.parts.append(left.sub("", html[position:]))
    return frozenset(ids)


def _link(mark: str, known: Sequence[Link], tag: Tag, attribute: str, value: str, inspection: Inspection) -> Link:
    if value.startswith(mark) and value.removeprefix(mark).isdecimal():
        return known[int(value.removeprefix(mark))]
    lines = inspection.lines.get((attribute, value), deque([1]))
    line = lines.popleft() if len(lines) > 1 else lines[0]
    sized = any(other.name in ("width", "height") for other in tag.attributes)
    return Link(target=value, line=line, attribute=attribute, sized=sized)
