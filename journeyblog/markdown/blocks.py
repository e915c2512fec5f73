"""Block tokens in; their HTML, headings and text to the writer.

:data:`BLOCKS` has a function for each type of token that is more than its tag.
"""

import re
from collections.abc import Callable, Sequence
from html import escape, unescape

from markdown_it.token import Token

from journeyblog.markdown import figures, footnotes, highlight, raw, tables
from journeyblog.markdown.body import Heading
from journeyblog.markdown.ids import heading_name
from journeyblog.markdown.inlines import write_inline
from journeyblog.markdown.words import plain
from journeyblog.markdown.writer import Writer, attributes

_SPACES = re.compile(" {2,}")
Write = Callable[[Writer, Sequence[Token], int], None]


def write_blocks(writer: Writer, tokens: Sequence[Token]) -> None:
    """Write a whole document."""
    for index, token in enumerate(tokens):
        write = BLOCKS.get(token.type)
        if write is not None:
            write(writer, tokens, index)
        elif token.nesting >= 0:
            open_block(writer, tokens, index)
        else:
            writer.parts.append(f"</{token.tag}>\n")


def open_block(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    """A start tag, with a line feed where blocks follow."""
    token, after = tokens[index], tokens[index + 1]
    feed = "\n" if index and tokens[index - 1].hidden else ""
    inside = after.type == "inline" or after.hidden or (after.nesting < 0 and after.tag == token.tag)
    given = attributes(token) if token.attrs else ""
    writer.parts.append(f"{feed}<{token.tag}{given}>{'' if inside else chr(10)}")


def _inline(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    token = tokens[index]
    if token.map:
        writer.line = token.map[0] + 1
    if not token.children:
        return
    text = write_inline(writer, token.children, writer.line)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    writer.say(text)
    if not writer.first and token.level == 1 and tokens[index - 1].type == "paragraph_open":
        writer.first = text.strip()


def _open_paragraph(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    token, content = tokens[index], tokens[index + 1]
    if token.hidden:
        _label(writer, token)
        return
    if content.content[:1] in ("!", "["):
        found = figures.figures(content.children or ())
        if found:
            line = token.map[0] + 1 if token.map else writer.line
            figures.write_figures(writer, token, found, line)
            content.children = []
            tokens[index + 2].type = "figure_close"
            return
    open_block(writer, tokens, index)
    _label(writer, token)


def _label(writer: Writer, paragraph: Token) -> None:
    """The start of a task: its checkbox, labelled by the paragraph."""
    if "checked" in paragraph.meta:
        writer.parts.append("<label>")
        writer.checkbox(checked=paragraph.meta["checked"])
        writer.parts.append(" ")


def _close_paragraph(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    token = tokens[index]
    if "checked" in token.meta:
        writer.parts.append("</label>")
    if not token.hidden:
        writer.parts.append("</p>\n")


def _open_heading(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    token = tokens[index]
    text = plain(tokens[index + 1].children).strip()
    given = str(token.attrs.get("id", ""))
    name = given or writer.ids.claim(heading_name(text))
    level = min(int(token.tag[1]) + writer.shift, 6)
    writer.headings.append(Heading(level=level, id=name, text=text))
    writer.parts.append(f'<h{level} id="{escape(name)}"{attributes(token, ("id",))}>')


def _close_heading(writer: Writer, _tokens: Sequence[Token], _index: int) -> None:
    writer.parts.append(f"</h{writer.headings[-1].level}>\n")


def _rule(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    writer.parts.append(f"<hr{attributes(tokens[index])}>\n")


def _code(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    """Fenced or indented code; it scrolls, so it takes the keyboard's focus."""
    token = tokens[index]
    language = unescape(token.info).split(maxsplit=1)[0] if token.info.strip() else ""
    if not highlight.LANGUAGE.fullmatch(language):
        language = ""
    classes = f"highlight {token.attrs.get('class', '')}".strip()
    named = f' class="language-{language}"' if language else ""
    writer.parts.append(
        f'<pre class="{escape(classes)}" tabindex="0"{attributes(token, ("class",))}><code{named}>'
        f"{highlight.highlight(token.content, language)}</code></pre>\n"
    )
    writer.say(token.content)


def _open_item(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    """A list item; a task's checkbox is labelled by the paragraph it begins with."""
    open_block(writer, tokens, index)
    checked = tokens[index].meta.get("checked")
    if checked is None:
        return
    following = tokens[index + 1]
    if following.type == "paragraph_open":
        following.meta["checked"] = checked
        tokens[index + 3].meta["checked"] = checked
    else:
        # Nothing here could be its label, so it is no control but a sign.
        writer.parts.append("☑ " if checked else "☐ ")


def _open_alert(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    token = tokens[index]
    kind = token.info.lower()
    given = str(token.attrs["class"]).replace(f"markdown-alert markdown-alert-{kind}", "").strip()
    classes = f"alert alert-{kind} {given}".strip()
    writer.parts.append(f'<div class="{escape(classes)}" role="note"{attributes(token, ("class",))}>\n')


def _open_alert_title(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    label = getattr(writer.labels, tokens[index - 1].info.lower())
    writer.parts.append(f'<p class="alert-title">{escape(label, quote=False)}')
    tokens[index + 1].children = []


def _close_alert_title(writer: Writer, _tokens: Sequence[Token], _index: int) -> None:
    writer.parts.append("</p>\n")


def _nothing(_writer: Writer, _tokens: Sequence[Token], _index: int) -> None:
    """The figure that stands for the paragraph is already written."""


def _more(writer: Writer, _tokens: Sequence[Token], _index: int) -> None:
    writer.end_summary()


BLOCKS: dict[str, Write] = {
    "inline": _inline,
    "paragraph_open": _open_paragraph,
    "paragraph_close": _close_paragraph,
    "figure_close": _nothing,
    "heading_open": _open_heading,
    "heading_close": _close_heading,
    "hr": _rule,
    "fence": _code,
    "code_block": _code,
    "list_item_open": _open_item,
    "html_block": raw.write_block,
    "more": _more,
    "alert_open": _open_alert,
    "alert_title_open": _open_alert_title,
    "alert_title_close": _close_alert_title,
    "table_open": tables.open_table,
    "table_close": tables.close_table,
    "th_open": tables.open_cell,
    "td_open": tables.open_cell,
    "th_close": tables.close_cell,
    "td_close": tables.close_cell,
    "footnote_block_open": footnotes.open_notes,
    "footnote_block_close": footnotes.close_notes,
    "footnote_open": footnotes.open_note,
    "footnote_close": footnotes.close_note,
    "footnote_anchor": footnotes.block_anchor,
}
