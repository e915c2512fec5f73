"""What templates may do with values: the filters, functions, methods and operators, each within the meter's limits.

Whatever could make much of little (``"a" * 10**10``, ``|indent(10**9)``) is refused before it is tried, by working out
how large the result would be; everything else is weighed as it goes in and as it comes out. What may be called is a
list: macros, blocks, the functions that :func:`allow` names and the methods of :data:`_METHODS`; all else is refused.
"""

import inspect
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from functools import wraps
from types import MappingProxyType
from typing import Any

from jinja2 import filters, pass_environment, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import BlockReference, LoopContext, Macro, Undefined
from jinja2.tests import TESTS
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup, soft_str

from journeyblog.diagnostics import did_you_mean
from journeyblog.theme.meter import MOST_BITS, Meter
from journeyblog.theme.mistake import TemplateMistake, kind_of

LEFT_OUT = MappingProxyType(
    {
        "random": "A page must come out the same each time it is built",
        "lipsum": "A page must come out the same each time it is built",
        "pprint": "Print the fields that readers should see",
        "center": "Centre texts in the style sheet",
        "wordwrap": "Browsers break lines by themselves; max-width in the style sheet says where",
    }
)
"""Of Jinja's filters and functions those that a page has no use for."""

_FREE = ("count", "d", "default", "first", "last", "length", "safe")
"""Filters whose work does not depend on how much they are given."""
_SLOW = ("dictsort", "groupby", "sort", "title", "unique", "wordcount")
_CHEAP_TESTS = ("boolean", "callable", "defined", "false", "filter", "iterable", "mapping", "none", "number", "string",
                "sequence", "test", "true", "undefined")  # fmt: skip
_MOST_RANGE = 100_000
_WIDTH = re.compile(r"%(?:\(.*?\)+)?[-+ #0]*(?:\*|[0-9]{4,}|[0-9]*\.(?:\*|[0-9]{4,}))", re.DOTALL)
_METHODS: tuple[tuple[Any, frozenset[str]], ...] = (
    (str, frozenset((
        "capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isdecimal", "isdigit",
        "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "lower", "lstrip", "partition", "removeprefix",
        "removesuffix", "replace", "rfind", "rindex", "rpartition", "rsplit", "rstrip", "split", "splitlines",
        "startswith", "strip", "striptags", "swapcase", "title", "unescape", "upper",
    ))),
    (Mapping, frozenset(("get", "items", "keys", "values"))),
    ((list, tuple), frozenset(("count", "index"))),
    ((date, time), frozenset(("date", "isocalendar", "isoformat", "isoweekday", "replace", "strftime", "time",
                              "toordinal", "weekday"))),
    (LoopContext, frozenset(("changed", "cycle"))),
    (Cycler, frozenset(("next", "reset"))),
)  # fmt: skip


class _MethodsOf(dict[type, frozenset[str]]):
    """The methods that may be called of values of a class, worked out once for each."""

    def __missing__(self, cls: type) -> frozenset[str]:
        self[cls] = found = frozenset(name for types, names in _METHODS if issubclass(cls, types) for name in names)
        return found


_METHODS_OF = _MethodsOf()
_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "**": operator.pow, "%": operator.mod,
}  # fmt: skip
OPERATORS = frozenset(_OPERATORS)


class Sandbox:
    """The limits of one environment."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._functions: list[Any] = [dict, Cycler, Joiner, Namespace]
        self._own: dict[int, Any] = {}

    def allow(self, functions: Iterable[Callable[..., Any]]) -> None:
        """Let templates call these functions of ours; they do not ask for the context."""
        self._own |= {id(one): one for one in functions}

    def filters(self, own: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
        """Jinja's filters that a page has use for, and ``own``."""
        bounded: dict[str, Any] = {
            "batch": self._batch, "format": self._format, "indent": self._indent, "join": self._join,
            "replace": self._replace, "round": self._round, "slice": self._slice, "sum": self._sum,
            "tojson": self._tojson, "urlize": self._urlize,
        }  # fmt: skip
        theirs: dict[str, Any] = {name: one for name, one in filters.FILTERS.items() if name not in LEFT_OUT}
        free = {name: theirs.pop(name) for name in _FREE}
        everything: dict[str, Any] = {**theirs, **bounded}
        weighed = {name: self._weighed(name, one) for name, one in everything.items()}
        return {**weighed, **free, **{name: self._told(name, one) for name, one in own.items()}}

    def tests(self) -> dict[str, Callable[..., Any]]:
        """Jinja's tests."""
        theirs: dict[str, Any] = {**TESTS}
        return {name: one if name in _CHEAP_TESTS else self._weighed(name, one) for name, one in theirs.items()}

    def range(self, *bounds: int) -> range:
        """``range()`` of a length that a loop may have."""
        numbers = range(*bounds)
        if len(numbers) > _MOST_RANGE:
            message = f"range() is given {len(numbers):,} numbers to count; it goes up to {_MOST_RANGE:,}"
            raise TemplateMistake(message, "Go through a list of the page instead, as in {% for tag in page.tags %}")
        return numbers

    def call(self, context: Any, called: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """``called(…)``. Raises SecurityError for what templates may not call."""
        if id(called) in self._own:  # nearly all calls: say(), asset()
            meter, steps = self._meter, 1 + len(args) + len(kwargs)
            for one in args:
                if one.__class__ is str:
                    steps += len(one)
                else:
                    meter.weigh(one)
            meter.spend(steps)
            return meter.took(called(*args, **kwargs))
        called = self._callable(called)
        self._meter.spend(1 + len(args) + len(kwargs))
        self._meter.weigh(args)
        owner = getattr(called, "__self__", None)
        if isinstance(owner, str):
            self._meter.weigh(owner)
            if called.__name__ == "replace":
                return self._meter.took(self._replace(context.eval_ctx, owner, *args, **kwargs))
            if called.__name__ == "join":
                (parts,) = args
                return self._meter.took(self._join(context.eval_ctx, parts, owner))
        return self._meter.took(called(*args, **kwargs))

    def binary(self, sign: str, left: Any, right: Any) -> Any:
        """``left sign right``."""
        if sign == "*":
            self._fits_times(left, right)
            self._fits_times(right, left)
        elif sign == "**" and isinstance(left, int) and isinstance(right, int):
            if left.bit_length() * abs(right) > MOST_BITS:
                raise TemplateMistake("This number grows too large", "Write the number out, or leave the sum away")
        elif sign == "%" and isinstance(left, str):
            self._fits_format(left, right)
        try:
            return self._meter.took(_OPERATORS[sign](left, right))
        except ZeroDivisionError:
            raise TemplateMistake("This divides by 0", "Test the number first, as in {% if number %}") from None
        except (TypeError, ValueError):
            hint = "Join texts and numbers with ~, as in {{ a ~ b }}" if sign == "+" else ""
            raise TemplateMistake(f"{sign} does not go between {kind_of(left)} and {kind_of(right)}", hint) from None
        except ArithmeticError:
            raise TemplateMistake("This number grows too large") from None

    def _callable(self, called: Any) -> Any:
        name, owner = getattr(called, "__name__", ""), getattr(called, "__self__", None)
        if name in _METHODS_OF[owner.__class__]:
            return called
        if isinstance(called, BlockReference | LoopContext | Joiner | Undefined):
            return called
        if any(called is one for one in self._functions):
            return called
        if not callable(called):
            raise TemplateMistake(f"This is {kind_of(called)}, which cannot be called", "Remove the round brackets")
        if isinstance(owner, str) or name in ("format", "format_map"):
            known = _METHODS[0][1]
            hint = 'Write {{ "%s of %s"|format(a, b) }}' if name.startswith("format") else did_you_mean(name, known)
            raise TemplateMistake(
                f"Texts have no {name}() in templates", hint or "Use a filter, as in {{ title|upper }}"
            )
        raise SecurityError(f"{name}() may not be called" if name else "this may not be called")

    def _told(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, whose failures are told in words."""

        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
                raise _failure(name, function, args, kwargs) from error

        return run

    def _weighed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, with what goes in and what comes out counted, and its failures told in words."""
        weigh, took, spend = self._meter.weigh, self._meter.took, self._meter.spend
        slow = name in _SLOW

        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            for one in args:
                weigh(one)
                if slow and hasattr(one, "__len__"):
                    spend(8 * len(one))
            if kwargs:
                weigh(kwargs)
            try:
                return took(function(*args, **kwargs))
            except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
                raise _failure(name, function, args, kwargs) from error

        return run

    def _fits_times(self, many: Any, times: Any) -> None:
        if isinstance(times, int) and isinstance(many, str):
            self._meter.fits(len(many) * times)
        elif isinstance(times, int) and isinstance(many, list | tuple):
            self._meter.spend(len(many) * max(times, 0))

    def _fits_format(self, text: str, values: Any) -> None:
        if _WIDTH.search(text):
            raise TemplateMistake("This text is to be padded to 1,000 characters or more", "Write a width up to 999")
        signs = text.count("%")
        before = self._meter.steps
        self._meter.weigh(values)
        self._meter.fits(signs * (1000 + before - self._meter.steps))

    # The filters that could make much of little, as Jinja has them, each refusing what would be too large.

    def _batch(self, value: Iterable[Any], linecount: int, fill_with: Any = None) -> Any:
        if fill_with is not None:
            self._meter.spend(linecount)
        if linecount < 1:
            raise TemplateMistake("batch() makes groups of at least 1", "Write the number in a group, as in |batch(3)")
        return filters.do_batch(value, linecount, fill_with)

    def _format(self, value: str, *args: Any, **kwargs: Any) -> str:
        self._fits_format(soft_str(value), kwargs or args)
        return filters.do_format(value, *args, **kwargs)

    def _indent(self, s: str, width: int | str = 4, first: bool = False, blank: bool = False) -> str:
        self._meter.fits((1 + s.count("\n")) * (width if isinstance(width, int) else len(width)))
        return filters.do_indent(s, width, first, blank)

    @pass_eval_context
    def _join(self, eval_ctx: EvalContext, value: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
        parts = list(value)
        self._meter.fits(len(parts) * len(d))
        return filters.sync_do_join(eval_ctx, parts, d, attribute)

    @pass_eval_context
    def _replace(self, eval_ctx: EvalContext, s: str, old: str, new: str, count: int | None = None) -> str:
        text = soft_str(s)
        self._meter.fits(len(text) + text.count(old) * len(new))
        return filters.do_replace(eval_ctx, s, old, new, count)

    def _round(self, value: float, precision: int = 0, method: Any = "common") -> float:
        if abs(precision) > 15:
            raise TemplateMistake("round() goes to 15 places at most", "Write the number of places, as in |round(1)")
        return filters.do_round(value, precision, method)

    def _slice(self, value: Any, slices: int, fill_with: Any = None) -> Any:
        if slices < 1:
            raise TemplateMistake("slice() makes at least 1 group", "Write the number of groups, as in |slice(3)")
        return filters.sync_do_slice(value, slices, fill_with)

    @pass_environment
    def _sum(self, environment: Any, iterable: Iterable[Any], attribute: Any = None, start: Any = 0) -> Any:
        if isinstance(start, list | tuple):
            raise TemplateMistake("sum() adds numbers", "Go through the lists with {% for … %}")
        return filters.sync_do_sum(environment, iterable, attribute, start)

    @pass_eval_context
    def _tojson(self, eval_ctx: EvalContext, value: Any, indent: int | None = None) -> Markup:
        if indent is not None and not 0 <= indent <= 8:
            raise TemplateMistake("tojson() indents by 8 at most", "Write |tojson")
        return filters.do_tojson(eval_ctx, value, indent)

    @pass_eval_context
    def _urlize(self, eval_ctx: EvalContext, value: str, *args: Any, **kwargs: Any) -> str:
        self._meter.spend(4 * len(value))  # slower than any other
        return filters.do_urlize(eval_ctx, value, *args, **kwargs)


def _failure(name: str, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> TemplateMistake:
    """Why a filter could not do its work: its arguments are wrong, or what it was given is."""
    try:
        inspect.signature(function).bind(*args, **kwargs)
    except (TypeError, ValueError):
        return wrong_arguments(f"filter '{name}'", _own_parameters(function), kwargs)
    given = next((one for one in args if not _is_machinery(one)), None)
    return TemplateMistake(f"'{name}' cannot work on {kind_of(given)}, or not with these values", _HINTS.get(name, ""))


_HINTS = {
    "day": "Give it a date, as in {{ page.date|day }}",
    "short_day": "Give it a date, as in {{ page.date|short_day }}",
    "tojson": "It takes texts, numbers, lists and groups of them; print the fields of a view one by one",
}


def misused(macro: Macro, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> TemplateMistake | None:
    """What is wrong with how a macro is called, if anything is."""
    known = list(macro.arguments)
    if len(args) > len(known) and not macro.catch_varargs:
        takes = f"It takes these values: {', '.join(known)}" if known else "It takes none"
        return TemplateMistake(f"The macro '{macro.name}' is given more values than it takes", takes)
    if "caller" in kwargs and not macro.caller:
        message = f"The macro '{macro.name}' has no place for what stands between {{% call %}} and {{% endcall %}}"
        return TemplateMistake(message, "Write  {{ caller() }}  where it belongs in the macro")
    if any(name not in known for name in kwargs if name != "caller") and not macro.catch_kwargs:
        return wrong_arguments(f"macro '{macro.name}'", known, kwargs)
    return None


def wrong_arguments(what: str, known: list[str], kwargs: Mapping[str, Any]) -> TemplateMistake:
    """A macro or filter was given a value too many, too few, or one of another name."""
    takes = f"It takes these values: {', '.join(known)}" if known else "It takes none"
    for name in kwargs:
        if name not in known:
            return TemplateMistake(f"The {what} knows no '{name}'", did_you_mean(name, known) or takes)
    return TemplateMistake(f"The {what} is given too many or too few values", takes)


def _own_parameters(function: Callable[..., Any]) -> list[str]:
    names = list(inspect.signature(function).parameters)
    machinery = ("eval_ctx", "environment", "context")
    return [name for name in names if name not in machinery][1:]


def _is_machinery(value: Any) -> bool:
    return type(value).__module__.startswith("jinja2")
