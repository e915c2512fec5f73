"""What the tests of the preview share: a preview running in a thread, and requests as bytes."""

import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from site_tools import NOW

from journeyblog.diagnostics import Diagnostic
from journeyblog.serve.edition import Edition
from journeyblog.serve.editor import OpenAt
from journeyblog.serve.lookout import Changes
from journeyblog.serve.server import ADDRESS, Asked, Preview

PATIENCE = 60
"""Seconds after which a test gives up. Long, since a machine may be busy; a test that passes waits for none of them."""


@dataclass
class Said:
    """A terminal that remembers."""

    editions: list[tuple[Edition, Changes]] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    bugs: list[Exception] = field(default_factory=list)
    polling: list[str] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def made(self, edition: Edition, changes: Changes) -> None:
        with self.news:
            self.editions.append((edition, changes))
            self.news.notify_all()

    def faulty(self, edition: Edition, fault: Diagnostic) -> None:  # noqa: ARG002  a Teller's signature
        self.faults.append(fault)

    def failed(self, error: Exception) -> None:
        self.bugs.append(error)

    def polls(self, reason: str) -> None:
        self.polling.append(reason)

    def wait_for(self, number: int) -> Edition:
        """The edition of that number or a later one."""
        with self.news:
            assert self.news.wait_for(lambda: self.editions and self.editions[-1][0].number >= number, PATIENCE)
            return self.editions[-1][0]


@dataclass
class Running:
    """A preview that runs."""

    root: Path
    port: int
    said: Said

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{ADDRESS}:{self.port}"

    def send(self, data: bytes) -> bytes:
        """Everything that comes back for these bytes until the other side hangs up; ours stays open meanwhile."""
        with self.connect() as connection:
            connection.sendall(data)
            return read_all(connection)

    def connect(self) -> socket.socket:
        """A connection to it, on which nothing was said yet."""
        return socket.create_connection((ADDRESS, self.port), timeout=PATIENCE)

    def ask(self, target: str, method: str = "GET", body: bytes = b"", **headers: str) -> "Answer":
        """One request, with a right Host unless another is given."""
        said = {"Host": f"{ADDRESS}:{self.port}", "Connection": "close"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            said["Content-Length"] = str(len(body))
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        return parse_answer(self.send(f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode() + body))


@dataclass(frozen=True)
class Answer:
    """An answer's status, headers (by small letters) and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def parse_answer(data: bytes) -> Answer:
    """The first answer in ``data``."""
    head, _, body = data.partition(b"\r\n\r\n")
    line, *rest = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in rest)}
    return Answer(status=int(line.split()[1]), headers=headers, body=body)


def read_all(connection: socket.socket) -> bytes:
    """What comes until the other side hangs up."""
    found = b""
    try:
        while chunk := connection.recv(65536):
            found += chunk
    except ConnectionResetError:
        pass
    return found


def read_answer(connection: socket.socket) -> bytes:
    """One answer with all of its body, or what comes until the other side hangs up."""
    found = b""
    try:
        while not _is_whole(found) and (chunk := connection.recv(65536)):
            found += chunk
    except ConnectionResetError:
        pass
    return found


def _is_whole(data: bytes) -> bool:
    head, end, body = data.partition(b"\r\n\r\n")
    size = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
    return bool(end) and size is not None and len(body) >= int(size[1])


@contextmanager
def running(
    root: Path,
    *,
    port: int = 0,
    drafts: bool = False,
    poll: bool = False,
    open_at: OpenAt | None = None,
    said: Said | None = None,
) -> Iterator[Running]:
    """A preview of the site in ``root``, with its first edition on show; at the end nothing of it is left."""
    said = said or Said()
    taken = socket.create_server((ADDRESS, port))
    before = set(threading.enumerate())
    asked = Asked(root=root, now=lambda: NOW, drafts=drafts, poll=poll, open_at=open_at)
    preview = Preview(asked, taken, said)
    one = Running(root, taken.getsockname()[1], said)
    thread = threading.Thread(target=preview.run)
    thread.start()
    try:
        said.wait_for(1)
        assert preview.watching.wait(PATIENCE)
        yield one
    finally:
        preview.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()
    for other in set(threading.enumerate()) - before:  # one that is making an edition may take a moment longer
        other.join(PATIENCE)
    left = set(threading.enumerate()) - before
    assert not left, f"threads that are left: {left}"
    assert not said.bugs
