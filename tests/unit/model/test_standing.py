"""How a business stands: stand-outs and let-downs, ranking, peers, and how sure a share is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.model.business import Verdict
from journeyblog.model.numbers.flags import good_or_better, is_let_down, is_standout
from journeyblog.model.numbers.interval import wilson
from journeyblog.model.numbers.peers import Peers, Standing, compare_peers
from journeyblog.model.numbers.ranking import prior, rank_score
from journeyblog.model.scale import Scale
from journeyblog.model.scores import Share

FIVE = Scale()
HUNDRED = Scale(worst=Fraction(0), best=Fraction(100))
YES, NO = Verdict.DEFINITELY, Verdict.NO


@pytest.mark.parametrize(
    ("said", "verdict", "overall", "scale", "found"),
    [
        ((), YES, "4.5", FIVE, True),
        ((), YES, "4.49", FIVE, False),
        ((), YES, None, FIVE, True),
        ((), Verdict.PROBABLY, "5", FIVE, False),
        ((), YES, "87.5", HUNDRED, True),
        ((), YES, "87.4", HUNDRED, False),
        ((None, True, None), NO, "1", FIVE, True),
        ((True, False), YES, "5", FIVE, False),
        ((False, True), YES, "2", FIVE, True),
    ],
)
def test_a_standout(
    said: tuple[bool | None, ...], verdict: Verdict, overall: str | None, scale: Scale, *, found: bool
) -> None:
    assert is_standout(said, verdict, None if overall is None else Fraction(overall), scale) is found


@pytest.mark.parametrize(
    ("verdict", "overall", "scale", "found"),
    [
        (NO, "5", FIVE, True),
        (NO, None, FIVE, True),
        (YES, "2.5", FIVE, True),
        (YES, "2.51", FIVE, False),
        (Verdict.NOT_SAID, None, FIVE, False),
        (Verdict.UNSURE, "37.5", HUNDRED, True),
        (Verdict.UNSURE, "37.6", HUNDRED, False),
    ],
)
def test_a_let_down(verdict: Verdict, overall: str | None, scale: Scale, *, found: bool) -> None:
    assert is_let_down(verdict, None if overall is None else Fraction(overall), scale) is found


def test_good_is_three_quarters_of_the_range() -> None:
    scores = [Fraction(4), Fraction("3.99"), None, Fraction(5)]
    assert good_or_better(scores, FIVE) == Share(part=2, whole=3)
    assert good_or_better([Fraction(75), Fraction(74)], HUNDRED) == Share(part=1, whole=2)
    assert good_or_better([None], FIVE) is None


def test_the_prior_is_of_the_kind_else_of_all_else_the_middle() -> None:
    kind, others = [Fraction(4)] * 5, [Fraction(2)] * 5
    assert prior(kind, [*kind, *others], FIVE, 5) == 4
    assert prior(kind[:4], [*kind[:4], *others], FIVE, 5) == Fraction(26, 9)
    assert prior(kind[:4], kind[:4], FIVE, 5) == 3
    assert prior((), (), HUNDRED, 1) == 50


@pytest.mark.parametrize(("scored", "score"), [(1, "10/3"), (2, "7/2"), (998, "1999/500")])
def test_few_visits_are_drawn_towards_the_prior(scored: int, score: str) -> None:
    assert rank_score(Fraction(4), scored, Fraction(3), Fraction(2)) == Fraction(score)


def test_there_is_no_rank_without_a_score() -> None:
    assert rank_score(None, 0, Fraction(3), Fraction(2)) is None
    assert rank_score(Fraction(4), 3, Fraction(1), Fraction(0)) == 4


def standing(overall: str | None, kind: str = "restaurant", **places: str) -> Standing:
    return Standing(kind=kind, places=places, overall=None if overall is None else Fraction(overall))


def test_peers_are_looked_for_from_near_to_far() -> None:
    here = {"locality": "mijas", "region": "malaga", "country": "ES"}
    first = standing("5", **here)
    near = [standing("4", **here), standing("2", **here)]
    far = [standing("1", country="ES", region="malaga"), standing("1"), standing("3", kind="hotel", **here)]
    unrated = standing(None, **here)

    def of(*others: Standing) -> Peers | None:
        return compare_peers([first, *others])[0]

    assert of(*near, *far, unrated) == Peers(level="locality", count=2, mean=Fraction(3), difference=Fraction(2))
    assert of(near[0], *far, unrated) == Peers(level="region", count=2, mean=Fraction(5, 2), difference=Fraction(5, 2))
    assert of(near[0], standing("1", country="ES")) == Peers(
        level="country", count=2, mean=Fraction(5, 2), difference=Fraction(5, 2)
    )
    assert of(near[0], standing("1", country="GB")) == Peers(
        level="everywhere", count=2, mean=Fraction(5, 2), difference=Fraction(5, 2)
    )
    assert of(near[0], unrated) is None
    assert of() is None


def test_an_unrated_business_and_an_empty_level_are_passed_over() -> None:
    found = compare_peers([standing(None), standing("3"), standing("4"), standing("5", country="")])
    assert found[0] is None
    assert found[1] is not None
    assert {one.level for one in found[1:] if one is not None} == {"everywhere"}


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (1, 1, 0.20654931437723745, 1),
        (0, 1, 0, 0.7934506856227626),
        (3, 3, 0.4385029682449546, 1),
        (5, 7, 0.35893445183261935, 0.9177810759959433),
        (50, 100, 0.4038315303659956, 0.5961684696340044),
    ],
)
def test_the_interval_of_a_share(part: int, whole: int, low: float, high: float) -> None:
    found = wilson(Share(part=part, whole=whole))
    assert found is not None
    assert list(found) == pytest.approx([low, high], abs=1e-12)


def test_no_answers_have_no_interval() -> None:
    assert wilson(Share(part=0, whole=0)) is None


@given(st.integers(1, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_interval_holds_the_share_and_stays_within_bounds(answers: tuple[int, int]) -> None:
    part, whole = answers
    found = wilson(Share(part=part, whole=whole))
    assert found is not None
    assert 0 <= found[0] <= part / whole + 1e-12
    assert part / whole - 1e-12 <= found[1] <= 1
