"""A long day at the desk: a thousand edits on one preview, which must not grow by them.

``python tests/serve/soak.py`` (or ``make soak``) starts a preview of a site in a process of its own, makes edits of
every kind (see ``edits.py``), each waited for, and says its memory and threads on the way. The exit code is 1 when from
the hundredth edit (a tenth of all of them) to the last the memory grew by more than a tenth, or a thread came. It needs
Linux.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from preview_tools import Running, Said
from serve.edits import DINNER, at_desk, write

GROWTH = 0.10
"""What the memory may grow by, as a part of what it was."""
CROWD = 64
"""Requests at once before the first measurement: so many threads that answer there will be, and no more."""


@contextmanager
def started(root: Path) -> Iterator[tuple[Running, int]]:
    """A preview in a process of its own, and that process."""
    command = [sys.executable, "-m", "journeyblog", "serve", "--site", str(root)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    log = root / "log"
    with log.open("w") as out, subprocess.Popen(command, env=environment, stdout=out, stderr=out) as process:
        try:
            while not (found := re.search(r"The preview is at +http://[\d.]+:(\d+)/", log.read_text())):
                if process.poll() is not None:
                    raise SystemExit(log.read_text())
                time.sleep(0.05)
            yield Running(root, int(found[1]), Said()), process.pid
        finally:
            process.terminate()


def measure(process: int) -> tuple[float, int]:
    """Megabytes in memory, and threads."""
    status = Path(f"/proc/{process}/status").read_text()
    kilobytes, threads = (
        int(re.findall(rf"^{name}:\s+(\d+)", status, re.MULTILINE)[0]) for name in ("VmRSS", "Threads")
    )
    return kilobytes / 1024, threads


def soak(root: Path, edits: int) -> bool:
    """Whether all is as it was."""
    with started(root) as (running, process), at_desk(running) as desk:
        with ThreadPoolExecutor(CROWD) as crowd:
            list(crowd.map(lambda _: running.ask(DINNER), range(CROWD)))
        begun, early, found = time.monotonic(), measure(process), measure(process)
        for number, _ in enumerate(desk.edits(), 1):
            if number % (edits // 10) == 0:
                found = measure(process)
                took = time.monotonic() - begun
                print(f"{number:>6,} edits  {found[0]:7.1f} MB  {found[1]} threads  {took:6.0f} s", flush=True)
            if number == edits // 10:
                early = found
            if number == edits:
                break
    growth = found[0] / early[0] - 1
    print(f"From edit {edits // 10:,} to {edits:,}: memory {growth:+.1%}, {found[1] - early[1]:+d} threads")
    return growth <= GROWTH and found[1] <= early[1]


def main() -> None:
    """Say what happens."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--posts", type=int, default=50)
    arguments = parser.parse_args()
    print(f"{arguments.edits:,} edits on a site of {arguments.posts:,} posts")
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        if not soak(write(Path(folder), arguments.posts), max(10, arguments.edits)):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
