"""How a build went: what the command line tells of it. Light to import, for a build that has nothing to do.

In: what was built, or what the last build said (a footprint). Out: an :class:`Outcome`, the same in both cases.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from journeyblog.build.footprint import Said
from journeyblog.build.published import Published
from journeyblog.diagnostics import CODES, Diagnostic, Severity, Span, has_errors
from journeyblog.site.held import Held

Progress = Callable[[str, int, int], None]
"""Is told the step, and of how many things in it which one is being done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that was made anew, and why, to be said after its path."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it went. ``usable`` is False when the settings or the theme are at fault; ``published`` is None when
    nothing was published; ``withheld`` are the files with errors; ``posts`` counts what the site shows. Of the work it
    took, ``parsed`` counts texts, ``rendered`` pages, and ``made`` is every page, feed and the like that changed.
    """

    diagnostics: tuple[Diagnostic, ...]
    held: tuple[Held, ...] = ()
    withheld: tuple[str, ...] = ()
    posts: int = 0
    targets: int = 0
    published: Published | None = None
    usable: bool = True
    parsed: int = 0
    rendered: int = 0
    made: tuple[Made, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the author has mistakes to mend."""
        return has_errors(self.diagnostics)


def said_of(outcome: Outcome, published: Published) -> Said:
    """What a footprint keeps of a build that ended well."""
    return Said(
        posts=outcome.posts,
        files=len(published.written) + published.unchanged,
        output=str(published.output),
        diagnostics=[asdict(one) for one in outcome.diagnostics],
        held=[(one.path, one.reason) for one in outcome.held],
    )


def recall(said: Mapping[str, Any]) -> Outcome | None:
    """What the same build would say again, by its :class:`Said` as JSON; None when these are no words of ours."""
    try:
        files = _count(said["files"])
        return Outcome(
            diagnostics=tuple(map(_diagnostic, said["diagnostics"])),
            held=tuple(Held(path=_text(path), reason=_text(reason)) for path, reason in said["held"]),
            posts=_count(said["posts"]),
            targets=files,
            published=Published(
                written=(), removed=(), unchanged=files, output=Path(_text(said["output"])), mode="nothing"
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _diagnostic(raw: Mapping[str, Any]) -> Diagnostic:
    place = raw["span"]
    span = Span(
        path=_text(place["path"]),
        line=_count(place["line"]),
        column=_count(place["column"]),
        length=_count(place["length"]),
    )
    if raw["code"] not in CODES:
        raise ValueError("no mistake of ours")
    return Diagnostic(
        code=raw["code"],
        severity=Severity(raw["severity"]),
        message=_text(raw["message"]),
        span=span,
        hint=_text(raw["hint"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value < 2**40:
        raise TypeError("not a count")
    return value
