"""What the documentation says is so: its examples build, its messages are ours, every field is in it."""

import re
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journeyblog.build.prepare import Prepared, prepare
from journeyblog.config import Settings, load_settings
from journeyblog.diagnostics.terminal import format_diagnostics
from journeyblog.model.business import Business
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.post import Post
from journeyblog.model.visit import Visit
from journeyblog.site.visibility import Request

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTENT = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
REQUEST = Request(now=datetime(2026, 11, 22, 12, tzinfo=UTC))


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def prepared(root: Path, files: dict[str, str]) -> Prepared:
    for path, text in {"content/site.yaml": "title: A site\n", **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    made = prepare(root, REQUEST)
    assert isinstance(made, Prepared)
    return made


def test_the_posts_of_the_readme_have_no_mistakes(tmp_path: Path) -> None:
    examples = blocks(README, "markdown")
    assert len(examples) == 3
    files = {f"content/posts/example-{i}.md": text for i, text in enumerate(examples[:2])}
    files["content/journeys/costa/three-reasons.md"] = examples[2]
    files["content/journeys/costa/2018-02-09-part-2.md"] = "---\ntitle: Two\npart: 2\n---\n\nText.\n"
    files["content/journeys/costa/2018-02-03-part-1.md"] = "---\ntitle: One\npart: 1\n---\n\nText.\n"
    files["content/journeys/costa/index.md"] = "---\ntitle: Costa\n---\n"
    files["content/businesses/la-macheta.md"] = "---\nname: La Macheta\nkind: restaurant\n---\n"
    made = prepared(tmp_path, files)
    assert made.diagnostics == ()
    assert len(made.site.posts) == 5


def test_the_message_of_the_readme_is_what_an_author_sees(tmp_path: Path) -> None:
    post = "---\ntitle: Three\ndate: 2018-02-16\nvisits:\n  - business: la-macheta\n    would_return: no\n"
    post += "    ratings: {foood: 4.5}\n---\n"
    files = {
        "content/journeys/costa/index.md": "---\ntitle: Costa\n---\n",
        "content/journeys/costa/03.md": post,
        "content/businesses/la-macheta.md": "---\nname: La Macheta\nkind: restaurant\n---\n",
    }
    made = prepared(tmp_path, files)
    said = format_diagnostics(made.diagnostics, lambda path: (tmp_path / path).read_text().split("\n"))
    (shown,) = blocks(README, "text")
    assert said == shown


def test_the_settings_of_the_reference_have_no_mistakes() -> None:
    (example,) = (text for text in blocks(CONTENT, "yaml") if text.startswith("title:"))
    settings, diagnostics = load_settings(example, "content/site.yaml")
    assert diagnostics == ()
    assert settings is not None
    assert settings.kinds["ferry"].dimensions["deck"].group == "environment"


@pytest.mark.parametrize("record", [Post, Visit, Journey, Business, Page, Settings], ids=lambda one: one.__name__)
def test_every_field_is_in_the_reference(record: type) -> None:
    missing = [
        field.name
        for field in fields(record)
        if not re.search(rf"(`|^){field.name}(`|:)", CONTENT, re.MULTILINE)
        and field.name not in ("published", "status")  # spelled out as `published: false`, `status: draft`
    ]
    assert missing == []


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#]+)", prose):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
