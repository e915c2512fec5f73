"""What is not published, and why: known to those who tell it, with nothing else of a site."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file that is not published, and why: "draft", "future, due 2030-03-01 00:00", "expired on …"."""

    path: str
    reason: str
