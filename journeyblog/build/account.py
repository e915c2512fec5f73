"""Why a text is on the site or not, where it stands, and what shows it.

In: a prepared site and one text of it. Out: an :class:`Account`. It is taken from what the build itself would write:
the laid-out pages and their views, the channels of the feeds, the targets; so it cannot be of another opinion.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from journeyblog.build.prepare import Prepared
from journeyblog.build.register import Known
from journeyblog.build.targets import Target
from journeyblog.config import Settings
from journeyblog.dates import Moment
from journeyblog.diagnostics import Diagnostic, Severity, Span, english, sort_diagnostics
from journeyblog.model.post import Post
from journeyblog.model.publication import says_draft
from journeyblog.output.feeds import FILES
from journeyblog.site import phrases
from journeyblog.site.candidates import journey_of, stem_of
from journeyblog.site.pages import Page
from journeyblog.site.pages.frame import site_view
from journeyblog.site.pages.syndication import channels
from journeyblog.site.visibility import DRAFT, FUTURE, is_draft_path
from journeyblog.source.entries import Entry
from journeyblog.theme import TemplateFault
from journeyblog.urls import output_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """A page on which a text is shown or linked: where it is, what it comes from, and in which parts of its view."""

    location: str
    source: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installment:
    """Where a post stands in its journey: ``place`` counts from 1 among the ``whole``."""

    journey: str
    title: str
    part: str
    place: int
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """``state`` is "published", "preview" (shown only because drafts or future posts were asked for), "held back" or
    "withheld" (it has errors); ``reason`` and ``said_at`` say why and where that is written (line 0: in the file's
    name). ``mistakes`` are its own, ``errors_elsewhere`` those that keep the whole site from being published.
    """

    text: Known
    state: str
    reason: str = ""
    said_at: Span | None = None
    date: Moment | None = None
    url: str = ""
    file: str = ""
    redirects: tuple[str, ...] = ()
    installment: Installment | None = None
    shown_on: tuple[Showing, ...] = ()
    menu: bool = False
    feeds: tuple[str, ...] = ()
    sitemap: bool = False
    mistakes: tuple[Diagnostic, ...] = ()
    errors_elsewhere: int = 0


def account(prepared: Prepared, text: Known, now: datetime) -> Account:
    """The account of one text of the site at ``now``."""
    path = text.path
    found = sort_diagnostics(prepared.diagnostics)
    mistakes = tuple(one for one in found if one.span.path == path)
    elsewhere = sum(one.severity is Severity.ERROR and one.span.path != path for one in found)
    if not text.location:
        state, reason, said_at = _absence(prepared, text, now)
        return Account(text=text, state=state, reason=reason, said_at=said_at, date=_date(text),
                       mistakes=mistakes, errors_elsewhere=elsewhere)  # fmt: skip
    desk = prepared.desk
    hidden = _hidden(prepared, path)
    own = [page for page in prepared.pages if page.location == text.location and page.source in (path, _made_of(text))]
    return Account(
        text=text,
        state="preview" if hidden else "published",
        reason=hidden,
        said_at=hidden_at(text.entry, hidden) if hidden and text.entry is not None else None,
        date=_date(text),
        url=desk.absolute(text.location) or desk.url(text.location),
        file=f"{prepared.site.settings.output}/{output_path(text.location)}",
        redirects=tuple(
            f"/{one.path}".removesuffix("index.html") for one in prepared.targets if one.source == f"{path} (alias)"
        ),
        installment=_installment(prepared, path),
        shown_on=tuple(_showings(prepared, text, own)),
        menu=_holds(site_view(desk, {}, "").menu, desk.url(text.location)),
        feeds=tuple(_feeds(prepared, text)),
        sitemap=bool(prepared.site.settings.origin) and any(page.listed for page in own),
        mistakes=mistakes,
        errors_elsewhere=elsewhere,
    )


def hidden_at(entry: Entry[Any], reason: str) -> Span | None:
    """The line for whose sake only a preview shows a text; None when no line of it says so."""
    if reason == DRAFT:
        return _draft_line(entry)
    return entry.locate("date") if reason.startswith(FUTURE) and entry.fields.date is not None else None


def _hidden(prepared: Prepared, path: str) -> str:
    """Why only a preview shows a text; empty when it is published."""
    site = prepared.site
    reasons = {post.path: post.hidden for post in site.posts}
    reasons |= {page.entry.path: page.hidden for page in site.pages}
    reasons |= {one.entry.path: one.hidden for one in site.journeys.values() if one.entry is not None}
    return reasons.get(path, "")


def _absence(prepared: Prepared, text: Known, now: datetime) -> tuple[str, str, Span | None]:
    """Why a text is not on the site: the state, the reason, and where that is written."""
    reason = next((one.reason for one in prepared.site.held if one.path == text.path), "")
    if text.path in prepared.withheld or not reason:
        return "withheld", "it has errors", None
    if text.entry is None:
        return "held back", reason, None
    if reason == "draft" and is_draft_path(text.path):
        return "held back", "it lies in a folder of drafts", None
    if reason == "draft":
        return "held back", "it is a draft", _draft_line(text.entry)
    if text.kind == "post":
        return "held back", *_absence_of_post(prepared, text.entry, reason, now)
    return "held back", reason, None


def _absence_of_post(prepared: Prepared, entry: Entry[Post], reason: str, now: datetime) -> tuple[str, Span | None]:
    directory, settings = prepared.atlas.directory, prepared.site.settings
    host = directory.journeys.get(journey_of(entry, directory))
    if "journey" in reason and host is not None:
        return reason, _draft_line(host)
    said, zone = entry.fields, settings.zone
    date = said.date or stem_of(entry.path)[1]
    if date is not None and (due := date.instant(zone)) > now:
        said_at = entry.locate("date") if said.date is not None else Span(path=entry.path)
        return f"it is due on {_moment(due, settings)}, {_until(due - now)}", said_at
    if said.expires is not None:
        return f"it expired on {_moment(said.expires.instant(zone), settings)}", entry.locate("expires")
    return reason, None


def _moment(instant: datetime, settings: Settings) -> str:
    """When it is where the site is at home."""
    try:
        when = instant.astimezone(settings.zone)
    except OverflowError:  # at either end of the calendar
        when = instant
    return f"{english.day(when.date())}, {when:%H:%M} ({settings.timezone})"


def _until(left: timedelta) -> str:
    hours = -(-left.seconds // 3600)
    return f"in {english.count(left.days, 'day', 'days') if left.days else english.count(hours, 'hour', 'hours')}"


def _draft_line(entry: Entry[Any]) -> Span | None:
    """The line that says that a text is a draft."""
    said = entry.fields
    if not says_draft(said):
        return None
    name = "draft" if said.draft else "published" if said.published is False else "status"
    return entry.locate(name)


def _date(text: Known) -> Moment | None:
    if text.kind != "post" or text.entry is None:
        return None
    date: Moment | None = text.entry.fields.date or stem_of(text.path)[1]
    return date


def _installment(prepared: Prepared, path: str) -> Installment | None:
    for journey in prepared.site.journeys.values():
        for place, post in enumerate(journey.posts, 1):
            if post.path == path:
                return Installment(
                    journey=journey.slug,
                    title=journey.title,
                    part=phrases.station_label(prepared.desk.messages, post.station),
                    place=place,
                    whole=len(journey.posts),
                )
    return None


def _showings(prepared: Prepared, text: Known, own: Iterable[Page]) -> Iterator[Showing]:
    """The pages that show the text's address, but for its own: their views hold it, and the theme prints it."""
    url, mine = prepared.desk.url(text.location), {id(page) for page in own}
    targets = {target.path: target for target in prepared.targets}
    for page in prepared.pages:
        target = targets.get(output_path(page.location))
        if id(page) in mine or target is None:
            continue
        view, _ = page.make()
        assert is_dataclass(view)
        parts = tuple(part.name for part in fields(view) if _holds(getattr(view, part.name), url))
        if parts and _prints(target, url):
            yield Showing(location=page.location, source=page.source, parts=parts)


def _holds(value: object, url: str) -> bool:
    """Whether a view, or anything in it, names or links ``url``."""
    if isinstance(value, str):
        return value.partition("#")[0] == url or _links(value, url)
    if isinstance(value, tuple | list | frozenset):
        return any(_holds(one, url) for one in value)
    if isinstance(value, Mapping):
        return any(_holds(one, url) for one in value.values())
    if is_dataclass(value):
        return any(_holds(getattr(value, part.name), url) for part in fields(value))
    return False


def _prints(target: Target, url: str) -> bool:
    try:
        return _links(target.make().decode(), url)
    except TemplateFault:  # a broken theme prints nothing at all; what it would be given is the next best answer
        return True


def _links(html: str, url: str) -> bool:
    text = unescape(html) if "&" in url or "'" in url else html
    return url in text and re.search(rf"""href\s*=\s*["']?{re.escape(url)}(?=["'#?\s>])""", text) is not None


def _feeds(prepared: Prepared, text: Known) -> Iterator[str]:
    """The feeds that a post is in, or that a journey has."""
    for channel in channels(prepared.desk):
        if any(post.path == text.path for post in channel.posts) or channel.location == text.location:
            yield from (f"{channel.location}{FILES[format_]}" for format_ in channel.formats)


def _made_of(text: Known) -> str:
    return f"{text.kind} {text.slug}"
