"""Dangerous output folders, by the command's option and by the setting: exit 2, one message, and not one byte touched.

The world is a scratch folder with a home, a site, another site, other people's files and links; it is compared whole
before and after: contents, permissions, times, inodes and where links lead. Of the machine itself only the refusal is
asked (``tests/unit/build/publish/test_refusal.py``), which reads.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from site_tools import MANIFEST, SETTINGS, build_site, write_site

from journeyblog.cli import cli

Entry = tuple[int, int, int, int, bytes]

# Seen from the site's folder, {w}/home/site; {w} is the world.
OUTPUTS = {
    "nothing": "",
    "here": ".",
    "here with a slash": "./",
    "here twice": "./.",
    "above": "..",
    "above with a slash": "../",
    "far above": "../..",
    "here by name": "../site",
    "here by a detour": "public/..",
    "content": "content",
    "content with a slash": "content/",
    "content with slashes": "content///",
    "content by here": "./content",
    "content by a detour": "public/../content",
    "content by another detour": "content/posts/..",
    "posts": "content/posts",
    "static": "content/static",
    "in static": "content/static/public",
    "a new folder in content": "content/new/public",
    "themes": "themes",
    "a theme": "themes/mine",
    "in a theme": "themes/mine/public",
    "a theme behind a link": "{w}/shared/theme",
    "in a theme behind a link": "{w}/shared/theme/public",
    "cache": ".journeyblog",
    "in the cache": ".journeyblog/public",
    "in the cache in capitals": ".JourneyBlog/public",
    "repository": ".git",
    "in the repository": ".git/public",
    "in the repository in capitals": ".GIT/public",
    "a link to content": "to-content",
    "in a link to content": "to-content/public",
    "a link to static": "to-static",
    "a link to themes": "to-themes",
    "a link to home": "to-home",
    "a link to the site": "to-site",
    "a link to a link": "to-link",
    "a link above": "to-above",
    "a dangling link": "to-nowhere",
    "a link in a circle": "to-itself",
    "a link to a file": "to-file",
    "a link to a folder of others": "to-photos",
    "a file": "notes.txt",
    "a file with a slash": "notes.txt/",
    "below a file": "notes.txt/public",
    "a post": "content/posts/a.md",
    "a pipe": "pipe",
    "below a pipe": "pipe/public",
    "home": "{w}/home",
    "home with a slash": "{w}/home/",
    "a desktop": "{w}/home/Desktop",
    "keys": "{w}/home/.ssh",
    "among keys": "{w}/home/.ssh/public",
    "world": "{w}",
    "temporary": "{w}/tmp",
    "above temporary": "{w}/tmp/..",
    "a folder of others": "{w}/photos",
    "a folder of others by a detour": "{w}/photos/../photos",
    "files of others with two names": "{w}/linked",
    "a hidden file of others": "{w}/hidden",
    "an empty folder of others inside": "{w}/hollow",
    "another site": "{w}/home/other",
    "another site's content": "{w}/home/other/content",
    "a list of files that is no list": "{w}/forged",
    "a list of files that leads out": "{w}/climbing",
    "too long a name": "x" * 300,
    "too long a path": "x/" * 3000,
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that a careless build could harm."""
    world = tmp_path_factory.mktemp("world")
    site, home = world / "home/site", world / "home"
    write_site(site, {"content/posts/a.md": "---\ntitle: A\ndate: 2018-02-14\n---\n", "content/static/s.txt": "s"})
    write_site(site, {"themes/mine/theme.yaml": "x", ".git/HEAD": "ref", "notes.txt": "n", ".journeyblog/kept": "k"})
    write_site(home / "other", {"content/posts/b.md": "---\ntitle: B\ndate: 2018-02-14\n---\n"})
    build_site(home / "other")
    for name in ("Desktop/x", ".ssh/id", "../tmp/x", "../photos/p.jpg", "../hidden/.rc", "../shared/theme/page.html"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("mine")
    (world / "hollow/inner").mkdir(parents=True)
    (world / "linked").mkdir()
    os.link(world / "photos/p.jpg", world / "linked/q.jpg")
    for name, listed in (("forged", b"[]"), ("climbing", b'{"format": 1, "files": {"../photos/p.jpg": ["0", 4]}}')):
        (world / name).mkdir()
        (world / name / MANIFEST).write_bytes(listed)
    (site / "themes/linked").symlink_to(world / "shared/theme")
    targets: dict[str, str | Path] = {
        "content": "content",
        "static": "content/static",
        "themes": "themes",
        "home": home,
        "site": ".",
        "link": "to-home",
        "above": "..",
        "nowhere": "no/where",
        "itself": "to-itself",
        "file": "notes.txt",
        "photos": world / "photos",
    }
    for link, target in targets.items():
        (site / f"to-{link}").symlink_to(target)
    os.mkfifo(site / "pipe")
    return world


@pytest.fixture(autouse=True)
def at_home(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(world / "home"))
    monkeypatch.setenv("TMPDIR", str(world / "tmp"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    monkeypatch.chdir(world / "home/site")


def tree(folder: Path) -> dict[str, Entry]:
    """Everything in ``folder``, to the last bit that a program can change; times of access aside."""
    return {os.fspath(path.relative_to(folder)): _entry(path) for path in (folder, *_below(folder))}


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)


def _entry(path: Path) -> Entry:
    status = path.lstat()
    data = b""
    if stat.S_ISLNK(status.st_mode):
        data = os.fsencode(path.readlink())
    elif stat.S_ISREG(status.st_mode):
        data = path.read_bytes()
    return status.st_mode, status.st_ino, status.st_nlink, status.st_mtime_ns, data


def refused(*arguments: str) -> str:
    """What a refused build says."""
    result = CliRunner().invoke(cli, ["build", *arguments], prog_name="journeyblog", catch_exceptions=False)
    assert result.exit_code == 2, result.output
    return result.output


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize("adopt", [False, True])
def test_a_dangerous_output_option_is_refused(world: Path, name: str, *, adopt: bool) -> None:
    if adopt and name in ADOPTABLE:
        return
    before = tree(world)
    said = refused("--output", OUTPUTS[name].format(w=world), *(["--adopt"] if adopt else []))
    assert tree(world) == before
    assert said.count("rror: ") == 1
    assert "Traceback" not in said
    assert said.isprintable() or said.replace("\n", "").isprintable()


# A look and --adopt may open these: what is there is then left alone.
ADOPTABLE = frozenset(
    (
        *("a folder of others", "a folder of others by a detour", "a link to a folder of others"),
        *("files of others with two names", "a hidden file of others", "an empty folder of others inside"),
        *("a list of files that is no list", "a list of files that leads out"),
    )
)


@pytest.mark.parametrize("name", sorted(ADOPTABLE))
def test_adopting_a_folder_changes_nothing_that_was_there(
    world: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "world"
    shutil.copytree(world, copy, symlinks=True, ignore=shutil.ignore_patterns("pipe", "to-*"))
    (copy / "home/site/to-photos").symlink_to(copy / "photos")
    monkeypatch.chdir(copy / "home/site")
    output = Path(OUTPUTS[name].format(w=copy))
    before = {path: entry for path, entry in tree(output.resolve()).items() if path not in (".", MANIFEST)}
    assert before or name.startswith("a list of files")
    result = CliRunner().invoke(cli, ["build", "--adopt", "-o", str(output)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    after = tree(output.resolve())
    assert {path: after[path] for path in before} == before
    assert "index.html" in after


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_dangerous_output_setting_is_refused(world: Path, name: str) -> None:
    settings = world / "home/site/content/site.yaml"
    settings.write_text(f"{SETTINGS}output: '{OUTPUTS[name].format(w=world)}'\n", encoding="utf-8")
    before = tree(world)
    said = refused()
    assert tree(world) == before
    assert said.count("rror: ") + said.count("error[") == 1
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "output", ["~", "~/www", "a\\b", "con", "pub\nlic", "pub\x1b[2Jlic", "public.", "pub\udc80lic", "PUBLIC", "$HOME"]
)
def test_odd_names_stay_in_the_site_or_are_refused(world: Path, tmp_path: Path, output: str) -> None:
    """``~`` and ``$HOME`` are no names for home here: the shell's business is done before we see them."""
    copy = tmp_path / "site"
    write_site(copy, {"content/posts/a.md": "---\ntitle: A\ndate: 2018-02-14\n---\n"})
    before = tree(world)
    kept = tree(copy / "content")
    result = CliRunner().invoke(cli, ["build", "--site", str(copy), "-o", str(copy / output)], catch_exceptions=False)
    assert result.exit_code in (0, 2)
    assert result.output.replace("\n", "").isprintable()
    assert tree(world) == before
    assert tree(copy / "content") == kept
