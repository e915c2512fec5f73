"""What a reader wrote below a post, as the author keeps it in ``content/comments/``."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from journeyblog.dates import Moment
from journeyblog.schema import About


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment. ``reply_to`` is a name: the answer is to the last comment of theirs before this one."""

    ALONE: ClassVar[str] = "text"
    name: Annotated[str, About("Who wrote it.", "Ann")]
    date: Annotated[Moment, About("When it was written.", "2018-03-01")]
    text: Annotated[
        str,
        About("What they wrote: Markdown, without pictures and headings; HTML is shown as text.", "We *did* go back."),
    ]
    url: Annotated[str, About("The web site of who wrote it.", "https://example.org")] = ""
    reply_to: Annotated[str, About("The name of who is answered: somebody who commented before.", "Bob")] = ""


Comments = tuple[Comment, ...]
"""A file of them."""
