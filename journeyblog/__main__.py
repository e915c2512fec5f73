"""``python -m journeyblog``, and the console script: Ctrl-C is quiet even while modules are imported."""

import sys


def main() -> None:
    """Run the command line."""
    try:
        from journeyblog.cli import main as run  # importing takes a moment, in which somebody may press Ctrl-C

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
