"""Values written out again as they should have been, for the lines that hints show.

In: nodes as their author wrote them, or texts. Out: YAML on one line, as it can stand between braces. What is longer
than a line, or empty, is a sign that something goes on there.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.schema.scalars import mend_number
from journeyblog.schema.slips import in_quotes, short

GOES_ON = "…"
_PLAIN = re.compile(r"(?:-|/|https?://)?[\w★½⭐](?:[\w★½⭐/.@'!? -]*[\w★½⭐/.'!?])?")


def flow(node: Node) -> str:
    """A value on one line; a number in it as it should be written."""
    if isinstance(node, MappingNode):
        return group({key.value: flow(value) for key, value in node.value if isinstance(key, ScalarNode)})
    if isinstance(node, SequenceNode):
        return f"[{', '.join(flow(item) for item in node.value)}]"
    if not isinstance(node, ScalarNode) or not node.value.strip() or "\n" in node.value:
        return GOES_ON
    return plain(mend_number(node.value)[1] or node.value.strip())


def group(fields: Mapping[str, str]) -> str:
    """Fields between braces."""
    return f"{{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}"


def plain(text: str) -> str:
    """A text as it can stand between braces."""
    return text if _PLAIN.fullmatch(text) else short(in_quotes(text))


def entries(items: Iterable[Sequence[tuple[str, str]]]) -> str:
    """A list of groups, each after a hyphen with a field a line."""
    return "\n".join(
        f"{'- ' if number == 0 else '  '}{key}: {value}" for item in items for number, (key, value) in enumerate(item)
    )


def listed(words: Sequence[str]) -> str:
    """'a', 'b' and 'c'."""
    said = [f"'{word}'" for word in words]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)
