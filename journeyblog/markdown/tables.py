"""Table tokens in; a table that scrolls inside its own box out.

A box that scrolls must be reachable by keyboard, and what takes the focus needs a name: the header's cells, since
those tell tables apart. It is a group, no region: a page of tables would be a page of landmarks.
"""

from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from journeyblog.markdown.words import plain
from journeyblog.markdown.writer import Writer, attributes


def open_table(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    """Before a table."""
    cells: list[str] = []
    for place in range(index, len(tokens)):  # a slice would copy all that follows, for each table
        token = tokens[place]
        if token.type == "thead_close":
            break
        if token.type == "inline":
            cells.append(plain(token.children).strip())
    name = escape(", ".join(filter(None, cells)) or writer.labels.table)
    writer.parts.append(
        f'<div class="table-scroll" tabindex="0" role="group" aria-label="{name}">\n'
        f"<table{attributes(tokens[index])}>\n"
    )


def close_table(writer: Writer, _tokens: Sequence[Token], _index: int) -> None:
    """After a table."""
    writer.parts.append("</table>\n</div>\n")


def open_cell(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    """Before a cell; a header without text is an ordinary cell, which announces nothing."""
    token = tokens[index]
    style = str(token.attrs.get("style", ""))
    aligned = f' class="align-{style.removeprefix("text-align:")}"' if style else ""
    if token.tag == "th" and tokens[index + 1].content:
        writer.parts.append(f'<th scope="col"{aligned}>')
    else:
        writer.parts.append(f"<td{aligned}>")


def close_cell(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    """After a cell."""
    tag = "th" if tokens[index].tag == "th" and tokens[index - 1].content else "td"
    writer.parts.append(f"</{tag}>\n")
