"""A mistake in a template, explained: the value that the functions that find mistakes hand on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explained:
    """What is wrong, what to write instead, the word it is about, and the line when the error itself knows it."""

    message: str
    hint: str = ""
    word: str = ""
    line: int = 0
