"""Thousands of files at once, as a checkout, a renamed folder, or a program that writes and writes makes them."""

import errno
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from preview_tools import PATIENCE, Running, Said, running
from site_tools import NOW, write_site

from journeyblog.build.prepare import Step
from journeyblog.serve import settling, watch
from journeyblog.serve.edition import Edition
from journeyblog.serve.lookout import Changes
from journeyblog.serve.making import Maker
from journeyblog.serve.works import Works

CHECKOUT = """
import os, sys
root, count = sys.argv[1], int(sys.argv[2])
for number in range(count):
    place = f"{root}/content/posts/2018-03-{number % 28 + 1:02}-day-{number}.md"
    text = f"---\\ntitle: Day {number}, once more\\n---\\n\\nIt rained.\\n"
    if number % 4 == 0:
        os.unlink(place)
        place = place.replace("day", "night")
    elif number % 4 == 1:
        os.rename(place, place := place.replace("day", "evening"))
    if number % 4 == 2:
        with open(place + ".lock~", "w") as file:
            file.write(text)
        os.replace(place + ".lock~", place)
    else:
        with open(place, "w") as file:
            file.write(text)
"""
"""What ``git checkout`` does: files go, come, change in place, and take the places of others."""


@pytest.fixture
def slow_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may make the storm pause; here that must last a second to count."""
    monkeypatch.setattr(settling, "QUIET", 1.0)


class Counting(Maker):
    """Counts how often an edition is begun."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, lambda: NOW)
        self.begun = 0

    def make(self, before: Edition, changes: Changes, step: Step = lambda _: None) -> Edition:
        self.begun += 1
        return super().make(before, changes, step)


def days(count: int) -> dict[str, str]:
    return {
        f"content/posts/2018-03-{number % 28 + 1:02}-day-{number}.md": f"---\ntitle: Day {number}\n---\n\nIt rained.\n"
        for number in range(count)
    }


def wait_until(said: Said, seen: Callable[[Edition], bool]) -> list[tuple[Edition, Changes]]:
    """What was put on show of the whole site until one was of which ``seen`` is true."""
    with said.news:
        assert said.news.wait_for(lambda: bool(said.editions) and seen(said.editions[-1][0]), PATIENCE)
        return list(said.editions)


@pytest.mark.usefixtures("slow_world")
def test_ten_thousand_hints_are_two_rebuilds_at_most(tmp_path: Path) -> None:
    write_site(tmp_path, days(3))
    maker, said = Counting(tmp_path), Said()
    works = Works(maker, ("content",), lambda _: None, said)
    works.start()
    said.wait_for(1)
    maker.begun = 0
    post = tmp_path / "content/posts/2018-03-01-day-0.md"
    for number in range(10_000):
        if number % 1000 == 0:
            post.write_text(f"---\ntitle: Hint {number}\n---\n\nIt rained.\n")
        works.hint(str(post) if number % 2 else f"{tmp_path}/content/posts/file-{number}.md")
    wait_until(said, lambda edition: b"Hint 9000" in edition.show("/").data)
    works.stop(PATIENCE)
    assert maker.begun <= 2
    assert not said.bugs


@pytest.mark.usefixtures("slow_world")
def test_a_checkout_of_two_thousand_files_is_two_rebuilds_at_most(tmp_path: Path) -> None:
    write_site(tmp_path, days(2000))
    with running(tmp_path) as one:
        before = len(one.said.editions)
        subprocess.run([sys.executable, "-c", CHECKOUT, str(tmp_path), "2000"], check=True)
        found = wait_until(one.said, lambda edition: has_all(edition, 2000))[before:]
        assert len(found) <= 2


def has_all(edition: Edition, count: int) -> bool:
    """Whether every post is where the checkout left it, and none where it was before."""
    sorts = ("night", "evening", "day", "day")
    wanted = {f"/2018/03/{sorts[number % 4]}-{number}/" for number in range(count)}
    return {place for place in edition.contents.targets if place.count("/") == 4 and "-" in place} == wanted


@pytest.mark.usefixtures("slow_world")
def test_a_folder_of_posts_that_is_renamed_or_removed(tmp_path: Path) -> None:
    posts = {path.replace("posts/", "posts/spain/"): text for path, text in days(300).items()}
    write_site(tmp_path, posts)
    with running(tmp_path) as one:
        assert one.ask("/2018/03/day-299/").status == 200
        (tmp_path / "content/posts/spain").rename(tmp_path / "content/posts/portugal")
        first = len(wait_until(one.said, lambda edition: comes_from(edition, "portugal")))
        assert first == 2  # one rebuild
        assert len(one.said.editions[-1][1].moved) == 300
        assert one.ask("/2018/03/day-299/").status == 200
        for path in (tmp_path / "content/posts/portugal").iterdir():
            path.unlink()
        (tmp_path / "content/posts/portugal").rmdir()
        last = len(wait_until(one.said, lambda edition: edition.find("/2018/03/day-299/") is None))
        assert last - first <= 2
        assert one.ask("/2018/03/day-0/").status == 404
        assert one.ask("/").status == 200


def comes_from(edition: Edition, folder: str) -> bool:
    facts = edition.contents.facts.get("/2018/03/day-299/")
    return facts is not None and f"/{folder}/" in facts.source


def test_where_the_system_tells_of_nothing_the_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deaf(watch.Watch):
        def on_any_event(self, event: object) -> None:
            """Hear nothing, as on a network's folder."""

    monkeypatch.setattr(watch, "PATIENCE", 0.05)
    monkeypatch.setattr("journeyblog.serve.server.Watch", Deaf)
    write_site(tmp_path, days(3))
    with running(tmp_path) as one:
        assert one.said.polling == [watch.DEAF]
        follows(one)


@pytest.mark.parametrize(
    ("door", "number"),
    [
        ("journeyblog.serve.watch.Observer", errno.EMFILE),
        ("watchdog.observers.api.BaseObserver.schedule", errno.ENOSPC),
    ],
)
def test_where_no_watch_is_to_be_had_the_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, door: str, number: int
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(number, "inotify limit reached")

    monkeypatch.setattr(door, full)
    write_site(tmp_path, days(3))
    with running(tmp_path) as one:
        assert one.said.polling == [watch.FULL]
        follows(one)


def test_polling_when_asked(tmp_path: Path) -> None:
    write_site(tmp_path, days(3))
    with running(tmp_path, poll=True) as one:
        assert one.said.polling == []  # it was asked for
        assert not any("watchdog" in type(thread).__module__ for thread in threading.enumerate())
        follows(one)


def follows(one: Running) -> None:
    """A file that is changed, one that comes and one that goes are seen."""
    posts = one.root / "content/posts"
    (posts / "2018-03-01-day-0.md").write_text("---\ntitle: Changed\n---\n\nIt rained.\n")
    (posts / "2018-03-09-new.md").write_text("---\ntitle: New\n---\n\nIt rained.\n")
    (posts / "2018-03-02-day-1.md").unlink()
    wait_until(
        one.said,
        lambda edition: (
            edition.find("/2018/03/new/") is not None
            and edition.find("/2018/03/day-1/") is None
            and b"Changed" in edition.show("/").data
        ),
    )
