"""What many pages show alike is made once: what macros made of the same values.

In: macros of templates that are imported, which live as long as their theme, and what they are called with. Out: the
text they made of it the last time, when there was one, at the same steps and characters. What a macro makes of a view
that many pages show (its first value, and its only view) is kept with that view, packed, else here.

Invariant: pages come out as they would without it. A macro sees nothing but its values and what never changes, so the
same values make the same text: views are frozen, and templates cannot change a list. Only what templates may count
with (``namespace()``, ``cycler()``, ``joiner()``) would be otherwise: a theme that names any of them has no recall, and
its imported templates begin anew with each page.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from typing import Any, cast

from jinja2.nodes import EvalContext
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup

from journeyblog.packing import pack, unpack
from journeyblog.site.views.elements import Shared
from journeyblog.theme.meter import Meter

MOST = 8192
"""Texts that are kept; then all are forgotten, so that memory does not grow with the site."""
MOST_OF_ONE = 8
"""Texts that are kept with one view that many pages show, for as long as it lives: of a card, one for each level of its
heading. Then all of that view are forgotten."""
LONGEST = 2000
"""Characters of a text that is kept."""
TRIES = 2000
"""In vain, after which a macro is left alone; a text found makes up for four of them. What is kept with a view is in
vain only when it is forgotten, since all lists of a site may lie between two that show the same card."""

_WORTH = 4
_COUNTING = re.compile(r"\b(?:namespace|cycler|joiner)\b")


def counts(texts: Iterable[str]) -> bool:
    """Whether templates may keep something from one moment to the next."""
    return any(_COUNTING.search(text) for text in texts)


class ThemeMacro(Macro):
    """A macro that is run without detours. ``tries`` are those that the recall has left for it: none until learnt."""

    tries = 0

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._usual = not (self.caller or self.explicit_caller or self.catch_kwargs or self.catch_varargs)
        self._absent = (missing,) * len(self.arguments)

    def run(self, eval_ctx: EvalContext, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
        """What it makes of these values. Raises TypeError when it does not take them."""
        values = args + self._absent[len(args) :]
        named = 0
        if kwargs:
            rest = self.arguments[len(args) :]
            named = sum(name in kwargs for name in rest)
            values = (*args, *(kwargs.get(name, missing) for name in rest))
        if self._usual and named == len(kwargs) and len(values) == len(self.arguments):
            text: str = self._func(*values)
            return str.__new__(Markup, text) if eval_ctx.autoescape else text  # without asking it for its HTML
        made: str = self(eval_ctx, *args, **kwargs)
        return made


class Recall:
    """What was made with one theme."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._made: dict[tuple[Any, ...], Any] = {}
        self._kinds = _Kinds()

    def learn(self, names: Mapping[str, Any]) -> None:
        """The macros among ``names`` will not be made again."""
        for one in names.values():
            if one.__class__ is ThemeMacro:
                one.tries = TRIES

    def call(self, macro: ThemeMacro, eval_ctx: EvalContext, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
        """What ``macro`` makes, or made when it was given the same."""
        key, shared = self._key(macro, eval_ctx.autoescape, args, kwargs) if macro.tries > 0 else (None, False)
        if key is None:
            return macro.run(eval_ctx, args, kwargs)
        made = _made_of(args[0]) if shared else self._made
        meter, known = self._meter, made.get(key)
        if known is not None and meter.steps >= known[1] and meter.room >= known[2]:  # else it fails where it would
            text, steps, room, _ = known
            meter.room -= room
            meter.steps -= steps
            if shared:
                text = str.__new__(Markup, unpack(text)) if eval_ctx.autoescape else unpack(text)
            else:
                macro.tries += _WORTH
            return cast("str", text)
        steps, room = meter.steps, meter.room
        text = macro.run(eval_ctx, args, kwargs)
        if not shared:
            macro.tries -= 1
        if len(text) <= LONGEST:
            if len(made) >= (MOST_OF_ONE if shared else MOST):
                made.clear()
                if shared:
                    macro.tries -= MOST_OF_ONE
            # What is told apart by its id is kept too: as long as it lives, nothing else has that.
            held = macro if shared else (macro, args, kwargs)
            made[key] = pack(text) if shared else text, steps - meter.steps, room - meter.room, held
        return text

    def _key(
        self, macro: ThemeMacro, escape: bool, args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> tuple[tuple[Any, ...] | None, bool]:
        """What tells calls apart (None when a value may change or be changed), and whether what is made is kept with
        the first value: a view that many pages show, when all others are no views. One of those would be kept as long.
        """
        kinds = self._kinds
        parts: list[Any] = [id(macro), escape]
        views = 0
        for one in args:
            kind = kinds[one.__class__]
            if kind is _BY_VALUE:
                parts += (one.__class__, one)
            elif kind is _OPEN:
                return None, False
            else:
                views += 1
                parts.append(id(one))
        for name, one in kwargs.items():
            kind = kinds[one.__class__]
            if kind is _BY_VALUE:
                parts += (name, one.__class__, one)
            elif kind is _OPEN:
                return None, False
            else:
                views += 1
                parts += (name, id(one))
        return tuple(parts), views == 1 and bool(args) and kinds[args[0].__class__] is _SHARED


def _made_of(view: Shared) -> dict[tuple[Any, ...], Any]:
    """What was made of a view that many pages show."""
    made: dict[tuple[Any, ...], Any] | None = getattr(view, "_made", None)
    if made is None:
        made = {}
        object.__setattr__(view, "_made", made)
    return made


_OPEN, _FIXED, _SHARED, _BY_VALUE = "may change", "is itself", "is itself, and shown by many", "is its value"


class _Kinds(dict[type, str]):
    """What values of a class are told apart by, worked out once for each."""

    def __missing__(self, cls: type) -> str:
        if cls in (str, int, bool, type(None), Markup):
            kind = _BY_VALUE
        elif issubclass(cls, Shared):
            kind = _SHARED
        elif cls is tuple or (is_dataclass(cls) and cls.__dataclass_params__.frozen):  # type: ignore[attr-defined]
            kind = _FIXED
        else:
            kind = _OPEN
        self[cls] = kind
        return kind
