"""Building, building again, changing: what is written, what is left alone, what a reader sees."""

import hashlib
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from journeyblog.build.publish import MANIFEST, PublishFailed, Stage, exchange

from .faults import NEW, OLD, build, find_litter, interpose, picture, refuse_exchange, write_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def stats(folder: Path) -> dict[str, tuple[int, int, int]]:
    found = {path: path.lstat() for path in [folder, *folder.rglob("*")]}
    return {str(path): (status.st_ino, status.st_mtime_ns, status.st_ctime_ns) for path, status in found.items()}


def files(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (kind, _mode, data) in picture(folder).items() if kind == "file" and name != MANIFEST}


def test_first_build_publishes_every_file_and_leaves_nothing_else(root: Path) -> None:
    published = build(root, OLD)
    assert files(root / "public") == OLD
    assert (published.written, published.removed, published.unchanged) == (tuple(sorted(OLD)), (), 0)
    assert published.output == root / "public"
    assert sorted(path.name for path in root.iterdir()) == [".journeyblog", "public"]
    assert [path.name for path in (root / ".journeyblog").iterdir()] == ["lock"]


def test_second_build_writes_nothing(root: Path) -> None:
    build(root, OLD)
    before = stats(root / "public")
    made: list[str] = []

    def note(_count: int, name: str, args: tuple[Any, ...]) -> None:
        assert name not in ("exchange", "rename", "replace", "link", "unlink", "rmdir", "sync")
        if name == "mkdir":
            made.append(args[0])

    with interpose(note):
        published = build(root, OLD)
    assert (published.mode, published.written, published.unchanged) == ("nothing", (), len(OLD))
    assert stats(root / "public") == before
    assert made == [str(root / ".journeyblog")]  # tried, and found to be there


def test_order_of_puts_does_not_matter(root: Path) -> None:
    build(root, OLD)
    before = stats(root / "public")
    build(root, dict(sorted(OLD.items(), reverse=True)))
    assert stats(root / "public") == before


def test_change_addition_removal_and_turns_between_file_and_folder(root: Path) -> None:
    build(root, OLD)
    inode = (root / "public/2018/one/index.html").stat().st_ino
    published = build(root, NEW)
    assert files(root / "public") == NEW
    assert published.mode == "exchange"
    assert published.removed == ("2018/two/index.html", "turn", "twist/x.html")
    assert set(published.written) == set(NEW) - {"2018/one/index.html"}
    assert published.unchanged == 1
    assert (root / "public/2018/one/index.html").stat().st_ino == inode
    assert not (root / "public/2018/two").exists()
    assert find_litter(root) == []


def test_two_sites_in_different_folders_are_the_same_bytes_whatever_the_umask(tmp_path: Path) -> None:
    pictures = []
    for name, umask in (("a", 0o077), ("b", 0o000)):
        folder = tmp_path / name
        folder.mkdir()
        previous = os.umask(umask)
        try:
            build(folder, OLD if name == "a" else NEW)
            build(folder, OLD)
        finally:
            os.umask(previous)
        pictures.append(picture(folder / "public"))
        assert stat.S_IMODE((folder / "public").stat().st_mode) == 0o755
    assert pictures[0] == pictures[1]
    modes = {mode for kind, mode, _data in pictures[0].values() if kind == "file"}
    assert modes == {0o644}
    assert {mode for kind, mode, _data in pictures[0].values() if kind == "folder"} == {0o755}


def test_manifest_names_every_file_with_digest_and_size(root: Path) -> None:
    build(root, OLD)
    manifest = json.loads((root / "public" / MANIFEST).read_bytes())
    expected = {
        path: [hashlib.blake2b(data, digest_size=16).hexdigest(), len(data)] for path, data in sorted(OLD.items())
    }
    assert manifest == {"format": 1, "files": expected}
    assert list(manifest["files"]) == sorted(OLD)


def test_a_reader_with_an_open_file_or_folder_keeps_the_old_site(root: Path) -> None:
    build(root, OLD)
    folder = os.open(root / "public", os.O_RDONLY)
    try:
        with (root / "public/index.html").open("rb") as page:
            build(root, NEW)
            assert page.read() == OLD["index.html"]
        # The folder that was published was not edited, it was put away: nothing new appears in it.
        assert "2019" not in os.listdir(folder)  # noqa: PTH208 - a folder by its handle, which pathlib cannot
    finally:
        os.close(folder)
    assert (root / "public/index.html").read_bytes() == NEW["index.html"]


def test_the_old_inode_is_never_written(root: Path, tmp_path: Path) -> None:
    build(root, OLD)
    os.link(root / "public/index.html", tmp_path / "kept")
    build(root, NEW)
    assert (tmp_path / "kept").read_bytes() == OLD["index.html"]


def test_leaving_without_commit_changes_nothing(root: Path) -> None:
    build(root, OLD)
    before = stats(root / "public")
    with Stage(root, root / "public") as stage:
        for path, data in NEW.items():
            stage.put(path, data)
        assert find_litter(root)  # so the check below can fail
    assert stats(root / "public") == before
    assert find_litter(root) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, MemoryError])
def test_an_exception_in_the_build_changes_nothing(root: Path, error: type[BaseException]) -> None:
    output = root / "deep/er/public"

    def fail() -> None:
        with Stage(root, output) as stage:
            stage.put("a.html", b"a")
            raise error

    with pytest.raises(error):
        fail()
    assert [path.name for path in root.iterdir()] == [".journeyblog"]
    assert find_litter(root) == []


def test_missing_folders_above_the_output_are_made(root: Path) -> None:
    assert build(root, OLD, root / "deep/er/public").mode == "exchange"
    assert files(root / "deep/er/public") == OLD


def test_an_empty_output_folder_is_taken_with_its_mode(root: Path) -> None:
    (root / "public").mkdir()
    (root / "public").chmod(0o750)
    build(root, OLD)
    assert files(root / "public") == OLD
    assert stat.S_IMODE((root / "public").stat().st_mode) == 0o750


def test_a_site_without_pages_is_published_too(root: Path) -> None:
    assert build(root, {}).mode == "exchange"
    assert list(picture(root / "public")) == [MANIFEST]
    assert build(root, {}).mode == "nothing"
    build(root, OLD)
    assert build(root, {}).removed == tuple(sorted(OLD))
    assert list(picture(root / "public")) == [MANIFEST]


@pytest.mark.parametrize("edit", [b"tampered", b"old h0me", b""], ids=["size", "same size", "empty"])
def test_an_edited_file_that_is_built_again_is_put_right(root: Path, edit: bytes) -> None:
    build(root, OLD)
    times = (root / "public/index.html").stat()
    (root / "public/index.html").write_bytes(edit)
    os.utime(root / "public/index.html", ns=(times.st_atime_ns, times.st_mtime_ns))
    published = build(root, OLD)
    assert published.written == ("index.html",)
    assert files(root / "public") == OLD


@pytest.mark.parametrize("kind", ["missing", "link", "fifo"])
def test_a_file_that_is_no_file_any_more_is_put_right(root: Path, tmp_path: Path, kind: str) -> None:
    build(root, OLD)
    page = root / "public/index.html"
    page.unlink()
    (tmp_path / "elsewhere").write_bytes(OLD["index.html"])
    if kind == "link":
        page.symlink_to(tmp_path / "elsewhere")
    elif kind == "fifo":
        os.mkfifo(page)
    build(root, OLD)
    assert not page.is_symlink()
    assert files(root / "public") == OLD
    assert (tmp_path / "elsewhere").read_bytes() == OLD["index.html"]


def test_where_no_links_can_be_made_files_are_copied(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, OLD)

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    build(root, NEW)
    assert files(root / "public") == NEW


def test_without_an_exchange_two_renames_do(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, OLD)
    monkeypatch.setattr(exchange, "exchange", exchange.exchange)  # put back after the test
    refuse_exchange()
    assert build(root, NEW).mode == "exchange"
    assert files(root / "public") == NEW
    assert find_litter(root) == []


def test_twice_the_same_path_is_refused(root: Path) -> None:
    with Stage(root, root / "public") as stage:
        stage.put("a.html", b"a")
        with pytest.raises(ValueError, match="two files"):
            stage.put("a.html", b"a")


@pytest.mark.parametrize(("first", "second"), [("a", "a/b"), ("a/b", "a"), ("a", "a/b/c"), ("a/b/c", "a")])
def test_a_path_cannot_be_a_file_and_a_folder(root: Path, first: str, second: str) -> None:
    with Stage(root, root / "public") as stage:
        stage.put(first, b"1")
        with pytest.raises(ValueError, match="file and the other a folder"):
            stage.put(second, b"2")


def test_a_stage_serves_one_build(root: Path) -> None:
    stage = Stage(root, root / "public")
    with pytest.raises(RuntimeError):
        stage.put("a", b"")
    with stage:
        stage.put("a", b"")
        stage.commit()
        with pytest.raises(RuntimeError):
            stage.commit()
    with pytest.raises(RuntimeError), stage:
        pass


def test_another_site_that_published_meanwhile_is_not_overwritten(root: Path, tmp_path: Path) -> None:
    build(root, OLD)
    other = tmp_path / "other"
    other.mkdir()
    with Stage(root, root / "public") as stage:
        stage.put("index.html", b"mine")
        build(other, NEW, root / "public")
        with pytest.raises(PublishFailed, match="Something else has published"):
            stage.commit()
    assert files(root / "public") == NEW
    assert find_litter(root) == []


def test_a_file_put_there_during_the_build_lives_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, OLD)
    monkeypatch.setattr(os, "fsync", lambda _: write_site(root / "public", {"late.txt": b"mine"}))
    assert build(root, NEW).mode == "in place"
    assert files(root / "public") == {**NEW, "late.txt": b"mine"}


def test_a_page_removed_during_the_build_stops_it(root: Path) -> None:
    build(root, OLD)
    with Stage(root, root / "public") as stage:
        stage.put("index.html", OLD["index.html"])
        stage.put("feed.xml", b"other")
        (root / "public/index.html").unlink()
        with pytest.raises(PublishFailed, match=r"index\.html was changed"):
            stage.commit()
