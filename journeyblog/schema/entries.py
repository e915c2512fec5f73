"""The keys of a mapping as they were written, and the slips that are told before anybody looks at a value."""

from yaml.nodes import MappingNode, Node, ScalarNode

from journeyblog.schema.reading import Reading
from journeyblog.schema.shape import is_empty


def entries_of(node: MappingNode, reading: Reading) -> list[tuple[str, Node, Node]]:
    """(key, its node, its value) of a mapping; a key that is no text or stands twice is noted and left out."""
    entries: list[tuple[str, Node, Node]] = []
    seen: dict[str, Node] = {}
    for key_node, value in node.value:
        if not isinstance(key_node, ScalarNode):
            reading.error(
                "wrong-shape", "A key must be a single word", key_node, "Write a word, a colon and a value on each line"
            )
            continue
        key = key_node.value
        if key in seen:
            first = reading.span(seen[key]).line
            reading.error("duplicate-key", f"'{key}' stands here a second time (first on line {first})", key_node,
                          "Keep one of the two")  # fmt: skip
            continue
        seen[key] = key_node
        if node.flow_style and is_empty(value) and _note_flow_slip(key, key_node, entries, reading):
            continue
        entries.append((key, key_node, value))
    return entries


def _note_flow_slip(key: str, node: Node, before: list[tuple[str, Node, Node]], reading: Reading) -> bool:
    """Tell the two slips between { and } that YAML takes for keys: ``food: 4,5`` and ``food:4.5``."""
    last = before[-1][2].value if before else ""
    if key.isdecimal() and isinstance(last, str) and last.lstrip("+-").isdecimal():
        reading.error("not-a-number", f"'{last},{key}' is not a number", node,
                      f"Write it with a point:  {before[-1][0]}: {last}.{key}")  # fmt: skip
        return True
    name, colon, value = key.partition(":")
    if colon and name and value:
        reading.error("yaml-syntax", f"A space is missing after the colon of '{name}'", node, f"Write  {name}: {value}")
        return True
    return False
