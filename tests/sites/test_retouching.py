"""Other words in a text are put into what is published, and that is byte for byte what a build makes; anything more is
a build.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from site_tools import NOW, build_site, photo, snapshot, told, write_site

from journeyblog.build.cache import Cache
from journeyblog.build.footprint import Question, Visit, look_back
from journeyblog.build.outcome import Outcome
from journeyblog.build.retouch import retouch
from journeyblog.build.run import BuildRequest, build
from journeyblog.site.visibility import Request

SETTINGS = (
    "title: Small roads\nbase_url: https://example.org\ncomments: files\ntheme: {theme}\n"
    "feeds: {{site: [atom, rss, json], journeys: [atom], content: {feeds}}}\n"
)
WORDS = "The first words.\n\nThe *second* words, [a link](/about/), [another](business:Dinner) and ![Sea](sea.jpg).\n"
POST = "---\ntitle: {title}\ndate: 2018-02-{day}\n{more}---\n{text}"


def site(*, theme: str = "plain", feeds: str = "full") -> dict[str, str | bytes]:
    return {
        "content/site.yaml": SETTINGS.format(theme=theme, feeds=feeds),
        "content/journeys/coast/index.md": "---\ntitle: The coast\n---\nThe way.\n\nAnd back.\n",
        "content/journeys/coast/a.md": POST.format(title="A", day=10, more="part: 1\n", text=WORDS),
        "content/journeys/coast/sea.jpg": photo(),
        "content/posts/b.md": POST.format(title="B", day=11, more="visits: [{business: Dinner, rating: 4}]\n",
                                          text="Short.\n\nWords.\n"),
        "content/posts/c.md": POST.format(title="C", day=12, more="", text="Short.\n\nOther words.\n"),
        "content/posts/untitled.md": "---\ndate: 2018-02-13\n---\n# A heading\n\nBrief.\n\nWords.\n",
        "content/posts/draft.md": POST.format(title="Draft", day=14, more="draft: true\n", text="Short.\n\nWords.\n"),
        "content/businesses/dinner.md": "---\nname: Dinner\n---\nA place.\n\nWith tables.\n",
        "content/pages/about.md": "---\ntitle: About\n---\nUs.\n\nBoth of us.\n",
        "content/comments/b.yaml": "- {name: Ann, date: 2018-03-01, text: Words.}\n",
    }  # fmt: skip


@dataclass(frozen=True)
class Trip:
    """A site that was built once, as the command line does it."""

    root: Path
    files: dict[str, str | bytes]

    def visit(self, now: datetime = NOW) -> Visit:
        question = Question(root=str(self.root), output="", drafts=False, future=False, strict=False, keep_going=False)
        return Visit(question=question, now=now, clock=time.time_ns())

    def build(self) -> Outcome:
        outcome = build(BuildRequest(root=self.root, request=Request(now=NOW), visit=self.visit()))
        assert not outcome.failed, told(outcome)
        return outcome

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.files[path]
        assert isinstance(text, str)
        assert text.count(old) == 1
        self.files[path] = text.replace(old, new)
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def retouch(self) -> Outcome | None:
        since = look_back(str(self.root / ".journeyblog"), self.visit())
        return retouch(self.root, since) if since is not None else None

    def check(self, clean: Path) -> None:
        """It is what a build elsewhere makes of these files."""
        write_site(clean, self.files)
        build_site(clean)
        assert snapshot(self.root / "public") == snapshot(clean / "public")


def trip(root: Path, files: Mapping[str, str | bytes]) -> Trip:
    made = Trip(root=root, files=dict(files))
    write_site(root, made.files)
    made.build()
    return made


EDITS = {
    "a post with links and a picture": ("content/journeys/coast/a.md", "*second*", "**other** & “quoted” <em>x</em>"),
    "a post with a visit": ("content/posts/b.md", "Words.", "Words.\n\n> A quotation.\n\n| a | b |\n|-|-|\n| c | d |"),
    "the post of which the heading is the title": ("content/posts/untitled.md", "Words.", "`code` and --- dashes..."),
    "a journey": ("content/journeys/coast/index.md", "And back.", "And back again."),
    "a business": ("content/businesses/dinner.md", "With tables.", "With chairs, 日本語 and \U0001f35d."),
    "a page": ("content/pages/about.md", "Both of us.", "All of us.\n\n- One\n- Two"),
}


@pytest.mark.parametrize("theme", ["plain", "passport"])
@pytest.mark.parametrize("what", EDITS)
def test_words_are_put_in_their_place(tmp_path: Path, what: str, theme: str) -> None:
    one = trip(tmp_path / "site", site(theme=theme))
    one.edit(*EDITS[what])
    outcome = one.retouch()
    assert outcome is not None
    assert (outcome.parsed, outcome.rendered) == (1, 1)
    assert outcome.published is not None
    assert outcome.published.written == tuple(sorted(made.path for made in outcome.made))
    one.check(tmp_path / "clean")


def test_a_post_is_in_its_feeds(tmp_path: Path) -> None:
    one = trip(tmp_path / "site", site())
    one.edit(*EDITS["a post with links and a picture"])
    outcome = one.retouch()
    assert outcome is not None
    assert {made.path: made.reason for made in outcome.made} == {
        "2018/02/a/index.html": "its body changed",
        **dict.fromkeys(("feed.xml", "rss.xml", "feed.json", "journeys/coast/feed.xml"), "what it tells changed"),
    }


def test_it_says_what_a_build_says(tmp_path: Path) -> None:
    """Also of what other files hold: a dead link, a draft."""
    files = site()
    files["content/pages/about.md"] = "---\ntitle: About\n---\nUs.\n\n[Nowhere](/nowhere/)\n"
    one = trip(tmp_path / "site", files)
    one.edit(*EDITS["a post with a visit"])
    outcome = one.retouch()
    assert outcome is not None
    again = build_site(one.root)
    assert told(outcome) == told(again) != []
    assert (outcome.held, outcome.posts, outcome.targets) == (again.held, again.posts, again.targets)


MORE = {
    "its beginning is on other pages": ("content/posts/b.md", "Short.", "Other."),
    "a heading is in the contents": ("content/posts/b.md", "Words.", "## Words\n\nWords."),
    "an anchor may be linked to": ("content/posts/b.md", "Words.", '<span id="there">Words.</span>'),
    "a new link": ("content/posts/b.md", "Words.", "[Words](/about/)"),
    "another link": ("content/journeys/coast/a.md", "(/about/)", "(/)"),
    "a new picture": ("content/posts/b.md", "Words.", "![Words](https://pics.example.net/a.jpg)"),
    "it takes longer to read": ("content/posts/b.md", "Words.", "Words. " * 600),
    "there is a mistake in it": ("content/posts/b.md", "Words.", "{{ words }}"),
    "there is nothing left": ("content/pages/about.md", "Us.\n\nBoth of us.\n", ""),
    "another title": ("content/posts/untitled.md", "A heading", "Another heading"),
    "front matter": ("content/posts/b.md", "rating: 4", "rating: 3"),
    "no more than a comment in front matter": ("content/posts/b.md", "title: B", "title: B # here"),
    "a fence": ("content/posts/b.md", "Words.", "Words.\n\n---\ndraft: true\n---\n"),
    "a draft": ("content/posts/draft.md", "Words.", "More words."),
    "a comment": ("content/comments/b.yaml", "Words.", "Other words."),
    "the settings": ("content/site.yaml", "Small", "Big"),
}  # fmt: skip


@pytest.mark.parametrize("what", MORE)
def test_more_than_words_is_a_build(tmp_path: Path, what: str) -> None:
    one = trip(tmp_path / "site", site())
    before = snapshot(one.root / "public")
    one.edit(*MORE[what])
    assert one.retouch() is None
    assert snapshot(one.root / "public") == before
    build_site(one.root)
    one.check(tmp_path / "clean")


def test_two_texts_at_once_and_one_too_many(tmp_path: Path) -> None:
    one = trip(tmp_path / "site", site())
    one.edit(*EDITS["a journey"])
    one.edit(*EDITS["a post with a visit"])
    outcome = one.retouch()
    assert outcome is not None
    assert (outcome.parsed, outcome.rendered) == (2, 2)
    one.check(tmp_path / "clean")
    one.edit("content/pages/about.md", "Both", "All")
    one.edit("content/site.yaml", "Small", "Big")
    assert one.retouch() is None


def test_the_same_words_in_two_places_are_told_apart(tmp_path: Path) -> None:
    """In a feed that has them twice nobody can say which are meant."""
    files = site()
    files["content/posts/c.md"] = POST.format(title="C", day=12, more="", text="Short.\n\nWords.\n")
    one = trip(tmp_path / "site", files)
    one.edit("content/posts/c.md", "Words.", "New words.")
    assert one.retouch() is None


def test_a_file_that_was_only_touched(tmp_path: Path) -> None:
    one = trip(tmp_path / "site", site())
    (one.root / "content/posts/b.md").touch()
    outcome = one.retouch()
    assert outcome is not None
    assert outcome.published is not None
    assert (outcome.parsed, outcome.rendered, outcome.published.mode) == (0, 0, "nothing")
    since = look_back(str(one.root / ".journeyblog"), one.visit())
    assert since is not None
    assert not since.changed


TEMPLATES = {
    "{{ page.body|striptags }}": "the words without tags",
    "{% if 'new' in page.body %}New!{% endif %}{{ page.body }}": "a question of the words",
    "{{ page.title }}": "no words",
    "<p>Short.</p>\n<p>Words.</p>\n.": "the same words, but not the text's",
    "{{ page.body }}<p>Short.</p>\n<p>Words.</p>\n.": "the words once more",
    "{% for n in [1] recursive %}{% if n is string %}{{ page.body }}{% else %}{{ loop(['x'])|length }}{% endif %}"
    "{% endfor %}{{ page.body }}": "the words as a value",
}


@pytest.mark.parametrize("text", TEMPLATES)
def test_a_theme_that_does_more_than_print_them(tmp_path: Path, text: str) -> None:
    files = site(theme="mine", feeds="summary")
    files |= {"themes/mine/theme.yaml": "name: mine\napi: 1\nextends: plain\n", "themes/mine/templates/post.html": text}
    one = trip(tmp_path / "site", files)
    one.edit("content/posts/b.md", "Words.", "Words of a new kind.")
    assert one.retouch() is None
    one.build()
    one.check(tmp_path / "clean")


def test_a_strangers_passages_are_a_build(tmp_path: Path) -> None:
    one = trip(tmp_path / "site", site())
    cache = Cache(one.root / ".journeyblog/cache")
    kept = json.loads(cache.get("passages") or b"")
    one.edit("content/posts/b.md", "Words.", "New words.")
    texts = kept[4]
    body, front, titled, shown = texts["content/posts/b.md"]
    for mine in (
        ["\0", front, titled, shown], ["\ud800", front, titled, shown], ["..", front, titled, shown],
        [body, front, titled, ["favicon.ico"]], [body, front, titled, ["nowhere"]], [body, front, titled, [3]],
        [body, front, titled], None, 3,
    ):  # fmt: skip
        raw = [*kept[:4], {**texts, "content/posts/b.md": mine}]
        cache.put("passages", json.dumps(raw).encode())
        assert one.retouch() is None
    for at, value in ((0, 9), (1, "e"), (2, "s"), (2, None), (3, {}), (3, {"html": 3}), (4, []), (4, {})):
        cache.put("passages", json.dumps([*kept[:at], value, *kept[at + 1 :]]).encode())
        assert one.retouch() is None
    cache.put("passages", json.dumps(kept).encode())
    assert one.retouch() is not None


def test_only_the_sites_own_output_is_written(tmp_path: Path) -> None:
    """A footprint that names the folder of another site of this program is believed no more than that."""
    one, other = (trip(tmp_path / name, site()) for name in ("site", "other"))
    before = snapshot(other.root / "public")
    one.edit("content/posts/b.md", "Words.", "New words.")
    since = look_back(str(one.root / ".journeyblog"), one.visit())
    assert since is not None
    there = {**since.seen["said"], "output": str(other.root / "public")}
    assert retouch(one.root, replace(since, seen={**since.seen, "said": there})) is None
    assert snapshot(other.root / "public") == before


@pytest.mark.parametrize("act", ["edited", "longer", "removed", "unknown"])
def test_what_is_published_is_not_what_was_made(tmp_path: Path, act: str) -> None:
    one = trip(tmp_path / "site", site())
    page, other = (one.root / "public" / path for path in ("2018/02/b/index.html", "2018/02/c/index.html"))
    if act == "edited":
        page.write_bytes(page.read_bytes().replace(b"Words", b"Birds"))
    elif act == "longer":
        other.write_bytes(other.read_bytes() + b"!")
    elif act == "removed":
        other.unlink()
    else:
        (one.root / ".journeyblog/cache/pa/passages").unlink()
    one.edit("content/posts/b.md", "Words.", "New words.")
    assert one.retouch() is None
    one.build()
    one.check(tmp_path / "clean")


def test_builds_and_retouches_follow_each_other(tmp_path: Path) -> None:
    one = trip(tmp_path / "site", site())
    one.edit("content/posts/b.md", "Words.", "New words.")
    assert one.retouch() is not None
    one.edit("content/posts/b.md", "New words.", "Newer words.")
    assert one.retouch() is not None
    one.edit("content/posts/c.md", "title: C", "title: Sea")
    outcome = one.build()
    assert outcome.parsed == 0
    one.edit("content/posts/b.md", "Newer words.", "Newest words.")
    assert one.retouch() is not None
    one.check(tmp_path / "clean")
    again = one.build()
    assert again.published is not None
    assert again.published.mode == "nothing"
