"""A real preview over raw sockets: what is published is served, and nothing else is given away or knocked over."""

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from preview_tools import PATIENCE, Answer, Running, parse_answer, read_all, read_answer, running

from journeyblog.serve import connections
from journeyblog.serve.server import ADDRESS

from .attacks import LINES, TRAVERSALS

SECRET = "canary-7f3a"
SITE = {
    "content/site.yaml": f"title: A site\ndescription: Fine\ntheme_options: {{}}\n# {SECRET}\n",
    "content/posts/2018-02-14-dinner.md": "---\ntitle: Dinner\n---\n\nIt began well.\n",
    "content/posts/2018-02-15-soon.md": f"---\ntitle: Soon\ndraft: true\n---\n\n{SECRET}\n",
    "content/static/film.mp4": "0123456789",
    "themes/mine/theme.yaml": f"name: mine\napi: 1\nextends: plain\n# {SECRET}\n",
    "public/index.html": SECRET,
    ".git/config": SECRET,
    "outside/passwd": SECRET,
}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview of a small site with secrets round it."""
    root = tmp_path_factory.mktemp("site")
    for path, text in SITE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "content/static/secret-link").symlink_to(root / "outside")
    with running(root) as one:
        yield one
        assert one.ask("/").status == 200
        assert (root / "public/index.html").read_text() == SECRET


def test_what_is_published_is_served(preview: Running) -> None:
    kinds = {
        "/": "text/html; charset=utf-8",
        "/2018/02/dinner/": "text/html; charset=utf-8",
        "/2018/02/dinner/index.html": "text/html; charset=utf-8",
        "/2018/02/dinner/?from=here": "text/html; charset=utf-8",
        "/robots.txt": "text/plain; charset=utf-8",
        "/film.mp4": "video/mp4",
        "/_journeyblog/preview.js": "text/javascript; charset=utf-8",
    }
    assert {path: preview.ask(path).headers.get("content-type") for path in kinds} == kinds
    assert b"It began well." in preview.ask("/2018/02/dinner/").body


def test_every_answer_keeps_other_sites_out(preview: Running) -> None:
    for path in ("/", "/robots.txt", "/nowhere/", "/_journeyblog/preview.js", "/_journeyblog/nothing"):
        headers = preview.ask(path).headers
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert not any(name.startswith("access-control") for name in headers)
        assert "server" not in headers


@pytest.mark.parametrize("target", TRAVERSALS)
def test_no_path_leads_out_of_the_site(preview: Running, target: str) -> None:
    answer = preview.ask(target)
    assert answer.status in (302, 400, 403, 404)
    assert SECRET.encode() not in answer.body
    assert b"root:" not in answer.body
    location = answer.headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("name", LINES)
def test_an_odd_request_is_refused(preview: Running, name: str) -> None:
    host = f"{ADDRESS}:{preview.port}".encode()
    said = b""
    with preview.connect() as connection:
        try:
            connection.sendall(LINES[name].replace(b"{host}", host))
            said = read_answer(connection)
        except (BrokenPipeError, ConnectionResetError):
            assert len(LINES[name]) > 50_000  # it hung up before it heard all
    assert SECRET.encode() not in said
    assert b"access-control" not in said.lower()
    if said or len(LINES[name]) < 50_000:
        assert 400 <= parse_answer(said).status < 500, said[:200]


def test_requests_one_after_the_other_without_waiting_are_answered_in_order(preview: Running) -> None:
    host = f"Host: {ADDRESS}:{preview.port}\r\n"
    paths = ("/robots.txt", "/nowhere/", "/film.mp4")
    asked = "".join(f"GET {path} HTTP/1.1\r\n{host}\r\n" for path in paths)
    last = f"GET /robots.txt HTTP/1.1\r\n{host}Connection: close\r\n\r\n"
    said = preview.send((asked + last).encode())
    statuses = [int(part[:3]) for part in said.split(b"HTTP/1.1 ")[1:]]
    assert statuses == [200, 404, 200, 200]


def test_a_smuggled_request_is_not_heard(preview: Running) -> None:
    host = f"Host: {ADDRESS}:{preview.port}\r\n"
    inner = f"GET /film.mp4 HTTP/1.1\r\n{host}\r\n"
    said = preview.send(f"POST / HTTP/1.1\r\n{host}Content-Length: {len(inner)}\r\n\r\n{inner}".encode())
    assert said.count(b"HTTP/1.1 ") == 1
    assert b"0123456789" not in said


def test_head_parts_and_what_did_not_change(preview: Running) -> None:
    whole = preview.ask("/film.mp4")
    head = preview.ask("/film.mp4", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "10")
    tag = whole.headers["etag"]
    assert preview.ask("/film.mp4", If_None_Match=tag).status == 304
    assert preview.ask("/film.mp4", If_None_Match='"other", W/' + tag).status == 304
    assert preview.ask("/film.mp4", If_None_Match='"other"').status == 200
    assert whole.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("wanted", "status", "body"),
    [
        ("bytes=2-4", 206, b"234"),
        ("bytes=7-", 206, b"789"),
        ("bytes=-2", 206, b"89"),
        ("bytes=0-999999999999", 206, b"0123456789"),
        ("bytes=10-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=4-2", 200, b"0123456789"),
        ("bytes=-", 200, b"0123456789"),
        ("bytes=0-1,4-5", 200, b"0123456789"),
        ("bytes=" + "9" * 40 + "-", 200, b"0123456789"),
        ("lines=1-2", 200, b"0123456789"),
    ],
)
def test_a_part_of_a_file(preview: Running, wanted: str, status: int, body: bytes) -> None:
    answer = preview.ask("/film.mp4", Range=wanted)
    assert (answer.status, answer.body) == (status, body)


def test_a_part_of_what_changed_meanwhile_is_the_whole(preview: Running) -> None:
    assert preview.ask("/film.mp4", Range="bytes=2-4", If_Range='"other"').status == 200


def test_a_forgotten_slash_is_added(preview: Running) -> None:
    answer = preview.ask("/2018/02/dinner")
    assert (answer.status, answer.headers["location"]) == (302, "/2018/02/dinner/")


def test_the_news_are_for_our_own_pages(preview: Running) -> None:
    first = news_of(preview, "/2018/02/dinner/")
    assert (first["state"], first["errors"]) == ("changed", 0)
    assert "content/static/secret-link" in json.dumps(first["mistakes"])
    assert SECRET not in json.dumps(first)
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "same-site"}, {"Host": "evil.example"}):
        assert preview.ask("/_journeyblog/events?page=/", "GET", b"", **headers).status == 403


def news_of(preview: Running, page: str) -> dict[str, object]:
    """The first news that a page gets."""
    with open_stream(preview, page) as stream, stream.makefile("rb") as lines:
        data = next(line for line in lines if line.startswith(b"data: "))
        found: dict[str, object] = json.loads(data.removeprefix(b"data: "))
        return found


def open_stream(preview: Running, page: str) -> socket.socket:
    stream = preview.connect()
    host = f"{ADDRESS}:{preview.port}"
    stream.sendall(f"GET /_journeyblog/events?page={page} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    return stream


def test_hundreds_who_listen_or_say_nothing_leave_room_for_a_reader(preview: Running) -> None:
    crowd = [open_stream(preview, "/") for _ in range(100)]
    crowd += [preview.connect() for _ in range(300)]
    for one in crowd[-100:]:
        one.sendall(b"GET / HTTP/1.1\r\nHo")
    try:
        answers: list[Answer] = [preview.ask("/2018/02/dinner/") for _ in range(5)]
    finally:
        for one in crowd:
            one.close()
    assert [answer.status for answer in answers] == [200] * 5


def test_who_says_nothing_is_sent_away(preview: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections.Connection, "head", 0.05)
    for said in (b"", b"GET / HTTP/1.1\r\nHost:"):
        with preview.connect() as connection:
            connection.sendall(said)
            assert read_all(connection) == b""


def test_readers_who_take_nothing_make_room_for_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections.Connection, "most", 4)
    with running(write_large_site(tmp_path)) as one:
        stuck = [ask_and_take_nothing(one) for _ in range(8)]
        assert one.ask("/").status == 200
        for connection in stuck[:4]:  # the oldest were cut off, in the middle of the file
            assert 0 < len(read_all(connection)) < LARGE
        for connection in stuck:
            connection.close()


def test_the_end_comes_whoever_is_there_and_leaves_nobody(tmp_path: Path) -> None:
    with running(write_large_site(tmp_path)) as one:
        left = [
            connection
            for _ in range(3)
            for connection in (
                one.connect(),
                say(one, b"GET / HTTP/1.1\r\nHo"),
                say(one, b"GET /robots.txt HTTP/1.1\r\nHost: {host}\r\n\r\n"),
                say(one, b"POST /_journeyblog/edit HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
                    b"Content-Length: 9\r\n\r\n{"),
                open_stream(one, "/"),
                ask_and_take_nothing(one),
                ask_and_take_nothing(one, times=5),
            )
        ]  # fmt: skip
    for connection in left:
        with connection:
            read_all(connection)  # there is an end to read


LARGE = 12_000_000
"""Bytes: more than a system keeps for a reader who takes nothing."""


def write_large_site(root: Path) -> Path:
    """A site with a large file."""
    (root / "content/static").mkdir(parents=True)
    (root / "content/site.yaml").write_text("title: A site\n")
    (root / "content/static/film.mp4").write_bytes(bytes(LARGE))
    return root


def say(preview: Running, data: bytes) -> socket.socket:
    connection = preview.connect()
    connection.sendall(data.replace(b"{host}", f"{ADDRESS}:{preview.port}".encode()))
    return connection


def ask_and_take_nothing(preview: Running, times: int = 1) -> socket.socket:
    """Ask for the large file, and wait until it is on its way."""
    connection = say(preview, b"GET /film.mp4 HTTP/1.1\r\nHost: {host}\r\n\r\n" * times)
    assert connection.recv(1, socket.MSG_PEEK)
    return connection


def test_an_action_needs_the_token_and_a_file_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text("title: A site\n")
    (tmp_path / "content/posts/2018-02-14-dinner.md").write_text("---\ntitle: Dinner\n---\n\nIt began well.\n")
    opened = tmp_path / "opened"
    with running(tmp_path, open_at=lambda file, *_: ["cp", file, str(opened)]) as one:
        page = one.ask("/2018/02/dinner/").body.decode()
        token = page.partition('data-run="')[2].partition('"')[0]
        asked = {"token": token, "path": "content/posts/2018-02-14-dinner.md", "line": 1, "column": 1}
        origin = {"Origin": one.url}
        wrong: tuple[object, ...] = (
            {**asked, "token": "x"},
            {**asked, "token": ""},
            {**asked, "token": None},
            {"path": asked["path"]},
            [],
        )
        for said in wrong:
            assert one.ask("/_journeyblog/edit", "POST", json.dumps(said).encode(), **origin).status == 403
        nowhere: tuple[object, ...] = (
            "/etc/passwd",
            "../x",
            "content/../x",
            "content/site.yaml",
            "",
            None,
            [],
            "public/index.html",
        )
        for path in nowhere:
            body = json.dumps({**asked, "path": path}).encode()
            assert one.ask("/_journeyblog/edit", "POST", body, **origin).status == 404
        body = json.dumps(asked).encode()
        assert one.ask("/_journeyblog/edit", "POST", body).status == 403
        assert one.ask("/_journeyblog/edit", "POST", body, Origin="http://evil.example").status == 403
        assert one.ask("/_journeyblog/edit", "POST", body, **origin).status == 204
        for thread in threading.enumerate():
            if thread.name == "editor":
                thread.join(PATIENCE)
        assert "It began well." in opened.read_text()
