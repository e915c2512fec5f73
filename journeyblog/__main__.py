"""``python -m journeyblog``, and the console script: Ctrl-C is quiet even while modules are imported.

A plain ``journeyblog build`` of a site in which nothing changed is told from here: importing the command line takes
longer than looking at ten thousand files.
"""

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journeyblog.build.glance import Look


def main() -> None:
    """Run the command line."""
    try:
        look = _look() if sys.argv[1:] == ["build"] else None
        if look is not None and _tell_nothing_changed(look):
            return
        from journeyblog.cli import main as run  # importing takes a moment, in which somebody may press Ctrl-C

        run(look)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(130)


def _look() -> "Look | None":
    """What changed for a plain build, or None where more is to be known first."""
    from journeyblog.build.glance import Look, glance

    if "SOURCE_DATE_EPOCH" in os.environ or sys.getfilesystemencoding().lower() != "utf-8":
        return None
    question = {"root": os.path.realpath("."), "output": ""}
    options = dict.fromkeys(("drafts", "future", "strict", "keep_going"), False)
    now, clock = time.time(), time.time_ns()
    return Look(now, clock, glance(".journeyblog", {**question, **options}, now, clock))


def _tell_nothing_changed(look: "Look") -> bool:
    """Say what ``journeyblog build`` says when nothing changed, if that is all there is to say; else say nothing."""
    from journeyblog.build.glance import nothing_changed

    said = look.found[0]["said"] if look.found is not None and not look.found[1] else None
    if not isinstance(said, dict):
        return False
    try:
        line = nothing_changed(said["posts"], said["files"], said["output"])
        if said["diagnostics"] or said["held"] or not line.isprintable():
            return False
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except (KeyError, TypeError, ValueError, OSError):
        return False
    return True


if __name__ == "__main__":
    main()
