"""A template's tree with its work counted: what loops, macros, blocks and templates cost, paid when they are entered.

In: a parsed template. Out: the same tree, changed in place. A loop pays for all its rounds at once when its list has a
length, so ordinary rendering costs a call for each loop and macro, nothing for each round.
"""

from collections.abc import Iterator
from typing import Any

from jinja2 import nodes

ENTER, LOOP, WEIGH, CUT = "spend", "rounds", "weigh", "cut"
"""Functions that count, by their names in compiled templates, where no variable of a template can have one of these."""
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
    bodies: dict[nodes.Node, int] = {tree: 0}  # what has a body of its own, and the steps of going through it once
    stack: list[tuple[nodes.Node, nodes.Node]] = [(tree, tree)]
    while stack:
        node, owner = stack.pop()
        bodies[owner] += _weight(node)
        inner = owner
        if isinstance(node, _BODIES):
            bodies[node] = 0
            inner = node
        for field, child in _count_what_is_made(node):
            stack.append((child, inner if field in ("body", "test") else owner))
        if isinstance(node, nodes.Compare):
            _weigh_sides(node)
    for node, weight in bodies.items():
        if isinstance(node, nodes.For):
            _count_rounds(node, weight)
        else:
            _count_entering(node, weight + (_OF_A_TEMPLATE if isinstance(node, nodes.Template) else _OF_A_MACRO))


def _count_what_is_made(node: nodes.Node) -> Iterator[tuple[str, nodes.Node]]:
    """Each node in ``node`` with the field it stands in; lists, groups and slices are counted from now on."""
    for field in node.fields:
        item = getattr(node, field, None)
        if isinstance(item, nodes.Node):
            if isinstance(item, _MADE):
                setattr(node, field, _weighed(item))
            yield field, item
        elif isinstance(item, list):
            for index, one in enumerate(item):
                if isinstance(one, nodes.Node):
                    if isinstance(one, _MADE):
                        item[index] = _weighed(one)
                    yield field, one


def _weight(node: nodes.Node) -> int:
    """The steps of a node without those in it."""
    if isinstance(node, nodes.TemplateData):
        return 1 + len(node.data) // _CHARACTERS
    return 3 if isinstance(node, _WORKING) else 1


def _children(node: nodes.Node) -> Iterator[nodes.Node]:
    for field in node.fields:
        item = getattr(node, field, None)
        if isinstance(item, nodes.Node):
            yield item
        elif isinstance(item, list):
            yield from (one for one in item if isinstance(one, nodes.Node))


def _count_rounds(node: nodes.For, weight: int) -> None:
    if node.recursive:  # it goes through other lists than its own too, so each round pays
        _count_entering(node, weight + _OF_A_MACRO)
        weight = 0
    steps = nodes.Const(1 + weight, lineno=node.lineno, environment=node.environment)
    node.iter = _call(LOOP, node.iter, steps)


def _count_entering(node: Any, weight: int) -> None:
    line = node.body[0].lineno if node.body else node.lineno
    steps = nodes.Const(weight, lineno=line, environment=node.environment)
    node.body.insert(0, nodes.ExprStmt(_call(ENTER, steps), lineno=line, environment=node.environment))


def _weigh_sides(node: nodes.Compare) -> None:
    """Two texts or lists are compared part by part; beside a constant it is over soon."""
    sides = [node.expr, *(one.expr for one in node.ops)]
    searching = any(one.op in ("in", "notin") for one in node.ops)
    if not searching and any(isinstance(side, nodes.Const) for side in sides):
        return
    both: tuple[Any, ...] = (node, *node.ops)
    for one in both:
        counted = isinstance(one.expr, nodes.Call) and isinstance(one.expr.node, nodes.EnvironmentAttribute)
        if not counted and not isinstance(one.expr, nodes.Const | nodes.List | nodes.Tuple | nodes.Filter):
            one.expr = _call(WEIGH, one.expr)


def _weighed(node: Any) -> nodes.Expr:
    """A list, a group or a slice of something, counted as it is made."""
    made: nodes.Expr = node
    if isinstance(node, nodes.Getitem):
        return _call(CUT, made) if isinstance(node.arg, nodes.Slice) else made
    if getattr(node, "ctx", "load") != "load" or all(isinstance(one, nodes.Const) for one in _children(node)):
        return made
    return _call(WEIGH, made)


def _call(name: str, value: Any, *args: nodes.Expr) -> nodes.Call:
    place = {"lineno": value.lineno, "environment": value.environment}
    return nodes.Call(nodes.EnvironmentAttribute(name, **place), [value, *args], [], None, None, **place)
