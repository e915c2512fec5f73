"""What every shape is: a name for people, a reader of nodes, and a JSON Schema."""

from abc import ABC, abstractmethod
from typing import Any, Protocol

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from journeyblog.schema.json_schema import Definitions, JsonSchema
from journeyblog.schema.reading import FAILED, Reading


class Shape(ABC):
    """Reads one declared type."""

    __slots__ = ()

    name: str
    """What an author would call it: "a list of texts", "a number"."""
    plural: str = "values"
    """The same of many: "texts", "numbers"."""
    example: str = "…"
    """A value as an author would write it."""
    blank: Any = FAILED
    """What stands for a value that a record must have and that could not be read; FAILED when nothing can."""
    plain: str = ""
    """The shortest such value, where it is a single one."""
    needs: str = ""
    """What a value of another shape lacks, where that says more than the name."""

    @abstractmethod
    def read(self, node: Node, reading: Reading) -> Any:
        """The value, or FAILED after noting every mistake below the node."""

    def read_part(self, node: Node, reading: Reading, step: str | int) -> Any:
        """The value of a part of what is being read; what cannot be read of it is a gap, on the way by ``step``."""
        before = len(reading.gaps)
        value = self.read(node, reading)
        if value is FAILED:
            reading.gaps[before:] = [(step,)]
        elif len(reading.gaps) > before:
            reading.gaps[before:] = [(step, *way) for way in reading.gaps[before:]]
        return value

    @abstractmethod
    def schema(self, definitions: Definitions) -> JsonSchema:
        """What an editor's YAML parser may hand over for a value that :meth:`read` takes."""

    def misshapen(self, node: Node, reading: Reading, note: str = "", meant: str = "") -> Any:
        """FAILED, after noting that a single value, list or group stands where another of the three belongs.

        ``meant`` is the value as it should be written, when that is clear.
        """
        reading.wrong_shape(node, self.name, self.example, kind_of(node), needs=self.needs, note=note, meant=meant)
        return FAILED


class Compiler(Protocol):
    """Gives the shape of an annotation."""

    def of(self, annotation: Any) -> Shape: ...  # noqa: D102


def is_empty(node: Node) -> bool:
    """Nothing written after the colon: the same as an absent key."""
    return isinstance(node, ScalarNode) and node.value == "" and not node.style  # a plain scalar's style is ""


def kind_of(node: Node) -> str:
    """What the author wrote, in words."""
    if isinstance(node, MappingNode):
        return "a group of fields"
    return "a list" if isinstance(node, SequenceNode) else "a single value"
