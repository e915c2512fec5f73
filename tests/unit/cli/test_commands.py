"""Commands with what nobody should type, and what they say then."""

import errno
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from site_tools import write_site

import journeyblog.cli as command_line
from journeyblog.cli import cli, main
from journeyblog.diagnostics import CODES
from journeyblog.schema import Reading, compose
from journeyblog.source.read import SiteFiles

JOURNEY = {"content/journeys/peru/index.md": "---\ntitle: Peru\nstart: 2026-11-01\nstatus: under_way\n---\n"}


def journeyblog(root: Path, *arguments: str, now: str = "1795348800") -> Result:
    return CliRunner(env={"SOURCE_DATE_EPOCH": now}).invoke(
        cli, [*arguments, "--site", str(root)], prog_name="journeyblog", catch_exceptions=False
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, JOURNEY)


@pytest.mark.parametrize("moment", ["99999999999999", "tomorrow", "-5", "1e9", "253402300799", "9" * 5000, "٣"])
@pytest.mark.parametrize("command", [("check",), ("build",), ("stats",), ("new", "post", "A")])
def test_a_clock_that_tells_no_time(site: Path, moment: str, command: tuple[str, ...]) -> None:
    result = journeyblog(site, *command, now=moment)
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH is" in result.output


@pytest.mark.parametrize("words", ["\udcff", "", "   ", "\n"])
@pytest.mark.parametrize("what", ["post", "journey", "business"])
def test_no_title_at_all(site: Path, what: str, words: str) -> None:
    before = sorted(site.rglob("*"))
    assert journeyblog(site, "new", what, words).exit_code == 2
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize("option", ["--business", "--journey"])
def test_bytes_that_are_no_words(site: Path, option: str) -> None:
    assert journeyblog(site, "new", "post", "A", option, "\udcff").exit_code == 2


@pytest.mark.parametrize("char", ["\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ufeff", "\uffff", "\n", "\t", "\x00"])
@pytest.mark.parametrize("what", ["post", "journey", "business"])
def test_a_title_with_hidden_characters_can_be_read_again(site: Path, what: str, char: str) -> None:
    made = journeyblog(site, "new", what, f"a{char}b")
    assert made.exit_code == 0
    path = made.output.splitlines()[0].removeprefix("Made ")
    reading = Reading(path)
    root = compose(SiteFiles(site).read_text(path).split("---\n")[1], reading)
    assert reading.diagnostics == []
    assert root is not None
    assert root.value[0][1].value == f"a{char}b"


@pytest.mark.parametrize(
    ("files", "arguments", "said"),
    [
        ({}, ["post", "A", "--journey", "peru", "--no-journey"], "contradict each other"),
        ({}, ["journey", "Peru"], "content/journeys/peru/index.md is that journey already"),
        (
            {"content/journeys/2019/index.md": "---\ntitle: Chile\nslug: chile\n---\n"},
            ["journey", "Chile"],
            "content/journeys/2019/index.md is that journey already",
        ),
        (
            {"content/posts/2018-02-14-hi/index.md": "---\ntitle: Hi\n---\n"},
            ["post", "Hi", "--date", "2018-02-14", "--no-journey"],
            "content/posts/2018-02-14-hi/index.md is already there",
        ),
        (
            {"content/posts/2018-02-14-hi/index.md": "---\ntitle: [\n---\n"},
            ["post", "Hi", "--date", "2018-02-14", "--no-journey"],
            "content/posts/2018-02-14-hi/index.md is already there",
        ),
    ],
)
def test_what_is_there_already(site: Path, files: dict[str, str], arguments: list[str], said: str) -> None:
    write_site(site, files)
    before = sorted(site.rglob("*"))
    result = journeyblog(site, "new", *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize("text", ["---\ntitle: [\n---\n", "---\ntitle: A\npart: 7\n---\n"])
def test_a_number_beside_a_post_with_errors_may_be_wrong(site: Path, text: str) -> None:
    write_site(site, {"content/journeys/peru/a.md": text})
    said = journeyblog(site, "new", "post", "A").output
    assert "It is part 1 of 'peru'." in said
    assert "That number may be wrong: content/journeys/peru/a.md has errors" in said


def test_no_site_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"There is no site in {tmp_path}\n" in journeyblog(tmp_path, "build").output
    content = write_site(tmp_path, {}) / "content"
    assert f"Say  --site {tmp_path}" in journeyblog(content, "check").output
    monkeypatch.chdir(content)
    assert "Go up with  cd .." in journeyblog(Path(), "new", "post", "A").output


def test_file_names_in_another_encoding(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.getfilesystemencoding", lambda: "ascii")
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "not UTF-8" in said
    assert "PYTHONUTF8=1 journeyblog …" in said


def test_a_bug_does_not_claim_what_was_published(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left", "some/file")

    monkeypatch.setattr(command_line.cli, "main", broken)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 70
    said = capsys.readouterr().err
    assert "bug in journeyblog" in said
    assert "published" not in said


def test_of_very_many_mistakes_the_errors_are_told_last_and_all_are_counted(tmp_path: Path) -> None:
    files = {f"content/posts/2018-02-14-a{i}.md": "---\ntitle: A\nsubtitle: x\n---\n" for i in range(100)}
    files |= {f"content/posts/2018-02-14-b{i}.md": "---\ntitle: B\nrating: 4\n---\n" for i in range(60)}
    said = journeyblog(write_site(tmp_path, files), "check").output
    told = re.findall(r"^content/\S+: (error|warning)\[", said, re.MULTILINE)
    assert Counter(told) == {"error": 60, "warning": 100}
    assert told[-50:] == ["error"] * 50
    assert said.count("  = ") == 50
    ending = "\n   100  unknown-key             A key is not known.\n    60  visit-without-business  "
    assert ending in said
    assert said.endswith("60 errors and 100 warnings\nLearn more with  journeyblog explain visit-without-business\n")


def test_fifty_mistakes_are_told_in_full(tmp_path: Path) -> None:
    files = {f"content/posts/2018-02-14-a{i}.md": "---\ntitle: A\nsubtitle: x\n---\n" for i in range(50)}
    said = journeyblog(write_site(tmp_path, files), "check").output
    assert said.count("  = ") == 50
    assert "   50  unknown-key" not in said


def test_a_quiet_build_gives_no_advice(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/posts/2018-02-14-a.md": "---\ntitle: A\nsubtitle: x\n---\n"})
    assert journeyblog(tmp_path, "build", "--quiet").output.endswith("\n1 warning\n")
    assert "Learn more with" in journeyblog(tmp_path, "build").output


def test_all_codes_are_listed() -> None:
    listed = CliRunner().invoke(cli, ["explain"]).output.splitlines()
    assert [line.split()[0] for line in listed] == list(CODES)
    assert all(line.endswith(meaning) for line, meaning in zip(listed, CODES.values(), strict=True))


@pytest.mark.parametrize("code", CODES)
def test_every_code_can_be_explained_at_a_narrow_terminal(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    result = CliRunner().invoke(cli, ["explain", code], catch_exceptions=False)
    assert result.exit_code == 0
    story, _, example = result.output.partition("\nWrong  ")
    assert all(len(line) <= 40 for line in story.splitlines()[2:])
    assert "\nRight  " in example


def test_a_schema_follows_the_scale_of_the_site(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/site.yaml": "title: T\nrating: {worst: 0, best: 10, step: 1}\n"})
    rating = json.loads(journeyblog(tmp_path, "schema", "post").stdout)["$defs"]["Visit"]["properties"]["rating"]
    assert (rating["minimum"], rating["maximum"]) == (0, 10)


def test_a_schema_needs_no_site_and_survives_a_broken_one(tmp_path: Path) -> None:
    without = journeyblog(tmp_path, "schema", "post").stdout
    broken = write_site(tmp_path / "broken", {"content/site.yaml": "rating: [\n"})
    assert journeyblog(broken, "schema", "post").stdout == without
    assert json.loads(without)["$defs"]["Visit"]["properties"]["rating"]["maximum"] == 5


def test_a_schema_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    result = journeyblog(tmp_path, "schema", "post", "--output", str(tmp_path / "taken" / "x.json"))
    assert result.exit_code == 2
    assert "cannot be written: " in result.output
