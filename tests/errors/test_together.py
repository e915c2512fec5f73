"""Many mistakes in one file are all told in one run, each at its place and once.

The cases of single mistakes are put together: as many as can stand in one post, one business, one journey or one
``site.yaml`` are written into one file, and each must be told as if it stood alone, but for its line.
"""

import re
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from functools import cache
from pathlib import Path

import pytest
from site_tools import SETTINGS, build_site, lay_files

from journeyblog.model.post import Post
from journeyblog.model.visit import Visit
from journeyblog.schema import Reading, compose

CASES = sorted((Path(__file__).parent / "cases").glob("*.case"))
TOLD = "=== told\n"
LABEL = re.compile(r"^(?:[^\n:]+:)(?:\d+:\d+:)? (?:error|warning)\[", re.MULTILINE)
PLACE = re.compile(r"^([^\n:]+):(\d+):(\d+): (?:error|warning)\[([a-z0-9-]+)\]: (.*)$", re.MULTILINE)
LINE = re.compile(r"on line \d+")
KEY = re.compile(r"([A-Za-z_]+):")
FILES = {
    "post": "content/posts/2018-02-14-dinner.md",
    "business": "content/businesses/la-macheta.md",
    "journey": "content/journeys/coast/index.md",
    "settings": "content/site.yaml",
}
FORMS = {
    "post": re.compile(r"content/(?:posts|journeys/[^/]+)/(?!index)[^/]+\.md"),
    "business": re.compile(r"content/businesses/[^/]+\.md"),
    "journey": re.compile(r"content/journeys/[^/]+/index\.md"),
    "settings": re.compile(r"content/site\.yaml"),
}
FRONT = {
    "post": {"title": ["title: Together"]},
    "business": {"name": ["name: La Macheta"]},
    "journey": {"title": ["title: Together"], "status": ["status: planned"]},
    "settings": {"title": ["title: Together"]},
}
"""The fields that every such file has; the title of a case counts only when it is wrong."""
ALONE = {
    "Parts that change how the rest of the file is read": (
        "too-deep", "unsafe-html--open-comment", "wrong-shape--key", "unknown-key--merge",
        "yaml-second-document", "front-matter-open", "yaml-syntax--hyphen", "yaml-syntax--too-deep",
        "dead-anchor--no-headings", "unknown-key--other-business", "unsafe-html--open-tag", "missing-date--no-day",
    ),
    "A field that other parts have": ("missing-field--settings", "missing-field--share"),
    "Told only once the site can be put together, which takes sound settings and a theme": (
        "link-nowhere--menu", "link-nowhere--option", "link-nowhere--promo",
        "missing-file--author", "missing-file--site-image", "message-missing",
    ),
}  # fmt: skip
VISIT = {one.name for one in fields_of(Visit)} - {one.name for one in fields_of(Post)}
VISITS = VISIT | {"visits", "contrast", "touchpoints"}
Told = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """What a case adds to a file, and what is told of it: in the row of a field, counted from 0, or of the body when
    ``key`` is empty.
    """

    fields: dict[str, list[str]]
    body: list[str]
    files: dict[str, str]
    code: str
    message: str
    key: str
    row: int
    column: int


@dataclass(slots=True)
class Whole:
    """A file with many mistakes."""

    fields: dict[str, list[str]]
    body: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    parts: list[tuple[Part, int]] = field(default_factory=list)

    def takes(self, part: Part) -> bool:
        """Whether the part contradicts nothing that stands here already; then it is added."""
        visits = len(VISITS & {*self.fields, *part.fields}) > 1 and VISITS & self.fields.keys() and (
            VISITS & part.fields.keys()
        )  # fmt: skip
        if visits or any(self.fields.get(key, lines) != lines for key, lines in part.fields.items()):
            return False
        if "[^1]" in "".join(part.body) and "[^1]" in "".join(self.body):
            return False
        if {"theme", "theme_options"} <= {*self.fields, *part.fields}:
            return False
        if any(self.files.get(path, text) != text for path, text in part.files.items()):
            return False
        if any(told.key and told.key == part.key for told, _ in self.parts):
            return False
        self.parts.append((part, len(self.body)))
        self.fields |= part.fields
        self.files |= part.files
        self.body += [*part.body, ""]
        return True

    def written(self, kind: str) -> tuple[str, list[Told]]:
        """The file, and what must be told of it."""
        front = FRONT[kind] | self.fields
        rows = [row for lines in front.values() for row in lines]
        starts, count = {}, 1 if kind == "settings" else 2
        for key, lines in front.items():
            starts[key] = count
            count += len(lines)
        told = []
        for part, start in self.parts:
            line = starts[part.key] + part.row if part.key else count + 1 + start + part.row
            told.append((part.code, part.message, line, part.column))
        if kind == "settings":
            return "\n".join(rows) + "\n", sorted(told)
        return "\n".join(["---", *rows, "---", *self.body]), sorted(told)


def part_of(case: Path, kind: str) -> Part | None:  # noqa: C901  one reason a line why a case must stand alone
    """The case as a part; None when its mistake is of another kind of file, or of more than one."""
    if case.stem.startswith(tuple(name for names in ALONE.values() for name in names)):
        return None
    given, _, told = case.read_text(encoding="utf-8").partition(TOLD)
    pieces = re.split(r"^=== (.*)\n", given, flags=re.MULTILINE)
    files = {"content/site.yaml": SETTINGS, **dict(zip(pieces[1::2], pieces[2::2], strict=True))}
    found = PLACE.findall(told)
    if len(LABEL.findall(told)) != 1 or len(found) != 1 or any("|" in name for name in files):
        return None
    path, line, column, code, message = found[0]
    text = files.pop(path, "")
    if not FORMS[kind].fullmatch(path) or path in message:
        return None
    if kind != "settings" and files.pop("content/site.yaml") != SETTINGS:
        return None
    if kind == "settings":
        files.clear()
    folders = ("content/businesses/", FILES[kind].rpartition("/")[0] + "/")
    if not all(name.startswith(folders[0 if name.endswith(".md") else 1]) for name in files):
        return None
    if code == "dates-out-of-order" and kind == "post" and "2018-02-14" not in text + path:
        return None
    front, body = text, ""
    if kind != "settings":
        front, closed, body = text.removeprefix("---\n").partition("\n---\n")
        if not closed:
            return None
    key, owner, row = "", "", int(line) - (1 if kind == "settings" else 2)
    made: dict[str, list[str]] = {}
    rows = front.rstrip("\n").split("\n")
    for number, text in enumerate(rows):
        if (match := KEY.match(text)) is not None:
            key = match[1]
        if not key or (match is not None and key in made):
            return None
        made.setdefault(key, []).append(text)
        if number == row:
            owner, row = key, len(made[key]) - 1
    if not owner:
        row -= len(rows) + 1
        if row < 0:
            return None
    needed = {name: lines for name, lines in made.items() if name == owner or name not in {*FRONT[kind], "date"}}
    if code == "dates-out-of-order" and kind == "post":
        needed["date"] = made.get("date", [])  # nobody else may write one
    if compose(front, Reading(path)) is None:
        return None  # nothing else can be read beside it
    if "business" in needed and kind == "post" and code == "unknown-business":
        return None  # told once, where it is met first
    message = LINE.sub("on line …", message)
    return Part(needed, body.rstrip("\n").split("\n"), files, code, message, owner, row, int(column))


@cache
def wholes(kind: str) -> tuple[Whole, ...]:
    """All cases of a kind in as few files as will hold them."""
    made: list[Whole] = []
    for case in CASES:
        part = part_of(case, kind)
        if part is not None and not any(whole.takes(part) for whole in made):
            made.append(Whole({}))
            assert made[-1].takes(part)
    return tuple(made)


def told_of(root: Path, path: str, files: dict[str, str]) -> list[Told]:
    """What a build of these files says of the one at ``path``, and that it says nothing of others."""
    lay_files(root, {"content/site.yaml": SETTINGS} | files)
    found = build_site(root).diagnostics
    assert {one.span.path for one in found} <= {path}
    return sorted((one.code, LINE.sub("on line …", one.message), one.span.line, one.span.column) for one in found)


@pytest.mark.parametrize(("kind", "number"), [(kind, i) for kind in FILES for i in range(len(wholes(kind)))])
def test_what_stands_in_one_file_is_told_in_one_run(kind: str, number: int, tmp_path: Path) -> None:
    whole = wholes(kind)[number]
    text, expected = whole.written(kind)
    assert told_of(tmp_path, FILES[kind], whole.files | {FILES[kind]: text}) == expected, text


@pytest.mark.parametrize(("kind", "least"), [("post", 20), ("business", 5), ("journey", 2), ("settings", 15)])
def test_many_mistakes_stand_in_one_file(kind: str, least: int) -> None:
    assert max(len(whole.parts) for whole in wholes(kind)) >= least
