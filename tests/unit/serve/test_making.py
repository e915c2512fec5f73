"""One edition after the other: what the next one takes over, and when time alone calls for one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from site_tools import write_site

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
