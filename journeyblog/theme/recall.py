"""What many pages show alike is made once: what macros made of the same values.

In: macros of templates that are imported, which live as long as their theme, and what they are called with. Out: the
text they made of it the last time, when there was one, at the same steps and characters.

Invariant: pages come out as they would without it. A macro sees nothing but its values and what never changes, so the
same values make the same text: views are frozen, and templates cannot change a list. Only what templates may count
with (``namespace()``, ``cycler()``, ``joiner()``) would be otherwise: a theme that names any of them has no recall, and
its imported templates begin anew with each page.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from jinja2.runtime import Macro
from markupsafe import Markup

from journeyblog.theme.meter import Meter

MOST = 8192
"""Texts that are kept; then all are forgotten, so that memory does not grow with the site."""
LONGEST = 2000
"""Characters of a text that is kept."""
TRIES = 2000
"""In vain, after which a macro is left alone; a text found makes up for four of them."""

_WORTH = 4
_COUNTING = re.compile(r"\b(?:namespace|cycler|joiner)\b")
_BY_VALUE = (str, int, bool, type(None), Markup)


def counts(texts: Iterable[str]) -> bool:
    """Whether templates may keep something from one moment to the next."""
    return any(_COUNTING.search(text) for text in texts)


class Recall:
    """What was made with one theme."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._lasting: dict[int, tuple[Macro, list[int]]] = {}
        self._made: dict[tuple[Any, ...], tuple[str, int, int, Any]] = {}

    def learn(self, names: Mapping[str, Any]) -> None:
        """The macros among ``names`` will not be made again."""
        self._lasting |= {id(one): (one, [TRIES]) for one in names.values() if one.__class__ is Macro}

    def call(
        self, macro: Macro, escape: bool, args: tuple[Any, ...], kwargs: Mapping[str, Any], act: Callable[[], str]
    ) -> str:
        """What ``act`` makes, or made when ``macro`` was given the same."""
        lasting = self._lasting.get(id(macro))
        key = _key(macro, escape, args, kwargs) if lasting is not None else None
        if lasting is None or key is None:
            return act()
        meter, known = self._meter, self._made.get(key)
        if known is not None and meter.steps >= known[1] and meter.room >= known[2]:  # else it fails where it would
            text, steps, room, _ = known
            lasting[1][0] += _WORTH
            meter.make(room)
            meter.spend(steps)
            return text
        steps, room = meter.steps, meter.room
        text = act()
        lasting[1][0] -= 1
        if lasting[1][0] < 0:
            del self._lasting[id(macro)]
        elif len(text) <= LONGEST:
            if len(self._made) >= MOST:
                self._made.clear()
            # The values are kept too: as long as they live, nothing else has their ids.
            self._made[key] = text, steps - meter.steps, room - meter.room, (macro, args, kwargs)
        return text


def _key(macro: Macro, escape: bool, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """What tells calls apart; None when a value may change or be changed."""
    parts: list[Any] = [id(macro), escape]
    for one in args:
        cls = one.__class__
        if cls in _BY_VALUE:
            parts += (cls, one)
        elif _is_fixed(cls):
            parts.append(id(one))
        else:
            return None
    for name, one in kwargs.items():
        cls = one.__class__
        if cls not in _BY_VALUE and not _is_fixed(cls):
            return None
        parts += (name, cls, one) if cls in _BY_VALUE else (name, id(one))
    return tuple(parts)


@cache
def _is_fixed(cls: type) -> bool:
    return cls is tuple or (is_dataclass(cls) and cls.__dataclass_params__.frozen)  # type: ignore[attr-defined]
