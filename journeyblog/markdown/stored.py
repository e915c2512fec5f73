"""A :class:`Body` as plain values for JSON, and back.

In: a Body, or what a cache gives. Out: a list, or a Body. Invariant: what comes back is equal to what was stored, and
of anything that is no stored Body nothing comes back: a cache may come from a stranger.
"""

from typing import Any

from journeyblog.markdown.body import Body, Heading, Link, Problem, pack_pieces

FORM: tuple[tuple[type, ...], ...] = ((str, int, str, bool), (int, str, str), (str, int, int, int, str, str))
"""The types of what is stored of a link, a heading, a problem."""


def store(body: Body) -> list[Any]:
    """The body as lists, texts and numbers."""
    return [
        body.pieces,
        [(one.target, one.line, one.attribute, one.sized) for one in body.links],
        [(one.level, one.id, one.text) for one in body.headings],
        [(one.code, one.line, one.column, one.length, one.message, one.hint) for one in body.problems],
        sorted(body.ids),
        body.title,
        body.summary,
        body.words,
    ]


def restore(stored: Any) -> Body | None:
    """The body that was stored; None for anything else."""
    match stored:
        case [list(), list(), list(), list(), list(), str(), str(), int()]:
            pieces, links, headings, problems, ids, title, summary, words = stored
        case _:
            return None
    if len(pieces) != len(links) + 1 or not all(type(one) is str for one in (*pieces, *ids)):
        return None
    for rows, types in zip((links, headings, problems), FORM, strict=True):
        if not all(type(row) is list and tuple(map(type, row)) == types for row in rows):
            return None
    return Body(
        packed=pack_pieces(pieces),
        links=tuple(Link(target=to, line=line, attribute=name, sized=sized) for to, line, name, sized in links),
        headings=tuple(Heading(level=level, id=id_, text=said) for level, id_, said in headings),
        ids=frozenset(ids),
        title=title,
        summary=summary,
        words=words,
        problems=tuple(
            Problem(code=code, line=line, column=column, length=length, message=message, hint=hint)
            for code, line, column, length, message, hint in problems
        ),
    )
