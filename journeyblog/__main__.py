"""``python -m journeyblog``."""

from journeyblog.cli import main

if __name__ == "__main__":
    main()
