"""One edition after the other: what the next one takes over, and when time alone calls for one."""

import gc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from site_tools import write_site

from journeyblog.build.crew import Crew
from journeyblog.build.prepare import Prepared
from journeyblog.markdown import Body, render
from journeyblog.serve.edition import Contents, Edition
from journeyblog.serve.lookout import Changes
from journeyblog.serve.making import Maker

DUE = datetime(2030, 5, 1, 12, tzinfo=UTC)
DINNER = "content/posts/2018-02-14-dinner.md"
SITE = {
    DINNER: "---\ntitle: Dinner\n---\n\nIt began well.\n",
    "content/posts/2018-02-15-lunch.md": "---\ntitle: Lunch\n---\n\nShort.\n",
    "content/posts/later.md": f"---\ntitle: Later\ndate: {DUE:%Y-%m-%dT%H:%M:%S}Z\n---\n\nNot yet.\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, SITE)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed, as they are."""
    texts: list[str] = []

    def note(text: str, *args: object, **more: object) -> Body:
        texts.append(text.strip())
        return render(text, *args, **more)  # type: ignore[arg-type]  # what it was called with

    monkeypatch.setattr("journeyblog.build.bodies.render", note)
    return texts


def test_a_text_is_parsed_once_as_long_as_it_is_there(site: Path, parsed: list[str]) -> None:
    maker = Maker(site, lambda: DUE - timedelta(days=1))
    one = maker.make(Edition(Contents(number=0)), Changes())
    assert "It began well." in parsed
    parsed.clear()
    (site / DINNER).write_text("---\ntitle: Dinner\n---\n\nIt ended well.\n")
    two = maker.make(one, Changes(here=frozenset({DINNER})))
    assert parsed == ["It ended well."]
    (site / "content/site.yaml").write_text("title: [\n")
    three = maker.make(two, Changes(here=frozenset({"content/site.yaml"})))
    write_site(site, {})
    maker.make(three, Changes(here=frozenset({"content/site.yaml"})))
    assert parsed == ["It ended well."]
    (site / DINNER).write_text(SITE[DINNER])  # what was not needed for a while is not kept for ever
    maker.make(three, Changes(here=frozenset({DINNER})))
    assert parsed == ["It ended well.", "It began well."]


def test_the_next_start_parses_what_is_new_only(site: Path, parsed: list[str]) -> None:
    before = {path for path in site.rglob("*") if ".journeyblog" not in path.parts}
    maker = Maker(site, lambda: DUE)
    one = maker.make(Edition(Contents(number=0)), Changes())
    maker.keep()
    parsed.clear()
    (site / DINNER).write_text("---\ntitle: Dinner\n---\n\nIt ended well.\n")
    again = Maker(site, lambda: DUE)
    two = again.make(Edition(Contents(number=0)), Changes())
    assert parsed == ["It ended well."]
    later = "/2030/05/later/"
    assert two.show(later).data == one.show(later).data
    assert {path for path in site.rglob("*") if ".journeyblog" not in path.parts} == before


def test_who_was_hired_parses_the_first_edition_and_goes_home(site: Path, parsed: list[str]) -> None:
    parsers = Crew(size=2).on_call()
    maker = Maker(site, lambda: DUE, parsers=parsers)
    one = maker.make(Edition(Contents(number=0)), Changes())
    assert parsed == []
    assert parsers.begin(len, "a")() is None
    parsers.workers.shutdown()
    assert b"It began well." in one.show("/2018/02/dinner/").data


def test_who_waits_is_told_how_far_it_is(site: Path) -> None:
    said: list[str] = []
    maker = Maker(site, lambda: DUE)
    assert maker.progress() == ""
    maker.make(Edition(Contents(number=0)), Changes(), lambda _: said.append(maker.progress()))
    assert said == [
        "reading the theme",
        "reading the content",
        "putting the site together, 0 of 3 done",
        "working out scores and lists",
    ]


def test_what_most_pages_ask_for_is_there_before_the_first_of_them_is_asked_for(site: Path) -> None:
    """Who asks for the first page holds up all others meanwhile, and the page of a text that was just saved."""
    edition = Maker(site, lambda: DUE).make(Edition(Contents(number=0)), Changes())
    prepared = edition.contents.prepared
    assert prepared is not None
    desk = prepared.desk
    assert None not in (desk._scorecards, desk._related, desk._summaries, desk._gazetteer)


def test_an_edition_that_has_had_its_day_goes_without_being_searched_for(site: Path) -> None:
    """The preview passes over all that an edition is made of when it looks for garbage."""
    maker, edition = Maker(site, lambda: DUE), Edition(Contents(number=0))
    gc.disable()
    try:
        for number in range(4):
            (site / DINNER).write_text(f"---\ntitle: Dinner {number}\n---\n\nIt began.\n")
            edition = maker.make(edition, Changes(here=frozenset({DINNER})))
            assert all(edition.show(place).data for place in edition.contents.targets)
        alive = [one for one in gc.get_objects() if isinstance(one, Prepared)]
        assert [id(one) for one in alive] == [id(edition.contents.prepared)]
    finally:
        gc.enable()


def test_time_alone_calls_for_an_edition_when_a_post_falls_due(site: Path) -> None:
    clock = [DUE - timedelta(seconds=1)]
    maker = Maker(site, lambda: clock[0])
    before = maker.make(Edition(Contents(number=0)), Changes())
    assert (before.find("/2030/05/later/"), maker.is_due(before)) == (None, False)
    clock[0] = DUE
    assert maker.is_due(before)
    after = maker.make(before, Changes())
    assert (after.find("/2030/05/later/"), maker.is_due(after)) == ("/2030/05/later/", False)


def test_time_does_not_call_for_what_cannot_be_made(site: Path) -> None:
    clock = [DUE - timedelta(seconds=1)]
    maker = Maker(site, lambda: clock[0])
    before = maker.make(Edition(Contents(number=0)), Changes())
    (site / "content/site.yaml").write_text("title: [\n")
    broken = maker.make(before, Changes(here=frozenset({"content/site.yaml"})))
    clock[0] = DUE
    assert not maker.is_due(broken)


@pytest.mark.parametrize(
    ("path", "head", "state", "why"),
    [
        ("2018-03-01-soon.md", "title: Soon\ndraft: true", "Draft: not published", "line 3 says so"),
        ("2018-03-01-soon.md", "status: draft\ntitle: Soon", "Draft: not published", "line 2 says so"),
        ("_drafts/2018-03-01-soon.md", "title: Soon", "Draft: not published", "its folder says so"),
        ("2031-03-01-soon.md", "title: Soon", "Future, due 2031-03-01: not published", "its name says so"),
        ("soon.md", "title: Soon\ndate: 2031-03-01", "Future, due 2031-03-01: not published", "line 3 says so"),
        ("2018-03-01-soon.md", "title: Soon", "", ""),
    ],
)
def test_the_bar_says_what_keeps_a_text_from_being_published(
    tmp_path: Path, path: str, head: str, state: str, why: str
) -> None:
    source = f"content/posts/{path}"
    maker = Maker(write_site(tmp_path, {source: f"---\n{head}\n---\n\nSoon.\n"}), lambda: DUE, drafts=True, future=True)
    facts = {one.source: one for one in maker.make(Edition(Contents(number=0)), Changes()).contents.facts.values()}
    assert (facts[source].state, facts[source].why) == (state, why)
    assert facts[source].line == int(why.removeprefix("line ")[0] if why.startswith("line") else 0)
