"""Places: where a post was written, where a business is, where a journey stops."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, NewType

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.dates import Moment
from journeyblog.diagnostics import nearest
from journeyblog.schema import About, Definitions, JsonSchema, Range, Reading, RecordShape, Refusal, Shape, Shapes
from journeyblog.schema.json_schema import SINGLE, any_case, pattern

Country = NewType("Country", str)
"""An ISO 3166-1 alpha-2 code, in capitals."""

_LAT_LON = re.compile(r"\s*([+-]?[0-9]{1,3}(?:\.[0-9]+)?)\s*,\s*([+-]?[0-9]{1,3}(?:\.[0-9]+)?)\s*")

_ANGLE = (
    r"([0-9]{1,3}(?:\.[0-9]+)?)\s*[°º]?\s*(?:([0-9]{1,2}(?:\.[0-9]+)?)\s*['′’]?\s*)?"
    r"(?:([0-9]{1,2}(?:\.[0-9]+)?)\s*(?:[\"″”]|'')?\s*)?"
)
_DEGREES = re.compile(rf"{_ANGLE}([NS])\s*[,;/]?\s*{_ANGLE}([EWO])", re.IGNORECASE)
LONGEST_POINT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named point; ``lat`` and ``lon`` in degrees."""

    name: Annotated[str, About("What the place is called.", "Mijas", also="place city town title label")] = ""
    lat: Annotated[
        Fraction | None,
        Range(-90, 90, "above 0 is north of the equator, below it south"),
        About("Its latitude in degrees.", "36.6", also="latitude"),
    ] = None
    lon: Annotated[
        Fraction | None,
        Range(-180, 180, "above 0 is east of Greenwich, below it west"),
        About("Its longitude in degrees.", "-4.64", also="lng long longitude"),
    ] = None
    country: Annotated[Country | None, About("Two letters (ISO 3166-1).", "ES")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place on a journey's way, with the day and how one got there."""

    name: Annotated[str, About("What the place is called.", "Ronda", also="place city town title label")]
    lat: Annotated[
        Fraction | None,
        Range(-90, 90, "above 0 is north of the equator, below it south"),
        About("Its latitude in degrees.", "36.6", also="latitude"),
    ] = None
    lon: Annotated[
        Fraction | None,
        Range(-180, 180, "above 0 is east of Greenwich, below it west"),
        About("Its longitude in degrees.", "-4.64", also="lng long longitude"),
    ] = None
    country: Annotated[Country | None, About("Two letters (ISO 3166-1).", "ES")] = None
    date: Annotated[Moment | None, About("When you got there.", "2018-02-20", also="day when")] = None
    mode: Annotated[str, About("How you got there.", "train", also="by transport")] = ""


class PlaceShape(Shape):
    """A name, ``lat,lon``, or a group of fields with both."""

    __slots__ = ("_fields", "_record")
    name = "a place's name, lat,lon, or a group of fields"
    plural = "places"
    example = "Mijas"

    def __init__(self, shapes: Shapes, record: type = Place) -> None:
        self._record = record
        self._fields = RecordShape(record, shapes)

    def read(self, node: Node, reading: Reading) -> Any:
        """The place."""
        if isinstance(node, ScalarNode):
            if self._record is Place and (match := _LAT_LON.fullmatch(node.value)) is not None:
                pair = MappingNode("", [(_text("lat", node), _text(match[1], node)),
                                        (_text("lon", node), _text(match[2], node))],
                                   node.start_mark, node.end_mark)  # fmt: skip
                return self._fields.read(pair, reading)
            if self._record is Place and (meant := _in_decimals(node.value)):
                message = "This is taken for the name of a place, because a place on the map is written as two numbers"
                reading.warn("not-a-number", message, node, f"Write  {reading.written(meant)}")
            return self._record(name=node.value.strip())
        if not isinstance(node, MappingNode):
            listed = self._record is Place and isinstance(node, SequenceNode)
            point = ", ".join(item.value for item in node.value if isinstance(item, ScalarNode)) if listed else ""
            return self.misshapen(node, reading, meant=point if _LAT_LON.fullmatch(point) else "")
        return self._fields.read(node, reading)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """A text or the fields."""
        return {**self._fields.schema(definitions), "type": [*SINGLE, "object"]}


def _in_decimals(text: str) -> str:
    """``36°35'N 4°38'W`` as ``36.5833, -4.6333``; empty for anything else."""
    if len(text) > LONGEST_POINT or (found := _DEGREES.fullmatch(text.strip())) is None:
        return ""
    halves = []
    for degrees, minutes, seconds, side in (found.groups()[:4], found.groups()[4:]):
        value = float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
        halves.append(round(-value if side.upper() in "SWO" else value, 4))
    lat, lon = halves
    return f"{lat:g}, {lon:g}" if abs(lat) <= 90 and abs(lon) <= 180 else ""


def parse_country(text: str) -> Country:
    """The code in capitals."""
    code = text.strip().upper()
    if code in countries():
        return Country(code)
    match = country_code(text)
    if not match and (near := nearest(text, names_of_countries())) and len(text.strip()) > 3:
        match = names_of_countries()[near]
    hint = "" if match else "Write two letters, as in  country: ES  for Spain"
    raise Refusal("unknown-country", f"'{text}' is not the code of a country", hint, mended=match)


def country_code(text: str) -> str:
    """The code of a country from its English name, or another code of it; empty when nobody knows."""
    word = text.strip().casefold()
    named = next((code for name, code in names_of_countries().items() if name.casefold() == word), "")
    return named or {"uk": "GB", "el": "GR", "usa": "US"}.get(word, word.upper() if word.upper() in countries() else "")


def country_pattern() -> str:
    """The codes in any case, for editors."""
    seconds: dict[str, list[str]] = {}
    for code in countries():
        seconds.setdefault(code[0], []).append(code[1])
    return pattern(*(f"{any_case(one)}[{''.join(two)}{''.join(two).lower()}]" for one, two in sorted(seconds.items())))


@cache
def countries() -> dict[str, str]:
    """Codes and English names."""
    table = files("journeyblog.model").joinpath("countries.txt").read_text(encoding="utf-8")
    return dict(line.split(" ", 1) for line in table.splitlines())


@cache
def names_of_countries() -> dict[str, str]:
    """English names and codes."""
    return {name: code for code, name in countries().items()}


def _text(text: str, like: ScalarNode) -> ScalarNode:
    return ScalarNode("", text, like.start_mark, like.end_mark)
