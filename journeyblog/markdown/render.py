"""One document's text in, its :class:`Body` out: parse, survey, write, sanitise.

A pure function: the same text, options and ``take_title`` give the same Body, whatever was rendered before.
"""

from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from journeyblog.markdown import footnotes, raw, references
from journeyblog.markdown.blocks import write_blocks
from journeyblog.markdown.body import Body, Options, pack_pieces
from journeyblog.markdown.features import Feature, detect
from journeyblog.markdown.parser import DEEPEST, parser
from journeyblog.markdown.raw import Inspection
from journeyblog.markdown.words import count, plain
from journeyblog.markdown.writer import Writer

_CONTAINERS = frozenset(["blockquote_open", "list_item_open", "dd_open", "alert_open"])


def render(text: str, options: Options, *, take_title: bool = False) -> Body:
    """``text`` as HTML with holes for its links.

    With ``take_title`` (the front matter has no title) a heading that is the document's first block becomes the
    title alone and is not in the HTML.
    """
    text = _normal(text)
    return render_with(detect(text, options), text, options, take_title=take_title)


def _normal(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd")


def render_with(features: Feature, text: str, options: Options, *, take_title: bool = False) -> Body:
    """Render with the rules of ``features``, whether ``text`` needs them or not."""
    env: dict[str, Any] = {}
    tokens = parser(features).parse(text, env)
    writer = Writer(text, options.labels)
    writer.title = _title(tokens)
    if take_title and tokens and tokens[0].type == "heading_open":
        tokens = tokens[3:]
    inspection = _survey(writer, tokens, env, features, options)
    if inspection is not None and options.html == "safe" and not writer.raw_is_text:
        writer.use_marks(text)
    write_blocks(writer, tokens)
    ids = raw.publish(writer, inspection) if inspection and writer.mark else writer.ids.all()
    writer.pieces.append("".join(writer.parts))
    return Body(
        packed=pack_pieces(writer.pieces),
        links=tuple(writer.links),
        headings=tuple(writer.headings),
        ids=ids,
        title=writer.title,
        summary=writer.summary or writer.first,
        words=count("\n".join(writer.texts)),
        problems=writer.problems.all(),
    )


def _title(tokens: Sequence[Token]) -> str:
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            return plain(tokens[index + 1].children).strip()
    return ""


def _survey(
    writer: Writer, tokens: Sequence[Token], env: dict[str, Any], features: Feature, options: Options
) -> Inspection | None:
    """What must be known before the first tag is written; the inspection of raw HTML if there is any."""
    for token in tokens:
        kind = token.type
        if kind == "heading_open":
            if token.tag == "h1":
                writer.shift = 1
        elif token.level >= DEEPEST - 1 and kind in _CONTAINERS:
            _report_depth(writer, token)
    if env:
        footnotes.reserve(writer.ids, env)
    references.report(writer.problems, tokens, env)
    if Feature.ATTRIBUTES in features:
        _claim(writer, tokens)
    fragments = list(raw.fragments(tokens)) if Feature.RAW in features else []
    if not fragments:
        return None
    inspection = raw.inspect(writer, fragments, report=options.html == "safe")
    if options.html == "safe" and inspection.nesting.is_excessive(len(tokens)):
        writer.raw_is_text = True
        message = "Too many tags are left open, so the HTML of this text is shown as it is written"
        writer.problems.add("unsafe-html", fragments[0].line, "<", message, "End what is begun")
    for name in dict.fromkeys(inspection.ids):
        writer.ids.claim(name)
    return inspection


def _report_depth(writer: Writer, token: Token) -> None:
    line = token.map[0] + 1 if token.map else writer.line
    message = f"This is nested deeper than {DEEPEST} levels; what lies deeper is left out"
    writer.problems.add("too-deep", line, "", message, "Take out some of the quote marks or list indents")


def _claim(writer: Writer, tokens: Sequence[Token]) -> None:
    """Give authors the ids they ask for, before headings take theirs; tell which attributes were refused."""
    line = 1
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        for one in (token, *(token.children or ())):
            if "id" in one.attrs and one.nesting >= 0:
                one.attrs["id"] = writer.ids.claim(str(one.attrs["id"]))
            for name in one.meta.get("refused", ()):
                message = f"The attribute '{name}' is not published here"
                hint = "Ids, classes, languages and titles are kept, as in {#late .note}"
                writer.problems.add("unsafe-html", line + one.meta.get("down", 0), name, message, hint)
