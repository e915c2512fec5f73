"""From one file's text to an entry: decoded fields, the body's text, and a way back to every position."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from yaml.error import Mark
from yaml.nodes import MappingNode, Node

from journeyblog.diagnostics import Diagnostic, Severity, Span
from journeyblog.packing import pack, unpack
from journeyblog.schema import FAILED, NO_GAPS, Gaps, Reading, Shape, compose, gaps_of, place_of, value_of
from journeyblog.schema.rewriting import GOES_ON, flow
from journeyblog.source.front_matter import Parts, split

T = TypeVar("T")
NO_LINES: frozenset[int] = frozenset()
"""One for all entries, which mostly have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[T]):
    """One text of the site.

    Values hold no positions; :meth:`locate` finds one by composing the front matter again, which is cheap and only
    ever done for a mistake. ``packed`` is its text without the front matter (:mod:`journeyblog.packing`). ``gaps`` are
    what could not be read of the fields; what is found on a ``settled`` line follows from a mistake told there.
    """

    path: str
    fields: T
    packed: bytes
    body_line: int
    front: str
    front_line: int
    gaps: Gaps = NO_GAPS
    settled: frozenset[int] = NO_LINES

    @property
    def text(self) -> str:
        """Its text without the front matter, unpacked."""
        return unpack(self.packed)

    def unread(self, *keys: str | int) -> bool:
        """Whether the value under ``keys``, or a part of it, was written and could not be read."""
        return self.gaps is not NO_GAPS and self.gaps.touch(*keys)  # mostly there are none

    def locate(self, *keys: str | int, key: bool = False) -> Span:
        """Where the value under ``keys`` (or, with ``key``, the last key itself) stands in the file."""
        root, reading = _composed(self.front, self.path, self.front_line)
        if root is None or not keys:
            return Span(path=self.path, line=self.front_line if self.front else 0)
        return place_of(root, self.gaps.as_written(keys), reading, key=key)

    def with_field(self, field: str, *keys: str | int) -> str:
        """The group under ``keys`` as it was written, on one line after its key, with one more ``field``."""
        root, _ = _composed(self.front, self.path, self.front_line)
        node = value_of(root, self.gaps.as_written(keys))
        fields = flow(node)[1:-1] if node is not None else GOES_ON
        return f"{keys[-1]}: {{{fields}, {field}}}"

    def in_body(self, line: int, column: int = 1, length: int = 1) -> Span:
        """A place in the body, given in its own lines."""
        return Span(path=self.path, line=self.body_line + line - 1, column=column, length=length)

    def error(self, code: str, message: str, span: Span, hint: str = "") -> Diagnostic:
        """A mistake that withholds the entry."""
        return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=span, hint=hint)

    def warning(self, code: str, message: str, span: Span, hint: str = "") -> Diagnostic:
        """A mistake that does not."""
        return Diagnostic(code=code, severity=Severity.WARNING, message=message, span=span, hint=hint)


def decode_entry(text: str, path: str, shape: Shape) -> tuple[Entry[Any] | None, tuple[Diagnostic, ...]]:
    """The entry of a file, with what can be read of its fields; None when nobody can tell where they end."""
    parts = split(text, path)
    if isinstance(parts, Diagnostic):
        return None, (parts,)
    reading = Reading(path, parts.front_line)
    fields = _decode(parts, reading, shape)
    entry: Entry[Any] = Entry(
        path=path,
        fields=fields,
        packed=pack(parts.body),
        body_line=parts.body_line,
        front=parts.front,
        front_line=parts.front_line,
        gaps=gaps_of(reading.gaps) if reading.gaps else NO_GAPS,
        settled=frozenset(reading.settled) if reading.settled else NO_LINES,
    )
    return entry, tuple(reading.diagnostics)


def decode_list(text: str, path: str, shape: Shape) -> tuple[Entry[Any] | None, tuple[Diagnostic, ...]]:
    """The entry of a file that is YAML from its first line, and holds a list: what can be read of it, or None."""
    reading = Reading(path)
    root = compose(text, reading, longest=len(text.encode()))
    fields = shape.read(root, reading) if root is not None else ()
    if fields is FAILED or root is None:
        return None if reading.diagnostics else _listed(path, text, (), reading), tuple(reading.diagnostics)
    return _listed(path, text, fields, reading), tuple(reading.diagnostics)


def _listed(path: str, text: str, fields: Any, reading: Reading) -> Entry[Any]:
    return Entry(
        path=path,
        fields=fields,
        packed=pack(""),
        body_line=1,
        front=text,
        front_line=1,
        gaps=gaps_of(reading.gaps) if reading.gaps else NO_GAPS,
        settled=frozenset(reading.settled) if reading.settled else NO_LINES,
    )


def _decode(parts: Parts, reading: Reading, shape: Shape) -> Any:
    """The fields; without a value, and with a gap for the whole, when nothing can be read."""
    here = Mark("", 0, 0, 0, None, 0)
    nothing = MappingNode("", [], here, here)
    root = compose(parts.front, reading) if parts.front else None
    if root is None and not reading.diagnostics:
        root = nothing
    value = shape.read(root, reading) if root is not None else FAILED
    if value is FAILED:
        reading.gaps.append(())
        value = shape.read(nothing, Reading(reading.path))
    return value


@lru_cache(maxsize=64)
def _composed(front: str, path: str, first_line: int) -> tuple[Node | None, Reading]:
    reading = Reading(path, first_line)
    return compose(front, reading, longest=len(front.encode())), reading  # it was read before, so it is not too long
