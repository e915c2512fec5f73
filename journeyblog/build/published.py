"""What publishing did, for those who tell it. Apart from the write door, which takes a moment to import."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a commit did: paths sorted, ``unchanged`` a count. ``mode`` tells how (nothing: no byte was written)."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    output: Path
    mode: Literal["nothing", "exchange", "in place"]
