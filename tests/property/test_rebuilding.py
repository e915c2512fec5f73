"""After any sequence of edits the site is, byte for byte, what a clean build makes of the same files.

And a build says the same: every mistake, everything held back; however many processes make it. Edits follow each other
at once, so files are as young as they can be when the footprint is asked.
"""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from site_tools import NOW, held, photo, snapshot, told

from journeyblog.build.crew import Crew
from journeyblog.build.footprint import Question, Visit, look_back
from journeyblog.build.outcome import Outcome, recall
from journeyblog.build.retouch import retouch
from journeyblog.build.run import BuildRequest, build
from journeyblog.site.visibility import Request

PHOTOS = (photo(), photo(width=32), b"no picture")
PLACES = (
    "content/posts/2018-02-14-{}.md", "content/posts/{}/index.md", "content/journeys/coast/2018-03-01-{}.md",
    "content/journeys/hills/{}.md", "content/posts/_drafts/2018-02-16-{}.md",
)  # fmt: skip
NAMES = ("mijas", "ronda", "nerja", "café")
WORDS = (
    "One morning.", "It rained.", "> quoted\n\nand more", "# A heading\n\nText",
    "## Later {#late}\n\n```python\nx = 1\n```",
)  # fmt: skip
LINKS = (
    "[there](business:Dinner)", "[post](post:ronda)", "[file](../posts/2018-02-14-mijas.md#late)",
    "![Photo](photo.jpg)", "[list](/businesses/)", "[gone](/nowhere/)", "[journey](journey:coast)",
    "<script>alert(1)</script>", "![Sea](https://pics.example.net/a.jpg)", "[^1]\n\n[^1]: A note.",
)  # fmt: skip
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("Dinner", "A day", "'It''s \"late\"'", ""),
    "date": ("2018-02-14", "2019-05-01", "2026-11-25", "2026-11-22T12:30:00Z"),
    "part": ("1", "2", "prologue", "2.5"),
    "draft": ("true", "false", "perhaps"),
    "tags": ("[sea]", "[sea, Hills]"),
    "categories": ("[Food]", "[Trains]"),
    "summary": ("Short.", "Long, it was."),
    "image": ("photo.jpg", "/me.jpg"),
    "journey": ("coast", "Hills", "elsewhere"),
    "aliases": ("[/old/]", "[/older/]"),
    "expires": ("2027-01-01", "2026-11-23"),
    "slug": ("ronda", "other"),
    "mentions": ("[Dinner]", "[Hostel]"),
    "lessons": ("[Book early]",),
    "playbook": ("[{entry: Call first, status: trying}]",),
    "visits": (
        "[{business: Dinner, rating: 4, would_return: yes}]",
        "[{business: Dinner, rating: 2, would_return: no, ratings: {food: 1}}]",
        "[{business: Hostel, rating: 5}, {business: Dinner, rating: 3, date: 2018-02-13}]",
    ),
}
SETTINGS: dict[str, tuple[str, ...]] = {
    "title": ("Small roads", "Big roads"),
    "base_url": ("https://example.org", "https://example.org/blog", "''"),
    "permalink": ("/:slug/", "/:year/:slug/"),
    "pagination": ("1", "10"),
    "feeds": ("{content: full}", "{content: summary}"),
    "menu": ("[{label: Home, url: /}]", "[{label: Gone, url: /gone/}]"),
    "theme": ("mine", "plain", "passport"),
    "theme_options": ("{accent: nothing}", "{density: compact}"),
    "authors": ("{ann: {name: Ann, email: ann@example.org, bio: Walks.}}", "{ann: {name: Ann B}, bob: {name: Bob}}"),
    "default_author": ("ann", "bob"),
    "comments": ("files", "mail"),
    "comments_address": ("us@example.org",),
    "share": ("[mastodon, email]", "[]"),
    "newsletter": ("{title: Letters, text: Monthly., action: https://example.org/join}",),
    "promos": ("[{title: A book, url: https://example.org/book}]", "[{title: A map, url: /map/, label: Ad}]"),
    "popular": ("[mijas]", "[ronda, mijas]"),
    "related": ("{count: 1, minimum: 1}", "{count: 4, minimum: 2}"),
    "markdown": ("{html: off}", "{typographer: false}"),
    "kinds": ("{restaurant: {dimensions: {food: {weight: 2}}}}", "{restaurant: {label: Eatery}}"),
    "language": ("en", "es"),
    "timezone": ("Europe/Madrid", "UTC"),
}
BUSINESS = (
    "name: Dinner\nkind: restaurant",
    "name: Dinner\nlocality: Mijas\ncountry: ES",
    "name: Supper\naka: [Dinner]",
)
JOURNEY = ("title: The coast", "title: The coast\nlabel: Coast\nparts_planned: 4", "title: Coasts\ndraft: true")
ABOUT = ("---\ntitle: About\nmenu: true\n---\nUs.\n", "---\ntitle: Us\n---\n# Us\n\nAgain.\n")
COMMENTS = (
    "- {name: Ann, date: 2018-03-01, text: We were there.}\n",
    "- {name: Bob, date: 2018-03-02, text: So were we., reply_to: Ann}\n",
    "- {name: Ann, date: 2018-03-01, text: We were}\n- {name: Bob, date: 2018-03-02, text: And we, reply_to: Ann}\n",
    "- {name: Ann}\n",
)
MESSAGES = ("dates:\n  day: d. MMMM y\n", "verdicts:\n  inferred: we think\n", "dates:\n  day: [\n")
TEMPLATES = ("{% extends 'plain:post.html' %}", "<h1>{{ page.title }}</h1>{{ page.body }}", "{{ page.nothing.at.all }}")


@dataclass
class Trip:
    """A site as it is being edited; ``days`` is how long after ``NOW`` it is."""

    root: Path
    settings: dict[str, str] = field(
        default_factory=lambda: {"title": "Small roads", "base_url": "https://example.org"}
    )
    posts: dict[str, dict[str, str]] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    days: int = 0

    def all_files(self) -> dict[str, bytes]:
        """Every file of the site."""
        texts = {
            path: "".join(
                ("---\n", *(f"{key}: {value}\n" for key, value in fields.items()), "---\n", self.bodies[path])
            )
            for path, fields in self.posts.items()
        }
        texts["content/site.yaml"] = "".join(f"{key}: {value}\n" for key, value in self.settings.items())
        return {**self.files, **{path: text.encode() for path, text in texts.items()}}

    def save(self) -> None:
        """Bring the disk to this state, touching only what differs."""
        wanted = self.all_files()
        for folder in ("content", "themes"):
            for file in sorted((self.root / folder).rglob("*"), reverse=True):
                if file.is_dir():
                    if not any(file.iterdir()):
                        file.rmdir()
                elif file.relative_to(self.root).as_posix() not in wanted:
                    file.unlink()
        for path, data in wanted.items():
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.is_file() or place.read_bytes() != data:
                place.write_bytes(data)


def _yaml(fields: dict[str, str]) -> str:
    return "".join(f"{key}: {value}\n" for key, value in fields.items())


Edit = Callable[[Trip], object]


def _set(into: Callable[[Trip], dict[str, str]], choices: dict[str, tuple[str, ...]]) -> st.SearchStrategy[Edit]:
    pairs = st.sampled_from([(key, value) for key, values in choices.items() for value in values])
    return pairs.map(lambda pair: lambda trip: into(trip).__setitem__(*pair))


def _post(trip: Trip, number: int) -> str:
    paths = sorted(trip.posts)
    return paths[number % len(paths)] if paths else _add(trip, PLACES[0], NAMES[0])


def _add(trip: Trip, place: str, name: str) -> str:
    path = place.format(name)
    trip.posts.setdefault(path, {"title": name.title(), "date": "2018-02-14"})
    trip.bodies.setdefault(path, "Text.\n")
    return path


def _move(trip: Trip, number: int, place: str, name: str) -> None:
    old, new = _post(trip, number), place.format(name)
    if new not in trip.posts:
        trip.posts[new], trip.bodies[new] = trip.posts.pop(old), trip.bodies.pop(old)


def _delete(trip: Trip, number: int) -> None:
    path = _post(trip, number)
    del trip.posts[path], trip.bodies[path]


def _put(trip: Trip, path: str, data: bytes | None) -> None:
    if data is None:
        trip.files.pop(path, None)
    else:
        trip.files[path] = data


numbers = st.integers(0, 7)
places, names = st.sampled_from(PLACES), st.sampled_from(NAMES)
texts = st.lists(st.sampled_from([*WORDS, *LINKS]), min_size=1, max_size=3).map("\n\n".join)
keys = st.sampled_from(list(FIELDS))
fields_set = st.sampled_from([(key, value) for key, values in FIELDS.items() for value in values])


def _files(path: str, *choices: str | bytes) -> st.SearchStrategy[Edit]:
    data = [one if isinstance(one, bytes) else one.encode() for one in choices]
    return st.sampled_from([*data, None]).map(lambda one: lambda trip: _put(trip, path, one))


edits: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda n, text: lambda trip: trip.bodies.__setitem__(_post(trip, n), text), numbers, texts),
    st.builds(lambda n, text: lambda trip: trip.bodies.__setitem__(_post(trip, n), text), numbers, texts),
    st.builds(lambda n, pair: lambda trip: trip.posts[_post(trip, n)].__setitem__(*pair), numbers, fields_set),
    st.builds(lambda n, pair: lambda trip: trip.posts[_post(trip, n)].__setitem__(*pair), numbers, fields_set),
    st.builds(
        lambda n, key: lambda trip: trip.posts[_post(trip, n)].pop(key, ""), numbers, st.sampled_from(list(FIELDS))
    ),
    st.builds(lambda place, name: lambda trip: _add(trip, place, name), places, names),
    st.builds(lambda n, place, name: lambda trip: _move(trip, n, place, name), numbers, places, names),
    st.builds(lambda n: lambda trip: _delete(trip, n), numbers),
    _set(lambda trip: trip.settings, SETTINGS),
    st.sampled_from(list(SETTINGS)).map(lambda key: lambda trip: trip.settings.pop(key, "")),
    _files("content/businesses/dinner.md", *(f"---\n{one}\n---\nAbout it.\n" for one in BUSINESS)),
    _files("content/journeys/coast/index.md", *(f"---\n{one}\n---\nThe way.\n" for one in JOURNEY)),
    _files("content/pages/about.md", *ABOUT),
    _files("content/comments/mijas.yaml", *COMMENTS),
    _files("content/comments/ronda.yaml", *COMMENTS),
    _files("content/posts/photo.jpg", *PHOTOS),
    _files("content/posts/mijas/photo.jpg", *PHOTOS),
    _files("content/static/me.jpg", *PHOTOS),
    _files("content/static/plain.txt", "one", "two"),
    _files("themes/mine/theme.yaml", "name: mine\napi: 1\nextends: plain\n"),
    _files("themes/mine/templates/post.html", *TEMPLATES),
    _files("themes/mine/static/own.css", "a{}", "b{}"),
    _files("themes/mine/messages/en.yaml", *MESSAGES),
    _files("themes/mine/messages/es.yaml", *MESSAGES),
    st.just(lambda trip: setattr(trip, "days", trip.days + 1)),
    st.just(lambda trip: shutil.rmtree(trip.root / ".journeyblog", ignore_errors=True)),
    st.just(lambda trip: shutil.rmtree(trip.root / "public", ignore_errors=True)),
)


OTHER = {1: 2, 2: 1, 3: 1}
"""As many processes for the clean build."""


def crew(size: int) -> Crew:
    """One that works on the smallest of sites too."""
    return Crew(size=size, fewest=2)


def build_again(root: Path, now: datetime, size: int) -> Outcome:
    """As the command line does it."""
    question = Question(root=str(root), output="", drafts=False, future=False, strict=False, keep_going=True)
    visit = Visit(question=question, now=now, clock=time.time_ns())
    since = look_back(str(root / ".journeyblog"), visit)
    if since is not None:
        known = retouch(root, since) if since.changed else recall(since.seen["said"])
        if known is not None:
            return known
    return build(BuildRequest(root=root, request=Request(now=now), keep_going=True, visit=visit, crew=crew(size)))


def build_clean(trip: Trip, now: datetime, root: Path, size: int) -> Outcome:
    """In another folder, where nothing is known."""
    for path, data in trip.all_files().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return build(BuildRequest(root=root, request=Request(now=now), keep_going=True, crew=crew(size)))


Round = tuple[list[Edit], int]


@given(st.lists(st.tuples(st.lists(edits, min_size=1, max_size=3), st.sampled_from([*OTHER])), min_size=2, max_size=6))
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
def test_rebuilding_gives_what_a_clean_build_gives(rounds: list[Round]) -> None:
    with TemporaryDirectory() as folder:
        trip = Trip(Path(folder, "site"))
        for name in NAMES[:2]:
            _add(trip, PLACES[0], name)
        first: Round = ([], 2)
        for number, (some, size) in enumerate([first, *rounds]):
            for edit in some:
                edit(trip)
            trip.save()
            now = NOW + timedelta(days=trip.days)
            again = build_again(trip.root, now, size)
            clean = build_clean(trip, now, root := Path(folder, f"clean-{number}"), OTHER[size])
            assert told(again) == told(clean)
            assert held(again) == held(clean)
            assert (again.published is None) == (clean.published is None)
            if clean.published is not None:
                assert snapshot(trip.root / "public") == snapshot(root / "public")
