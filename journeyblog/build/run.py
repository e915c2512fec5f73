"""A build, from the site's folder to the published site. Reads top to bottom."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from journeyblog.build.bodies import Bodies
from journeyblog.build.cache import CACHE, Cache
from journeyblog.build.crew import ALONE, Crew
from journeyblog.build.engine import engine_digest
from journeyblog.build.footprint import Footprint, Inputs, Visit, leave, see_engine, see_inputs
from journeyblog.build.glance import forget, python, state_of
from journeyblog.build.ledger import NAME as LEDGER
from journeyblog.build.ledger import Ledger, leave_ledger, read_ledger
from journeyblog.build.making import Work, find_passages, make_all, rehearse_all
from journeyblog.build.outcome import Outcome, Progress, said_of
from journeyblog.build.passages import leave_passages
from journeyblog.build.prepare import Kept, Prepared, Unusable, prepare
from journeyblog.build.publish import MANIFEST, Published, Stage, check_output
from journeyblog.diagnostics import Diagnostic, has_errors, sort_diagnostics
from journeyblog.site.visibility import Request
from journeyblog.source.discover import SETTINGS

THEMES = ("themes/", "<")
"""How the paths of a theme's files begin: the site's own, and the built-in ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build. ``output`` replaces the setting; ``now`` and what to show are in ``request``.

    With ``visit`` the build leaves a footprint, by which the next one can tell that nothing changed. ``afresh`` makes
    everything anew, whatever was kept. ``crew`` does the work.
    """

    root: Path
    request: Request
    output: Path | None = None
    strict: bool = False
    keep_going: bool = False
    adopt: bool = False
    visit: Visit | None = None
    afresh: bool = False
    crew: Crew = ALONE


@contextmanager
def _keeping_all() -> Iterator[None]:
    """Nobody looks through all there is for what is not needed any more: what a build reads and makes stays until it
    ends, so little would be found, and again each time that there is a quarter more. What is new is looked through.
    """
    before = gc.get_threshold()
    gc.set_threshold(*before[:2], 1_000_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_keeping_all()
def build(asked: BuildRequest, progress: Progress = lambda *_: None) -> Outcome:
    """Build and publish. Raises the exceptions of :mod:`journeyblog.build.publish` when it cannot write."""
    seen = _arrive(asked)
    cache, old, kept = _recollect(asked)
    prepared = prepare(asked.root, asked.request, lambda step: progress(step, 0, 0), kept)
    if isinstance(prepared, Unusable):
        return Outcome(diagnostics=sort_diagnostics(prepared.diagnostics), usable=False)
    output = asked.output or asked.root / prepared.site.settings.output
    inputs = _inputs(asked.root)
    check_output(asked.root, output, inputs, adopt=asked.adopt)
    found = _judge(prepared.diagnostics, strict=asked.strict)
    if not _is_usable(found) or (has_errors(found) and not asked.keep_going):
        # Nothing will be published, but every mistake is told in one run: also those that only making shows.
        work = rehearse_all(prepared, old, asked.crew, progress)
        work.usable &= _is_usable(found)
        if (asked.root / CACHE).is_dir():
            kept.bodies.keep(cache, whole=False)
        return _outcome(prepared, found, work, kept)
    with Stage(asked.root, output, inputs=inputs, adopt=asked.adopt, cache=asked.root / CACHE) as stage:
        # What is parsed is kept by what it was made of, whatever becomes of this build. If it fails, what only the
        # published site is made of may have to be parsed again.
        work, new = make_all(prepared, stage, old, asked.crew, progress, lambda: kept.bodies.keep(cache))
        if not work.usable or (has_errors(work.diagnostics) and not asked.keep_going):
            return _outcome(prepared, found, work, kept)
        progress("Publishing", 0, 0)
        published = stage.commit()
        leave_ledger(cache, new)
        leave_passages(cache, find_passages(prepared, new, stage.seal))
        cache.prune(LEDGER)
        outcome = _outcome(prepared, found, work, kept, published)
        if seen is not None and not outcome.failed:
            _leave_footprint(asked, seen, prepared, outcome)  # while nobody else can publish
        return outcome


@_keeping_all()
def check(asked: BuildRequest, progress: Progress = lambda *_: None) -> Outcome:
    """Everything that a build would say, with nothing written."""
    _, old, kept = _recollect(asked)
    prepared = prepare(asked.root, asked.request, lambda step: progress(step, 0, 0), kept)
    if isinstance(prepared, Unusable):
        return Outcome(diagnostics=sort_diagnostics(prepared.diagnostics), usable=False)
    work = rehearse_all(prepared, old, asked.crew, progress)
    found = _judge(prepared.diagnostics, strict=asked.strict)
    work.usable &= _is_usable(found)
    return _outcome(prepared, found, work, kept)


def _recollect(asked: BuildRequest) -> tuple[Cache, Ledger, Kept]:
    """What earlier builds left."""
    cache = Cache(asked.root / CACHE / "cache")
    old = Ledger() if asked.afresh else read_ledger(cache)
    return cache, old, Kept(bodies=Bodies(None if asked.afresh else cache), sound_theme=old.sound, crew=asked.crew)


def _inputs(root: Path) -> tuple[Path, ...]:
    """The folders that a build reads; each theme by itself, since it may be a link to somewhere else."""
    themes = root / "themes"
    return root / "content", themes, *(sorted(themes.iterdir()) if themes.is_dir() else ())


def _arrive(asked: BuildRequest) -> Inputs | None:
    """The state of the inputs before any is read; until this build has ended well, no footprint vouches for it."""
    if asked.visit is None:
        return None
    forget(str(asked.root / CACHE))
    try:
        return see_inputs(asked.visit.question.root, asked.visit.clock)
    except OSError:  # what cannot be read now will be told by those who read it
        return None


def _leave_footprint(asked: BuildRequest, inputs: Inputs, prepared: Prepared, outcome: Outcome) -> None:
    assert asked.visit is not None
    assert outcome.published is not None
    if engine_digest.__wrapped__() != engine_digest():
        return  # updated meanwhile: what was made may be of both
    manifest = str(outcome.published.output / MANIFEST)
    footprint = Footprint(
        question=asked.visit.question,
        inputs=inputs,
        program=engine_digest(),
        python=python(),
        engine=see_engine(),
        manifest=manifest,
        published=state_of(manifest),
        since=asked.visit.now.timestamp(),
        until=prepared.until.timestamp() if prepared.until is not None else None,
        said=said_of(outcome, outcome.published),
    )
    leave(str(asked.root / CACHE), footprint)


def _judge(diagnostics: Sequence[Diagnostic], *, strict: bool) -> tuple[Diagnostic, ...]:
    return tuple(found.as_error() for found in diagnostics) if strict else tuple(diagnostics)


def _is_usable(found: Sequence[Diagnostic]) -> bool:
    """Whether no error is in the settings or the theme."""
    return not has_errors(one for one in found if one.span.path == SETTINGS or one.span.path.startswith(THEMES))


def _outcome(
    prepared: Prepared,
    found: Sequence[Diagnostic],
    work: Work,
    kept: Kept,
    published: Published | None = None,
) -> Outcome:
    return Outcome(
        diagnostics=sort_diagnostics((*found, *work.diagnostics)),
        held=prepared.site.held,
        withheld=prepared.withheld,
        posts=len(prepared.site.posts),
        targets=len(prepared.targets),
        published=published,
        usable=work.usable,
        parsed=kept.bodies.parsed,
        rendered=work.rendered,
        made=tuple(work.made),
    )
