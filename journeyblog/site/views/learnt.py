"""What was learnt: lessons and the playbook, of the whole site."""

from dataclasses import dataclass

from journeyblog.dates import Moment
from journeyblog.site.views.elements import LinkView, PagerView
from journeyblog.site.views.posts import EntryView


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonView:
    """A lesson and the post that tells it."""

    text: str
    post: LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPostView:
    """The lessons of a post."""

    post: LinkView
    date: Moment
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonGroupView:
    """The posts with lessons of one journey; the label is empty for those of no journey."""

    journey: LinkView
    posts: tuple[LessonPostView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonsView:
    """Template ``lessons.html``."""

    title: str
    groups: tuple[LessonGroupView, ...]
    pager: PagerView


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookStageView:
    """The entries of a stage; the label is empty for those without one."""

    label: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookView:
    """Template ``playbook.html``: the pinned entries by their pins, and all others by stage."""

    title: str
    pinned: tuple[EntryView, ...]
    stages: tuple[PlaybookStageView, ...]
    pager: PagerView
