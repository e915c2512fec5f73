"""Output folders that hold what others put there, are links, or are mount points: they stay where they are."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from journeyblog.build.publish import MANIFEST, OutputRefused, PublishFailed, exchange, place

from .faults import FOREIGN, NEW, OLD, Site, build, find_litter, interpose, picture, write_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def mixed(root: Path) -> Path:
    """A site whose output holds the old version and a publishing branch's entries."""
    build(root, OLD)
    write_site(root / "public", FOREIGN)
    return root


def files(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (kind, _mode, data) in picture(folder).items() if kind == "file" and name != MANIFEST}


def test_foreign_entries_live_on(mixed: Path) -> None:
    (mixed / "public/latest").symlink_to("index.html")
    (mixed / "public/2018/empty").mkdir()
    inodes = {name: (mixed / "public" / name).stat().st_ino for name in (*FOREIGN, "")}
    published = build(mixed, NEW)
    assert published.mode == "in place"
    assert published.removed == ("2018/two/index.html", "turn", "twist/x.html")
    assert files(mixed / "public") == {**NEW, **FOREIGN}
    assert (mixed / "public/latest").is_symlink()
    assert (mixed / "public/2018/empty").is_dir()
    assert not (mixed / "public/2018/two").exists()
    assert {name: (mixed / "public" / name).stat().st_ino for name in (*FOREIGN, "")} == inodes
    assert find_litter(mixed) == []
    assert build(mixed, NEW).mode == "nothing"


def test_in_place_gives_the_same_manifest_as_an_exchange(mixed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    build(mixed, NEW)
    build(other, NEW)
    manifests = [(folder / "public" / MANIFEST).read_bytes() for folder in (mixed, other)]
    assert manifests[0] == manifests[1]


def test_published_files_are_replaced_and_never_edited(mixed: Path) -> None:
    with (mixed / "public/index.html").open("rb") as page:
        build(mixed, NEW)
        assert page.read() == OLD["index.html"]


def test_assets_come_first_then_pages_then_feeds_then_removals(root: Path) -> None:
    old = {"gone.html": b"", "page.html": b"1", "style.css": b"1", "feed.xml": b"1", "feed.json": b"1", "x.json": b"1"}
    build(root, old)
    write_site(root / "public", FOREIGN)
    done: list[str] = []

    def note(_count: int, name: str, args: tuple[Any, ...]) -> None:
        target = args[-1] if name == "replace" else args[0] if name == "unlink" else ""
        if str(target).startswith(f"{root}/public/"):
            done.append(str(target).removeprefix(f"{root}/public/"))

    with interpose(note):
        build(root, {path: b"2" for path in old if path != "gone.html"})
    assert done == ["style.css", "x.json", "page.html", "feed.json", "feed.xml", "gone.html", MANIFEST]


def test_adopt_takes_a_folder_and_removes_nothing_of_it(root: Path) -> None:
    write_site(root / "public", FOREIGN)
    with pytest.raises(OutputRefused, match="not made by journeyblog"):
        build(root, OLD)
    assert files(root / "public") == FOREIGN
    assert build(root, OLD, adopt=True).mode == "in place"
    assert files(root / "public") == {**OLD, **FOREIGN}
    build(root, NEW)  # adopted once is enough
    assert files(root / "public") == {**NEW, **FOREIGN}


def test_adopted_files_with_our_bytes_are_ours_and_others_stop_the_build(root: Path) -> None:
    write_site(root / "public", {"index.html": OLD["index.html"], "2018/two/index.html": b"the user's"})
    before = picture(root / "public")
    with pytest.raises(PublishFailed, match=r"2018/two/index\.html was not made by journeyblog"):
        build(root, OLD, adopt=True)
    assert picture(root / "public") == before
    (root / "public/2018/two/index.html").unlink()
    build(root, OLD, adopt=True)
    assert files(root / "public") == OLD
    assert find_litter(root) == []


def test_a_damaged_manifest_can_be_adopted_away(root: Path) -> None:
    build(root, OLD)
    (root / "public" / MANIFEST).write_bytes(b"{")
    with pytest.raises(OutputRefused, match="cannot be trusted"):
        build(root, OLD)
    build(root, OLD, adopt=True)
    assert files(root / "public") == OLD
    assert build(root, OLD).mode == "nothing"


def test_an_edited_file_that_the_site_no_longer_has_is_left(root: Path) -> None:
    build(root, OLD)
    (root / "public/2018/two/index.html").write_bytes(b"my notes")
    published = build(root, NEW)
    assert published.mode == "in place"
    assert "2018/two/index.html" not in published.removed
    assert files(root / "public") == {**NEW, "2018/two/index.html": b"my notes"}
    build(root, {**OLD, "2018/two/index.html": b"my notes"})  # and may be claimed when it holds the same
    assert files(root / "public") == {**OLD, "2018/two/index.html": b"my notes"}


@pytest.mark.parametrize(
    ("foreign", "path"),
    [
        ("blog", "blog/index.html"),  # their file, our folder
        ("blog/index.html/notes.txt", "blog/index.html"),  # their folder, our file
        ("about.html", "about.html"),
    ],
)
def test_a_foreign_entry_in_our_way_stops_the_build(mixed: Path, foreign: str, path: str) -> None:
    write_site(mixed / "public", {foreign: b"theirs"})
    before = picture(mixed / "public")
    with pytest.raises(PublishFailed, match="needs its place") as caught:
        build(mixed, {**NEW, path: b"ours"})
    assert path in caught.value.message
    assert caught.value.hint
    assert picture(mixed / "public") == before
    assert find_litter(mixed) == []


def test_nothing_is_written_through_a_link_in_the_output(mixed: Path, tmp_path: Path) -> None:
    write_site(tmp_path / "precious", {"one/index.html": b"precious"})
    (mixed / "public/linked").symlink_to(tmp_path / "precious")
    before = picture(tmp_path / "precious")
    with pytest.raises(PublishFailed, match="needs its place"):
        build(mixed, {**NEW, "linked/one/index.html": b"ours"})
    assert picture(tmp_path / "precious") == before


def test_our_folder_that_became_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    build(root, OLD)
    (root / "public/2018").rename(tmp_path / "moved")
    (root / "public/2018").symlink_to(tmp_path / "moved")
    before = picture(tmp_path / "moved")
    with pytest.raises(PublishFailed):
        build(root, NEW)
    assert picture(tmp_path / "moved") == before


def test_an_output_that_is_a_link_to_a_folder_stays_one(root: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    inode = (tmp_path / "www").stat().st_ino
    (root / "public").symlink_to(tmp_path / "www")
    for site in (OLD, NEW):
        assert build(root, site).mode == "in place"
        assert files(tmp_path / "www") == site
    assert (root / "public").is_symlink()
    assert (tmp_path / "www").stat().st_ino == inode
    assert find_litter(tmp_path) == []


def test_a_mount_point_is_published_in_place_with_its_stage_inside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "public").mkdir()
    real = place.find_mount

    def pretend(path: str) -> tuple[int, str]:
        return (-1, "other disk") if f"{path}/".startswith(f"{root}/public/") else real(path)

    monkeypatch.setattr(place, "find_mount", pretend)
    made: list[str] = []

    def note(_count: int, name: str, args: tuple[Any, ...]) -> None:
        if name == "mkdir" and "stage" in args[0]:
            made.append(args[0])

    for site in (OLD, NEW):
        with interpose(note):
            assert build(root, site).mode == "in place"
        assert files(root / "public") == site
    assert made[0] == f"{root}/public/.journeyblog-stage-{os.getpid()}"
    assert find_litter(root) == []


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EBUSY, errno.EACCES, errno.EPERM, errno.EROFS])
def test_an_output_folder_that_cannot_be_moved_is_published_in_place(
    root: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    build(root, OLD)

    def refuse(first: str, _second: str) -> None:
        raise OSError(code, os.strerror(code), first)

    monkeypatch.setattr(exchange, "exchange", refuse)
    assert build(root, NEW).mode == "in place"
    assert files(root / "public") == NEW
    assert find_litter(root) == []


def refuse_writing_below(monkeypatch: pytest.MonkeyPatch, *folders: Path, code: int = errno.EROFS) -> None:
    """Make folders read-only for this process (the tests run as root, whom permissions do not stop)."""

    def guard(name: str, real: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            changes = name != "open" or args[1] & (os.O_CREAT | os.O_RDWR | os.O_WRONLY)
            targets = args[:2] if name in ("rename", "replace", "link") else args[:1]
            if changes and any(Path(target).parent in folders for target in targets):
                raise OSError(code, os.strerror(code), args[0])
            return real(*args, **kwargs)

        return call

    for name in ("open", "mkdir", "rename", "replace", "link", "unlink", "rmdir"):
        monkeypatch.setattr(os, name, guard(name, getattr(os, name)))
    monkeypatch.setattr(exchange, "exchange", guard("rename", exchange.exchange))


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES])
def test_a_read_only_site_folder_is_fine_with_an_output_elsewhere(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    with monkeypatch.context() as patch:
        refuse_writing_below(patch, root, code=code)
        for site in (OLD, NEW):
            assert build(root, site, tmp_path / "www").mode == "exchange"
            assert files(tmp_path / "www") == site
    assert list(root.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "www"]


def test_a_read_only_folder_above_the_output_is_fine(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out/www").mkdir(parents=True)
    with monkeypatch.context() as patch:
        refuse_writing_below(patch, root, tmp_path / "out")
        for site in (OLD, NEW):
            assert build(root, site, tmp_path / "out/www").mode == "in place"
            assert files(tmp_path / "out/www") == site
    assert list(root.iterdir()) == []
    assert find_litter(tmp_path) == []


def test_nowhere_to_write_is_said_plainly(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = picture(root)
    with monkeypatch.context() as patch:
        refuse_writing_below(patch, root)
        with pytest.raises(PublishFailed, match="can only be read"):
            build(root, OLD)
    assert picture(root) == before


@pytest.mark.parametrize("site", [OLD, NEW])
def test_folders_that_become_empty_go_and_foreign_ones_stay(mixed: Path, site: Site) -> None:
    (mixed / "public/theirs/empty").mkdir(parents=True)
    build(mixed, site)
    build(mixed, {"index.html": b"only"})
    left = [name for name, (kind, _mode, _data) in picture(mixed / "public").items() if kind == "folder"]
    assert left == [".git", "theirs", "theirs/empty"]
