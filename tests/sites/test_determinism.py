"""Same input, same bytes: wherever, whenever and under whatever settings of the machine; and nothing written twice."""

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from site_tools import CONTENT, MANIFEST, NOW, build_site, modes, photo, snapshot, states, told, write_site

MORE: dict[str, str | bytes] = {
    "content/posts/2018-07-01-fotos/index.md": "# Fotos ñ 写真\n\n![a](a.jpg)\n\nfood, [x](https://example.org/)\n",
    "content/posts/2018-07-01-fotos/a.jpg": photo(),
    "content/static/files/ñ.txt": "x",
}
MACHINES: list[dict[str, str]] = [
    {"TZ": "UTC", "PYTHONHASHSEED": "0", "LC_ALL": "C", "umask": "022"},
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "umask": "077"},
    {"TZ": "America/St_Johns", "PYTHONHASHSEED": "4242", "LC_ALL": "POSIX", "umask": "002"},
]


def build_elsewhere(root: Path, machine: dict[str, str]) -> None:
    """Build in a process of its own, as that machine is set up."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("TZ", "LC_ALL", "LANG", "PYTHONHASHSEED")
    }
    environment |= {name: value for name, value in machine.items() if name != "umask"}
    done = subprocess.run(
        ["sh", "-c", f'umask {machine["umask"]} && exec "$0" -m journeyblog build', sys.executable],
        cwd=root,
        env=environment | {"SOURCE_DATE_EPOCH": "1795348800", "PYTHONPATH": str(CONTENT.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_builds_on_different_machines_are_byte_identical(tmp_path: Path) -> None:
    trees = []
    for number, machine in enumerate(MACHINES):
        root = tmp_path / ("deeper/" * number) / f"site {number}"
        shutil.copytree(CONTENT, root / "content")
        write_site(root, {**MORE, "content/site.yaml": (CONTENT / "site.yaml").read_text()})
        if number == 1:  # files made in another order, long ago
            for path in sorted((root / "content").rglob("*"), reverse=True):
                os.utime(path, (1, 1))
        build_elsewhere(root, machine)
        trees.append((snapshot(root / "public"), modes(root / "public")))
    assert len(trees[0][0]) > 80
    for files, rights in trees[1:]:
        assert sorted(files) == sorted(trees[0][0])
        assert [name for name in files if files[name] != trees[0][0][name]] == []
        assert rights == trees[0][1]


def test_the_second_build_writes_nothing(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    write_site(tmp_path, {**MORE, "content/site.yaml": (CONTENT / "site.yaml").read_text()})
    build_site(tmp_path)
    before = states(tmp_path / "public")
    outcome = build_site(tmp_path)
    assert outcome.published is not None
    assert (outcome.published.written, outcome.published.removed) == ((), ())
    assert outcome.published.unchanged == outcome.targets
    assert states(tmp_path / "public") == before


def changed(root: Path, edits: dict[str, str]) -> set[str]:
    """Which published files an edit of the sample site changes; the others keep their inode."""
    before = states(root / "public")
    outcome = build_site(write_site(root, {"content/site.yaml": (CONTENT / "site.yaml").read_text(), **edits}))
    assert [line for line in told(outcome) if "error" in line] == []
    after = states(root / "public")
    assert sorted(after) == sorted(before)
    assert outcome.published is not None
    written = {name for name in after if after[name] != before[name]} - {MANIFEST}
    assert written == set(outcome.published.written)
    return written


def test_an_edited_body_changes_its_page_and_its_feeds_only(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    build_site(tmp_path)
    before = snapshot(tmp_path / "public")
    path = "content/posts/2017-03-06-two-suppliers.md"
    text = (tmp_path / path).read_text()
    assert changed(tmp_path, {path: text.rstrip() + "\n\nOne more paragraph.\n"}) == {
        "2017/03/two-suppliers/index.html",
        "feed.xml",
        "rss.xml",
        "feed.json",
        "categories/customer-experience/feed.xml",
    }
    assert changed(tmp_path, {path: text}) == {
        "2017/03/two-suppliers/index.html",
        "feed.xml",
        "rss.xml",
        "feed.json",
        "categories/customer-experience/feed.xml",
    }
    assert snapshot(tmp_path / "public") == before


def test_an_edited_page_changes_itself_only(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    build_site(tmp_path)
    path = "content/pages/about.md"
    text = (tmp_path / path).read_text()
    assert changed(tmp_path, {path: text.rstrip() + "\n\nOne more paragraph.\n"}) == {"about/index.html"}


def test_a_touched_file_changes_nothing(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    build_site(tmp_path)
    for path in (tmp_path / "content").rglob("*"):
        os.utime(path, (1, 1))
    assert changed(tmp_path, {}) == set()


def test_there_is_no_clock_in_the_output(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    build_site(tmp_path)
    before = states(tmp_path / "public")
    build_site(tmp_path, now=NOW + timedelta(days=1234, hours=5))
    assert states(tmp_path / "public") == before
