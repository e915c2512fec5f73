"""One version of the site, as a browser may ask for it.

In: targets and mistakes. Out: what stands at a place, made when first asked for. Invariant: a place is found by
looking it up among those of the targets, so no path is ever made from what a browser asks; and whatever is wrong
with the site, something is there to be shown.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b

from journeyblog.build.media import bad_image
from journeyblog.build.prepare import Prepared
from journeyblog.build.targets import Sort, Target
from journeyblog.diagnostics import Diagnostic, sort_diagnostics
from journeyblog.diagnostics.terminal import Lines
from journeyblog.output.pictures import BadPicture
from journeyblog.serve.content_types import HTML, content_type
from journeyblog.serve.facts import Draft, Facts
from journeyblog.site.held import Held
from journeyblog.source.read import Unreadable
from journeyblog.theme import TemplateFault

INDEX = "index.html"
NOT_FOUND = "/404.html"
LARGEST_KEPT = 1_000_000
"""Bytes of a file that is kept in memory; larger ones are read again each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stands at a place. ``fault`` is why it cannot be made; then the data are the last good ones, or none."""

    data: bytes
    type: str
    digest: str
    fault: Diagnostic | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is HTML."""
        return self.type == HTML


def shown(data: bytes, type_: str, fault: Diagnostic | None = None) -> Shown:
    """``data`` with their digest."""
    return Shown(data=data, type=type_, digest=blake2b(data, digest_size=12).hexdigest(), fault=fault)


def _no_lines(_: str) -> list[str]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What an edition is made of.

    ``targets`` are by their place, a path from the host on that is not encoded. ``mistakes`` are told on every page.
    ``good`` is what places showed last, kept for when they cannot be made now, and ``withheld`` what is still shown of
    texts that have errors. ``fresh`` are files with the number of the edition in which they last changed, ``renewed``
    those that changed in this one. ``moved`` tells where pages went that are no longer there, and ``left`` of which
    text they were. ``facts`` and ``drafts`` are for the author's bar, ``lines`` for excerpts, ``held`` for the
    terminal. ``until`` is when time alone makes another site of the same files; None when it never does. ``prepared``
    is the site that all this was made of; None when what is on show is older than settings or a theme at fault.
    """

    number: int
    targets: Mapping[str, Target] = field(default_factory=dict)
    base_path: str = ""
    mistakes: tuple[Diagnostic, ...] = ()
    good: Mapping[str, Shown] = field(default_factory=dict)
    withheld: Mapping[str, Shown] = field(default_factory=dict)
    fresh: Mapping[str, int] = field(default_factory=dict)
    renewed: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Facts] = field(default_factory=dict)
    drafts: tuple[Draft, ...] = ()
    held: tuple[Held, ...] = ()
    lines: Lines = _no_lines
    until: datetime | None = None
    prepared: Prepared | None = None


class Edition:
    """``made`` are the pages and files that need not be made. Pages are made one at a time, also of two editions, since
    a theme's renderer counts the work of one page: whoever holds ``one_page`` makes one. Files are made beside each
    other.
    """

    def __init__(
        self, contents: Contents, made: dict[str, Shown] | None = None, one_page: "threading.Lock | None" = None
    ) -> None:
        self.contents = contents
        self.number = contents.number
        self._made = {} if made is None else made
        self._one_page = threading.Lock() if one_page is None else one_page

    def followed_by(self, contents: Contents) -> "Edition":
        """The next edition, of which nothing is made yet."""
        return Edition(contents, None, self._one_page)

    def again(self, contents: Contents) -> "Edition":
        """The same pages under other ``contents`` with the same targets; what was made stays made."""
        return Edition(contents, self._made, self._one_page)

    def numbered(self, number: int) -> "Edition":
        """The same under the number with which it goes on show."""
        contents = self.contents
        fresh = {**contents.fresh, **dict.fromkeys(contents.renewed, number)}
        return self.again(replace(contents, number=number, fresh=fresh, renewed=()))

    def waiting(self) -> "Edition":
        """The same, which time alone does not make another."""
        return self.again(replace(self.contents, until=None))

    def with_page(self, place: str, target: Target, facts: Facts) -> "Edition":
        """The same with one page made anew."""
        contents = self.contents
        targets, told = {**contents.targets, place: target}, {**contents.facts, place: facts}
        made = {where: one for where, one in tuple(self._made.items()) if where != place}
        return Edition(replace(contents, targets=targets, facts=told, good=self.last_good()), made, self._one_page)

    def find(self, path: str) -> str | None:
        """The place that a browser means by ``path`` (decoded): itself, or None."""
        contents = self.contents
        if path in contents.targets or path in contents.withheld:
            return path
        inside = f"{path.removesuffix(INDEX)}" if path.endswith(f"/{INDEX}") else ""
        return inside if inside in contents.targets else None

    def leads_to(self, path: str) -> str | None:
        """Where somebody is sent on who asks for ``path``: a folder's slash was forgotten, or the site's own folder."""
        contents = self.contents
        folder = f"{path}/"
        if folder in contents.targets or folder in contents.withheld:
            return folder
        home = f"{contents.base_path}/"
        return home if path == "/" != home and home in contents.targets else None

    def show(self, place: str) -> Shown:
        """What stands at ``place``, one that :meth:`find` gave."""
        made = self._made.get(place)
        if made is not None:
            return made
        target = self.contents.targets.get(place)
        if target is None:
            return self.contents.withheld[place]
        if target.sort is Sort.FILE:
            return self._keep(place, self._make(place, target))
        with self._one_page:
            return self._made.get(place) or self._keep(place, self._make(place, target))

    def not_found(self) -> Shown | None:
        """The site's own page for what is not there."""
        place = f"{self.contents.base_path}{NOT_FOUND}"
        return self.show(place) if place in self.contents.targets else None

    def is_file(self, place: str) -> bool:
        """Whether it is copied or a picture, and so may take long."""
        target = self.contents.targets.get(place)
        return target is not None and target.sort is Sort.FILE

    def mistakes(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the site, as far as anybody has looked."""
        return sort_diagnostics((*self.contents.mistakes, *self.faults()))

    def faults(self) -> tuple[Diagnostic, ...]:
        """What only showed when something was made."""
        return tuple(dict.fromkeys(one.fault for one in tuple(self._made.values()) if one.fault is not None))

    def last_good(self) -> Mapping[str, Shown]:
        """What each page showed when it was last made, for the next edition."""
        made = {place: one for place, one in tuple(self._made.items()) if one.fault is None and one.is_page}
        return {**self.contents.good, **made}

    def _make(self, place: str, target: Target) -> Shown:
        try:
            return shown(target.make(), content_type(target.path))
        except TemplateFault as caught:
            fault = caught.diagnostic
        except BadPicture as bad:
            fault = bad_image(target.source, bad)
        except Unreadable as unreadable:
            fault = unreadable.diagnostic
        good = self.contents.good.get(place)
        return shown(good.data if good is not None else b"", content_type(target.path), fault)

    def _keep(self, place: str, made: Shown) -> Shown:
        if len(made.data) <= LARGEST_KEPT or made.fault is not None:
            self._made[place] = made
        return made
