"""What is kept does not grow for ever, and nothing is given up that the last builds used."""

import os
from pathlib import Path

import pytest
from site_tools import build_site, photo, write_site

from journeyblog.build.cache import UNUSED, Cache, key_of
from journeyblog.build.ledger import NAME

OLD, NEW = key_of("old"), key_of("new")
POST = "content/posts/2018-02-14-a/index.md"
PHOTO = "content/posts/2018-02-14-a/photo.jpg"


def age(place: Path, seconds: float) -> None:
    """Let a file look as if it was last touched so long ago."""
    then = place.stat().st_mtime - seconds
    os.utime(place, (then, then))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache(tmp_path)
    for key in (OLD, NEW, "ab", NAME):
        made.put(key, b"kept")
    (tmp_path / "ab/ab.4711").write_bytes(b"of a build that was killed")
    for place in tmp_path.rglob("*"):
        if place.is_file():
            age(place, UNUSED + 60)
    made.put(NAME, b"kept")
    return made


def test_what_nobody_used_for_long_goes(cache: Cache, tmp_path: Path) -> None:
    cache.touch(NEW)
    cache.prune(NAME)
    assert (cache.get(OLD), cache.get(NEW), cache.get("ab"), cache.get(NAME)) == (None, b"kept", b"kept", b"kept")
    assert not (tmp_path / "ab/ab.4711").exists()


def test_what_was_used_of_late_stays(cache: Cache, tmp_path: Path) -> None:
    cache.touch(NEW)
    age(tmp_path / NEW[:2] / NEW, UNUSED - 60)
    cache.prune(NAME)
    assert cache.get(NEW) == b"kept"


def test_a_disk_without_the_newest_loses_nothing(cache: Cache, tmp_path: Path) -> None:
    """Where nothing can be written, nothing is known of the time."""
    (tmp_path / NAME[:2] / NAME).unlink()
    cache.prune(NAME)
    assert cache.get(OLD) == b"kept"


@pytest.mark.parametrize("link", ["cache", "cache/zz"])
def test_no_link_is_followed(cache: Cache, tmp_path: Path, link: str) -> None:
    inside = Cache(tmp_path / "site/cache")
    if link != "cache":
        inside.put(NAME, b"kept")
    (tmp_path / "site").mkdir(exist_ok=True)
    (tmp_path / "site" / link).symlink_to(tmp_path / OLD[:2] if link != "cache" else tmp_path)
    inside.prune(NAME)
    assert cache.get(OLD) == b"kept"


def test_only_a_build_that_ends_well_prunes(tmp_path: Path) -> None:
    write_site(tmp_path, {POST: "---\ntitle: A\n---\n![Sea](photo.jpg)\n", PHOTO: photo()})
    build_site(tmp_path)
    (kept,) = (place for place in tmp_path.glob(".journeyblog/cache/*/*") if len(place.name) == 32)
    age(kept, UNUSED + 60)
    write_site(tmp_path, {POST: "---\ntitle: B\n---\n![Sea](photo.jpg)\n"})
    build_site(tmp_path)
    assert kept.exists(), "it was used just now"
    age(kept, UNUSED + 60)
    (tmp_path / PHOTO).unlink()
    write_site(tmp_path, {POST: "---\ntitle: B\nrating: nine\n---\nNo picture.\n"})
    assert build_site(tmp_path).published is None
    assert kept.exists()
    write_site(tmp_path, {POST: "---\ntitle: B\n---\nNo picture.\n"})
    assert build_site(tmp_path).published is not None
    assert not kept.exists()
