"""Where the words of each text stand in what is published, for who has to change no more than words.

In: what a build knows of its texts. Out: the same in the next run, from a file that may be deleted at any time.

Invariant: they are believed of the published site whose manifest they name, and of no other. A stranger's may call
front matter unchanged that is not: what is published then lacks that change until the next build.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from journeyblog.build.cache import Cache, key_of
from journeyblog.markdown import Labels, Options

NAME = "passages"
FORM = 1
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text: the key of its body (:func:`journeyblog.build.bodies.body_key`), the digest of its front matter, whether
    its first heading is taken for its title, and the output paths of what shows its words.
    """

    body: str
    front: str
    titled: bool
    shown: tuple[str, ...]


Row = Sequence[Any]
"""A passage as JSON has it: of all that are kept only few are ever asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """All of them by the texts' files, the options of all bodies, the program's digest, and the seal of what is
    published (:attr:`journeyblog.build.publish.Stage.seal`).
    """

    engine: str
    seal: str
    options: Options
    rows: Mapping[str, Row]

    def of(self, path: str) -> Passage | None:
        """That of the text at ``path``; None when there is none that can be understood."""
        try:
            body, front, titled, shown = self.rows[path]
            if not _KEY.fullmatch(body):
                return None
            return Passage(body=body, front=_text(front), titled=titled is True, shown=tuple(map(_text, shown)))
        except (ValueError, LookupError, TypeError):
            return None

    def renew(self, seal: str, passages: Mapping[str, Passage]) -> "Passages":
        """The same with some others, for a site with another ``seal``."""
        return replace(self, seal=seal, rows={**self.rows, **{path: row_of(one) for path, one in passages.items()}})


def row_of(passage: Passage) -> Row:
    """The passage for JSON."""
    return passage.body, passage.front, passage.titled, passage.shown


def front_digest(front: str, line: int) -> str:
    """The digest of front matter that begins on that line."""
    return key_of(front, str(line))


def leave_passages(cache: Cache, passages: Passages) -> None:
    """Keep them for the next run."""
    raw = (FORM, passages.engine, passages.seal, asdict(passages.options), passages.rows)
    cache.put(NAME, json.dumps(raw, separators=(",", ":")).encode())


def read_passages(cache: Cache) -> Passages | None:
    """Those of the last build; None when there are none that can be understood."""
    data = cache.get(NAME)
    try:
        form, engine, seal, options, rows = json.loads(data or b"")
        if form != FORM or not isinstance(rows, dict):
            return None
        return Passages(
            engine=_text(engine),
            seal=_text(seal),
            options=Options(**{**options, "labels": Labels(**options["labels"])}),
            rows=rows,
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
