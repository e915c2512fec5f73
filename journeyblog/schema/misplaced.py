"""Keys that are no fields where they stand, though it is plain what their author meant by them.

In: the declared fields of a record, and the unknown keys of one that was written. Out: the field meant, and what to
write. Two ways lead there: another word for a field (``stars``), and a key of a field's value that stands beside the
field (``food: 4`` instead of ``ratings: {food: 4}``).
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from yaml.nodes import Node, ScalarNode

from journeyblog.schema.fields import Field, as_example
from journeyblog.schema.scalars import mend_number
from journeyblog.schema.slips import in_quotes, short

_GROUPS = ("a group", "a list of entries")
_RATED = re.compile(r"\s*[^\w\s]*[\d★½⭐]")
_PLAIN = re.compile(r"-?(?:https?://)?[\w★½⭐](?:[\w★½⭐/. -]*[\w★½⭐.])?")


class Misplaced:
    """What is known of one record's keys. ``held`` are, by the field, those of its value that are no declared fields.

    An author chooses these, so one of them is taken for such only when a number follows. ``elsewhere`` says of a key
    that belongs to another kind of text what to do.
    """

    __slots__ = ("_also", "_chosen", "_elsewhere", "_fields", "_holders")

    def __init__(
        self, fields: Iterable[Field], held: Mapping[str, Collection[str]], elsewhere: Mapping[str, str]
    ) -> None:
        self._elsewhere = elsewhere
        self._fields = {field.name: field for field in fields}
        self._also = {fold(word): field.name for field in self._fields.values() for word in field.also}
        self._chosen = {key: name for name, keys in held.items() for key in keys}
        self._holders = self._chosen | {key: field.name for field in self._fields.values() for key in field.holds}

    def also(self, key: str) -> str | None:
        """The field that ``key`` is another word for."""
        return self._also.get(fold(key))

    def differs(self, name: str, value: Node) -> bool:
        """Whether a single value was written for a field that holds more."""
        return isinstance(value, ScalarNode) and self._fields[name].expects.startswith(_GROUPS)

    def meant(self, key: str, unknown: Mapping[str, Node], there: Collection[str]) -> tuple[str | None, str] | None:
        """The field meant by ``key``, one of the ``unknown`` keys, and the hint; ``there`` are the fields written."""
        if key in self._elsewhere:
            return None, self._elsewhere[key]
        name = self._holders.get(key)
        if name is not None and (key not in self._chosen or _is_rating(unknown[key])):
            if name in there:
                return name, f"Move  {key}: {_written(unknown[key])}  below  {name}:"
            beside = {one: value for one, value in unknown.items() if self._holders.get(one) == name}
            return name, f"Write  {name}: {{{', '.join(f'{one}: {_written(beside[one])}' for one in beside)}}}"
        if (name := self.also(key)) is None:
            return None
        if name in there:
            return name, f"Remove it: {name}: says this already"
        if self.differs(name, unknown[key]):
            return name, as_example(self._fields[name])
        value = _written(unknown[key])
        return name, f"Write  {name}: {value}" if value != "…" else f"Write  {name}:  instead of  {key}:"


def fold(key: str) -> str:
    """A key without what people confuse: capitals, blanks, ``-``, ``_`` and the wide letters of other keyboards."""
    return "".join(unicodedata.normalize("NFKC", key).casefold().split()).replace("-", "").replace("_", "")


def _is_rating(value: Node) -> bool:
    return isinstance(value, ScalarNode) and _RATED.match(value.value) is not None


def _written(value: Node) -> str:
    """A single value as it can stand between braces; of anything longer, a sign that it goes on."""
    if not isinstance(value, ScalarNode) or not value.value.strip() or "\n" in value.value:
        return "…"
    return in_quotes_if_needed(mend_number(value.value)[1] or value.value.strip())


def in_quotes_if_needed(text: str) -> str:
    """A text as it can stand between braces."""
    return text if _PLAIN.fullmatch(text) else short(in_quotes(text))
