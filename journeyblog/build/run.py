"""A build, from the site's folder to the published site. Reads top to bottom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from journeyblog.build.media import bad_image
from journeyblog.build.prepare import CACHE, Prepared, Unusable, prepare
from journeyblog.build.publish import Published, Stage, check_output
from journeyblog.build.targets import Sort, Target
from journeyblog.diagnostics import Diagnostic, has_errors, sort_diagnostics
from journeyblog.output.pictures import BadPicture
from journeyblog.site.site import Held
from journeyblog.site.visibility import Request
from journeyblog.source.read import Unreadable
from journeyblog.theme import TemplateFault

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build. ``output`` replaces the setting; ``now`` and what to show are in ``request``."""

    root: Path
    request: Request
    output: Path | None = None
    strict: bool = False
    keep_going: bool = False
    adopt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it went. ``usable`` is False when the settings or the theme are at fault; ``published`` is None when
    nothing was published; ``withheld`` are the files with errors; ``posts`` counts what the site shows.
    """

    diagnostics: tuple[Diagnostic, ...]
    held: tuple[Held, ...] = ()
    withheld: tuple[str, ...] = ()
    posts: int = 0
    targets: int = 0
    published: Published | None = None
    usable: bool = True

    @property
    def failed(self) -> bool:
        """Whether the author has mistakes to mend."""
        return has_errors(self.diagnostics)


def build(asked: BuildRequest, progress: Progress = lambda *_: None) -> Outcome:
    """Build and publish. Raises the exceptions of :mod:`journeyblog.build.publish` when it cannot write."""
    prepared = prepare(asked.root, asked.request, lambda step: progress(step, 0, 0))
    if isinstance(prepared, Unusable):
        return Outcome(diagnostics=sort_diagnostics(prepared.diagnostics), usable=False)
    output = asked.output or asked.root / prepared.site.settings.output
    inputs = (asked.root / "content", asked.root / "themes")
    check_output(asked.root, output, inputs, adopt=asked.adopt)
    found = _judge(prepared.diagnostics, strict=asked.strict)
    if has_errors(found) and not asked.keep_going:
        # Nothing will be published, but every mistake is told in one run: also those that only rendering shows.
        _, more = _make_all(prepared.targets, lambda *_: None, progress, files=False)
        return _outcome(prepared, (*found, *more), None)
    with Stage(asked.root, output, inputs=inputs, adopt=asked.adopt, cache=asked.root / CACHE) as stage:
        usable, more = _make_all(prepared.targets, stage.put, progress)
        if not usable or (has_errors(more) and not asked.keep_going):
            return _outcome(prepared, (*found, *more), None, usable=usable)
        progress("Publishing", 0, 0)
        published = stage.commit()
    return _outcome(prepared, (*found, *more), published)


def check(asked: BuildRequest, progress: Progress = lambda *_: None) -> Outcome:
    """Everything that a build would say, with nothing written."""
    prepared = prepare(asked.root, asked.request, lambda step: progress(step, 0, 0))
    if isinstance(prepared, Unusable):
        return Outcome(diagnostics=sort_diagnostics(prepared.diagnostics), usable=False)
    usable, more = _make_all(prepared.targets, lambda *_: None, progress, files=False)
    found = _judge(prepared.diagnostics, strict=asked.strict)
    return _outcome(prepared, (*found, *more), None, usable=usable)


def _make_all(
    targets: Sequence[Target], put: Callable[[str, bytes], None], progress: Progress, *, files: bool = True
) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Make and put every target (of texts only, without ``files``). False when a template is at fault."""
    found: list[Diagnostic] = []
    for number, target in enumerate(targets, 1):
        if target.sort is Sort.FILE and not files:
            continue
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


def _judge(diagnostics: Sequence[Diagnostic], *, strict: bool) -> tuple[Diagnostic, ...]:
    return tuple(found.as_error() for found in diagnostics) if strict else tuple(diagnostics)


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
