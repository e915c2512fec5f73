"""A preview in demand: the page that its author waits for comes, whoever and whatever else is there."""

import select
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from preview_tools import Running, running
from site_tools import write_site

from journeyblog.serve.app import LARGE_FILES, MOST_STREAMS
from journeyblog.serve.server import ADDRESS

from .edits import listening

POST, PAGE = "content/posts/2018-02-14-dinner.md", "/2018/02/dinner/"
CROWD = 200
VERSIONS = 2 * LARGE_FILES


def dinner(words: str, pictures: int = 0) -> str:
    shown = "".join(f"![A wall, seen from {number} steps](wall-{number}.jpg)\n\n" for number in range(pictures))
    return f"---\ntitle: Dinner\n---\n\n{words}\n\n{shown}"


def test_two_hundred_at_once_beside_the_slow_and_the_half_open(tmp_path: Path) -> None:
    film = {"content/static/film.mp4": bytes(12_000_000)}
    with running(write_site(tmp_path, {POST: dinner("It began well."), **film})) as one, ExitStack() as left:
        for _ in range(MOST_STREAMS // 2):
            left.enter_context(half_open(one))
        for _ in range(10):
            slow = left.enter_context(said(one, b"GET /film.mp4 HTTP/1.1\r\nHost: {host}\r\n\r\n"))
            assert slow.recv(1, socket.MSG_PEEK)
            left.enter_context(said(one, b"GET / HTTP/1.1\r\nHo"))
        news = left.enter_context(listening(one, PAGE))
        assert any(line.startswith(b"data: ") for line in news)
        with ThreadPoolExecutor(CROWD) as crowd:
            paths = [("/", PAGE, "/robots.txt", "/sitemap.xml")[number % 4] for number in range(CROWD)]
            answers = list(crowd.map(one.ask, paths))
        assert [answer.status for answer in answers] == [200] * CROWD
        (tmp_path / POST).write_text(dinner("It ended well."))
        while b"It ended well." not in one.ask(PAGE).body:
            assert any(line.startswith(b"data: ") for line in news)  # the open page is told


def test_a_page_comes_before_the_large_pictures_on_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/posts/2018-02-14-dinner/index.md": dinner("It began well.", VERSIONS)}
    for number in range(VERSIONS):
        files[f"content/posts/2018-02-14-dinner/wall-{number}.jpg"] = picture(number)
    with running(write_site(tmp_path, files)) as one, ExitStack() as left:
        page = one.ask(PAGE).body.decode()
        addresses = [part.partition('"')[0] for part in page.split('src="')[1:] if "wall-" in part[:100]]
        assert len(addresses) == VERSIONS
        asked = [left.enter_context(get(one, address)) for address in addresses]
        assert one.ask(PAGE).status == one.ask("/").status == 200
        assert len(select.select(asked, [], [], 0)[0]) < VERSIONS  # some of them are still being made
        assert all(connection.recv(12) == b"HTTP/1.1 200" for connection in asked)


def picture(number: int) -> bytes:
    """Twenty megapixels."""
    held = BytesIO()
    Image.effect_mandelbrot((5000, 4000), (-2, -1.5, 1 + number, 1.5), 20).save(held, "JPEG", quality=90)
    return held.getvalue()


def get(one: Running, address: str) -> "socket.socket":
    connection = one.connect()
    connection.sendall(f"GET {address} HTTP/1.1\r\nHost: {ADDRESS}:{one.port}\r\n\r\n".encode())
    return connection


@contextmanager
def said(one: Running, data: bytes) -> Iterator[socket.socket]:
    with one.connect() as connection:
        connection.sendall(data.replace(b"{host}", f"{ADDRESS}:{one.port}".encode()))
        yield connection


@contextmanager
def half_open(one: Running) -> Iterator[socket.socket]:
    """Somebody who asked for news, and is gone without a word: nothing is read any more."""
    with said(one, b"GET /_journeyblog/events?page=/ HTTP/1.1\r\nHost: {host}\r\n\r\n") as connection:
        assert connection.recv(1, socket.MSG_PEEK)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        yield connection
