"""Who comes before the first edition is told how far it is, and sees the site without doing anything."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from preview_tools import PATIENCE, Running, Said
from site_tools import NOW, write_site

from journeyblog.build.prepare import Kept, Prepared, Step, Unusable, prepare
from journeyblog.serve.server import ADDRESS, Asked, Preview
from journeyblog.site.visibility import Request

from .edits import listening


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Running, threading.Event]]:
    """A preview that stops in the middle of its first edition, and what lets it go on."""
    go, ready = threading.Event(), threading.Event()

    def hold(root: Path, request: Request, step: Step, kept: Kept) -> Prepared | Unusable:
        def stop(name: str) -> None:
            step(name)
            if name == "Putting the site together":
                assert go.wait(PATIENCE)

        return prepare(root, request, stop, kept)

    monkeypatch.setattr("journeyblog.serve.making.prepare", hold)
    monkeypatch.setattr("journeyblog.serve.app.FIRST_EDITION", 0.01)
    monkeypatch.setattr("journeyblog.serve.app.PROGRESS", 0.01)
    root = write_site(tmp_path, {"content/posts/2018-02-14-dinner.md": "---\ntitle: Dinner\n---\n\nIt began well.\n"})
    taken, said = socket.create_server((ADDRESS, 0)), Said()
    preview = Preview(Asked(root=root, now=lambda: NOW, ready=ready.set), taken, said)
    thread = threading.Thread(target=preview.run)
    thread.start()
    try:
        assert ready.wait(PATIENCE)
        yield Running(root, taken.getsockname()[1], said), go
    finally:
        go.set()
        preview.stop()
        thread.join(PATIENCE)
    assert not said.bugs


def test_who_waits_is_told_how_far_it_is(held: tuple[Running, threading.Event]) -> None:
    running, go = held
    with listening(running, "/") as lines:
        words = b"The preview is being made (putting the site together, 0 of 1 done). This page comes by itself."
        told = (line for line in lines if line.startswith((b"event: ", b"data: ")))
        assert any(line == b"event: progress\n" and next(told) == b'data: "%s"\n' % words for line in told)
        answer = running.ask("/")
        assert (answer.status, words in answer.body) == (503, True)
        go.set()
        assert any(line.startswith(b'data: {"number": 1,') for line in told)
    assert running.ask("/").status == 200
