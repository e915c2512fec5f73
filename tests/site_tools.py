"""Tiny sites for tests: written from texts, built through the package's own door, read back as parsed pages."""

import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element, fromstring

import html5lib
from PIL import Image

from journeyblog.build.outcome import Outcome
from journeyblog.build.run import BuildRequest, build
from journeyblog.diagnostics import Diagnostic
from journeyblog.site.visibility import Request

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CONTENT = Path(__file__).resolve().parent.parent / "content"
MANIFEST = ".journeyblog-manifest.json"
SETTINGS = "title: Small roads\nbase_url: https://example.org\ntheme: plain\n"

Files = Mapping[str, str | bytes]


def write_site(root: Path, files: Files) -> Path:
    """Put ``files`` down below ``root``; a ``content/site.yaml`` comes by itself unless given."""
    given: dict[str, str | bytes] = {"content/site.yaml": SETTINGS, **files}
    for path, text in given.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def lay_case(root: Path, text: str) -> None:
    """Put down the files of a case of tests/errors, which is all that stands before what is told."""
    parts = re.split(r"^=== (.*)\n", text, flags=re.MULTILINE)
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    if not any(name.startswith("content/site.yaml") for name in files) and "no site" not in parts[0]:
        files["content/site.yaml"] = SETTINGS
    lay_files(root, files)


def lay_files(root: Path, files: Mapping[str, str]) -> None:
    """Put ``files`` down below ``root``. A name may end with a way of writing; see tests/errors/test_cases.py."""
    for name, body in files.items():
        path, _, way = name.partition(" | ")
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        kind, _, detail = way.partition(" ")
        if kind == "link":
            target.symlink_to(detail)
        elif kind == "pipe":
            os.mkfifo(target)
        elif kind == "escapes":
            target.write_bytes(
                body.encode("latin-1", "backslashreplace").decode("unicode_escape").encode("utf-8", "surrogatepass")
            )
        elif kind == "times":
            target.write_text(body * int(detail))
        elif kind == "as":
            target.write_bytes(body.encode(detail))
        else:
            assert not kind, f"no way of writing {way!r}"
            target.write_bytes(body.encode())


def build_site(
    root: Path,
    *,
    drafts: bool = False,
    future: bool = False,
    now: datetime = NOW,
    output: Path | None = None,
    strict: bool = False,
    keep_going: bool = False,
    adopt: bool = False,
) -> Outcome:
    """Build the site in ``root`` at a fixed instant."""
    return build(
        BuildRequest(
            root=root,
            request=Request(now=now, drafts=drafts, future=future),
            output=output,
            strict=strict,
            keep_going=keep_going,
            adopt=adopt,
        )
    )


def built(root: Path, files: Files, *, drafts: bool = False, future: bool = False) -> Path:
    """Write and build a site that must have no mistake at all; its output folder."""
    outcome = build_site(write_site(root, files), drafts=drafts, future=future)
    assert told(outcome) == []
    assert outcome.published is not None
    return root / "public"


def told(outcome: Outcome) -> list[str]:
    """Every mistake as ``path:line: severity[code]: message``."""
    return [line_of(one) for one in outcome.diagnostics]


def line_of(one: Diagnostic) -> str:
    """One mistake on one line."""
    place = f"{one.span.path}:{one.span.line}" if one.span.line else one.span.path
    return f"{place}: {one.severity.value}[{one.code}]: {one.message}"


def held(outcome: Outcome) -> dict[str, str]:
    """What was held back, and why."""
    return {one.path: one.reason for one in outcome.held}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` and its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def places(output: Path) -> set[str]:
    """Every published file but the manifest and the theme's own."""
    return {path for path in snapshot(output) if path != MANIFEST and not path.startswith("theme/")}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A page as a browser understands it."""

    tree: Element
    path: str
    source: str

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements by tag; ``class_`` is one of the classes, other keywords are whole attributes."""
        return [element for element in self.tree.iter(tag) if _has(element, attributes)]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{self.path}: {len(found)} of <{tag} {attributes}>"
        return found[0]

    def text(self, tag: str, **attributes: str) -> str:
        """The text of the only such element."""
        return text_of(self.one(tag, **attributes))

    def texts(self, tag: str, **attributes: str) -> list[str]:
        """The text of each such element."""
        return [text_of(element) for element in self.all(tag, **attributes)]

    @property
    def words(self) -> str:
        """All text of the page's main part."""
        return self.text("main")

    @property
    def ids(self) -> set[str]:
        """Every id, and every name of an old-fashioned anchor."""
        return {element.attrib["id"] for element in self.tree.iter() if "id" in element.attrib}

    def hrefs(self, within: str = "main") -> list[str]:
        """Where the links of a part lead, in order."""
        return [link.attrib["href"] for part in self.all(within) for link in part.iter("a") if "href" in link.attrib]


def told_visits(page: Parsed) -> list[Element]:
    """The lines of a business's history."""
    return [line for history in page.all("ol", class_="history") for line in history if line.tag == "li"]


def figures_of(page: Parsed) -> dict[str, str]:
    """The figures of a business's scorecard by their labels, with their notes."""
    rows = [row for card in page.all("section", class_="scorecard") for row in card.iter("div")]
    return {
        text_of(row[0]): text_of(row[1]) for row in rows if [child.tag for child in row] == ["dt", "dd"]
    }  # fmt: skip


def _has(element: Element, attributes: Mapping[str, str]) -> bool:
    for name, wanted in attributes.items():
        if name == "class_":
            if wanted not in element.attrib.get("class", "").split():
                return False
        elif element.attrib.get(name.replace("_", "-")) != wanted:
            return False
    return True


def text_of(element: Element) -> str:
    """An element's text with single blanks."""
    return " ".join("".join(element.itertext()).split())


def parse(data: bytes, path: str = "") -> Parsed:
    """HTML as html5lib reads it."""
    tree = html5lib.parse(data, transport_encoding="utf-8", namespaceHTMLElements=False)
    return Parsed(tree, path, data.decode())


def read_page(output: Path, location: str) -> Parsed:
    """The page at a location such as ``/2018/02/part-3/``."""
    path = location.lstrip("/")
    file = output / (f"{path}index.html" if not path or path.endswith("/") else path)
    return parse(file.read_bytes(), location)


def pages_of(output: Path) -> Iterator[Parsed]:
    """Every HTML page, by its location."""
    for name, data in snapshot(output).items():
        if name.endswith(".html"):
            yield parse(data, "/" + name.removesuffix("index.html"))


def all_links(output: Path) -> Iterator[tuple[str, str]]:
    """(page, target) of everything a browser or a reader would fetch or follow from any page or feed."""
    for page in pages_of(output):
        yield from ((page.path, target) for target in _targets(page.tree))
    for name, data in snapshot(output).items():
        if name.endswith(".xml"):
            for element in fromstring(data).iter():
                yield from (("/" + name, target) for target in _xml_targets(element))


def _targets(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        for attribute in ("href", "src", "poster", "action", "cite", "data"):
            if attribute in element.attrib and (attribute != "data" or element.tag == "object"):
                yield element.attrib[attribute]
        for part in element.attrib.get("srcset", "").split(","):
            if part.strip():
                yield part.split()[0]
        if element.attrib.get("property") in ("og:image", "og:url"):
            yield element.attrib["content"]
        if element.attrib.get("http-equiv") == "refresh":
            yield element.attrib["content"].partition("url=")[2]


def _xml_targets(element: Element) -> Iterator[str]:
    name = element.tag.rpartition("}")[2]
    if "href" in element.attrib:
        yield element.attrib["href"]
    if name in ("loc", "link", "guid", "comments") and (element.text or "").strip():
        yield (element.text or "").strip()
    if name in ("content", "description", "encoded", "summary") and element.text and "<" in element.text:
        yield from _targets(html5lib.parse(element.text, namespaceHTMLElements=False))


def dead_links(output: Path, base_url: str) -> list[str]:
    """Every internal target that no published file or id answers; ``base_url`` as in the settings."""
    root = base_url.rstrip("/")
    host = urlsplit(root).netloc
    base_path = urlsplit(root).path
    files = snapshot(output)
    ids = {page.path: page.ids for page in pages_of(output)}
    dead = []
    for page, target in all_links(output):
        whole = urlsplit(urljoin(root + page, target))
        if whole.scheme in ("mailto", "tel") or whole.netloc != host:
            continue
        place = unquote(whole.path)
        inside = place.removeprefix(base_path) if place.startswith(f"{base_path}/") else None
        if inside is None:
            dead.append(f"{page}: {target} leaves {base_path}/")
            continue
        file = inside.lstrip("/") + ("index.html" if inside.endswith("/") else "")
        if file not in files:
            dead.append(f"{page}: {target} has no file")
        elif whole.fragment and unquote(whole.fragment) not in ids.get(inside, set()):
            dead.append(f"{page}: {target} has no such id")
    return dead


SHOWN = ("aria-label", "alt", "title", "placeholder")
"""Attributes that readers see or hear."""


def seen_texts(element: Element) -> Iterator[str]:
    """What readers see or hear, in order; an attribute is closed in itself."""
    if element.tag in ("script", "style"):
        return
    for name in SHOWN:
        if name in element.attrib:
            yield element.attrib[name]
    yield element.text or ""
    for child in element:
        yield from seen_texts(child)
        yield child.tail or ""


def words_of(text: str) -> str:
    """The words alone, with single blanks."""
    return " ".join(re.findall(r"\w+", text))


def authored_words(content: Path) -> str:
    """The words of every text of a site, with a blank at either end."""
    files = [path for path in content.rglob("*") if path.suffix in (".md", ".yaml")]
    texts = (re.sub(r"\]\([^)\"]*\)?|\[\^\d+\]|\\", "", path.read_text(encoding="utf-8")) for path in files)
    return f" {' '.join(words_of(text) for text in texts)} "


def photo(*, width: int = 64, height: int = 48, colour: str = "teal", maker: str = "Secret Camera Co") -> bytes:
    """A JPEG as a phone makes it: with the place where it was taken, the owner's name and the camera's."""
    exif = Image.Exif()
    exif[0x010F] = maker
    exif[0xA430] = "Canary Owner"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (36.0, 32.0, 30.0)
    gps[3], gps[4] = "W", (4.0, 37.0, 30.0)
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def states(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of change of every file, to see that nothing was written."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def modes(folder: Path) -> dict[str, str]:
    """The permissions of everything below ``folder``, and its own."""
    return {os.path.relpath(path, folder): oct(path.stat().st_mode) for path in (folder, *sorted(folder.rglob("*")))}
