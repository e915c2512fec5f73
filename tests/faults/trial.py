"""A site that goes to and fro between two versions, built by the real command: what a fault may leave of it.

In: a fault, as words before the command or an act upon its process. Out: nothing, or :class:`Broken` with what was
found. The promises: what is published is exactly one of the two whole sites; a command that failed said so and left
nothing lying about; the next command makes the new site.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from site_tools import SETTINGS, Files, photo, snapshot, write_site

ROOT = Path(__file__).resolve().parents[2]
COMMON: Files = {
    "content/businesses/dinner.md": "---\nname: Dinner\nkind: restaurant\n---\nA room.\n",
    "content/journeys/coast.md": "---\ntitle: The coast\n---\nBy the sea.\n",
    "content/posts/2018-02-14-a/photo.jpg": photo(),
    "content/posts/2018-02-16-c.md": "---\ntitle: C\naliases: [/old/]\n---\nAlways the same.\n",
}
OLD: Files = {
    **COMMON,
    "content/site.yaml": SETTINGS,
    "content/posts/2018-02-14-a/index.md": "---\ntitle: A\njourney: coast\n---\nOld words. ![Sea](photo.jpg)\n",
    "content/posts/2018-02-15-b.md": "---\ntitle: B\nvisits: [{business: dinner, rating: 2}]\n---\nOld.\n",
    "content/static/gone.txt": "Only in the old site.\n",
}
NEW: Files = {
    **COMMON,
    "content/site.yaml": SETTINGS.replace("Small", "Big"),
    "content/posts/2018-02-14-a/index.md": "---\ntitle: A\njourney: coast\n---\nNew words. ![Sea](photo.jpg)\n",
    "content/posts/2018-02-15-b.md": "---\ntitle: B\nvisits: [{business: dinner, rating: 5}]\n---\nNew.\n",
    "content/posts/2018-02-17-d.md": "---\ntitle: D\ntags: [sea]\n---\nOnly in the new site.\n" + "Many words. " * 2000,
}
VERSIONS = (OLD, NEW)
KEPT = {"content", "public", ".journeyblog"}
LONGEST = 60
"""Seconds: far more than any of these builds takes."""
Picture = dict[str, bytes]
Command = subprocess.Popen[str]


class Broken(AssertionError):
    """A promise that was not kept."""


@dataclass(slots=True, kw_only=True)
class Trial:
    """A site below ``root``, published in its old version; ``pictures`` are both versions as clean builds make them."""

    root: Path
    version: int = 0
    pictures: list[Picture] = field(default_factory=list)
    left: set[str] = field(default_factory=set)

    @property
    def public(self) -> Path:
        """The published folder."""
        return self.root / "public"

    def settle(self) -> None:
        """Build both versions once, and keep what they look like."""
        for version in (1, 0):
            self.turn(version)
            self.build_well()
            self.pictures.insert(0, snapshot(self.public))
        self.left = self._names()

    def turn(self, version: int) -> None:
        """Write the texts of a version, and remove those of the other."""
        self.version = version
        for path in {path for files in VERSIONS for path in files} - VERSIONS[version].keys():
            (self.root / path).unlink(missing_ok=True)
        write_site(self.root, VERSIONS[version])

    def start(self, before: Sequence[str] = (), workers: int = 1, program: Sequence[str] = ()) -> Command:
        """The command, begun in a group of its own; ``before`` are words to run it with, ``workers`` as many processes
        as it may use, ``program`` words that run the command line in the place of ``-m journeyblog``.
        """
        known = {name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "PYTHONPATH"}}
        return subprocess.Popen(
            [*before, sys.executable, *(program or ("-m", "journeyblog")), "build", f"--workers={workers}"],
            cwd=self.root, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
            env={**known, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip

    def end(self, process: Command, fault: str) -> tuple[int, str]:
        """Wait for the command and for all that it started, which write to the same pipe; exit code and words."""
        try:
            said, _ = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise Broken(f"{fault}: something is still running after {LONGEST} seconds") from None
        return process.returncode, said

    def build_well(self) -> None:
        """Build, which must succeed."""
        code, said = self.end(self.start(), "the next command")
        if code:
            raise Broken(f"the next command ended with {code}: {said}")

    def check_whole(self, fault: str) -> int:
        """The version that is published; it must be exactly one of the two."""
        seen = snapshot(self.public)
        for version, picture in enumerate(self.pictures):
            if seen == picture:
                return version
        odd = [path for path in seen.keys() | self.pictures[1].keys() if seen.get(path) != self.pictures[1].get(path)]
        raise Broken(f"{fault}: what is published is neither site; from the new one differ {sorted(odd)}")

    def check_tidy(self, fault: str) -> None:
        """Nothing may lie about that an undisturbed build does not leave."""
        if more := self._names() - self.left:
            raise Broken(f"{fault}: left lying about: {sorted(more)}")

    def check_next(self, fault: str) -> None:
        """The next command makes the new site, and tidies up."""
        self.build_well()
        if self.check_whole(f"{fault}, and then built once more") != self.version:
            raise Broken(f"{fault}: the next command left the old site")
        self.check_tidy(f"{fault}, and then built once more")

    def check_failure(self, fault: str, code: int, said: str) -> None:
        """A build that failed said so in words and left the old site; whatever it did, one whole site is there."""
        version = self.check_whole(fault)
        if code not in (0, 1) or "Traceback" in said:
            raise Broken(f"{fault}: ended with {code}: {said}")
        if not code and version != self.version:
            raise Broken(f"{fault}: ended well, but the old site is published")
        if code and not said.strip() and version != self.version:
            raise Broken(f"{fault}: failed without a word")
        self.check_tidy(fault)

    def _names(self) -> set[str]:
        """Everything beside the site's folders, and in our own one but for its cache."""
        own = self.root / ".journeyblog"
        beside = {path.name for path in self.root.iterdir()} - KEPT
        return beside | {f".journeyblog/{path.name}" for path in own.iterdir() if path.name != "cache"}
