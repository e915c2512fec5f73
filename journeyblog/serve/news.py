"""What an open page is told: whether it changed, what is wrong, and what its author may want to know.

In: an edition and what the page shows. Out: plain values for JSON. It is the whole state each time, never a step, so a
page that missed something, slept, or comes from an earlier run knows all after one message.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from journeyblog.diagnostics import Diagnostic, Severity
from journeyblog.diagnostics.terminal import Lines, visible
from journeyblog.serve.edition import Edition
from journeyblog.serve.facts import Draft

MOST_MISTAKES = 20
MOST_FILES = 200
EXCERPT = 160
"""Characters of a line that are shown round a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """An open page: where it stands, and the digest of what it shows (empty where there was nothing)."""

    page: str
    digest: str = ""


def news(edition: Edition, reader: Reader) -> dict[str, Any]:
    """What to tell ``reader`` of ``edition``."""
    place = edition.find(reader.page)
    contents = edition.contents
    digest = edition.show(place).digest if place is not None else ""
    state = "here" if digest == reader.digest else "changed" if place is not None else "gone"
    facts = contents.facts.get(reader.page)
    told = tell_mistakes(edition.mistakes(), contents.lines, facts.source if facts is not None else "")
    fresh = sorted(contents.fresh, key=lambda url: contents.fresh[url])[-MOST_FILES:]
    return {
        "number": edition.number,
        "state": state,
        "digest": digest,
        "went": whereabouts(edition, reader.page) if state == "gone" else "",
        "reason": held_back(edition, reader.page) if state == "gone" else "",
        "fresh": {url: contents.fresh[url] for url in fresh},
        **told,
        "drafts": neighbours(contents.drafts, reader.page),
        "facts": None if facts is None else asdict(facts),
    }


def whereabouts(edition: Edition, page: str) -> str:
    """Where a page went that is no longer there; empty when nobody knows."""
    moved, seen = edition.contents.moved, {page}
    while (page := moved.get(page, "")) and page not in seen:
        if edition.find(page) is not None:
            return page
        seen.add(page)
    return ""


def held_back(edition: Edition, page: str) -> str:
    """Why the text of a page that is gone is not shown, if it is still there."""
    source = edition.contents.left.get(page, "")
    return next((one.reason for one in edition.contents.held if one.path == source), "")


def neighbours(drafts: Sequence[Draft], page: str) -> dict[str, Any] | None:
    """The drafts before and after a page that is one (``place`` counts from 1), or the first of them (0)."""
    if not drafts:
        return None
    place = next((number for number, one in enumerate(drafts, 1) if one.place == page), 0)
    before = drafts[place - 2] if place > 1 else None
    after = drafts[place] if place < len(drafts) else None
    return {
        "place": place,
        "count": len(drafts),
        "previous": None if before is None else {"place": before.place, "title": before.title},
        "next": None if after is None else {"place": after.place, "title": after.title},
    }


def tell_mistakes(mistakes: Sequence[Diagnostic], lines: Lines, source: str = "") -> dict[str, Any]:
    """The errors, then the warnings, each with those in the file ``source`` first; of very many only the first, and
    how many there are (``here`` are the warnings in that file).
    """
    mistakes = sorted(mistakes, key=lambda one: one.span.path != source)
    errors = [one for one in mistakes if one.severity is Severity.ERROR]
    warnings = [one for one in mistakes if one.severity is not Severity.ERROR]
    return {
        "errors": len(errors),
        "warnings": len(warnings),
        "here": sum(one.span.path == source for one in warnings),
        "mistakes": [_mistake(one, lines) for one in (*errors, *warnings)[:MOST_MISTAKES]],
    }


def _mistake(found: Diagnostic, lines: Lines) -> dict[str, Any]:
    span = found.span
    return {
        "path": visible(span.path),
        "line": span.line,
        "column": span.column if span.line else 0,
        "code": found.code,
        "severity": found.severity.value,
        "message": visible(found.message),
        "hint": found.hint,
        "excerpt": _excerpt(found, lines),
    }


def _excerpt(found: Diagnostic, lines: Lines) -> list[str]:
    """The line in three parts, the middle being what is meant; nothing without a line to show."""
    span = found.span
    file = lines(span.path) if span.line else []
    if not 0 < span.line <= len(file):
        return []
    line, start = file[span.line - 1], span.column - 1
    cut = 0 if len(line) <= EXCERPT else max(0, min(start - EXCERPT // 3, len(line) - EXCERPT))
    end = min(start + span.length, cut + EXCERPT)
    before, marked, after = line[cut:start], line[start:end], line[max(start, end) : cut + EXCERPT]
    head, tail = "…" if cut else "", "…" if cut + EXCERPT < len(line) else ""
    return [f"{head}{visible(before)}", visible(marked) or " ", f"{visible(after)}{tail}"]
