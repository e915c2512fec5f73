"""Tracks: lengths worked out apart, and files that are none."""

from math import asin, pi, sin
from pathlib import Path

import pytest

from journeyblog.source import gpx
from journeyblog.source.gpx import BadTrack, Track, load_tracks, read_track
from journeyblog.source.read import SiteFiles

DEGREE = 6371.0088 * pi / 180
"""Kilometres along a meridian, or along the equator."""


def track(*segments: list[tuple[float, float]], head: str = "", tag: str = "trk") -> bytes:
    """A GPX 1.1 file of one track with these segments."""

    def points(segment: list[tuple[float, float]]) -> str:
        return "".join(f'<trkpt lat="{lat}" lon="{lon}"><ele>3</ele></trkpt>' for lat, lon in segment)

    body = "".join(f"<trkseg>{points(segment)}</trkseg>" for segment in segments)
    return f'{head}<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><{tag}>{body}</{tag}></gpx>'.encode()


def km(data: bytes) -> float:
    found = read_track(data)
    assert isinstance(found, Track), found
    return found.km


def problem(data: bytes) -> str:
    found = read_track(data)
    assert isinstance(found, BadTrack), found
    assert found.hint
    return found.problem


@pytest.mark.parametrize(
    ("points", "wanted"),
    [
        ([(0, 0), (1, 0)], DEGREE),
        ([(0, 0), (0, 1)], DEGREE),
        ([(10, 20), (11, 20), (10, 20)], 2 * DEGREE),
        ([(0, 179.5), (0, -179.5)], DEGREE),
        ([(-90, 0), (90, 0)], 180 * DEGREE),
        ([(5, 5), (5, 5)], 0),
        ([(60, 0), (60, 1)], 2 * 6371.0088 * asin(sin(pi / 360) / 2)),  # half as far, a little less than the parallel
        ([(45.4215, -75.6972), (36.5417, -4.6250)], 5851.7),  # Ottawa to Fuengirola
    ],
)
def test_the_length_of_a_way(points: list[tuple[float, float]], wanted: float) -> None:
    assert km(track(points)) == pytest.approx(wanted, rel=1e-5)


def test_gaps_between_segments_are_not_gone() -> None:
    assert km(track([(0, 0), (1, 0)], [(50, 0), (51, 0)], [(3, 3)], [])) == pytest.approx(2 * DEGREE)


def test_a_route_counts_only_where_there_is_no_track() -> None:
    route = '<rte><rtept lat="0" lon="0"/><rtept lat="0" lon="2"/></rte>'
    assert km(f"<gpx><trk><trkseg/></trk>{route}</gpx>".encode()) == pytest.approx(2 * DEGREE)
    both = f'<gpx>{route}<trk><trkseg><trkpt lat="0" lon="0"/><trkpt lat="1" lon="0"/></trkseg></trk></gpx>'
    assert km(both.encode()) == pytest.approx(DEGREE)


def test_any_namespace_prefix_and_encoding() -> None:
    points = '<g:trkpt lat="0" lon="0"/><g:trkpt lat="1" lon="0"/>'
    text = f'<g:gpx xmlns:g="urn:x"><g:trk><g:trkseg>{points}</g:trkseg></g:trk></g:gpx>'
    assert km(text.encode()) == pytest.approx(DEGREE)
    assert km(b"\xef\xbb\xbf" + track([(0, 0), (1, 0)])) == pytest.approx(DEGREE)
    assert km(track([(0, 0), (1, 0)]).decode().encode("utf-16")) == pytest.approx(DEGREE)


BOMB = (
    '<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE gpx [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "head", [BOMB, OUTSIDE, "<!DOCTYPE gpx>", '<!DOCTYPE gpx SYSTEM "http://example.org/gpx.dtd">']
)
def test_a_document_type_is_refused(head: str) -> None:
    assert "document type" in problem(track([(0, 0), (1, 0)], head=head))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is damaged in line 1"),
        (b"not XML", "is damaged in line 1"),
        (b"<gpx>\n<trk>\n<trkseg>", "is damaged in line 3"),
        (b"<gpx>\n&nbsp;</gpx>", "is damaged in line 2"),
        (b'<?xml version="1.0" encoding="klingon"?><gpx/>', "is in an unknown encoding"),
        (b"<kml><Placemark/></kml>", "is no GPX file: it begins with <kml>"),
        (b"<gpx/>", "holds no track"),
        (b'<gpx><wpt lat="1" lon="2"/><wpt lat="2" lon="2"/></gpx>', "holds no track"),
        (track([(1, 1)]), "holds no track"),
        (b'<gpx><trk><trkseg>\n<trkpt lat="1"/></trkseg></trk></gpx>', "has a point without a place in line 2"),
        (track([(91, 0), (0, 0)]), "has a point off the globe in line 1"),
        (track([(float("nan"), 0), (0, 0)]), "has a point off the globe in line 1"),
        (track([(0, float("inf")), (0, 0)]), "has a point off the globe in line 1"),
        (
            b'<gpx><trk><trkseg><trkpt lat="north" lon="0"/></trkseg></trk></gpx>',
            "has a point without a place in line 1",
        ),
    ],
)
def test_what_is_no_track(data: bytes, said: str) -> None:
    assert problem(data) == said


def test_depth_is_no_harm() -> None:
    deep = b"<x>" * 100_000
    assert problem(b"<gpx>" + deep + deep.replace(b"<", b"</") + b"</gpx>") == "holds no track"


def test_bytes_and_points_are_bounded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = track([(0, 0), (1, 0), (2, 0)])
    monkeypatch.setattr(gpx, "MOST_POINTS", 2)
    assert problem(data) == "has more than 2 points"
    monkeypatch.setattr(gpx, "LARGEST", len(data) - 1)
    (tmp_path / "walk.gpx").write_bytes(data)
    (found,) = load_tracks(SiteFiles(tmp_path), ["walk.gpx"]).values()
    assert isinstance(found, BadTrack)
    assert "is larger than" in found.problem


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (found,) = load_tracks(SiteFiles(tmp_path), ["walk.gpx"]).values()
    assert isinstance(found, BadTrack)
    assert found.problem == "cannot be opened"
