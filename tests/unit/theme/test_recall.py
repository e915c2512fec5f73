"""A macro that is given the same again says the same, at the same price; and nothing is carried from page to page."""

from dataclasses import dataclass

import pytest
from jinja2 import Environment
from jinja2.nodes import EvalContext

from journeyblog.site.views.elements import Shared
from journeyblog.theme import recall
from journeyblog.theme.meter import Meter
from journeyblog.theme.mistake import TemplateMistake
from journeyblog.theme.recall import Recall, ThemeMacro, counts


@dataclass(frozen=True, slots=True)
class Frozen:
    name: str = "a"


@dataclass(frozen=True, slots=True)
class Card(Shared):
    name: str = "a"


@dataclass(slots=True)
class Open:
    name: str = "a"


class Maker:
    """Calls a macro, and counts how often it really ran."""

    def __init__(self) -> None:
        self.meter = Meter()
        self.recall = Recall(self.meter)
        self.ran = 0
        self.text = "made"
        self.environment = Environment(autoescape=True)
        self.macro = ThemeMacro(self.environment, self.run, "m", ["a", "b", "c", "name"], False, False, False)
        self.recall.learn({"m": self.macro})

    def run(self, *_: object) -> str:
        self.ran += 1
        self.meter.spend(70)
        self.meter.make(30)
        return self.text

    def __call__(self, *args: object, escape: bool = True, text: str = "made", **kwargs: object) -> str:
        self.text = text
        eval_ctx = EvalContext(self.environment)
        eval_ctx.autoescape = escape
        return self.recall.call(self.macro, eval_ctx, args, kwargs)


def test_the_same_values_are_rendered_once_and_paid_for_each_time() -> None:
    call, view = Maker(), Frozen()
    left = []
    for _ in range(3):
        call.meter.start()
        assert call(view, 2, c="b", name=(view,)[:1]) == "made"
        left.append((call.meter.steps, call.meter.room))
    call.meter.start()
    assert call(view, 2, c="b") == call(view, 2, c="b")
    assert call.ran == 4  # a group made in a template is another one each time
    assert left == [left[0]] * 3
    assert left[0] != (call.meter.steps, call.meter.room)


def test_what_differs_is_made_anew() -> None:
    call, view = Maker(), Frozen()
    kept = [view, Frozen(), "1", 1, True, None]
    for one in kept:
        call(one)
        call(name=one)
    call(view, escape=False)
    call(view, view)
    call()
    assert call.ran == 2 * len(kept) + 3


@pytest.mark.parametrize("value", [Open(), [], {}, range(3), Meter()])
def test_what_may_change_is_never_recalled(value: object) -> None:
    call = Maker()
    for _ in range(2):
        call(value)
        call(name=value)
    assert call.ran == 4


def test_the_limits_hold_for_what_is_recalled() -> None:
    call, view = Maker(), Frozen()
    call(view)
    call.meter.steps = 10
    with pytest.raises(TemplateMistake, match="steps"):
        call(view)
    call.meter.start()
    call.meter.room = 10
    with pytest.raises(TemplateMistake, match="characters"):
        call(view)


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "MOST", 10)
    monkeypatch.setattr(recall, "TRIES", 30)
    call = Maker()
    call(0, text="x" * 3000)
    call(0, text="x" * 3000)
    assert call.ran == 2
    for number in range(200):
        call(number)
        assert len(call.recall._made) <= 10
    assert call.macro.tries == 0
    call(0)
    call(0)
    assert call.ran == 204


def test_what_is_made_of_a_card_stays_with_it_and_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "MOST", 10)
    monkeypatch.setattr(recall, "TRIES", 30)
    call = Maker()
    cards = [Card() for _ in range(100)]
    for level in (2, 3, 2, 3):
        for card in cards:
            assert call(card, level) == "made"
    assert call.ran == 200
    assert not call.recall._made
    assert call.macro.tries == 30
    for number in range(200):  # another text on each page
        call(cards[0], number)
        assert len(cards[0]._made) <= recall.MOST_OF_ONE
    assert call.macro.tries <= 0
    assert len(cards[1]._made) == 2


def test_what_is_kept_with_a_card_is_paid_for_and_told_apart() -> None:
    call, card, other = Maker(), Card(), 3
    left = []
    for _ in range(3):
        call.meter.start()
        call(card, other, name="b")
        left.append((call.meter.steps, call.meter.room))
    assert call.ran == 1
    assert left == [left[0]] * 3
    call(card, True, name="b")
    call(card, other, name="c")
    call(card, other, name="b", escape=False)
    call(Card(), other, name="b")
    Maker()(card, other, name="b")
    assert call.ran == 5
    call.meter.steps = 10
    with pytest.raises(TemplateMistake, match="steps"):
        call(card, other, name="b")


def test_what_is_made_of_a_card_and_another_view_does_not_keep_that_one_with_the_card(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recall, "MOST", 10)
    monkeypatch.setattr(recall, "TRIES", 30)
    call, card = Maker(), Card()
    for _ in range(100):  # on each page with the page itself
        call(card, Frozen())
        call(card, name=Frozen())
        call(card, Card())
    assert not hasattr(card, "_made")
    assert len(call.recall._made) <= 10
    assert call.macro.tries == 0


def test_themes_that_count() -> None:
    assert counts(["{{ a }}", "{% set n = namespace(i=0) %}"])
    assert counts(["{{ cycler('a', 'b').next() }}"])
    assert not counts(["{{ namespaces }} {% include 'joiners.html' %}"])
