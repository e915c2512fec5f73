"""What one document's rendering has gathered so far: HTML in pieces, links, headings, text, problems.

The functions that write tokens (:mod:`.blocks`, :mod:`.inlines` and their neighbours) all write here. While no
raw HTML is to be sanitised, a link cuts the HTML at once; else it leaves a mark that survives the sanitiser and
that no author can foresee, and the HTML is cut afterwards.
"""

from hashlib import blake2b
from html import escape

from markdown_it.token import Token

from journeyblog.markdown.body import Heading, Labels, Link
from journeyblog.markdown.ids import Ids
from journeyblog.markdown.problems import Problems

CHECKBOXES = {
    False: '<input type="checkbox" disabled>',
    True: '<input type="checkbox" checked disabled>',
}


class Writer:
    """Gathers one Body; used for one document and thrown away."""

    def __init__(self, text: str, labels: Labels) -> None:
        self.labels = labels
        self.problems = Problems(text)
        self.ids = Ids()
        self.parts: list[str] = []
        self.pieces: list[str] = []
        self.links: list[Link] = []
        self.mark = ""
        self.raw_is_text = False
        self.headings: list[Heading] = []
        self.shift = 0
        self.texts: list[str] = []
        self.title = ""
        self.first = ""
        self.summary = ""
        self.dropped: list[bool] = []
        self.line = 1
        """The line at which the latest block of text begins."""
        self.header: list[str] = []
        """What the cells of the current table's header say."""
        self.table_start = 0

    def use_marks(self, text: str) -> None:
        """Mark links and checkboxes from now on: the HTML goes through the sanitiser."""
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self.mark = f"jb{digest}-"

    def link(self, attribute: str, target: str, line: int, sized: bool = False) -> None:
        """Leave a hole for ``attribute`` here."""
        link = Link(target=target, line=line, attribute=attribute, sized=sized)
        if self.mark:
            self.parts.append(f'{attribute}="{self.mark}{len(self.links)}"')
            self.links.append(link)
        else:
            self.cut(link)

    def cut(self, link: Link) -> None:
        """End a piece here, where ``link`` belongs."""
        self.pieces.append("".join(self.parts))
        self.parts.clear()
        self.links.append(link)

    def checkbox(self, *, checked: bool) -> None:
        """A task's checkbox. The sanitiser lets no author's form control pass, so ours goes through as a mark."""
        if self.mark:
            self.parts.append(f'<span class="{self.mark}{"on" if checked else "off"}"></span>')
        else:
            self.parts.append(CHECKBOXES[checked])

    def checkboxes(self) -> dict[str, str]:
        """The marks of checkboxes and what they stand for."""
        return {f"{self.mark}off": CHECKBOXES[False], f"{self.mark}on": CHECKBOXES[True]}

    def say(self, text: str) -> None:
        """Add a finished block of plain text."""
        text = text.strip()
        if text:
            self.texts.append(text)

    def end_summary(self, unfinished: str = "") -> None:
        """The summary ends here, after the block text ``unfinished``."""
        if not self.summary:
            self.summary = "\n".join([*self.texts, unfinished]).strip()


def attributes(token: Token, without: tuple[str, ...] = ()) -> str:
    """``token``'s attributes as HTML, each with a space before it."""
    return "".join(f' {name}="{escape(str(value))}"' for name, value in token.attrs.items() if name not in without)
