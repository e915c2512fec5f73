"""Tracks: how long the way in a GPX file is.

In: the bytes of a file that a text names. Out: a :class:`Track`, or a :class:`BadTrack` that says what is wrong, both
plain values. Invariant: no document type is accepted, so there are no entities and nothing is fetched; bytes and
points are bounded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from xml.parsers import expat

from journeyblog.model.numbers.distance import Point, route_length
from journeyblog.source.read import SiteFiles, Unreadable

LARGEST = 32 * 1024 * 1024
"""Bytes: some days of a point a second."""

MOST_POINTS = 500_000
_AGAIN = "Export it again as GPX from the app or the device that recorded it"
_SMALLER = "Export it with fewer points, or write the kilometres as  distance:"
_LINES = {"trkseg": "trkpt", "rte": "rtept"}
"""What a line is made of: the segments of tracks, and routes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A recorded way: ``km`` along it, not counting the gaps between its segments."""

    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BadTrack:
    """What is wrong with a file, to be said after its name, and what to do."""

    problem: str
    hint: str = _AGAIN


def load_tracks(files: SiteFiles, paths: Iterable[str]) -> Mapping[str, Track | BadTrack]:
    """The track in each file."""
    found: dict[str, Track | BadTrack] = {}
    for path in paths:
        try:
            data = files.read_bytes(path, most=LARGEST + 1)
        except Unreadable as unreadable:
            found[path] = BadTrack(problem="cannot be opened", hint=unreadable.diagnostic.hint)
        else:
            found[path] = read_track(data)
    return found


def read_track(data: bytes) -> Track | BadTrack:
    """The track in a GPX file: the sum over the segments of its tracks; without any track, over its routes."""
    if len(data) > LARGEST:
        return BadTrack(problem=f"is larger than {LARGEST // 2**20} MB", hint=_SMALLER)
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except _Refused as refused:
        return refused.fault
    except expat.ExpatError as error:
        return BadTrack(problem=f"is damaged in line {error.lineno}")
    except (ValueError, LookupError):  # an encoding that nobody knows
        return BadTrack(problem="is in an unknown encoding")
    tracks, routes = ([line for line in reader.lines[name] if len(line) > 1] for name in _LINES)
    if not tracks and not routes:
        return BadTrack(problem="holds no track", hint="Export the track itself, not only its places")
    return Track(km=sum(route_length(line) or 0.0 for line in tracks or routes))


class _Refused(Exception):
    """Raised inside the parser to leave it."""

    def __init__(self, problem: str, hint: str = _AGAIN) -> None:
        super().__init__(problem)
        self.fault = BadTrack(problem=problem, hint=hint)


class _Reader:
    """Collects the points of each line while the parser goes through the file."""

    def __init__(self) -> None:
        self.lines: dict[str, list[list[Point]]] = {name: [] for name in _LINES}
        self._open = ""
        self._points = 0
        self._at_root = True
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _refuse_doctype(self, *_: object) -> None:
        raise _Refused(
            "has a document type (<!DOCTYPE …>), which no track needs",
            "Export it again, with another program if need be",
        )

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.rpartition(" ")[2]
        if self._at_root:
            self._at_root = False
            if name != "gpx":
                raise _Refused(f"is no GPX file: it begins with <{name[:20]}>")
        if name in _LINES:
            self._open = name
            self.lines[name].append([])
        elif self._open and name == _LINES[self._open]:
            self._points += 1
            if self._points > MOST_POINTS:
                raise _Refused(f"has more than {MOST_POINTS:,} points", _SMALLER)
            self.lines[self._open][-1].append(self._point(attributes))

    def _end(self, full_name: str) -> None:
        if full_name.rpartition(" ")[2] == self._open:
            self._open = ""

    def _point(self, attributes: dict[str, str]) -> Point:
        try:
            lat, lon = float(attributes["lat"]), float(attributes["lon"])
        except (KeyError, ValueError):
            raise _Refused(f"has a point without a place in line {self.parser.CurrentLineNumber}") from None
        if not (isfinite(lat) and isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
            raise _Refused(f"has a point off the globe in line {self.parser.CurrentLineNumber}")
        return lat, lon
