"""A site that is hard to lay out: everything too long, too many, too wide, or in another script. Made, not stored."""

from datetime import date, timedelta

from site_tools import Files

PARTS, VISITS, AUTHORS, COLUMNS, CODE = 60, 200, 10, 12, 200
"""Installments of the journey, visits of one business, people who write, columns of a table, letters in a line."""
LONG_TITLE = ("An account of the seventeen counters, desks, windows and kiosks between one arrival and the next " * 2)[
    :180
]
START = date(2024, 1, 1)
HARDEST = {
    "long": "/2026/01/long/",
    "Arabic": "/2026/01/arabic/",
    "middle": "/2024/07/part-30/",
    "often": "/businesses/often/",
    "never": "/businesses/never/",
    "home": "/",
    "journey": "/journeys/the-long-way/",
}
"""Its pages that nobody wants to lay out."""
ANSWERS = ("definitely", "probably", "unsure", "unlikely", "no")


def hard_site() -> Files:
    """The files of the site, by their paths."""
    files: dict[str, str | bytes] = {"content/site.yaml": _settings()}
    files["content/journeys/the-long-way/index.md"] = "---\ntitle: The long way\nlabel: Way\n---\n"
    for number in range(1, PARTS + 1):
        files[f"content/journeys/the-long-way/part-{number}.md"] = _part(number)
    files["content/businesses/often.md"] = "---\nname: The place of two hundred visits\nkind: restaurant\n---\n"
    files["content/businesses/never.md"] = "---\nname: The place nobody went to\nkind: restaurant\n---\n"
    for number in range(VISITS):
        files[f"content/posts/visit-{number}.md"] = _visit(number)
    files["content/posts/long.md"] = _long()
    files["content/posts/arabic.md"] = _ARABIC
    return files


def _names() -> list[str]:
    return [f"author-{number}" for number in range(1, AUTHORS + 1)]


def _settings() -> str:
    people = "".join(f"  {name}: {{name: Writer {name}, bio: Writes.}}\n" for name in _names())
    return f"title: A hard site\nbase_url: https://example.org\nauthors:\n{people}"


def _part(number: int) -> str:
    day = START + timedelta(days=7 * number)
    rating = 1 + number % 5
    visit = f"visits:\n  - {{business: often, date: {day}, rating: {rating}, would_return: {ANSWERS[5 - rating]}}}\n"
    told = visit if number % 3 else ""
    return f"---\ntitle: Stage {number} of the way\ndate: {day}\npart: {number}\n{told}---\nOn we went.\n"


def _visit(number: int) -> str:
    day = START - timedelta(days=3 * number)
    visit = (
        f"visits:\n  - {{business: often, date: {day}, ratings: {{food: {1 + number % 5}, service: 4}}, why: Again.}}\n"
    )
    return f"---\ntitle: Visit {number}\ndate: {day}\n{visit}---\nWe were there.\n"


def _long() -> str:
    authors = ", ".join(_names())
    return f"---\ntitle: {LONG_TITLE}\ndate: 2026-01-02\nauthor: [{authors}]\n---\n{_wide()}"


def _wide() -> str:
    head = "|".join(f"Column {number}" for number in range(1, COLUMNS + 1))
    row = "|".join(str(number * 1000) for number in range(1, COLUMNS + 1))
    return f"\n|{head}|\n|{'---|' * COLUMNS}\n|{row}|\n\n```\n{'x' * CODE}\n```\n\n{'unbreakable' * 20}\n"


_ARABIC = """---
title: مطعم صغير على التل
date: 2026-01-01
language: ar
visits:
  - {business: often, date: 2026-01-01, rating: 4, would_return: probably, why: كان الطعام جيدًا}
---
صعدنا إلى التل وجلسنا في الشرفة. كان الطعام جيدًا وكانت الخدمة أفضل.
"""
