"""Manifests and output paths: what we write we can read, and nothing else is believed."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.build.publish.manifest import (
    ManifestUnreadable,
    Record,
    decode_manifest,
    digest_bytes,
    encode_manifest,
)
from journeyblog.build.publish.paths import MANIFEST, check_path, check_paths, climb, collect_folders, is_work_name

BAD_PATHS = [
    *("", "/", "/a", "//a", "a/", "a//b", ".", "..", "./a", "a/.", "../a", "a/../b", "a/..", "a/./b"),
    *("a\\b", "..\\a", "\\\\host\\a", "C:/a", "c:a", "a\0b", "\0"),
    *(MANIFEST, ".journeyblog", ".journeyblog/x", ".journeyblog-stage-1/x", ".JourneyBlog-Manifest.JSON"),
    *("cafe\u0301.html", "a/\udcff", ".\u017fourneyblog\u0301"),
]
GOOD_PATHS = ["a", "index.html", "2018/02/part-3/index.html", ".well-known/x", "a/..b/...", "café.html", "a b/c:d"]


@pytest.mark.parametrize("path", BAD_PATHS)
def test_unsafe_paths_are_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"path|surrogate"):
        check_path(path)


@pytest.mark.parametrize("path", GOOD_PATHS)
def test_plain_paths_pass(path: str) -> None:
    check_path(path)


@given(st.text(alphabet=st.sampled_from("a.B/\\:~\0é\u0301 -"), max_size=12))
def test_a_path_that_passes_stays_inside(path: str) -> None:
    try:
        check_path(path)
    except ValueError:
        return
    joined = os.path.normpath(f"/base/{path}")
    assert joined == f"/base/{path}"
    assert joined.startswith("/base/")
    assert joined != "/base/"


def test_climb_and_folders() -> None:
    assert list(climb("a/b/c.html")) == ["a/b", "a"]
    assert list(climb("c.html")) == []
    assert collect_folders(["a/b/c", "a/d", "e"]) == {"a", "a/b"}


def test_work_names() -> None:
    ours = (".journeyblog-lock", ".journeyblog-stage-7", ".journeyblog-stage-7-2")
    assert all(is_work_name(name) for name in ours)
    others = (MANIFEST, ".journeyblog", ".journeyblog-stage-", "x.journeyblog-lock", ".journeyblog-stage-7/")
    assert not any(is_work_name(name) for name in others)


paths = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3).map("/".join)


def is_good(path: str) -> bool:
    try:
        check_path(path)
    except ValueError:
        return False
    return True


@given(st.dictionaries(paths.filter(is_good), st.binary(max_size=20)))
def test_what_is_written_is_read(content: dict[str, bytes]) -> None:
    records = {path: Record(digest=digest_bytes(data), size=len(data)) for path, data in content.items()}
    data = encode_manifest(records)
    assert decode_manifest(data) == records
    assert data == encode_manifest(dict(sorted(records.items(), reverse=True)))
    assert json.loads(data)["format"] == 1


FINE = ["0" * 32, 1]


@pytest.mark.parametrize(
    "content",
    [
        *([], {}, None, 1, {"format": 1}, {"format": 2, "files": {}}, {"format": "1", "files": {}}),
        *({"format": 1, "files": []}, {"format": 1, "files": {"a": 1}}, {"format": 1, "files": {"a": FINE[:1]}}),
        *({"format": 1, "files": {"a": entry}} for entry in ([*FINE, 1], {"0" * 32: 1, "1": 1}, "01", None, [])),
        *({"format": 1, "files": {path: FINE}} for path in BAD_PATHS if path.isascii()),
        *({"format": 1, "files": {"a": ["0" * 32, size]}} for size in (-1, True, 1.0, "1", None)),
        *(
            {"format": 1, "files": {"a": [digest, 1]}}
            for digest in ("", "0" * 31, "G" * 32, "0" * 33, "0" * 32 + "\n", None)
        ),
        {"format": 1, "files": {"a": [f"{'0' * 32}\n{'1' * 32}", 1]}},
    ],
)
def test_anything_else_is_not_believed(content: object) -> None:
    assert decode_manifest(json.dumps({"format": 1, "files": {"a": FINE}}).encode())
    with pytest.raises(ManifestUnreadable):
        decode_manifest(json.dumps(content).encode())


@pytest.mark.parametrize("bad", [[*FINE, 1], FINE[:1], ["0" * 31, 1], ["0" * 32, -1], {"0" * 32: 1, "1": 1}])
def test_one_damaged_entry_among_others_is_enough(bad: object) -> None:
    with pytest.raises(ManifestUnreadable, match="damaged"):
        decode_manifest(json.dumps({"format": 1, "files": {"a": FINE, "b": bad, "c": FINE}}).encode())


@given(st.lists(st.text(alphabet=st.sampled_from("a.B/\\:~\0\n\u00e9\u0301 -"), max_size=12), max_size=4))
def test_paths_pass_together_as_they_pass_singly(several: list[str]) -> None:
    try:
        check_paths(several)
    except ValueError:
        assert not all(map(is_good, several))
    else:
        assert all(map(is_good, several))


@given(st.binary(max_size=200))
def test_no_bytes_crash_it(data: bytes) -> None:
    with pytest.raises(ManifestUnreadable):
        decode_manifest(data)


def test_depth_does_not_crash_it() -> None:
    with pytest.raises(ManifestUnreadable):
        decode_manifest(b"[" * 200_000)
