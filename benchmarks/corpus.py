"""A blog of any size, made of nothing but a number: the same number gives the same files.

In: a folder, and how many posts. Out: a site for journeyblog, and with :func:`write_hugo` the same texts for Hugo with
templates of a few lines. Posts tell of visits to a fifth as many businesses, on journeys of some thirty installments.
"""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

PLACES = ("Mijas", "Ronda", "Nerja", "Porto", "Lyon", "Turin", "Ghent", "Bergen", "Riga", "Split", "Naxos", "Izmir")
KINDS = ("restaurant", "cafe", "hotel", "rental_home", "airline", "transit", "shop", "tour")
NOUNS = ("door", "harbour", "counter", "timetable", "kitchen", "receipt", "window", "lobby", "platform", "breakfast")
THINGS = ("queue", "refund", "ticket", "map", "room", "table", "transfer", "invoice", "voucher", "delay", "signature")
WORDS = ("patient", "crowded", "honest", "tired", "careful", "modern", "brisk", "spotless", "early", "generous", "late")
PEOPLE = ("the night manager", "our guide", "a fellow traveller", "the clerk", "the conductor", "the owner")
DEEDS = ("confirmed", "praised", "cancelled", "photographed", "asked about", "paid for", "repaired", "queried", "lost")
TAGS = tuple(f"{word} {thing}" for word in WORDS[:6] for thing in THINGS[:6])
SENTENCES = (
    "By the time {who} {did} the {thing}, the {noun} was already {word}.",
    "What matters is who answers when the {thing} is {word} -- and {who} did.",
    "There is a `{thing}` field on the form, which {who} {did} *before* sunrise.",
    "“You need a {word} {noun},” said {who}, and that was **exactly** the problem.",
    "The {noun} here is {word}; the {thing}, though, is {other} & worth the wait.",
    "It costs {number} euros, takes {more} minutes, and {who} {did} every {thing}.",
    "We {did} the {noun} in three languages, then walked back past the {other} {thing}.",
)


def write_site(root: Path, posts: int) -> Path:
    """A site for journeyblog with so many posts; the file of one of them from the middle."""
    settings = "title: Slow roads\nbase_url: https://example.org\npermalink: /posts/:slug/\n"
    _write(root / "content/site.yaml", settings)
    for number in range(max(1, posts // 5)):
        fields = f"name: {business(number)}\nkind: {KINDS[number % len(KINDS)]}\nlocality: {_of(PLACES, number)}\n"
        _write(root / f"content/businesses/business-{number:05}.md", f"---\n{fields}---\n\nIn a side street.\n")
    for number in range(max(1, posts // 30)):
        fields = f"title: Journey {number}\n"
        _write(root / f"content/journeys/journey-{number:04}/index.md", f"---\n{fields}---\n\nBy slow roads.\n")
    for number in range(posts):
        fields = "".join(f"{name}: {value}\n" for name, value in _front(number, posts).items())
        text = "\n\n".join(paragraphs(number))
        _write(root / f"content/posts/post-{number:05}.md", f"---\n{fields}---\n\n{text}\n")
    return root / f"content/posts/post-{posts // 2:05}.md"


def write_hugo(root: Path, posts: int) -> Path:
    """The same texts for Hugo; the file of the same post."""
    for path, text in HUGO.items():
        _write(root / path, text)
    for number in range(posts):
        front = _front(number, posts)
        kept = {name: front[name] for name in ("title", "date", "tags")}
        kept |= {"journeys": f"[{front['journey']}]", "businesses": f"[{business(_business(number, posts))}]"}
        fields = "".join(f"{name}: {value}\n" for name, value in kept.items())
        text = "\n\n".join(paragraphs(number))
        _write(root / f"content/posts/post-{number:05}.md", f"---\n{fields}---\n\n{text}\n")
    return root / f"content/posts/post-{posts // 2:05}.md"


def business(number: int) -> str:
    """The name of a business."""
    return f"The {_of(WORDS, number)} {_of(NOUNS, number // len(WORDS))} {number}"


def paragraphs(number: int) -> Iterator[str]:
    """The text of a post: some 600 words, with headings, a list, a table, a quotation and links."""
    chance = random.Random(number)
    for part in range(4):
        if part:
            yield f"## The {chance.choice(THINGS)}, part {part}"
        for _ in range(3):
            yield " ".join(_sentence(chance) for _ in range(5))
        if part == 1:
            yield "\n".join(f"- {_sentence(chance)}" for _ in range(4))
        elif part == 2:
            rows = "\n".join(f"| {chance.choice(THINGS)} | {chance.randint(1, 90)} |" for _ in range(3))
            yield f"| what | how many |\n| --- | --: |\n{rows}"
        elif part == 3:
            yield f"> {_sentence(chance)}\n> {_sentence(chance)}"
            yield "Their [published terms](https://example.com/terms) say otherwise."


def _front(number: int, posts: int) -> Mapping[str, str]:
    chance = random.Random(-1 - number)
    ratings = ", ".join(f"{name}: {chance.randint(1, 5)}" for name in ("processes", "policies", "practices", "people"))
    place, answer = f"business-{_business(number, posts):05}", chance.choice(("yes", "no", "maybe"))
    visit = f"{{business: {place}, four_ps: {{{ratings}}}, would_return: {answer}}}"
    return {
        "title": f"A {chance.choice(WORDS)} {chance.choice(NOUNS)} in {_of(PLACES, number)}, {number}",
        "slug": f"post-{number:05}",
        "date": (date(2010, 1, 1) + timedelta(days=number % 5000)).isoformat(),
        "journey": f"journey-{number % max(1, posts // 30):04}",
        "tags": f"[{', '.join(chance.sample(TAGS, 3))}]",
        "visits": f"[{visit}]",
    }


def _business(number: int, posts: int) -> int:
    return number * 7 % max(1, posts // 5)


def _sentence(chance: random.Random) -> str:
    return chance.choice(SENTENCES).format(
        who=chance.choice(PEOPLE),
        did=chance.choice(DEEDS),
        thing=chance.choice(THINGS),
        noun=chance.choice(NOUNS),
        word=chance.choice(WORDS),
        other=chance.choice(WORDS),
        number=chance.randint(5, 200),
        more=chance.randint(1, 90),
    )


def _of(words: tuple[str, ...], number: int) -> str:
    return words[number % len(words)]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


HUGO = {
    "hugo.toml": (
        'baseURL = "https://example.org/"\ntitle = "Slow roads"\ntimeout = "600s"\n[pagination]\npagerSize = 10\n'
        '[taxonomies]\ntag = "tags"\njourney = "journeys"\nbusiness = "businesses"\n'
    ),
    "layouts/_default/baseof.html": (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{{ .Title }}</title></head>\n'
        '<body><main>{{ block "main" . }}{{ end }}</main></body>\n</html>\n'
    ),
    "layouts/index.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1>{{ range (.Paginate site.RegularPages).Pages }}'
        '<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Summary }}</p>{{ end }}{{ end }}\n'
    ),
    "layouts/_default/single.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}'
        '{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
        '{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}\n'
    ),
    "layouts/_default/list.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>'
        "{{ end }}{{ end }}\n"
    ),
}
"""Far less than what a theme of journeyblog shows: no scores, no cards, no lines of journeys."""
