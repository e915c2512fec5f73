"""The tracks that posts and journeys name: which files they are, and how long each way is."""

from journeyblog.model.journey import Journey
from journeyblog.model.post import Post
from journeyblog.site.links import Way, parse_target
from journeyblog.source.entries import Entry
from journeyblog.source.gpx import Track
from journeyblog.source.load import Entries


def track_file(entry: Entry[Post] | Entry[Journey]) -> str:
    """The file that ``gpx:`` names; empty for none, or one elsewhere."""
    target = parse_target(entry.fields.gpx, entry.path) if entry.fields.gpx else None
    return target.path if target is not None and target.way is Way.FILE else ""


def track_files(entries: Entries) -> tuple[str, ...]:
    """Every file that a text names as its track and that is there."""
    named = {track_file(entry) for entry in entries.posts} | {track_file(entry) for entry in entries.journeys}
    return tuple(sorted(named & entries.files))


def track_km(entry: Entry[Post] | Entry[Journey] | None, entries: Entries) -> float | None:
    """The kilometres of a text's track; None without a track."""
    track = entries.tracks.get(track_file(entry)) if entry is not None else None
    return track.km if isinstance(track, Track) else None
