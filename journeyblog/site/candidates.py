"""Posts and pages on their way to the site: title, date and slug found, visibility decided, body rendered."""

import datetime
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from journeyblog.config import Settings
from journeyblog.dates import Moment, day_of_file, midnight
from journeyblog.diagnostics import Diagnostic, Severity, Span, did_you_mean
from journeyblog.markdown import Body, Options
from journeyblog.model.page import Page
from journeyblog.model.post import Part, Post
from journeyblog.model.publication import says_draft
from journeyblog.site.directory import Directory
from journeyblog.site.visibility import DRAFT, Request, Visibility, is_draft_path, visibility
from journeyblog.slugs import slug
from journeyblog.source.discover import CONTENT, is_bundle
from journeyblog.source.entries import Entry

NO_DAY = midnight(datetime.date(1970, 1, 1))
"""What stands for the date of a post that has none that can be read: it is checked as if it were to be shown now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A post with what its file's name and folder say of it."""

    entry: Entry[Post]
    date: Moment
    slug: str
    journey: str
    status: Visibility
    body: Body | None = None

    @property
    def path(self) -> str:
        """The file it was written in."""
        return self.entry.path

    @property
    def part(self) -> Part | None:
        """The part as written."""
        return self.entry.fields.part

    @property
    def draft(self) -> bool:
        """Whether it is a draft of its own, not only that of its journey."""
        return self.status.reason == DRAFT


def make_candidate(
    entry: Entry[Post], directory: Directory, settings: Settings, request: Request
) -> tuple[Candidate, tuple[Diagnostic, ...]]:
    """The candidate of an entry, and an error when it has no date. Its body is not rendered yet."""
    stem, day = stem_of(entry.path)
    mistakes: tuple[Diagnostic, ...] = ()
    date = entry.fields.date or day
    if date is None and not entry.unread("date"):
        written = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", posixpath.basename(entry.path))
        name = posixpath.basename(entry.path)
        message, span = "This post has no date", entry.locate()
        hint = f"Add  date: 2018-02-14  or start the file's name with the day, as in  2018-02-14-{name}"
        if written is not None:
            message, span = (
                f"This post has no date: there is no {written[0]}, the day in its file's name",
                Span(path=entry.path),
            )
            hint = "Rename the file with the right day, or add a line such as  date: 2018-02-14"
        mistakes = (entry.error("missing-date", message, span, hint),)
    if date is None or entry.unread("date"):
        date = NO_DAY
    journey = journey_of(entry, directory)
    made = slug(entry.fields.slug) or slug(stem) or f"post-{date.local:%Y%m%d}"
    status = visibility(entry.fields, entry.path, date, request, settings.zone)
    host = directory.journeys.get(journey)
    if host is not None and (says_draft(host.fields) or is_draft_path(host.path)):
        shown = request.drafts and (status.shown or not status.reason)
        status = Visibility(shown=shown, reason=status.reason or "its journey is a draft")
    elif journey in directory.unclear:
        status = Visibility(shown=False, reason="it is not clear whether its journey is a draft")
    return Candidate(entry=entry, date=date, slug=made, journey=journey, status=status), mistakes


def moments(entry: Entry[Post]) -> Iterator[Moment]:
    """Every moment at which something may be due to change, or to be told otherwise."""
    fields = entry.fields
    dates = (
        fields.date or stem_of(entry.path)[1],
        fields.updated,
        fields.expires,
        *(one.date for one in fields.visits),
    )
    return (date for date in dates if date is not None)


class Render(Protocol):
    """Makes a body of a text, as :func:`journeyblog.markdown.render` does, perhaps from memory."""

    def __call__(self, text: str, options: Options, *, take_title: bool = False) -> Body:
        """The body of ``text``."""


def render_body(
    entry: Entry[Any], settings: Settings, render: Render, *, take_title: bool
) -> tuple[Body, tuple[Diagnostic, ...]]:
    """The body of an entry and what is wrong in it, with the file's own lines."""
    options = Options(html=settings.markdown.html, typographer=settings.markdown.typographer)
    body = render(entry.text, options, take_title=take_title)
    return body, tuple(
        Diagnostic(
            code=problem.code,
            severity=Severity.WARNING,
            message=problem.message,
            span=entry.in_body(problem.line, problem.column, problem.length),
            hint=problem.hint,
        )
        for problem in body.problems
    )


def has_title_in_text(entry: Entry[Any]) -> bool:
    """Whether the first heading of a text is its title."""
    return isinstance(entry.fields, Post | Page) and not (entry.fields.title or entry.unread("title"))


def stem_of(path: str) -> tuple[str, Moment | None]:
    """A text's stem without its date, and that date: of ``index.md``, the folder's name."""
    folder, _, name = path.rpartition("/")
    stem = folder.rpartition("/")[2] if is_bundle(path) else name.rpartition(".")[0]
    day, rest = day_of_file(stem)
    return rest, midnight(day) if day is not None else None


def journey_of(entry: Entry[Post], directory: Directory) -> str:
    """The slug of the journey that a post names by slug or title, else of the journey in whose folder it lies."""
    written = entry.fields.journey.strip()
    parts = entry.path.split("/")
    if not written:
        in_folder = parts[1] == "journeys"
        return (directory.folders.get(parts[2]) or slug(parts[2])) if in_folder else ""
    if written in directory.journeys:
        return written
    made = slug(written)
    if made in directory.journeys or made in directory.broken:
        return made
    titled = (key for key, one in directory.journeys.items() if one.fields.title.casefold() == written.casefold())
    return next(titled, made)


def unknown_journeys(candidates: Iterable[Candidate], directory: Directory) -> Iterator[Diagnostic]:
    """A warning for each journey that has posts but no ``index.md``, at the first of them."""
    told = {"", *directory.journeys, *directory.broken}
    for candidate in candidates:
        if candidate.journey in told or candidate.entry.unread("journey"):
            continue
        told.add(candidate.journey)
        entry, written = candidate.entry, candidate.entry.fields.journey.strip()
        name = written or candidate.journey
        yield entry.warning(
            "unknown-journey",
            f"There is no journey '{name}', so a bare page is made for it",
            entry.locate("journey") if written else entry.locate(),
            did_you_mean(name, directory.journeys, "journey")
            or f"Make one:  {CONTENT}/journeys/{candidate.journey}/index.md  with  title: …",
        )


def split_shown(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Those that this build shows, and those held back."""
    shown: list[Candidate] = []
    held: list[Candidate] = []
    for candidate in candidates:
        (shown if candidate.status.shown else held).append(candidate)
    return shown, held
