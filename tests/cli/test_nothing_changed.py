"""A build that has nothing to do: the same words and exit code as the real one, and nothing heavy is imported."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from site_tools import CONTENT, states, write_site

from journeyblog.build.glance import FORM
from journeyblog.cli import cli

NOW = 1795348800
DAY = 86_400
HEAVY = {
    "jinja2", "markdown_it", "mdit_py_plugins", "mdurl", "nh3", "yaml", "PIL", "pygments", "rich",
    "slugify", "markupsafe", "sqlite3", "asyncio", "journeyblog.build.run", "journeyblog.build.publish",
    "journeyblog.config",
}  # fmt: skip
PREVIEW = {"starlette", "uvicorn", "h11", "anyio", "watchdog", "journeyblog.serve", "journeyblog.cli.serve"}
TELLS_MODULES = """
import json, sys
from journeyblog.__main__ import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=open("modules.json", "w"))
"""
POSTS = {
    "content/posts/2018-02-14-a.md": "---\ntitle: A\n---\nText with [a link](/nowhere/).\n",
    "content/posts/2018-02-15-b.md": "---\ntitle: B\ndraft: true\n---\nText.\n",
}


def build(root: Path, *options: str, now: int = NOW) -> tuple[str, int]:
    done = CliRunner(env={"SOURCE_DATE_EPOCH": str(now)}).invoke(
        cli, ["build", "--site", str(root), *options], catch_exceptions=False
    )
    return done.output, done.exit_code


def footprint(root: Path) -> Path:
    return root / ".journeyblog/footprint.json"


def builds(root: Path, *options: str, now: int = NOW) -> bool:
    """Whether the command really builds: then it leaves a footprint of its own, with its own count of posts."""
    kept = footprint(root).read_text()
    left = json.loads(kept)
    left["said"]["posts"] = 98_765
    footprint(root).write_text(json.dumps(left))
    build(root, *options, now=now)
    if not footprint(root).exists() or json.loads(footprint(root).read_text())["said"]["posts"] != 98_765:
        return True
    footprint(root).write_text(kept)
    return False


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, POSTS)
    build(tmp_path)
    return tmp_path


def test_nothing_heavy_is_imported(tmp_path: Path) -> None:
    write_site(tmp_path, POSTS)
    loaded = []
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-c", TELLS_MODULES, "build"],
            cwd=tmp_path, check=True, capture_output=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(NOW), "PYTHONPATH": str(CONTENT.parent)},
        )  # fmt: skip
        loaded.append(set(json.loads((tmp_path / "modules.json").read_text())))
    left = {"PIL", "pygments", "rich", "sqlite3", "asyncio"}  # no photo, no code, no terminal, no database, no preview
    assert loaded[0] & HEAVY == HEAVY - left
    assert not loaded[1] & HEAVY
    assert not (loaded[0] | loaded[1]) & PREVIEW


QUIET = {"content/posts/2018-02-14-a.md": "---\ntitle: A\n---\nText.\n"}


def run(root: Path, *words: str, env: dict[str, str] | None = None) -> tuple[str, set[str]]:
    """What the command says, as a process of its own, and the modules that it imported."""
    known = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-c", TELLS_MODULES, *words],
        cwd=root, check=True, capture_output=True, text=True,
        env={**known, "PYTHONPATH": str(CONTENT.parent), **(env or {})},
    )  # fmt: skip
    return done.stdout + done.stderr, set(json.loads((root / "modules.json").read_text()))


def test_nothing_to_say_needs_no_command_line(tmp_path: Path) -> None:
    """The plain command is told before click is there, in the same words."""
    write_site(tmp_path, QUIET)
    run(tmp_path, "build")
    at_once, modules = run(tmp_path, "build")
    assert not modules & {"click", "dataclasses", "typing", "journeyblog.cli"}
    in_full, modules = run(tmp_path, "build", "--site", ".")
    assert "click" in modules
    assert at_once == in_full
    assert at_once.startswith("Nothing changed: 1 post, ")


@pytest.mark.parametrize("more", [POSTS, {"content/posts/2099-01-01-late.md": "---\ntitle: Late\n---\nText.\n"}])
def test_whatever_is_to_be_told_is_told_in_full(tmp_path: Path, more: dict[str, str]) -> None:
    write_site(tmp_path, {**QUIET, **more})
    run(tmp_path, "build")
    words, modules = run(tmp_path, "build")
    assert "click" in modules
    assert words == run(tmp_path, "build", "--site", ".")[0]
    assert "link-nowhere" in words or "Held back" in words


def test_a_change_is_seen_by_the_plain_command(tmp_path: Path) -> None:
    write_site(tmp_path, QUIET)
    run(tmp_path, "build")
    write_site(tmp_path, {"content/posts/2018-02-14-a.md": "---\ntitle: B\n---\nText.\n"})
    assert run(tmp_path, "build")[0].startswith("Published 1 post")


@pytest.mark.parametrize("said", [None, 3, {}, {"posts": "x"}, {"posts": [], "files": 1, "output": "x"}])
def test_a_strangers_words_are_not_said(tmp_path: Path, said: object) -> None:
    write_site(tmp_path, QUIET)
    run(tmp_path, "build")
    left = json.loads(footprint(tmp_path).read_text())
    footprint(tmp_path).write_text(json.dumps({**left, "said": said}))
    assert run(tmp_path, "build")[0].startswith("Nothing changed: 1 post, ")


@pytest.mark.parametrize("form", [[], ["--format", "json"], ["--format", "github"], ["--quiet"]], ids=" ".join)
def test_the_words_are_those_of_a_build(site: Path, form: list[str]) -> None:
    again = build(site, *form)
    assert not builds(site, *form)
    footprint(site).unlink()
    assert again == build(site, *form)
    assert "link-nowhere" in again[0]


def test_nothing_is_written(site: Path) -> None:
    before = states(site / "public")
    build(site)
    assert states(site / "public") == before


def test_a_mistake_is_told_every_time(site: Path) -> None:
    write_site(site, {"content/posts/2018-02-16-c.md": "---\ntitle: C\nrating: nine\n---\nText.\n"})
    first = build(site)
    assert first[1] == 1
    assert build(site) == first
    assert not footprint(site).exists()


def test_a_post_that_falls_due_is_a_build(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/posts/2026-11-25-a.md": "---\ntitle: A\n---\nText.\n"})
    build(tmp_path)
    assert not builds(tmp_path, now=NOW + DAY)
    build(tmp_path)
    assert builds(tmp_path, now=NOW + 3 * DAY)
    assert (tmp_path / "public/2026/11/a/index.html").exists()


@pytest.mark.parametrize("option", ["--drafts", "--future", "--strict", "--keep-going", "--no-cache", "--adopt"])
def test_another_question_is_a_build(site: Path, option: str) -> None:
    assert builds(site, option)


def test_another_output_is_a_build(site: Path) -> None:
    assert builds(site, "--output", str(site / "elsewhere"))
    assert builds(site)
    assert not builds(site)


def test_what_is_kept_may_be_deleted(site: Path) -> None:
    for path in sorted((site / ".journeyblog").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    before = states(site / "public")
    assert build(site)[0].splitlines()[-1].startswith("Nothing changed")
    assert states(site / "public") == before
    assert not builds(site)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("since", "x"), ("since", None), ("until", []), ("manifest", 1), ("manifest", "\0"), ("published", 3),
        ("engine", []), ("engine", {"\0": [1]}), ("inputs", {"digest": 3, "young": []}), ("inputs", None),
        ("said", None), ("said", {}), ("question", []), ("form", 7),
        ("said.posts", "many"), ("said.posts", -1), ("said.posts", 10**50), ("said.output", 3),
        ("said.held", [["a"]]), ("said.held", [[1, 2]]), ("said.held", 5),
        ("said.diagnostics", [3]), ("said.diagnostics", [{}]), ("said.diagnostics", {"a": 1}),
        ("said.diagnostics.code", "no-such-code"), ("said.diagnostics.code", []),
        ("said.diagnostics.severity", "fatal"), ("said.diagnostics.message", None), ("said.diagnostics.hint", 3),
        ("said.diagnostics.span", {}), ("said.diagnostics.span.line", "1"), ("said.diagnostics.span.path", 1),
    ],
)  # fmt: skip
def test_a_strangers_footprint_is_a_build(site: Path, key: str, value: object) -> None:
    before = build(site)
    left = json.loads(footprint(site).read_text())
    place, *steps = left, *key.split(".")
    for step in steps[:-1]:
        place = place[step][0] if step == "diagnostics" else place[step]
    assert steps[-1] in place
    place[steps[-1]] = value
    footprint(site).write_text(json.dumps(left))
    assert build(site) == before
    assert json.loads(footprint(site).read_text())["form"] == FORM, "the build left its own"


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"form": ' + b"9" * 5000 + b"}", b"\0", b'"' + b"x" * 10])
def test_a_damaged_footprint_is_a_build(site: Path, data: bytes) -> None:
    before = build(site)
    footprint(site).write_bytes(data)
    assert build(site) == before
