"""``docs/mistakes.md``: every code with its meaning, its story and its examples, from the same data as the command."""

from collections.abc import Iterable, Iterator
from textwrap import fill

from journeyblog.diagnostics import CODES
from journeyblog.diagnostics.explanation import Example, explain

HEAD = """\
# What each mistake means

<!-- Made by  python -m journeyblog.reference  from journeyblog/diagnostics: change it there. -->

A message names the file, the line and the column, says what is wrong, shows the line, and says what to write instead:

```text
content/posts/2018-02-14-dinner.md:4:11: error[unknown-dimension]: 'foood' is not a dimension of a restaurant
  4 | ratings: {foood: 4.5}
    |           ^^^^^
    = Did you mean 'food'?
```

An *error* leaves the file out, and nothing is published until it is mended (`--keep-going` publishes the rest). A
*warning* is worth a look, and keeps nothing from being published, unless you build with `--strict`.

The word in brackets is the mistake's code. It never changes its meaning, so you can search for it here; at the terminal
`journeyblog explain unknown-dimension` says the same. The examples stand in a small site that already has a restaurant,
`content/businesses/la-macheta.md`, and a journey, `content/journeys/coast/`.

| code | meaning |
| --- | --- |
"""
LANGUAGES = {"md": "markdown", "yaml": "yaml", "html": "html"}


def mistakes() -> str:
    """The document."""
    table = "".join(f"| [`{code}`](#{code}) | {meaning} |\n" for code, meaning in CODES.items())
    return HEAD + table + "".join(f"\n{line}" for code in CODES for line in _section(code))


def _section(code: str) -> Iterator[str]:
    told = explain(code)
    yield f"## {code}\n"
    yield f"{told.meaning}\n"
    yield from (f"{fill(paragraph, 120, break_on_hyphens=False)}\n" for paragraph in told.paragraphs)
    yield from _files("Wrong", told.wrong)
    yield from _files("Right", told.right)


def _files(judgement: str, examples: Iterable[Example]) -> Iterator[str]:
    for number, one in enumerate(examples):
        place = one.heading.replace(one.path, f"`{one.path}`", 1)
        lead = "and" if number else judgement + ","
        if not one.text.strip():
            yield f"{lead} {place}\n"
            continue
        language = LANGUAGES.get(one.path.rpartition(".")[2], "text")
        yield f"{lead} {place}:\n"
        yield f"```{language}\n{one.text.rstrip()}\n```\n"
