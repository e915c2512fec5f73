"""Check a built site with a real HTML parser: every internal link, anchor, picture, style sheet and feed is there.

    python tests/check_site.py public [https://example.org/some/path]

Prints what is wrong and exits 1 if anything is. ``dead_ends`` does the same for tests.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib

ORIGIN = "https://site.invalid"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATTRIBUTES = ("href", "src", "poster", "action", "data")


def dead_ends(output: Path, base_url: str = "") -> list[str]:
    """One line for each reference of ``output`` that leads nowhere."""
    base = urlsplit(base_url)
    prefix = base.path.rstrip("/")
    pages = {path: _parse(path) for path in sorted(output.rglob("*.html"))}
    ids = {path: {node.get("id") for node in tree.iter() if node.get("id")} for path, tree in pages.items()}
    found: list[str] = []
    for path, tree in pages.items():
        here = f"{ORIGIN}{prefix}/{path.relative_to(output).as_posix().removesuffix('index.html')}"
        for written in _references(tree):
            wrong = _wrong(written, here, base_url, prefix, output, ids)
            if wrong:
                found.append(f"{path.relative_to(output)}: {written}: {wrong}")
    return found


def _parse(path: Path):  # type: ignore[no-untyped-def]  # an ElementTree of html5lib's own making
    return html5lib.parse(path.read_bytes(), namespaceHTMLElements=True)


def _references(tree) -> Iterator[str]:  # type: ignore[no-untyped-def]
    for node in tree.iter():
        for name in ATTRIBUTES:
            if node.get(name):
                yield node.get(name)


def _wrong(written: str, here: str, base_url: str, prefix: str, output: Path, ids: dict[Path, set[str | None]]) -> str:
    absolute = urljoin(here, written)
    if base_url and absolute.startswith(base_url.rstrip("/") + "/"):
        absolute = f"{ORIGIN}{prefix}/{absolute[len(base_url.rstrip('/')) + 1 :]}"
    if not absolute.startswith(f"{ORIGIN}/"):
        return ""
    parts = urlsplit(absolute)
    if not parts.path.startswith(f"{prefix}/"):
        return "it leaves the path under which the site is published"
    target = output / unquote(parts.path[len(prefix) + 1 :])
    target = target / "index.html" if target.is_dir() or absolute.endswith("/") else target
    if not target.is_file():
        return "there is no such file"
    if parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
        return "there is no such id"
    return ""


def main() -> None:
    """The command."""
    found = dead_ends(Path(sys.argv[1]), *sys.argv[2:3])
    sys.stdout.write("\n".join([*found, f"{len(found)} dead ends", ""]))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
