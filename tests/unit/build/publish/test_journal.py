"""Journals that a stranger may have planted in a cloned site: followed only inside the output folder."""

import json
from contextlib import suppress
from pathlib import Path

import pytest

from journeyblog.build.publish import PublishFailed, Stage
from journeyblog.build.publish.manifest import digest_bytes

from .faults import OLD, build, picture, write_site

LETTER = b"dear diary"


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A published site beside a private file."""
    write_site(tmp_path, {"private/letter": LETTER})
    (tmp_path / "site").mkdir()
    build(tmp_path / "site", OLD)
    return tmp_path


def plant(world: Path, steps: object, *, name: str = "redo.json", address: str = "public") -> Path:
    stage = world / "site/.journeyblog/stage-77"
    journal = json.dumps({"format": 1, "address": address, "steps": steps}).encode()
    write_site(stage, {"journeyblog-stage": b"", name: journal})
    (stage / "tree").mkdir(exist_ok=True)
    (stage / "old").mkdir(exist_ok=True)
    return stage


def open_and_leave(world: Path) -> None:
    with Stage(world / "site", world / "site/public"):
        pass


STEPS = [
    ["remove", "../../private/letter", digest_bytes(LETTER), False],
    ["remove", "/etc/hostname", digest_bytes(LETTER), False],
    ["put", "../../private/letter", "", True],
    ["make", "../new", "", False],
    ["drop", "..", "", False],
    ["explode", "index.html", "", False],
    ["remove", "index.html", 7, False],
    ["put", "index.html"],
    "put",
    None,
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", ["redo.json", "undo.json", "swap.json"])
def test_steps_that_lead_out_are_thrown_away(world: Path, step: object, name: str) -> None:
    before = picture(world)
    plant(world, [step], name=name)
    open_and_leave(world)
    assert picture(world) == before


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"format": 9}', b"\xff", b"[" * 100_000])
def test_a_journal_that_we_cannot_have_written_is_thrown_away(world: Path, data: bytes) -> None:
    before = picture(world)
    write_site(world / "site/.journeyblog/stage-77", {"journeyblog-stage": b"", "redo.json": data})
    open_and_leave(world)
    assert picture(world) == before


@pytest.mark.parametrize("address", ["..", "../../private", "{w}/private", "content", ""])
def test_a_journal_for_another_folder_is_not_followed(world: Path, address: str) -> None:
    before = picture(world / "private"), picture(world / "site/public")
    plant(world, [["remove", "letter", digest_bytes(LETTER), False]], address=address.format(w=world))
    open_and_leave(world)
    assert (picture(world / "private"), picture(world / "site/public")) == before


@pytest.mark.parametrize("name", ["redo.json", "undo.json"])
@pytest.mark.parametrize("place", ["output", "tree", "old"])
def test_no_step_goes_through_a_link(world: Path, name: str, place: str) -> None:
    steps = [["remove", "sub/letter", digest_bytes(LETTER), False], ["put", "sub/letter", "", True]]
    stage = plant(world, steps, name=name)
    folder = world / "site/public" if place == "output" else stage / place
    (folder / "sub").symlink_to(world / "private")
    if place != "output":
        (world / "site/public/sub").mkdir()
    before = picture(world / "private")
    with suppress(PublishFailed):  # said, where the way is needed; passed over where it is not
        open_and_leave(world)
    assert picture(world / "private") == before


def test_a_removal_needs_the_digest_of_what_we_wrote(world: Path) -> None:
    (world / "site/public/index.html").write_bytes(b"edited after the kill")
    plant(world, [["remove", "index.html", digest_bytes(OLD["index.html"]), False]])
    open_and_leave(world)
    assert (world / "site/public/index.html").read_bytes() == b"edited after the kill"


def test_a_good_journal_is_followed(world: Path) -> None:
    """The control: without this the tests above could pass because nothing is ever done."""
    gone = ["remove", "turn", digest_bytes(OLD["turn"]), False]
    stage = plant(world, [["make", "new", "", False], ["put", "new/page", "", False], gone])
    write_site(stage / "tree", {"new/page": b"page"})
    open_and_leave(world)
    assert (world / "site/public/new/page").read_bytes() == b"page"
    assert not (world / "site/public/turn").exists()
    assert not stage.exists()


def test_a_stage_that_is_a_link_is_neither_followed_nor_removed(world: Path) -> None:
    write_site(world / "private", {"journeyblog-stage": b""})
    (world / "site/.journeyblog/stage-5").symlink_to(world / "private")
    before = picture(world)
    open_and_leave(world)
    assert picture(world) == before
