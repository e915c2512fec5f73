"""Whether an author has said that something is not to be published."""

from dataclasses import dataclass
from typing import Annotated

from journeyblog.schema import About, Guarded, OneOf

_PUBLISHED = ("publish", "public", "final", "live")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The fields by which tools let authors say it. A slip in any of them withholds the file."""

    draft: Annotated[
        bool, Guarded(also=("isdraft",)), About("`true` keeps it off the site, with everything that only it uses.")
    ] = False
    published: Annotated[
        bool | None,
        Guarded(near=False, also=("publish", "unpublished", "ispublished")),
        About("`false` is another way to say `draft: true`."),
    ] = None
    status: Annotated[
        str | None,
        OneOf(("draft", "published"), tuple((word, "published") for word in _PUBLISHED)),
        Guarded(near=False, words=("draft", "published")),
        About("`draft` is another way to say `draft: true`."),
    ] = None


def says_draft(fields: Publication) -> bool:
    """``draft: true``, ``published: false`` or ``status: draft``."""
    return fields.draft or fields.published is False or fields.status == "draft"
