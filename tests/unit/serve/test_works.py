"""Two threads: one shows at once what it can, the other makes the whole site; what the one showed stays on show."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from preview_tools import PATIENCE, Said
from site_tools import NOW, write_site

from journeyblog.build.prepare import Step
from journeyblog.serve.edition import Edition
from journeyblog.serve.lookout import Changes
from journeyblog.serve.making import Maker
from journeyblog.serve.works import Works

DINNER, DINNER_PAGE = "content/posts/2018-02-14-dinner.md", "/2018/02/dinner/"
LUNCH, LUNCH_PAGE = "content/posts/2018-02-15-lunch.md", "/2018/02/lunch/"
SITE = {
    DINNER: "---\ntitle: Dinner\n---\n\nIt began well.\n",
    LUNCH: "---\ntitle: Lunch\n---\n\nShort.\n",
}


class Slow(Maker):
    """Makes the whole site only when told to; ``begun`` counts how often it was asked."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, lambda: NOW)
        self.go = threading.Semaphore(0)
        self.begun = 0
        self.news = threading.Condition()

    def make(self, before: Edition, changes: Changes, step: Step = lambda _: None) -> Edition:
        made = super().make(before, changes, step)
        with self.news:
            self.begun += 1
            self.news.notify_all()
        assert self.go.acquire(timeout=PATIENCE)
        step("The rest of it")
        return made

    def wait_for(self, number: int) -> None:
        """Until so many were begun."""
        with self.news:
            assert self.news.wait_for(lambda: self.begun >= number, PATIENCE)


@dataclass
class Stage:
    """Works on a small site, and all that was put on show."""

    root: Path
    maker: Slow
    said: Said = field(default_factory=Said)
    shown: list[Edition] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.works = Works(self.maker, ("content",), self.show, self.said)

    def show(self, edition: Edition) -> None:
        with self.news:
            self.shown.append(edition)
            self.news.notify_all()

    def wait_for(self, seen: Callable[[Edition], bool]) -> Edition:
        """The newest edition, once that is one of which ``seen`` is true."""
        with self.news:
            assert self.news.wait_for(lambda: bool(self.shown) and seen(self.shown[-1]), PATIENCE)
            return self.shown[-1]

    def save(self, path: str, text: str) -> None:
        write_site(self.root, {path: text})
        self.works.hint(str(self.root / path))

    def words(self, edition: Edition, page: str) -> str:
        assert edition.find(page) == page
        return edition.show(page).data.decode()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """The first edition is on show."""
    stage = Stage(tmp_path, Slow(write_site(tmp_path, SITE)))
    stage.works.start()
    stage.maker.go.release()
    stage.said.wait_for(1)
    yield stage
    for _ in range(10):
        stage.maker.go.release()
    stage.works.stop(PATIENCE)
    assert not stage.said.bugs


def test_words_are_on_show_before_the_whole_site_is_made(stage: Stage) -> None:
    stage.save(DINNER, "---\ntitle: Dinner\n---\n\nIt ended well, in five words.\n")
    soon = stage.wait_for(lambda edition: "It ended well" in stage.words(edition, DINNER_PAGE))
    assert len(stage.said.editions) == 1
    assert soon.contents.facts[DINNER_PAGE].length == "6 words, 1 min"
    assert "It began well" in stage.words(soon, "/")  # the list follows when the whole is made
    stage.maker.go.release()
    whole = stage.said.wait_for(soon.number + 1)
    assert "It ended well" in stage.words(whole, "/")
    assert whole.show(DINNER_PAGE).data == soon.show(DINNER_PAGE).data


def test_what_cannot_be_shown_at_once_is_shown_all_the_same(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug on the short way loses nobody's words."""

    def fail(*_: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(stage.maker, "reword", fail)
    stage.save(DINNER, "---\ntitle: Dinner\n---\n\nIt ended well.\n")
    stage.maker.go.release()
    stage.wait_for(lambda edition: "It ended well" in stage.words(edition, DINNER_PAGE))
    assert stage.said.bugs
    stage.said.bugs.clear()


def test_a_page_that_is_a_file_is_shown_at_once_too(stage: Stage) -> None:
    stage.save(DINNER, "---\ntitle: Dinner\npermalink: /a/index.html\n---\n\nIt began.\n")
    stage.maker.go.release()
    stage.wait_for(lambda edition: edition.find("/a/") is not None and "It began" in stage.words(edition, "/a/"))
    stage.save(DINNER, "---\ntitle: Dinner\npermalink: /a/index.html\n---\n\nIt ended.\n")
    soon = stage.wait_for(lambda edition: "It ended" in stage.words(edition, "/a/"))
    assert soon.contents.facts["/a/"].length == "2 words, 1 min"
    stage.maker.go.release()


def test_what_was_shown_at_once_is_not_taken_back_by_a_site_read_before(stage: Stage) -> None:
    stage.save(LUNCH, "---\ntitle: A long lunch\n---\n\nShort.\n")
    stage.maker.wait_for(2)  # has read all files by now
    stage.save(DINNER, "---\ntitle: Dinner\n---\n\nIt ended well.\n")
    stage.wait_for(lambda edition: "It ended well" in stage.words(edition, DINNER_PAGE))
    count = len(stage.shown)
    stage.maker.go.release()
    whole = stage.wait_for(lambda edition: "A long lunch" in stage.words(edition, "/"))
    assert all("It ended well" in stage.words(edition, DINNER_PAGE) for edition in stage.shown[count - 1 :])
    stage.maker.go.release()
    last = stage.said.wait_for(whole.number + 1)
    assert "It ended well" in stage.words(last, "/")


def test_a_site_that_is_out_of_date_is_given_up_for_the_newest(stage: Stage) -> None:
    stage.save(LUNCH, "---\ntitle: A long lunch\n---\n\nShort.\n")
    stage.maker.wait_for(2)
    stage.save(LUNCH, "---\ntitle: A longer lunch\n---\n\nShort.\n")
    with stage.works._changed:
        assert stage.works._changed.wait_for(lambda: stage.works._urgent, PATIENCE)
    stage.maker.go.release()  # at the next step it sees that there is something newer
    stage.maker.wait_for(3)
    stage.maker.go.release()
    stage.wait_for(lambda edition: "A longer lunch" in stage.words(edition, "/"))
    assert len(stage.said.editions) == 2  # nobody was shown what came between


def test_what_cannot_be_kept_ends_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(stage.maker, "keep", fail)
    for number in (1, 2):
        stage.save(LUNCH, f"---\ntitle: Lunch {number}\n---\n\nShort.\n")
        stage.maker.go.release()
        stage.wait_for(lambda edition, number=number: f"Lunch {number}" in stage.words(edition, "/"))  # type: ignore[misc]
    assert stage.said.bugs
    stage.said.bugs.clear()


def test_when_nothing_happens_for_a_while_there_is_time_to_sweep(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    swept = threading.Semaphore(0)
    monkeypatch.setattr("journeyblog.serve.works.REST", 0.0)
    monkeypatch.setattr("journeyblog.serve.works.tidy", swept.release)
    stage.save(LUNCH, "---\ntitle: A long lunch\n---\n\nShort.\n")
    stage.maker.go.release()
    assert swept.acquire(timeout=PATIENCE)
    assert not swept.acquire(blocking=False)
