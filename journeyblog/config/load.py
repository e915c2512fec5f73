"""From the text of ``site.yaml`` to :class:`Settings`.

Every mistake is noted with its place. When one is an error nothing is built; the settings are then what can be read of
them, and serve to find the other mistakes. What the author gave no words
for has none yet: ``naming.py`` gives them, in the site's language.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from journeyblog.config.checks import Checking
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
from journeyblog.config.values import LANGUAGE, parse_base_url, parse_language, parse_permalink, parse_zone
from journeyblog.diagnostics import Diagnostic, Severity, did_you_mean
from journeyblog.schema import (
    FAILED,
    Definitions,
    Elsewhere,
    Gaps,
    JsonSchema,
    MapShape,
    Reading,
    RecordShape,
    Refusal,
    ScalarShape,
    Shape,
    Shapes,
    compose,
    gaps_of,
    place_of,
)
from journeyblog.schema.json_schema import either, nullable, one_or_more, pattern, text
from journeyblog.schema.scalars import parse_number
from journeyblog.schema.singles import NUMBER
from journeyblog.slugs import slug

CHANNELS = MappingProxyType(
    {
        "email": Channel(hours=Fraction(24)),
        "web_form": Channel(hours=Fraction(24)),
        "social": Channel(hours=Fraction(24)),
        "post": Channel(hours=Fraction(120)),
        "phone": Channel(minutes=Fraction(5), real_person=True),
        "chat": Channel(minutes=Fraction(10)),
        "counter": Channel(minutes=Fraction(10)),
        "in_person": Channel(),
        "kiosk": Channel(),
    }
)
DEFAULT_AUTHOR = MappingProxyType({"author": AuthorProfile(name="")})
"""Who writes when the settings name nobody; called as the messages say."""


class DimensionShape(Shape):
    """``2``, ``[2, product]`` or ``[2, product, Label]``."""

    __slots__ = ()
    name = "a weight, or [weight, group, label]"
    plural = "weights, or of [weight, group, label]"
    example = "[2, product]"
    plain = "1"

    def read(self, node: Node, reading: Reading) -> Any:
        """The dimension."""
        if isinstance(node, MappingNode) or (isinstance(node, SequenceNode) and not 1 <= len(node.value) <= 3):
            return self.misshapen(node, reading)
        parts = node.value if isinstance(node, SequenceNode) else [node]
        if any(not isinstance(part.value, str) for part in parts):
            return self.misshapen(node, reading)
        weight = ScalarShape("a weight", _parse_weight).read(parts[0], reading)
        group = parts[1].value.strip() if len(parts) > 1 else ""
        if group and group not in GROUPS:
            hint = did_you_mean(group, GROUPS) or f"Groups are {', '.join(GROUPS)}"
            reading.error("unknown-group", f"'{group}' is not a group of dimensions", parts[1], hint)
            return FAILED
        if weight is FAILED:
            return FAILED
        return Dimension(weight=weight, group=group, label=parts[2].value if len(parts) > 2 else "")

    def schema(self, definitions: Definitions) -> JsonSchema:  # noqa: ARG002  a Shape's signature
        """A number, or a list that starts with one."""
        weight = {"type": ["number", "string"], "minimum": 0, "pattern": pattern(NUMBER)}
        group = either({"enum": list(GROUPS)}, {"type": ["string", "null"], "pattern": pattern("", *GROUPS)})
        parts = [weight, group, nullable(text())]
        return {**one_or_more(weight), "items": True, "prefixItems": parts, "minItems": 1, "maxItems": 3}


def load_settings(text: str, path: str) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """What can be read of the settings of a site, and what is wrong with them; None when nothing can be read."""
    reading = Reading(path)
    root = compose(text, reading)
    if root is None:
        if not reading.diagnostics:
            reading.error_at("missing-field", "'title' is missing", 0, 0, "Add  title: The name of the site")
        return None, tuple(reading.diagnostics)
    settings = settings_shapes().of(Settings).read(root, reading)
    made = None if settings is FAILED else _complete(settings, root, reading, gaps_of(reading.gaps))
    return made, tuple(reading.diagnostics)


def _an_author(values: Mapping[str, str], there: Collection[str]) -> str:
    """``author: Ana`` and her address, as the authors of a site are written."""
    if "authors" in there:
        return "Remove it: authors: says who writes, and default_author: whose the posts are that name nobody"
    name = values.get("author", "The Traveller")
    email = values.get("author_email", values.get("email", ""))
    fields = {"name": name} | ({"email": email} if email else {})
    lines = [f"    {key}: {value}" for key, value in fields.items()]
    return "\n".join(["Write this:", "authors:", f"  {slug(name) or 'me'}:", *lines])


@cache
def settings_shapes() -> Shapes:
    """Shapes for the settings."""
    shapes = Shapes(
        {
            BaseUrl: ScalarShape(
                "a URL",
                parse_base_url,
                schema={"type": "string", "pattern": pattern(r"[Hh][Tt][Tt][Pp][Ss]?://[\s\S]+")},
            ),
            Zone: ScalarShape("a time zone", parse_zone, schema={"type": "string"}),
            Permalink: ScalarShape(
                "a permalink pattern", parse_permalink, schema={"type": "string", "pattern": ":(slug|part)"}
            ),
            Language: ScalarShape(
                "a language tag", parse_language, schema={"type": "string", "pattern": pattern(LANGUAGE.pattern)}
            ),
            Dimension: DimensionShape(),
        }
    )
    author = Elsewhere(keys=("author", "author_email", "email"), told=_an_author)
    shapes.add(Settings, RecordShape(Settings, shapes, elsewhere=(author,)))
    return shapes


@cache
def built_in_kinds() -> Mapping[str, Kind]:
    """The kinds that every site has, read by the same decoder as the author's own."""
    reading = Reading("kinds.yaml")
    root = compose(files("journeyblog.config").joinpath("kinds.yaml").read_text(encoding="utf-8"), reading)
    assert root is not None
    assert not reading.diagnostics, reading.diagnostics
    kinds: Mapping[str, Kind] = MapShape(settings_shapes().of(Kind)).read(root, reading)
    return kinds


def _complete(settings: Settings, root: Node, reading: Reading, gaps: Gaps) -> Settings:
    """Merge in what is built in, and check what hangs together."""
    kinds = _merge_kinds(settings.kinds, root, reading, gaps)
    channels = MappingProxyType({**CHANNELS, **settings.channels})
    authors = settings.authors or DEFAULT_AUTHOR
    default = settings.default_author or next(iter(authors))
    checking = Checking(settings, root, reading, gaps)
    checking.check()
    checking.check_kinds(tuple(settings.kinds), dict(kinds))
    for found in _check_schema_types(settings, root, reading):
        reading.note(found)
    return replace(settings, kinds=kinds, channels=channels, authors=authors, default_author=default)


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


def _merge_kinds(own: Mapping[str, Kind], root: Node, reading: Reading, gaps: Gaps) -> Mapping[str, Kind]:
    written = {**built_in_kinds(), **{name: _over(built_in_kinds().get(name), kind) for name, kind in own.items()}}
    resolved: dict[str, Kind] = {}
    for first in written:
        chain: dict[str, None] = {}  # from a kind to the one at the bottom, each extending the next
        name = first
        while name and name not in resolved:
            chain[name] = None
            base = written[name].extends
            if base not in written and gaps.touch("kinds", base):
                base = ""  # it is there, but was not read
            if base and (base not in written or base in chain):
                circle = " → ".join((*list(chain)[list(chain).index(base) :], base)) if base in chain else ""
                message = (
                    f"Kinds extend each other in a circle: {circle}"
                    if circle.count("→") > 1
                    else (f"Kind '{base}' extends itself" if circle else f"There is no kind '{base}' to extend")
                )
                hint = "Let it extend another kind, or none" if base in written else _kinds_hint(base, written)
                reading.note(_error("unknown-kind", message, reading, root, ("kinds", name, "extends"), hint))
                base = ""
            name = base
        inherited = resolved.get(name)
        for name in reversed(chain):
            words = name if name in built_in_kinds() else inherited.extends if inherited is not None else ""
            inherited = resolved[name] = _finish(_over(inherited, written[name]), words)
    return MappingProxyType(resolved)


def _kinds_hint(word: str, kinds: Mapping[str, Kind]) -> str:
    return did_you_mean(word, kinds) or f"Kinds are {', '.join(kinds)}"


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


def _finish(kind: Kind, words: str) -> Kind:
    """With what is not said filled in, but for the words; ``words`` is the built-in kind that they come from."""
    dimensions = {
        key: replace(dimension, group=dimension.group or "service") for key, dimension in kind.dimensions.items()
    }
    return Kind(
        extends="" if kind.label else words,
        label=kind.label,
        plural=kind.plural,
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
