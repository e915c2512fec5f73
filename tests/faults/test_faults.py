"""A few of the faults of :mod:`faults.run`, which ``make faults`` tries by the hundred."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from faults.run import kill_at_random
from faults.trial import OLD, ROOT, Broken, Trial
from faults.workers import interrupt
from site_tools import write_site

WATCHED = """
import json, os, sys
seen = []
def watch(event, args):
    if event == "open" and isinstance(args[0], str) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        seen.append(("write", os.path.abspath(args[0])))
    elif event.startswith(("subprocess.", "os.exec", "os.posix_spawn", "os.system", "socket.connect", "socket.bind")):
        seen.append((event, ""))
sys.addaudithook(watch)
from journeyblog.__main__ import main
try:
    main()
finally:
    found = list(seen)
    json.dump(found, open("seen.json", "w"))
"""


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    made = Trial(root=tmp_path)
    made.settle()
    return made


def test_a_killed_build_leaves_one_whole_site(trial: Trial) -> None:
    assert kill_at_random(trial, 5, seed=7).startswith("5 builds killed at random")


def test_a_stopped_build_is_quiet_and_leaves_nobody(trial: Trial) -> None:
    assert interrupt(trial, 2, seed=7).startswith("Ctrl-C at 2 random moments")


def test_what_is_neither_site_is_seen(trial: Trial) -> None:
    """The trial itself can fail."""
    (trial.public / "index.html").write_text("half")
    with pytest.raises(Broken, match="neither site"):
        trial.check_whole("by hand")
    (trial.root / ".journeyblog/stage-x").mkdir()
    with pytest.raises(Broken, match="stage-x"):
        trial.check_tidy("by hand")


def test_a_build_runs_nothing_and_writes_only_its_own_folders(tmp_path: Path) -> None:
    write_site(tmp_path, OLD)
    known = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, "build"],
        cwd=tmp_path, check=True, capture_output=True, env={**known, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    seen = json.loads((tmp_path / "seen.json").read_text())
    written = [path for event, path in seen if event == "write"]
    own = tuple(f"{tmp_path}/{folder}/" for folder in (".journeyblog", "public"))
    assert written
    assert [path for path in written if not path.startswith(own) and path != os.devnull] == []
    assert [event for event, _ in seen if event != "write"] == []
