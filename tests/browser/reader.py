"""A real browser for tests: the system's Chromium, and a site served as a host with the published headers would."""

import os
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = {"phone": 390, "desktop": 1280}
NARROW = 320
"""The width at which WCAG 2.2 (1.4.10, Reflow) forbids scrolling sideways; also 1280 at a zoom of 400 %."""
SCRIPTED = ".copy-link, .read-mark, .continue, .compare-picker"
"""What the default theme's script adds."""
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def find_chromium() -> str:
    """The system's browser; a machine without one fails the tests, since skipping them would hide what they show."""
    found = next(filter(None, map(shutil.which, (os.environ.get("CHROMIUM", ""), *NAMES))), None)
    assert found is not None, "these tests need Chromium: sh tests/browser/install.sh, or CHROMIUM=/path/to/chrome"
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


class Handler(SimpleHTTPRequestHandler):
    """Static files, the site's own 404 page, and the headers that its ``_headers`` asks for, so its strict policy."""

    def end_headers(self) -> None:
        for pattern, name, value in headers_of(Path(self.directory)):
            if fnmatchcase(self.path.partition("?")[0], pattern):
                self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@cache
def headers_of(folder: Path) -> tuple[tuple[str, str, str], ...]:
    """The lines of a site's ``_headers``: for which paths, the name, the value."""
    lines, pattern = [], ""
    for line in (folder / "_headers").read_text().splitlines():
        name, _, value = line.partition(": ")
        if line.startswith("  "):
            lines.append((pattern, name.strip(), value))
        else:
            pattern = line
    return tuple(lines)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which ``folder`` is served, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A served site: its address without a slash at the end, and a page of every kind, by its template."""

    address: str
    kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mode:
    """How a reader looks: on what, in which colours, with or without script."""

    device: str
    scheme: str
    script: bool = True

    def __str__(self) -> str:
        return f"{self.device}-{self.scheme}" + ("" if self.script else "-no-script")

    @contextmanager
    def reader(self, browser: Browser, place: Place) -> Iterator["Reader"]:
        """Somebody who comes to ``place`` for the first time."""
        context = browser.new_context(
            viewport={"width": WIDTHS.get(self.device, NARROW), "height": 850},
            color_scheme="dark" if self.scheme == "dark" else "light",
            java_script_enabled=self.script,
            reduced_motion="reduce",
        )
        with context:
            yield Reader(context.new_page(), place)


class Reader:
    """A reader who opens page after page; ``faults`` are sentences on what was wrong on the way."""

    def __init__(self, page: Page, place: Place) -> None:
        self.page = page
        self.faults: list[str] = []
        self._home = place.address
        self._location = ""
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.blame(f"error in a script: {error}"))
        page.on("request", self._asked)

    def open(self, location: str) -> None:
        """Go to a page."""
        self._location = location
        self.page.goto(self._home + location, wait_until="load")

    def blame(self, fault: str) -> None:
        """Note what is wrong with this page."""
        self.faults.append(f"{self._location}: {fault}")

    def check_axe(self) -> None:
        """All that axe-core finds, by the rules of WCAG 2.2 AA and its own good practice."""
        self.page.evaluate(AXE)
        result: Mapping[str, Any] = self.page.evaluate(
            "rules => axe.run({runOnly: {type: 'tag', values: rules}})",
            RULES,
        )
        for one in result["violations"]:
            for node in one["nodes"][:3]:
                self.blame(f"axe {one['id']}: {node['html'][:160]}")

    def check_width(self) -> None:
        """Nothing may be wider than the window."""
        over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            self.blame(f"{over} px wider than the window")

    def check_keyboard(self) -> None:
        """Every link and control is reached by Tab alone, in the order of the text, with a visible focus."""
        wanted = self.page.evaluate(CONTROLS)
        reached: list[str] = []
        for _ in range(len(wanted) + 5):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(FOCUS)
            if at is None or at["path"] in reached:
                break
            reached.append(at["path"])
            if not at["visible"]:
                self.blame(f"no visible focus on {at['html']}")
        missed = [path for path in wanted if path not in reached]
        if missed:
            self.blame(f"{len(missed)} of {len(wanted)} controls not reached by keyboard: {missed[:3]}")
        if not missed and reached[: len(wanted)] != wanted:
            self.blame("the keyboard goes another way than the text")

    def words(self) -> str:
        """All text of the page that stands there without script, hidden or not, with single blanks."""
        return re.sub(r"\s+", " ", self.page.evaluate(WORDS, SCRIPTED)).strip()

    def _said(self, kind: str, text: str) -> None:
        expected = self._location == "/404.html" and "404" in text
        if kind in {"error", "warning"} and not expected:
            self.blame(f"console {kind}: {text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._home + "/", "data:")):
            self.blame(f"request to another host: {request.url}")


WORDS = """scripted => {
  const body = document.body.cloneNode(true);
  for (const one of body.querySelectorAll(scripted)) one.remove();
  return body.textContent;
}"""
PATH = """
const pathOf = element => {
  const steps = [];
  for (let at = element; at && at !== document.body; at = at.parentElement)
    steps.unshift(at.localName + ':' + [...at.parentElement.children].indexOf(at));
  return steps.join('/');
};
"""
CONTROLS = f"""() => {{ {PATH}
  const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]');
  return [...all].filter(one => !one.disabled && one.type !== 'hidden' && one.checkVisibility()).map(pathOf);
}}"""
FOCUS = f"""() => {{ {PATH}
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  return {{path: pathOf(at), html: at.outerHTML.slice(0, 120), visible: outlined || style.boxShadow !== 'none'}};
}}"""
