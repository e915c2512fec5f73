"""Keys that are no fields where they stand, though it is plain what their author meant by them.

In: the declared fields of a record, and the unknown keys of one that was written. Out: the field meant, and what to
write. Two ways lead there: another word for a field (``stars``), and a key of a field's value that stands beside the
field (``food: 4`` instead of ``ratings: {food: 4}``).
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode

from journeyblog.schema.fields import Field, as_example
from journeyblog.schema.rewriting import GOES_ON, flow, group, listed

_GROUPS = ("a group", "a list of entries")
_RATED = re.compile(r"\s*[^\w\s]*[\d★½⭐]")
Told = Callable[[Mapping[str, str], Collection[str]], str]
"""From the values of unknown keys, as they can stand on a line, and the fields there, to what should be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Keys that belong to another kind of text, or to another place, and the one hint for all of them."""

    keys: tuple[str, ...]
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What was meant by a key: the ``field``, if it is one of the record; ``keys`` are those told with it.

    ``told`` takes the place of the message that the key is no field, where there is something better to say.
    """

    field: str | None
    hint: str
    keys: tuple[str, ...]
    told: str = ""


class Misplaced:
    """What is known of one record's keys. ``held`` are, by the field, those of its value that are no declared fields.

    An author chooses these, so one of them is taken for such only when a number follows.
    """

    __slots__ = ("_also", "_chosen", "_elsewhere", "_fields", "_holders")

    def __init__(
        self, fields: Iterable[Field], held: Mapping[str, Collection[str]], elsewhere: Iterable[Elsewhere]
    ) -> None:
        self._elsewhere = {key: one for one in elsewhere for key in one.keys}
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

    def meant(self, key: str, unknown: Mapping[str, Node], there: Mapping[str, Node]) -> Meant | None:
        """What was meant by ``key``, one of the ``unknown`` keys; ``there`` are the fields that were written."""
        if (other := self._elsewhere.get(key)) is not None:
            keys = tuple(one for one in unknown if one in other.keys)
            told = f"{listed(keys)} are no fields here" if len(keys) > 1 else ""
            hint = other.told({one: flow(unknown[one]) for one in keys}, there)
            return Meant(field=None, hint=hint, keys=keys, told=told)
        if (name := self._holder(key, unknown[key])) is not None:
            return self._below(name, unknown, there.get(name))
        if (name := self.also(key)) is None:
            return None
        if name in there:
            hint = f"Remove it: {name}: says this already"
        elif self.differs(name, unknown[key]):
            hint = as_example(self._fields[name])
        else:
            value = self._fields[name].meaning(unknown[key]) or flow(unknown[key])
            hint = f"Write  {name}: {value}" if value != GOES_ON else f"Write  {name}:  instead of  {key}:"
        return Meant(field=name, hint=hint, keys=(key,))

    def _holder(self, key: str, value: Node) -> str | None:
        """The field whose value the key is a part of."""
        return self._holders.get(key) if key not in self._chosen or _is_rating(value) else None

    def _below(self, name: str, unknown: Mapping[str, Node], there: Node | None) -> Meant:
        """All the keys that belong under a field, told at the first of them."""
        beside = {key: flow(value) for key, value in unknown.items() if self._holder(key, value) == name}
        verb, this, it = ("belongs", "this line", "it") if len(beside) == 1 else ("belong", "these lines", "them")
        hint = f"Write  {name}: {group(beside)}" + (f"  instead of {this}" if len(beside) > 1 else "")
        if isinstance(there, MappingNode) and there.flow_style:
            hint = f"Write  {name}: {flow(there)[:-1]}, {group(beside)[1:]}  and remove {this}"
        elif there is not None:
            hint = f"Move {it} below  {name}:  and indent {it} as the lines there are"
        return Meant(field=name, hint=hint, keys=tuple(beside), told=f"{listed(list(beside))} {verb} under '{name}'")


def fold(key: str) -> str:
    """A key without what people confuse: capitals, blanks, ``-``, ``_`` and the wide letters of other keyboards."""
    return "".join(unicodedata.normalize("NFKC", key).casefold().split()).replace("-", "").replace("_", "")


def _is_rating(value: Node) -> bool:
    return isinstance(value, ScalarNode) and _RATED.match(value.value) is not None
