"""A build, from the site's folder to the published site. Reads top to bottom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from journeyblog.build.cache import CACHE
from journeyblog.build.footprint import (
    Footprint,
    Inputs,
    Visit,
    forget,
    leave,
    see_engine,
    see_inputs,
    state_of,
)
from journeyblog.build.media import bad_image
from journeyblog.build.outcome import Outcome, Progress, said_of
from journeyblog.build.prepare import Prepared, Unusable, prepare
from journeyblog.build.publish import MANIFEST, Published, Stage, check_output
from journeyblog.build.targets import Sort, Target
from journeyblog.diagnostics import Diagnostic, has_errors, sort_diagnostics
from journeyblog.output.pictures import BadPicture
from journeyblog.site.visibility import Request
from journeyblog.source.discover import SETTINGS
from journeyblog.source.read import Unreadable
from journeyblog.theme import TemplateFault

THEMES = ("themes/", "<")
"""How the paths of a theme's files begin: the site's own, and the built-in ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build. ``output`` replaces the setting; ``now`` and what to show are in ``request``.

    With ``visit`` the build leaves a footprint, by which the next one can tell that nothing changed. ``afresh`` makes
    everything anew, whatever was kept.
    """

    root: Path
    request: Request
    output: Path | None = None
    strict: bool = False
    keep_going: bool = False
    adopt: bool = False
    visit: Visit | None = None
    afresh: bool = False


def build(asked: BuildRequest, progress: Progress = lambda *_: None) -> Outcome:
    """Build and publish. Raises the exceptions of :mod:`journeyblog.build.publish` when it cannot write."""
    seen = _arrive(asked)
    prepared = prepare(asked.root, asked.request, lambda step: progress(step, 0, 0))
    if isinstance(prepared, Unusable):
        return Outcome(diagnostics=sort_diagnostics(prepared.diagnostics), usable=False)
    output = asked.output or asked.root / prepared.site.settings.output
    inputs = _inputs(asked.root)
    check_output(asked.root, output, inputs, adopt=asked.adopt)
    found = _judge(prepared.diagnostics, strict=asked.strict)
    if not _is_usable(found) or (has_errors(found) and not asked.keep_going):
        # Nothing will be published, but every mistake is told in one run: also those that only making shows.
        usable, more = _rehearse_all(prepared.targets, progress)
        return _outcome(prepared, (*found, *more), None, usable=usable and _is_usable(found))
    with Stage(asked.root, output, inputs=inputs, adopt=asked.adopt, cache=asked.root / CACHE) as stage:
        usable, more = _make_all(prepared.targets, stage.put, progress)
        if not usable or (has_errors(more) and not asked.keep_going):
            return _outcome(prepared, (*found, *more), None, usable=usable)
        progress("Publishing", 0, 0)
        published = stage.commit()
    outcome = _outcome(prepared, (*found, *more), published)
    if seen is not None and not outcome.failed:
        _leave_footprint(asked, seen, prepared, outcome)
    return outcome


def check(asked: BuildRequest, progress: Progress = lambda *_: None) -> Outcome:
    """Everything that a build would say, with nothing written."""
    prepared = prepare(asked.root, asked.request, lambda step: progress(step, 0, 0))
    if isinstance(prepared, Unusable):
        return Outcome(diagnostics=sort_diagnostics(prepared.diagnostics), usable=False)
    usable, more = _rehearse_all(prepared.targets, progress)
    found = _judge(prepared.diagnostics, strict=asked.strict)
    return _outcome(prepared, (*found, *more), None, usable=usable and _is_usable(found))


def _inputs(root: Path) -> tuple[Path, ...]:
    """The folders that a build reads; each theme by itself, since it may be a link to somewhere else."""
    themes = root / "themes"
    return root / "content", themes, *(sorted(themes.iterdir()) if themes.is_dir() else ())


def _rehearse_all(targets: Sequence[Target], progress: Progress) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Make every text and picture, and keep nothing; other files cannot go wrong."""
    rehearsed = [
        replace(target, make=target.rehearse or target.make)
        for target in targets
        if target.sort is Sort.TEXT or target.rehearse is not None
    ]
    return _make_all(rehearsed, lambda *_: None, progress)


def _make_all(
    targets: Sequence[Target], put: Callable[[str, bytes], None], progress: Progress
) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Make and put every target. False when a template is at fault."""
    found: list[Diagnostic] = []
    for number, target in enumerate(targets, 1):
        progress("Writing pages", number, len(targets))
        try:
            data = target.make()
        except TemplateFault as fault:
            return False, (*found, fault.diagnostic)
        except BadPicture as bad:
            found.append(bad_image(target.source, bad))
        except Unreadable as unreadable:
            found.append(unreadable.diagnostic)
        else:
            put(target.path, data)
    return True, tuple(found)


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
    manifest = str(outcome.published.output / MANIFEST)
    footprint = Footprint(
        question=asked.visit.question,
        inputs=inputs,
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
    prepared: Prepared, found: Sequence[Diagnostic], published: Published | None, *, usable: bool = True
) -> Outcome:
    return Outcome(
        diagnostics=sort_diagnostics(found),
        held=prepared.site.held,
        withheld=prepared.withheld,
        posts=len(prepared.site.posts),
        targets=len(prepared.targets),
        published=published,
        usable=usable,
    )
