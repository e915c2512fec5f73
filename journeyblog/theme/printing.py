"""What ``{{ … }}`` and ``~`` make of a value: text, escaped and counted.

Compiled templates call these by the names of Jinja's own functions. Texts, numbers and HTML can be printed, and what is
absent prints nothing; a list or a view cannot, because readers would see a programmer's words for it.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from jinja2.runtime import Undefined, markup_join
from markupsafe import Markup, escape

from journeyblog.site.views.elements import Prose
from journeyblog.theme.meter import LONG, Meter
from journeyblog.theme.mistake import TemplateMistake, kind_of

_special = re.compile("[&<>'\"]").search
MOST = 8192
"""Short texts whose escaped form is kept; then all are forgotten, so that memory does not grow with the site."""
_HINTS = {
    "a list": 'Go through it with {% for … %}, or join it, as in {{ texts|join(", ") }}',
    "a date": "Write it with a filter, as in {{ page.date|day }}",
    "a group of named values": "Print one of its values",
    "a macro or function": "Call it with round brackets, as in {{ card(post) }}",
}


def printing(meter: Meter) -> dict[str, Callable[[Any], Any]]:
    """The functions by the names that compiled templates call them by."""

    escaped: dict[str, str] = {}

    def printed(value: Any) -> str:
        """``value`` as text that is safe in HTML; pages show the same short texts again and again."""
        cls = value.__class__
        if cls is str:
            text = escaped.get(value)
            if text is not None:
                return text
            if len(value) > LONG:
                meter.make(len(value))
                return escape(value)
            if len(escaped) >= MOST:
                escaped.clear()
            text = escaped[value] = str(escape(value)) if _special(value) else value
            return text
        if cls is Markup or cls is Prose:
            if len(value) > LONG:
                meter.make(len(value))
            if cls is Prose:
                value.printed += 1
            return value  # type: ignore[no-any-return]
        if cls is int or cls is float:
            return str(value)
        return escape(printable(value))

    def plain(value: Any) -> str:
        """``value`` as it is, for ``{% autoescape false %}``."""
        text = str(printable(value))
        meter.make(len(text))
        return text

    def joined(values: Iterable[Any]) -> str:
        """The texts of ``a ~ b``, one after the other; escaped when one of them is HTML."""
        texts = [printable(value) for value in values]
        meter.fits(sum(len(text) for text in texts if isinstance(text, str)))
        made = markup_join(texts)
        meter.make(len(made))
        return made

    return {"escape": printed, "str": plain, "markup_join": joined, "str_join": joined}


def printable(value: Any) -> Any:
    """``value`` when it has a form for readers. Raises TemplateMistake."""
    if value is None:
        return ""
    if isinstance(value, str | int | float | Decimal | Undefined):
        return value
    kind = kind_of(value)
    hint = _HINTS.get(kind) or "Print one of its fields; docs/themes.md lists them"
    raise TemplateMistake(f"This is {kind}, which cannot be printed as it is", hint)
