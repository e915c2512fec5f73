"""Whether a theme does nothing with the text of a page but print it: then other words change nothing else of the page.

In: the templates of a theme. Out: yes or no. Invariant: yes is proven, no may be said of a theme that is fine.
"""

from collections.abc import Iterable, Iterator

from jinja2 import nodes

_CAUGHT = (nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock, nodes.Macro)
"""What is printed inside these is a value first, which anything may be done with."""

Above = tuple[nodes.Node, "Above | None"]
"""What a node lies in, the nearest first."""


def prints_bodies_plainly(trees: Iterable[nodes.Template]) -> bool:
    """Whether every template uses ``page`` for its fields alone, and ``page.body`` for ``{{ page.body }}`` and
    ``{% if page.body %}`` alone, where what is printed goes straight to the page.

    The templates are those of one theme, and known to have no mistakes.
    """
    return all(_is_fine(node, above) for tree in trees for node, above in _walk(tree))


def _walk(tree: nodes.Template) -> Iterator[tuple[nodes.Node, Above]]:
    """Every node below ``tree``, with all that it lies in. However deep, nothing calls itself."""
    waiting: list[tuple[nodes.Node, Above]] = [(child, (tree, None)) for child in tree.iter_child_nodes()]
    while waiting:
        node, above = waiting.pop()
        yield node, above
        waiting += [(child, (node, above)) for child in node.iter_child_nodes()]


def _up(above: Above | None) -> Iterator[nodes.Node]:
    while above is not None:
        node, above = above
        yield node


def _is_fine(node: nodes.Node, above: Above) -> bool:
    if isinstance(node, nodes.Name) and node.name == "page":
        holder = above[0]
        return isinstance(holder, nodes.Getattr) and node.ctx == "load"
    if isinstance(node, nodes.Name) and node.name == "self":
        return False  # blocks as values
    if isinstance(node, nodes.Getattr) and node.attr == "body" and _is_page(node.node):
        return _is_printed(above) or _is_asked(node, above)
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "super":
        return _is_printed(above)
    if isinstance(node, nodes.Name) and node.name == "super":
        return isinstance(above[0], nodes.Call) and above[0].node is node
    if isinstance(node, nodes.Include | nodes.Block):
        return not any(isinstance(one, _CAUGHT) for one in _up(above))
    if isinstance(node, nodes.Import | nodes.FromImport):
        return not node.with_context
    if isinstance(node, nodes.For):
        return not node.recursive  # what loop() prints is a value
    return not isinstance(node, nodes.ScopedEvalContextModifier)


def _is_page(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "page"


def _is_printed(above: Above) -> bool:
    return isinstance(above[0], nodes.Output) and not any(isinstance(one, _CAUGHT) for one in _up(above))


def _is_asked(node: nodes.Node, above: Above) -> bool:
    """Whether it is only asked whether there is any."""
    for one in _up(above):
        if isinstance(one, nodes.If):
            return one.test is node
        if not isinstance(one, nodes.And | nodes.Or | nodes.Not):
            return False
        node = one
    return False
