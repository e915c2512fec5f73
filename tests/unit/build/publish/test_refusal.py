"""Output folders that we never write to: the answer is the same by flag, by link and by detour."""

import os
from pathlib import Path

import pytest

from journeyblog.build.publish import MANIFEST, OutputRefused, Stage, check_output

from .faults import OLD, build, picture, write_site

# {w} is a world with a home, a temporary folder and, in the home, a site.
DANGEROUS = {
    "top": "/",
    "top by detour": "/usr/..",
    "top by dots": "{w}/home/../../../../../../../../..",
    "/etc": "/etc",
    "in /etc": "/etc/journeyblog-test",
    "/usr": "/usr",
    "in /usr/bin": "/usr/bin/journeyblog-test",
    "/bin": "/bin",
    "/sbin, deep": "/sbin/a/b",
    "/proc": "/proc/self",
    "/sys": "/sys/kernel",
    "/dev": "/dev",
    "in /dev": "/dev/journeyblog-test",
    "/dev/shm": "/dev/shm",
    "/var": "/var",
    "/var/lib": "/var/lib",
    "/home": "/home",
    "a home": "/home/somebody",
    "/root": "/root",
    "/opt": "/opt",
    "/tmp": "/tmp",
    "/tmp/.": "/tmp/.",
    "/tmp with a slash": "/tmp/",
    "/var/tmp": "/var/tmp",
    "$TMPDIR": "{w}/tmp",
    "above $TMPDIR": "{w}",
    "home": "{w}/home",
    "home by detour": "{w}/home/site/..",
    "home by ~": "{w}/home/site/../../home",
    "desktop": "{w}/home/Desktop",
    "documents": "{w}/home/Documents",
    "keys": "{w}/home/.ssh",
    "among keys": "{w}/home/.ssh/new",
    "site": "{w}/home/site",
    "site by dot": "{w}/home/site/.",
    "site by detour": "{w}/home/site/content/..",
    "content": "{w}/home/site/content",
    "content with a slash": "{w}/home/site/content/",
    "in content": "{w}/home/site/content/public",
    "deep in content": "{w}/home/site/content/posts/2018/public",
    "content by detour": "{w}/home/site/public/../content",
    "themes": "{w}/home/site/themes",
    "in a theme": "{w}/home/site/themes/plain/dist",
    "holds a static folder": "{w}/assets",
    "static folder elsewhere": "{w}/assets/static",
    "in a static folder elsewhere": "{w}/assets/static/out",
    "input that does not exist": "{w}/home/site/data",
    "in an input that does not exist": "{w}/home/site/data/out",
    "theme behind a link": "{w}/shared-theme",
    "in a theme behind a link": "{w}/shared-theme/out",
    "link to content": "{w}/home/site/link-to-content",
    "in a link to content": "{w}/home/site/link-to-content/out",
    "link to home": "{w}/home/site/link-to-home",
    "link to top": "{w}/home/site/link-to-top",
    "link to link": "{w}/home/site/link-to-link",
    "link to nowhere": "{w}/home/site/link-to-nowhere",
    "link in a circle": "{w}/home/site/link-in-a-circle",
    "link to a file": "{w}/home/site/link-to-file",
    "a file": "{w}/home/site/journeyblog.yaml",
    "below a file": "{w}/home/site/journeyblog.yaml/public",
    "a pipe": "{w}/home/site/pipe",
    "cache": "{w}/home/site/.journeyblog",
    "in the cache": "{w}/home/site/.journeyblog/public",
    "repository": "{w}/home/site/.git",
    "in a repository": "{w}/home/site/.git/public",
    "in another's cache": "{w}/other/.journeyblog/public",
    "not empty": "{w}/photos",
    "not empty but for a hidden file": "{w}/hidden",
    "holds an empty folder": "{w}/hollow",
    "manifest is empty": "{w}/manifest-empty",
    "manifest is no JSON": "{w}/manifest-text",
    "manifest of the future": "{w}/manifest-future",
    "manifest leads out": "{w}/manifest-out",
    "manifest is a link": "{w}/manifest-link",
    "manifest is a folder": "{w}/manifest-folder",
    "no path": "{w}/home/site/pub\0lic",
    "no encoding": "{w}/home/site/pub\udfff\udc00lic",
}
# A look and --adopt may open these; nothing opens the others.
ADOPTABLE = {name for name in DANGEROUS if name.startswith(("not empty", "holds an empty", "manifest "))}


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    world = tmp_path / "world"
    site = world / "home/site"
    write_site(site, {"content/posts/2018/a.md": b"a", "themes/plain/page.html": b"", "journeyblog.yaml": b"x"})
    write_site(site, {".git/HEAD": b"ref", ".journeyblog/cache": b"c"})
    write_site(world, {"tmp/x": b"", "assets/static/logo.svg": b"", "shared-theme/page.html": b"", "other/a": b""})
    write_site(world / "home", {"Desktop/x": b"", ".ssh/id": b"secret", "letter.txt": b"dear"})
    write_site(world, {"photos/a.jpg": b"a", "hidden/.bashrc": b"b", "hollow/x/y": b""})
    (world / "hollow/x/y").unlink()
    out = b'{"format": 1, "files": {"../../home/letter.txt": ["%s", 4]}}' % (b"0" * 32)
    for name, data in {"empty": b"", "text": b"hello", "future": b'{"format": 2, "files": {}}', "out": out}.items():
        write_site(world / f"manifest-{name}", {MANIFEST: data})
    (world / "manifest-link").mkdir()
    (world / "manifest-link" / MANIFEST).symlink_to(world / "manifest-good")
    (world / "manifest-good").write_bytes(b'{"format": 1, "files": {}}')
    (world / "manifest-folder" / MANIFEST).mkdir(parents=True)
    (world / "home/Documents").mkdir()
    (site / "themes/linked").symlink_to(world / "shared-theme")
    links: dict[str, str | Path] = {
        "content": site / "content",
        "home": world / "home",
        "top": "/",
        "link": "link-to-home",
        "nowhere": world / "nowhere",
        "file": site / "journeyblog.yaml",
    }
    for name, target in links.items():
        (site / f"link-to-{name}").symlink_to(target)
    (site / "link-in-a-circle").symlink_to("link-in-a-circle")
    os.mkfifo(site / "pipe")
    monkeypatch.setenv("HOME", str(world / "home"))
    monkeypatch.setenv("TMPDIR", str(world / "tmp"))
    return world


def name_inputs(world: Path) -> list[Path]:
    site = world / "home/site"
    return [site / "content", site / "themes", site / "themes/linked", site / "data", world / "assets/static"]


def refuse(world: Path, name: str, *, adopt: bool) -> OutputRefused:
    site, output = world / "home/site", Path(DANGEROUS[name].format(w=world))
    with pytest.raises(OutputRefused) as asked:
        check_output(site, output, name_inputs(world), adopt=adopt)
    with pytest.raises(OutputRefused), Stage(site, output, inputs=name_inputs(world), adopt=adopt):
        pass
    return asked.value


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_dangerous_output_is_refused_and_nothing_is_touched(world: Path, name: str) -> None:
    before = picture(world)
    error = refuse(world, name, adopt=False)
    assert picture(world) == before
    assert error.message.endswith(".")
    assert error.hint
    assert "\0" not in error.message


@pytest.mark.parametrize("name", sorted(DANGEROUS.keys() - ADOPTABLE))
def test_adopt_does_not_open_a_dangerous_place(world: Path, name: str) -> None:
    before = picture(world)
    refuse(world, name, adopt=True)
    assert picture(world) == before


def test_a_relative_output_is_seen_from_the_working_folder(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world / "home/site/content")
    for output in ("", ".", "..", "../..", "public", "../themes", "../../../tmp"):
        with pytest.raises(OutputRefused):
            check_output(world / "home/site", Path(output), name_inputs(world))
    check_output(world / "home/site", Path("../public"), name_inputs(world))


@pytest.mark.parametrize(
    "output", ["home/site/public", "home/site/a/b/public", "www", "home/public_html", "tmp/preview", "empty"]
)
def test_a_good_output_passes_by_reading_only(world: Path, output: str) -> None:
    (world / "empty").mkdir()
    before = picture(world)
    check_output(world / "home/site", world / output, name_inputs(world))
    assert picture(world) == before
    build(world / "home/site", OLD, world / output, inputs=name_inputs(world))
    check_output(world / "home/site", world / output, name_inputs(world))


def test_a_second_spelling_of_an_input_is_found_by_the_disk(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that takes Content for content, or with a folder mounted twice."""
    site, real = world / "home/site", os.stat

    def fold(path: str, **options: bool) -> os.stat_result:
        return real(str(path).replace("/CONTENT", "/content"), **options)

    monkeypatch.setattr(os, "stat", fold)
    with pytest.raises(OutputRefused, match="made from"):
        check_output(site, site / "CONTENT/out", name_inputs(world))


def test_a_missing_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="does not exist"):
        check_output(tmp_path / "nowhere", tmp_path / "nowhere/public", [])
    assert list(tmp_path.iterdir()) == []


def test_a_name_cannot_forge_a_message(tmp_path: Path) -> None:
    write_site(tmp_path / "out", {"\x1b[2J\u202e.txt": b""})
    with pytest.raises(OutputRefused) as caught:
        check_output(tmp_path, tmp_path / "out", [])
    assert caught.value.message.isprintable()
    assert r"\x1b[2J\u202e.txt" in caught.value.message


def test_a_home_behind_a_link_is_found_by_its_real_place(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (world / "disk/people/ann").mkdir(parents=True)
    (world / "ann").symlink_to(world / "disk/people/ann")
    monkeypatch.setenv("HOME", str(world / "ann"))
    for output in ("disk/people/ann", "disk/people", "disk"):
        with pytest.raises(OutputRefused, match="home folder"):
            check_output(world / "home/site", world / output, [])
