"""The longer story of each code: what it means, an example that is wrong and one that is right.

In: ``explanations/<code>.txt``, read only when asked for: paragraphs, then files, each after ``=== wrong path`` or
``=== right path``. Such a line ends with ``| as latin-1``, ``| escapes``, ``| times 70000`` or ``| link target`` where
the file cannot simply be shown. Out: :class:`Explanation`. The tests lay the examples down as sites and see that they
do what they say.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from journeyblog.diagnostics.codes import CODES

FOLDER = Path(__file__).with_name("explanations")
_PASTED = re.compile(r"\[([a-z0-9-]+)\]")
_FILE = re.compile(r"^=== (wrong|right) ([^|\n]+?)(?: \| (.+))?\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One file of an example: where it lies, how it is written when that is special, and its text."""

    path: str
    way: str
    text: str

    @property
    def heading(self) -> str:
        """The path and, in words, the way it is written."""
        kind, _, detail = self.way.partition(" ")
        said = {
            "as": f", saved as {detail.title()}",
            "times": f", this line {int(detail):,} times" if kind == "times" else "",
            "link": f", a link to {detail}",
        }
        return self.path + said.get(kind, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """``meaning`` is one sentence, ``paragraphs`` the story; ``wrong`` and ``right`` are the files of small sites."""

    code: str
    meaning: str
    paragraphs: tuple[str, ...]
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]


def explain(code: str) -> Explanation:
    """The explanation of a code of the table."""
    story, *rest = _FILE.split((FOLDER / f"{code}.txt").read_text(encoding="utf-8"))
    examples = [
        (judgement, Example(path=path, way=way or "", text=text))
        for judgement, path, way, text in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True)
    ]
    return Explanation(
        code=code,
        meaning=CODES[code],
        paragraphs=tuple(" ".join(paragraph.split()) for paragraph in story.strip().split("\n\n")),
        wrong=tuple(example for judgement, example in examples if judgement == "wrong"),
        right=tuple(example for judgement, example in examples if judgement == "right"),
    )


def code_of(text: str) -> str:
    """The code in ``text``, which may be a whole message pasted from the terminal; else the text as a code would be."""
    pasted = _PASTED.search(text)
    return pasted[1] if pasted is not None else text.strip().strip("[]").casefold().replace("_", "-").replace(" ", "-")
