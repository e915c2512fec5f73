"""What browsers are answered: pages, the preview's own files, the stream of news, and the one action.

Behind the guard (:mod:`journeyblog.serve.guard`), which has refused everybody else. Pages are made in a thread, so that
one which takes long holds up no other answer.
"""

import asyncio
import contextlib
import json
import secrets
import subprocess
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from journeyblog.diagnostics import Diagnostic
from journeyblog.serve.answers import answer
from journeyblog.serve.board import Board
from journeyblog.serve.content_types import HTML, content_type
from journeyblog.serve.edition import Edition, Shown
from journeyblog.serve.editor import OpenAt
from journeyblog.serve.insertion import PREFIX, digest_of, stand_in, with_preview
from journeyblog.serve.news import Reader, news
from journeyblog.urls import href

OWN_FILES = ("idiomorph.js", "preview.css", "preview.js")
EVENTS, EDIT = f"{PREFIX}events", f"{PREFIX}edit"
FIRST_EDITION = 1.5
"""Seconds that a browser waits for the first edition before it is told to be patient."""
PROGRESS = 1.0
"""Seconds between two words on how far the first edition is."""
HEARTBEAT = 15.0
"""Seconds of silence after which a stream sends something, so that a reader who is gone is noticed."""
MOST_STREAMS = 64
"""Of more open pages the one that waits longest gives way."""
LARGEST_BODY = 4096
PATIENCE = 5.0
"""Bytes of an action's body, and the seconds in which it must have come."""
LARGE_FILES = 2
"""Pictures that are made at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the answers are made with. ``token`` is known to the pages of this run only."""

    root: Path
    board: Board
    open_at: OpenAt | None = None
    faulty: Callable[[Edition, Diagnostic], None] = lambda *_: None
    failed: Callable[[Exception], None] = lambda _: None
    progress: Callable[[], str] = lambda: ""
    token: str = ""


def make_app(desk: Desk) -> Starlette:
    """The application."""
    answers = Answers(desk)
    return Starlette(
        routes=[
            Route(EVENTS, answers.events),
            Route(EDIT, answers.edit, methods=["POST"]),
            *(Route(f"{PREFIX}{name}", answers.own_file) for name in OWN_FILES),
            Route("/{path:path}", answers.page),
        ],
        exception_handlers={Exception: answers.bug},
    )


class Answers:
    """One method a kind of place."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._run = desk.token
        self._streams: OrderedDict[object, Reader] = OrderedDict()
        self._large = asyncio.Semaphore(LARGE_FILES)
        self._told: set[Diagnostic] = set()

    async def page(self, request: Request) -> Response:
        """What stands at the path."""
        path = request.scope["path"]
        if path.startswith(PREFIX):
            return PlainTextResponse("There is nothing here.\n", 404)
        await self._desk.board.wait(0, FIRST_EDITION)
        edition = self._desk.board.edition
        if edition is None:
            return self._stand_in(request, path, self._progress(), 0)
        place = edition.find(path)
        if place is None:
            return await self._absent(request, edition, path)
        async with self._large if edition.is_file(place) else contextlib.nullcontext():
            found = await asyncio.to_thread(edition.show, place)
        self._tell(edition, found)
        if found.fault is not None and not found.data:
            words = "This cannot be shown until the mistake is mended."
            return self._stand_in(request, place, words, edition.number, found.digest, 500)
        return self._answer(request, found, place, edition, 200)

    async def events(self, request: Request) -> Response:
        """News for one open page, as long as it is open."""
        asked = request.query_params
        reader = Reader(page=asked.get("page", "")[:4096], digest=asked.get("digest", "")[:64])
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._stream(reader), headers=headers, media_type="text/event-stream")

    async def edit(self, request: Request) -> Response:
        """Open the author's editor."""
        asked = await _body(request)
        if asked is None or not secrets.compare_digest(str(asked.get("token", "")).encode(), self._run.encode()):
            return PlainTextResponse("Not allowed\n", 403)
        edition, open_at = self._desk.board.edition, self._desk.open_at
        path = str(asked.get("path", ""))
        if edition is None or open_at is None or path not in _editable(edition):
            return PlainTextResponse("There is nothing to open\n", 404)
        file = str(self._desk.root.resolve() / path)
        try:
            command = open_at(file, _number(asked.get("line")), _number(asked.get("column")))
            await asyncio.to_thread(_launch, command)
        except OSError:
            return PlainTextResponse("The editor could not be started\n", 500)
        return Response(status_code=204)

    async def own_file(self, request: Request) -> Response:
        """A script or a style sheet of the preview."""
        name = request.scope["path"].removeprefix(PREFIX)
        return answer(request, _own(name), content_type(name))

    async def bug(self, request: Request, error: Exception) -> Response:  # noqa: ARG002  Starlette's signature
        """A mistake of ours."""
        self._desk.failed(error)
        return PlainTextResponse("This is a bug in journeyblog; the terminal says more.\n", 500)

    async def _absent(self, request: Request, edition: Edition, path: str) -> Response:
        if (onward := edition.leads_to(path)) is not None:
            return RedirectResponse(href(onward, ""), 302, {"Cache-Control": "no-cache"})
        found = await asyncio.to_thread(edition.not_found)
        if found is None or not found.data:
            return self._stand_in(request, path, "There is no such page on this site.", edition.number, "", 404)
        page = with_preview(found.data, path, "", edition.number, self._run)
        return answer(request, page, HTML, 404)

    def _answer(self, request: Request, found: Shown, place: str, edition: Edition, status: int) -> Response:
        if not found.is_page:
            return answer(request, found.data, found.type, status)
        page = with_preview(found.data, place, digest_of(found), edition.number, self._run)
        return answer(request, page, HTML, status)

    def _stand_in(
        self, request: Request, path: str, words: str, number: int, digest: str = "", status: int = 503
    ) -> Response:
        return answer(request, with_preview(stand_in(words), path, digest, number, self._run), HTML, status)

    async def _stream(self, reader: Reader) -> AsyncIterator[bytes]:
        board, number, me = self._desk.board, 0, object()
        self._streams[me] = reader
        if len(self._streams) > MOST_STREAMS:
            self._streams.popitem(last=False)
            board.nudge()
        try:
            yield b": hello\nretry: 1000\n\n"
            while me in self._streams and not board.closed:
                patience = PROGRESS if board.edition is None else HEARTBEAT
                if not await board.wait(number, patience, lambda: me not in self._streams):
                    words = f"event: progress\ndata: {json.dumps(self._progress())}\n\n"
                    yield words.encode() if board.edition is None else b": still here\n\n"
                    continue
                edition = board.edition
                assert edition is not None
                number = edition.number
                told = await asyncio.to_thread(news, edition, reader)
                self._tell_all(edition)
                told |= {"run": self._run, "editor": self._desk.open_at is not None}
                yield f"data: {json.dumps(told)}\n\n".encode()
        finally:
            self._streams.pop(me, None)

    def _progress(self) -> str:
        """For who waits for the first edition."""
        at = self._desk.progress()
        return f"The preview is being made{at and f' ({at})'}. This page comes by itself."

    def _tell(self, edition: Edition, found: Shown) -> None:
        if found.fault is not None:
            self._tell_all(edition)

    def _tell_all(self, edition: Edition) -> None:
        """Say at the terminal what only showed when a page was made; once, until it is mended."""
        faults = edition.faults()
        for fault in faults:
            if fault not in self._told:
                self._desk.faulty(edition, fault)
        self._told = set(faults)


async def _body(request: Request) -> dict[str, object] | None:
    """The JSON of a small body that comes soon; None when it is not that."""
    data = b""
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                data += chunk
                if len(data) > LARGEST_BODY:
                    return None
        said = json.loads(data)
    except (TimeoutError, ClientDisconnect, ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _editable(edition: Edition) -> set[str]:
    """The files that a page may ask to be opened: those of mistakes, and the texts of pages."""
    contents = edition.contents
    paths = {one.span.path for one in edition.mistakes()} | {one.source for one in contents.facts.values()}
    return {path for path in paths if path.startswith(("content/", "themes/"))}


def _number(said: object) -> int:
    return max(1, min(said, 10_000_000)) if isinstance(said, int) else 1


def _launch(command: list[str]) -> None:
    editor = subprocess.Popen(  # noqa: S603  the author's own editor, started without a shell with a file of the site
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=editor.wait, name="editor", daemon=True).start()


@cache
def _own(name: str) -> bytes:
    return files("journeyblog.serve").joinpath("assets", name).read_bytes()
