"""Taking over published files without making them again: only what the manifest names and what looks the same."""

import hashlib
from pathlib import Path

import pytest

from journeyblog.build.publish import MANIFEST, Stage

from .faults import OLD, build, picture

PAGE = "2018/one/index.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(tmp_path, OLD)
    return tmp_path


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def everything(root: Path) -> object:
    return picture(root / "public")


def test_keeping_all_writes_nothing(root: Path) -> None:
    before = everything(root)
    with Stage(root, root / "public") as stage:
        assert all(stage.keep(path, digest(data)) for path, data in OLD.items())
        published = stage.commit()
    assert (published.mode, published.written, published.unchanged) == ("nothing", (), len(OLD))
    assert everything(root) == before


def test_kept_and_new_files_are_published_together(root: Path) -> None:
    inode = (root / "public" / PAGE).stat().st_ino
    with Stage(root, root / "public") as stage:
        assert stage.keep(PAGE, digest(OLD[PAGE]))
        assert stage.put("new.html", b"new") == digest(b"new")
        published = stage.commit()
    assert (published.written, published.unchanged) == (("new.html",), 1)
    assert (root / "public" / PAGE).stat().st_ino == inode
    assert sorted(path for path in picture(root / "public") if path.endswith("html")) == sorted(("new.html", PAGE))
    with Stage(root, root / "public") as stage:  # the manifest names both
        assert stage.keep(PAGE, digest(OLD[PAGE]))
        assert stage.keep("new.html", digest(b"new"))


def test_what_is_not_as_published_is_not_kept(root: Path) -> None:
    page = root / "public" / PAGE
    with Stage(root, root / "public") as stage:
        assert not stage.keep(PAGE, digest(b"other"))
        assert not stage.keep("unknown.html", digest(b""))
        page.write_bytes(OLD[PAGE] + b"more")
        assert not stage.keep(PAGE, digest(OLD[PAGE]))
        page.unlink()
        assert not stage.keep(PAGE, digest(OLD[PAGE]))
        page.symlink_to("elsewhere")
        assert not stage.keep(PAGE, digest(OLD[PAGE]))
        stage.put(PAGE, OLD[PAGE])  # so it has to be handed over, and its place is still free


@pytest.mark.parametrize("path", ["../out", "/etc/passwd", "", "a//b", f"{MANIFEST}/x/.."])
def test_an_unsafe_path_is_refused(root: Path, path: str) -> None:
    with Stage(root, root / "public") as stage, pytest.raises(ValueError, match=r"."):
        stage.keep(path, digest(b""))


def test_one_place_one_file(root: Path) -> None:
    with Stage(root, root / "public") as stage:
        assert stage.keep(PAGE, digest(OLD[PAGE]))
        for again in (lambda: stage.keep(PAGE, digest(OLD[PAGE])), lambda: stage.put(PAGE, b"")):
            with pytest.raises(ValueError, match="two files"):
                again()
        with pytest.raises(ValueError, match="folder"):
            stage.put(f"{PAGE}/below", b"")
