"""Whether an author has said that something is not to be published."""

from typing import Protocol


class Publishable(Protocol):
    """Anything with the fields by which tools let authors say it."""

    @property
    def draft(self) -> bool: ...  # noqa: D102
    @property
    def published(self) -> bool | None: ...  # noqa: D102
    @property
    def status(self) -> str | None: ...  # noqa: D102


def says_draft(fields: Publishable) -> bool:
    """``draft: true``, ``published: false`` or ``status: draft``."""
    return fields.draft or fields.published is False or (fields.status or "").strip().lower() == "draft"
