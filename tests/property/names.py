"""Random names through everything that makes an address of them: is the file behind it safe on every disk?

In: a seed and a number. Out: nothing, or an ``AssertionError`` that shows the name and the path made from it.
"""

import random
import unicodedata
from collections.abc import Callable, Iterator

from journeyblog.build.media import static_name
from journeyblog.build.publish.paths import check_path
from journeyblog.build.targets import Sort, Target, find_collisions
from journeyblog.config.values import parse_permalink
from journeyblog.dates import day_of_file, midnight
from journeyblog.schema import Refusal
from journeyblog.site.atlas import location_of_file
from journeyblog.site.directory import name_slug, stem_slug
from journeyblog.site.permalinks import clean_location, permalink
from journeyblog.slugs import LONGEST_NAME, RESERVED, collision_key, slug, term_slug
from journeyblog.urls import output_path

PIECES = (
    "a", "B", "post", "Mijas", "2018", "02", "index", "html", ".html", "md", "jpg", "tar.gz", "feed", "tags", "page",
    "con", "PRN", "aux", "nul", "com1", "LPT9", "COM¹", "conin$", "clock$", "desktop.ini", ".git", ".htaccess",
    ".well-known", "..", ".", "...", "/", "//", "\\", "../", "./", "~", "-", "--", "_", " ", "  ", "\t", "\n", "\r",
    "\0", "\x1b", "\x7f", ":", "*", "?", '"', "<", ">", "|", "#", "%", "%2e%2e", "%2f", "%00", "&", "'", "`", "$",
    "{", "}", ";", ",", "+", "=", "é", "e\u0301", "ß", "ẞ", "İ", "ı", "ﬁ", "Ω", "Å", "한", "\u1112\u1161\u11ab",
    "東京", "كتاب", "Привет", "👩‍👩‍👧‍👦", "🏖", "\u0301", "\u200b", "\u200d", "\u200e", "\u202e", "\u2028",
    "\u2066", "\ufeff", "\x85", "\x9b", "\xa0", "\xad", "\u3000", "\ue000", "\ufffe", "／", "＼", "．．", "：", "Ｃ",
    "ǆ", "ς", "ͅ", "ŉ", "x" * 90, "é" * 70, "東" * 45, "🏖" * 35, "ab-" * 40, "\U0010ffff", ".journeyblog",
    ".journeyblog-manifest.json", ".JourneyBlog-lock", "http://", "C:", "C:\\",
)  # fmt: skip
PATTERNS = (
    "/:year/:month/:slug/",
    "/:journey/:part/",
    "/:slug.html",
    "blog/:category/:slug",
    "/:year-:month-:day-:slug/",
)


def try_names(seed: int, number: int) -> None:
    """Make every kind of address from one random name."""
    chance = random.Random(f"{seed}:{number}")
    text = "".join(chance.choices(PIECES, k=chance.choice((1, 1, 2, 2, 3, 4, 7))))
    found = [Target(path=path, source=kind, sort=Sort.FILE, make=bytes)
             for kind, path in paths_of(text, chance.choice(PATTERNS))]  # fmt: skip
    kept, told = find_collisions(found)
    assert len(kept) + len(told) == len(found), "a file is neither published nor told"
    keys = [collision_key(target.path) for target in kept]
    assert len(set(keys)) == len(keys), "two files at one place"
    for target in kept:
        try:
            check(target.path)
        except (AssertionError, ValueError) as error:
            raise AssertionError(f"{target.source} of {text!r} is {target.path!r}: {error}") from error
    check_slugs(text)


def paths_of(text: str, pattern: str) -> Iterator[tuple[str, str]]:
    """Every output path that ``text`` may lead to."""
    alias = clean_location(text)
    if alias is not None:
        yield "an alias", output_path(alias)
        assert clean_location(alias) == alias, f"the alias {alias!r} is not what it was"
    made = slug(text) or "post-20180214"
    day = day_of_file("2018-02-14-a")[0]
    assert day is not None
    category = term_slug(text)
    location = permalink(pattern, date=midnight(day), slug=made, journey=made, station=None, category=category)
    yield "a permalink", output_path(location)
    for own in _accepted(f"/{text}/:slug/", f"/:slug{text}:category/", f"{text}:slug"):
        location = permalink(own, date=midnight(day), slug=made, journey=made, station=None, category=category)
        yield "a pattern", output_path(location)
    yield "a business", f"businesses/{name_slug(text)}/index.html"
    if category:
        yield "a tag", f"tags/{category}/index.html"
    file = text.replace("/", "").replace("\0", "")
    if file.strip(".") and "\udc80" not in file:
        yield "a static file", static_name(f"content/static/{file}/{file}")
        yield "a picture", output_path(location_of_file(f"content/posts/{file}", {}))
        yield (
            "a picture beside",
            output_path(location_of_file(f"content/posts/a/{file}", {"content/posts/a/": location})),
        )
        assert set(stem_slug(f"content/businesses/{file}.md")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def _accepted(*patterns: str) -> Iterator[str]:
    for pattern in patterns:
        try:
            yield parse_permalink(pattern)
        except Refusal:
            continue


def check(path: str) -> None:
    """The path lies inside, in one form of Unicode, with names that every disk takes."""
    check_path(path)
    assert unicodedata.is_normalized("NFC", path)
    assert not set(path) & set('<>:"|?*\\'), "a character that Windows refuses"
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in path), "a control character"
    for part in path.split("/"):
        assert part not in ("", ".", ".."), "a part that is no name"
        assert len(part.encode()) <= LONGEST_NAME, "a part that is too long"
        assert not part.endswith((".", " ")), "an end that Windows drops"
        assert part.partition(".")[0].rstrip(" ").lower() not in RESERVED, "a name that Windows keeps for itself"


def check_slugs(text: str) -> None:
    """A slug's slug is itself, so an address never moves by being written out."""
    makers: tuple[Callable[[str], str], ...] = (slug, term_slug, name_slug)
    for make in makers:
        made = make(text)
        assert make(made) == made, f"{make.__name__}({text!r}) is {made!r}, whose own is {make(made)!r}"
        assert collision_key(collision_key(made)) == collision_key(made)
