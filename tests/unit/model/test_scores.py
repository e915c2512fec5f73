"""The formulas of the content model, section 7, on the sample's figures and on any figures at all."""

from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.config.load import built_in_kinds
from journeyblog.model.answers import Answer
from journeyblog.model.business import Verdict
from journeyblog.model.scale import Rating, Scale
from journeyblog.model.scores import (
    GivenAnswer,
    Share,
    VerdictRule,
    answer,
    confidence,
    mean,
    overall,
    return_index,
    shown,
    verdict,
    visit_score,
    weighted_mean,
    would_return_share,
)
from journeyblog.model.visit import FourPs, Visit

FIVE = Scale()
RULE = VerdictRule()
HALF = Fraction(1, 2)


class Figures(NamedTuple):
    """What the sample says of one business."""

    kind: str
    visits: tuple[dict[str, Any], ...]
    overall: float | None
    returns: float
    verdict: Verdict
    inferred: bool
    share: Share


def figures(kind: str, *visits: dict[str, Any], overall: float | None, index: float, verdict: Verdict,
            share: tuple[int, int], inferred: bool = False) -> Figures:  # fmt: skip
    return Figures(kind, visits, overall, index, verdict, inferred, Share(part=share[0], whole=share[1]))


YES, PROBABLY, UNLIKELY, NO = Answer.DEFINITELY, Answer.PROBABLY, Answer.UNLIKELY, Answer.NO

# Copied from the design's sample: visits.yml, kinds.yml, businesses.yml and expected.json.
SAMPLE = {
    "la-macheta": figures(
        "restaurant", {"ratings": {"food": 4.5, "service": 5, "ambience": 4, "value": 4.5},
         "would_return": YES},
        overall=4.611111111111111, index=1.0, verdict=Verdict.DEFINITELY, share=(1, 1)),
    "peccati-di-gola": figures(
        "restaurant", {"ratings": {"food": 4.5, "service": 5, "ambience": 4.5, "value": 4},
         "would_return": YES},
        {"ratings": {"food": 4.5, "drinks": 4, "service": 5, "value": 4.5},
         "would_return": YES},
        overall=4.583333333333333, index=1.0, verdict=Verdict.DEFINITELY, share=(2, 2)),
    "mayan-monkey-mijas": figures(
        "shop", {"ratings": {"product": 5, "service": 5, "ambience": 5, "value": 4.5},
         "would_return": YES},
        overall=4.9375, index=1.0, verdict=Verdict.DEFINITELY, share=(1, 1)),
    "air-canada": figures(
        "airline", {"ratings": {"check_in": 4, "cabin_service": 4, "punctuality": 4}, "would_return": PROBABLY},
        {"ratings": {"boarding": 2, "seat": 3, "cabin_service": 2, "punctuality": 2}, "would_return": UNLIKELY},
        overall=3.125, index=0.4166666666666667, verdict=Verdict.UNSURE, share=(1, 2)),
    "linea-litoral": figures(
        "transit", {"rating": 4}, overall=4.0, index=0.75, verdict=Verdict.PROBABLY, share=(0, 0), inferred=True),
    "sierra-azul": figures(
        "car_rental", {"ratings": {"booking": 3, "pick_up": 1.5, "vehicle": 4, "staff": 2, "fees": 1},
         "would_return": NO},
        overall=2.1, index=0.0, verdict=Verdict.NO, share=(0, 1)),
    "makati-city-hotel": figures(
        "hotel", {"would_return": YES}, overall=None, index=1.0, verdict=Verdict.DEFINITELY, share=(1, 1)),
    "unnamed-repair-firm": figures(
        "home_service", {"ratings": {"reliability": 1, "communication": 1, "workmanship": 2, "value": 1},
         "would_return": NO},
        overall=1.3333333333333333, index=0.0, verdict=Verdict.NO, share=(0, 1)),
    "unnamed-reliable-firm": figures(
        "home_service",
        {"ratings": {"reliability": 5, "communication": 5, "workmanship": 5, "people": 4.5, "value": 4.5},
         "would_return": YES},
        overall=4.9, index=1.0, verdict=Verdict.DEFINITELY, share=(1, 1)),
    "regular-lunch-place": figures(
        "restaurant", {"ratings": {"food": 3, "service": 5},
         "would_return": YES},
        {"ratings": {"food": 2.5, "service": 5},
         "would_return": YES},
        {"ratings": {"food": 3.5, "service": 5},
         "would_return": YES},
        overall=4.0, index=1.0, verdict=Verdict.DEFINITELY, share=(3, 3)),
}  # fmt: skip


def rated(number: float | Fraction) -> Rating:
    return Rating(Fraction(str(number)))


def visit(said: dict[str, Any]) -> Visit:
    ratings = {name: rated(number) for name, number in said.get("ratings", {}).items()}
    rating = rated(said["rating"]) if "rating" in said else None
    return Visit(business="b", rating=rating, ratings=ratings, would_return=said.get("would_return"))


@pytest.mark.parametrize("name", SAMPLE)
def test_the_samples_figures_come_out(name: str) -> None:
    expected = SAMPLE[name]
    weights = {key: one.weight for key, one in built_in_kinds()[expected.kind].dimensions.items()}
    visits = [visit(said) for said in expected.visits]
    scores = [visit_score(one, weights) for one in visits]
    answers = [
        made for one, score in zip(visits, scores, strict=True) if (made := answer(one, score, FIVE)) is not None
    ]
    index = return_index([one.weight for one in answers], RULE.decay)
    mean = overall(scores)
    assert mean == (None if expected.overall is None else pytest.approx(expected.overall, abs=1e-12))
    assert index is not None
    assert float(index) == pytest.approx(expected.returns, abs=1e-12)
    assert verdict(index, RULE) is expected.verdict
    assert all(one.inferred for one in answers) is expected.inferred
    assert would_return_share(answers) == expected.share


FOUR = FourPs(processes=rated(2), policies=rated(3), practices=rated(2), people=rated("3.5"))  # type: ignore[arg-type]
WEIGHTS = {"food": Fraction(3), "service": Fraction(1), "nothing": Fraction(0)}


@pytest.mark.parametrize(
    ("said", "score"),
    [
        (Visit(business="b", rating=rated(2), ratings={"food": rated(5)}, four_ps=FOUR), Fraction(2)),
        (Visit(business="b", ratings={"food": rated(5), "service": rated(1)}, four_ps=FOUR), Fraction(4)),
        (Visit(business="b", ratings={"service": rated(1)}), Fraction(1)),
        (Visit(business="b", four_ps=FOUR), Fraction(21, 8)),
        (Visit(business="b", four_ps=FourPs(people=rated(3))), Fraction(3)),
        (Visit(business="b", ratings={"nothing": rated(3)}, four_ps=FOUR), Fraction(21, 8)),
        (Visit(business="b", four_ps=FourPs()), None),
        (Visit(business="b", would_return=Answer.NO), None),
    ],
)
def test_a_visits_score_is_its_rating_else_its_dimensions_else_its_four_ps(said: Visit, score: Fraction | None) -> None:
    assert visit_score(said, WEIGHTS) == score


def test_an_overall_is_the_plain_mean_of_what_was_scored() -> None:
    assert overall([Fraction(2), None, Fraction(5)]) == Fraction(7, 2)
    assert overall([None]) is None
    assert overall([]) is None
    assert weighted_mean([]) is None


@pytest.mark.parametrize(
    ("score", "weight"),
    [("5", 3), ("4", 3), ("3.99", 2), ("3", 2), ("2.99", 1), ("2", 1), ("1.99", 0), ("1", 0)],
)
def test_an_answer_is_inferred_from_the_score_but_never_as_definitely(score: str, weight: int) -> None:
    assert answer(Visit(business="b"), Fraction(score), FIVE) == GivenAnswer(weight=Fraction(weight, 4), inferred=True)


def test_a_given_answer_wins_over_the_score() -> None:
    said = Visit(business="b", would_return=Answer.UNLIKELY)
    assert answer(said, Fraction(5), FIVE) == GivenAnswer(weight=Fraction(1, 4), inferred=False)
    assert answer(said, None, FIVE, infer=False) == GivenAnswer(weight=Fraction(1, 4), inferred=False)


def test_nothing_is_inferred_from_nothing_or_when_it_is_switched_off() -> None:
    assert answer(Visit(business="b"), None, FIVE) is None
    assert answer(Visit(business="b"), Fraction(5), FIVE, infer=False) is None


@pytest.mark.parametrize(
    ("word", "quarters"), [("Definitely", 4), ("Probably", 3), ("Unsure", 2), ("Unlikely", 1), ("No", 0)]
)
def test_the_word_of_an_answer(word: str, quarters: int) -> None:
    assert GivenAnswer(weight=Fraction(quarters, 4), inferred=False).word == word


@pytest.mark.parametrize(
    ("index", "word"),
    [
        (None, Verdict.NOT_SAID),
        (Fraction(1), Verdict.DEFINITELY),
        (Fraction(875, 1000), Verdict.DEFINITELY),
        (Fraction(874, 1000), Verdict.PROBABLY),
        (Fraction(625, 1000), Verdict.PROBABLY),
        (Fraction(624, 1000), Verdict.UNSURE),
        (Fraction(376, 1000), Verdict.UNSURE),
        (Fraction(375, 1000), Verdict.NO),
        (Fraction(0), Verdict.NO),
    ],
)
def test_the_thresholds_of_a_verdict(index: Fraction | None, word: Verdict) -> None:
    assert verdict(index, RULE) is word


@pytest.mark.parametrize(
    ("quarters", "index"),
    [
        ([4], "1"),
        ([3, 1], "5/12"),
        ([0, 4], "2/3"),
        ([4, 0], "1/3"),
        ([4, 4, 0], "3/7"),
        ([0, 0, 4], "4/7"),
        ([], None),
    ],
)
def test_the_return_index_of_answers_from_oldest_to_latest(quarters: list[int], index: str | None) -> None:
    made = return_index([Fraction(number, 4) for number in quarters], HALF)
    assert made == (None if index is None else Fraction(index))


ANSWERS = st.lists(st.sampled_from([answer.weight for answer in Answer]), min_size=1, max_size=40)


@given(ANSWERS, st.fractions(0, 1, max_denominator=20))
def test_the_return_index_lies_between_the_lowest_and_the_highest_answer(
    weights: list[Fraction], decay: Fraction
) -> None:
    index = return_index(weights, decay)
    assert index is not None
    assert 0 <= min(weights) <= index <= max(weights) <= 1


@given(ANSWERS)
def test_the_formula_and_its_running_form_agree(weights: list[Fraction]) -> None:
    n = len(weights)
    above = sum((a * HALF ** (n - i) for i, a in enumerate(weights, 1)), Fraction(0))
    below = sum((HALF ** (n - i) for i in range(1, n + 1)), Fraction(0))
    assert return_index(weights, HALF) == above / below


@given(st.integers(1, 40))
def test_the_latest_answer_outweighs_all_earlier_ones_together(earlier: int) -> None:
    up = return_index([Fraction(0)] * earlier + [Fraction(1)], HALF)
    down = return_index([Fraction(1)] * earlier + [Fraction(0)], HALF)
    assert up is not None
    assert down is not None
    assert up > HALF > down


@given(
    st.lists(st.fractions(1, 5, max_denominator=8), min_size=1, max_size=12),
    st.fractions(Fraction(1, 10), 50, max_denominator=10),
    st.fractions(-100, 100, max_denominator=10),
)
def test_another_scale_gives_the_same_answers_and_verdicts(
    scores: list[Fraction], factor: Fraction, shift: Fraction
) -> None:
    other = Scale(worst=factor + shift, best=5 * factor + shift)
    here = [answer(Visit(business="b"), score, FIVE) for score in scores]
    there = [answer(Visit(business="b"), score * factor + shift, other) for score in scores]
    assert here == there
    weights = [one.weight for one in here if one is not None]
    assert all(weight <= Fraction(3, 4) for weight in weights)
    assert verdict(return_index(weights, HALF), RULE) is not Verdict.DEFINITELY


@given(st.lists(st.tuples(st.sampled_from(list(Answer)), st.booleans()), max_size=20))
def test_the_share_counts_given_answers_only(said: list[tuple[Answer, bool]]) -> None:
    answers = [GivenAnswer(weight=word.weight, inferred=inferred) for word, inferred in said]
    share = would_return_share(answers)
    given_words = [word for word, inferred in said if not inferred]
    assert share.whole == len(given_words)
    assert share.part == len([word for word in given_words if word in (YES, PROBABLY)])


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("4.25", 1, "4.3"),
        ("4.35", 1, "4.4"),
        ("4.45", 1, "4.5"),
        ("4.249", 1, "4.2"),
        ("4.95", 1, "5.0"),
        ("4", 1, "4.0"),
        ("4.005", 2, "4.01"),
        ("66.5", 0, "67"),
        ("67.5", 0, "68"),
        ("0.5", 0, "1"),
        ("0", 0, "0"),
        ("-0.25", 1, "-0.3"),
        ("-0.04", 1, "0.0"),
        ("83/18", 1, "4.6"),
    ],
)
def test_numbers_are_shown_half_up(value: str, places: int, text: str) -> None:
    assert shown(Fraction(value), places) == text


@given(st.lists(st.tuples(st.fractions(0, 5), st.fractions(-10, 10))))
def test_means_are_exact(pairs: list[tuple[Fraction, Fraction]]) -> None:
    values, weights = [value for _, value in pairs], sum(weight for weight, _ in pairs)
    assert mean(values) == (sum(values, Fraction(0)) / len(values) if values else None)
    assert weighted_mean(pairs) == (sum(weight * value for weight, value in pairs) / weights if weights else None)


@given(st.fractions(0, 100), st.fractions(0, 10), st.fractions(Fraction(1, 100), 100))
def test_a_share_of_the_scale_is_exact(score: Fraction, worst: Fraction, width: Fraction) -> None:
    assert Scale(worst=worst, best=worst + width).share(score) == (score - worst) / width


@given(st.fractions(-1000, 1000), st.integers(0, 4))
def test_a_shown_number_is_the_nearest_one(value: Fraction, places: int) -> None:
    assert abs(Fraction(shown(value, places)) - value) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("visits", "words"),
    [
        (0, ""),
        (1, "First impression"),
        (2, "Getting to know"),
        (3, "Getting to know"),
        (4, "Regulars"),
        (40, "Regulars"),
    ],
)
def test_confidence_grows_with_visits(visits: int, words: str) -> None:
    assert confidence(visits) == words
