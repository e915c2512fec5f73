"""A mistake in a template that the theme's own code finds, in words for the person who edits it."""

from typing import Any

from markupsafe import Markup

from journeyblog.dates import Moment


class TemplateMistake(Exception):
    """What is wrong at the line being rendered, and ``hint``: what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def kind_of(value: Any) -> str:
    """What a value is, in words: a text, a number, a list, a PostView."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "a yes or no"
        case Markup():
            return "HTML"
        case str():
            return "a text"
        case Moment():
            return "a date"
        case list() | tuple():
            return "a list"
        case dict():
            return "a group of named values"
    name = type(value).__name__
    if name in ("int", "float", "Decimal", "Fraction"):
        return "a number"
    if name == "mappingproxy":
        return "a group of named values"
    if name in ("Macro", "function", "method", "builtin_function_or_method", "BlockReference"):
        return "a macro or function"
    if name in ("generator", "map", "filter", "list_reverseiterator"):
        return "a list"
    return f"{'an' if name[:1] in 'AEIOU' else 'a'} {name}"
