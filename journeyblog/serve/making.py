"""The next edition, from the one before and what is in the files now.

In: a site's folder, the edition on show, what changed. Out: an edition; also when nothing can be built at all, for then
what was good stays on show under the mistakes.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from journeyblog.build.bodies import Bodies
from journeyblog.build.cache import CACHE, Cache
from journeyblog.build.crew import OnCall
from journeyblog.build.prepare import Kept, Prepared, Step, Unusable, labelled, prepare
from journeyblog.build.rewording import reword
from journeyblog.build.targets import Sort, Target
from journeyblog.serve.edition import INDEX, Contents, Edition, Shown
from journeyblog.serve.facts import drafts_of, facts_of, length_of
from journeyblog.serve.lookout import Changes
from journeyblog.site import phrases
from journeyblog.site.visibility import Request
from journeyblog.source.lines import lines_in
from journeyblog.source.read import SiteFiles, Unreadable

HAS_ERRORS = "It has errors: not published"
MOST_REWORDED = 5
"""Texts that are shown at once; when more of them change, somebody did more than save what they write."""
MOST_WITHHELD = 200
"""Pages of texts with errors that stay on show; each is kept in memory."""


class Maker:
    """Makes editions of the site in ``root``; ``now`` is the only clock. ``parsers`` help with the first edition."""

    def __init__(
        self,
        root: Path,
        now: Callable[[], datetime],
        *,
        drafts: bool = False,
        future: bool = False,
        parsers: OnCall | None = None,
    ) -> None:
        self.root = root
        self._now = now
        self._drafts, self._future = drafts, future
        self._cache = Cache(root / CACHE / "cache")
        self._parsers = parsers
        self._kept = Kept(bodies=Bodies(self._cache, parsers=parsers))
        self._step = ""
        self._new: Bodies | None = None  # of the last edition: some of them may not be kept for the next start yet

    def is_due(self, edition: Edition) -> bool:
        """Whether time alone has made another site of the same files: a post has come of age."""
        until = edition.contents.until
        return until is not None and self._now() >= until

    def make(self, before: Edition, changes: Changes, step: Step = lambda _: None) -> Edition:
        """The edition after ``before``."""
        request = Request(now=self._now(), drafts=self._drafts, future=self._future)

        def begin(name: str) -> None:
            self._step = name
            step(name)

        prepared = prepare(self.root, request, begin, self._kept)
        lines = lines_in(self.root)
        if isinstance(prepared, Unusable):
            contents = replace(before.contents, mistakes=prepared.diagnostics, lines=lines, until=None, prepared=None)
            return before.again(contents)
        begin("Working out scores and lists")
        prepared.desk.spread()  # else the first page would, and whoever wants another page waits for it
        self.send_home()
        kept = self._kept
        self._new = kept.bodies
        self._kept = Kept(
            bodies=kept.bodies.once_more(),
            texts=kept.texts.once_more(),
            sound_theme=prepared.sound_theme,
            renderer=prepared.renderer,
        )
        targets = places(prepared)
        withheld = dict(_withheld(before, prepared, targets))
        told = {place: replace(before.contents.facts[place], state=HAS_ERRORS, why="", line=0) for place in withheld}
        base = prepared.site.settings.base_path
        return before.followed_by(
            Contents(
                number=before.number,
                targets={**targets, **_files_below(withheld, before.contents.targets, targets)},
                base_path=base,
                mistakes=prepared.diagnostics,
                good={place: one for place, one in before.last_good().items() if place in targets},
                withheld=withheld,
                fresh=before.contents.fresh,
                renewed=_renewed(targets, changes),
                moved={**before.contents.moved, **_moved(before, targets, changes)},
                left={**before.contents.left, **_left(before, targets)},
                facts={**told, **{base + _place(location): one for location, one in facts_of(prepared).items()}},
                drafts=drafts_of(prepared),
                held=prepared.site.held,
                lines=lines,
                until=prepared.until,
                prepared=prepared,
            )
        )

    def send_home(self) -> None:
        """Nobody's help is needed any more."""
        if self._parsers is not None:
            self._parsers.send_home()

    def progress(self) -> str:
        """What is being done, as the end of a sentence. May be asked from any thread."""
        done, wanted = self._kept.bodies.progress()
        texts = f", {done:,} of {wanted:,} done" if done < wanted else ""
        return f"{self._step[:1].lower()}{self._step[1:]}{texts}"

    def keep(self) -> None:
        """Keep what the last edition has parsed: for the next start, and for a build."""
        if self._new is not None:
            self._new.keep(self._cache, whole=False)
            self._new = None

    def reword(self, edition: Edition, changes: Changes) -> tuple[Edition, Changes]:
        """The edition with the pages anew of those texts of which only the words changed; and these changes."""
        prepared = edition.contents.prepared
        if prepared is None or len(changes.here) > MOST_REWORDED:
            return edition, Changes()
        files, done = SiteFiles(self.root), set[str]()
        render = labelled(self._kept.bodies, phrases.labels(prepared.desk.messages))
        for path in changes.here:
            try:
                found = reword(prepared, path, files.read_text(path), render)
            except Unreadable:
                continue
            if found is not None:
                place = f"{prepared.site.settings.base_path}/{_place(found.target.path)}"
                facts = edition.contents.facts[place]
                if facts.length:
                    facts = replace(facts, length=length_of(found.body))
                edition = edition.with_page(place, found.target, facts)
                done.add(path)
        return edition, Changes(here=frozenset(done))


def places(prepared: Prepared) -> dict[str, Target]:
    """Every target by where a browser finds it."""
    base = prepared.site.settings.base_path
    return {f"{base}/{_place(target.path)}": target for target in prepared.targets}


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


def _renewed(targets: Mapping[str, Target], changes: Changes) -> tuple[str, ...]:
    """The files among the targets that changed."""
    if not changes.here:
        return ()
    return tuple(
        place for place, target in targets.items() if target.sort is Sort.FILE and target.source in changes.here
    )


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
