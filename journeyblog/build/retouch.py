"""A text of which only the words changed: they are put into what is published, without putting the site together.

In: what the last build left, and the folder as it is now. Out: the published site with the new words, or nothing when
anything else may have to change; then a build does it.

Invariant: the files are byte for byte those of a build. That is so because a page is made of the site but for its
texts' words, which is the same while front matter, titles, summaries and links are, and of its own text, which its
theme does nothing with but print it; and when the page was made it was printed once, and stood there once.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from journeyblog.build.bodies import Bodies
from journeyblog.build.cache import CACHE, Cache
from journeyblog.build.footprint import Since, renew
from journeyblog.build.glance import forget
from journeyblog.build.outcome import Made, Outcome, recall
from journeyblog.build.passages import Passage, Passages, front_digest, leave_passages, read_passages
from journeyblog.build.publish import OutputRefused, Stage
from journeyblog.build.splicing import form_of, splice
from journeyblog.diagnostics import Diagnostic
from journeyblog.markdown import Body
from journeyblog.source.front_matter import split
from journeyblog.source.read import SiteFiles, Unreadable

MOST = 20
"""Texts; who changed more of them at once did more than write."""

BODY, TOLD = "its body changed", "what it tells changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The text at ``path`` as it was and as it is, with the key of its new body."""

    path: str
    passage: Passage
    old: Body
    new: Body
    key: str


def retouch(root: Path, since: Since) -> Outcome | None:
    """Publish what changed since the last build if it is no more than other words; None: nothing was done.

    Raises what :class:`~journeyblog.build.publish.Stage` raises.
    """
    last, cache = recall(since.seen["said"]), Cache(root / CACHE / "cache")
    if last is None or last.published is None or len(since.changed) > MOST:
        return None
    if any(one.span.path in since.changed for one in last.diagnostics):
        return None  # its mistakes may be mended, or stand on other lines
    if not _is_own(last.published.output, root, since):
        return None
    passages = read_passages(cache)
    if passages is None or passages.engine != since.seen["program"]:
        return None
    bodies = Bodies(cache, engine=passages.engine)
    edits = _edits(root, since.changed, passages, bodies)
    if not edits:
        return None
    try:
        return _publish(root, since, last, edits, passages, bodies)
    except OutputRefused:  # that is for a build to tell, which knows the settings
        return None


def _publish(
    root: Path, since: Since, last: Outcome, edits: Sequence[Edit], passages: Passages, bodies: Bodies
) -> Outcome | None:
    folder, cache = root / CACHE, Cache(root / CACHE / "cache")
    assert last.published is not None
    with Stage(root, last.published.output, inputs=(root / "content", root / "themes"), cache=folder) as stage:
        made = _splice_all(edits, stage) if stage.seal == passages.seal else None
        if made is None or not stage.keep_others():
            return None
        forget(str(folder))
        published = stage.commit()
        renewed = {edit.path: replace(edit.passage, body=edit.key) for edit in edits}
        leave_passages(cache, passages.renew(stage.seal, renewed))
        bodies.keep(cache, whole=False)
        renew(str(folder), since)
    rendered = sum(one.reason == BODY for one in made)
    return replace(last, published=published, parsed=bodies.parsed, rendered=rendered, made=made)


def _is_own(output: Path, root: Path, since: Since) -> bool:
    """Whether the output folder is the one that was asked for, or lies in the site's: a footprint could name any."""
    place, asked = os.path.realpath(output), since.seen["question"]["output"]
    return place == os.path.realpath(asked) if asked else place.startswith(f"{os.path.realpath(root)}{os.sep}")


def _edits(root: Path, changed: frozenset[str], passages: Passages, bodies: Bodies) -> tuple[Edit, ...]:
    """What was done to the texts; none when it may be more than to write other words."""
    files, edits = SiteFiles(root), []
    for path in sorted(changed):
        edit = _edit(path, files, passages, bodies)
        if edit is None:
            return ()
        edits.append(edit)
    return tuple(edits)


def _edit(path: str, files: SiteFiles, passages: Passages, bodies: Bodies) -> Edit | None:
    passage, options = passages.of(path), passages.options
    old = bodies.kept(passage.body) if passage is not None else None
    if passage is None or old is None:
        return None
    try:
        parts = split(files.read_text(path), path)
    except Unreadable:
        return None
    if isinstance(parts, Diagnostic):
        return None
    if front_digest(parts.front, parts.front_line) != passage.front:
        return None
    new = bodies.render(parts.body, options, take_title=passage.titled)
    if _told_elsewhere(old) != _told_elsewhere(new) or new.problems or not new.words:
        return None
    key = bodies.key(parts.body, options, passage.titled)
    return Edit(path=path, passage=passage, old=old, new=new, key=key)


def _told_elsewhere(body: Body) -> tuple[object, ...]:
    """All that is known of a body beyond its HTML, as far as anybody asks."""
    links = tuple((link.target, link.attribute, link.sized) for link in body.links)
    return body.title, body.summary, body.headings, body.ids, body.minutes, links, bool(body.words)


def _splice_all(edits: Sequence[Edit], stage: Stage) -> tuple[Made, ...] | None:
    """Hand over every file that shows one of the texts, with its new words; None when one of them cannot be told."""
    made = []
    for path in dict.fromkeys(path for edit in edits for path in edit.passage.shown):
        data = stage.read(path)
        text = data.decode(errors="replace") if data is not None else None
        for edit in edits:
            if path in edit.passage.shown and text is not None:
                text = splice(text, edit.old, edit.new, form_of(path))
        if text is None:
            return None
        if text.encode() != data:
            stage.put(path, text.encode())
            made.append(Made(path=path, reason=BODY if path.endswith(".html") else TOLD))
    return tuple(made)
