"""Places: where a post was written, where a business is, where a journey stops."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, NewType

from yaml.nodes import MappingNode, Node, ScalarNode

from journeyblog.dates import Moment
from journeyblog.diagnostics import nearest
from journeyblog.schema import Range, Reading, RecordShape, Refusal, Shapes

Country = NewType("Country", str)
"""An ISO 3166-1 alpha-2 code, in capitals."""

_LAT_LON = re.compile(r"\s*([+-]?[0-9]{1,3}(?:\.[0-9]+)?)\s*,\s*([+-]?[0-9]{1,3}(?:\.[0-9]+)?)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named point; ``lat`` and ``lon`` in degrees."""

    name: str = ""
    lat: Annotated[Fraction | None, Range(-90, 90)] = None
    lon: Annotated[Fraction | None, Range(-180, 180)] = None
    country: Country | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place on a journey's way, with the day and how one got there."""

    name: str
    lat: Annotated[Fraction | None, Range(-90, 90)] = None
    lon: Annotated[Fraction | None, Range(-180, 180)] = None
    country: Country | None = None
    date: Moment | None = None
    mode: str = ""


class PlaceShape:
    """A name, ``lat,lon``, or a group of fields with both."""

    __slots__ = ("_fields", "_record", "name")

    def __init__(self, shapes: Shapes, record: type = Place) -> None:
        self._record = record
        self._fields = RecordShape(record, shapes)
        self.name = "a place's name, lat,lon, or a group of fields"

    def read(self, node: Node, reading: Reading) -> Any:
        """The place."""
        if isinstance(node, ScalarNode):
            if self._record is Place and (match := _LAT_LON.fullmatch(node.value)) is not None:
                pair = MappingNode("", [(_text("lat", node), _text(match[1], node)),
                                        (_text("lon", node), _text(match[2], node))],
                                   node.start_mark, node.end_mark)  # fmt: skip
                return self._fields.read(pair, reading)
            return self._record(name=node.value.strip())
        return self._fields.read(node, reading)


def parse_country(text: str) -> Country:
    """The code in capitals."""
    code = text.strip().upper()
    if code in countries():
        return Country(code)
    names = {name: short for short, name in countries().items()}
    match = next((short for name, short in names.items() if name.casefold() == text.strip().casefold()), None)
    match = match or {"UK": "GB", "EL": "GR"}.get(code)
    near = names.get(nearest(text, names) or "", "") if len(text.strip()) > 3 else ""
    hint = f"Did you mean '{near}'?" if near else "Write two letters, as in ES for Spain"
    hint = f"Write {match}" if match else hint
    raise Refusal("unknown-country", f"'{text}' is not an ISO 3166-1 country code", hint)


@cache
def countries() -> dict[str, str]:
    """Codes and English names."""
    table = files("journeyblog.model").joinpath("countries.txt").read_text(encoding="utf-8")
    return dict(line.split(" ", 1) for line in table.splitlines())


def _text(text: str, like: ScalarNode) -> ScalarNode:
    return ScalarNode("", text, like.start_mark, like.end_mark)
