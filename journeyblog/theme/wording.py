"""The texts of a theme in the site's language: from the messages files of a theme and those it extends.

In: a theme and a language's tag. Out: a :class:`Wording`. A text is looked for in the language itself (``es-MX``),
then in what it belongs to (``es``), then in English; in each of them in the theme first, then in those it extends.
Under all themes lie the texts of the built-in ``plain``, for the program says some of them itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from journeyblog.diagnostics import Diagnostic, Severity, Span
from journeyblog.messages import Catalogue, Message, Messages, check_places, fallbacks, read_catalogue
from journeyblog.theme.theme import TemplateSource, Theme

ENGLISH = "en"
GROUND = "plain"
"""The built-in theme whose texts lie under those of every theme."""
_NAMED = 3
"""How many missing texts are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a theme says: its ``messages``, the ``catalogues`` of its own that they come from, what is wrong with these.

    ``missing`` are the keys that the language has no text for.
    """

    messages: Messages
    catalogues: tuple[Catalogue, ...]
    missing: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def built_in_themes() -> Path:
    """The folder of the built-in themes: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "themes"
    return installed if installed.is_dir() else package.parent / "themes"


@cache
def ground(tag: str) -> Catalogue | None:
    """The texts of the built-in ``plain`` in a language, when it has them."""
    path = built_in_themes() / GROUND / "messages" / f"{tag}.yaml"
    if not path.is_file():
        return None
    return read_catalogue(path.read_text(encoding="utf-8"), f"<{GROUND}>/messages/{tag}.yaml", tag)


@cache
def english() -> Messages:
    """The built-in texts in English, for the terminal."""
    found = ground(ENGLISH)
    assert found is not None
    return Messages(ENGLISH, found.messages)


def word(theme: Theme, language: str) -> Wording:
    """What ``theme`` says in ``language``."""
    tags = fallbacks(language)
    declared: dict[str, Message] = {}
    texts: dict[str, Message] = {}
    own: list[Catalogue] = []
    found: list[Diagnostic] = []
    spoken: set[str] = set()
    for tag in reversed(tags):
        for catalogue in _catalogues(theme, tag):
            if catalogue.path != f"<{GROUND}>/messages/{catalogue.tag}.yaml":
                own.append(catalogue)
            found += (*catalogue.diagnostics, *check_places(catalogue, declared))
            declared = {**catalogue.messages, **declared}
            texts.update(catalogue.messages)
            if _primary(tag) == _primary(language):
                spoken.update(catalogue.messages)
    return Wording(
        messages=Messages(language, texts),
        catalogues=tuple(own),
        missing=tuple(key for key in texts if key not in spoken),
        diagnostics=tuple(found),
    )


def told_missing(wording: Wording, theme: Theme, named_at: Span) -> tuple[Diagnostic, ...]:
    """A warning when texts of the theme are not in the site's language; ``named_at`` is where the site names that."""
    missing, language = wording.missing, wording.messages.language
    if not missing:
        return ()
    file = f"messages/{fallbacks(language.tag)[0]}.yaml"
    mine = next((one for one in reversed(wording.catalogues) if _primary(one.tag) == _primary(language.tag)), None)
    name = theme.name if not theme.layers[0].shown.startswith("<") else "mine"
    where = mine.path if mine is not None else f"themes/{name}/{file}"
    named = ", ".join(f"'{key}'" for key in missing)
    some, are = ("Some texts are", "they are") if len(missing) > 1 else ("A text is", "it is")
    message = f"{some} not in {language.english_name} yet, so {are} shown in English"
    message += f": {named}" if len(missing) <= _NAMED else ""
    hint = f"Write them in {where}; docs/themes.md says how" if len(missing) > 1 else f"Write it in {where}"
    return (Diagnostic(code="message-missing", severity=Severity.WARNING, message=message, span=named_at, hint=hint),)


def _catalogues(theme: Theme, tag: str) -> Sequence[Catalogue]:
    """The files of one language, the lowest first."""
    found = [] if (lowest := ground(tag)) is None else [lowest]
    for layer in reversed(theme.layers):
        source = _source(layer.messages, tag)
        if source is not None and source.path != f"<{GROUND}>/messages/{tag}.yaml":
            found.append(read_catalogue(source.text, source.path, tag))
    return found


def _source(files: Mapping[str, TemplateSource], tag: str) -> TemplateSource | None:
    return next((source for name, source in files.items() if name.lower() == tag.lower()), None)


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
