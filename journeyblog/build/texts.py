"""Never decode twice in one process: entries kept by the file and the text that they were made of.

In: texts. Out: what :func:`~journeyblog.source.entries.decode_entry` and the typesetter make of them. Invariant: an
entry depends on its file's name, its text, the scale of ratings and the names of dimensions; of all four it is kept.
"""

from collections.abc import Collection, Mapping
from typing import Any

from journeyblog.build.cache import key_of
from journeyblog.diagnostics import Diagnostic
from journeyblog.model.scale import Scale
from journeyblog.schema import Shape
from journeyblog.site.typesetting import set_entry
from journeyblog.source.entries import Entry, decode_entry
from journeyblog.source.load import Decode

Decoded = tuple[Entry[Any] | None, tuple[Diagnostic, ...]]
Pair = tuple[Entry[Any], Entry[Any]]


class Texts:
    """Knows the entries that were ``decoded`` last time by what they were made of, and those that were set by their
    identity, with what came of it.
    """

    def __init__(self, decoded: Mapping[str, Decoded] | None = None, set_: Mapping[int, Pair] | None = None) -> None:
        self._decoded_before, self._set_before = decoded or {}, set_ or {}
        self._decoded: dict[str, Decoded] = {}
        self._set: dict[int, Pair] = {}

    def decoder(self, scale: Scale, dimensions: Collection[str]) -> Decode:
        """What decodes texts of a site with this scale and these dimensions."""
        frame = repr((scale, sorted(dimensions)))

        def decode(text: str, path: str, shape: Shape) -> Decoded:
            key = key_of(path, text, frame)
            found = self._decoded.get(key) or self._decoded_before.get(key)
            if found is None:
                found = decode_entry(text, path, shape)
            self._decoded[key] = found
            return found

        return decode

    def set_entry(self, entry: Entry[Any]) -> Entry[Any]:
        """The entry with its prose set."""
        found = self._set.get(id(entry)) or self._set_before.get(id(entry))
        if found is None or found[0] is not entry:
            found = (entry, set_entry(entry))
        self._set[id(entry)] = found
        return found[1]

    def once_more(self) -> "Texts":
        """For the next time in the same process: it knows what was needed this time, and no more than that."""
        return Texts(self._decoded, self._set)
