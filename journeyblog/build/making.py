"""Making what changed: each target is made anew unless the last build made the same of the same.

In: the targets of a prepared site, the ledger of the last build, the stage. Out: everything is in the stage; the new
ledger, what was made and why. Two questions are asked of a file made of text, the cheap one first:

1. Is all that is known of the site as it was, and are the words that this file shows? Then nothing is even looked at.
2. Of a page: is its view as it was, and what all pages share? The view is all that a template sees, so the page is.

Invariant: what is kept has the digest that the published manifest names. Files that are copied are always read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from journeyblog.build.bodies import body_key
from journeyblog.build.crew import Crew
from journeyblog.build.digests import NONE, digest_of, field_parts, mark_of, site_digest, theme_digest, view_digest
from journeyblog.build.engine import engine_digest
from journeyblog.build.ledger import Ledger, Row
from journeyblog.build.media import bad_image
from journeyblog.build.outcome import Made, Progress
from journeyblog.build.passages import Passage, Passages, front_digest, row_of
from journeyblog.build.prepare import Prepared
from journeyblog.build.publish import Receipt, Stage
from journeyblog.build.targets import Sort, Target
from journeyblog.diagnostics import Diagnostic
from journeyblog.output.pictures import BadPicture
from journeyblog.site.candidates import has_title_in_text
from journeyblog.site.policy import content_security_policy
from journeyblog.site.views.elements import Prose
from journeyblog.source.entries import Entry
from journeyblog.source.read import Unreadable
from journeyblog.theme import TemplateFault


@dataclass(slots=True, kw_only=True)
class Work:
    """What making came to. ``usable`` is False when a template is at fault; ``rendered`` counts pages."""

    usable: bool = True
    diagnostics: list[Diagnostic] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    rendered: int = 0

    def add(self, more: "Work") -> None:
        """What was done next."""
        self.usable &= more.usable
        self.diagnostics += more.diagnostics
        self.made += more.made
        self.rows |= more.rows
        self.rendered += more.rendered


T = TypeVar("T")
Act = Callable[[Target, Work], object]
"""Does the work of one target."""


def _start_ledger(prepared: Prepared, old: Ledger) -> Ledger:
    """The ledger of this build, with neither rows nor what is known of the site; ``old`` is that of the last one."""
    engine, theme = engine_digest(), theme_digest(prepared.renderer.theme)
    frame = digest_of(engine, theme, prepared.site_view) if theme != NONE else NONE
    plainly = prepared.renderer.plainly
    return Ledger(
        engine=engine,
        theme=theme,
        sound=prepared.sound_theme,
        plainly=old.plainly if plainly is None else plainly,  # it is not checked when it is known to be sound
        frame=frame,
        shared=_shared(prepared) if frame != NONE else {},
        texts={entry.path: _body_of(entry, engine, repr(prepared.options)) for entry in prepared.entries.every()},
    )


def _with_site(prepared: Prepared, ledger: Ledger) -> Ledger:
    """The ledger with what is known of the site."""
    known = site_digest(prepared.desk)
    policy = content_security_policy(prepared.site)  # of what bodies load, which the site's digest leaves out
    return replace(ledger, site=digest_of(ledger.frame, known, policy) if NONE not in (ledger.frame, known) else NONE)


def find_passages(prepared: Prepared, ledger: Ledger, seal: str) -> Passages:
    """Where the words of texts stand after a build that left this ledger; none with a theme that does more with them
    than to print them.
    """
    shown: dict[str, list[str]] = {}
    unclear: set[str] = set()
    for path, row in ledger.rows.items():
        for text in row.quoted:
            shown.setdefault(text, []).append(path)
        if not row.once:
            unclear.update(row.quoted)
    rows = {
        entry.path: row_of(
            Passage(
                body=ledger.texts[entry.path],
                front=front_digest(entry.front, entry.front_line),
                titled=has_title_in_text(entry),
                shown=tuple(shown[entry.path]),
            )
        )
        for entry in prepared.entries.every()
        if entry.path in shown and entry.path not in unclear and ledger.plainly
    }
    return Passages(engine=ledger.engine, seal=seal, options=prepared.options, rows=rows)


def _body_of(entry: Entry[Any], engine: str, options: str) -> str:
    return body_key(engine, options, entry.text, titled=has_title_in_text(entry))


def make_all(
    prepared: Prepared,
    stage: Stage,
    old: Ledger,
    crew: Crew,
    progress: Progress,
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[Work, Ledger]:
    """Make every target that the ``old`` ledger does not vouch for, and put all of them into the stage; with the ledger
    of this build. ``meanwhile`` is what else is to be done, best of all while the crew is at work.
    """
    new = _start_ledger(prepared, old)
    if old.frame != new.frame and crew.suits(len(prepared.targets)) and stage.open_to_others():
        work, new = _make_together(prepared, stage, old, new, crew, progress, meanwhile)
    else:
        new = _with_site(prepared, new)
        same_site = old.site == new.site != NONE

        def make(target: Target, work: Work) -> None:
            row = old.rows.get(target.path) if target.sort is Sort.TEXT else None
            if row is not None and same_site and _same_words(row, old, new) and stage.keep(target.path, row.digest):
                work.rows[target.path] = row
            else:
                _make(target, prepared, stage, old, new, work)

        work = _go_through(prepared.targets, make, progress)
        meanwhile()
    return work, replace(new, rows=work.rows)


def _make_together(
    prepared: Prepared,
    stage: Stage,
    old: Ledger,
    new: Ledger,
    crew: Crew,
    progress: Progress,
    meanwhile: Callable[[], object],
) -> tuple[Work, Ledger]:
    """Make every target, with a crew: of a site with another frame nothing can be kept."""
    prepared.desk.spread()

    def make(target: Target, work: Work) -> None:
        _make(target, prepared, stage, old, new, work)

    def make_some(targets: Sequence[Target]) -> tuple[Work, tuple[Receipt, ...]]:
        work = _go_through(targets, make)
        return work, stage.receipts(target.path for target in targets)

    def finish() -> Ledger:
        meanwhile()
        return _with_site(prepared, new)

    return _go_together(prepared.targets, make, make_some, stage.receive, crew, progress, finish)


def rehearse_all(prepared: Prepared, old: Ledger, crew: Crew, progress: Progress) -> Work:
    """Make every text and picture, and keep nothing, but for pages that could be made before; other files cannot go
    wrong.
    """
    frame = _start_ledger(prepared, old).frame

    def rehearse(target: Target, work: Work) -> None:
        if target.page is None or target.render is None:
            (target.rehearse or target.make)()
            return
        row = old.rows.get(target.path)
        view, head = target.page.make()
        if row is None or not row.key or row.key != view_digest(frame, target.page.template, view, head)[0]:
            work.rendered += 1
            target.render(view, head)

    risky = [target for target in prepared.targets if target.sort is Sort.TEXT or target.rehearse is not None]
    if not crew.suits(len(risky)):
        return _go_through(risky, rehearse, progress)

    prepared.desk.spread()

    def rehearse_some(targets: Sequence[Target]) -> tuple[Work, tuple[Receipt, ...]]:
        return _go_through(targets, rehearse), ()

    work, _ = _go_together(risky, rehearse, rehearse_some, lambda _: None, crew, progress, lambda: None)
    return work


def _go_together(
    targets: Sequence[Target],
    act: Act,
    act_on_some: Callable[[Sequence[Target]], tuple[Work, tuple[Receipt, ...]]],
    receive: Callable[[Iterable[Receipt]], None],
    crew: Crew,
    progress: Progress,
    meanwhile: Callable[[], T],
) -> tuple[Work, T]:
    """The same as :func:`_go_through`, with a crew. What is made of the whole site is made here ``meanwhile``, and what
    else is to be done.

    Of these no mistake is told, so the crew's work comes first, in the order of its targets.
    """
    whole = [target for target in targets if target.page is None and target.sort is Sort.TEXT]
    parts = [target for target in targets if target.page is not None or target.sort is not Sort.TEXT]
    work = Work()
    with crew.share(act_on_some, parts) as results:
        own = _go_through(whole, act)
        other = meanwhile()
        for done, receipts in results:
            receive(receipts)
            work.add(done)
            if not work.usable:
                return work, other
            progress("Writing pages", len(own.rows) + len(work.rows), len(targets))
    work.add(own)
    return work, other


def _go_through(targets: Sequence[Target], act: Act, progress: Progress = lambda *_: None) -> Work:
    work = Work()
    for number, target in enumerate(targets, 1):
        progress("Writing pages", number, len(targets))
        try:
            act(target, work)
        except TemplateFault as fault:
            work.diagnostics.append(fault.diagnostic)
            work.usable = False
            return work
        except BadPicture as bad:
            work.diagnostics.append(bad_image(target.source, bad))
        except Unreadable as unreadable:
            work.diagnostics.append(unreadable.diagnostic)
    return work


def _make(target: Target, prepared: Prepared, stage: Stage, old: Ledger, new: Ledger, work: Work) -> None:
    if target.page is not None:
        _make_page(target, prepared, stage, old, new, work)
    else:
        _make_other(target, prepared, stage, old, work)


def _make_page(target: Target, prepared: Prepared, stage: Stage, old: Ledger, new: Ledger, work: Work) -> None:
    assert target.page is not None
    assert target.render is not None
    path, row = target.path, old.rows.get(target.path)
    view, head = target.page.make()
    key, fields, marks = view_digest(new.frame, target.page.template, view, head)
    quoted = prepared.desk.quoted()
    if row is not None and row.key and row.key == key and stage.keep(path, row.digest):
        digest, once = row.digest, row.once
    else:
        work.rendered += 1
        data = target.render(view, head)
        digest, once = stage.put(path, data), _stands_once(view, data)
        now = Row(digest=digest, key=key, fields=fields, marks=marks)
        work.made.append(Made(path=path, reason=_why_page(row, now, old, new)))
    work.rows[path] = Row(digest=digest, key=key, fields=fields, marks=marks, quoted=quoted, once=once)


def _stands_once(view: object, page: bytes) -> bool:
    """Whether the text of a page was printed once, and what is printed stands there once: so that is where it is."""
    body = getattr(view, "body", None)
    return isinstance(body, Prose) and body.printed == 1 == page.count(body.encode())


def _make_other(target: Target, prepared: Prepared, stage: Stage, old: Ledger, work: Work) -> None:
    digest = stage.put(target.path, target.make())
    if target.sort is Sort.TEXT:
        row = work.rows[target.path] = Row(digest=digest, quoted=prepared.desk.quoted(), once=True)
        before = old.rows.get(target.path)
        if before is None or before.digest != row.digest:
            work.made.append(Made(path=target.path, reason="new" if before is None else "what it tells changed"))


def _same_words(row: Row, old: Ledger, new: Ledger) -> bool:
    return all(path in new.texts and old.texts.get(path) == new.texts[path] for path in row.quoted)


def _why_page(row: Row | None, now: Row, old: Ledger, new: Ledger) -> str:
    """Why a page is rendered, to be said after its name."""
    if row is None:
        return "new"
    if old.engine != new.engine:
        return "journeyblog or one of its libraries changed"
    if old.theme != new.theme:
        return "the theme changed"
    if old.frame != new.frame:
        return _changed("what every page shows of the site changed", old.shared, new.shared)
    if row.key == now.key:
        return "it is not in the output folder as it was made"
    if row.fields != now.fields:
        return "it is another kind of page"
    return _changed("its template changed", dict(_marks(row)), dict(_marks(now)), "its")


def _changed(otherwise: str, old: Mapping[str, str], new: Mapping[str, str], whose: str = "the site’s") -> str:
    names = [name for name in new if old.get(name) != new[name]]
    first, last = ", ".join(names[:-1]), names[-1] if names else ""
    return f"{whose} {first} and {last} changed" if first else f"{whose} {last} changed" if last else otherwise


def _marks(row: Row) -> Iterator[tuple[str, str]]:
    return zip(row.fields, (row.marks[start : start + 4] for start in range(0, len(row.marks), 4)), strict=False)


def _shared(prepared: Prepared) -> Mapping[str, str]:
    names, parts = field_parts(prepared.site_view)
    return dict(zip(names, map(mark_of, parts), strict=True))
