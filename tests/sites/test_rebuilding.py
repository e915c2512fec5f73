"""A build does no more than it must, counted: texts parsed, pages rendered, files written; and it says why."""

import json
import time
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import pytest
from site_tools import CONTENT, NOW, build_site, photo, snapshot, states, told, write_site

from journeyblog.build import bodies, making
from journeyblog.build.footprint import Question, Visit, look_back
from journeyblog.build.outcome import Outcome
from journeyblog.build.run import BuildRequest, build, check
from journeyblog.site.visibility import Request

POST = "---\ntitle: {title}\ndate: 2018-02-{day}\n{more}---\n{text}\n"
RATED = "visits: [{{business: {business}, rating: {rating}}}]\n"


def post(title: str, day: int, text: str = "Text.", *, business: str = "", rating: int = 4, part: int = 0) -> str:
    more = RATED.format(business=business, rating=rating) if business else ""
    return POST.format(title=title, day=day, more=more + (f"part: {part}\n" if part else ""), text=text)


SITE = {
    "content/site.yaml": "title: Small roads\nbase_url: https://example.org\nfeeds: {site: [atom], content: summary}\n",
    "content/journeys/coast/index.md": "---\ntitle: The coast\n---\nThe way.\n",
    "content/journeys/coast/a.md": post("A", 10, business="Dinner", part=1),
    "content/journeys/coast/b.md": post("B", 11, business="Hostel", part=2),
    "content/posts/c.md": post("C", 12, business="Dinner", rating=3),
    "content/posts/d.md": post("D", 13),
    "content/posts/e.md": post("E", 14, business="Ferry"),
    "content/pages/about.md": "---\ntitle: About\n---\nUs.\n",
    "content/static/note.txt": "one",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    outcome = build_site(write_site(tmp_path, SITE))
    assert outcome.parsed == 3, "of seven texts, for five say the same"
    assert outcome.rendered == sum(1 for one in outcome.made if one.path.endswith(".html"))
    return tmp_path


def rebuild(root: Path, changes: Mapping[str, str | bytes] | None = None) -> Outcome:
    write_site(root, {"content/site.yaml": SITE["content/site.yaml"], **(changes or {})})
    return build_site(root)


def why(outcome: Outcome) -> dict[str, str]:
    return {one.path: one.reason for one in outcome.made}


def test_nothing_changed(site: Path) -> None:
    before = states(site / "public")
    outcome = rebuild(site)
    assert (outcome.parsed, outcome.rendered, outcome.made) == (0, 0, ())
    assert outcome.published is not None
    assert outcome.published.mode == "nothing"
    assert states(site / "public") == before


def test_mistakes_are_told_again(tmp_path: Path) -> None:
    files = {"content/posts/2018-02-14-a.md": "---\ntitle: A\n---\n[a](/nowhere/) and {{ b }}\n"}
    first = build_site(write_site(tmp_path, files))
    assert len(told(first)) == 2
    second = build_site(tmp_path)
    assert told(second) == told(first)
    assert second.parsed == 0


def test_an_edited_body_is_one_page(site: Path) -> None:
    text = "Text.\n\nAnd far more of it, with [a link](/about/).\n\n## A heading\n\nMore.\n"
    outcome = rebuild(site, {"content/posts/d.md": post("D", 13, text)})
    assert outcome.parsed == 1
    assert why(outcome) == {"2018/02/d/index.html": "its body and headings changed"}
    assert outcome.published is not None
    assert outcome.published.written == ("2018/02/d/index.html",)


def test_an_edited_beginning_is_what_shows_it(site: Path) -> None:
    outcome = rebuild(site, {"content/posts/d.md": post("D", 13, "Other words.")})
    assert outcome.parsed == 1
    assert why(outcome) == {
        **dict.fromkeys(
            ("index.html", "2018/02/index.html", "2018/index.html", "authors/author/index.html"), "its cards changed"
        ),
        "2018/02/d/index.html": "its summary, body, head.description and head.structured changed",
        "feed.xml": "what it tells changed",
        "data/site.json": "what it tells changed",
    }


def test_a_picture_from_elsewhere_is_allowed_for(site: Path) -> None:
    """The policy follows from what all texts load."""
    text = "Text.\n\n![Sea](https://pics.example.net/a.jpg)"
    outcome = rebuild(site, {"content/posts/d.md": post("D", 13, text)})
    assert "_headers" in why(outcome)
    assert "https://pics.example.net" in (site / "public/_headers").read_text()


def test_full_feeds_show_the_words(tmp_path: Path) -> None:
    settings = SITE["content/site.yaml"].replace("summary", "full")
    build_site(write_site(tmp_path, {**SITE, "content/site.yaml": settings}))
    changed = {"content/site.yaml": settings, "content/posts/d.md": post("D", 13, "Text.\n\nMore.")}
    outcome = build_site(write_site(tmp_path, changed))
    assert (outcome.parsed, outcome.rendered) == (1, 1)
    assert set(why(outcome)) == {"2018/02/d/index.html", "feed.xml"}


def test_a_rating_is_the_pages_that_show_it(site: Path) -> None:
    """The others hold neither the visit nor the business, and no page of theirs is rendered."""
    before = snapshot(site / "public")
    outcome = rebuild(site, {"content/posts/c.md": post("C", 12, business="Dinner", rating=2)})
    after = snapshot(site / "public")
    differing = {path for path in after if before.get(path) != after[path] and path.endswith(".html")}
    rendered = {path for path in why(outcome) if path.endswith(".html")}
    assert outcome.parsed == 0
    assert rendered == differing
    assert {"2018/02/c/index.html", "businesses/dinner/index.html"} <= rendered
    assert not {"2018/02/d/index.html", "2018/02/e/index.html", "about/index.html"} & rendered


def test_a_title_is_told_by_its_neighbours(site: Path) -> None:
    outcome = rebuild(site, {"content/journeys/coast/b.md": post("Bee", 11, business="Hostel", part=2)})
    assert outcome.parsed == 0
    assert why(outcome)["2018/02/a/index.html"] == "its line changed"


@pytest.mark.parametrize(
    ("path", "front", "shown", "words"),
    [
        ("posts/d.md", "summary: A short way home.", "index.html", "A short way home."),
        ("posts/d.md", "epigraph: Slow is smooth.", "2018/02/d/index.html", "Slow is smooth."),
        ("pages/about.md", "summary: Who we are.", "about/index.html", "Who we are."),
    ],
)
def test_front_matter_is_every_page_that_shows_it(site: Path, path: str, front: str, shown: str, words: str) -> None:
    """Nothing else changes, and these fields stand nowhere on a site but in the front matter of their text."""
    text = SITE[f"content/{path}"]
    assert isinstance(text, str)
    changed = {f"content/{path}": text.replace("---\n", f"---\n{front}\n", 1)}
    outcome = rebuild(site, changed)
    assert outcome.parsed == 0
    assert shown in why(outcome)
    assert words.encode() in (site / "public" / shown).read_bytes()
    build_site(write_site(site / "clean", {**SITE, **changed}))
    assert snapshot(site / "public") == snapshot(site / "clean/public")


def test_a_setting_that_all_pages_show(site: Path) -> None:
    outcome = rebuild(site, {"content/site.yaml": SITE["content/site.yaml"].replace("Small", "Big")})
    assert outcome.parsed == 0
    pages = [one for one in outcome.made if one.path.endswith(".html")]
    assert {one.reason for one in pages} == {"the site’s title and feeds changed"}
    assert len(pages) == outcome.rendered


def test_a_setting_of_markdown_is_every_text(site: Path) -> None:
    outcome = rebuild(site, {"content/site.yaml": SITE["content/site.yaml"] + "markdown: {html: off}\n"})
    assert outcome.parsed == 3


def test_a_theme_is_every_page(site: Path) -> None:
    own = {
        "content/site.yaml": SITE["content/site.yaml"] + "theme: mine\n",
        "themes/mine/theme.yaml": "name: mine\napi: 1\nextends: plain\n",
        "themes/mine/templates/page.html": "<p>{{ page.title }}</p>",
    }
    outcome = rebuild(site, own)
    assert set(why(outcome).values()) <= {"the theme changed", "what it tells changed"}
    assert rebuild(site, own).rendered == 0
    outcome = rebuild(site, {**own, "themes/mine/templates/page.html": "<b>{{ page.title }}</b>"})
    assert outcome.published is not None
    assert outcome.published.written == ("about/index.html",)


def test_a_themes_mistake_is_told_every_time(site: Path) -> None:
    """A theme in which none was found is not looked at again; the others are."""
    own = {
        "content/site.yaml": SITE["content/site.yaml"] + "theme: mine\n",
        "themes/mine/theme.yaml": "name: mine\napi: 1\nextends: plain\n",
        "themes/mine/templates/page.html": "<p>{{ page.titel }}</p>",
    }
    first = rebuild(site, own)
    assert any("page.html:1: error[template-error]" in line for line in told(first))
    assert told(rebuild(site, own)) == told(first)
    own["themes/mine/templates/page.html"] = "<p>{{ page.title }}</p>"
    assert rebuild(site, own).usable
    own["themes/mine/templates/page.html"] = "<p>{{ page.titel }}</p>"
    assert told(rebuild(site, own)) == told(first)


def test_a_themes_warning_is_told_every_time(site: Path) -> None:
    own = {
        "content/site.yaml": SITE["content/site.yaml"] + "theme: mine\n",
        "themes/mine/theme.yaml": "name: mine\napi: 1\nextends: plain\n",
        "themes/mine/templates/page.html": "{% extends 'plain:page.html' %}{% block nobody %}x{% endblock %}",
    }
    first = rebuild(site, own)
    assert first.published is not None
    assert any("warning[template-unused]" in line for line in told(first))
    assert told(rebuild(site, own)) == told(first)


def test_a_theme_is_sound_with_the_settings_it_was_checked_with(site: Path) -> None:
    own = {
        "content/site.yaml": SITE["content/site.yaml"] + "theme: mine\n",
        "themes/mine/theme.yaml": "name: mine\napi: 1\nextends: plain\n",
        "themes/mine/messages/es.yaml": "nobody:\n  says: esto\n",
    }
    assert rebuild(site, own).published is not None
    spanish = rebuild(site, {**own, "content/site.yaml": own["content/site.yaml"] + "language: es\n"})
    assert any("es.yaml:2: error[unknown-key]" in line for line in told(spanish))


def test_a_copied_file_is_no_page(site: Path) -> None:
    outcome = rebuild(site, {"content/static/note.txt": "two"})
    assert outcome.published is not None
    assert (outcome.rendered, outcome.published.written) == (0, ("note.txt",))


def test_a_page_that_is_gone_goes(site: Path) -> None:
    (site / "content/pages/about.md").unlink()
    outcome = rebuild(site)
    assert outcome.published is not None
    assert outcome.published.removed == ("about/index.html",)


@pytest.mark.parametrize("damage", ["remove", "lengthen"])
def test_a_published_file_that_is_not_as_it_was(site: Path, damage: str) -> None:
    page = site / "public/about/index.html"
    before = page.read_bytes()
    page.unlink() if damage == "remove" else page.write_bytes(before + b"x")
    outcome = rebuild(site)
    assert why(outcome) == {"about/index.html": "it is not in the output folder as it was made"}
    assert page.read_bytes() == before


def test_another_output_is_made_whole(site: Path) -> None:
    build_site(site, output=site / "elsewhere")
    assert snapshot(site / "elsewhere") == snapshot(site / "public")
    again = build_site(site, output=site / "elsewhere")
    assert (again.rendered, again.made) == (0, ())


def test_making_everything_anew(site: Path) -> None:
    page = site / "public/about/index.html"
    before = page.read_bytes()
    page.write_bytes(before.replace(b"Us.", b"XX."))
    assert rebuild(site).rendered == 0, "a file of the right length is taken for what was published"
    outcome = build(BuildRequest(root=site, request=Request(now=NOW), afresh=True))
    assert (outcome.parsed, outcome.published and outcome.published.written) == (3, ("about/index.html",))
    assert page.read_bytes() == before
    assert rebuild(site).rendered == 0


def sealed(data: bytes) -> bytes:
    """As the cache keeps it."""
    return blake2b(data, digest_size=16).digest() + data


@pytest.mark.parametrize("what", ["gone", "empty", "torn", "not JSON", "another form", "no bodies"])
def test_what_is_kept_may_be_damaged(site: Path, what: str) -> None:
    """Each file is damaged in turn, with a seal that fits: as a stranger could."""
    before = snapshot(site / "public")
    for file in sorted(path for path in (site / ".journeyblog").rglob("*") if path.is_file() and path.name != "lock"):
        data = file.read_bytes()
        if what == "gone":
            file.unlink()
            continue
        file.write_bytes(
            {
                "empty": b"", "torn": data[: len(data) // 2], "not JSON": sealed(b"[" * 100_000),
                "another form": sealed(b"[2, 3]"), "no bodies": sealed(bodies_of(data[16:])),
            }[what]
        )  # fmt: skip
    rebuild(site, {"content/posts/d.md": post("D", 13, "Text.\n\nMore.")})
    rebuild(site, {"content/posts/d.md": SITE["content/posts/d.md"]})
    assert snapshot(site / "public") == before


def bodies_of(data: bytes) -> bytes:
    """The same keys with values that are no bodies; of a ledger, numbers in the place of texts."""
    raw = json.loads(data)
    if isinstance(raw, dict):
        wrong: tuple[object, ...] = (
            [], 3, [["p"], [1], [], [], [], "", "", "", 1], [["p"], [], [], [], [1], "", "", "", 1], {"a": 1},
        )  # fmt: skip
        return json.dumps({key: wrong[number % len(wrong)] for number, key in enumerate(raw)}).encode()
    rows = {path: [1, 2, 3, 4, 5] for path in raw[-1]}
    return json.dumps([*raw[:-1], rows]).encode()


def test_the_sample_site_again(tmp_path: Path) -> None:
    write_site(tmp_path, {path.relative_to(CONTENT.parent).as_posix(): path.read_bytes()
                          for path in CONTENT.rglob("*") if path.is_file()})  # fmt: skip
    build_site(tmp_path)
    again = build_site(tmp_path)
    assert (again.parsed, again.rendered, again.made) == (0, 0, ())


def test_checking_and_mistakes_use_what_is_kept(site: Path) -> None:
    """Who mends one mistake after the other does not wait for all of the site each time."""
    wrong = {
        "content/posts/d.md": post("D", 13, "Text.\n\nMore.").replace("date", "rating: nine\ndate"),
        "content/posts/e.md": post("E", 14, "Text.\n\nMuch more."),
    }
    failed = rebuild(site, wrong)
    assert failed.published is None
    assert failed.parsed == 2, "also the one with the mistake, which is read to its end"
    again = rebuild(site, wrong)
    assert (again.parsed, told(again)) == (0, told(failed))
    checked = check(BuildRequest(root=site, request=Request(now=NOW)))
    assert (checked.parsed, told(checked)) == (0, told(failed))
    assert checked.rendered < 25 < checked.targets


def test_an_edit_during_a_build_is_for_the_next(tmp_path: Path) -> None:
    """The footprint vouches for what was there before anything was read."""
    write_site(tmp_path, SITE)
    question = Question(root=str(tmp_path), output="", drafts=False, future=False, strict=False, keep_going=False)
    visit = Visit(question=question, now=NOW, clock=time.time_ns())

    def edit(step: str, _number: int, _total: int) -> None:
        if step == "Publishing":
            write_site(tmp_path, {"content/posts/d.md": post("D", 13, "Other words.")})

    asked = BuildRequest(root=tmp_path, request=Request(now=NOW), visit=visit)
    build(asked, edit)
    since = look_back(str(tmp_path / ".journeyblog"), visit)
    assert since is not None
    assert "content/posts/d.md" in since.changed
    build(asked)
    since = look_back(str(tmp_path / ".journeyblog"), visit)
    assert since is not None
    assert not since.changed
    assert "Other words." in (tmp_path / "public/2018/02/d/index.html").read_text()


def test_another_program_makes_everything(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version may make something else of the same."""
    monkeypatch.setattr(making, "engine_digest", lambda: "another")
    outcome = rebuild(site)
    assert outcome.parsed == 0
    reasons = {reason for path, reason in why(outcome).items() if path.endswith(".html")}
    assert reasons == {"journeyblog or one of its libraries changed"}
    assert outcome.rendered > 10
    monkeypatch.setattr(bodies, "engine_digest", lambda: "another")
    assert rebuild(site).parsed == 3


def test_a_heading_is_a_title(tmp_path: Path) -> None:
    """Who shows the title of a text that has none in its front matter shows its first heading."""
    text = "---\ndate: 2018-02-14\n---\n# One\n\nText.\n"
    build_site(write_site(tmp_path, {**SITE, "content/posts/f.md": text}))
    outcome = build_site(write_site(tmp_path, {**SITE, "content/posts/f.md": text.replace("One", "Two")}))
    assert outcome.parsed == 1
    assert {"index.html", "feed.xml", "data/site.json"} <= set(why(outcome))
    assert ">Two<" in (tmp_path / "public/index.html").read_text()


def test_another_photo_of_the_same_name(tmp_path: Path) -> None:
    """Also one that is as large; and what is kept of a photo and was damaged since is made once more."""
    words = {"content/posts/2018-02-14-a/index.md": "---\ntitle: A\n---\n![Sea](photo.jpg)\n"}
    place, published = "content/posts/2018-02-14-a/photo.jpg", tmp_path / "public/2018/02/a/photo.jpg"
    build_site(write_site(tmp_path, {**words, place: photo(colour="teal")}))
    first = published.read_bytes()
    build_site(write_site(tmp_path, {place: photo(colour="navy")}))
    assert published.read_bytes() not in (first, photo(colour="navy"))
    build_site(write_site(tmp_path, {place: photo(colour="teal")}))
    assert published.read_bytes() == first
    for kept in (path for path in tmp_path.glob(".journeyblog/cache/*/*") if len(path.name) == 32):
        kept.write_bytes(kept.read_bytes()[:-8])
    published.unlink()
    build_site(tmp_path)
    assert published.read_bytes() == first


def test_a_photo_of_another_size_is_every_page_that_shows_it(tmp_path: Path) -> None:
    words = {"content/posts/2018-02-14-sea/index.md": "---\ntitle: Sea\n---\n![Sea](photo.jpg)\n"}
    place = "content/posts/2018-02-14-sea/photo.jpg"
    build_site(write_site(tmp_path, {**SITE, **words, place: photo(width=64)}))
    outcome = rebuild(tmp_path, {place: photo(width=32)})
    assert "2018/02/sea/index.html" in why(outcome)
    assert 'width="32"' in (tmp_path / "public/2018/02/sea/index.html").read_text()


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    check(BuildRequest(root=tmp_path, request=Request(now=NOW)))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content"]
