"""The lists that have feeds: the whole site, each journey, each category, the verdicts that changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journeyblog.site.pages import verdicts
from journeyblog.site.pages.desk import Desk
from journeyblog.site.scorecards import VerdictChange, verdict_changes
from journeyblog.site.site import SitePost


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A list, newest first, whose feeds in ``formats`` stand in the folder of ``location``.

    It is one of ``posts``, or of ``changes`` of verdicts.
    """

    location: str
    title: str
    subtitle: str
    formats: tuple[str, ...]
    posts: tuple[SitePost, ...] = ()
    changes: tuple[VerdictChange, ...] = ()


def channels(desk: Desk) -> Iterator[Channel]:
    """Every channel; none without ``base_url``, since feeds need absolute URLs. Hidden posts are in no feed."""
    site, settings = desk.site, desk.site.settings
    if not settings.origin:
        return
    size = settings.feeds.items
    yield Channel(
        location="/",
        title=settings.title,
        subtitle=settings.tagline,
        formats=settings.feeds.site,
        posts=_newest(site.posts, size),
    )
    for journey in site.journeys.values():
        if journey.posts:
            posts = sorted(journey.posts, key=lambda post: (post.date, post.path), reverse=True)
            yield Channel(
                location=journey.location,
                title=f"{journey.title} · {settings.title}",
                subtitle=journey.fields.summary,
                formats=settings.feeds.journeys,
                posts=_newest(posts, size),
            )
    for term in site.categories.values():
        yield Channel(
            location=f"/categories/{term.slug}/",
            title=f"{term.name} · {settings.title}",
            subtitle="",
            formats=settings.feeds.categories,
            posts=_newest(term.posts, size),
        )
    hidden = {post.path for post in site.posts if post.hidden}
    changes = verdict_changes(site)
    if changes:
        yield Channel(
            location=verdicts.LOCATION,
            title=f"{desk.say('verdicts.title')} · {settings.title}",
            subtitle=desk.say("verdicts.subtitle"),
            formats=settings.feeds.site,
            changes=tuple(change for change in changes if change.post not in hidden)[:size],
        )


def _newest(posts: Iterable[SitePost] | Sequence[SitePost], size: int) -> tuple[SitePost, ...]:
    return tuple(post for post in posts if not post.hidden)[:size]
