"""A template's tree with its work counted: what loops, macros, blocks and templates cost, paid when they are entered.

In: a parsed template. Out: the same tree, changed in place. A loop pays for all its rounds at once when its list has a
length, so ordinary rendering costs a call for each loop and macro, nothing for each round.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from jinja2 import nodes

ENTER, LOOP, WEIGH, CUT = COUNTERS = ("(enter)", "(loop)", "(weigh)", "(cut)")
"""Names of the filters that count; no template can write such a name."""
_OF_A_TEMPLATE, _OF_A_MACRO = 200, 30
"""What entering costs in itself, in steps: a template is looked up and given its names."""
_CHARACTERS = 100
"""Of the template's own text, in a step."""
_BODIES = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block, nodes.Template)
_MADE = (nodes.Getitem, nodes.List, nodes.Tuple, nodes.Dict)
_WORKING = (nodes.BinExpr, nodes.Call, nodes.Compare, nodes.Concat, nodes.Filter, nodes.Test)


def walk(tree: nodes.Node) -> list[nodes.Node]:
    """Every node, each before those in it; in a loop, for a template may be deeper than Python calls may be."""
    stack = [tree]
    found = []
    while stack:
        node = stack.pop()
        found.append(node)
        stack += _children(node)
    return found


def count_steps(tree: nodes.Template) -> None:
    """Let ``tree`` count its steps as it is rendered."""
    found = walk(tree)
    weights: dict[nodes.Node, int] = {}
    for node in reversed(found):
        weights[node] = _weight(node, weights)
    for node in found:
        _weigh_what_is_made(node)
        if isinstance(node, nodes.Compare):
            _weigh_sides(node)
        elif isinstance(node, _BODIES):
            body = sum(weights[one] for one in node.body)
            if isinstance(node, nodes.For):
                _count_rounds(node, body + (weights[node.test] if node.test is not None else 0))
            else:
                _count_entering(node, body + (_OF_A_TEMPLATE if isinstance(node, nodes.Template) else _OF_A_MACRO))


def _children(node: nodes.Node) -> Iterable[nodes.Node]:
    for field in node.fields:
        item = getattr(node, field, None)
        if isinstance(item, nodes.Node):
            yield item
        elif isinstance(item, list):
            yield from (one for one in item if isinstance(one, nodes.Node))


def _weight(node: nodes.Node, weights: Mapping[nodes.Node, int]) -> int:
    """The steps of a node with all that is in it; a body of its own is paid for when it is entered."""
    own = 3 if isinstance(node, _WORKING) else 1
    if isinstance(node, nodes.TemplateData):
        own += len(node.data) // _CHARACTERS
    inside = sum(weights[one] for one in _children(node))
    return own + inside - (sum(weights[one] for one in node.body) if isinstance(node, _BODIES) else 0)


def _count_rounds(node: nodes.For, weight: int) -> None:
    if node.recursive:  # it goes through other lists than its own too, so each round pays
        _count_entering(node, weight + _OF_A_MACRO)
        weight = 0
    steps = nodes.Const(1 + weight, lineno=node.lineno, environment=node.environment)
    node.iter = _filter(LOOP, cast("nodes.Expr", node.iter), steps)


def _count_entering(node: Any, weight: int) -> None:
    line = node.body[0].lineno if node.body else node.lineno
    steps = nodes.Const(weight, lineno=line, environment=node.environment)
    node.body.insert(0, nodes.ExprStmt(_filter(ENTER, steps), lineno=line, environment=node.environment))


def _weigh_sides(node: nodes.Compare) -> None:
    """Two texts or lists are compared part by part; beside a constant it is over soon."""
    sides = [node.expr, *(one.expr for one in node.ops)]
    searching = any(one.op in ("in", "notin") for one in node.ops)
    if not searching and any(isinstance(side, nodes.Const) for side in sides):
        return
    both: tuple[Any, ...] = (node, *node.ops)
    for one in both:
        if not isinstance(one.expr, nodes.Const | nodes.List | nodes.Tuple | nodes.Filter):
            one.expr = _filter(WEIGH, one.expr)


def _weigh_what_is_made(node: nodes.Node) -> None:
    for field in node.fields:
        item = getattr(node, field, None)
        if isinstance(item, _MADE):
            setattr(node, field, _weighed(item))
        elif isinstance(item, list):
            item[:] = [_weighed(one) if isinstance(one, _MADE) else one for one in item]


def _weighed(node: Any) -> nodes.Expr:
    """A list, a group or a slice of something, counted as it is made."""
    made: nodes.Expr = node
    if isinstance(node, nodes.Getitem):
        return _filter(CUT, made) if isinstance(node.arg, nodes.Slice) else made
    if getattr(node, "ctx", "load") != "load" or all(isinstance(one, nodes.Const) for one in _children(node)):
        return made
    return _filter(WEIGH, made)


def _filter(name: str, value: nodes.Expr, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(value, name, list(args), [], None, None, lineno=value.lineno, environment=value.environment)
