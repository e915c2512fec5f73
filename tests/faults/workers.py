"""Faults in builds that have workers: in one of these alone, in each process, at the terminal.

How many system calls a process makes varies from run to run when work is shared, so faults go by the count of each
process, and beyond what was counted.
"""

import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from faults.tracing import CALLS, strace
from faults.trial import Broken, Trial

MORE = 1.25
"""Times what was counted: further than this a process hardly goes."""
STARTING = "clone,clone3,fork,vfork"
TRACED = """
import os, select, subprocess, sys, time
which, tracer = int(sys.argv.pop(1)), sys.argv.pop(1).split()
reader, writer = os.pipe()
forks = 0
def count():
    global forks
    forks += 1
def trace():
    number = forks + 1
    if number == which:
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.Popen([*tracer, "-p", str(os.getpid())], **quiet)
        while "TracerPid:\\t0" in open("/proc/self/status").read():
            time.sleep(0.001)
        os.write(writer, b"!")
    elif number // 2 == which // 2:
        select.select([reader], [], [], 5)
        time.sleep(0.5)
os.register_at_fork(after_in_parent=count, after_in_child=trace)
from journeyblog.__main__ import main
main()
"""
"""The command line, whose worker of a certain number has itself traced before it does anything. Its mate (after the
first, workers come in twos) lets it begin, so that most of the work is its own.
"""
FAILING = "mkdir,chmod,fchmod,link,linkat"
"""What may fail in a worker for want of room; a ``write`` may be one into a pipe, which no disk fails."""
LOST = "ended by the system"


def kill_worker(trial: Trial, base: Path) -> str:
    """A worker killed by itself at its system calls, as the system does when memory runs out."""
    tried, lost = 0, 0
    for which, number in _each_call(trial, base, CALLS):
        fault = f"worker {which} killed at its system call {number}"
        code, said = trial.end(
            _start_traced(trial, which, strace(CALLS, f"signal=KILL:when={number}", follow=False)), fault
        )
        trial.check_failure(fault, code, said)
        if code and LOST not in said:
            raise Broken(f"{fault}: {said}")
        tried, lost = tried + 1, lost + (code != 0)
        trial.check_next(fault)
    return f"a worker killed at one call after the other, {tried} builds: {lost} said so and left the old site"


def fail_worker(trial: Trial, base: Path, error: str) -> str:
    """The calls by which a worker takes room, failing."""
    tried, failed = 0, 0
    for which, number in _each_call(trial, base, FAILING):
        fault = f"{error} at call {number} of worker {which}"
        tracer = strace(FAILING, f"error={error}:when={number}", follow=False)
        code, said = trial.end(_start_traced(trial, which, tracer), fault)
        trial.check_failure(fault, code, said)
        wanted = "needs at least " if error == "ENOSPC" else "The disk reported an error at "
        if code and wanted not in said:
            raise Broken(f"{fault}: {said}")
        tried, failed = tried + 1, failed + (code != 0)
        trial.check_next(fault)
    return f"{error} in a worker at calls that take room, {tried} builds: {failed} failed and said so"


def break_each(trial: Trial, base: Path) -> str:
    """The build and its workers, each killed at the same count of its own calls."""
    log = base / "each.log"
    trial.turn(1 - trial.version)
    trial.end(trial.start(strace(CALLS, log=str(log)), workers=2), "undisturbed")
    counts = Counter(line.split()[0] for line in log.read_text(errors="replace").splitlines() if "resumed>" not in line)
    many = int(max(counts.values()) * MORE)
    for number in range(1, many + 1):
        trial.turn(1 - trial.version)
        fault = f"each process killed at its system call {number}"
        trial.end(trial.start(strace(CALLS, f"signal=KILL:when={number}"), workers=2), fault)
        trial.check_whole(fault)
        trial.check_next(fault)
    return f"{len(counts)} processes and threads, each killed at its system calls 1 to {many}: one whole site each time"


def refuse_processes(trial: Trial) -> str:
    """No process or thread may be started any more: from the first on, or later, or in the workers."""
    failed = 0
    faults = [(follow, when) for follow in (False, True) for when in ("1", "2", "3", "4", "5", "6", "1+", "3+")]
    for follow, when in faults:
        trial.turn(1 - trial.version)
        fault = f"EAGAIN for starting a process, {when}, {'workers too' if follow else 'the build alone'}"
        tracer = strace(STARTING, f"error=EAGAIN:when={when}", follow=follow)
        code, said = trial.end(trial.start(tracer, workers=2), fault)
        trial.check_failure(fault, code, said)
        if code and LOST not in said:
            raise Broken(f"{fault}: {said}")
        failed += code != 0
        trial.check_next(fault)
    return (
        f"{len(faults)} builds to which the system refuses processes or threads: {failed} said so and left the old site"
    )


def interrupt(trial: Trial, count: int, seed: int) -> str:
    """Ctrl-C at the terminal, which everybody hears, at random moments; each fourth time twice."""
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # who runs behind a shell is born deaf, and so its children
    rng = random.Random(seed)
    trial.turn(1 - trial.version)
    began = time.monotonic()
    trial.end(trial.start(workers=2), "undisturbed")
    takes = time.monotonic() - began
    stopped = 0
    for number in range(count):
        trial.turn(1 - trial.version)
        workers, twice = 1 + number % 2, number % 4 > 1
        fault = f"Ctrl-C{' twice' if twice else ''} with {workers} at work, trial {number}"
        process = trial.start(workers=workers)
        with suppress(subprocess.TimeoutExpired):
            process.wait(rng.uniform(0.1 * takes, takes))
        _interrupt(process)
        if twice:
            with suppress(subprocess.TimeoutExpired):
                process.wait(rng.uniform(0, 0.02))
            _interrupt(process)
        code, said = trial.end(process, fault)
        version = trial.check_whole(fault)
        if code not in (0, 130, -signal.SIGINT) or (code == 130 and said.strip() != "Stopped." and not twice):
            raise Broken(f"{fault}: ended with {code}: {said}")
        if not code and version != trial.version:
            raise Broken(f"{fault}: ended well, but the old site is published")
        if not twice:
            trial.check_tidy(fault)
        stopped += code != 0
        trial.check_next(fault)
    if count and not stopped:
        raise Broken("no build heard Ctrl-C")
    return f"Ctrl-C at {count} random moments: {stopped} builds stopped quietly, the others were done"


def _interrupt(process: "subprocess.Popen[str]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)


def _start_traced(trial: Trial, which: int, tracer: tuple[str, ...]) -> "subprocess.Popen[str]":
    return trial.start(workers=2, program=("-c", TRACED, str(which), " ".join(tracer)))


def _each_call(trial: Trial, base: Path, calls: str) -> Iterator[tuple[int, int]]:
    """Every worker by its number, with its calls and some more; the other version is to be built each time.

    Workers are forked in twos, and two do the same, so each gets half of the numbers.
    """
    log = base / "worker.log"
    for which in range(1, 100):
        log.unlink(missing_ok=True)
        trial.turn(1 - trial.version)
        code, said = trial.end(_start_traced(trial, which, strace(calls, log=str(log), follow=False)), "undisturbed")
        if code:
            raise Broken(f"only looked at: ended with {code}: {said}")
        if not log.exists():  # there are no more workers
            return
        many = len(log.read_text(errors="replace").splitlines())
        for number in range(1 + which % 2, int(many * MORE) + 2 if many else 1, 2):
            trial.turn(1 - trial.version)
            yield which, number
