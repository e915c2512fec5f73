"""Which posts are published now: not drafts, not in the future, not expired."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from journeyblog.dates import Moment
from journeyblog.model.post import Post
from journeyblog.model.publication import says_draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to show: ``now`` (an aware instant, read once), and whether drafts and future posts are wanted."""

    now: datetime
    drafts: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility:
    """``reason`` is empty for a published post; ``shown`` says whether this build shows it all the same."""

    shown: bool
    reason: str = ""


DRAFT = "draft"
"""Why a post is held back that its author calls a draft."""
FUTURE = "future, due "
"""So begins why a post of a later date is held back."""
PUBLISHED = Visibility(shown=True)


def is_draft_path(path: str) -> bool:
    """Whether the file lies under a folder of drafts, in whatever case its name is written."""
    return "/_drafts/" in path.lower()


def visibility(post: Post, path: str, date: Moment, request: Request, zone: tzinfo) -> Visibility:
    """Whether a post is shown, and why it would be held back."""
    if says_draft(post) or is_draft_path(path):
        return Visibility(shown=request.drafts, reason=DRAFT)
    due = date.instant(zone)
    if due > request.now:
        return Visibility(shown=request.future, reason=f"{FUTURE}{_when(date)}")
    if post.expires is not None and post.expires.instant(zone) <= request.now:
        return Visibility(shown=False, reason=f"expired on {_when(post.expires)}")
    return PUBLISHED


def next_change(moments: Iterable[Moment], now: datetime, zone: tzinfo) -> datetime | None:
    """The first of the moments that is still to come: until then the passing of time changes nothing."""
    return min((due for moment in moments if (due := moment.instant(zone)) > now), default=None)


def _when(moment: Moment) -> str:
    return moment.local.strftime("%Y-%m-%d %H:%M" if moment.timed else "%Y-%m-%d")
