"""A template's tree with its work counted: what loops, macros, blocks and templates cost, paid when they are entered.

In: a parsed template. Out: the same tree, changed in place. A loop pays for all its rounds at once when its list has a
length, so ordinary rendering costs a call for each loop and macro, nothing for each round.
"""

from collections.abc import Iterable
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

ENTER, LOOP, WEIGH, CUT = "(enter)", "(loop)", "(weigh)", "(cut)"
"""Names of the filters that count; no template can write such a name."""
COUNTERS = (ENTER, LOOP, WEIGH, CUT)
_OF_A_TEMPLATE, _OF_A_MACRO = 200, 30
"""What entering costs in itself, in steps: a template is looked up and given its names."""
_OWN_BODY = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
_CHARACTERS = 100
"""Of the template's own text, in a step."""
_WORKING = (nodes.BinExpr, nodes.Call, nodes.Compare, nodes.Concat, nodes.Filter, nodes.Test)


def count_steps(tree: nodes.Template) -> nodes.Template:
    """Let ``tree`` count its steps as it is rendered."""
    _Counting().visit(tree)
    return tree


class _Counting(NodeTransformer):
    def visit_Template(self, node: nodes.Template) -> nodes.Template:
        return self._entered(node, _OF_A_TEMPLATE)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Macro:
        return self._entered(node, _OF_A_MACRO)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.CallBlock:
        return self._entered(node, _OF_A_MACRO)

    def visit_Block(self, node: nodes.Block) -> nodes.Block:
        return self._entered(node, _OF_A_MACRO)

    def visit_For(self, node: nodes.For) -> nodes.For:
        weight = 1 + _weight(node.body) + (_weight([node.test]) if node.test is not None else 0)
        if node.recursive:
            self._entered(node, _OF_A_MACRO)
        else:
            self.generic_visit(node)
        node.iter = _filter(LOOP, node.iter, nodes.Const(1 if node.recursive else weight, lineno=node.lineno, environment=node.environment))
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:
        """Two texts or lists are compared part by part; beside a constant it is over soon."""
        self.generic_visit(node)
        sides = [node.expr, *(one.expr for one in node.ops)]
        if any(isinstance(side, nodes.Const) for side in sides) and not any(
            one.op in ("in", "notin") for one in node.ops
        ):
            return node
        if not isinstance(node.expr, nodes.Const):
            node.expr = _filter(WEIGH, node.expr)
        for one in node.ops:
            if not isinstance(one.expr, nodes.Const | nodes.List | nodes.Tuple):
                one.expr = _filter(WEIGH, one.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:
        self.generic_visit(node)
        return _filter(CUT, node) if isinstance(node.arg, nodes.Slice) else node

    def visit_List(self, node: nodes.List) -> nodes.Expr:
        return self._made(node, node.items)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Expr:
        return self._made(node, [side for pair in node.items for side in (pair.key, pair.value)])

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:
        return self._made(node, node.items) if node.ctx == "load" else node

    def _made(self, node: Any, parts: Iterable[nodes.Node]) -> nodes.Expr:
        constant = all(isinstance(part, nodes.Const) for part in parts)
        self.generic_visit(node)
        return node if constant else _filter(WEIGH, node)

    def _entered(self, node: Any, cost: int) -> Any:
        weight = cost + _weight(node.body)
        self.generic_visit(node)
        line = node.body[0].lineno if node.body else node.lineno
        cost_of_it = nodes.Const(weight, lineno=line, environment=node.environment)
        node.body.insert(0, nodes.ExprStmt(_filter(ENTER, cost_of_it), lineno=line, environment=node.environment))
        return node


def _weight(parts: Iterable[nodes.Node]) -> int:
    """How many steps going once through ``parts`` takes; what has a body of its own pays for that itself."""
    weight = 0
    stack = list(parts)
    while stack:
        node = stack.pop()
        weight += 3 if isinstance(node, _WORKING) else 1
        if isinstance(node, nodes.TemplateData):
            weight += len(node.data) // _CHARACTERS
        stack.extend(node.iter_child_nodes(exclude=("body",) if isinstance(node, _OWN_BODY) else None))
    return weight


def _filter(name: str, value: nodes.Expr, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(
        value, name, list(args), [], None, None, lineno=value.lineno, environment=value.environment
    )
