"""Jinja's sentences about a template that cannot be read, in words for the person who edits it.

In: the error and the template's text. Out: line, message, hint and the word that the caret goes under.
"""

import re
from collections.abc import Callable, Iterator

from jinja2 import TemplateSyntaxError

from journeyblog.diagnostics import did_you_mean

OPENING = ("autoescape", "block", "call", "filter", "for", "if", "macro", "raw", "set", "with")
TAGS = (*OPENING, "elif", "else", "extends", "from", "import", "include", *(f"end{tag}" for tag in OPENING))
_TAG = re.compile(r"\{%[-+]?\s*([A-Za-z_]+)((?:'[^'\n]*'|\"[^\"\n]*\"|[^%]|%(?!\}))*)%\}")
_HIDDEN = re.compile(r"\{#.*?#\}|\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}", re.DOTALL)
_THINGS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "the end of the template",
    "name": "a name",
    "string": "a text in quotes",
    "in": "'in'",
}
_QUOTES = "“”„‘’‚«»"

Told = tuple[int, str, str, str]
"""Line, message, hint, word."""


def explain_syntax(error: TemplateSyntaxError, text: str) -> Told:
    """What is wrong in the template ``text``."""
    said = (error.message or "").rstrip(".")
    for pattern, tell in _RULES:
        if (found := re.match(pattern, said)) is not None:
            return tell(found, error.lineno, text)
    return error.lineno, f"This is not readable as a template: {said}", "Compare it with a line that works", ""


def _unknown_tag(found: re.Match[str], line: int, text: str) -> Told:
    tag = found[1]
    inner = re.search(r"needs to be closed is '(\w+)'", found.string)
    if tag in TAGS or tag.startswith("end"):
        if inner is None:
            return line, f"{{% {tag} %}} has nothing above it that it could belong to", "Remove it", tag
        opened = _opened(inner[1], text, line, stop=tag)
        message = f"{{% {tag} %}} does not belong to {{% {inner[1]} %}} on line {opened}, which is still open"
        return line, message, f"Close that first, with  {{% end{inner[1]} %}}", tag
    return line, f"There is no tag {{% {tag} %}}", did_you_mean(tag, TAGS) or f"Tags are {', '.join(TAGS[:-10])}", tag


def _never_closed(found: re.Match[str], line: int, text: str) -> Told:
    tag = found[1]
    message, hint = f"{{% {tag} %}} is never closed", f"Write  {{% end{tag} %}}  where it ends"
    return _opened(tag, text, line), message, hint, tag


def _expected(found: re.Match[str], line: int, text: str) -> Told:
    wanted, got = _thing(found[1]), _thing(found[2])
    if found[2] == "end of template" or (wanted == "}}" and got == "%}") or (wanted == "%}" and got == "}}"):
        opener = {"}}": "{{", "%}": "{%"}.get(wanted)
        if opener:
            message = f"{opener} is not closed with {wanted}"
            return _last(opener, text, line), message, f"Write  {wanted}  at its end", ""
    hint = "Texts need quotes; ~ joins them, as in {{ a ~ b }}" if wanted == "}}" else ""
    if wanted == "%}":
        hint = "A condition is written as in {% if a and not b %}, a loop as in {% for tag in page.tags %}"
    if wanted == "'in'":
        hint = "Write  {% for tag in page.tags %}"
    message = f"{_quoted(got)} stands where {_quoted(wanted)} should"
    return line, message, hint or f"Write {_quoted(wanted)} there", found[2] if got == found[2] else ""


def _nothing_there(found: re.Match[str], line: int, _: str) -> Told:
    got = _thing(found[1])
    example = "{% if page.image %}" if got == "%}" else "{{ page.title }}"
    return line, f"Something is missing before {_quoted(got)}", f"Write what is meant, as in {example}", ""


def _closes_nothing(found: re.Match[str], line: int, _: str) -> Told:
    if found[1] == "}":
        return line, "One } is not enough to close {{", "Write }}", ""
    return line, f"'{found[1]}' closes nothing", "Remove it, or open the bracket before it", ""


def _block_twice(found: re.Match[str], line: int, _: str) -> Told:
    return line, f"There are two blocks '{found[1]}' in this template", "Give one of them another name", found[1]


def _told(message: str, hint: str, opener: str = "", word: str = "") -> Callable[[re.Match[str], int, str], Told]:
    """The same words each time, at the last ``opener`` when there is one."""
    return lambda _, line, text: (_last(opener, text, line) if opener else line, message, hint, word)


def _odd_character(found: re.Match[str], line: int, _: str) -> Told:
    char = found[1].strip("'\"")
    hint = "Use straight quotes: ' or \"" if char in _QUOTES else "Remove it, or put the text in quotes"
    return line, f"The character {char} cannot stand here", hint, char


def _unknown(what: str) -> Callable[[re.Match[str], int, str], Told]:
    return lambda found, line, _: (line, f"There is no {what} '{found[1]}'", "", found[1])


_RULES: tuple[tuple[str, Callable[[re.Match[str], int, str], Told]], ...] = (
    (r"Encountered unknown tag '(\w+)'", _unknown_tag),
    (r"Unexpected end of template\. .* needs to be closed is '(\w+)'", _never_closed),
    (r"expected token '(.+)', got '(.+)'", _expected),
    (r"Expected an expression, got '(.+)'", _nothing_there),
    (r"unexpected char (.+) at \d+", _odd_character),
    (r"unexpected '(.+)', expected '(.+)'",
     lambda found, line, _: (line, f"'{found[1]}' closes what '{found[2]}' should", f"Write  {found[2]}  first", "")),
    (r"unexpected '(.+)'", _closes_nothing),
    (r"unexpected end of template", _told("The template ends in the middle of a tag", "Close it with %} or }}", "{")),
    (r"tag name expected", _told("{% %} needs a word that says what to do", "Write, say, {% if page.image %}")),
    (r"Missing end of comment tag", _told("A comment is never closed", "Write  #}  where it ends", "{#")),
    (r"Missing end of raw directive", _told("{% raw %} is never closed", "Write  {% endraw %}  where it ends", "raw")),
    (r"block '(.+)' defined twice", _block_twice),
    (r"No filter named '(.+)'", _unknown("filter")),
    (r"No test named '(.+)'", _unknown("test")),
    (r"can't assign to", _told("{% set %} and {% for %} need a name before the = or the 'in'",
                               "Write, say, {% set title = page.title %}")),
)  # fmt: skip


def _opened(tag: str, text: str, before: int, stop: str = "") -> int:
    """The line of the innermost ``tag`` still open at the line ``before`` (there, at the tag ``stop``)."""
    open_tags: list[tuple[str, int]] = []
    for name, line, rest in _tags(text):
        if line > before or (line == before and name == stop):
            break
        if name.startswith("end"):
            while open_tags and open_tags.pop()[0] != name[3:]:
                pass
        elif name in OPENING and not (name == "set" and "=" in rest):
            open_tags.append((name, line))
    return next((line for name, line in reversed(open_tags) if name == tag), before)


def _tags(text: str) -> Iterator[tuple[str, int, str]]:
    """Every tag's name, its line, and what follows the name."""
    shown = _HIDDEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in _TAG.finditer(shown):
        yield found[1], shown.count("\n", 0, found.start()) + 1, found[2]


def _last(opener: str, text: str, before: int) -> int:
    """The line of the last ``opener`` up to the line ``before``."""
    lines = text.split("\n")[:before]
    return next((number for number in range(len(lines), 0, -1) if opener in lines[number - 1]), before)


def _thing(token: str) -> str:
    return _THINGS.get(token, token)


def _quoted(thing: str) -> str:
    return thing if thing.startswith(("a ", "the ", "'")) else f"'{thing}'"
