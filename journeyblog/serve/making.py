"""The next edition, from the one before and what is in the files now.

In: a site's folder, the edition on show, what changed. Out: an edition; also when nothing can be built at all, for then
what was good stays on show under the mistakes.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from journeyblog.build.bodies import Bodies
from journeyblog.build.cache import CACHE, Cache
from journeyblog.build.prepare import Kept, Prepared, Step, Unusable, prepare
from journeyblog.build.targets import Sort, Target
from journeyblog.diagnostics.terminal import Lines
from journeyblog.serve.edition import INDEX, Contents, Edition, Shown
from journeyblog.serve.facts import facts_of
from journeyblog.serve.lookout import Changes
from journeyblog.site.visibility import Request
from journeyblog.source.read import SiteFiles, Unreadable

HAS_ERRORS = "It has errors: not published"
MOST_WITHHELD = 200
"""Pages of texts with errors that stay on show; each is kept in memory."""


class Maker:
    """Makes editions of the site in ``root``; ``now`` is the only clock."""

    def __init__(self, root: Path, now: Callable[[], datetime], *, drafts: bool = False, future: bool = False) -> None:
        self.root = root
        self._now = now
        self._drafts, self._future = drafts, future
        self._kept = Kept(bodies=Bodies(Cache(root / CACHE / "cache")))

    def is_due(self, edition: Edition) -> bool:
        """Whether time alone has made another site of the same files: a post has come of age."""
        until = edition.contents.until
        return until is not None and self._now() >= until

    def make(self, before: Edition, changes: Changes, step: Step = lambda _: None) -> Edition:
        """The edition after ``before``."""
        request = Request(now=self._now(), drafts=self._drafts, future=self._future)
        prepared = prepare(self.root, request, step, self._kept)
        lines = lines_in(self.root)
        if isinstance(prepared, Unusable):
            number = before.number + 1
            return before.again(
                replace(before.contents, number=number, mistakes=prepared.diagnostics, lines=lines, until=None)
            )
        self._kept = Kept(bodies=self._kept.bodies.once_more(), sound_theme=prepared.sound_theme)
        targets = places(prepared)
        withheld = dict(_withheld(before, prepared, targets))
        told = {place: replace(before.contents.facts[place], state=HAS_ERRORS) for place in withheld}
        base = prepared.site.settings.base_path
        return Edition(
            Contents(
                number=before.number + 1,
                targets={**targets, **_files_below(withheld, before.contents.targets, targets)},
                base_path=base,
                mistakes=prepared.diagnostics,
                good={place: one for place, one in before.last_good().items() if place in targets},
                withheld=withheld,
                fresh={**before.contents.fresh, **_fresh(targets, changes, before)},
                moved={**before.contents.moved, **_moved(before, targets, changes)},
                left={**before.contents.left, **_left(before, targets)},
                facts={**told, **{base + location: one for location, one in facts_of(prepared).items()}},
                held=prepared.site.held,
                lines=lines,
                until=prepared.until,
            )
        )


def places(prepared: Prepared) -> dict[str, Target]:
    """Every target by where a browser finds it."""
    base = prepared.site.settings.base_path
    return {f"{base}/{_place(target.path)}": target for target in prepared.targets}


def lines_in(root: Path) -> Lines:
    """The lines of the site's files; each is read once, and none of a file that cannot be read."""
    files = SiteFiles(root)

    @lru_cache(maxsize=64)
    def lines_of(path: str) -> list[str]:
        try:
            return files.read_text(path).split("\n")
        except Unreadable:
            return []

    return lines_of


def _place(path: str) -> str:
    return path.removesuffix(INDEX) if path == INDEX or path.endswith(f"/{INDEX}") else path


def _withheld(before: Edition, prepared: Prepared, targets: Mapping[str, Target]) -> Iterator[tuple[str, Shown]]:
    """The pages of texts that have errors now, as they were last."""
    broken = {*prepared.withheld, *prepared.entries.broken}
    if len(broken) > MOST_WITHHELD:
        return
    for place, facts in before.contents.facts.items():
        if facts.source in broken and place not in targets and before.find(place) is not None:
            one = before.show(place)
            if one.fault is None:
                yield place, one


def _files_below(
    pages: Collection[str], before: Mapping[str, Target], targets: Mapping[str, Target]
) -> dict[str, Target]:
    """The files that stood below ``pages`` before."""
    if not pages:
        return {}
    below = tuple(page for page in pages if page.endswith("/"))
    return {
        place: target
        for place, target in before.items()
        if target.sort is Sort.FILE and place not in targets and place.startswith(below)
    }


def _fresh(targets: Mapping[str, Target], changes: Changes, before: Edition) -> dict[str, int]:
    """The files among the targets that changed, with the number of this edition."""
    if not changes.here:
        return {}
    return {
        place: before.number + 1
        for place, target in targets.items()
        if target.sort is Sort.FILE and target.source in changes.here
    }


def _moved(before: Edition, targets: Mapping[str, Target], changes: Changes) -> dict[str, str]:
    """Where pages went: the page of the same file, or of the file's new name."""
    lost = {place: target for place, target in before.contents.targets.items() if place not in targets}
    if not lost:
        return {}
    now = {target.source: place for place, target in targets.items() if target.sort is Sort.TEXT}
    found = {}
    for place, target in lost.items():
        to = now.get(changes.moved.get(target.source, target.source))
        if to is not None:
            found[place] = to
    return found


def _left(before: Edition, targets: Mapping[str, Target]) -> dict[str, str]:
    """The texts whose pages are no longer where they were."""
    return {place: facts.source for place, facts in before.contents.facts.items() if place not in targets}
