"""What can be told of a theme's templates without rendering a page.

In: the parsed templates of a theme and those it extends. Out: mistakes (a filter, template, asset or macro that does
not exist) and warnings (a block, a text or a template that can never be shown).
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from jinja2 import TemplateNotFound, nodes

from journeyblog.diagnostics import Diagnostic, Severity, did_you_mean, nearest
from journeyblog.theme.environment import ThemeEnvironment
from journeyblog.theme.explained import Explained
from journeyblog.theme.faults import missing_template, span_in, unknown_name
from journeyblog.theme.filters import UnknownAsset
from journeyblog.theme.sayings import check_saying

Trees = Mapping[str, Sequence[nodes.Node]]
"""Every node of each template by its path, the template itself first; one that cannot be read is not among them."""
_NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_CHECKED = (nodes.Filter, nodes.Test, nodes.Call, nodes.Const)
_SURROGATE = re.compile("[\ud800-\udfff]")


def check_tree(path: str, trees: Trees, environment: ThemeEnvironment) -> Iterator[Diagnostic]:
    """What is wrong in the template at ``path``."""
    for node in trees[path]:
        if isinstance(node, _NAMING):
            yield from _check_reference(node, path, trees, environment)
        elif isinstance(node, _CHECKED) and (told := _check_expression(node, environment)) is not None:
            yield error_in(environment, path, node.lineno, told)


def check_shown(trees: Trees, environment: ThemeEnvironment) -> Iterator[Diagnostic]:
    """Blocks, texts and templates of the site's own themes that are never shown."""
    named: set[str] = set()
    dynamic = False
    for path, tree in trees.items():
        for node in tree:
            if isinstance(node, _NAMING):
                names = _names(node)
                dynamic = dynamic or not names
                named |= {target for name in names if (target := _target(name, path, environment)) is not None}
    for depth, layer in enumerate(environment.theme.layers):
        below = [name for other in environment.theme.layers[depth + 1 :] for name in other.templates]
        above = {name for other in environment.theme.layers[:depth] for name in other.templates}
        for name, source in layer.templates.items():
            if source.path.startswith("<") or source.path not in trees:
                continue
            yield from _check_blocks(source.path, trees, environment)
            if name in below or name in above or source.path in named:
                continue
            folder, _, own = name.rpartition("/")
            beside = [_stem(other) for other in below if other.rpartition("/")[0] == folder]
            near = nearest(_stem(own), beside)
            meant = f"{folder}/{near}.html".lstrip("/") if near is not None else None
            if meant is not None or ("/" in name and not dynamic):
                hint = f"Did you mean '{meant}'?" if meant is not None else f'Use it, as in {{% include "{name}" %}}'
                yield _unused(environment, source.path, 0, Explained(f"No page and no template uses '{name}'", hint))


def error_in(environment: ThemeEnvironment, path: str, line: int, told: Explained) -> Diagnostic:
    """A template's mistake."""
    span = span_in(environment, path, told.line or line, told.word)
    return Diagnostic(code="template-error", severity=Severity.ERROR, message=told.message, span=span, hint=told.hint)


def _check_reference(node: nodes.Node, path: str, trees: Trees, environment: ThemeEnvironment) -> Iterator[Diagnostic]:
    if getattr(node, "ignore_missing", False):
        return
    named = getattr(node, "template", None)
    name = named.value if isinstance(named, nodes.Const) else None
    if not isinstance(name, str):
        return
    target = _target(name, path, environment)
    if target is None:
        yield error_in(environment, path, node.lineno, missing_template(name, environment))
    elif isinstance(node, nodes.FromImport) and target in trees:
        known = _exported(trees[target])
        for one in node.names:
            wanted = one[0] if isinstance(one, tuple) else one
            if wanted not in known:
                hint = did_you_mean(wanted, known) or (f"It has {', '.join(known)}" if known else "It has no macros")
                told = Explained(f"'{name}' has no macro '{wanted}'", hint, wanted)
                yield error_in(environment, path, node.lineno, told)


def _check_expression(node: nodes.Node, environment: ThemeEnvironment) -> Explained | None:
    match node:
        case nodes.Filter(name=name) if name not in environment.filters:
            return Explained(f"There is no filter '{name}'", unknown_name("filter", name, environment), name)
        case nodes.Filter(name="map", args=[nodes.Const(value=str(name)), *_]) if name not in environment.filters:
            hint = unknown_name("filter", name, environment)
            return Explained(
                f"There is no filter '{name}'", f'{hint} A field is written as in map(attribute="label")', name
            )
        case nodes.Test(name=name) if name not in environment.tests:
            return Explained(f"There is no test '{name}'", unknown_name("test", name, environment), name)
        case nodes.Call(node=nodes.Name(name="asset"), args=[nodes.Const(value=value), *_]):
            if value not in environment.theme.assets:
                missing = UnknownAsset(str(value), environment.published.names)
                return Explained(str(missing), missing.hint, str(value))
        case nodes.Call(node=nodes.Name(name="say"), args=[nodes.Const(value=str(value)), *_], kwargs=given):
            return check_saying(value, [one.key for one in given], node.dyn_kwargs is None, environment.messages)
        case nodes.Const(value=str(value)) if _SURROGATE.search(value):
            return Explained("This text holds half a character, which no page can", "Write the character itself")
    return None


def _check_blocks(path: str, trees: Trees, environment: ThemeEnvironment) -> Iterator[Diagnostic]:
    """In a template that extends another: blocks that the other does not have, and text outside all blocks."""
    template = trees[path][0]
    assert isinstance(template, nodes.Template)
    extends = next((node for node in template.body if isinstance(node, nodes.Extends)), None)
    if extends is None:
        return
    blocks: set[str] = set()
    seen = {path}
    above = _parent(trees[path], path, environment)
    while above is not None and above in trees and above not in seen:
        seen.add(above)
        blocks |= {node.name for node in trees[above] if isinstance(node, nodes.Block)}
        above = _parent(trees[above], above, environment)
    if above is not None or not blocks:
        return  # a template of that chain is not known before a page is rendered, or has a mistake of its own
    for node in template.body:
        if isinstance(node, nodes.Block) and node.name not in blocks:
            known = f"Its blocks are {', '.join(sorted(blocks))}"
            told = Explained(f"The template that this one extends has no block '{node.name}', so it is never shown",
                             did_you_mean(node.name, blocks) or known, node.name)  # fmt: skip
            yield _unused(environment, path, node.lineno, told)
    for node in template.body[template.body.index(extends) + 1 :]:
        if isinstance(node, nodes.Output) and (line := _first_text(node)):
            block = "main" if "main" in blocks else min(blocks)
            told = Explained("This stands outside the blocks of a template that extends another, so it is never shown",
                             f"Put it into a block, such as {{% block {block} %}}")  # fmt: skip
            yield _unused(environment, path, line, told)


def _first_text(node: nodes.Output) -> int:
    """The line on which something visible is printed; 0 for blanks."""
    for part in node.nodes:
        if not isinstance(part, nodes.TemplateData):
            return part.lineno
        if part.data.strip():
            return part.lineno + part.data[: len(part.data) - len(part.data.lstrip())].count("\n")
    return 0


def _parent(tree: Sequence[nodes.Node], path: str, environment: ThemeEnvironment) -> str | None:
    extends = next((node for node in tree if isinstance(node, nodes.Extends)), None)
    if extends is None:
        return None
    named = extends.template
    found = _target(named.value, path, environment) if isinstance(named, nodes.Const) else None
    return found or "?"


def _names(node: nodes.Node) -> list[str]:
    """The templates that a tag names outright; none when they are worked out."""
    named = getattr(node, "template", None)
    parts = named.items if isinstance(named, nodes.List | nodes.Tuple) else [named]
    return [part.value for part in parts if isinstance(part, nodes.Const) and isinstance(part.value, str)]


def _target(name: str, path: str, environment: ThemeEnvironment) -> str | None:
    """The path of the template that ``name`` means in the template at ``path``."""
    try:
        return environment.source_of(environment.join_path(name, path)).path
    except TemplateNotFound:
        return None


def _exported(tree: Sequence[nodes.Node]) -> list[str]:
    """The names that a template gives to those that import from it."""
    names: list[str] = []
    for node in tree:
        match node:
            case nodes.Macro(name=name) | nodes.Import(target=name):
                names.append(name)
            case nodes.Name(name=name, ctx="store"):
                names.append(name)
            case nodes.FromImport():
                names += [one[1] if isinstance(one, tuple) else one for one in node.names]
    return [name for name in dict.fromkeys(names) if not name.startswith("_")]


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".html")


def _unused(environment: ThemeEnvironment, path: str, line: int, told: Explained) -> Diagnostic:
    span = span_in(environment, path, line, told.word)
    return Diagnostic(
        code="template-unused", severity=Severity.WARNING, message=told.message, span=span, hint=told.hint
    )
