"""Edits one after the other, of every kind that an author makes, each waited for until the preview shows it."""

import itertools
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from preview_tools import PATIENCE, Answer, Running
from site_tools import write_site

from journeyblog.serve.server import ADDRESS

DINNER_FILE, DINNER = "content/posts/2018-04-14-dinner.md", "/2018/04/dinner/"
RENAMED_FILE, RENAMED = "content/posts/2018-04-14-a-dinner.md", "/2018/04/a-dinner/"
BUSINESS_FILE = "content/businesses/la-macheta.md"
SETTINGS_FILE = "content/site.yaml"
STYLE_FILE, STYLE = "content/static/extra.css", "/extra.css"
TEMPLATE_FILE = "themes/mine/templates/post.html"


def dinner(number: int, title: str = "title: Dinner") -> str:
    """The post that is edited most."""
    visit = "visits:\n  - business: la-macheta\n    date: 2018-04-14\n    ratings: {food: 4}\n"
    return f"---\n{title}\njourney: two-weeks\n{visit}---\n\nSaved as number {number}.\n\n![A dot](/dot.svg)\n"


def write(root: Path, posts: int) -> Path:
    """A site of so many other posts, with a theme of its own."""
    others = {
        f"content/posts/2018-03-{number % 28 + 1:02}-day-{number}.md": (
            f"---\ntitle: Day {number}\njourney: two-weeks\ntags: [road]\n---\n\n"
            + "We went on, and it rained. *So it was.*\n\n" * 20
        )
        for number in range(posts)
    }
    return write_site(
        root,
        others
        | {
            SETTINGS_FILE: settings(0),
            DINNER_FILE: dinner(0),
            BUSINESS_FILE: business(0),
            STYLE_FILE: "",
            "content/journeys/two-weeks/index.md": "---\ntitle: Two weeks\n---\n",
            "content/static/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
            "themes/mine/theme.yaml": "name: mine\napi: 1\nextends: passport\n",
            TEMPLATE_FILE: template(0),
        },
    )


def settings(number: int) -> str:
    return f"title: Site {number}\nbase_url: https://example.org\ntheme: mine\npermalink: /:year/:month/:slug/\n"


def business(number: int) -> str:
    return f"---\nname: La Macheta {number}\nkind: restaurant\n---\n\nIn a side street.\n"


def template(number: int) -> str:
    block = f"{{% block main %}}{{{{ super() }}}}<i>Made as {number}</i>{{% endblock %}}"
    return f'{{% extends "passport:post.html" %}}\n{block}\n'


@dataclass
class Desk:
    """A preview, and the stream of news that an open page of it listens to."""

    running: Running
    news: Iterator[dict[str, Any]]

    def edits(self) -> Iterator[None]:
        """Edits without end, in turn; each was seen when it comes."""
        ways = (self.words, self.title, self.name, self.template, self.style, self.settings, self.mistake, self.rename)
        for number, way in enumerate(itertools.cycle(ways), 1):
            way(number)
            yield

    def words(self, number: int) -> None:
        self._save(DINNER_FILE, dinner(number))
        self._wait(DINNER, f"Saved as number {number}.")

    def title(self, number: int) -> None:
        self._save(DINNER_FILE, dinner(number, f"title: Dinner {number}"))
        self._wait("/", f"Dinner {number}")

    def name(self, number: int) -> None:
        self._save(BUSINESS_FILE, business(number))
        self._wait(DINNER, f"La Macheta {number}")

    def template(self, number: int) -> None:
        self._save(TEMPLATE_FILE, template(number))
        self._wait(DINNER, f"Made as {number}<")

    def style(self, number: int) -> None:
        self._save(STYLE_FILE, f"p {{ margin: {number}px }}\n")
        self._wait(STYLE, f"{number}px")

    def settings(self, number: int) -> None:
        self._save(SETTINGS_FILE, settings(number))
        self._wait("/", f"Site {number}")

    def mistake(self, number: int) -> None:
        self._save(DINNER_FILE, dinner(number, "titel: Dinner"))
        self._until(lambda told: bool(told["errors"]))
        self._save(DINNER_FILE, dinner(number))
        self._until(lambda told: not told["errors"])
        self._wait(DINNER, f"Saved as number {number}.")

    def rename(self, _: int) -> None:
        for old, new, place in ((DINNER_FILE, RENAMED_FILE, RENAMED), (RENAMED_FILE, DINNER_FILE, DINNER)):
            (self.running.root / old).rename(self.running.root / new)
            self._wait(place, "Saved as number")

    def rest(self) -> None:
        """Until the site put together anew is on show, and nothing is on its way."""
        self._save(SETTINGS_FILE, settings(-1))
        self._wait("/", "Site -1")

    def _save(self, path: str, text: str) -> None:
        beside = self.running.root / f"{path}.new~"
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.running.root / path)

    def _wait(self, place: str, words: str) -> None:
        """Until ``place`` shows ``words``; it is asked for once, and after each of the news."""
        while not _has(self.running.ask(place), words):
            next(self.news)

    def _until(self, seen: Callable[[dict[str, Any]], bool]) -> None:
        while not seen(next(self.news)):
            pass


def _has(answer: Answer, words: str) -> bool:
    return answer.status == 200 and words.encode() in answer.body


@contextmanager
def at_desk(running: Running) -> Iterator[Desk]:
    """Somebody who edits the site of :func:`write`, with a page of it open."""
    with listening(running, DINNER) as lines:
        yield Desk(running, _news(lines))


def _news(lines: IO[bytes]) -> Iterator[dict[str, Any]]:
    silent = 0
    for line in lines:
        if line.startswith(b"data: "):
            silent = 0
            yield json.loads(line.removeprefix(b"data: "))
        elif line.startswith(b": still here"):
            silent += 1
            assert silent < 8, "what was edited is not shown"


@contextmanager
def listening(running: Running, page: str) -> Iterator[IO[bytes]]:
    """The lines of a stream of news."""
    with socket.create_connection((ADDRESS, running.port), timeout=PATIENCE) as stream:
        head = f"GET /_journeyblog/events?page={page} HTTP/1.1\r\nHost: {ADDRESS}:{running.port}\r\n\r\n"
        stream.sendall(head.encode())
        with stream.makefile("rb") as lines:
            yield lines
