"""Any sequence of builds, with strangers at work in between: the output is the site and what is theirs."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyblog.build.publish import MANIFEST, PublishFailed, mirror

from .faults import build, find_litter, picture

NAMES = st.sampled_from(["a", "b", "c.html", "d.xml"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
CONTENT = st.sampled_from([b"", b"1", b"2"])


def drop_clashes(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if not any(other.startswith(path + "/") for other in files)}


SITES = st.dictionaries(PATHS, CONTENT, max_size=7).map(drop_clashes)
THEIRS = st.dictionaries(PATHS, st.sampled_from([b"1", b"theirs"]), max_size=2).map(drop_clashes)


def read_files(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (kind, _mode, data) in picture(folder).items() if kind == "file" and name != MANIFEST}


def scribble(folder: Path, theirs: dict[str, bytes]) -> None:
    """Write or edit files as a user would; where the way is barred, give up."""
    for path, data in theirs.items():
        try:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        except OSError:
            pass


def replace(folder: Path, files: dict[str, bytes]) -> None:
    """Put other files in the place of some, as a program does that edits a copy."""
    if folder.is_dir():
        for path in files:
            if (folder / path).is_file():
                (folder / path).unlink()
        scribble(folder, files)


@pytest.mark.parametrize("young", [0, mirror.YOUNG])
@settings(max_examples=100)
@given(history=st.lists(st.tuples(SITES, THEIRS, THEIRS), min_size=1, max_size=6))
def test_the_output_is_the_site_and_what_is_theirs(
    young: int, history: list[tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]]
) -> None:
    """``young`` 0: what was not touched since the last build is believed at once, and not only after two seconds."""
    base = Path(tempfile.mkdtemp())
    patch = pytest.MonkeyPatch()
    patch.setattr(mirror, "YOUNG", young)
    try:
        root, output = base / "site", base / "site/public"
        root.mkdir()
        published: dict[str, bytes] = {}  # the last site that went out
        for site, theirs, hidden in history:
            before = read_files(output)
            foreign = {path: data for path, data in before.items() if published.get(path) != data}
            try:
                report = build(root, site)
            except PublishFailed:
                assert read_files(output) == before
                claimed = foreign.items() - site.items()
                assert claimed, "refused without a stranger's file"
            else:
                kept = {path: data for path, data in foreign.items() if path not in site}
                assert read_files(output) == {**kept, **site}
                assert set(report.removed) == published.keys() - site.keys() & before.keys() - kept.keys()
                for path in foreign.keys() & site.keys() - published.keys():
                    assert foreign[path] == site[path]
                published = site
            assert find_litter(root) == []
            scribble(output, theirs)
            replace(root / ".journeyblog/mirror", hidden)
    finally:
        patch.undo()
        shutil.rmtree(base)
