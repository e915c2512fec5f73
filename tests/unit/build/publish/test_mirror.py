"""The mirror: a site that is published again is not named anew, and nobody's file is lost or published by it."""

import io
import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from journeyblog.build.publish import MANIFEST, Stage, mirror, place
from journeyblog.build.publish.place import has_mounts_below

from .faults import FOREIGN, NEW, OLD, Site, build, picture, write_site

PAGES: Site = {"index.html": b"home", "a/index.html": b"a", "a/b/index.html": b"b", "c/index.html": b"c"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def read(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (kind, _, data) in picture(folder).items() if kind == "file" and name != MANIFEST}


def inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.lstat().st_ino for path in folder.rglob("*") if path.is_file()}


def folders(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.lstat().st_ino for path in folder.rglob("*") if path.is_dir()}


def is_a_mirror(root: Path) -> bool:
    published = inodes(root / "public")
    del published[MANIFEST]
    return (root / ".journeyblog/mirror.json").is_file() and inodes(root / ".journeyblog/mirror") == published


def count(monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    """The path that each call of a function of ``os`` makes or removes from now on."""
    called: list[str] = []
    real: Callable[..., None] = getattr(os, name)

    def counted(*arguments: str, **options: bool) -> None:
        called.append(arguments[name == "link"])
        real(*arguments, **options)

    monkeypatch.setattr(os, name, counted)
    return called


def test_a_mirror_has_the_published_files_and_no_others(root: Path) -> None:
    build(root, OLD)
    assert not (root / ".journeyblog/mirror").exists()
    for site in (NEW, OLD, {**OLD, "index.html": b"3"}, PAGES, {}, PAGES):
        build(root, site)
        assert is_a_mirror(root)
        assert read(root / "public") == site


def test_only_what_is_new_gets_a_name(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, PAGES)
    build(root, {**PAGES, "index.html": b"2"})
    links, made, removed = (count(monkeypatch, name) for name in ("link", "mkdir", "rmdir"))
    assert build(root, {**PAGES, "index.html": b"3", "a/b/index.html": b"3"}).mode == "exchange"
    assert [path.split("/site/")[-1] for path in sorted(links)] == ["a/b/index.html", "index.html"]
    assert not [path for path in (*made, *removed) if "/site/" in path.partition("/stage-")[2]]
    assert is_a_mirror(root)


def test_two_sets_of_folders_take_turns(root: Path) -> None:
    build(root, PAGES)
    first = folders(root / "public")
    build(root, {**PAGES, "index.html": b"2"})
    second = folders(root / "public")
    build(root, {**PAGES, "index.html": b"3"})
    assert folders(root / "public") == first
    build(root, {**PAGES, "index.html": b"4"})
    assert folders(root / "public") == second
    assert set(first.values()).isdisjoint(second.values())


def test_the_bytes_of_the_old_site_do_not_stay(root: Path) -> None:
    build(root, OLD)
    build(root, NEW)
    held = {data for _, _, data in picture(root / ".journeyblog").values()}
    assert not held & {OLD["index.html"], OLD["2018/two/index.html"], OLD["turn"]}


def lead_elsewhere(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))
    folder.symlink_to("moved")


def replace(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def annotate(**other: object) -> Callable[[Path], object]:
    """Something else in the note."""

    def write(folder: Path) -> None:
        note = folder.with_suffix(".json")
        note.write_text(json.dumps({**json.loads(note.read_text()), **other}))

    return write


def lead_a_file_elsewhere(folder: Path) -> None:
    (folder / "a/index.html").unlink()
    (folder / "a/index.html").symlink_to("/dev/null")


def put_a_file_in_its_place(folder: Path) -> None:
    lead_elsewhere(folder)
    replace(folder, b"mine")


def forge(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))
    write_site(folder, dict.fromkeys(PAGES, b"forged"))


SPOILT: dict[str, Callable[[Path], object]] = {
    "another file": lambda folder: (folder / "a/mine.html").write_bytes(b"mine"),
    "another folder": lambda folder: (folder / "a/mine").mkdir(),
    "a file at the top": lambda folder: (folder / "mine").write_bytes(b"mine"),
    "a link": lambda folder: (folder / "a/mine").symlink_to("/"),
    "other bytes": lambda folder: replace(folder / "a/index.html", b"A"),
    "other bytes far below": lambda folder: replace(folder / "a/b/index.html", b"B"),
    "a link for a file": lead_a_file_elsewhere,
    "a file less": lambda folder: (folder / "a/b/index.html").unlink(),
    "a file elsewhere": lambda folder: (folder / "a/b/index.html").rename(folder / "index.htm"),
    "other rights": lambda folder: (folder / "a").chmod(0o700),
    "a link in its place": lead_elsewhere,
    "a file in its place": put_a_file_in_its_place,
    "another form": annotate(form=0),
    "another seal": annotate(seal="0" * 32),
    "another site": annotate(site=[0, 0]),
    "another mirror": annotate(own=[0, 0]),
    "another start of the computer": annotate(clock=["0", 0]),
    "a clock that is no pair": annotate(clock=None),
    "other folders": annotate(own_folders="0" * 32),
    "other folders on the site": annotate(site_folders="0" * 32),
    "our own name": lambda folder: (folder / MANIFEST).write_bytes(b"{}"),
    "a lock": lambda folder: (folder / ".journeyblog-lock").write_bytes(b""),
    "another kind of time": annotate(since="0"),
    "a time that is true": annotate(since=True),
    "a note of anything": lambda folder: folder.with_suffix(".json").write_text("[[[["),
    "a note of a list": lambda folder: folder.with_suffix(".json").write_text("[]"),
    "no note": lambda folder: folder.with_suffix(".json").unlink(),
    "a copy": forge,
}


@pytest.mark.parametrize("young", [0, mirror.YOUNG])
@pytest.mark.parametrize("what", SPOILT)
def test_a_mirror_that_somebody_touched_is_not_used(
    root: Path, monkeypatch: pytest.MonkeyPatch, what: str, young: int
) -> None:
    monkeypatch.setattr(mirror, "YOUNG", young)
    for number in (b"1", b"2", b"3"):  # then most folders are older than the last publication
        build(root, {**PAGES, "c/index.html": number})
    SPOILT[what](root / ".journeyblog/mirror")
    site = {**PAGES, "c/index.html": b"4"}
    links = count(monkeypatch, "link")
    assert build(root, site).mode == "exchange"
    assert len(links) == len(PAGES) - 1 + 1, "every file got a name anew, and what was written one for the mirror"
    assert read(root / "public") == site
    assert not [path for path in picture(root / "public") if "mine" in path]
    assert (root / "public/a").stat().st_mode & 0o777 == 0o755
    assert is_a_mirror(root)
    build(root, PAGES)
    assert read(root / "public") == PAGES


@pytest.mark.parametrize("offset", [-2 * mirror.STEP, 2 * mirror.STEP])
def test_times_say_nothing_when_the_clock_was_set(root: Path, monkeypatch: pytest.MonkeyPatch, offset: int) -> None:
    monkeypatch.setattr(mirror, "YOUNG", 0)
    for number in (b"1", b"2", b"3"):
        build(root, {**PAGES, "c/index.html": number})
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + offset)
    links = count(monkeypatch, "link")
    build(root, {**PAGES, "c/index.html": b"4"})
    assert len(links) == len(PAGES) - 1 + 1
    build(root, {**PAGES, "c/index.html": b"5"})
    assert len(links) == len(PAGES) - 1 + 1 + 1, "the mirror that was left since is used"


def test_folders_that_were_moved_are_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder's own time does not change when one above it is moved."""
    monkeypatch.setattr(mirror, "YOUNG", 0)
    site = {**PAGES, "c/b/index.html": b"C"}
    (root.parent / "mine/b").mkdir(parents=True)
    (root.parent / "mine/b/photo.raw").write_bytes(b"mine")
    for number in (b"1", b"2", b"3"):
        build(root, {**site, "index.html": number})
    (root / "public/a").rename(root / "public/moved")
    (root / "public/c").rename(root / "public/a")
    (root / "public/moved").rename(root / "public/c")
    with Stage(root, root / "public") as stage:
        stage.put("index.html", b"4")
        assert stage.keep_others()
        stage.commit()
    assert read(root / "public")["c/b/index.html"] == PAGES["a/b/index.html"], "moved by hand, and not noticed as ever"
    for number in (b"5", b"6", b"7"):
        build(root, {**site, "index.html": number})
        assert read(root / "public") == {**site, "index.html": number}
    shutil.rmtree(root / "public/a")
    (root.parent / "mine").rename(root / "public/a")
    for number in (b"8", b"9"):
        assert build(root, {**site, "index.html": number}).mode == "in place"
        assert read(root / "public") == {**site, "index.html": number, "a/b/photo.raw": b"mine"}


def test_a_mirror_that_cannot_be_used_any_more_goes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, PAGES)
    build(root, {**PAGES, "index.html": b"2"})
    monkeypatch.setattr(mirror, "_lies_near", lambda *_: False)
    build(root, PAGES)
    assert [path.name for path in (root / ".journeyblog").iterdir()] == ["lock"]


def test_a_mirror_of_a_folder_that_became_a_link_goes(root: Path) -> None:
    build(root, PAGES)
    build(root, {**PAGES, "index.html": b"2"})
    (root / "public").rename(root.parent / "www")
    (root / "public").symlink_to(root.parent / "www")
    assert build(root, PAGES).mode == "in place"
    assert [path.name for path in (root / ".journeyblog").iterdir()] == ["lock"]


def test_what_a_link_leads_to_is_not_removed_with_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, PAGES)
    build(root, {**PAGES, "index.html": b"2"})
    lead_elsewhere(root / ".journeyblog/mirror")
    monkeypatch.setattr(mirror, "_lies_near", lambda *_: False)
    build(root, PAGES)
    assert not (root / ".journeyblog/mirror").is_symlink()
    assert set(read(root / ".journeyblog/moved")) == set(PAGES)


def test_what_is_mounted_in_a_mirror_is_not_removed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, PAGES)
    build(root, {**PAGES, "index.html": b"2"})
    monkeypatch.setattr(mirror, "has_mounts_below", lambda *paths: any(path.endswith("/mirror") for path in paths))
    build(root, PAGES)
    assert set(read(root / ".journeyblog/mirror")) == set(PAGES)
    assert read(root / "public") == PAGES


def test_a_build_that_comes_to_nothing_leaves_the_mirror(root: Path) -> None:
    build(root, PAGES)
    build(root, {**PAGES, "index.html": b"2"})
    with Stage(root, root / "public") as stage:
        stage.put("index.html", b"3")
    assert is_a_mirror(root)


@pytest.mark.parametrize("young", [0, mirror.YOUNG])
def test_what_others_put_into_both_stays(root: Path, monkeypatch: pytest.MonkeyPatch, young: int) -> None:
    monkeypatch.setattr(mirror, "YOUNG", young)
    for number in (b"1", b"2", b"3"):
        build(root, {**PAGES, "c/index.html": number})
    (root / ".journeyblog/mirror/a/b/mine").write_bytes(b"mine")
    (root / "public/a/b/mine").hardlink_to(root / ".journeyblog/mirror/a/b/mine")
    assert build(root, {**PAGES, "c/index.html": b"4"}).mode == "in place"
    assert read(root / "public") == {**PAGES, "c/index.html": b"4", "a/b/mine": b"mine"}


@pytest.mark.parametrize("young", [0, mirror.YOUNG])
def test_a_page_that_somebody_replaced_and_that_is_kept_stays(
    root: Path, monkeypatch: pytest.MonkeyPatch, young: int
) -> None:
    monkeypatch.setattr(mirror, "YOUNG", young)
    for number in (b"1", b"2", b"3"):
        build(root, {**PAGES, "c/index.html": number})
    replace(root / "public/a/b/index.html", b"B")
    with Stage(root, root / "public") as stage:
        stage.put("c/index.html", b"4")
        assert stage.keep_others()
        stage.commit()
    assert read(root / "public") == {**PAGES, "c/index.html": b"4", "a/b/index.html": b"B"}
    assert is_a_mirror(root)


@pytest.mark.parametrize("young", [0, mirror.YOUNG])
@pytest.mark.parametrize("where", ["", "a/", "a/b/"])
def test_what_others_put_into_the_output_stays(
    root: Path, monkeypatch: pytest.MonkeyPatch, where: str, young: int
) -> None:
    monkeypatch.setattr(mirror, "YOUNG", young)
    for number in (b"0", b"1", b"2"):
        build(root, {**PAGES, "index.html": number})
    foreign = {f"{where}{name}": data for name, data in FOREIGN.items()}
    write_site(root / "public", foreign)
    assert build(root, {**PAGES, "index.html": b"3"}).mode == "in place"
    assert read(root / "public") == {**PAGES, "index.html": b"3", **foreign}


@pytest.mark.parametrize("young", [0, mirror.YOUNG])
def test_a_page_that_somebody_replaced_and_that_goes_stays(
    root: Path, monkeypatch: pytest.MonkeyPatch, young: int
) -> None:
    monkeypatch.setattr(mirror, "YOUNG", young)
    build(root, PAGES)
    build(root, {**PAGES, "index.html": b"2"})
    (root / "public/a/b/index.html").write_bytes(b"mine")
    site = {name: data for name, data in PAGES.items() if name != "a/b/index.html"}
    assert build(root, site).mode == "in place"
    assert read(root / "public") == {**site, "a/b/index.html": b"mine"}


def test_each_output_folder_needs_its_own(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, PAGES)
    build(root, {**PAGES, "index.html": b"2"})
    links = count(monkeypatch, "link")
    build(root, {**PAGES, "index.html": b"2"}, root / "preview")  # the same manifest
    build(root, {**PAGES, "index.html": b"3"}, root / "preview")
    assert len(links) == len(PAGES) - 1 + 1
    assert read(root / "preview") == {**PAGES, "index.html": b"3"}
    assert read(root / "public") == {**PAGES, "index.html": b"2"}


def test_where_something_is_mounted_files_are_named_one_by_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, PAGES)
    build(root, {**PAGES, "index.html": b"2"})
    monkeypatch.setattr(mirror, "has_mounts_below", lambda *paths: any(path.endswith("/public") for path in paths))
    links = count(monkeypatch, "link")
    assert build(root, {**PAGES, "index.html": b"3"}).mode == "exchange"
    assert len(links) == len(PAGES) - 1 + 1
    assert read(root / "public") == {**PAGES, "index.html": b"3"}


def test_mounts_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b"22 1 0:5 / /srv/my\\040site/public/a rw - ext4 x rw\n23 1 0:6 / /home rw - ext4 x rw\n"
    monkeypatch.setattr(place, "open", lambda *_: io.BytesIO(lines), raising=False)
    assert has_mounts_below("/nowhere", "/srv/my site/public")
    assert has_mounts_below("/srv")
    assert not has_mounts_below("/home", "/srv/my site/public/a", "/srv/my site/pub")
