"""Footnote tokens in; numbered references, notes and the ways back out.

Ids are ``fn-1`` for a note and ``fnref-1`` (``fnref-1-2`` for the second) for its references. The sign of a way
back is followed by U+FE0E so that it is never drawn as a picture.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from markdown_it.token import Token

from journeyblog.markdown.ids import Ids
from journeyblog.markdown.writer import Writer

BACK = "↩︎"


def reserve(ids: Ids, env: Mapping[str, Any]) -> None:
    """Keep the ids of the notes for them."""
    for number, note in env.get("footnotes", {}).get("list", {}).items():
        ids.claim(f"fn-{number + 1}")
        for use in range(note["count"]):
            ids.claim(f"fnref-{_use(number, use)}")


def _use(number: int, use: int) -> str:
    return f"{number + 1}-{use + 1}" if use else str(number + 1)


def write_reference(writer: Writer, token: Token, line: int) -> str:
    """The number in the text that leads to a note."""
    number, use = token.meta["id"], _use(token.meta["id"], token.meta["subId"])
    writer.parts.append('<sup class="footnote-ref"><a ')
    writer.link("href", f"#fn-{number + 1}", line)
    label = escape(writer.labels.footnote.replace("{number}", str(number + 1)))
    writer.parts.append(f' id="fnref-{use}" role="doc-noteref" aria-label="{label}">{number + 1}</a></sup>')
    return ""


def write_anchor(writer: Writer, token: Token, line: int) -> str:
    """The way from a note back to one of its references."""
    use = _use(token.meta["id"], token.meta["subId"])
    writer.parts.append(" <a ")
    writer.link("href", f"#fnref-{use}", line)
    label = escape(writer.labels.back.replace("{number}", use))
    writer.parts.append(f' class="footnote-backref" role="doc-backlink" aria-label="{label}">{BACK}</a>')
    return ""


def open_notes(writer: Writer, _tokens: Sequence[Token], _index: int) -> None:
    """Before the first note."""
    label = escape(writer.labels.footnotes)
    writer.parts.append(f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n<ol>\n')


def close_notes(writer: Writer, _tokens: Sequence[Token], _index: int) -> None:
    """After the last note."""
    writer.parts.append("</ol>\n</section>\n")


def open_note(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    """Before a note."""
    writer.parts.append(f'<li id="fn-{tokens[index].meta["id"] + 1}">\n')


def close_note(writer: Writer, _tokens: Sequence[Token], _index: int) -> None:
    """After a note."""
    writer.parts.append("</li>\n")


def block_anchor(writer: Writer, tokens: Sequence[Token], index: int) -> None:
    """The way back at the end of a note."""
    write_anchor(writer, tokens[index], writer.line)
