"""What the author's bar says of a page: the file it comes from, how it stands with it, and how long it is.

In: a prepared site. Out: facts by place. Plain values, in English, since only the author sees them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from journeyblog.build.account import hidden_at
from journeyblog.build.prepare import Prepared
from journeyblog.markdown import Body
from journeyblog.site import phrases
from journeyblog.site.site import SitePost
from journeyblog.site.visibility import is_draft_path
from journeyblog.source.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """``source`` is the text's file; ``state`` says why only a preview shows it, and ``why`` what says so: a line of
    the file (0 when it is none), or its name. ``part`` is where it stands in its journey, and ``length`` how long it
    takes to read. Each may be empty.
    """

    source: str
    state: str = ""
    why: str = ""
    line: int = 0
    part: str = ""
    length: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A page that only a preview shows, and where it stands."""

    place: str
    title: str


def drafts_of(prepared: Prepared) -> tuple[Draft, ...]:
    """What is on show and not published: posts from the oldest on, then pages and journeys."""
    site = prepared.site
    hidden = (
        *((post.location, post.title) for post in reversed(site.posts) if post.hidden),
        *((page.location, page.title) for page in site.pages if page.hidden),
        *((journey.location, journey.title) for journey in site.journeys.values() if journey.hidden),
    )
    return tuple(Draft(place=f"{site.settings.base_path}{location}", title=title) for location, title in hidden)


def facts_of(prepared: Prepared) -> Mapping[str, Facts]:
    """The facts of every page that is made of one text, by its location without the site's base path."""
    return dict(_facts(prepared))


def _facts(prepared: Prepared) -> Iterator[tuple[str, Facts]]:
    site = prepared.site
    for post in site.posts:
        facts = _facts_of_text(post.entry, post.hidden)
        yield post.location, replace(facts, part=_part(prepared, post), length=length_of(post.body))
    for page in site.pages:
        yield page.location, replace(_facts_of_text(page.entry, page.hidden), length=length_of(page.body))
    for journey in site.journeys.values():
        if journey.entry is not None:
            yield journey.location, _facts_of_text(journey.entry, journey.hidden)
    for business in site.businesses.values():
        if business.entry is not None:
            yield business.location, Facts(source=business.entry.path)


def _facts_of_text(entry: Entry[Any], hidden: str) -> Facts:
    if not hidden:
        return Facts(source=entry.path)
    place = hidden_at(entry, hidden)
    line = place.line if place is not None else 0
    what = f"line {line}" if line else "its folder" if is_draft_path(entry.path) else "its name"
    state = f"{hidden[:1].upper()}{hidden[1:]}: not published"
    return Facts(source=entry.path, state=state, why=f"{what} says so", line=line)


def _part(prepared: Prepared, post: SitePost) -> str:
    journey = prepared.site.journeys.get(post.journey)
    if journey is None:
        return ""
    label = phrases.station_label(prepared.desk.messages, post.station)
    return f"{label} of {journey.title}" if label else f"In {journey.title}"


def length_of(body: Body) -> str:
    """How long it is, in words and minutes."""
    return f"{body.words:,} word{'' if body.words == 1 else 's'}, {body.minutes} min"
