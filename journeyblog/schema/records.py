"""The shape of a dataclass: known keys, each with a value of its declared type."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from inspect import get_annotations
from types import MappingProxyType
from typing import Any, get_type_hints

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.diagnostics import nearest
from journeyblog.schema.declarations import described, field_schema, marks_of
from journeyblog.schema.entries import entries_of
from journeyblog.schema.fields import Field, Guarded, Wanted, as_example, shown
from journeyblog.schema.json_schema import Definitions, JsonSchema
from journeyblog.schema.misplaced import Elsewhere, Misplaced, fold
from journeyblog.schema.reading import FAILED, Reading
from journeyblog.schema.rewriting import entries, flow, group, plain
from journeyblog.schema.shape import Compiler, Shape, is_empty, kind_of

Held = tuple[Field | None, str | None]
"""Where a record stands: the field that holds it, and the key below it (nothing for an entry of a list)."""

NOTHING: Mapping[str, Any] = MappingProxyType({})
ROOT: Held = (None, None)
_EXTRA = "Remove it, unless your theme asks for it, under  extra:"


class RecordShape(Shape):
    """Known keys, each read by its field's shape. ``shapes`` gives the shape of an annotation.

    ``held`` are, by the field, the keys of its value where these are the author's own; ``elsewhere`` says of keys that
    belong to another kind of text what to do.
    """

    __slots__ = (
        "_alone", "_fields", "_guarded", "_held", "_misplaced", "_noun", "_record", "_required", "_wanted", "example",
        "needs",
    )  # fmt: skip
    name = "a group of fields"
    plural = "entries with fields of their own"

    def __init__(
        self,
        record: type,
        shapes: Compiler,
        *,
        also: "RecordShape | None" = None,
        held: Mapping[str, Collection[str]] = NOTHING,
        elsewhere: Iterable[Elsewhere] = (),
    ) -> None:
        hints = get_type_hints(record, include_extras=True)
        marks = {name: marks_of(hint) for name, hint in hints.items()}
        first = get_annotations(record)  # what is inherited stands last
        ordered = sorted(fields(record), key=lambda one: one.name not in first)
        own = {one.name: (shapes.of(hints[one.name]), one) for one in ordered}
        self._record = record
        self._noun = getattr(record, "CALLED", "") or words_of(record.__name__)
        self._fields = {name: (shape, described(one, shape, marks[name])) for name, (shape, one) in own.items()}
        self._held = held
        if also is not None:
            self._fields = also._fields | self._fields
            self._held = {**also.held, **held}
        self._misplaced = Misplaced([field for _, field in self._fields.values()], self._held, elsewhere)
        self._guarded = {name: mark for name in own for mark in marks[name] if isinstance(mark, Guarded)}
        self._required = [name for name in own if self._fields[name][1].required]
        self._wanted = {name: {name} for name in self._required}
        if also is not None:
            self._wanted |= {name: among for name, among in also.wanted.items() if len(among) > 1}
        for name in own:
            for mark in (mark for mark in marks[name] if isinstance(mark, Wanted)):
                self._wanted[name] = {name, *mark.unless}
        named = self._required or list(own)[:1]
        self.example = group({name: self._fields[name][1].example for name in named})
        alone = getattr(record, "ALONE", "")
        needed = [*self._required, *(name for name in self._wanted if name not in self._required)] or list(own)[:1]
        needed = [alone] if alone and not self._required else needed
        self.needs = f"fields of its own, such as {' and '.join(f'{name}:' for name in needed[:2])}"
        texts = [name for name in self._required if self._fields[name][1].expects == "a text"]
        self._alone = alone or (texts[0] if texts == self._required and len(texts) == 1 else "")

    @property
    def noun(self) -> str:
        """What the record is called: "visit", "playbook entry"."""
        return self._noun

    def meant(self, key: str) -> str | None:
        """The field that a key is, is another word for, or a slip of."""
        return key if key in self._fields else self._misplaced.also(key) or nearest(key, self._fields)

    @property
    def held(self) -> Mapping[str, Collection[str]]:
        """By the field, the keys of its value that are the author's own."""
        return self._held

    @property
    def wanted(self) -> Mapping[str, set[str]]:
        """The fields that a text can hardly do without, each with those of which one is enough."""
        return self._wanted

    @property
    def declared(self) -> tuple[Field, ...]:
        """The fields that authors may write."""
        return tuple(field for _, field in self._fields.values())

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that authors may write."""
        return tuple(self._fields)

    def read(self, node: Node, reading: Reading) -> Any:
        """The frozen record of what can be read."""
        if not isinstance(node, MappingNode):
            if reading.field is None and (reading.first_line > 1 or "." in self._noun):
                return self._no_fields(node, reading)
            return self.misshapen(node, reading, meant=self._of_one_text(node, listed=reading.within == ""))
        held = (reading.field, reading.within)
        return self.build(dict(self.values(node, reading, held)), node, reading, held)

    @property
    def alone(self) -> str:
        """The field that is meant by a text without any field; empty when that is not clear."""
        return self._alone

    def of_text(self, text: str) -> list[tuple[str, str]]:
        """The fields of a record of which only a text was written: its own, and what it must have besides."""
        if not self._alone or len(text) < 3 or text.lower() in ("yes", "true", "false"):
            return []
        if not (text[0].isalpha() or text[0] == "/"):
            return []
        given = {name: self._fields[name][1].example for name in self._required} | {self._alone: plain(text)}
        return list(given.items())

    def _of_one_text(self, node: Node, *, listed: bool) -> str:
        """The record of a text alone, as it would be written where the text stands."""
        pairs = self.of_text(node.value) if isinstance(node, ScalarNode) else []
        made = group(dict(pairs))
        return "" if not pairs else f"- {made}" if listed and len(pairs) > 1 else entries([pairs]) if listed else made

    def _no_fields(self, node: Node, reading: Reading) -> Any:
        """FAILED; the whole text is something else than fields."""
        owner = "What stands between the lines of ---" if reading.first_line > 1 else self._noun
        first = next(iter(self._wanted), next(iter(self._fields)))
        hint = f"Write  {self._fields[first][1].written()}"
        without = " and without hyphens" if isinstance(node, SequenceNode) else ""
        if isinstance(node, SequenceNode) and all(isinstance(item, MappingNode) for item in node.value):
            pairs = (pair for item in node.value for pair in item.value if isinstance(pair[0], ScalarNode))
            fields = {key.value: flow(value) for key, value in pairs}
            hint = "\n".join(["Remove the hyphens:", *(f"{key}: {value}" for key, value in fields.items())])
        reading.error("wrong-shape", f"{owner} should be fields, one a line{without}", node, hint)
        return FAILED

    def values(self, node: MappingNode, reading: Reading, held: Held = ROOT) -> Mapping[str, Any]:
        """Each known key's value or FAILED; unknown keys are noted."""
        values: dict[str, Any] = {}
        unknown: dict[str, Node] = {}
        places: dict[str, Node] = {}
        there: dict[str, Node] = {}
        declared = self._fields
        for key, key_node, value in entries_of(node, reading):
            known = declared.get(key)
            if known is None:
                places[key], unknown[key] = key_node, value
                continue
            if is_empty(value):
                if key in self._guarded and self._guarded[key].filled:
                    self._withhold(key, f"'{key}' is empty", key_node, reading)
                    values[key] = FAILED
                    reading.gaps.append((key,))
                continue
            there[key] = value
            if key in self._guarded:
                values[key] = self._read_guarded(key, value, reading)
            else:
                shape, reading.field = known
                reading.within = None
                values[key] = shape.read_part(value, reading, key)
        told: set[str] = set()
        for key, key_node in places.items():
            if key in told:
                continue
            meant, keys = self._unknown(key, key_node, unknown, there, reading, held)
            told.update(keys)
            if meant is not None:
                values[meant] = FAILED
                reading.gaps.append((meant,))
        return values

    def build(self, values: dict[str, Any], node: Node, reading: Reading, held: Held = ROOT) -> Any:
        """The record of these values without those that failed; FAILED when one of them is a required number or so."""
        for key in self._required:
            if key not in values:
                message = f"{self._owner(held, 'This')} has no '{key}'"
                reading.error("missing-field", message, node, _to_add(self._fields[key][1], node, held))
                reading.gaps.append((key,))
        given = {key: self._fields[key][0].blank for key in self._required}
        given |= {key: value for key, value in values.items() if value is not FAILED}
        return FAILED if FAILED in given.values() else self._record(**given)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """A reference to its definition."""
        name = self._record.__name__
        if name not in definitions:
            definitions[name] = {}  # a record may hold itself
            definitions[name] = self.definition(definitions)
        return {"type": "object", "$ref": f"#/$defs/{name}"}

    def definition(self, definitions: Definitions) -> JsonSchema:
        """Its keys; any other is told, as the decoder does."""
        return {
            "title": self._noun.capitalize(),
            "properties": {
                key: field_schema(field, shape, definitions) for key, (shape, field) in self._fields.items()
            },
            "required": list(self._required),
            "additionalProperties": False,
        }

    def _owner(self, held: Held, determiner: str) -> str:
        """What the record is called where it stands: by the field that holds it, else by what it is."""
        field, within = held
        if field is not None and within != "":
            return f"'{within or field.name}'"
        return self._noun if "." in self._noun else f"{determiner} {self._noun}"

    def _read_guarded(self, key: str, value: Node, reading: Reading) -> Any:
        """The value; when it cannot be read, the mistake is that nobody knows what was meant."""
        shape, field = self._fields[key]
        aside = Reading(reading.path, reading.first_line)
        aside.field = field
        found = shape.read(value, aside)
        if found is FAILED:
            written = value.value if isinstance(value, ScalarNode) else ""
            said = f"'{written}'" if isinstance(value, ScalarNode) else kind_of(value).capitalize()
            meant = nearest(written, self._guarded[key].words)
            self._withhold(key, f"{said} does not say whether this is published", value, reading, meant)
            reading.gaps.append((key,))
        return found

    def _withhold(self, key: str, said: str, node: Node, reading: Reading, meant: str | None = None) -> None:
        choices = "  or  ".join(f"{key}: {word}" for word in self._guarded[key].words)
        hint = f"Did you mean  {key}: {meant}?" if meant is not None else f"Write  {choices}"
        reading.error("unclear-draft", f"{said}, so the file is not published", node, hint)

    def _guarded_by(self, key: str) -> str | None:
        folded = fold(key)
        for name, guard in self._guarded.items():
            if folded in (fold(name), *guard.also):
                return name
        return nearest(key, (name for name, guard in self._guarded.items() if guard.near))

    def _unknown(
        self,
        key: str,
        node: Node,
        unknown: Mapping[str, Node],
        there: Mapping[str, Node],
        reading: Reading,
        held: Held,
    ) -> tuple[str | None, tuple[str, ...]]:
        """Note one of the ``unknown`` keys beside the fields that are ``there``.

        Out: the field meant if that is wanted, and the keys that were told.
        """
        if (guarded := self._guarded_by(key)) is not None:
            self._withhold(guarded, f"'{key}' is not a field, but close to '{guarded}'", node, reading)
            return guarded, (key,)
        name = nearest(key, self._fields)
        keys: tuple[str, ...] = (key,)
        message = f"'{key}' is not a field of {self._owner(held, article(self._noun))}"
        hint = _EXTRA if "extra" in self._fields else self._choice()
        if name is not None and fold(key) == fold(name):
            hint = f"Spell it  {name}:"
        elif (meant := self._misplaced.meant(key, unknown, there)) is not None:
            name, keys, hint = meant.field, meant.keys, meant.hint
            message = meant.told or message
        elif name is not None:
            hint = f"Did you mean '{name}'?"
            if self._misplaced.differs(name, unknown[key]):
                hint = as_example(self._fields[name][1])
        if name in self._wanted and self._wanted[name].isdisjoint(there):
            reading.error("unknown-key", message, node, hint)  # said once, instead of "it is missing" as well
            return name, keys
        reading.warn("unknown-key", message, node, hint)
        return None, keys

    def _choice(self) -> str:
        names = list(self._fields)
        return f"Remove it; the fields are {', '.join(names[:8])}{' …' if len(names) > 8 else ''}"


def _to_add(field: Field, node: Node, held: Held) -> str:
    """How to add a field: between braces the whole group is shown."""
    holder, within = held
    if not isinstance(node, MappingNode) or not node.flow_style or holder is None:
        return f"Add  {field.written()}"
    written = f"{flow(node)[:-1]}{', ' if node.value else ''}{field.name}: {field.example}}}"
    return f"Write  {shown(within or holder.name, written) if within != '' else written}"


def words_of(name: str) -> str:
    """``PlaybookEntry`` in words: playbook entry."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def article(noun: str) -> str:
    """a or an."""
    return "an" if noun[0] in "aeiou" else "a"
