"""The examples of declarations, from the YAML in which they are written to what an editor makes of them."""

from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.schema.compose import compose
from journeyblog.schema.json_schema import plain_value
from journeyblog.schema.reading import Reading


def sample(written: str) -> Any:
    """The value of an example, as JSON has it. A mistake in one is ours."""
    reading = Reading("example")
    root = compose(f"{written}\n", reading)
    assert root is not None, reading.diagnostics
    return _value(root)


def _value(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_value(item) for item in node.value]
    assert isinstance(node, ScalarNode)
    return node.value if node.style else plain_value(node.value)
