"""What the documentation says is so: its examples are read, its messages are ours, every field is in it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeyblog.build.prepare import Prepared, prepare
from journeyblog.cli import cli
from journeyblog.cli.serve import say_ready, serve_command
from journeyblog.config import load_settings
from journeyblog.diagnostics.terminal import format_diagnostics
from journeyblog.model import model_shapes
from journeyblog.model.business import Business
from journeyblog.model.journey import Journey
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.reference import SUBJECTS
from journeyblog.reference.__main__ import DOCUMENTS
from journeyblog.reference.fields import SETTINGS, TEXTS
from journeyblog.reference.schemas import schema_of
from journeyblog.serve.editor import editor_command
from journeyblog.serve.server import FIRST_PORT
from journeyblog.site.visibility import Request
from journeyblog.source.entries import decode_entry

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTENT = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
PREVIEW = (ROOT / "docs" / "preview.md").read_text(encoding="utf-8")
EDITORS = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
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


EXAMPLES = {"Posts": Post, "Visits": Post, "Journeys": Journey, "Businesses": Business}


@pytest.mark.parametrize("section", EXAMPLES)
def test_the_front_matter_of_the_guide_has_no_mistakes(section: str) -> None:
    (text,) = re.findall(rf"^## {section}\n.*?^## ", CONTENT, re.MULTILINE | re.DOTALL)
    (example,) = blocks(text, "yaml")
    entry, found = decode_entry(f"---\n{example}---\n", "a.md", model_shapes(Scale()).of(EXAMPLES[section]))
    assert found == ()
    assert entry is not None


def test_the_settings_of_the_guide_have_no_mistakes() -> None:
    (example,) = blocks(CONTENT[CONTENT.index("## site.yaml") :], "yaml")
    settings, diagnostics = load_settings(example, "content/site.yaml")
    assert diagnostics == ()
    assert settings is not None
    assert settings.kinds["ferry"].dimensions["deck"].group == "environment"


def test_what_the_page_about_editors_shows_is_what_the_command_says() -> None:
    shown = CliRunner().invoke(cli, ["schema"]).output
    assert f"```console\n$ journeyblog schema\n{shown}```" in EDITORS


def test_the_page_about_the_preview_has_its_words_and_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    say_ready(FIRST_PORT, None)
    assert f"```console\n$ journeyblog serve\n{capsys.readouterr().out}```" in PREVIEW
    options = {option for one in serve_command.params for option in one.opts}
    assert options == set(re.findall(r"^\| `(--[a-z-]+)", PREVIEW, re.MULTILINE))
    (editor,) = re.findall(r"JOURNEYBLOG_EDITOR='([^']+)'", PREVIEW)
    open_at = editor_command({"JOURNEYBLOG_EDITOR": editor})
    assert open_at is not None
    assert open_at("a b.md", 3, 7) == ["myeditor", "a b.md", "-l", "3", "-c", "7"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document[0])
def test_a_generated_page_is_up_to_date(document: tuple[str, Callable[[], str]], *, update_expected: bool) -> None:
    """``python -m journeyblog.reference`` writes them anew, and so does ``--update-expected``."""
    name, make = document
    page = ROOT / "docs" / name
    if update_expected:
        page.write_text(make(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == make()


def test_every_record_that_authors_write_has_a_section_in_the_reference() -> None:
    written = {name for subject in SUBJECTS for name in schema_of(subject, Scale())["$defs"]}
    described = {part.record.__name__ for one in (*TEXTS, *SETTINGS) for part in (one, *one.parts)}
    assert written == described


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#]+)", prose):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
