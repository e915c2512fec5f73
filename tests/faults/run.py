"""Faults in real builds, from outside: kills, system calls that fail, small disks, and what a build touches.

``python tests/faults/run.py`` (or ``make faults``) says what it tries and what it found; its exit code is 1 when a
promise is broken. It needs Linux and strace, and may mount small disks (as root). A trial is described in
:mod:`faults.trial`.
"""

import argparse
import contextlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from faults.tracing import CALLS, strace, whole_lines
from faults.trial import NEW, Broken, Trial
from faults.workers import break_each, fail_worker, interrupt, kill_worker, refuse_processes
from site_tools import snapshot, write_site

FAILING = "write,mkdir,link,linkat,rename,renameat2,unlink,rmdir,flock"
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|creat\(")
SHUT_IN = "execve,execveat,connect,openat,open,creat"


def kill_at_random(trial: Trial, count: int, seed: int) -> str:
    """Builds killed at moments drawn evenly from a little more than the time that one takes; half of them have
    workers.
    """
    rng = random.Random(seed)
    trial.turn(1 - trial.version)
    began = time.monotonic()
    trial.build_well()
    takes = time.monotonic() - began
    published = []
    for number in range(count):
        trial.turn(1 - trial.version)
        process = trial.start(workers=1 + number % 2)
        fault = f"killed at random, trial {number}"
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(rng.uniform(0, takes * 1.1))
        process.kill()
        trial.end(process, fault)
        published.append(trial.check_whole(fault) == trial.version)
        trial.check_next(fault)
    return f"{count} builds killed at random: {sum(published)} had published, {count - sum(published)} had not"


def kill_at_calls(trial: Trial) -> str:
    """A build killed at each system call that may change the disk."""
    many = _count_calls(trial, CALLS)
    for number in range(1, many + 1):
        trial.turn(1 - trial.version)
        fault = f"killed at system call {number} of {many}"
        trial.end(trial.start(strace(CALLS, f"signal=KILL:when={number}")), fault)
        trial.check_whole(fault)
        trial.check_next(fault)
    return f"a build killed at each of its {many} system calls that may change the disk"


def fail_calls(trial: Trial, error: str) -> str:
    """A build in which one system call after another fails with ``error``."""
    many, failed = _count_calls(trial, FAILING), 0
    for number in range(1, many + 1):
        trial.turn(1 - trial.version)
        fault = f"{error} at system call {number} of {many}"
        code, said = trial.end(trial.start(strace(FAILING, f"error={error}:when={number}")), fault)
        trial.check_failure(fault, code, said)
        failed += code != 0
        trial.check_next(fault)
    return (
        f"{error} at each of {many} system calls: {failed} builds failed and said so, the others did not need the call"
    )


def fill_disks(base: Path, sizes: range) -> str:
    """Builds on disks that are too small, and on those with too few entries for files; half of them have workers."""
    failed, named = 0, 0
    for number, size in enumerate(sizes):
        for limits in (f"size={size}k", f"size=64m,nr_inodes={size // 4}"):
            with _small_disk(base / "disk", limits) as folder:
                fault = f"a disk of {limits}"
                try:
                    trial = Trial(root=folder)
                    trial.turn(0)
                    if trial.end(trial.start(), fault)[0]:  # not even the old site fits
                        continue
                    old = snapshot(trial.public)
                    write_site(folder, NEW)
                except OSError:
                    continue
                code, said = trial.end(trial.start(workers=1 + number % 2), fault)
                if code:
                    failed += 1
                    named += bool(re.search(r"needs at least [1-9]\d* bytes in [1-9]\d* file", said))
                    if "disk is full" not in said or snapshot(trial.public) != old:
                        raise Broken(f"{fault}: {said}")
                    if any(path.name.startswith("stage") for path in (folder / ".journeyblog").rglob("*")):
                        raise Broken(f"{fault}: the stage was left")
    return (
        f"{len(sizes) * 2} small disks: {failed} builds of the new site failed, said so ({named} of them with what "
        "they need), and left the old site"
    )


def look_from_outside(trial: Trial, log: Path, workers: int) -> str:
    """What a whole build runs, connects to and opens for writing."""
    shutil.rmtree(trial.root / ".journeyblog")
    shutil.rmtree(trial.public)
    before = ("strace", "-f", "-qq", "-y", "-e", f"trace={SHUT_IN}", "-o", str(log))
    trial.end(trial.start(before, workers), "looked at from outside")
    lines = log.read_text(errors="replace").splitlines()
    run = [line for line in lines if re.search(r"\bexecve(at)?\(", line)]
    if len(run) != 1:  # strace's own, of the command
        raise Broken(f"other programs were run: {run[1:]}")
    if called := [line for line in lines if "connect(" in line]:
        raise Broken(f"connected: {called}")
    written = [line for line in whole_lines(lines) if WRITES.search(line) and "= -1" not in line]
    inside = [f"{trial.root.resolve()}/{name}" for name in (".journeyblog", "public")]
    strangers = [line for line in written if not _lies_in(line, inside) and "/dev/null" not in line]
    if strangers or not written:
        raise Broken(f"opened for writing outside output, stage and cache: {strangers}")
    if workers > 1 and len({line.split()[0] for line in written}) < 2:
        raise Broken("all was written by one process")
    return (
        f"a whole build with {workers} at work: 1 program, 0 connections, {len(written)} files opened for writing, "
        "all in its own folders"
    )


def _lies_in(line: str, folders: list[str]) -> bool:
    opened = re.search(r"= \d+<([^>]*)>", line)
    return opened is not None and opened[1].startswith(tuple(folders))


def _count_calls(trial: Trial, calls: str) -> int:
    """How many there are in a build that is not disturbed; the larger of both directions."""
    counts = []
    for _ in range(2):
        trial.turn(1 - trial.version)
        with tempfile.NamedTemporaryFile() as log:
            trial.end(trial.start(strace(calls, log=log.name)), "undisturbed")
            counts.append(len(Path(log.name).read_text(errors="replace").splitlines()))
    return max(counts)


@contextlib.contextmanager
def _small_disk(place: Path, limits: str) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", limits, "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def main() -> int:
    """Try every kind, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="builds to kill at random (default: 200)")
    parser.add_argument("--seed", type=int, default=20181122)
    parser.add_argument("--only", action="append", help="one kind alone: outside, random …; may be said several times")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "site").mkdir()
        trial = Trial(root=base / "site")
        trial.settle()
        kinds: dict[str, Callable[[], str]] = {
            "outside": lambda: look_from_outside(trial, base / "strace.log", 1),
            "outside-workers": lambda: look_from_outside(trial, base / "strace.log", 2),
            "random": lambda: kill_at_random(trial, asked.kills, asked.seed),
            "interrupt": lambda: interrupt(trial, asked.kills // 2, asked.seed),
            "processes": lambda: refuse_processes(trial),
            "worker-killed": lambda: kill_worker(trial, base),
            "worker-full": lambda: fail_worker(trial, base, "ENOSPC"),
            "worker-broken": lambda: fail_worker(trial, base, "EIO"),
            "disks": lambda: fill_disks(base, range(40, 1000, 30)),
            "full": lambda: fail_calls(trial, "ENOSPC"),
            "broken": lambda: fail_calls(trial, "EIO"),
            "calls": lambda: kill_at_calls(trial),
            "calls-workers": lambda: break_each(trial, base),
        }
        if strange := set(asked.only or ()) - kinds.keys():
            parser.error(f"no kind {', '.join(strange)}; there are {', '.join(kinds)}")
        broken = False
        for name, act in kinds.items():
            if asked.only is None or name in asked.only:
                began = time.monotonic()
                try:
                    told = act()
                except Broken as found:
                    told, broken = f"BROKEN: {found}", True
                    trial.build_well()
                print(f"{name} ({time.monotonic() - began:.0f} s): {told}", flush=True)
                if name.startswith("outside"):
                    trial.build_well()
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
