"""Inline tokens in; their HTML and links to the writer, their plain text out."""

from collections.abc import Callable, Sequence
from html import escape

from markdown_it.token import Token

from journeyblog.markdown import footnotes, raw, schemes
from journeyblog.markdown.words import plain
from journeyblog.markdown.writer import Writer, attributes

_HINT = "Links may lead to web pages, e-mail and telephone addresses and to files of this site"


def write_inline(writer: Writer, tokens: Sequence[Token], line: int) -> str:
    """Write ``tokens`` of a block that begins at ``line``; returns what they say."""
    texts: list[str] = []
    add, say = writer.parts.append, texts.append
    for token in tokens:
        kind = token.type
        if kind == "text":
            content = token.content
            say(content)
            add(escape(content, quote=False))
        elif kind == "softbreak":
            say(" ")
            add("\n")
        elif kind == "code_inline":
            say(token.content)
            add(f"<code{attributes(token)}>{escape(token.content, quote=False)}</code>")
        elif kind == "more":
            writer.end_summary("".join(texts))
        elif kind in INLINES:
            say(INLINES[kind](writer, token, line + token.meta.get("down", 0)))
        else:
            add(f"<{'/' if token.nesting < 0 else ''}{token.tag}>")
    return "".join(texts)


def _open_link(writer: Writer, token: Token, line: int) -> str:
    target = str(token.attrs["href"])
    writer.dropped.append(schemes.is_unsafe(target))
    if writer.dropped[-1]:
        report_unsafe(writer, target, line)
        return ""
    writer.parts.append("<a ")
    writer.link("href", target, line)
    writer.parts.append(f"{attributes(token, ('href',))}>")
    return ""


def _close_link(writer: Writer, _token: Token, _line: int) -> str:
    if not writer.dropped.pop():
        writer.parts.append("</a>")
    return ""


def _break(writer: Writer, _token: Token, _line: int) -> str:
    writer.parts.append("<br>\n")
    return " "


def _html(writer: Writer, token: Token, line: int) -> str:
    raw.write_inline(writer, token.content, line)
    return " " if token.content[:3].lower() == "<br" else ""


def _image(writer: Writer, token: Token, line: int) -> str:
    return write_image(writer, token, line)


def write_image(writer: Writer, token: Token, line: int, *, titled: bool = True) -> str:
    """Write an image, or its alternative text if its address is unsafe; returns the text that is seen."""
    source = str(token.attrs["src"])
    alternative = plain(token.children)
    if schemes.is_unsafe(source):
        report_unsafe(writer, source, line)
        writer.parts.append(escape(alternative, quote=False))
        return alternative
    if not alternative.strip():
        message = "This picture has no description for those who cannot see it"
        writer.problems.add("image-without-alt", line, source, message,
                            f"Say what it shows, as in  ![The terrace at sunset]({source})")  # fmt: skip
    writer.parts.append("<img ")
    writer.link("src", source, line, sized="width" in token.attrs or "height" in token.attrs)
    others = attributes(token, ("src", "alt") if titled else ("src", "alt", "title"))
    writer.parts.append(f' alt="{escape(alternative)}"{others} loading="lazy" decoding="async">')
    return ""


def report_unsafe(writer: Writer, target: str, line: int) -> None:
    """A link that was left out."""
    scheme = schemes.scheme(target)
    message = f"'{scheme}:' links are not published; the text stays without its link"
    writer.problems.add("unsafe-link", line, target, message, _HINT)


INLINES: dict[str, Callable[[Writer, Token, int], str]] = {
    "link_open": _open_link,
    "link_close": _close_link,
    "image": _image,
    "hardbreak": _break,
    "html_inline": _html,
    "footnote_ref": footnotes.write_reference,
    "footnote_anchor": footnotes.write_anchor,
}
"""What writes each type of token that is more than its text or tag; returns what the token says."""
