"""How long builds take, and how much memory: from nothing, with nothing changed, with one text edited.

Each round does every build once, one after the other, so that a busy moment of the machine falls on all of them alike;
told is the median of the rounds, and of the ratios within a round. Wall and processor time and the memory of the
largest process are what ``wait4`` says of a build with all its workers. ``hugo`` is measured too where it is installed;
it keeps nothing between builds, so each of its builds is one from nothing.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from corpus import write_hugo, write_site
from machine import machine

WORK = ("cold", "noop", "edit")
KEPT = ("public", ".journeyblog", "resources")
"""What earlier builds leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """Something that builds the site in ``folder``; ``post`` is edited."""

    name: str
    command: Sequence[str]
    folder: Path
    post: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds, seconds of all processors, megabytes of the largest process."""

    wall: float
    processor: float
    memory: float


def builders(folder: Path, posts: int, themes: Sequence[str], workers: Sequence[str], *, hugo: bool) -> list[Builder]:
    """Everything that is compared, each with a site of its own; Hugo first, since ratios are to the first."""
    made = []
    if hugo:
        site = folder / "hugo"
        post = write_hugo(site, posts)
        command: tuple[str, ...] = ("hugo", "--quiet", "--source", str(site), "--destination", str(site / "public"))
        made.append(Builder(name="hugo", command=command, folder=site, post=post))
    for theme in themes:
        for number in workers:
            site = folder / f"{theme}-{number}"
            post = write_site(site, posts)
            with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
                file.write(f"theme: {theme}\n")
            command = (sys.executable, "-m", "journeyblog", "build", "--quiet", "--workers", number)
            name = f"journeyblog, {theme}" if number == "auto" else f"journeyblog, {theme}, {number} workers"
            made.append(Builder(name=name, command=command, folder=site, post=post))
    return made


def prepare(builder: Builder, work: str, text: str, number: int) -> None:
    """The site as this work finds it."""
    if work == "cold":
        for kept in KEPT:
            shutil.rmtree(builder.folder / kept, ignore_errors=True)
        os.sync()
    elif work == "edit":
        builder.post.write_text(f"{text}\nOne more sentence, number {number}.\n", encoding="utf-8")


def build(builder: Builder) -> Cost:
    """One build. Ends everything when it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(builder.command, cwd=builder.folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{builder.name} failed: {' '.join(builder.command)}")
    return Cost(wall=wall, processor=used.ru_utime + used.ru_stime, memory=used.ru_maxrss / 1024)


def rounds(everything: Sequence[Builder], work: str, count: int) -> Iterator[list[Cost]]:
    """What each builder took, round by round."""
    texts = [builder.post.read_text(encoding="utf-8") for builder in everything]
    if work != "cold":
        for builder in everything:
            build(builder)
        time.sleep(2.5)  # a file is only trusted by its times when it is older than two seconds
        for builder in everything:
            build(builder)
    for number in range(count):
        costs = []
        for builder, text in zip(everything, texts, strict=True):
            prepare(builder, work, text, number)
            costs.append(build(builder))
        yield costs
    for builder, text in zip(everything, texts, strict=True):
        builder.post.write_text(text, encoding="utf-8")


def lines(everything: Sequence[Builder], posts: int, work: str, count: int) -> Iterator[str]:
    """The table's lines for one kind of work."""
    done = list(rounds(everything, work, count))
    for place, builder in enumerate(everything):
        costs = [costs[place] for costs in done]
        ratio = median(costs[0].wall / costs[place].wall for costs in done)
        files = sum(len(names) for _, _, names in os.walk(builder.folder / "public"))
        figures = (
            f"{median(one.wall for one in costs):.2f} s",
            f"{median(one.processor for one in costs):.2f} s",
            f"{1000 * median(one.wall for one in costs) / posts:.2f} ms",
            f"{median(one.memory for one in costs):.0f} MB",
            f"{ratio:.2f}×" if place else "-",
            f"{files:,}",
        )
        yield f"| {posts:,} | {work} | {builder.name} | {' | '.join(figures)} |"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, action="append", help="may be given several times; 100, 1,000 and 10,000")
    parser.add_argument("--work", choices=WORK, action="append", help="may be given several times; all of them")
    parser.add_argument("--theme", action="append", help="may be given several times; plain")
    parser.add_argument("--workers", action="append", help="may be given several times; auto")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-hugo", action="store_true")
    arguments = parser.parse_args()
    hugo = not arguments.no_hugo and shutil.which("hugo") is not None
    print(machine())
    print(f"medians of {arguments.rounds} rounds; × is how many times as fast as the first\n")
    print("| posts | work | builder | wall | processor | wall a post | memory | × | files |")
    print("| --: | --- | --- | --: | --: | --: | --: | --: | --: |")
    for posts in arguments.posts or (100, 1000, 10_000):
        with tempfile.TemporaryDirectory(prefix="builds-") as folder:
            chosen = arguments.theme or ("plain",), arguments.workers or ("auto",)
            everything = builders(Path(folder), posts, *chosen, hugo=hugo)
            for work in arguments.work or WORK:
                for line in lines(everything, posts, work, arguments.rounds):
                    print(line, flush=True)


if __name__ == "__main__":
    main()
