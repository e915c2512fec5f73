"""What the author's bar says of a page: the file it comes from, how it stands with it, and how long it is.

In: a prepared site. Out: facts by place. Plain values, in English, since only the author sees them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeyblog.build.prepare import Prepared
from journeyblog.markdown import Body
from journeyblog.site import phrases
from journeyblog.site.pages.desk import WORDS_A_MINUTE
from journeyblog.site.site import SitePost


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """``source`` is the text's file; ``state`` says why only a preview shows it, ``part`` where it stands in its
    journey, and ``length`` how long it takes to read. Each may be empty.
    """

    source: str
    state: str = ""
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
        yield post.location, Facts(source=post.path, state=_state(post.hidden), part=_part(prepared, post),
                                   length=length_of(post.body))  # fmt: skip
    for page in site.pages:
        yield page.location, Facts(source=page.entry.path, state=_state(page.hidden), length=length_of(page.body))
    for journey in site.journeys.values():
        if journey.entry is not None:
            yield journey.location, Facts(source=journey.entry.path, state=_state(journey.hidden))
    for business in site.businesses.values():
        if business.entry is not None:
            yield business.location, Facts(source=business.entry.path)


def _state(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}: not published" if reason else ""


def _part(prepared: Prepared, post: SitePost) -> str:
    journey = prepared.site.journeys.get(post.journey)
    if journey is None:
        return ""
    label = phrases.station_label(prepared.desk.messages, post.station)
    return f"{label} of {journey.title}" if label else f"In {journey.title}"


def length_of(body: Body) -> str:
    """How long it is, in words and minutes."""
    minutes = max(1, round(body.words / WORDS_A_MINUTE))
    return f"{body.words:,} word{'' if body.words == 1 else 's'}, {minutes} min"
