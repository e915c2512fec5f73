"""From the text of ``site.yaml`` to :class:`Settings`.

Every mistake is noted with its place; when one is an error there are no settings, and nothing is built.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from yaml.nodes import MappingNode, Node, SequenceNode

from journeyblog.config.schema_types import SCHEMA_TYPES, schema_type_hint
from journeyblog.config.settings import (
    GROUPS,
    AuthorProfile,
    BaseUrl,
    Channel,
    Dimension,
    Kind,
    Language,
    Permalink,
    Settings,
    Zone,
)
from journeyblog.diagnostics import Diagnostic, Severity, did_you_mean, has_errors
from journeyblog.schema import FAILED, Reading, Refusal, ScalarShape, Shapes, compose, kind_of, place_of
from journeyblog.schema.scalars import parse_number
from journeyblog.schema.shapes import MapShape
from journeyblog.slugs import file_name

TOKENS = ("year", "month", "day", "slug", "journey", "part", "category")
CHANNELS = MappingProxyType(
    {
        "email": Channel(hours=Fraction(24), label="E-mail"),
        "web_form": Channel(hours=Fraction(24), label="Web form"),
        "social": Channel(hours=Fraction(24), label="Social media"),
        "post": Channel(hours=Fraction(120), label="Post"),
        "phone": Channel(minutes=Fraction(5), real_person=True, label="Phone"),
        "chat": Channel(minutes=Fraction(10), label="Chat"),
        "counter": Channel(minutes=Fraction(10), label="Counter"),
        "in_person": Channel(label="In person"),
        "kiosk": Channel(label="Kiosk"),
    }
)
DEFAULT_AUTHOR = MappingProxyType({"author": AuthorProfile(name="The author")})
_MACHINE_ZONES = ("localtime", "posixrules")
"""Names that mean another zone on another machine."""
_AUTHOR_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_AUTHOR_URL = re.compile(r"https?://[^\s/]\S*|mailto:[^\s@]+@\S+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class DimensionShape:
    """``2``, ``[2, product]`` or ``[2, product, Label]``."""

    name = "a weight, or [weight, group, label]"

    def read(self, node: Node, reading: Reading) -> Any:
        """The dimension."""
        if isinstance(node, MappingNode) or (isinstance(node, SequenceNode) and not 1 <= len(node.value) <= 3):
            reading.error("wrong-shape", f"This should be {self.name}", node, "Write, say, [2, product]")
            return FAILED
        parts = node.value if isinstance(node, SequenceNode) else [node]
        if any(not isinstance(part.value, str) for part in parts):
            reading.error("wrong-shape", f"This should be {self.name}, not {kind_of(parts[-1])}", node)
            return FAILED
        weight = ScalarShape("a weight", _parse_weight).read(parts[0], reading)
        group = parts[1].value.strip() if len(parts) > 1 else ""
        if group and group not in GROUPS:
            hint = did_you_mean(group, GROUPS) or f"Groups are {', '.join(GROUPS)}"
            reading.error("unknown-group", f"'{group}' is not a group of dimensions", parts[1], hint)
            return FAILED
        if weight is FAILED:
            return FAILED
        return Dimension(weight=weight, group=group, label=parts[2].value if len(parts) > 2 else "")


def load_settings(text: str, path: str) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """The settings of a site, or None when they hold an error."""
    reading = Reading(path)
    root = compose(text, reading)
    if root is None:
        if not reading.diagnostics:
            reading.error_at("missing-field", "'title' is missing", 0, 0, "Add  title: The name of the site")
        return None, tuple(reading.diagnostics)
    settings = _shapes().of(Settings).read(root, reading)
    if settings is FAILED or has_errors(reading.diagnostics):
        return None, tuple(reading.diagnostics)
    settings = _complete(settings, root, reading)
    return (None if has_errors(reading.diagnostics) else settings), tuple(reading.diagnostics)


def label_of(name: str) -> str:
    """``cabin_service`` as people read it: Cabin service."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _shapes() -> Shapes:
    return Shapes(
        {
            BaseUrl: ScalarShape("a URL", _parse_base_url),
            Zone: ScalarShape("a time zone", _parse_zone),
            Permalink: ScalarShape("a permalink pattern", parse_permalink),
            Language: ScalarShape("a language tag", parse_language),
            Dimension: DimensionShape(),
        }
    )


@cache
def built_in_kinds() -> Mapping[str, Kind]:
    """The kinds that every site has, read by the same decoder as the author's own."""
    reading = Reading("kinds.yaml")
    root = compose(files("journeyblog.config").joinpath("kinds.yaml").read_text(encoding="utf-8"), reading)
    assert root is not None
    assert not reading.diagnostics, reading.diagnostics
    kinds: Mapping[str, Kind] = MapShape(_shapes().of(Kind)).read(root, reading)
    return kinds


def _complete(settings: Settings, root: Node, reading: Reading) -> Settings:
    """Merge in what is built in, and check what hangs together."""
    kinds = _merge_kinds(settings.kinds, root, reading)
    own = {name: _named(name, channel) for name, channel in settings.channels.items()}
    channels = MappingProxyType({**CHANNELS, **own})
    authors = settings.authors or DEFAULT_AUTHOR
    default = settings.default_author or next(iter(authors))
    if default not in authors:
        hint = did_you_mean(default, authors) or f"Authors are {', '.join(authors)}"
        reading.diagnostics.append(
            _error("unknown-author", f"'{default}' is not among the authors", reading, root, ("default_author",), hint)
        )
    reading.diagnostics += (*_check_authors(settings, root, reading), *_check_theme(settings.theme, root, reading))
    reading.diagnostics += _check_schema_types(settings, root, reading)
    scale = settings.rating
    if not scale.worst < scale.best or scale.step <= 0:
        message = "The scale must rise from worst to best in steps above 0"
        reading.diagnostics.append(
            _error("bad-scale", message, reading, root, ("rating",), "As in {worst: 1, best: 5, step: 0.5}")
        )
    rule = settings.verdict
    if not rule.definitely > rule.probably > rule.unsure:
        message = "The thresholds must fall from definitely to probably to unsure"
        reading.diagnostics.append(
            _error("bad-thresholds", message, reading, root, ("verdict",), "As in .875, .625, .375")
        )
    return replace(settings, kinds=kinds, channels=channels, authors=authors, default_author=default)


def _check_authors(settings: Settings, root: Node, reading: Reading) -> Iterator[Diagnostic]:
    for name, author in settings.authors.items():
        if not _AUTHOR_ID.fullmatch(name) or file_name(name) != name:
            span = place_of(root, ("authors", name), reading, key=True)
            yield Diagnostic(
                code="bad-path",
                severity=Severity.ERROR,
                message=f"'{name}' cannot be the address of an author's page",
                span=span,
                hint="Write a short name of letters a to z, digits, - and _ here, and the full one after  name:",
            )
        if author.url and not _AUTHOR_URL.fullmatch(author.url.strip()):
            message, hint = f"'{author.url}' is not a web address", "Write it as in https://example.org"
            yield _error("bad-url", message, reading, root, ("authors", name, "url"), hint)


def _check_schema_types(settings: Settings, root: Node, reading: Reading) -> Iterator[Diagnostic]:
    for name, kind in settings.kinds.items():
        if kind.schema and kind.schema not in SCHEMA_TYPES:
            yield Diagnostic(
                code="unknown-schema-type",
                severity=Severity.WARNING,
                message=f"'{kind.schema}' is not a type of business that search engines know",
                span=place_of(root, ("kinds", name, "schema"), reading),
                hint=schema_type_hint(kind.schema),
            )


def _check_theme(name: str, root: Node, reading: Reading) -> Iterator[Diagnostic]:
    """A theme is a folder's name, not a way to it."""
    if not name.strip() or name.startswith(".") or "/" in name or "\\" in name:
        hint = "Write the name of a folder in themes/, or plain"
        yield _error("theme-missing", f"'{name}' is not the name of a theme", reading, root, ("theme",), hint)


def _merge_kinds(own: Mapping[str, Kind], root: Node, reading: Reading) -> Mapping[str, Kind]:
    written = {**built_in_kinds(), **{name: _over(built_in_kinds().get(name), kind) for name, kind in own.items()}}
    resolved: dict[str, Kind] = {}
    for first in written:
        chain: dict[str, None] = {}  # from a kind to the one at the bottom, each extending the next
        name = first
        while name and name not in resolved:
            chain[name] = None
            base = written[name].extends
            if base and (base not in written or base in chain):
                message = f"Kind '{base}' extends itself" if base in chain else f"There is no kind '{base}' to extend"
                hint = "Let it extend another kind, or none" if base in written else _kinds_hint(base, written)
                reading.diagnostics.append(
                    _error("unknown-kind", message, reading, root, ("kinds", name, "extends"), hint)
                )
                base = ""
            name = base
        inherited = resolved.get(name)
        for name in reversed(chain):
            inherited = resolved[name] = _finish(name, _over(inherited, written[name]))
    return MappingProxyType(resolved)


def _kinds_hint(word: str, kinds: Mapping[str, Kind]) -> str:
    return did_you_mean(word, kinds) or f"Kinds are {', '.join(kinds)}"


def _named(name: str, channel: Channel) -> Channel:
    """With the label of the built-in channel that it replaces, else one made of its name."""
    built_in = CHANNELS[name].label if name in CHANNELS else ""
    return replace(channel, label=channel.label or built_in or label_of(name))


def _over(base: Kind | None, kind: Kind) -> Kind:
    """``kind`` over ``base``: what it leaves out comes from there; dimensions are merged by key."""
    if base is None:
        return kind
    dimensions = {**base.dimensions}
    for name, dimension in kind.dimensions.items():
        before = base.dimensions.get(name, Dimension(group=""))
        dimensions[name] = Dimension(
            weight=dimension.weight, group=dimension.group or before.group, label=dimension.label or before.label
        )
    return Kind(
        extends=kind.extends,
        label=kind.label or base.label,
        plural=kind.plural or (base.plural if not kind.label else ""),
        schema=kind.schema or base.schema,
        dimensions=MappingProxyType(dimensions),
    )


def _finish(name: str, kind: Kind) -> Kind:
    label = kind.label or label_of(name)
    dimensions = {
        key: replace(dimension, group=dimension.group or "service", label=dimension.label or label_of(key))
        for key, dimension in kind.dimensions.items()
    }
    return Kind(
        label=label,
        plural=kind.plural or f"{label}s",
        schema=kind.schema or "LocalBusiness",
        dimensions=MappingProxyType(dimensions),
    )


def _error(code: str, message: str, reading: Reading, root: Node, keys: tuple[str, ...], hint: str) -> Diagnostic:
    span = place_of(root, keys, reading)
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=span, hint=hint)


def _parse_weight(text: str) -> Fraction:
    weight = parse_number(text)
    if weight < 0:
        raise Refusal("out-of-range", f"A weight of {text} is below 0", "Write 0 or more")
    return weight


def _parse_base_url(text: str) -> BaseUrl:
    refusal = Refusal("bad-url", f"'{text}' is not the address of a site", "Write it as in https://example.org/blog")
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        raise refusal from None
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise refusal
    if any(char.isspace() for char in parts.netloc + parts.path):
        raise refusal
    return BaseUrl(text.strip().rstrip("/"))


def _parse_zone(text: str) -> Zone:
    name = text.strip()
    try:
        if name in _MACHINE_ZONES:
            raise KeyError(name)
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        hint = did_you_mean(name, available_timezones() - {name}) or "Write one as in Europe/Madrid"
        raise Refusal("unknown-timezone", f"'{text}' is not a time zone", hint) from None
    return Zone(name)


def parse_language(text: str) -> Language:
    """A BCP 47 tag, by its form."""
    if not _LANGUAGE.fullmatch(text.strip()):
        raise Refusal("bad-language", f"'{text}' is not a language tag", "Write one as in en, es or pt-BR")
    return Language(text.strip())


def parse_permalink(text: str) -> Permalink:
    """A pattern of known tokens that tells posts apart."""
    pattern = text.strip()
    for token in re.findall(r":([A-Za-z_]+)", pattern):
        if token not in TOKENS:
            hint = (
                did_you_mean(f":{token}", [f":{known}" for known in TOKENS])
                or f"Tokens are {', '.join(f':{token}' for token in TOKENS)}"
            )
            raise Refusal("bad-permalink", f"':{token}' is not a part of a permalink", hint)
    for segment in pattern.split("/"):
        plain = re.sub(r":[a-z]+", "x", segment)
        if plain and (file_name(plain) != plain or "#" in plain):
            raise Refusal("bad-permalink", f"'{segment}' cannot be part of an address", "As in /:year/:month/:slug/")
    if ":slug" not in pattern and ":part" not in pattern:
        raise Refusal("bad-permalink", f"'{text}' would be the same for every post", "Add :slug")
    return Permalink("/" + pattern.strip("/") + "/")
