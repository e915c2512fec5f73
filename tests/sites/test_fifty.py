"""Fifty mistakes in one site: each is told once, at its place, in one run; what was published stays as it was."""

from pathlib import Path

from site_tools import build_site, built, places, read_page, snapshot, write_site

SOUND = {
    "content/site.yaml": "title: Small roads\nbase_url: https://example.org\nauthors: {ana: {name: Ana}}\n"
    "lenses: {rater: [reliability, empathy]}\npopular: [gone]\nmenu: [{label: Nowhere, url: /nowhere/}]\n",
    "content/posts/2018-01-01-sound.md": "---\ntitle: Sound\n---\nA post without a mistake.\n",
    "content/businesses/la-macheta.md": "---\nname: La Macheta\nkind: restaurant\nclosed: 2018-12-31\n---\n",
    "content/journeys/coast/index.md": "---\ntitle: The coast\n---\n",
    "content/journeys/coast/2018-02-01-start.md": "---\ntitle: Start\npart: 1\n---\nText.\n",
}
"""What the others hang on; the settings name two things that are not there."""

# (front matter, body, what is told of it: code, line, column). Each is the post content/posts/2018-02-NN.md.
POSTS = (
    ("title: Part 3: trains", "", ("yaml-syntax", 2, 14)),
    ("title: A\nlocation: @home", "", ("yaml-syntax", 3, 11)),
    ("title:A", "", ("yaml-syntax", 2, 7)),
    ("title: A\n date: 2018-02-14", "", ("yaml-syntax", 3, 2)),
    ("title: 'It's late'", "", ("yaml-syntax", 2, 12)),
    ("title: A\ntags: [food, wine", "", ("yaml-syntax", 3, 7)),
    ("title: A\n\ttags: food", "", ("yaml-tab", 3, 1)),
    ("title: A\nsummary: &c and so on", "", ("yaml-anchor", 3, 10)),
    ("title: A\nsummary: !important", "", ("yaml-tag", 3, 10)),
    ("title: Trip #1", "", ("yaml-comment", 2, 13)),
    ("title: “A”", "", ("yaml-quotes", 2, 8)),
    ("title: A\ntags: x\ntags: y", "", ("duplicate-key", 4, 1)),
    ("title: A\nsummry: x", "", ("unknown-key", 3, 1)),
    ("title: A\ntags: {a: b}", "", ("wrong-shape", 3, 7)),
    ("title: A\ndraft: maybe", "", ("unclear-draft", 3, 8)),
    ("title: A\ncontrast: perhaps", "", ("not-a-boolean", 3, 11)),
    ("title: A\ndistance: far", "", ("not-a-number", 3, 11)),
    ("title: A\ndistance: -3", "", ("out-of-range", 3, 11)),
    ("title: A\ndate: 03/04/2018", "", ("not-a-date", 3, 7)),
    ("title: A\ndate: 14 February 2018", "", ("loose-date", 3, 7)),
    ("title: A\nupdated: 2017-01-01", "", ("dates-out-of-order", 3, 10)),
    ("title: A\ncomments: maybe", "", ("unknown-word", 3, 11)),
    ("title: A\njourney: coast\npart: last", "", ("unknown-part", 4, 7)),
    ("title: A\npart: 2", "", ("part-without-journey", 3, 1)),
    ("title: A\njourney: coast\npart: 1", "", ("same-part", 4, 7)),
    ("title: A\nlocation: {name: B, country: XX}", "", ("unknown-country", 3, 30)),
    ("title: A\nlocation: {name: B, lat: 36}", "", ("missing-field", 3, 21)),
    ("title: A\nlanguage: spanish please", "", ("bad-language", 3, 11)),
    ("title: A\naliases: ['../x']", "", ("bad-path", 3, 11)),
    ("title: A\nauthor: an", "", ("unknown-author", 3, 9)),
    ("title: A\nimage: https://example.com/a.jpg", "", ("image-without-alt", 3, 8)),
    ("title: A\nimage: //example.com/a.jpg\nimage_alt: B", "", ("bad-url", 3, 8)),
    ("title: A\nimage: table.jpg\nimage_alt: B", "", ("missing-file", 3, 8)),
    ("title: A\nrelated: [gone]", "", ("unknown-post", 3, 11)),
    ("title: A\nmentions: [La Maceta]", "", ("unknown-business", 3, 12)),
    ("title: A\nbusiness: la-macheta", "", ("visit-unscored", 3, 11)),
    ("title: A\nbusiness: la-macheta\nrating: 9", "", ("rating-off-scale", 4, 9)),
    ("title: A\nbusiness: la-macheta\nrating: 4.2", "", ("rating-off-step", 4, 9)),
    ("title: A\nbusiness: la-macheta\nratings: {fod: 4}", "", ("unknown-dimension", 4, 11)),
    ("title: A\nbusiness: la-macheta\nrating: 4\nlenses: {rate: {empathy: 4}}", "", ("unknown-lens", 5, 10)),
    ("title: A\nbusiness: la-macheta\nrating: 4\nkind: cafe", "", ("stub-differs", 5, 7)),
    ("title: A\nbusiness: la-macheta\nrating: 4\nkind: tapas", "", ("unknown-kind", 5, 7)),
    ("title: A\nbusiness: la-macheta\nrating: 4\ncompared_to: la-macheta", "", ("self-reference", 5, 14)),
    ("title: A\nrating: 4", "", ("visit-without-business", 3, 1)),
    ("title: A\nvisits: [{business: la-macheta, rating: 4}]\nwhy: x", "", ("visit-twice", 4, 1)),
    ("title: A\ncontrast: true", "", ("contrast-needs-two", 3, 11)),
    ("title: A\ntouchpoints: [{channel: fax}]", "", ("unknown-channel", 3, 25)),
    ("title: A\ntouchpoints: [{stage: sleep}]", "", ("unknown-stage", 3, 23)),
    ("title: A\ndate: 2019-02-01\nbusiness: la-macheta\nrating: 4", "", ("dates-out-of-order", 3, 7)),
    ("title: A", "See [b](gone.md).", ("dead-link", 4, 9)),
    ("title: A", "See [b](post:gone).", ("dead-link", 4, 9)),
    ("title: A", "See [b](#gone).", ("dead-anchor", 4, 9)),
    ("title: A", "See [b](/gone/).", ("link-nowhere", 4, 9)),
    ("title: A", "See [b](gone.pdf).", ("missing-file", 4, 9)),
    ("title: A", "See [b](javascript:x).", ("unsafe-link", 4, 9)),
    ("title: A", "See <b onclick=x>b</b>.", ("unsafe-html", 4, 8)),
    ("title: A", "![](https://example.com/a.jpg)", ("image-without-alt", 4, 5)),
    ("title: A", "So[^1] it was.", ("not-a-link", 4, 3)),
    ("title: A", "So it was.\n\n[^1]: Lost.", ("lost-note", 6, 1)),
    ("title: A", "{{< figure >}}", ("placeholder", 4, 1)),
)

# (path, text, what is told of it)
OTHERS = (
    ("content/posts/2018-03-01-open.md", "---\ntitle: A\n", ("front-matter-open", 1, 1)),
    ("content/posts/2018-03-02-toml.md", "+++\ntitle = 'A'\n+++\n", ("front-matter-format", 1, 1)),
    ("content/posts/2018-03-03-latin.md", "---\ntitle: Café\n---\n".encode("latin-1"), ("not-utf8", 2, 11)),
    ("content/posts/2018-03-04-bell.md", "---\ntitle: A\x07\n---\n", ("control-character", 2, 9)),
    ("content/posts/undated.md", "---\ntitle: A\n---\n", ("missing-date", 2, 1)),
    ("content/posts/2018-03-05-.md", "Text.\n", ("missing-title", 0, 1)),
    ("content/businesses/no-name.md", "---\nkind: cafe\n---\n", ("missing-field", 2, 1)),
    ("content/businesses/url.md", "---\nname: Url\nurl: example\n---\n", ("bad-url", 3, 6)),
    ("content/businesses/self.md", "---\nname: Self\nparent: self\n---\n", ("business-cycle", 3, 9)),
    ("content/businesses/twin.md", "---\nname: la macheta\n---\n", ("same-name", 2, 7)),
    ("content/businesses/slug.md", "---\nname: Slug\nslug: self\n---\n", ("same-business", 3, 7)),
    ("content/journeys/hill/index.md", "---\ntitle: Hill\nstart: 2018-02-02\nend: 2018-02-01\n---\n",
     ("dates-out-of-order", 4, 6)),
    ("content/journeys/dune/index.md", "---\ntitle: Dune\nstatus: lost\n---\n", ("unclear-draft", 3, 9)),
    ("content/pages/about.md", "---\ntitle: About\nlayout: pgae\n---\n", ("unknown-layout", 3, 9)),
    ("content/notes.md", "Lost.\n", ("stray-file", 0, 1)),
)  # fmt: skip

SETTINGS = (("content/site.yaml", "unknown-post", 5, 11), ("content/site.yaml", "link-nowhere", 6, 30))


def files() -> dict[str, str | bytes]:
    made: dict[str, str | bytes] = dict(SOUND)
    for number, (front, body, _) in enumerate(POSTS):
        made[path_of(number)] = f"---\n{front}\n---\n{body or 'Text.'}\n"
    made |= {path: text for path, text, _ in OTHERS}
    return made


def path_of(number: int) -> str:
    return f"content/posts/2018-02-14-post-{number:02}.md"


def expected() -> list[tuple[str, str, int, int]]:
    posts = [(path_of(number), *told) for number, (_, _, told) in enumerate(POSTS)]
    return sorted([*posts, *((path, *told) for path, _, told in OTHERS), *SETTINGS])


def test_every_mistake_is_told_once_at_its_place_and_the_site_stands_untouched(tmp_path: Path) -> None:
    sound = {path: text for path, text in SOUND.items() if path != "content/site.yaml"}
    output = built(tmp_path, {**sound, "content/site.yaml": "title: Small roads\n"})
    before = snapshot(output)
    outcome = build_site(write_site(tmp_path, files()))
    told = sorted((one.span.path, one.code, one.span.line, one.span.column) for one in outcome.diagnostics)
    assert told == expected()
    assert len(told) >= 50
    assert len({code for _, code, *_ in told}) >= 50
    assert all(one.hint for one in outcome.diagnostics)
    assert outcome.failed
    assert outcome.published is None
    assert snapshot(output) == before


def test_kept_going_the_rest_is_published_and_what_was_left_out_is_named(tmp_path: Path) -> None:
    outcome = build_site(write_site(tmp_path, files()), keep_going=True)
    assert outcome.published is not None
    errors = {one.span.path for one in outcome.diagnostics if one.severity == "error"}
    assert set(outcome.withheld) == errors
    pages = places(tmp_path / "public")
    for number in range(len(POSTS)):
        page = f"2018/02/post-{number:02}/index.html"
        assert (page in pages) == (path_of(number) not in errors) or path_of(number) in DATED_OTHERWISE, page
    assert "A post without a mistake." in read_page(tmp_path / "public", "/2018/01/sound/").words


DATED_OTHERWISE = {path_of(number) for number, (front, _, _) in enumerate(POSTS) if "2019-02-01" in front}
