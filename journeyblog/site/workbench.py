"""The site while it is being put together: what is shown, what is held back, what turned out to be broken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from journeyblog.diagnostics import Diagnostic, has_errors
from journeyblog.markdown import Body
from journeyblog.model.page import Page
from journeyblog.site.candidates import Candidate, stem_of
from journeyblog.site.directory import Directory
from journeyblog.site.held import Held
from journeyblog.site.links import Names, State
from journeyblog.site.visits import Stubs
from journeyblog.slugs import slug
from journeyblog.source.entries import Entry
from journeyblog.source.load import Entries


@dataclass(slots=True)
class Workbench:
    """``shown`` and ``pages`` are what would be shown if nothing were broken: a text with a mistake is checked to its
    end, so that all its mistakes are told at once, and only then :meth:`drop_broken` takes it out. ``directory`` lacks
    broken hosts as soon as texts are checked that may name them; ``hosts`` are all of them.

    ``bodies`` are those of texts that are checked, ``held_bodies`` those of held-back ones; ``visited`` and
    ``mentioned`` are the businesses of each shown post, ``held`` what is not published and why, ``incomplete`` the
    journeys of which a post is broken.
    """

    entries: Entries
    directory: Directory
    hosts: tuple[Entry[Any], ...]
    shown: list[Candidate]
    kept_back: list[Candidate]
    pages: list[tuple[Entry[Page], Body, str]]
    bodies: dict[str, Body]
    held_bodies: dict[str, Body]
    held: dict[str, Held]
    broken: set[str]
    found: list[Diagnostic]
    stubs: Stubs = field(default_factory=Stubs)
    visited: dict[str, tuple[str, ...]] = field(default_factory=dict)
    mentioned: dict[str, tuple[str, ...]] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)

    def note(self, path: str, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep what was found in a file; an error makes it broken."""
        told = list(diagnostics)
        self.found += told
        if has_errors(told):
            self.broken.add(path)

    def drop_broken_hosts(self) -> None:
        """Take broken businesses and journeys out of the directory: to name one is no mistake of the one who does."""
        broken, directory = self.broken, self.directory
        gone = {key for key, entry in directory.businesses.items() if entry.path in broken}
        gone |= {key for key, journey in directory.journeys.items() if journey.path in broken}
        self.directory = replace(without(directory, broken), broken=directory.broken | gone)

    def drop_broken(self) -> None:
        """Take out every file with an error, so that nothing comes to depend on it."""
        self.drop_broken_hosts()
        self.incomplete |= {candidate.journey for candidate in self.shown if candidate.path in self.broken}
        self.shown = [candidate for candidate in self.shown if candidate.path not in self.broken]
        self.pages = [page for page in self.pages if page[0].path not in self.broken]
        self.held = {path: held for path, held in self.held.items() if path not in self.broken}

    def meet_again(self) -> None:
        """Make the stubs anew from what is shown: a withheld post must leave no trace in them."""
        self.stubs = Stubs()
        for candidate in self.shown:
            for visit, business in zip(candidate.entry.fields.visits, self.visited[candidate.path], strict=True):
                if business not in self.directory.businesses:
                    self.stubs.meet(visit.business, visit)

    def texts(self) -> Iterator[Entry[Any]]:
        """Every text that is shown, or would be if it had no mistake."""
        yield from (candidate.entry for candidate in self.shown)
        yield from (page for page, _, _ in self.pages)
        yield from (host for host in self.hosts if host.path not in self.held)

    def names(self) -> Names:
        """Everything that a link may name, as it stands now."""
        texts = dict.fromkeys(self.bodies, State.SHOWN)
        texts |= dict.fromkeys(self.held, State.HELD)
        texts |= dict.fromkeys((*self.entries.broken, *self.broken), State.BROKEN)
        journeys = dict.fromkeys(self.incomplete, State.BROKEN)
        journeys |= {one.journey: State.BROKEN for one in self.shown if one.journey}
        journeys |= {one.journey: State.HELD for one in self.kept_back if one.journey}
        journeys |= {one.journey: State.SHOWN for one in self.shown if one.journey and one.path not in self.broken}
        bearers: dict[str, list[str]] = {}
        for candidate in self.shown:
            if candidate.path not in self.broken:
                bearers.setdefault(candidate.slug, []).append(candidate.path)
        slugs = {slug(stem_of(path)[0]): path for path in (*self.entries.broken, *self.broken)}
        slugs |= {candidate.slug: candidate.path for candidate in (*self.shown, *self.kept_back)}
        return Names(
            texts=texts,
            ids={path: body.ids for path, body in self.bodies.items()},
            slugs=slugs | {name: paths[-1] for name, paths in bearers.items()},
            twins={name: tuple(paths[:-1]) for name, paths in bearers.items() if len(paths) > 1},
            journeys=journeys | dict.fromkeys(self.directory.journeys, State.SHOWN),
            directory=self.directory,
            stubs=self.stubs.found,
            files=self.entries.files,
        )


def without(directory: Directory, paths: Iterable[str]) -> Directory:
    """The directory without the entries of these files."""
    gone = frozenset(paths)
    return replace(
        directory,
        businesses={key: entry for key, entry in directory.businesses.items() if entry.path not in gone},
        journeys={key: entry for key, entry in directory.journeys.items() if entry.path not in gone},
    )
