"""What only a process of its own shows: the module, exit codes as the shell sees them, colours, broken pipes."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from site_tools import CONTENT, write_site

from journeyblog.cli import cli, main

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "TERM")},
    "SOURCE_DATE_EPOCH": "1795348800",
    "PYTHONPATH": str(CONTENT.parent),
}


def run(folder: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "journeyblog", *arguments],
        cwd=folder, env=ENVIRONMENT | more, capture_output=True, text=True, check=False,
    )  # fmt: skip


def at_a_terminal(folder: Path, *arguments: str, **more: str) -> str:
    """What is shown when standard error is a terminal."""
    here, there = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "journeyblog", *arguments],
        cwd=folder, env=ENVIRONMENT | {"TERM": "xterm"} | more, stdout=there, stderr=there, stdin=there,
    ) as process:  # fmt: skip
        os.close(there)
        shown = b""
        while select.select([here], [], [], 30)[0]:
            try:
                data = os.read(here, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
        process.wait(30)
    os.close(here)
    return shown.decode()


COLOUR = re.compile(r"\x1b\[(?:\d+;)*[39]\d")
WORDS = "A morning by the *sea*, and [a link](https://example.org/).\n\n" * 20
BAD = {"content/posts/2018-02-14-a.md": "---\ntitle: A\nrating: 4\n---\nText.\n"}


def test_ctrl_c_ends_the_workers_too(tmp_path: Path) -> None:
    """Once pages are being written, everybody at the terminal hears Ctrl-C: nothing is said but that, or left."""
    write_site(tmp_path, {f"content/posts/2018-02-14-{n}.md": f"---\ntitle: {n}\n---\n{WORDS}" for n in range(200)})
    here, there = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-m", "journeyblog", "build", "--workers", "2"], cwd=tmp_path, env=ENVIRONMENT,
        stdout=there, stderr=there, pass_fds=[there], start_new_session=True,
    ) as process:  # fmt: skip
        os.close(there)
        while not list(tmp_path.glob(".journeyblog/*/tree/*")):
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(30) == 130
    with os.fdopen(here, "rb") as file:
        assert file.read().decode().strip() == "Stopped."  # to its end: nobody holds the pipe any more
    assert sorted(path.name for path in tmp_path.iterdir()) == [".journeyblog", "content"]
    assert not list(tmp_path.glob(".journeyblog/*/tree"))
    assert run(tmp_path, "build", "--workers", "3").returncode == 0


def test_ctrl_c_while_a_class_is_made_is_ctrl_c(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """While modules are imported, Python 3.11 may wrap it into an error of the class that is just being made."""

    def stop(**_: object) -> None:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    monkeypatch.setattr(cli, "main", stop)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_the_module_is_the_command(tmp_path: Path) -> None:
    done = run(tmp_path, "version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("journeyblog ")


@pytest.mark.parametrize(
    ("files", "arguments", "code", "stderr"),
    [
        ({"content/pages/a.md": "# A\n"}, ["build"], 0, ""),
        (BAD, ["build"], 1, "error[visit-without-business]"),
        ({"content/site.yaml": "tagline: x\n"}, ["build"], 2, "error[missing-field]"),
        ({}, ["bulid"], 2, "bulid"),
        ({}, ["build", "--nonsense"], 2, "--nonsense"),
    ],
)
def test_exit_codes_and_streams(
    tmp_path: Path, files: dict[str, str], arguments: list[str], code: int, stderr: str
) -> None:
    done = run(write_site(tmp_path, files), *arguments)
    assert done.returncode == code
    assert stderr in done.stderr
    assert (done.stderr == "") == (code == 0)
    assert "error" not in done.stdout
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_colours_at_a_terminal_unless_no_color(tmp_path: Path) -> None:
    write_site(tmp_path, BAD)
    coloured = at_a_terminal(tmp_path, "build")
    assert COLOUR.search(coloured)
    plain = at_a_terminal(tmp_path, "build", NO_COLOR="1")
    assert not COLOUR.search(plain)
    assert "error[visit-without-business]" in plain
    assert "\x1b[" not in run(tmp_path, "build").stderr


def test_a_narrow_terminal_gets_narrow_excerpts(tmp_path: Path) -> None:
    text = f"---\ntitle: A\nextra: {{a: {'x' * 80}}}\nrating: 4\n{'k' * 80}: 1\n---\n"
    write_site(tmp_path, {"content/posts/2018-02-14-a.md": text})
    shown = at_a_terminal(tmp_path, "check", COLUMNS="40", NO_COLOR="1").replace("\r", "").splitlines()
    excerpts = [line for line in shown if re.match(r" +\d* \| ", line)]
    assert len(excerpts) == 4
    assert max(map(len, excerpts)) == 40
    assert at_a_terminal(tmp_path, "explain", "unknown-key", COLUMNS="40").count("\n") > 20


@pytest.mark.parametrize("files", [{"content/pages/a.md": "# A\n"}, BAD, {"content/site.yaml": "tagline: x\n"}])
@pytest.mark.parametrize("command", ["check", "build"])
def test_programs_read_standard_output_whatever_happens(tmp_path: Path, files: dict[str, str], command: str) -> None:
    done = run(write_site(tmp_path, files), command, "--format", "json")
    told = json.loads(done.stdout)
    assert told["exit_code"] == done.returncode
    assert (told["mistakes"] == []) == (done.returncode == 0)
    assert done.stderr == ""


def test_annotations_name_files_from_the_top_of_the_repository(tmp_path: Path) -> None:
    write_site(tmp_path / "blog", BAD)
    here = "::error file=blog/content/posts/2018-02-14-a.md,line=3,col=1,"
    assert run(tmp_path, "check", "--format", "github", "--site", "blog").stdout.startswith(here)
    assert run(tmp_path, "check", "--format", "github", "--site", str(tmp_path / "blog")).stdout.startswith(here)
    inside = run(tmp_path / "blog", "check", "--format", "github", GITHUB_WORKSPACE=str(tmp_path))
    assert inside.stdout.startswith(here)
    outside = run(tmp_path, "check", "--format", "github", "--site", "blog", GITHUB_WORKSPACE="/usr").stdout
    assert outside.startswith(f"::error file={tmp_path.resolve()}/blog/content/")


def test_a_reader_who_hangs_up_is_no_bug_of_ours(tmp_path: Path) -> None:
    write_site(
        tmp_path, {f"content/posts/2018-02-14-{i}.md": f"---\ntitle: A{i}\ndraft: true\n---\n" for i in range(400)}
    )
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m journeyblog build | head -1"],
        cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("streams", [">/dev/full", ">/dev/full 2>&1", "2>/dev/full", ">&-", "| true"])
def test_words_that_cannot_be_written_are_no_bug_of_ours(tmp_path: Path, streams: str) -> None:
    write_site(tmp_path, {"content/pages/a.md": "# A\n"})
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m journeyblog build {streams}"],
        cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == (1 if streams.startswith(">/dev/full") else 0)
    assert (tmp_path / "public" / "index.html").is_file()
    assert "bug" not in done.stderr
    assert "nothing was published" not in done.stderr
    assert len(done.stderr.splitlines()) == (streams == ">/dev/full")


def test_another_encoding_of_file_names_runs_nothing_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "journeyblog.py").write_text("print('taken over')")
    code = "import sys; sys.getfilesystemencoding = lambda: 'ascii'; from journeyblog.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=tmp_path,
        env=ENVIRONMENT | {"PYTHONIOENCODING": "ascii"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "taken over" not in done.stdout
    assert "PYTHONUTF8=1 journeyblog" in done.stderr
