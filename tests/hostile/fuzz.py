"""Fuzzing: many small trials, each in bounds of time and memory, in processes of their own.

``python tests/hostile/fuzz.py`` (or ``make fuzz``) says what it tries, what it found, and how to try one number again;
its exit code is 1 when there is a finding. A trial is a function of a seed and a number that raises when a promise is
broken. Time is the processor's, so that a busy machine is no finding.
"""

import argparse
import multiprocessing
import os
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from ctypes import c_longlong
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from hostile.mutation import mutant
from hostile.reading import read
from hostile.shapes import SHAPES, ratio
from property.names import try_names

Trial = Callable[[int, int], None]
JOBS = max(2, os.cpu_count() or 2)
MOST_SECONDS = 2.0
MOST_MEMORY = 300 * 2**20
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Finding:
    """A trial that went wrong."""

    number: int
    what: str


def try_post(seed: int, number: int) -> None:
    """Read one mutated post."""
    read(mutant(seed, number))


def run(trial: Trial, seed: int, count: int, jobs: int = JOBS) -> list[Finding]:
    """Make ``count`` trials in ``jobs`` processes."""
    shares = [range(job, count, jobs) for job in range(jobs)]
    found: list[Finding] = []
    workers = [_start(trial, seed, share) for share in shares]
    while workers:
        process, inbox, at, share = workers.pop()
        while _receive(inbox, found):
            pass
        process.join()
        if process.exitcode:  # died in the middle: by its alarm clock, or a crash in C
            number = at.value
            died = "took more than 2 s" if process.exitcode == -signal.SIGVTALRM else f"died ({process.exitcode})"
            found.append(Finding(number, died))
            rest = share[share.index(number) + 1 :]
            workers.append(_start(trial, seed, rest))
    return sorted(found, key=lambda one: one.number)


def _receive(inbox: Connection, found: list[Finding]) -> bool:
    try:
        found.append(Finding(*inbox.recv()))
    except EOFError:
        return False
    return True


def _start(trial: Trial, seed: int, share: range) -> tuple[Any, Connection, Any, range]:
    inbox, outbox = _FORK.Pipe(duplex=False)
    at = _FORK.Value(c_longlong, share.start, lock=False)
    process = _FORK.Process(target=_work, args=(trial, seed, share, at, outbox))
    process.start()
    outbox.close()
    return process, inbox, at, share


def _work(trial: Trial, seed: int, share: range, at: Any, outbox: Connection) -> None:
    statm = Path("/proc/self/statm")
    if statm.exists():
        now = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + MOST_MEMORY, now + MOST_MEMORY))
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    for number in share:
        at.value = number
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
        try:
            trial(seed, number)
        except Exception:  # noqa: BLE001  whatever comes is the finding
            outbox.send((number, traceback.format_exc(limit=-3)))
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    outbox.close()


def main() -> int:
    """Fuzz as the command line says."""
    parser = argparse.ArgumentParser(description="Fuzz the reader, the names and the blow-up shapes.")
    parser.add_argument("--posts", type=int, default=1_000_000, help="how many mutated posts (default: %(default)s)")
    parser.add_argument("--names", type=int, default=1_000_000, help="how many names (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=JOBS)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9), help="to replay a run")
    parser.add_argument("--replay", type=int, metavar="NUMBER", help="show and read this mutant of --seed alone")
    asked = parser.parse_args()
    if asked.replay is not None:
        print(mutant(asked.seed, asked.replay))
        try_post(asked.seed, asked.replay)
        return 0
    print(f"Seed {asked.seed}; a post again:  python tests/hostile/fuzz.py --seed {asked.seed} --replay NUMBER")
    failed = False
    for what, trial, count in (("mutated posts", try_post, asked.posts), ("names", try_names, asked.names)):
        start = time.monotonic()
        found = run(trial, asked.seed, count, asked.jobs)
        print(f"{count:,} {what}: {len(found)} findings in {time.monotonic() - start:.0f} s", flush=True)
        for one in found[:20]:
            print(f"--- number {one.number}\n{one.what}", flush=True)
        failed = failed or bool(found)
    for name in SHAPES:
        seconds, growth = ratio(name)
        if seconds > 3 or (seconds > 0.2 and growth > 2.5):
            print(f"The shape '{name}' takes {seconds:.1f} s, {growth:.1f} times as long as half of it", flush=True)
            failed = True
    print(f"{len(SHAPES)} blow-up shapes measured")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
