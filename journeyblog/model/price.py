"""How a price is read: a group of fields; one written as a text is told how to write it."""

import re
from typing import Any

from yaml.nodes import Node, ScalarNode

from journeyblog.model.visit import MONEY_SIGNS, Price
from journeyblog.schema import Reading, RecordShape, Shapes

_AMOUNT = r"([0-9]{1,9}(?:[.,][0-9]{1,2})?)"
_UNIT = r"([A-Za-z]{3,7}|[€$£¥])"
_WRITTEN = re.compile(
    rf"(?:{_UNIT} ?)?{_AMOUNT}(?: ?{_UNIT})??(?:(?: per | a | ?/ ?)(person|night|day|head)| (?:in )?total| each)?",
    re.IGNORECASE,
)


class PriceShape(RecordShape):
    """The fields of a price."""

    __slots__ = ()

    def __init__(self, shapes: Shapes) -> None:
        super().__init__(Price, shapes)

    def misshapen(self, node: Node, reading: Reading, note: str = "", meant: str = "") -> Any:
        """FAILED; ``20 EUR`` and ``€20 per person`` show what was meant."""
        return super().misshapen(node, reading, note, meant or _meant(node))


def _meant(node: Node) -> str:
    match = _WRITTEN.fullmatch(node.value.strip()) if isinstance(node, ScalarNode) else None
    if match is None:
        return ""
    unit = (match[1] or match[3] or "").lower()
    code = MONEY_SIGNS.get(unit.rstrip("s")) or (unit.upper() if len(unit) == 3 else "")
    if unit and not code:
        return ""
    whose = (match[4] or "").lower().replace("head", "person")
    parts = [f"amount: {match[2].replace(',', '.')}", f"currency: {code}" * bool(code), f"per: {whose}" * bool(whose)]
    return f"{{{', '.join(part for part in parts if part)}}}"
