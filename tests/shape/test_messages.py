"""Every text of the program is said somewhere, and everything said is there."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from jinja2 import Environment, nodes

from journeyblog.config.load import CHANNELS, built_in_kinds
from journeyblog.config.settings import Settings
from journeyblog.markdown import Labels
from journeyblog.messages import key_of, read_catalogue
from journeyblog.model.answers import Answer
from journeyblog.model.business import Verdict
from journeyblog.model.journey import STATUSES
from journeyblog.model.numbers.incidents import STAGES
from journeyblog.model.numbers.spread import Steadiness
from journeyblog.model.post import PartKind
from journeyblog.model.visit import FOUR_PS, Disclosure, Outcome
from journeyblog.site.pages.frame import SECTIONS
from journeyblog.site.pages.incidents import KEPT, SEVERITIES
from journeyblog.site.phrases import FEELINGS, labels
from journeyblog.theme import built_in_themes, english

PACKAGE = Path(__file__).resolve().parents[2] / "journeyblog"
OWN = frozenset(
    key
    for path in built_in_themes().glob("*/messages/en.yaml")
    for key in read_catalogue(path.read_text(encoding="utf-8"), path.name, "en").messages
    if key not in english()
)
"""What a built-in theme over ``plain`` says beside its texts."""
KEYS = frozenset(english().keys()) | OWN
GROUPS = {key.partition(".")[0] for key in KEYS}
BEGINNING = re.compile(r"([a-z_]+)\.[a-z_]*")
TAXONOMIES = ("categories", "tags", "authors")
FIGURES = ("days", "distance", "places", "countries", "rhythm", "met", "mean_score", "would_return", "good_or_better",
           "net_recommend", "promises_kept", "went_wrong", "put_right", "expectation", "effort", "cost")  # fmt: skip
MADE = {
    "channels.": tuple(CHANNELS),
    "confidence.": ("first_impression", "getting_to_know", "regulars"),
    "dates.": ("day", "short_day", "month", "year", "time", "days_in_month", "days_in_year", "days"),
    "dimensions.": tuple({name: None for kind in built_in_kinds().values() for name in kind.dimensions}),
    "disclosures.": tuple(one.value for one in Disclosure if one is not Disclosure.NONE),
    "feelings.": FEELINGS,
    "figures.": FIGURES,
    "four_ps.": FOUR_PS,
    "incidents.": (*(one.value for one in Outcome), *SEVERITIES, "made", *STAGES),
    "incidents.all_": tuple(one.value for one in Outcome),
    "incidents.never_": STAGES,
    "incidents.not_": STAGES,
    "incidents.some_": tuple(one.value for one in Outcome),
    "journey.status_": tuple(status for status in STATUSES if status != "draft"),
    "kinds.": tuple(built_in_kinds()),
    "kinds_plural.": tuple(built_in_kinds()),
    "lenses.": (),
    "markdown.": tuple(one.name for one in fields(Labels)),
    "moods.": ("good", "middling", "bad"),
    "parts.": tuple(kind.value for kind in PartKind if kind is not PartKind.NUMBERED),
    "peers.": ("better", "worse", "level"),
    "peers.in_same_": ("locality", "region"),
    "playbook.": ("todo", "trying", "adopted"),
    "promises.": tuple(KEPT.values()),
    "recommend.": tuple(answer.value for answer in Answer),
    "responses.": ("apology", "explanation", "fix", "refund", "compensation", "goodwill"),
    "scorecard.": ("standout", "let_down", "better_than_expected", "worse_than_expected", "as_expected"),
    "scorecard.gap_": ("service", "product", "sides"),
    "scorecard.trend_": ("up", "down", "steady"),
    "sections.": tuple(key_of(place.strip("/")) for place in SECTIONS),
    "stages.": Settings(title="").stages,
    "steadiness.": tuple(key_of(one.value) for one in Steadiness),
    "terms.": (*TAXONOMIES, "category", "tag", "year", "month"),
    "terms.all_": TAXONOMIES,
    "verdicts.": (
        *(key_of(one.value) for one in Verdict),
        *(one.value for one in Answer),
        "authors_call",
        "inferred",
        "so_far",
    ),
    "visit.per_": ("person", "night", "day"),
}
"""Keys that are put together: how they begin in the code, and what words of the model can follow."""


def trees() -> Iterator[ast.AST]:
    for path in PACKAGE.rglob("*.py"):
        yield ast.parse(path.read_text(encoding="utf-8"))


def said_in_templates() -> set[str]:
    """The keys that templates say; each is written out there, perhaps as one of two."""
    found: set[str] = set()
    for path in built_in_themes().rglob("*.html"):
        for call in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say":
                keys = [one.value for one in (call.args[0], *call.args[0].find_all(nodes.Const))
                        if isinstance(one, nodes.Const)]  # fmt: skip
                assert keys, f"{path.name}:{call.lineno} puts a key together"
                found.update(map(str, keys))
    return found


def said_in_code() -> set[str]:
    """Every key that stands in the code as a whole."""
    strings = {one.value for tree in trees() for one in ast.walk(tree) if isinstance(one, ast.Constant)}
    return {one for one in strings if isinstance(one, str) and one in KEYS}


def beginnings() -> set[str]:
    """How the keys begin that the code puts together."""
    found = set()
    for tree in trees():
        for one in ast.walk(tree):
            match one:
                case ast.JoinedStr(values=[ast.Constant(value=str(first)), *_]) if BEGINNING.fullmatch(first):
                    found.add(first)
                case ast.Call(func=ast.Attribute(attr="named") | ast.Name(id="named"), args=args):
                    found |= {f"{arg.value!s}." for arg in args if isinstance(arg, ast.Constant)}
    return {one for one in found if one.partition(".")[0] in (*GROUPS, "lenses")}


def made() -> set[str]:
    return {beginning + end for beginning, ends in MADE.items() for end in ends}


def test_templates_say_what_is_there() -> None:
    assert said_in_templates() - KEYS == set()


def test_code_says_only_what_every_theme_has() -> None:
    assert said_in_code() & OWN == set()


def test_code_says_what_is_there() -> None:
    assert beginnings() == set(MADE)
    assert made() - KEYS == set()


def test_every_text_is_said() -> None:
    assert KEYS - said_in_templates() - said_in_code() - made() == set()


def test_texts_are_labelled_in_english_unless_said() -> None:
    assert labels(english()) == Labels()
