"""The read door: regular files inside the site, strict UTF-8, and a word about everything else."""

import os
from pathlib import Path

import pytest

from journeyblog.diagnostics import Severity
from journeyblog.source.read import LARGEST_TEXT, SiteFiles, Unreadable, decode_text, is_litter


def write(root: Path, path: str, data: bytes = b"x") -> Path:
    full = root / path
    full.parent.mkdir(parents=True, exist_ok=True)
    full.write_bytes(data)
    return full


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xc3\xa9\n", "café\n"),
        (b"\xef\xbb\xbf---\ntitle: x\n", "---\ntitle: x\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb", "a\nb"),
        (b"\xef\xbb\xbfa\r\n", "a\n"),
        (b"", ""),
        (b"\xef\xbb\xbf", ""),
        ("東京\u2028".encode(), "東京\u2028"),
    ],
)
def test_utf8_is_read_without_its_mark_and_with_plain_line_ends(tmp_path: Path, data: bytes, text: str) -> None:
    write(tmp_path, "content/posts/a.md", data)
    assert SiteFiles(tmp_path).read_text("content/posts/a.md") == text


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b"caf\xe9", 1, 4, "0xE9"),
        ("é東\n".encode() + b"title: Espa\xf1a", 2, 12, "0xF1"),
        (b"a\r\nb\r\n  \xfc", 3, 3, "0xFC"),
        (b"a\rb\r  \xfc", 3, 3, "0xFC"),
        (b"\xef\xbb\xbfab\xe9", 1, 3, "0xE9"),
        (b"\xef\xbb\xbfx\nab\xe9", 2, 3, "0xE9"),
        (b"ok \xc3", 1, 4, "0xC3"),
        (b"\x80", 1, 1, "0x80"),
        (b"\xed\xa0\x80", 1, 1, "0xED"),
        (b"\xc0\xaf", 1, 1, "0xC0"),
    ],
)
def test_a_wrong_byte_is_named_with_its_line_and_column(data: bytes, line: int, column: int, byte: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decode_text(data, "content/a.md")
    found = refused.value.diagnostic
    assert (found.code, found.severity) == ("not-utf8", Severity.ERROR)
    assert (found.span.path, found.span.line, found.span.column) == ("content/a.md", line, column)
    assert byte in found.message
    assert "UTF-8" in found.hint


def test_latin_1_is_named() -> None:
    with pytest.raises(Unreadable) as refused:
        decode_text(b"caf\xe9", "a.md")
    assert "Latin-1" in refused.value.diagnostic.hint


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_is_named(codec: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decode_text("\ufefftitle".encode(codec), "a.md")
    assert refused.value.diagnostic.code == "not-utf8"
    assert "UTF-16" in refused.value.diagnostic.message


def test_a_text_of_a_size_no_post_has_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.md", b"x" * LARGEST_TEXT)
    write(tmp_path, "b.md", b"x" * (LARGEST_TEXT + 1))
    files = SiteFiles(tmp_path)
    assert len(files.read_text("a.md")) == LARGEST_TEXT
    with pytest.raises(Unreadable) as refused:
        files.read_text("b.md")
    assert refused.value.diagnostic.code == "file-too-large"


def test_what_is_not_there_or_a_folder_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    files = SiteFiles(tmp_path)
    for path in ("missing.md", "folder.md"):
        with pytest.raises(Unreadable) as refused:
            files.read_text(path)
        assert refused.value.diagnostic.code == "unreadable-file"
        assert refused.value.diagnostic.span.path == path
        assert not files.exists(path)


def scan(root: Path) -> tuple[list[str], list[tuple[str, str, str]]]:
    files, found = SiteFiles(root).scan("content")
    return [file.path for file in files], [(one.code, one.severity.value, one.span.path) for one in found]


def test_files_are_found_in_one_order_with_their_sizes(tmp_path: Path) -> None:
    for path in ("b/x.md", "b-c.md", "a.md", "b.md", "B.md", "é.md", "b/a/z.md"):
        write(tmp_path, f"content/{path}", b"123")
    paths, found = scan(tmp_path)
    assert paths == sorted(paths)
    assert len(paths) == 7
    assert not found
    assert {file.size for file in SiteFiles(tmp_path).scan("content")[0]} == {3}


def test_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    assert scan(tmp_path) == ([], [])


LITTER = [".DS_Store", ".hidden.md", "._a.md", "a.md~", "#a.md#", ".#a.md", ".a.md.swp", "a.md.bak", "a.md.orig",
          "a.TMP", "Thumbs.db", "desktop.ini", "~$a.docx", "__MACOSX"]  # fmt: skip


@pytest.mark.parametrize("name", LITTER)
def test_litter_is_passed_over_without_a_word(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"content/posts/{name}")
    write(tmp_path, f"content/{name}-folder/{name}/a.md")
    assert is_litter(name)
    paths, found = scan(tmp_path)
    assert f"content/posts/{name}" not in paths
    assert not any(f"/{name}/" in path for path in paths)
    assert not found


@pytest.mark.parametrize("name", ["a.md", "index.md", "bak.md", "swp", "a-b~c.md", "thumbs.md", "_drafts"])
def test_ordinary_names_are_no_litter(name: str) -> None:
    assert not is_litter(name)


def test_a_linked_folder_is_not_followed_but_told(tmp_path: Path) -> None:
    write(tmp_path, "content/posts/a.md")
    write(tmp_path, "elsewhere/b.md")
    (tmp_path / "content/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "content/posts/loop").symlink_to(tmp_path / "content")
    assert scan(tmp_path) == (
        ["content/posts/a.md"],
        [
            ("not-a-regular-file", "warning", "content/linked"),
            ("not-a-regular-file", "warning", "content/posts/loop"),
        ],
    )


def test_a_link_to_a_file_inside_the_site_is_a_file(tmp_path: Path) -> None:
    write(tmp_path, "photos/p.jpg", b"12345")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/p.jpg").symlink_to("../photos/p.jpg")
    files, found = SiteFiles(tmp_path).scan("content")
    assert [(file.path, file.size) for file in files] == [("content/p.jpg", 5)]
    assert not found
    assert SiteFiles(tmp_path).read_bytes("content/p.jpg") == b"12345"


def test_a_link_out_of_the_site_is_an_error_that_names_both_ends(tmp_path: Path) -> None:
    secret = write(tmp_path, "site-secret/passwd")
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    (root / "content/innocent.md").symlink_to(secret)
    (root / "content/twice.md").symlink_to("innocent.md")
    files, found = SiteFiles(root).scan("content")
    assert not files
    assert [(one.code, one.severity, one.span.path) for one in found] == [
        ("link-outside", Severity.ERROR, "content/innocent.md"),
        ("link-outside", Severity.ERROR, "content/twice.md"),
    ]
    assert all(str(secret.resolve()) in one.message for one in found)


def test_a_site_that_is_reached_by_a_link_is_whole(tmp_path: Path) -> None:
    write(tmp_path, "real/content/a.md")
    (tmp_path / "real/content/b.md").symlink_to("a.md")
    (tmp_path / "site").symlink_to("real")
    assert scan(tmp_path / "site") == (["content/a.md", "content/b.md"], [])


def test_a_link_to_nothing_or_to_itself_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/gone.md").symlink_to("nowhere.md")
    (tmp_path / "content/self.md").symlink_to("self.md")
    assert scan(tmp_path) == (
        [],
        [("unreadable-file", "error", "content/gone.md"), ("unreadable-file", "error", "content/self.md")],
    )


def test_a_pipe_is_passed_over_with_a_warning_and_never_waited_for(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md")
    os.mkfifo(tmp_path / "content/pipe.md")
    (tmp_path / "content/to-pipe.md").symlink_to("pipe.md")
    assert scan(tmp_path) == (
        ["content/a.md"],
        [
            ("not-a-regular-file", "warning", "content/pipe.md"),
            ("not-a-regular-file", "warning", "content/to-pipe.md"),
        ],
    )
    assert not SiteFiles(tmp_path).exists("content/pipe.md")
    with pytest.raises(Unreadable) as refused:
        SiteFiles(tmp_path).read_text("content/pipe.md")
    assert refused.value.diagnostic.code == "unreadable-file"


def test_a_folder_called_like_a_text_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "content/posts/x.md/index.md")
    assert scan(tmp_path) == (["content/posts/x.md/index.md"], [])


def test_a_name_that_is_not_utf8_is_an_error_that_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (Path(os.fsdecode(os.fsencode(tmp_path / "content") + b"/caf\xe9.md"))).write_bytes(b"x")
    paths, found = scan(tmp_path)
    assert not paths
    assert [(code, severity) for code, severity, _ in found] == [("bad-path", "error")]
    assert found[0][2].encode().startswith(b"content/caf")


def test_a_folder_whose_name_is_not_utf8_is_refused_with_all_that_lies_below(tmp_path: Path) -> None:
    write(tmp_path, "content/posts/a.md")
    write(tmp_path, os.fsdecode(b"content/posts/caf\xe9/b.md"))
    files, found = SiteFiles(tmp_path).scan("content")
    assert [file.path for file in files] == ["content/posts/a.md"]
    assert [(one.code, one.severity) for one in found] == [("bad-path", Severity.ERROR)]
    assert "folder" in found[0].message
    assert found[0].span.path.encode().startswith(b"content/posts/caf")


def test_folders_may_lie_as_deep_as_the_disk_allows(tmp_path: Path) -> None:
    deep = "content" + "/d" * 1100
    (tmp_path / "content").mkdir()
    here = os.open(tmp_path / "content", os.O_RDONLY)
    for _ in range(1100):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    try:
        write(tmp_path, f"{deep}/a.md")
        write(tmp_path, "content/z.md")
        files = SiteFiles(tmp_path)
        assert scan(tmp_path) == ([f"{deep}/a.md", "content/z.md"], [])
        assert files.read_bytes(f"{deep}/a.md") == b"x"
    finally:
        (tmp_path / deep / "a.md").unlink()
        for depth in range(1100, 0, -1):  # what empties the temporary folder recurses
            (tmp_path / ("content" + "/d" * depth)).rmdir()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A site without content, and beside it what must not be read."""
    (tmp_path / "site").mkdir()
    return write(tmp_path, "site-secret/site.yaml", b"root:x:0:0").parent


def refused_as_outside(site: Path, path: str, target: Path) -> bool:
    with pytest.raises(Unreadable) as refused:
        SiteFiles(site).read_bytes(path)
    found = refused.value.diagnostic
    return (found.code, found.span.path) == ("link-outside", path) and str(target.resolve()) in found.message


def test_a_file_that_is_a_link_out_of_the_site_is_never_opened(tmp_path: Path, secret: Path) -> None:
    site = tmp_path / "site"
    (site / "content").mkdir()
    (site / "content/site.yaml").symlink_to(secret / "site.yaml")
    (site / "content/again.yaml").symlink_to("site.yaml")
    (site / "content/gone.yaml").symlink_to(secret / "gone.yaml")
    for name in ("site", "again"):
        assert refused_as_outside(site, f"content/{name}.yaml", secret / "site.yaml")
    assert refused_as_outside(site, "content/gone.yaml", secret / "gone.yaml")
    assert refused_as_outside(site, "../site-secret/site.yaml", secret / "site.yaml")


def test_nothing_below_a_folder_that_is_a_link_out_of_the_site_is_opened(tmp_path: Path, secret: Path) -> None:
    site = tmp_path / "site"
    (site / "content").symlink_to(secret)
    assert scan(site) == ([], [("link-outside", "error", "content")])
    assert refused_as_outside(site, "content/site.yaml", secret / "site.yaml")
    (site / "inside").mkdir()
    (site / "inside/posts").symlink_to(secret)
    write(site, "inside/a.md")
    files = SiteFiles(site)
    assert files.read_bytes("inside/a.md") == b"x"
    for _ in range(2):
        with pytest.raises(Unreadable, match="out of the site"):
            files.read_bytes("inside/posts/site.yaml")


def test_a_folder_that_is_a_link_within_the_site_is_read(tmp_path: Path) -> None:
    write(tmp_path, "texts/a.md")
    (tmp_path / "content").symlink_to("texts")
    assert scan(tmp_path) == (["content/a.md"], [])
    assert SiteFiles(tmp_path).read_bytes("content/a.md") == b"x"


def test_only_links_are_resolved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "content/posts/a.md")
    files = SiteFiles(tmp_path)

    def fail(path: str) -> str:
        raise AssertionError(path)

    monkeypatch.setattr(os.path, "realpath", fail)
    assert [file.path for file in files.scan("content")[0]] == ["content/posts/a.md"]
    assert files.read_bytes("content/posts/a.md") == b"x"
