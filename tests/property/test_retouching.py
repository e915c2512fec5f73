"""Whatever is written into the texts of a site: retouched or built, it is byte for byte what a clean build makes.

The edits are small, so most of them are no more than other words.
"""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from site_tools import NOW, build_site, held, photo, snapshot, told

from journeyblog.build.footprint import Question, Visit, look_back
from journeyblog.build.outcome import Outcome
from journeyblog.build.retouch import retouch
from journeyblog.build.run import BuildRequest, build
from journeyblog.site.visibility import Request

SETTINGS = (
    "title: Small roads\nbase_url: https://example.org/blog\ncomments: files\n"
    "feeds: {site: [atom, rss, json], journeys: [atom], categories: [atom], content: full}\n"
)
TEXTS = {
    "content/journeys/coast/index.md": "title: The coast",
    "content/journeys/coast/mijas.md": "title: Mijas\ndate: 2018-02-10\npart: 1\ncategories: [Food]",
    "content/journeys/coast/ronda.md": "date: 2018-02-11\npart: 2",
    "content/posts/nerja.md": "title: Nerja\ndate: 2018-02-12\nvisits: [{business: Dinner, rating: 4}]",
    "content/posts/draft.md": "title: Draft\ndate: 2018-02-13\ndraft: true",
    "content/businesses/dinner.md": "name: Dinner",
    "content/pages/about.md": "title: About",
}
OTHERS: dict[str, str | bytes] = {
    "content/posts/sea.jpg": photo(),
    "content/comments/nerja.yaml": "- {name: Ann, date: 2018-03-01, text: One word.}\n",
}
PARAGRAPH = "\n\n"
PARTS = (
    "One word.", "One word.", "“Two” & 'three' <words>...", "`x < y` -- \U0001f30a 日本語", "> Quoted\n> words",
    "- One\n- Two",
    "| a | b |\n| - | -: |\n| one | 2 |", "```python\nx = 1\n```", "\\* No *list* \\_at_ all",
    "<em>safe</em> <b>html</b>",
    "&amp; &copy; &#8212;", "A[^1].\n\n[^1]: A note.", "H~2~O <!-- nothing -->", "Line\\\nline  \nline",
    "[there](business:Dinner)", "[here](#top)", '[away](https://example.com/?a=1&b=2 "Away")',
    "![Sea](/posts/sea.jpg)",
    "## A heading", "[gone](/nowhere/)", '<video src="https://films.example.net/a.mp4"></video>', "word " * 300, "]]>",
    "</script>", "{{ page.title }}", "\u2028\u00a0\u200b", "",
)  # fmt: skip
edits = st.tuples(
    st.sampled_from([*TEXTS]), st.integers(0, 3), st.sampled_from(PARTS), st.sampled_from(["put", "drop", "join"])
)


def parts(first: str) -> list[str]:
    return [first, "Second paragraph.", "Third, with [a link](/about/)."]


def write(root: Path, bodies: dict[str, list[str]], theme: str) -> Path:
    """Bring the disk to this state, touching only what differs."""
    files = {path: f"---\n{front}\n---\n{PARAGRAPH.join(bodies[path])}\n" for path, front in TEXTS.items()}
    files["content/site.yaml"] = f"{SETTINGS}theme: {theme}\n"
    for path, data in {**OTHERS, **files}.items():
        place, raw = root / path, data if isinstance(data, bytes) else data.encode()
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.is_file() or place.read_bytes() != raw:
            place.write_bytes(raw)
    return root


def edit(body: list[str], at: int, part: str, way: str) -> None:
    at = min(at, len(body))
    if way == "put":
        body.insert(at, part)
    elif way == "join" and at < len(body):
        body[at] += f" {part}"
    elif at < len(body):
        del body[at]


def again(root: Path) -> Outcome:
    """As the command line does it."""
    question = Question(root=str(root), output="", drafts=False, future=False, strict=False, keep_going=True)
    visit = Visit(question=question, now=NOW, clock=time.time_ns())
    since = look_back(str(root / ".journeyblog"), visit)
    short = retouch(root, since) if since is not None and since.changed else None
    event("retouched" if short is not None else "built")
    return short or build(BuildRequest(root=root, request=Request(now=NOW), keep_going=True, visit=visit))


@given(st.lists(edits, min_size=3, max_size=6), st.sampled_from(["plain", "passport"]))
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_words_are_where_a_clean_build_puts_them(every: list[tuple[str, int, str, str]], theme: str) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder, "site")
        bodies = {path: parts(f"# About {path}" if "title" not in front else path) for path, front in TEXTS.items()}
        again(write(root, bodies, theme))
        for number, (path, at, part, way) in enumerate(every):
            edit(bodies[path], at, part, way)
            outcome = again(write(root, bodies, theme))
            clean = write(Path(folder, f"clean-{number}"), bodies, theme)
            whole = build_site(clean, keep_going=True)
            assert (told(outcome), held(outcome)) == (told(whole), held(whole))
            assert snapshot(root / "public") == snapshot(clean / "public")
