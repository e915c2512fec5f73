"""``python -m journeyblog``, and the console script: Ctrl-C is quiet even while modules are imported.

A plain ``journeyblog build`` of a site in which nothing changed is told from here: importing the command line takes
longer than looking at ten thousand files.
"""

import os
import sys
import time


def main() -> None:
    """Run the command line."""
    try:
        if sys.argv[1:] == ["build"] and _tell_nothing_changed():
            return
        from journeyblog.cli import main as run  # importing takes a moment, in which somebody may press Ctrl-C

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(130)


def _tell_nothing_changed() -> bool:
    """Say what ``journeyblog build`` says when nothing changed, if that is all there is to say; else say nothing."""
    from journeyblog.build.glance import glance, nothing_changed

    if "SOURCE_DATE_EPOCH" in os.environ or sys.getfilesystemencoding().lower() != "utf-8":
        return False
    question = {"root": os.path.realpath("."), "output": ""}
    options = dict.fromkeys(("drafts", "future", "strict", "keep_going"), False)
    found = glance(".journeyblog", {**question, **options}, time.time(), time.time_ns())
    said = found[0]["said"] if found is not None and not found[1] else None
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
