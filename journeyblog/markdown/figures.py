"""A paragraph of nothing but images in, figures out.

The title of a figure's image is its caption. Several images become a group of figures; an image may carry a link.
"""

from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from journeyblog.markdown import inlines, schemes
from journeyblog.markdown.writer import Writer, attributes

_SPACES = frozenset(["softbreak", "hardbreak"])


def figures(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens of each figure; none at all when ``tokens`` hold anything but images."""
    found: list[list[Token]] = []
    linked: list[Token] = []
    for token in tokens:
        if token.type == "image":
            if schemes.is_unsafe(str(token.attrs["src"])):
                return []
            if linked:
                linked.append(token)
            else:
                found.append([token])
        elif token.type == "link_open":
            linked = [token]
        elif token.type == "link_close":
            if len(linked) != 2:
                return []
            found.append([*linked, token])
            linked = []
        elif linked or (token.type not in _SPACES and (token.type != "text" or token.content.strip())):
            return []
    return found


def write_figures(writer: Writer, paragraph: Token, found: Sequence[Sequence[Token]], line: int) -> None:
    """Write the figures that stand for ``paragraph``."""
    given = attributes(paragraph)
    if len(found) == 1:
        _write(writer, found[0], line, given)
        return
    classes = f"figure-group {paragraph.attrs.get('class', '')}".strip()
    writer.parts.append(f'<div class="{escape(classes)}"{attributes(paragraph, ("class",))}>\n')
    for tokens in found:
        _write(writer, tokens, line, "")
    writer.parts.append("</div>\n")


def _write(writer: Writer, tokens: Sequence[Token], line: int, given: str) -> None:
    writer.parts.append(f"<figure{given}>")
    image = tokens[len(tokens) // 2]
    inlines.write_inline(writer, tokens[: len(tokens) // 2], line)
    inlines.write_image(writer, image, line + image.meta.get("down", 0), titled=False)
    inlines.write_inline(writer, tokens[len(tokens) // 2 + 1 :], line)
    caption = str(image.attrs.get("title", ""))
    if caption:
        writer.parts.append(f"<figcaption>{escape(caption, quote=False)}</figcaption>")
        writer.say(caption)
    writer.parts.append("</figure>\n")
