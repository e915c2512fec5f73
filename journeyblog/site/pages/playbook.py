"""The playbook of the whole site: what to do at home, by stage."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from journeyblog.model.post import PlaybookEntry
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.page import Page
from journeyblog.site.pages.paging import ENTRIES, Made, paged_head, paginate
from journeyblog.site.site import SitePost
from journeyblog.site.views import EntryView, LinkView, PagerView, PlaybookStageView, PlaybookView

LOCATION = "/playbook/"
Told = tuple[bool, SitePost, PlaybookEntry]
"""Whether it is pinned, and the post that tells it."""


def playbook_pages(desk: Desk) -> Iterator[Page]:
    """The playbook, when there is an entry: for each pin the newest entry that has it, then all others by stage."""
    told = [(post, entry) for post in desk.site.posts for entry in post.entry.fields.playbook]
    if not told:
        return
    pins: dict[int, tuple[SitePost, PlaybookEntry]] = {}
    others: list[tuple[SitePost, PlaybookEntry]] = []
    for post, entry in told:
        if entry.pin is not None and entry.pin not in pins:
            pins[entry.pin] = post, entry
        else:
            others.append((post, entry))
    stages = {stage: i for i, stage in enumerate(desk.site.settings.stages)}
    others.sort(key=lambda one: stages.get(one[1].stage, len(stages)))
    entries: list[Told] = [(True, *pins[pin]) for pin in sorted(pins)]
    entries += [(False, *one) for one in others]
    yield from paginate(desk, LOCATION, "playbook.html", "the playbook", entries, ENTRIES, partial(_playbook, desk))


def entry_view(desk: Desk, entry: PlaybookEntry, post: LinkView | None = None) -> EntryView:
    """An entry; with its ``post`` where it is shown away from it."""
    return EntryView(
        entry=entry.entry,
        stage=desk.named("stages", entry.stage) if entry.stage else "",
        at_home=entry.at_home,
        status=desk.say(f"playbook.{entry.status}") if entry.status else "",
        status_key=entry.status or "",
        post=post,
    )


def _playbook(desk: Desk, some: Sequence[Told], pager: PagerView) -> Made:
    view = PlaybookView(
        title=desk.say("playbook.title"),
        pinned=tuple(entry_view(desk, entry, desk.post_link(post)) for pinned, post, entry in some if pinned),
        stages=tuple(
            PlaybookStageView(
                label=desk.named("stages", stage) if stage else "",
                entries=tuple(entry_view(desk, entry, desk.post_link(post)) for _, post, entry in group),
            )
            for stage, group in groupby((one for one in some if not one[0]), key=lambda one: one[2].stage)
        ),
        pager=pager,
    )
    return view, paged_head(desk, view.title, LOCATION, desk.say("playbook.description"), pager)
