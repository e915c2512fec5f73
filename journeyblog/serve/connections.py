"""Connections that come to nothing: who says nothing is sent away, and who comes last finds a place.

uvicorn waits for the head of a request as long as it takes. Here who sends none is sent away after :data:`HEAD`
seconds, and of more than :data:`MOST` connections one is closed: the oldest of those without a request, else the oldest
of all.
"""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

HEAD = 10.0
"""Seconds in which the head of a request must have come."""
MOST = 256
"""Connections, well below the files that a process may have open."""


class Connection(H11Protocol):
    """One connection of a browser."""

    head = HEAD
    most = MOST
    since = 0.0
    hung_up = False
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Give it time for its first request; and make room for it."""
        super().connection_made(transport)
        self._late = self.loop.call_later(self.head, self._send_away)
        if len(self.connections) > self.most:
            others = [one for one in connections_of(self.server_state) if one is not self and not one.hung_up]
            if others:
                min(others, key=lambda one: (not one.is_idle, one.since)).hang_up()
        self.since = self.loop.time()

    @property
    def is_idle(self) -> bool:
        """Whether no request is being answered."""
        cycle: RequestResponseCycle | None = self.cycle  # uvicorn does not declare that it is None at first
        return cycle is None or cycle.response_complete

    def hang_up(self) -> None:
        """End it now, whatever is on its way: a side that takes nothing would keep it for ever."""
        self.hung_up = True
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        if self._late is not None:
            self._late.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Give it time for the next request."""
        super().on_response_complete()
        if self._late is not None:
            self._late.cancel()
        if not self.transport.is_closing():
            self._late = self.loop.call_later(self.head, self._send_away)

    def _send_away(self) -> None:
        if self.is_idle:
            self.transport.close()  # once what is on its way was taken


def connections_of(state: ServerState) -> list[Connection]:
    """Those that are open."""
    return [one for one in state.connections if isinstance(one, Connection)]
