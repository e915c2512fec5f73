"""Whole sites made of odd files: each is read, passed over, or told; nothing is followed out, waited for, or lost."""

import os
import socket
import tempfile
import unicodedata
from pathlib import Path

import pytest
from site_tools import build_site, built, dead_links, held, photo, places, read_page, snapshot, told, write_site

from journeyblog.build import media
from journeyblog.build.outcome import Outcome
from journeyblog.diagnostics.terminal import format_diagnostics
from journeyblog.source.read import SiteFiles, Unreadable, decode_text, is_litter

POST = "---\ntitle: Open\ndate: 2018-02-14\n---\nText.\n"
OPEN = {"content/posts/open.md": POST}


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    return [(one.code, one.span.path) for one in outcome.diagnostics]


def said(outcome: Outcome) -> str:
    """What a terminal gets; it must not be able to obey any of it."""
    text = format_diagnostics(outcome.diagnostics, lambda _: [])
    assert text.replace("\n", "").isprintable()
    return text


LITTER = [
    *(".DS_Store", "Thumbs.db", "THUMBS.DB", "desktop.ini", "Icon\r", "4913", ".open.md.swp", ".a.swo", "open.md~"),
    *("#open.md#", ".#open.md", "open.md.tmp", "open.md___jb_tmp___", "a___jb_old___", "._open.md", "~$lunch.docx"),
    *("open.md.bak", "open.md.orig", "a.md.crswap", "__MACOSX", ".git", ".goutputstream-ABC123", ".nfs01", ".obsidian"),
]


@pytest.mark.parametrize("folder", ["posts", "journeys/coast", "pages", "businesses", "static", "posts/trip"])
def test_what_editors_and_systems_leave_behind_is_passed_over_in_silence(tmp_path: Path, folder: str) -> None:
    files = {**OPEN, "content/journeys/coast/index.md": "---\ntitle: C\nstatus: planned\n---\n"}
    files["content/posts/trip/index.md"] = POST.replace("Open", "Trip")
    clean = places(built(tmp_path / "clean", files))
    hidden = () if folder != "static" else (".goutputstream-ABC123", ".nfs01", ".obsidian")
    names = [name for name in LITTER if name not in hidden]
    output = built(tmp_path / "site", {**files, **{f"content/{folder}/{name}": "secret" for name in names}})
    assert places(output) == clean
    assert all(is_litter(name) for name in names)


def test_pipes_sockets_loops_and_links_are_told_and_never_opened(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", OPEN)
    posts = root / "content/posts"
    (tmp_path / "secret.txt").write_text("root:x:0:0")
    os.mkfifo(posts / "pipe.md")
    os.mkfifo(posts / "pipe.jpg")
    os.mkfifo(root / "content/static.fifo")
    (posts / "to-pipe.md").symlink_to("pipe.md")
    (posts / "loop").symlink_to("..")
    (posts / "round.md").symlink_to("round.md")
    (posts / "out.md").symlink_to(tmp_path / "secret.txt")
    (posts / "out-folder").symlink_to(tmp_path)
    (posts / "null.md").symlink_to("/dev/null")
    here = Path.cwd()
    short = Path(tempfile.mkdtemp())  # a socket's path may be no longer than 108 bytes
    with socket.socket(socket.AF_UNIX) as door:
        (short / "posts").symlink_to(posts)
        os.chdir(short / "posts")
        try:
            door.bind("socket.md")
        finally:
            os.chdir(here)
            (short / "posts").unlink()
            short.rmdir()
        outcome = build_site(root, keep_going=True)
    told_of = dict(one[::-1] for one in codes(outcome))
    assert told_of == {
        "content/static.fifo": "not-a-regular-file",
        "content/posts/pipe.md": "not-a-regular-file",
        "content/posts/pipe.jpg": "not-a-regular-file",
        "content/posts/to-pipe.md": "not-a-regular-file",
        "content/posts/socket.md": "not-a-regular-file",
        "content/posts/loop": "not-a-regular-file",
        "content/posts/out-folder": "not-a-regular-file",
        "content/posts/round.md": "unreadable-file",
        "content/posts/out.md": "link-outside",
        "content/posts/null.md": "link-outside",
    }
    assert str(tmp_path / "secret.txt") in said(outcome)
    assert not [name for name, data in snapshot(root / "public").items() if b"root:x" in data]


def test_a_folder_may_be_called_like_a_text(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/posts/x.md/index.md": POST, "content/posts/y.jpg/2018-02-15-y.md": "# Y\n"})
    assert {"2018/02/x-md/index.html", "2018/02/y/index.html"} <= places(output)


NAMES = [
    *("a\nb", "a\x1b[31mb", "a\x07b", "a\u202eb", "-rf", "--output", "con", "nul", "a:b", 'a"b', "a|b", "a?b", "a<b>"),
    *("a\\b", "a b", " a", "a ", "a.", "a..b", "x" * 240, "é" * 120, "🏖", "#a", "%2e", "a%b", "a&b", "$HOME", "`id`"),
]


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_are_published_safely_and_printed_safely(tmp_path: Path, name: str) -> None:
    files: dict[str, str | bytes] = {
        f"content/posts/{name}.md": POST,
        f"content/posts/folder {name}/index.md": POST.replace("Open", "Folder").replace("14", "15"),
        f"content/posts/folder {name}/{name}.jpg": photo(),
        f"content/static/{name}.txt": "x",
        f"content/pages/p{name}.md": "# Page\n",
        f"content/businesses/b{name}.md": "---\nname: B\n---\n",
    }
    outcome = build_site(write_site(tmp_path, files))
    assert {code for code, _ in codes(outcome)} <= {"bad-path"}
    assert "error" not in said(outcome)
    made = places(tmp_path / "public")
    assert len([path for path in made if path.endswith(".txt") and path != "robots.txt"]) == 1
    assert len([path for path in made if path.endswith(".jpg")]) == 1
    assert dead_links(tmp_path / "public", "https://example.org") == []
    assert not set('\n\x1b\x07:"|?<>\\') & set("".join(made))
    assert max(len(part.encode()) for path in made for part in path.split("/")) <= 120


def test_a_name_of_wrong_bytes_is_told_and_does_not_stop_the_rest(tmp_path: Path) -> None:
    root = write_site(tmp_path, OPEN)
    (root / os.fsdecode(b"content/posts/caf\xe9.md")).write_text(POST)
    (root / os.fsdecode(b"content/posts/caf\xe9.jpg")).write_bytes(photo())
    outcome = build_site(root, keep_going=True)
    assert [code for code, _ in codes(outcome)] == ["bad-path", "bad-path"]
    assert "Rename it" in said(outcome)
    assert "2018/02/open/index.html" in places(root / "public")


def test_a_macs_file_names_fit_the_words_of_a_text(tmp_path: Path) -> None:
    """A Mac's disk takes é apart into e and an accent; what people type is one character, now and then two."""

    def mac(path: str) -> str:
        return unicodedata.normalize("NFD", path)

    body = (
        f"![Plaza](años.jpg) ![Plaza]({mac('años.jpg')}) ![Plaza](a%C3%B1os.jpg) [j](../journeys/São/index.md) "
        "[s](/fotos/café.pdf) [s](/fotos/caf%C3%A9.pdf) [b](business:Café) [b](../businesses/café.md)\n"
    )
    files: dict[str, str | bytes] = {
        mac("content/posts/2018-02-14-día.md"): f"---\ntitle: Día\nimage: años.jpg\nimage_alt: x\n---\n{body}",
        mac("content/posts/años.jpg"): photo(),
        mac("content/static/fotos/café.pdf"): "x",
        mac("content/journeys/São/index.md"): "---\ntitle: São\n---\n![Mapa](mapá.jpg)\n",
        mac("content/journeys/São/mapá.jpg"): photo(),
        mac("content/journeys/São/2018-02-15-até.md"): "# Até\n\n[d](../../posts/2018-02-14-día.md) [p](post:dia)\n",
        mac("content/businesses/café.md"): f"---\nname: {mac('Café')}\nslug: bar\n---\n",
    }
    output = built(tmp_path, files)
    assert dead_links(output, "https://example.org") == []
    assert {"posts/años.jpg", "fotos/café.pdf", "journeys/sao/mapá.jpg"} <= places(output)
    hrefs = read_page(output, "/2018/02/dia/").hrefs()
    assert hrefs.count("/fotos/caf%C3%A9.pdf") == 2
    assert hrefs.count("/businesses/bar/") == 2
    assert read_page(output, "/2018/02/ate/").hrefs().count("/2018/02/dia/") >= 2


def test_a_message_about_a_macs_file_shows_its_line(tmp_path: Path) -> None:
    path = unicodedata.normalize("NFC", "content/posts/día.md")
    write_site(tmp_path, {unicodedata.normalize("NFD", path): POST})
    assert SiteFiles(tmp_path).read_text(path) == POST
    assert SiteFiles(tmp_path).exists(path)
    assert not SiteFiles(tmp_path).exists("content/posts/dío.md")


@pytest.mark.parametrize("folder", ["_drafts", "_Drafts", "_DRAFTS"])
def test_a_folder_of_drafts_withholds_in_any_case(tmp_path: Path, folder: str) -> None:
    files: dict[str, str | bytes] = {
        **OPEN,
        f"content/posts/{folder}/2018-02-15-xylocopa.md": "# Xylocopa\n\n![x](xylocopa.jpg)\n",
        f"content/posts/{folder}/xylocopa.jpg": photo(),
        "content/posts/trip/index.md": POST.replace("Open", "Trip"),
        f"content/posts/trip/{folder}/xylocopa.jpg": photo(),
        f"content/pages/{folder}/xylocopa.md": "# Xylocopa\n",
    }
    outcome = build_site(write_site(tmp_path, files))
    assert told(outcome) == []
    assert set(held(outcome).values()) == {"draft"}
    assert not [
        name for name, data in snapshot(tmp_path / "public").items() if b"xylocopa" in (name.encode() + data).lower()
    ]


def test_texts_that_are_not_read_are_told_unless_something_names_them(tmp_path: Path) -> None:
    files = {
        "content/posts/open.md": POST.replace("Text.", "[menu](menu.txt)"),
        "content/posts/menu.txt": "soup",
        "content/posts/draft.md": POST.replace("date", "draft: true\ndate").replace("Text.", "[list](list.txt)"),
        "content/posts/list.txt": "soup",
        "content/posts/trip/index.md": POST.replace("Open", "Trip"),
        "content/posts/trip/recipe.txt": "soup",
        "content/posts/2018-02-20-lost.txt": POST,
        "content/journeys/coast/03.docx": "PK",
        "content/pages/sub/imprint.html": "<p>",
        "content/businesses/inn.MKD": "---\nname: Inn\n---\n",
    }
    outcome = build_site(write_site(tmp_path, files))
    assert codes(outcome) == [
        ("stray-file", "content/businesses/inn.MKD"),
        ("stray-file", "content/journeys/coast/03.docx"),
        ("stray-file", "content/pages/sub/imprint.html"),
        ("stray-file", "content/posts/2018-02-20-lost.txt"),
    ]
    assert "2018/02/trip/recipe.txt" in places(tmp_path / "public")


def test_pages_in_folders_are_pages(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/pages/sub/imprint.md": "# Imprint\n", "content/pages/deep/er/one.md": "# One\n"})
    assert {"imprint/index.html", "one/index.html"} <= places(output)


def test_files_that_may_not_be_read_are_told_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for anybody but root, whom permissions do not stop."""
    root = write_site(tmp_path, {**OPEN, "content/posts/locked.md": POST, "content/posts/closed/a.md": POST})
    real_open, real_scan = os.open, os.scandir

    def closed_to_us(path: str, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith("locked.md"):
            raise PermissionError(13, "Permission denied", path)
        return real_open(path, flags, mode)

    def closed_folder(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return real_scan(path)

    monkeypatch.setattr(os, "open", closed_to_us)
    monkeypatch.setattr(os, "scandir", closed_folder)
    outcome = build_site(root, keep_going=True)
    assert codes(outcome) == [
        ("unreadable-file", "content/posts/closed"),
        ("unreadable-file", "content/posts/locked.md"),
    ]
    assert "permission denied" in said(outcome)
    assert "2018/02/open/index.html" in places(root / "public")


@pytest.mark.parametrize("name", ["content/posts/gone.md", "content/posts/trip/gone.jpg", "content/static/gone.pdf"])
def test_a_file_that_vanishes_after_it_was_found_is_told(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str | bytes] = {**OPEN, "content/posts/trip/index.md": POST.replace("Open", "Trip"), name: photo()}
    root = write_site(tmp_path, files)
    scan = SiteFiles.scan

    def scan_and_lose(self: SiteFiles, folder: str) -> object:
        found = scan(self, folder)
        (root / name).unlink()
        return found

    monkeypatch.setattr(SiteFiles, "scan", scan_and_lose)
    outcome = build_site(root, keep_going=True)
    assert codes(outcome) == [("unreadable-file", name)]
    assert "2018/02/open/index.html" in places(root / "public")


def test_no_more_is_read_of_a_growing_file_than_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log of terabytes that was saved as a post, and as a picture."""
    monkeypatch.setattr(media, "LARGEST_PICTURE", 2**20)
    root = write_site(
        tmp_path, {"content/posts/trip/index.md": POST, "content/posts/log.md": "x", "content/posts/trip/p.jpg": "x"}
    )
    for path in ("content/posts/log.md", "content/posts/trip/p.jpg"):
        os.truncate(root / path, 2**40)
    outcome = build_site(root, keep_going=True)
    assert codes(outcome) == [("file-too-large", "content/posts/log.md"), ("bad-image", "content/posts/trip/p.jpg")]
    assert "larger than 1 MB" in said(outcome)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("title".encode("utf-16"), "UTF-16"),
        ("title: a\n".encode("utf-16-le"), "UTF-16"),
        ("title: a\n".encode("utf-16-be"), "UTF-16"),
        ("title: a\n".encode("utf-32"), "UTF-32"),
        (b"\0\0\xfe\xff\0\0\0a", "UTF-32"),
        ("It’s".encode("cp1252"), "As Windows-1252 it would be ’"),
        ("café au".encode("latin-1"), "As Latin-1 it would be é"),
        ("olé ".encode() + "🏖".encode()[:2], "cut short"),
        ("olé".encode()[:-1], "As Latin-1 it would be Ã"),
        ("día olé".encode()[:-1], "cut short"),
        (b"good \xed\xa0\xbd\xed\xb8\x80 night", "half an emoji"),
        (b"a\nb\0c", "U+0000"),
        (b"\x81", "save the file"),
    ],
)
def test_each_wrong_encoding_is_named(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode_text(data, "content/posts/a.md")
    found = caught.value.diagnostic
    assert words in f"{found.message} {found.hint}"
