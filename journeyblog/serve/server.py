"""The preview as a whole: a socket, the works, the watch, and the server, from the first second to Ctrl-C.

In: a site's folder and what its author asked for. Out: when it returns everything has ended: no socket, and no thread
but one that may be in the middle of a large site, which ends at its next step or with the process.
"""

import asyncio
import contextlib
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import uvicorn

from journeyblog.build.cache import CACHE
from journeyblog.build.crew import OnCall
from journeyblog.serve.app import EDIT, Desk, make_app
from journeyblog.serve.board import Board
from journeyblog.serve.connections import Connection, connections_of
from journeyblog.serve.edition import Edition
from journeyblog.serve.editor import OpenAt
from journeyblog.serve.guard import LARGEST_HEAD, Guard, Rules, own_names
from journeyblog.serve.insertion import PREFIX
from journeyblog.serve.making import Maker
from journeyblog.serve.watch import Watch, reason
from journeyblog.serve.works import Teller, Works

ADDRESS = "127.0.0.1"
FIRST_PORT = 8000
PORTS = 20
"""How many ports are tried when none was asked for."""
FOLDERS = ("content", "themes")
THREADS = 16
"""Threads in which answers are made."""
GRACE = 1
"""Seconds at the end for answers that are on their way, and for an edition that is being made."""


class PortTaken(Exception):
    """Another program listens there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``now`` is asked for the time of each edition; ``ready`` is called once browsers are answered. ``parsers`` help
    with the first edition; they were forked before there is any thread.
    """

    root: Path
    now: Callable[[], datetime]
    drafts: bool = False
    future: bool = False
    poll: bool = False
    hosts: tuple[str, ...] = ()
    open_at: OpenAt | None = None
    ready: Callable[[], None] = lambda: None
    parsers: OnCall | None = None


def take_port(wanted: int | None) -> socket.socket:
    """A socket on this machine alone: on the wanted port, else on the first free one. Raises :class:`PortTaken`."""
    for port in (wanted,) if wanted is not None else range(FIRST_PORT, FIRST_PORT + PORTS):
        with contextlib.suppress(OSError):
            return socket.create_server((ADDRESS, port), backlog=128)
    raise PortTaken


class Preview:
    """One run of the preview on a socket that is taken already."""

    def __init__(self, asked: Asked, taken: socket.socket, teller: Teller) -> None:
        self.watching = threading.Event()
        """Set when changes are found."""
        self._taken = taken
        self._teller = teller
        self._asked = asked
        root = self._root = asked.root.resolve()
        self._board = Board()
        self._loop: asyncio.AbstractEventLoop | None = None
        maker = Maker(root, asked.now, drafts=asked.drafts, future=asked.future, parsers=asked.parsers)
        self._send_home = maker.send_home
        self._works = Works(maker, FOLDERS, self._show, teller)
        self._watch = Watch([root / name for name in FOLDERS], self._works.hint)
        desk = Desk(
            root=root,
            board=self._board,
            open_at=asked.open_at,
            faulty=teller.faulty,
            failed=teller.failed,
            progress=maker.progress,
            token=secrets.token_urlsafe(16),
        )
        rules = Rules(hosts=own_names(taken.getsockname()[1], asked.hosts), private=PREFIX, actions=frozenset((EDIT,)))
        self._server = Server(_config(Guard(make_app(desk), rules)), self._board, asked.ready)

    def run(self) -> None:
        """Serve until Ctrl-C or :meth:`stop`."""
        with self._taken:
            asyncio.run(self._run())

    def stop(self) -> None:
        """End soon. May be called from any thread."""
        self._server.should_exit = True

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(THREADS, "journeyblog answers"))
        beginning = asyncio.create_task(asyncio.to_thread(self._begin_to_watch))
        try:
            self._works.start()
            await self._server.serve(sockets=[self._taken])
        finally:
            await beginning
            self._watch.stop()
            self._send_home()
            self._works.stop(patience=GRACE)

    def _show(self, edition: Edition) -> None:
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._board.put, edition)

    def _begin_to_watch(self) -> None:
        """Where the system does not tell of changes, or is not to be asked, look at the files now and then."""
        trouble = "" if self._asked.poll else self._watch.start(self._root / CACHE)
        if self._asked.poll or trouble:
            self._works.poll()
        else:
            self._works.looks = self._renew
        if trouble:
            self._teller.polls(trouble)
        self.watching.set()

    def _renew(self) -> None:
        try:
            self._watch.renew()
        except OSError as error:
            self._works.looks = lambda: None
            self._works.poll()
            self._teller.polls(reason(error))


def _config(app: Guard) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="asyncio",
        http=Connection,
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=LARGEST_HEAD,
    )


class Server(uvicorn.Server):
    """Lets the streams of news end when it is told to stop, and makes no more of Ctrl-C than that."""

    def __init__(self, config: uvicorn.Config, board: Board, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._board = board
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is under way."""
        self._board.close()
        await super().shutdown(sockets)
        for connection in connections_of(self.server_state):
            connection.hang_up()
        await asyncio.sleep(0)  # for the sockets to be closed

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Be told to stop, where that is possible: signals come to the main thread only."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {one: signal.signal(one, self.handle_exit) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)
