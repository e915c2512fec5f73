"""Is what is published what a clean build makes? Compared byte for byte; nothing is written.

In: the site's folder and its output folder. Out: the files that differ, with words for how.
"""

from collections.abc import Iterator
from pathlib import Path

from journeyblog.build.outcome import Made, Outcome, Progress
from journeyblog.build.prepare import Unusable, prepare
from journeyblog.build.publish.manifest import ManifestUnreadable, decode_manifest, read_manifest
from journeyblog.build.publish.tree import read_regular
from journeyblog.output.pictures import BadPicture
from journeyblog.site.visibility import Request
from journeyblog.source.read import Unreadable
from journeyblog.theme import TemplateFault


def verify(root: Path, request: Request, outcome: Outcome, progress: Progress = lambda *_: None) -> tuple[Made, ...]:
    """What of the site that ``outcome`` published is not as a build makes it that knows nothing of earlier ones."""
    if outcome.published is None:
        return ()
    return tuple(_differences(root, request, str(outcome.published.output), progress))


def _differences(root: Path, request: Request, output: str, progress: Progress) -> Iterator[Made]:
    prepared = prepare(root, request, lambda step: progress(step, 0, 0))
    if isinstance(prepared, Unusable):
        return  # it was changed since it was built, and that is told by the next build
    try:
        extra = set(decode_manifest(read_manifest(output) or b"{}"))
    except ManifestUnreadable:
        extra = set()
    for number, target in enumerate(prepared.targets, 1):
        progress("Comparing", number, len(prepared.targets))
        extra.discard(target.path)
        try:
            data = target.make()
        except (TemplateFault, BadPicture, Unreadable):
            continue  # with such a mistake it was not published, unless the build was told to keep going
        found = read_regular(f"{output}/{target.path}", size=len(data))
        if found != data:
            missing = read_regular(f"{output}/{target.path}") is None
            yield Made(path=target.path, reason="it is missing" if missing else "a clean build makes it otherwise")
    yield from (Made(path=path, reason="a clean build does not make it") for path in sorted(extra))
