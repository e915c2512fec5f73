"""The few phrases that what is told at the terminal is made of; readers of a site see its messages instead."""

from datetime import date

from journeyblog.dates import MONTHS


def count(number: int, one: str, many: str) -> str:
    """1 post, 2 posts."""
    return f"{number:,} {one if number == 1 else many}"


def day(when: date) -> str:
    """14 February 2018."""
    return f"{when.day} {MONTHS[when.month - 1].capitalize()} {when.year}"
