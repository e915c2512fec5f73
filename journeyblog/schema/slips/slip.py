"""A slip in a line of YAML, and how the line should be written."""

from dataclasses import dataclass

from journeyblog.schema.slips.outline import Line

LONGEST_SHOWN = 110
MACHINERY = {"&": "yaml-anchor", "*": "yaml-anchor", "!": "yaml-tag"}
"""The codes of the signs that begin YAML's own machinery."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A line that cannot be read. ``mended`` is the whole line as it was meant, None when nobody can know.

    A slip with no ``message`` is one with the slip before it: only mended.
    """

    code: str
    message: str
    hint: str
    line: int
    column: int
    length: int = 1
    mended: str | None = None


def syntax_slip(line: Line, message: str, value: str, *, column: int | None = None, length: int = 1) -> Slip:
    """A slip that another value of the line mends."""
    return Slip(code="yaml-syntax", message=message, hint=f"Write  {short(line.written(value))}", line=line.number,
                column=line.value_column if column is None else column, length=length,
                mended=line.with_value(value))  # fmt: skip


def in_quotes(text: str) -> str:
    """The text in the quotes that change least of it."""
    if "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def short(text: str) -> str:
    """The text, cut in its middle when no terminal would show it on a line or two."""
    if len(text) <= LONGEST_SHOWN:
        return text
    return f"{text[: LONGEST_SHOWN - 20]} … {text[-16:]}"
