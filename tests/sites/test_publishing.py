"""What a build does to the output folder: errors leave it alone, nothing of others is touched, nothing lingers."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from site_tools import (
    MANIFEST,
    SETTINGS,
    build_site,
    built,
    lay_files,
    places,
    read_page,
    snapshot,
    states,
    told,
    write_site,
)

from journeyblog.build.publish import OutputRefused

GOOD = {"content/posts/2018-02-04-a.md": "# A\n\nText of A.\n", "content/pages/about.md": "# About\n\nUs.\n"}
BAD = {"content/posts/2018-02-05-bad.md": "---\ntitle: Bad\nrating: 4\n---\nText.\n"}
WORSE = {"content/posts/2018-02-06-worse.md": "---\ntitle: Worse\ndate: soon\n---\nText.\n"}


def test_any_error_leaves_the_published_site_byte_for_byte(tmp_path: Path) -> None:
    output = built(tmp_path, GOOD)
    before, state = snapshot(output), states(output)
    outcome = build_site(write_site(tmp_path, {**BAD, **WORSE, "content/pages/about.md": "# Changed\n"}))
    assert [line.split(": error")[0] for line in told(outcome)] == [
        "content/posts/2018-02-05-bad.md:3", "content/posts/2018-02-06-worse.md:3",
    ]  # fmt: skip
    assert outcome.failed
    assert outcome.usable
    assert outcome.published is None
    assert snapshot(output) == before
    assert states(output) == state


def test_keep_going_publishes_the_rest_and_names_what_was_left_out(tmp_path: Path) -> None:
    outcome = build_site(write_site(tmp_path, {**GOOD, **BAD}), keep_going=True)
    assert len(told(outcome)) == 1
    assert outcome.failed
    assert outcome.published is not None
    made = places(tmp_path / "public")
    assert "2018/02/a/index.html" in made
    assert not [place for place in made if "bad" in place]
    assert "Bad" not in read_page(tmp_path / "public", "/").words


def test_strict_makes_warnings_errors(tmp_path: Path) -> None:
    files = {**GOOD, "content/posts/2018-02-05-b.md": "---\ntitle: B\nmood: fine\n---\nText.\n"}
    outcome = build_site(write_site(tmp_path, files))
    assert told(outcome)[0].startswith("content/posts/2018-02-05-b.md:3: warning[unknown-key]:")
    assert not outcome.failed
    assert outcome.published is not None
    before = snapshot(tmp_path / "public")
    write_site(tmp_path, {"content/pages/about.md": "# Changed\n"})
    outcome = build_site(tmp_path, strict=True)
    assert told(outcome)[0].startswith("content/posts/2018-02-05-b.md:3: error[unknown-key]:")
    assert outcome.failed
    assert outcome.published is None
    assert snapshot(tmp_path / "public") == before


def test_strict_covers_what_only_rendering_shows(tmp_path: Path) -> None:
    files = {**GOOD, "content/posts/2018-02-05-b.md": "# B\n\n<script>alert(1)</script>\n"}
    outcome = build_site(write_site(tmp_path, files), strict=True)
    assert [one.severity.value for one in outcome.diagnostics] == ["error"]
    assert outcome.published is None


@pytest.mark.parametrize(
    ("settings", "start"),
    [
        ("title: [T]\n", "content/site.yaml:1: error["),
        ("title: T\ntimezone: Europe/Madird\n", "content/site.yaml:2: error[unknown-timezone]"),
        ("tagline: x\n", "content/site.yaml:1: error[missing-field]"),
        ("", "content/site.yaml:1: error[missing-field]"),
    ],
)
def test_mistakes_in_the_settings_touch_nothing(tmp_path: Path, settings: str, start: str) -> None:
    output = built(tmp_path, GOOD)
    before = states(output)
    outcome = build_site(write_site(tmp_path, {"content/site.yaml": settings}), keep_going=True)
    assert not outcome.usable
    assert outcome.published is None
    assert told(outcome)[0].startswith(start)
    assert states(output) == before


def test_a_folder_without_a_site(tmp_path: Path) -> None:
    outcome = build_site(tmp_path)
    assert not outcome.usable
    assert told(outcome) == ["content/site.yaml: error[site-missing]: There is no site here"]
    assert list(tmp_path.iterdir()) == []


def test_what_disappeared_is_removed(tmp_path: Path) -> None:
    files = {
        **GOOD,
        "content/posts/2018-02-05-b/index.md": (
            "---\ntitle: B\ntags: rare\naliases: /old/\nbusiness: bar\nrating: 4\n---\nX\n"
        ),
        "content/posts/2018-02-05-b/note.txt": "x",
        "content/businesses/bar.md": "---\nname: Bar\n---\n",
        "content/static/gone.txt": "x",
    }
    output = built(tmp_path, files)
    had = places(output)
    for path in files:
        if path not in GOOD:
            (tmp_path / path).unlink()
    outcome = build_site(tmp_path)
    assert told(outcome) == []
    assert outcome.published is not None
    gone = had - places(output)
    assert {"2018/02/b/index.html", "2018/02/b/note.txt", "old/index.html", "gone.txt", "tags/rare/index.html"} <= gone
    assert set(outcome.published.removed) == gone
    assert not (output / "old").exists()
    assert not (output / "businesses").exists()


def test_what_is_not_ours_lives_on(tmp_path: Path) -> None:
    output = built(tmp_path, GOOD)
    own = {
        ".git/HEAD": "ref: x",
        "CNAME": "example.org",
        ".nojekyll": "",
        "2018/02/a/mine.txt": "kept",
        "deep/er/x": "kept",
    }
    lay_files(output, own)
    write_site(tmp_path, {"content/pages/about.md": "# Changed\n"})
    (tmp_path / "content/posts/2018-02-04-a.md").unlink()
    outcome = build_site(tmp_path)
    assert told(outcome) == []
    after = snapshot(output)
    for path, text in own.items():
        assert after[path] == text.encode(), path
    assert "2018/02/a/index.html" not in after
    assert b"Changed" in after["about/index.html"]


def test_a_published_file_that_somebody_edited_is_not_removed(tmp_path: Path) -> None:
    output = built(tmp_path, GOOD)
    (output / "2018/02/a/index.html").write_text("by hand")
    (tmp_path / "content/posts/2018-02-04-a.md").unlink()
    build_site(tmp_path)
    assert (output / "2018/02/a/index.html").read_text() == "by hand"


def _in_content(root: Path) -> Path:
    return root / "content" / "out"


def _content_itself(root: Path) -> Path:
    return root / "content"


def _site_itself(root: Path) -> Path:
    return root


def _above(root: Path) -> Path:
    return root.parent


def _themes(root: Path) -> Path:
    return root / "themes"


def _cache(root: Path) -> Path:
    return root / ".journeyblog" / "x"


def _git(root: Path) -> Path:
    return root / ".git"


def _top(_: Path) -> Path:
    return Path("/")


def _home(_: Path) -> Path:
    return Path.home()


def _temporary(_: Path) -> Path:
    return Path("/tmp")


def _full(root: Path) -> Path:
    write_site(root / "full", {"letter.txt": "dear", "content/site.yaml": "x"})
    return root / "full"


def _file(root: Path) -> Path:
    return root / "content" / "site.yaml"


def _link(root: Path) -> Path:
    (root / "link").symlink_to(root / "content")
    return root / "link"


PLACES = [
    _in_content,
    _content_itself,
    _site_itself,
    _above,
    _themes,
    _cache,
    _git,
    _top,
    _home,
    _temporary,
    _full,
    _file,
    _link,
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_dangerous_outputs_are_refused_and_nothing_is_touched(tmp_path: Path, place: Callable[[Path], Path]) -> None:
    root = write_site(tmp_path / "parent" / "site", {**GOOD, "themes/x/a": "a", ".git/HEAD": "x"})
    output = place(root)
    before = states(tmp_path)
    with pytest.raises(OutputRefused) as refused:
        build_site(root, output=output)
    assert refused.value.message
    assert refused.value.hint
    assert states(tmp_path) == before


def test_an_output_named_in_the_settings_is_refused_too(tmp_path: Path) -> None:
    write_site(tmp_path, {**GOOD, "content/site.yaml": "title: T\noutput: content/public\n"})
    outcome = build_site(tmp_path)
    assert (outcome.usable, [line.partition(" ")[0] for line in told(outcome)]) == (False, ["content/site.yaml:2:"])
    assert not (tmp_path / "content" / "public").exists()


def test_an_adopted_folder_keeps_what_lies_there(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", GOOD)
    lay_files(tmp_path / "out", {"letter.txt": "dear"})
    outcome = build_site(root, output=tmp_path / "out", adopt=True)
    assert outcome.published is not None
    after = snapshot(tmp_path / "out")
    assert after["letter.txt"] == b"dear"
    assert "index.html" in after
    assert MANIFEST in after


def test_the_cache_may_be_deleted_at_any_time(tmp_path: Path) -> None:
    output = built(tmp_path, GOOD)
    before = snapshot(output)
    shutil.rmtree(tmp_path / ".journeyblog", ignore_errors=True)
    outcome = build_site(tmp_path)
    assert outcome.published is not None
    assert not outcome.published.written
    assert snapshot(output) == before


def test_nothing_is_left_beside_the_output(tmp_path: Path) -> None:
    built(tmp_path, {**GOOD, "content/site.yaml": SETTINGS})
    assert {entry.name for entry in tmp_path.iterdir()} <= {"content", "public", ".journeyblog"}
    left = [path for path in (tmp_path / ".journeyblog").rglob("*") if path.is_file() and path.stat().st_size > 0]
    assert [path.name for path in left if "index.html" in path.name] == []


def test_no_absolute_path_of_the_machine_is_in_the_output(tmp_path: Path, sample: tuple[Path, object]) -> None:
    here = [
        str(tmp_path),
        str(Path(__file__).resolve().parent.parent.parent),
        str(Path.home()) + "/",
        os.uname().nodename,
    ]
    output = built(
        tmp_path,
        {**GOOD, "content/posts/2018-02-05-b/index.md": "# B\n\n[x](x.txt)\n", "content/posts/2018-02-05-b/x.txt": "x"},
    )
    for folder, roots in ((output, here), (sample[0], [*here, str(sample[0].parent)])):
        for name, data in snapshot(folder).items():
            assert [root for root in roots if len(root) > 3 and root.encode() in data] == [], name


def test_files_have_the_usual_permissions_whatever_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o077)
    try:
        output = built(tmp_path, GOOD)
    finally:
        os.umask(old)
    assert {oct(path.stat().st_mode & 0o777) for path in output.rglob("*") if path.is_file()} == {"0o644"}
    assert {oct(path.stat().st_mode & 0o777) for path in (output, *output.rglob("*")) if path.is_dir()} == {"0o755"}
