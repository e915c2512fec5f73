"""What was meant as a link or a footnote and is none: told from the text of each paragraph, after parsing.

In: the block tokens and what the parser noted of definitions. Out: problems. A paragraph without the signs of any of
these is not looked at.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from journeyblog.markdown.problems import Problems
from journeyblog.slugs import slug

_QUIET = re.compile(r"\\[!-/:-@\[-`{-~]|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_NOTE = re.compile(r"\[\^([^\]\s]{1,80})\](?!:)")
_REFERENCE = re.compile(r"\[([^\[\]]{0,200})\]\[([^\[\]^\n][^\[\]\n]{0,80})\]")
_BLANKS = re.compile(r"\]\(((?:https?://)?[^()<>\n\"']{1,200}? [^()<>\n\"']{0,200}?\.[A-Za-z0-9]{2,5})\)")
_WIKI = re.compile(r"\[\[([^\[\]|\n\x00]{1,100})(?:\|([^\[\]|\n\x00]{1,100}))?\]\](?!\()")
_TARGET = (
    r"(?:https?://|/|(?:business|journey|post):)[^\s()\[\]]{1,300}|[\w./-]{1,200}\.(?:md|jpe?g|png|webp|avif|gif|pdf)"
)
_APART = re.compile(rf"(!?)\[([^\[\]\n]{{1,200}})\][ \t]+\(({_TARGET})\)")
_TURNED = re.compile(rf"\(([^()\n]{{1,200}})\)\[({_TARGET})\]")
_OPEN = r"\]\((https?://[^\s()<>\[\]]{1,300})(?=\s|$)(?![^()\n]*\))"
_OPEN_END = re.compile(_OPEN)
_UNCLOSED = re.compile(rf"(?<!\])(!?)\[([^\[\]\n]{{1,200}}){_OPEN}")
_TITLE = r"(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')"
_NAMED = re.compile(
    r"\[([^\[\]\n]{0,200})\]\(((?:business|journey|post):[^()<> \t\n]{0,100}[ \t]{1,100}(?![ \t])"
    rf"(?!(?:{_TITLE}[ \t]{{0,100}})?\))[^()<>\n]{{0,200}})\)"  # what ends in a title, or in blanks, is a link
)
_HEADING = re.compile(r"#{2,6}[^\s#].*|#[^\W\d_][^#]*\s[^#]*")
_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}"
    r"|\[(?:caption|gallery|embed|playlist|wpvideo|youtube|vimeo|googlemaps)(?:[ =][^\[\]\n]{0,200})?\](?![(\[:])"
)


def report(problems: Problems, tokens: Iterable[Token], env: Mapping[str, Any]) -> None:
    """Tell what is shown as you typed it though it was meant otherwise, and the notes that are not shown."""
    notes: Mapping[str, int] = env.get("footnotes", {}).get("refs", {})
    references: Mapping[str, Any] = env.get("references", {})
    line = 1
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        content = token.content
        if token.type == "inline" and "#" in content:
            _report_headings(problems, content, line)
        if token.type == "inline" and ("[" in content or "{" in content):
            text = content
            if "`" in content or "\\" in content:
                text = _QUIET.sub(lambda quiet: re.sub(r"[^\n]", "\x00", quiet[0]), content)
            for number, row in enumerate(text.split("\n"), line):
                _report_notes(problems, row, number, notes)
                _report_links(problems, row, number, references)
                _report_placeholders(problems, row, number)
    _report_lost(problems, env.get("notes", ()), notes)


def _report_headings(problems: Problems, content: str, line: int) -> None:
    """``##The bill`` in any row of a paragraph; ``#The bill`` only alone, since ``#food`` may be a tag."""
    rows = content.split("\n")
    for number, row in enumerate(rows, line):
        if _HEADING.fullmatch(row) and (row.startswith("##") or len(rows) == 1):
            signs = row[: len(row) - len(row.lstrip("#"))]
            message = "A heading needs a space after the #, so this is shown as you typed it"
            problems.add("not-a-heading", number, row, message, f"Write  {signs} {row.lstrip('#')}")


def _report_notes(problems: Problems, row: str, line: int, notes: Mapping[str, int]) -> None:
    for found in _NOTE.finditer(row):
        if f":{found[1]}" not in notes:
            message = f"There is no footnote '{found[1]}', so {found[0]} is shown as you typed it"
            problems.add("not-a-link", line, found[0], message,
                         f"Add its text on a line of its own, as in  {found[0]}: Prices of 2018.")  # fmt: skip


def _report_links(problems: Problems, row: str, line: int, references: Mapping[str, Any]) -> None:
    """Links that are none. The costly patterns are asked only of a row with their signs."""
    for found in _REFERENCE.finditer(row):
        if normalizeReference(found[2]) not in references and "\x00" not in found[0]:
            message = f"'{found[2]}' is defined nowhere, so this link is shown as you typed it"
            hint = f"Write  [{found[1]}](https://…),  or add a line  [{found[2]}]: https://…"
            problems.add("not-a-link", line, found[0], message, hint)
    for found in _WIKI.finditer(row):
        message = "Two pairs of brackets make no link here, and are shown as you typed them"
        words, name = found[2] or found[1], slug(found[1]) or "its-name"
        problems.add("not-a-link", line, found[0], message,
                     f"Write  [{words}](business:{name})  or, for a post,  [{words}](post:{name})")  # fmt: skip
    for found in _APART.finditer(row) if "] " in row or "]\t" in row else ():
        message = "There is a space between ] and ( here, so this link is shown as you typed it"
        problems.add("not-a-link", line, found[0], message, f"Write  {found[1]}[{found[2]}]({found[3]})")
    for found in _UNCLOSED.finditer(row) if _OPEN_END.search(row) else ():
        message = "This link is never closed with ), so it is shown as you typed it"
        problems.add("not-a-link", line, found[0], message, f"Write  {found[1]}[{found[2]}]({found[3]})")
    for found in _TURNED.finditer(row) if ")[" in row else ():
        message = "The brackets of this link are the wrong way round, so it is shown as you typed it"
        problems.add("not-a-link", line, found[0], message, f"Write  [{found[1]}]({found[2]})")
    for found in _NAMED.finditer(row):
        kind, _, name = found[2].partition(":")
        meant = f"[{found[1]}]({kind}:{name.strip() if ' ' not in name.strip() else slug(name)})"
        message = "A link's address has no spaces, so this one is shown as you typed it"
        problems.add("not-a-link", line, found[0], message, f"Write  {meant}")
    for found in _BLANKS.finditer(row):
        message = "A link's address has no spaces, so this one is shown as you typed it"
        problems.add("not-a-link", line, found[1], message,
                     f"Put < and > round the address, as in  (<{found[1]}>)")  # fmt: skip


def _report_placeholders(problems: Problems, row: str, line: int) -> None:
    for found in _PLACEHOLDER.finditer(row):
        message = "This is a placeholder of another program, and is shown as you typed it"
        problems.add("placeholder", line, found[0], message,
                     "Write what should stand here, as in  ![The table](table.jpg)")  # fmt: skip


def _report_lost(problems: Problems, defined: Iterable[tuple[str, int]], notes: Mapping[str, int]) -> None:
    seen: set[str] = set()
    for label, line in defined:
        written = f"[^{label}]:"
        if label in seen:
            message = f"The footnote '{label}' is written a second time"
            problems.add("lost-note", line, written, message, "Give one of the two another name")
        elif notes.get(f":{label}", -1) < 0:
            message = f"Nothing refers to the footnote '{label}', so it is not shown"
            problems.add("lost-note", line, written, message, f"Write [^{label}] where it belongs, or remove it")
        seen.add(label)
