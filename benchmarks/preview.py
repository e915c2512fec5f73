"""How long after a save the changed text is on the screen: of journeyblog's preview, and of ``hugo server``.

For each save a post gets another last paragraph and takes its old self's place with ``os.replace``, as editors save.
The page is open in Chromium; a script in it notes the time at which the words are in its DOM. Nothing waits in between
but for the words to come, and ``--pause`` seconds, as an author would.
"""

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from corpus import write_hugo, write_site
from machine import machine
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 600.0
"""Seconds for a server to begin, and for a save to be seen."""
WATCH = """
(() => {
  let last = "";
  const look = () => {
    const found = (document.body ? document.body.textContent : "").match(/Saved as number (\\d+)\\./);
    if (found && found[1] !== last) { last = found[1]; seen(last, performance.timeOrigin + performance.now()); }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  document.addEventListener("DOMContentLoaded", look);
})();
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A site with something that serves it; ``post`` is edited and stands at ``place``."""

    name: str
    command: Sequence[str]
    post: Path
    place: str
    again: bool = True


Make = Callable[[Path, int, int], Server]
"""Of a folder, a number of posts, and a port."""


def journeyblog(folder: Path, posts: int, port: int, theme: str) -> Server:
    """The preview of this program."""
    post = write_site(folder, posts)
    settings = folder / "content/site.yaml"
    settings.write_text(f"{settings.read_text()}theme: {theme}\n")
    command = [sys.executable, "-m", "journeyblog", "serve", "--site", str(folder), "--port", str(port)]
    return Server(name=f"journeyblog serve, theme {theme}", command=command, post=post, place=f"/posts/{post.stem}/")


def hugo(folder: Path, posts: int, port: int) -> Server:
    """The peer."""
    post = write_hugo(folder, posts)
    command = ["hugo", "server", "--source", str(folder), "--port", str(port), "--bind", "127.0.0.1", "--quiet"]
    return Server(name="hugo server", command=command, post=post, place=f"/posts/{post.stem}/", again=False)


@contextmanager
def started(server: Server, port: int) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """The server, and how many seconds it took until a browser was given the post."""
    begun = time.monotonic()
    with subprocess.Popen(server.command, stdout=subprocess.DEVNULL) as process:
        try:
            while not _answers(f"http://127.0.0.1:{port}{server.place}"):
                if process.poll() is not None or time.monotonic() - begun > PATIENCE:
                    raise SystemExit(f"{server.name} did not begin")
                time.sleep(0.005)
            yield process, time.monotonic() - begun
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def saves(page: Page, server: Server, count: int, pause: float) -> list[float]:
    """Milliseconds of each save."""
    seen: dict[str, float] = {}
    page.expose_function("seen", lambda number, at: seen.update({number: at}))
    page.add_init_script(WATCH)
    page.goto(page.url)
    text = server.post.read_text(encoding="utf-8")
    took: list[float] = []
    for number in range(-1, count):  # the first does not count: it warms both up
        page.wait_for_timeout(1000 * pause)
        beside = server.post.with_name(f".{server.post.name}.new")
        beside.write_text(f"{text}\nSaved as number {number + 1}.\n", encoding="utf-8")
        begun = time.time()
        os.replace(beside, server.post)  # noqa: PTH105  what is measured, by its name
        until = time.monotonic() + PATIENCE
        while str(number + 1) not in seen:
            if time.monotonic() > until:
                raise SystemExit(f"{server.name} never showed save {number + 1}")
            page.wait_for_timeout(5)
        if number >= 0:
            took.append(seen[str(number + 1)] - 1000 * begun)
    return took


def measure(browser: Browser, make: Make, arguments: argparse.Namespace) -> str:
    """One line of the table."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        server = make(Path(folder), arguments.posts, port)
        with started(server, port) as (process, first), browser.new_context() as context:
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{port}{server.place}", wait_until="load")
            took = sorted(saves(page, server, arguments.saves, arguments.pause))
            memory = _memory(process.pid)
        with started(server, port) if server.again else nullcontext((None, None)) as (_, second):
            pass
    later = f"{second:.1f} s" if second is not None else "-"
    ninth = took[max(0, round(0.9 * len(took)) - 1)]
    figures = (f"{median(took):.0f} ms", f"{ninth:.0f} ms", f"{took[-1]:.0f} ms", f"{first:.1f} s", later, memory)
    return f"| {server.name} | {' | '.join(figures)} |"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port: int = one.getsockname()[1]
        return port


def _memory(process: int) -> str:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return "-"
    kilobytes = int(re.findall(r"VmRSS:\s+(\d+)", status)[0])
    return f"{kilobytes / 1024:.0f} MB"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--pause", type=float, default=2.0, help="seconds between what is seen and the next save")
    parser.add_argument("--theme", action="append", help="of journeyblog; may be given several times")
    parser.add_argument("--no-hugo", action="store_true")
    arguments = parser.parse_args()
    browser_path = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    themes = arguments.theme or ["passport"]
    makes: list[Make] = [partial(journeyblog, theme=theme) for theme in themes]
    if not arguments.no_hugo and shutil.which("hugo"):
        makes.append(hugo)
    print(machine())
    print(f"{arguments.posts:,} posts, {arguments.saves} saves, {arguments.pause:g} s between them\n")
    print("| | median | 9 of 10 within | slowest | first page | started again | memory |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for make in makes:
            print(measure(browser, make, arguments), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
