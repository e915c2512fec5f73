"""The edition on show, for everybody who waits for the next one. Belongs to the event loop."""

import asyncio
from collections.abc import Callable

from journeyblog.serve.edition import Edition


class Board:
    """Holds the newest edition, none before the first; ``closed`` is True when there will be no more."""

    def __init__(self) -> None:
        self.edition: Edition | None = None
        self.closed = False
        self._next = asyncio.Event()

    def put(self, edition: Edition) -> None:
        """Show ``edition``."""
        self.edition = edition
        self._wake()

    def close(self) -> None:
        """There will be no more."""
        self.closed = True
        self._wake()

    async def wait(self, after: int, patience: float, leave: Callable[[], bool] = lambda: False) -> bool:
        """Wait for an edition with a higher number than ``after``; False when there is none within so many seconds,
        or when there is a reason to ``leave``.
        """
        try:
            async with asyncio.timeout(patience):
                while self.edition is None or self.edition.number <= after:
                    if self.closed or leave():
                        return False
                    await self._next.wait()
        except TimeoutError:
            return False
        return True

    def nudge(self) -> None:
        """Let everybody who waits see whether there is a reason to leave."""
        self._wake()

    def _wake(self) -> None:
        waiting, self._next = self._next, asyncio.Event()
        waiting.set()
