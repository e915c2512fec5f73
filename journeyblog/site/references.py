"""What links name: whether it is there, and what else was meant.

In: a body's links and the :class:`~journeyblog.site.links.Names` of the site. Out: a mistake at each dead link.
"""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from journeyblog.dates import day_of_file
from journeyblog.diagnostics import Diagnostic, Span, did_you_mean, nearest
from journeyblog.markdown import Body, Link
from journeyblog.site.links import NAMED, TEXTS, Names, State, Target, Way, named_business, parse_target
from journeyblog.slugs import slug
from journeyblog.source.entries import Entry

KNOWN = ("http", "https", "mailto", "tel", "sms", "geo", "xmpp")
"""Schemes that are never a slip of one of ours."""
MOST_IDS = 8
"""Headings that a hint lists."""
_DOMAIN = re.compile(r"www\.[\w-]+\.\w|(?:[\w-]+\.)+(?:com|org|net|info|eu|es|de|fr|it|pt|uk|ie|ca|us)(?:/|$)")
"""What nobody calls a file."""
_EXAMPLES = {"business": "la-macheta", "journey": "costa", "post": "a-day-in-mijas"}


def check_links(entry: Entry[Any], body: Body, names: Names) -> Iterator[Diagnostic]:
    """The dead links of a body, each at its line."""
    for link in body.links:
        target = parse_target(link.target, entry.path)
        if target.way is Way.NAMED:
            yield from _check_named(entry, link, target, names)
        elif target.way is Way.ELSEWHERE:
            yield from _check_scheme(entry, link)
        elif target.way is Way.SOURCE:
            yield from _check_source(entry, link, target, names)
        elif target.way is Way.FILE and target.path not in names.files:
            near = did_you_mean(posixpath.basename(target.path), _neighbours(target.path, names.files))
            message = f"There is no file '{link.target}' beside this text"
            hint = _text_or_address(entry, link, names) or near or "Put the file there, or mend its name"
            yield entry.error("missing-file", message, span_of_link(entry, link), hint)
        elif target.way is Way.ANCHOR and target.anchor and target.anchor not in body.ids:
            hint = meant_heading(target.anchor, body.ids)
            yield entry.warning("dead-anchor", f"There is no heading with the id '{target.anchor}' here",
                                span_of_link(entry, link), hint)  # fmt: skip


def _text_or_address(entry: Entry[Any], link: Link, names: Names) -> str:
    """What a link to a file that is not there meant: a text by the name of its page, or a site of the web."""
    if _DOMAIN.match(link.target):
        return f"Write https://{link.target}"
    stem, suffix = posixpath.splitext(link.target)
    text = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), f"{stem}.md"))
    if suffix not in (".html", ".htm"):
        return ""
    named = (path for path in names.texts if day_of_file(posixpath.splitext(posixpath.basename(path))[0])[1] == stem)
    meant = text if text in names.texts else next(named, "")
    made = posixpath.relpath(meant, posixpath.dirname(entry.path)) if meant else ""
    return f"Write  {_mended(entry, link, made)}" if made else ""


def meant_heading(anchor: str, ids: Collection[str]) -> str:
    """*Did you mean* a heading by its id; else which ids there are, or how one is made."""
    if near := did_you_mean(anchor, ids):
        return near
    known = sorted(one for one in ids if not one.startswith("fn"))  # without those of footnotes
    if 0 < len(known) <= MOST_IDS:
        return f"Write one of the headings there: {', '.join(known)}"
    if not known:
        words = anchor.replace("-", " ").strip().capitalize()
        return f"There are no headings there: write one, as in  ## {words}  or remove the link and keep its words"
    return "Write the text of a heading there, in lower case and with - for spaces"


def meant_post(written: str, names: Names) -> str:
    """*Did you mean* a post, by its slug or by its file's name; empty when nothing is close."""
    stem = posixpath.basename(written).removesuffix(".md")
    without_date = slug(day_of_file(stem)[1])
    if without_date in names.slugs and without_date != written:
        return f"Did you mean '{without_date}'?"
    return did_you_mean(written, names.slugs)


def span_of_link(entry: Entry[Any], link: Link) -> Span:
    """Where the target of a link stands in its file; the start of its line when it is not found there."""
    lines = _lines(entry.text)
    line = lines[link.line - 1] if 0 < link.line <= len(lines) else ""
    column = line.find(f"]({link.target}") + 2
    if column == 1:
        column = line.find(link.target)
    return entry.in_body(link.line, column + 1 if column >= 0 else 1, len(link.target) if column >= 0 else 1)


def _check_scheme(entry: Entry[Any], link: Link) -> Iterator[Diagnostic]:
    """A slip in ``business:``, ``journey:`` or ``post:`` would be a link that no browser knows."""
    scheme, _, rest = link.target.partition(":")
    if rest.startswith("//") or scheme.lower() in KNOWN or (near := nearest(scheme, NAMED)) is None:
        return
    yield entry.error("dead-link", f"'{scheme}:' is not a kind of link", span_of_link(entry, link),
                      f"Did you mean '{near}:{rest.strip()}'?")  # fmt: skip


def _check_named(entry: Entry[Any], link: Link, target: Target, names: Names) -> Iterator[Diagnostic]:
    directory, wanted = names.directory, target.path
    if target.scheme == "business":
        found = named_business(target, directory, names.stubs)
        if found is None:
            near = did_you_mean(wanted, (*directory.businesses, *directory.names, *names.stubs))
            yield _dead(entry, link, "business", near)
        elif len(namesakes := directory.namesakes(wanted)) > 1:
            yield _ambiguous(entry, link, f"Several businesses are called '{wanted}'", namesakes)
        elif found in directory.businesses:
            yield from _check_text(entry, link, directory.businesses[found].path, target.anchor, names)
    elif target.scheme == "journey":
        if wanted in directory.journeys:
            yield from _check_text(entry, link, directory.journeys[wanted].path, target.anchor, names)
        elif names.journeys.get(wanted) is State.HELD:
            yield _held_back(entry, link)
        elif wanted not in names.journeys and slug(wanted) not in directory.broken:
            yield _dead(entry, link, "journey", did_you_mean(wanted, names.journeys))
    elif wanted not in names.slugs:
        yield _dead(entry, link, "post", meant_post(wanted, names))
    elif wanted in names.twins:
        files = (names.slugs[wanted], *names.twins[wanted])
        yield _ambiguous(entry, link, f"Several posts have the slug '{wanted}'", sorted(files))
    else:
        yield from _check_text(entry, link, names.slugs[wanted], target.anchor, names)


def _ambiguous(entry: Entry[Any], link: Link, message: str, choices: Sequence[str]) -> Diagnostic:
    if choices[0].endswith(TEXTS):
        folder = posixpath.dirname(entry.path)
        choices = [posixpath.relpath(choice, folder) for choice in choices]
        hint = "Link to the file instead: "
    else:
        hint = "Write the slug of the one you mean: "
    return entry.error("same-name", message, span_of_link(entry, link), hint + " or ".join(choices[:4]))


def _check_source(entry: Entry[Any], link: Link, target: Target, names: Names) -> Iterator[Diagnostic]:
    if target.path not in names.texts:
        near = did_you_mean(posixpath.basename(target.path), _neighbours(target.path, names.texts))
        yield entry.error("dead-link", f"There is no file '{link.target.partition('#')[0]}'", span_of_link(entry, link),
                          near or "The path starts from the folder of this file")  # fmt: skip
    else:
        yield from _check_text(entry, link, target.path, target.anchor, names)


def _check_text(entry: Entry[Any], link: Link, path: str, anchor: str, names: Names) -> Iterator[Diagnostic]:
    state = names.texts[path]
    if state is State.HELD:
        yield _held_back(entry, link)
    elif anchor and state is State.SHOWN and anchor not in names.ids.get(path, frozenset()):
        hint = meant_heading(anchor, names.ids.get(path, frozenset()))
        message = f"There is no heading with the id '{anchor}' in {path}"
        yield entry.warning("dead-anchor", message, span_of_link(entry, link), hint)


def _held_back(entry: Entry[Any], link: Link) -> Diagnostic:
    return entry.warning("link-held-back", f"'{link.target}' is not published yet, so its link is left out",
                         span_of_link(entry, link), "The link appears once it is published")  # fmt: skip


def _dead(entry: Entry[Any], link: Link, what: str, near: str) -> Diagnostic:
    name = link.target.partition(":")[2].partition("#")[0]
    meant = re.fullmatch(r"Did you mean '(.*)'\?", near)
    hint = f"Did you mean  {_mended(entry, link, f'{what}:{meant[1]}')}?" if meant is not None else near
    hint = hint or f"Write the slug of a {what}, as in {what}:{_EXAMPLES[what]}, or link to its file"
    return entry.error("dead-link", f"There is no {what} '{name}'", span_of_link(entry, link), hint)


def _mended(entry: Entry[Any], link: Link, target: str) -> str:
    """The whole link with another target, where it is short enough to be shown; else the target alone."""
    lines = _lines(entry.text)
    line = lines[link.line - 1] if 0 < link.line <= len(lines) else ""
    found = re.search(rf"!?\[([^\[\]]{{1,60}})\]\({re.escape(link.target)}\)", line)
    return f"[{found[1]}]({target})" if found is not None and not found[0].startswith("!") else target


def _neighbours(path: str, paths: Mapping[str, object] | frozenset[str]) -> list[str]:
    folder = posixpath.dirname(path)
    return [posixpath.basename(other) for other in paths if posixpath.dirname(other) == folder]


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return text.split("\n")
