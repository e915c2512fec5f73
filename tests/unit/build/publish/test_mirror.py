"""The mirror: a site that is published again is not named anew, and nobody's file is lost or published by it."""

import io
import json
import os
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
    assert [path.split("/tree/")[-1] for path in sorted(links)] == ["a/b/index.html", "index.html"]
    assert not [path for path in (*made, *removed) if "tree/" in path]
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
    "a time to come": annotate(since=2**62),
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


@pytest.mark.parametrize("where", ["/public", "/tree", "/mirror"])
def test_where_something_is_mounted_files_are_named_one_by_one(
    root: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    build(root, PAGES)
    build(root, {**PAGES, "index.html": b"2"})
    monkeypatch.setattr(mirror, "has_mounts_below", lambda *paths: any(path.endswith(where) for path in paths))
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
