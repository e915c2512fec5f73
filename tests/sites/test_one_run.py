"""A mistake that withholds a post early hides none of those that are found late, and none of them leaves a trace."""

from itertools import product
from pathlib import Path

from site_tools import build_site, snapshot, write_site

BASE = {"title": "CANARY", "business": "la-macheta", "rating": "4"}
SOUND = {
    "content/site.yaml": "title: Small roads\nbase_url: https://example.org\nlenses: {rater: [empathy]}\n",
    "content/posts/2018-01-01-sound.md": "---\ntitle: Sound\nbusiness: la-macheta\nrating: 2\n---\nText.\n",
    "content/businesses/la-macheta.md": "---\nname: La Macheta\nkind: restaurant\n---\n",
}
Fault = tuple[str, str, str, int]

EARLY: tuple[Fault, ...] = (
    ("title", "[A]", "wrong-shape", 8),
    ("date", "2018-02-30", "not-a-date", 7),
    ("rating", "9", "rating-off-scale", 9),
    ("would_return", "perhaps so", "unknown-word", 15),
    ("draft", "maybe", "unclear-draft", 8),
    ("published", "perhaps", "unclear-draft", 12),
    ("comments", "maybe", "unknown-word", 11),
    ("distance", "far", "not-a-number", 11),
    ("location", "{name: B, country: XX}", "unknown-country", 30),
    ("part", "last", "unknown-part", 7),
    ("disclosure", "bribe", "unknown-word", 13),
    ("tags", "{a: b}", "wrong-shape", 7),
    ("image_alt", "[A]", "wrong-shape", 12),
    ("journey", "[coast]", "wrong-shape", 10),
    ("ratings", "{food: 9}", "rating-off-scale", 17),
    ("four_ps", "{people: 9}", "rating-off-scale", 19),
    ("price", "{currency: EUR}", "missing-field", 8),
    ("touchpoints", "[{emotion: 5}]", "out-of-range", 25),
    ("promises", "[{kept: no}]", "missing-field", 12),
    ("incidents", "[{what: x, severity: 9}]", "out-of-range", 33),
    ("staff", "[Ana]", "wrong-shape", 8),
    ("country", "Spain", "unknown-country", 10),
    ("summary", "@home", "yaml-syntax", 10),
    ("epigraph", "&c", "yaml-anchor", 11),
    ("business", "[a, b]", "wrong-shape", 11),
)
"""Key, value, and what is told of it: what cannot be read."""

LATE: tuple[Fault, ...] = (
    ("author", "nobody", "unknown-author", 9),
    ("updated", "2017-01-01", "dates-out-of-order", 10),
    ("image", "https://example.com/a.jpg", "image-without-alt", 8),
    ("language", "spanish please", "bad-language", 11),
    ("aliases", "['../x']", "bad-path", 11),
    ("permalink", "../x", "bad-path", 12),
    ("related", "[gone]", "unknown-post", 11),
    ("mentions", "[La Maceta]", "unknown-business", 12),
    ("gpx", "gone.gpx", "missing-file", 6),
    ("journey", "unknown", "unknown-journey", 10),
    ("part", "2", "part-without-journey", 1),
    ("location", "{name: B, lat: 36}", "missing-field", 21),
    ("contrast", "true", "contrast-needs-two", 11),
    ("playbook", "[{entry: Ask, stage: sleep}]", "unknown-stage", 32),
    ("touchpoints", "[{channel: fax}]", "unknown-channel", 25),
    ("kind", "tapas", "unknown-kind", 7),
    ("lenses", "{rate: {empathy: 4}}", "unknown-lens", 10),
    ("ratings", "{fod: 4}", "unknown-dimension", 11),
    ("compared_to", "la-macheta", "self-reference", 14),
    ("cost", "{money: 3, currency: euros}", "unknown-word", 28),
    ("incidents", "[{what: x, complaint: {made: 2018-02-10, responded: 2018-02-08}}]", "dates-out-of-order", 64),
    ("body", "See [b](gone.md).", "dead-link", 9),
    ("body", "See [b](post:gone).", "dead-link", 9),
    ("body", "See [b](business:gone).", "dead-link", 9),
    ("body", "See [b](#gone).", "dead-anchor", 9),
    ("body", "See [b](/gone/).", "link-nowhere", 9),
    ("body", "![b](gone.jpg)", "missing-file", 6),
    ("body", "![](https://example.com/a.jpg)", "image-without-alt", 5),
    ("body", "See [b](javascript:x).", "unsafe-link", 9),
)
"""The same of what is found once everything is read; the body is a key like the others."""

FOLLOWS = {
    ("date", "updated"),
    ("image_alt", "image"),
    ("journey", "part"),
    ("business", "ratings"),
    ("business", "compared_to"),
}
"""Pairs of which the later cannot be judged without the earlier."""


def post_of(faults: tuple[Fault, ...]) -> tuple[str, list[tuple[str, int, int]]]:
    """A post with these faults, and what must be told of it."""
    fields = BASE | {key: value for key, value, _, _ in faults}
    body = fields.pop("body", "Text.")
    lines = {key: number for number, key in enumerate(fields, start=2)} | {"body": len(fields) + 3}
    front = "\n".join(f"{key}: {value}" for key, value in fields.items())
    told = sorted((code, lines[key], column) for key, _, code, column in faults)
    return f"---\n{front}\n---\n{body}\n", told


def can_be_judged(early: Fault, late: Fault) -> bool:
    return early[0] != late[0] and (early[0], late[0]) not in FOLLOWS


def test_an_early_mistake_hides_no_late_one(tmp_path: Path) -> None:
    files, expected = dict(SOUND), {}
    for number, (early, late) in enumerate(product(EARLY, LATE)):
        path = f"content/posts/2018-02-14-p{number:04}.md"
        if can_be_judged(early, late):
            own = late if late[0] != "journey" else (late[0], f"{late[1]}-{number}", *late[2:])  # each is told once
            files[path], expected[path] = post_of((early, own))
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    told: dict[str, list[tuple[str, int, int]]] = {}
    for one in outcome.diagnostics:
        told.setdefault(one.span.path, []).append((one.code, one.span.line, one.span.column))
    wrong = {
        path: (sorted(told.get(path, [])), files[path])
        for path in expected
        if sorted(told.get(path, [])) != expected[path]
    }
    assert wrong == {}
    assert told.keys() == expected.keys()
    assert set(outcome.withheld) == expected.keys()
    output = snapshot(tmp_path / "public")
    assert [path for path, text in output.items() if b"CANARY" in text] == []
    assert b"2.0" in output["businesses/la-macheta/index.html"]


def test_what_cannot_be_read_is_not_missing(tmp_path: Path) -> None:
    """No second message follows from the absence of a value that was written."""
    files = dict(SOUND)
    for number, fault in enumerate(EARLY):
        files[f"content/posts/2018-02-14-p{number:04}.md"] = post_of((fault,))[0]
    files |= {
        "content/posts/unread.md": "---\ntitle: [A]\ndate: [B]\npart: 2\njourney: [C]\n---\nText.\n",
        "content/posts/2018-03-01-unscored.md": "---\ntitle: A\nbusiness: la-macheta\nrating: x\n---\nText.\n",
        "content/posts/2018-03-02-alt.md": "---\ntitle: A\nimage: https://example.com/a.jpg\nimage_alt: [B]\n---\n",
        "content/posts/2018-03-03-point.md": "---\ntitle: A\nlocation: {lat: 99, lon: 4}\n---\n",
        "content/posts/2018-03-04-two.md": "---\ntitle: A\ncontrast: yes\nvisits:\n"
        "- business: la-macheta\n  rating: 4\n- A\n---\n",
        "content/posts/2018-03-05-typo.md": "---\ntilte: A\n---\n",
        "content/businesses/unread.md": "---\nname: [A]\nparent: unread\nlat: 99\nlon: 4\n---\n",
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    several = {"content/posts/unread.md": 3, "content/businesses/unread.md": 3}
    counts = {path: sum(one.span.path == path for one in outcome.diagnostics) for path in files.keys() - SOUND.keys()}
    assert counts == {path: several.get(path, 1) for path in counts}


def test_places_in_lists_are_those_that_were_written(tmp_path: Path) -> None:
    """An item that cannot be read does not move the others."""
    text = "---\ntitle: A\nmentions: [[x], La Maceta, [y], La Machta]\nvisits:\n- no visit\n-\n- {rating: 9}\n"
    text += "- {business: la-macheta, rating: 4, author: [[a], nobody]}\n---\n"
    outcome = build_site(write_site(tmp_path, SOUND | {"content/posts/2018-02-14-a.md": text}))
    told = sorted((one.span.line, one.span.column, one.code) for one in outcome.diagnostics)
    assert told == [
        (3, 12, "wrong-shape"), (3, 17, "unknown-business"), (3, 28, "wrong-shape"), (3, 33, "unknown-business"),
        (5, 3, "wrong-shape"), (7, 3, "missing-field"), (7, 12, "rating-off-scale"),
        (8, 46, "wrong-shape"), (8, 51, "unknown-author"),
    ]  # fmt: skip


def test_the_text_below_fields_that_cannot_be_read_is_checked(tmp_path: Path) -> None:
    text = "---\ntitle: A\ntags: food\n- wine\n---\nSee [b](gone.md) and ![c](gone.jpg).\n"
    outcome = build_site(write_site(tmp_path, SOUND | {"content/posts/2018-02-14-a.md": text}))
    assert [one.code for one in outcome.diagnostics] == ["yaml-syntax", "dead-link", "missing-file"]
    assert [one.span.line for one in outcome.diagnostics] == [4, 6, 6]


def test_who_names_a_broken_text_is_told_nothing(tmp_path: Path) -> None:
    files = {
        "content/businesses/inn.md": "---\nname: Harbour Inn\naka: [The Inn]\ncountry: Spain\n---\n",
        "content/journeys/coast/index.md": "---\ntitle: Coast\nslug: the-coast\nstatus: done\n---\n",
        "content/journeys/hill/index.md": "---\ntitle: Hill\n---\nSee [part one](2018-02-14-one.md).\n",
        "content/journeys/hill/2018-02-14-one.md": "---\ntitle: One\nslug: first\nrating: x\n---\n[up](index.md)\n",
        "content/posts/2018-02-14-a.md": "---\ntitle: A\nbusiness: The Inn\nrating: 4\njourney: Coast\n"
        "related: [first]\nmentions: [Harbour Inn]\n---\n"
        "[x](business:inn) [y](../journeys/hill/index.md) [z](post:first)\n",
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert sorted({one.span.path for one in outcome.diagnostics}) == [
        "content/businesses/inn.md", "content/journeys/coast/index.md", "content/journeys/hill/2018-02-14-one.md",
    ]  # fmt: skip
    assert b"Harbour" not in b"".join(snapshot(tmp_path / "public").values())


def test_of_two_equal_parts_or_slugs_the_sound_one_stays(tmp_path: Path) -> None:
    files = {
        "content/journeys/hill/2018-02-13-a.md": "---\ntitle: A\npart: 1\ncomments: x\n---\n",
        "content/journeys/hill/2018-02-14-b.md": "---\ntitle: B\npart: 1\n---\n",
        "content/journeys/hill/index.md": "---\ntitle: Hill\n---\n",
        "content/businesses/a.md": "---\nname: A\nslug: x\ncountry: Spain\n---\n",
        "content/businesses/b.md": "---\nname: B\nslug: x\n---\n",
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert [(one.span.path.rpartition("/")[2], one.code) for one in outcome.diagnostics] == [
        ("a.md", "same-business"), ("a.md", "unknown-country"),
        ("2018-02-13-a.md", "same-part"), ("2018-02-13-a.md", "unknown-word"),
    ]  # fmt: skip
