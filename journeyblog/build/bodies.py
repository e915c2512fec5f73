"""Never parse twice: bodies kept by what they are made of. It may be deleted at any time.

In: a text and options, as :func:`journeyblog.markdown.render` takes them. Out: its body, parsed or as kept.

Invariant: a body depends on its text, the options, this program and its libraries, and all of these are in its key.
They lie in shards by the first letters of their keys, so that one edit writes little; a shard that a build of the whole
site writes anew loses the bodies that it did not need. A stranger's cache can make a page say something else, scripts
included, as a stranger's theme can; the build runs nothing of it.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from journeyblog.build.cache import Cache, key_of
from journeyblog.build.crew import Helpers, OnCall
from journeyblog.build.engine import engine_digest
from journeyblog.markdown import Body, Options, render
from journeyblog.markdown.stored import restore, store
from journeyblog.packing import unpack

SHARD = 2
"""Letters of a key that name its shard: 256 shards."""
CHUNK = 16
"""Texts that a helper is given at a time."""
Text = tuple[bytes, Options, bool]
"""A packed text, how it is to be parsed, and whether its first heading is its title."""


class Bodies:
    """The bodies below ``cache`` (None: nothing is kept there) and those that are ``known``; ``parsed`` counts the
    others that were needed. Helpers of their own, ``parsers``, do what else a build's would. ``engine`` is the digest
    of this program, for who knows it already.
    """

    def __init__(
        self,
        cache: Cache | None = None,
        known: Mapping[str, Body] | None = None,
        parsers: OnCall | None = None,
        engine: str = "",
    ) -> None:
        self._cache, self._engine, self._parsers = cache, engine or engine_digest(), parsers
        self._known = known or {}
        self._shards: dict[str, dict[str, Any]] = {}
        self._made: dict[str, Body] = {}
        self._foreseen: set[str] = set()
        self._waiting: dict[str, Text] = {}
        self._begun: dict[str, Callable[[], Mapping[str, Body] | None]] = {}
        self._helpers: Helpers | None = None
        self._dirty: set[str] = set()
        self.parsed = 0

    def render(self, text: str, options: Options, *, take_title: bool = False) -> Body:
        """The body of a text."""
        key = self.key(text, options, take_title)
        body = self._made.get(key)
        if body is None:
            body = self.kept(key)
            if body is None:
                body = self._by_helpers(key) or render(text, options, take_title=take_title)
                self.parsed += 1
                self._dirty.add(key[:SHARD])
            self._made[key] = body
        return body

    def kept(self, key: str) -> Body | None:
        """The body of a key, if an earlier build made it."""
        return self._known.get(key) or restore(self._shard(key[:SHARD]).get(key))

    def once_more(self) -> "Bodies":
        """For the next time in the same process: it knows what was needed this time, and no more than that. What
        lies in the cache was asked for already.
        """
        return Bodies(known=self._made)

    @contextmanager
    def helped_by(self, helpers: Helpers) -> Iterator[None]:
        """Meanwhile helpers parse what is foreseen, as far as that is worth it."""
        self._helpers = self._parsers or helpers
        self._foreseen.clear()  # an earlier time may have ended before all that was foreseen was asked for
        try:
            yield
        finally:
            self._helpers = None
            self._waiting.clear()
            self._begun.clear()

    def foresee(self, packed: bytes, options: Options, *, take_title: bool = False) -> None:
        """The body of a packed text will most likely be asked for."""
        key = self.key(unpack(packed), options, take_title)
        if key not in self._foreseen:
            self._foreseen.add(key)
            if key not in self._known and key not in self._shard(key[:SHARD]):
                self._waiting[key] = (packed, options, take_title)
                if len(self._waiting) >= CHUNK:
                    self._give_out()

    def _give_out(self) -> None:
        """Let helpers parse what waits. If that is not worth it yet, it may be when more waits."""
        if self._helpers is not None and self._helpers.suits(len(self._waiting)):
            waiting = tuple(self._waiting.items())
            self._waiting.clear()
            for start in range(0, len(waiting), CHUNK):
                chunk = waiting[start : start + CHUNK]
                self._begun |= dict.fromkeys((key for key, _ in chunk), self._helpers.begin(_parse, chunk))

    def _by_helpers(self, key: str) -> Body | None:
        """The body that helpers made of a text, if it was foreseen."""
        if key in self._waiting:
            self._give_out()
        wait = self._begun.pop(key, None)
        made = wait() if wait is not None else None
        return made.get(key) if made is not None else None

    def progress(self) -> tuple[int, int]:
        """How many are there already, and how many will be."""
        return len(self._made), len(self._foreseen)

    def key(self, text: str, options: Options, take_title: bool) -> str:
        """What a body is kept by."""
        return body_key(self._engine, repr(options), text, titled=take_title)

    def keep(self, cache: Cache, *, whole: bool = True) -> None:
        """Write the shards that have new bodies. If this was a build of the ``whole`` site, those that it did not need
        go; else they stay, since the published site may be made of them.
        """
        keys: dict[str, list[str]] = {name: [] for name in self._dirty}
        for key in self._made:
            if key[:SHARD] in keys:
                keys[key[:SHARD]].append(key)
        for name, mine in keys.items():  # one shard after the other: what is stored is many times as long as a body
            bodies = {} if whole else _read(cache, name)
            bodies |= {key: store(self._made[key]) for key in mine}
            cache.put(name, json.dumps(bodies, separators=(",", ":")).encode())
        self._dirty.clear()

    def _shard(self, name: str) -> dict[str, Any]:
        found = self._shards.get(name)
        if found is None:
            found = self._shards[name] = _read(self._cache, name)
        return found


def body_key(engine: str, options: str, text: str, *, titled: bool) -> str:
    """The key of all that a body is made of: the program, options as they are printed, the text, and whether its first
    heading is taken for its title.
    """
    return key_of(engine, options, str(titled), text)


def _parse(texts: Sequence[tuple[str, Text]]) -> Mapping[str, Body]:
    """Bodies by their keys."""
    return {key: render(unpack(text), options, take_title=title) for key, (text, options, title) in texts}


def _read(cache: Cache | None, name: str) -> dict[str, Any]:
    data = cache.get(name) if cache is not None else None
    try:
        read = json.loads(data) if data is not None else {}
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
