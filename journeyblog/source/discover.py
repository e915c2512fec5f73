"""What kind of content each file is, by where it lies (content model, section 1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

from journeyblog.dates import day_of_file
from journeyblog.diagnostics import Diagnostic, Severity, Span, nearest
from journeyblog.source.read import FoundFile

CONTENT = "content"
SETTINGS = f"{CONTENT}/site.yaml"
COMMENTS = f"{CONTENT}/comments/"
COMMENTS_SUFFIX = ".yaml"
_MARKDOWN = (".md", ".markdown")
_FOLDERS = ("posts", "journeys", "businesses", "pages", "static")
_PLAIN = frozenset([".txt", ".text", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx"])
_WRITTEN = frozenset([".doc", ".docx", ".odt", ".rtf", ".pages", ".wps", ".htm", ".html"])


class Kind(Enum):
    """What a file holds."""

    POST = "post"
    JOURNEY = "journey"
    BUSINESS = "business"
    PAGE = "page"
    COMMENTS = "comments"
    STATIC = "static"
    MEDIA = "media"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The files of a site by kind, each group sorted by path. Media lie beside texts and are published with them."""

    posts: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()
    businesses: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    static: tuple[str, ...] = ()
    media: frozenset[str] = frozenset()


def sort_sources(files: Iterable[FoundFile]) -> tuple[Sources, tuple[Diagnostic, ...]]:
    """Each file to its kind; a text where no kind belongs is noted."""
    groups: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    diagnostics: list[Diagnostic] = []
    for file in files:
        if file.path == SETTINGS:
            continue
        if file.path.lower() in (SETTINGS, f"{CONTENT}/site.yml"):
            diagnostics.append(_second_settings(file.path))
            continue
        kind = _kind_of(file.path)
        if kind is not None:
            groups[kind].append(file.path)
        else:
            diagnostics.append(
                Diagnostic(
                    code="stray-file",
                    severity=Severity.WARNING,
                    message=_why_unread(file.path),
                    span=Span(path=file.path),
                    hint=_where_it_belongs(file.path),
                )
            )
    sources = Sources(
        posts=tuple(groups[Kind.POST]),
        journeys=tuple(groups[Kind.JOURNEY]),
        businesses=tuple(groups[Kind.BUSINESS]),
        pages=tuple(groups[Kind.PAGE]),
        comments=tuple(groups[Kind.COMMENTS]),
        static=tuple(groups[Kind.STATIC]),
        media=frozenset(groups[Kind.MEDIA]),
    )
    return sources, tuple(diagnostics)


def unread_texts(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning for each file among ``paths``, which nothing names, that its author takes for a text of the site."""
    for path in paths:
        name = PurePosixPath(path)
        suffix = name.suffix.lower()
        stem = name.stem.removesuffix(".md")
        if suffix in _PLAIN:
            hint = f"Rename it to {stem}.md"
        elif suffix in _WRITTEN:
            hint = f"Open it where you wrote it, save it as plain text (UTF-8), and call it {stem}.md"
        else:
            continue
        yield Diagnostic(
            code="stray-file",
            severity=Severity.WARNING,
            message="This file is not read: texts of the site end in .md",
            span=Span(path=path),
            hint=hint,
        )


def is_bundle(path: str) -> bool:
    """Whether the text is the ``index.md`` of a folder of its own, whose other files belong to it."""
    folder, _, name = path.rpartition("/")
    return folder.count("/") > 1 and name.rpartition(".")[0].lower() == "index"


def _why_unread(path: str) -> str:
    if path.startswith(COMMENTS):
        return f"This file is not read: comments are in files that end in {COMMENTS_SUFFIX}"
    return "This file is in a folder that is not read"


def _where_it_belongs(path: str) -> str:
    """Where a file that lies where nothing is read probably belongs."""
    name = PurePosixPath(path)
    if path.startswith(COMMENTS):
        return f"Rename it to {name.stem}{COMMENTS_SUFFIX}, or move it out of {CONTENT}/"
    folder = name.parts[1] if len(name.parts) > 2 else ""
    if folder == "journeys":
        return f"Move it to {CONTENT}/journeys/{name.stem}/index.md, and the journey's posts into the same folder"
    if folder and (meant := nearest(folder, _FOLDERS)) is not None:
        return f"Rename the folder {CONTENT}/{folder} to {CONTENT}/{meant}"
    if not folder and path.lower().endswith(_MARKDOWN):
        dated = day_of_file(name.stem)[0] is not None
        pages = "" if dated else f" or {CONTENT}/pages/"
        return f"Move it into {CONTENT}/posts/{pages}, or out of {CONTENT}/ if it is only for you"
    return "Move it into posts/, journeys/<journey>/, businesses/, pages/ or static/"


def _second_settings(path: str) -> Diagnostic:
    """The settings are only read from one file."""
    return Diagnostic(
        code="stray-file",
        severity=Severity.WARNING,
        message=f"This file is not read: the settings of the site are in {SETTINGS}",
        span=Span(path=path),
        hint=f"Copy what is still wanted into {SETTINGS}, and delete this file",
    )


def _kind_of(path: str) -> Kind | None:
    parts = path.split("/")
    section = parts[1] if len(parts) > 2 else ""
    if section == "static":
        return Kind.STATIC
    if section == "comments":
        return Kind.COMMENTS if path.endswith(COMMENTS_SUFFIX) else None
    if not path.lower().endswith(_MARKDOWN):
        return Kind.MEDIA if section in ("posts", "journeys", "businesses", "pages") else None
    if section == "posts":
        return Kind.POST
    if section == "journeys" and len(parts) > 3:
        is_journey = len(parts) == 4 and parts[3].lower() in ("index.md", "index.markdown")
        return Kind.JOURNEY if is_journey else Kind.POST
    if section == "businesses":
        return Kind.BUSINESS
    return Kind.PAGE if section == "pages" else None
